"""Walk-forward: the future is never in the choice, and the account is one account."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ibkr.backtest import (
    Asset,
    BuyAndHold,
    MovingAverageCross,
    NoCommission,
    PercentCommission,
    Strategy,
    compiled,
)
from ibkr.backtest.indicators import crossover, sma
from ibkr.backtest.research import grid, random, walk_forward
from ibkr.backtest.research.space import between
from ibkr.errors import BacktestError
from tests.backtest.research.strategies import Signals

from ..examples import wandering

BARS = wandering(200)


class MovingOfA(Strategy):
    """Averages of one of several assets."""

    fast = 2
    slow = 8

    def init(self) -> None:
        close = self.data["A"].close
        self.rises = self.indicator(
            crossover, self.indicator(sma, close, self.fast), self.indicator(sma, close, self.slow)
        )

    def next(self) -> None:
        if self.rises[-1]:
            self.target(0.5, asset="A")


AVERAGES = grid(fast=[2, 4], slow=[8, 16])


def walk(**options):
    return walk_forward(MovingAverageCross, BARS, AVERAGES, train=80, test=40, **options)


def test_windows_follow_each_other_and_train_before_they_test():
    walked = walk()
    assert [window.train for window in walked.windows] == [(0, 80), (40, 120), (80, 160)]
    assert [window.test for window in walked.windows] == [(80, 120), (120, 160), (160, 200)]
    assert walked.times.tolist() == BARS.time[80:].tolist()


def test_anchored_windows_train_from_the_first_bar():
    assert [window.train for window in walk(anchored=True).windows] == [(0, 80), (0, 120), (0, 160)]


def test_a_rest_shorter_than_a_window_is_tested_too():
    walked = walk_forward(MovingAverageCross, BARS, AVERAGES, train=80, test=50)
    assert walked.windows[-1].test == (180, 200)


def test_nothing_is_traded_before_a_window_begins_though_indicators_are_warm():
    for window in walk().windows:
        first = window.test[0] - window.train[0]
        assert all(fill.bar > first for fill in window.result.fills)
        assert np.all(window.result.equity[:first] == window.result.starting_cash)


def test_the_choice_does_not_change_when_the_future_does():
    other = wandering(200)[:120]
    short = walk_forward(MovingAverageCross, other, AVERAGES, train=80, test=40)
    assert short.windows[0].parameters == walk().windows[0].parameters
    assert short.equity.tolist() == walk().equity[:40].tolist()


def test_each_window_begins_with_what_the_one_before_left_its_costs_of_closing_paid():
    walked = walk_forward(BuyAndHold, BARS, grid(fraction=[1.0]), train=80, test=60, fractional=True)
    # BuyAndHold buys on the first bar only, which no window after its training has.
    assert walked.equity.tolist() == [100_000.0] * 120
    walked = walk_forward(MovingAverageCross, BARS, grid(fast=[2], slow=[8]), train=80, test=60)
    for before, after in zip(walked.windows, walked.windows[1:], strict=False):
        open_at_end = before.result.position[-1] != 0
        left = after.result.starting_cash
        assert left < before.result.equity[-1] if open_at_end else left == before.result.equity[-1]


def test_without_costs_the_stitch_is_the_product_of_the_windows():
    walked = walk(commission=NoCommission())
    grown = 100_000.0
    for window in walked.windows:
        grown *= window.result.equity[-1] / window.result.starting_cash
    assert walked.equity[-1] == pytest.approx(grown)
    assert walked.metrics.final_equity == walked.equity[-1]


def test_a_strategy_of_signals_keeps_its_state_while_it_may_not_trade():
    walked = walk_forward(Signals, BARS, grid(offset=[0]), train=75, test=40)
    first = walked.windows[0]
    # The state counts bars from the training's first: 80 is the next one that buys.
    assert first.result.fills[0].bar == 81


def test_several_assets_are_cut_at_the_same_instants():
    bars = {"A": BARS, "B": wandering(150, seed=3)}
    walked = walk_forward(MovingOfA, bars, AVERAGES, train=80, test=40)
    assert [window.test for window in walked.windows][-1] == (160, 200)
    # B has no bars after the 150th step: the last window trains on what there was of it.
    assert walked.windows[1].result.series["B"].time[-1] == bars["B"].time[-1]
    assert [len(window.result.series) for window in walked.windows] == [2, 2, 2]


def drawing() -> Any:
    return random(3, seed=1, fast=between(2, 5), slow=between(8, 20))


@pytest.mark.parametrize("search", [drawing, drawing()])
def test_a_search_that_draws_begins_anew_for_each_window(search: Any):
    walked = walk_forward(MovingAverageCross, BARS, search, train=80, test=60)
    tried = [[dict(trial.parameters) for trial in window.search.trials] for window in walked.windows]
    assert tried[0] == tried[1]


class Holding(Strategy):
    """Buys ten on the first bar on which it is asked."""

    quantity = 10

    def next(self) -> None:
        if not self.position:
            self.buy(quantity=self.quantity)


def test_closing_costs_what_it_would_in_money_of_the_account():
    asset = Asset("X", multiplier=5.0, currency="EUR", commission=PercentCommission(1.0))
    terms = {"assets": [asset], "rates": {"EUR": 1.2}, "cash": 1e6}
    first, second = walk_forward(
        Holding, {"X": BARS[:120]}, grid(quantity=[10]), train=40, test=40, **terms
    ).windows
    closing = 0.01 * (10 * first.result.closes("X")[-1] * 5.0) * 1.2
    assert second.result.starting_cash == pytest.approx(first.result.equity[-1] - closing)


def test_a_compiled_form_knows_no_window_and_is_refused():
    with pytest.raises(BacktestError, match="takes a class of strategies, not Crossing"):
        walk_forward(compiled.moving_averages(), BARS, AVERAGES, train=80, test=40)


def test_each_window_is_told_when_it_is_done():
    told: list[tuple[int, int]] = []
    walk(progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_the_stitched_returns_are_those_of_the_stitched_equity():
    walked = walk()
    assert walked.returns == pytest.approx(walked.equity[1:] / walked.equity[:-1] - 1)


def test_efficiency_is_what_is_left_of_the_score_outside():
    walked = walk()
    inside = sum(window.in_sample for window in walked.windows)
    outside = sum(window.out_of_sample for window in walked.windows)
    assert walked.efficiency == pytest.approx(outside / inside)


@pytest.mark.parametrize(
    ("lengths", "says"), [((199, 40), "too few to train"), ((1, 40), "at least 2"), ((80, 1), "at least 2")]
)
def test_lengths_that_leave_no_window_are_refused(lengths: tuple[int, int], says: str):
    with pytest.raises(BacktestError, match=says):
        walk_forward(MovingAverageCross, BARS, AVERAGES, train=lengths[0], test=lengths[1])
