"""Sweeps: one outcome a combination, each what a run of its own would give."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numba import njit

from ibkr.backtest import Risk, compiled
from ibkr.backtest.indicators import sma
from ibkr.errors import BacktestError

from .examples import compare, gapped

BARS = gapped(400, 3)
buy, close, hold = compiled.buy, compiled.close, compiled.hold


@njit
def dip(bar, account, values, parameters):
    if account.position == 0 and bar.close < parameters.depth * values.mean:
        return buy(fraction=0.5, take_profit=bar.close * 1.05)
    if account.position > 0 and bar.close > values.mean:
        return close()
    return hold()


def dips() -> Any:
    return compiled.step(
        dip,
        indicators={"mean": compiled.indicator(sma, "close", "window")},
        parameters={"window": 20, "depth": 0.97},
    )


@pytest.mark.parametrize("threads", [1, 2])
def test_each_combination_is_a_run_of_its_own(threads: int):
    grid = {"fast": [3, 5, 8, 8], "slow": [10, 20, 20, 40], "stop_loss": [0.02, 0.03, 0.05, 0.10]}
    outcomes = compiled.sweep(BARS, compiled.moving_averages(), grid, threads=threads)
    for number in range(4):
        chosen = outcomes.chosen(number)
        stop = Risk(stop_loss=chosen.pop("stop_loss"))
        form = compiled.moving_averages().with_parameters(chosen)
        alone = compiled.run(BARS, form, risk=stop)
        assert outcomes[number].final_equity == alone.equity[-1]
        assert outcomes[number].fills == len(alone.fills)
        assert outcomes[number].max_drawdown == alone.metrics.max_drawdown


def test_the_parameters_of_a_step_function_are_swept_too():
    depths = [0.95, 0.97, 0.99]
    outcomes = compiled.sweep(BARS, dips(), {"depth": depths})
    for number, depth in enumerate(depths):
        alone = compiled.measure(BARS, dips().with_parameters({"depth": depth}))
        assert outcomes[number].final_equity == alone.final_equity
    assert outcomes.best() == int(np.argmax(outcomes.final_equity))


def test_a_combination_begins_when_its_own_indicators_do_whatever_the_others_wait_for():
    windows = [5, 20, 120]
    for form, name, more in (
        (dips(), "window", {}),
        (compiled.moving_averages(3, 200), "slow", {"stop_loss": [0.05] * 3}),
    ):
        outcomes = compiled.sweep(BARS, form, {name: windows, **more})
        risk = Risk(stop_loss=0.05) if more else None
        for number, window in enumerate(windows):
            alone = compiled.measure(BARS, form.with_parameters({name: window}), risk=risk)
            assert outcomes[number].final_equity == alone.final_equity
            assert outcomes[number].fills == alone.fills > 0


def test_outcomes_are_a_sequence():
    outcomes = compiled.sweep(BARS, compiled.moving_averages(), {"fast": [3, 5, 8]})
    assert len(outcomes) == 3
    assert [one.parameters["fast"] for one in outcomes[1:]] == [5, 8]


def test_of_two_returns_no_ratio_can_be_told():
    outcome = compiled.measure(BARS[:2], compiled.signals([True, True]))
    assert np.isnan(outcome.sharpe)
    assert outcome.max_drawdown <= 0


def test_indicators_of_columns_and_parameters_are_the_reference_engines_too():
    assert len(compare(dips(), BARS).fills) > 5


def test_an_indicator_is_calculated_once_for_each_set_of_arguments():
    asked: list[int] = []

    def counted(prices: Any, window: int) -> Any:
        asked.append(window)
        return sma(prices, window)

    form = compiled.moving_averages(average=counted)
    compiled.sweep(BARS, form, {"fast": [3, 3, 5, 5], "slow": [10, 20, 10, 20]})
    assert sorted(asked) == [3, 5, 10, 20]


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"fast": [3, 5], "slow": [10]}, "one length"),
        ({}, "one length"),
        ({"fats": [3]}, "There is no parameter fats"),
        ({"fast": [30]}, "less than slow=30"),
        ({"stop_loss": [1.5]}, "stop_loss=1.5 is not between"),
        ({"fast": [float("nan")]}, "fast of combination 0 is nan"),
    ],
)
def test_a_grid_that_cannot_be_meant_is_refused(parameters: Any, words: str):
    with pytest.raises(BacktestError, match=words):
        compiled.sweep(BARS, compiled.moving_averages(), parameters)
