"""What may be tried, counted and refused before anything runs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ibkr.backtest.research import bayesian, between, choice, grid, random
from ibkr.errors import BacktestError


def test_a_grid_is_every_combination_in_the_order_of_a_nested_loop():
    made = grid(fast=[5, 10], slow=range(20, 50, 10))
    assert len(made) == 6
    assert [tuple(each.values()) for each in made][:4] == [(5, 20), (5, 30), (5, 40), (10, 20)]


def test_where_leaves_out_combinations_and_the_count_knows():
    made = grid(fast=[5, 30], slow=[10, 40], where=lambda chosen: chosen["fast"] < chosen["slow"])
    assert [list(each.values()) for each in made] == [[5, 10], [5, 40], [30, 40]]
    assert len(made) == 3


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: grid(fast=[]), "give fast at least one value"),
        (grid, "give a parameter at least one value"),
        (lambda: grid(fast=[1], where=lambda _: False), "admits none"),
        (lambda: grid(a=range(1000), b=range(1000)), "has 1,000,000 combinations, more than most=100,000"),
        (lambda: random(0, fast=between(1, 2)), "A search of 0 trials"),
        (lambda: random(5), "nothing to search"),
        (lambda: random(5, fast=3), "fast=3 is no range"),
        (lambda: between(3, 1), "holds no number"),
        (lambda: between(0, 1, scale="log"), "begins above zero"),
        (choice, "at least one value"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_to_do(make, says: str):
    with pytest.raises(BacktestError, match=says):
        make()


def drawn(search) -> list[dict[str, object]]:
    return [each for batch in search.batches(7) for each in batch]


def test_random_draws_stay_in_their_ranges_and_come_again_with_the_seed():
    ranges = {
        "fast": between(5, 50),
        "depth": between(0.5, 0.9),
        "kind": choice("sma", "ema"),
        "step": [1, 2],
    }
    once = drawn(random(50, seed=3, **ranges))
    assert once == drawn(random(50, seed=3, **ranges)) != drawn(random(50, seed=4, **ranges))
    assert len(once) == 50
    assert all(isinstance(each["fast"], int) and 5 <= each["fast"] <= 50 for each in once)
    assert {each["kind"] for each in once} == {"sma", "ema"}
    assert {each["step"] for each in once} == {1, 2}


def test_a_search_that_is_used_again_begins_again():
    search = bayesian(6, seed=3, fast=between(5, 50))
    first = next(iter(search.batches(3)))  # Given up half-way, and nothing told.
    assert next(iter(search.batches(3))) == first
    search.tell([1.0, 2.0, 3.0])


def test_without_optuna_the_extra_is_named():
    script = """
import sys
sys.modules["optuna"] = None
from ibkr.backtest.research import between, random
try:
    next(random(3, fast=between(1, 9)).batches(3))
except Exception as error:
    print(type(error).__name__, error)
"""
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert said.startswith("MissingExtra")
    assert 'pip install "ibkr[research]"' in said


def test_where_turns_draws_down_until_there_is_no_hope():
    ranges = {"fast": between(1, 9), "slow": between(1, 9)}
    found = drawn(random(20, where=lambda chosen: chosen["fast"] < chosen["slow"], **ranges))
    assert len(found) == 20
    assert all(each["fast"] < each["slow"] for each in found)
    with pytest.raises(BacktestError, match="turned down 100 draws"):
        drawn(random(1, where=lambda _: False, **ranges))


def test_a_bayesian_search_gathers_where_it_was_told_that_it_is_good():
    search = bayesian(80, seed=1, place=between(-10.0, 10.0))
    tried: list[float] = []
    for batch in search.batches(4):
        places = [float(each["place"]) for each in batch]
        tried += places
        search.tell([-((place - 3) ** 2) for place in places])
    assert len(tried) == 80
    late = tried[-20:]
    assert sum(abs(place - 3) < 2 for place in late) > 14


def test_a_trial_that_failed_is_told_without_a_score():
    search = bayesian(12, place=between(0, 5))
    for _ in search.batches(3):
        search.tell([float("nan"), 1.0, 2.0])
    assert search.learns
