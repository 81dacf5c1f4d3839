"""Indicators of several lines, in whatever shape their function returns them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pytest

from ibkr.backtest import InvalidIndicator, LookAhead, Strategy, backtest
from ibkr.backtest.indicators import adx, bollinger, crossover, macd, sma, stochastic

from .examples import wandering

BARS = wandering(80)


def seen(declare: Any) -> dict[str, Any]:
    """What a strategy holds on the last bar of the indicators that `declare` declared."""
    kept: dict[str, Any] = {}

    class Looking(Strategy):
        def init(self):
            self.lines = declare(self)

        def next(self):
            kept.update(lines=self.lines, first=kept.get("first", self.index))

    backtest(Looking, BARS)
    return kept


@pytest.mark.parametrize("function", [macd, bollinger])
def test_the_lines_of_a_named_tuple_keep_their_names(function):
    found = seen(lambda strategy: strategy.indicator(function, strategy.data.close))
    expected = function(BARS.close)
    assert type(found["lines"]) is type(expected)
    for name in expected._fields:
        np.testing.assert_array_equal(getattr(found["lines"], name), getattr(expected, name))


def test_the_first_decision_waits_for_the_slowest_line():
    found = seen(lambda strategy: strategy.indicator(macd, strategy.data.close, fast=3, slow=6, signal=4))
    assert found["first"] == 6 + 4 - 2


def test_an_indicator_may_be_made_of_several_columns():
    def declare(strategy):
        data = strategy.data
        return [
            strategy.indicator(function, data.high, data.low, data.close) for function in (stochastic, adx)
        ]

    oscillator, direction = seen(declare)["lines"]
    expected = stochastic(BARS.high, BARS.low, BARS.close)
    np.testing.assert_array_equal(oscillator.d, expected.d)
    np.testing.assert_array_equal(direction[0], adx(BARS.high, BARS.low, BARS.close)[0])


def test_one_line_of_several_may_feed_another_indicator_and_wake():
    woken: list[int] = []

    class Crossing(Strategy):
        def init(self):
            line, signal, _ = self.indicator(macd, self.data.close)
            self.wake(crossover, line, signal)

        def next(self):
            woken.append(self.index)

    backtest(Crossing, BARS)
    line, signal, _ = macd(BARS.close)
    assert woken == np.flatnonzero(crossover(line, signal)).tolist() != []


class Frame:
    """As much of a frame as is looked at."""

    iloc = None
    columns = ("low", "high")

    def __init__(self, low: Any, high: Any) -> None:
        self._values = {"low": low, "high": high}

    def __getitem__(self, name: str) -> Any:
        return self._values[name]


@pytest.mark.parametrize(
    ("pair", "first", "second"),
    [
        (lambda low, high: (low, high), 0, 1),
        (lambda low, high: (low.tolist(), high.tolist()), 0, 1),
        (lambda low, high: {"low": low, "high": high}, "low", "high"),
        (Frame, "low", "high"),
        (lambda low, high: np.stack((low, high)), 0, 1),
        (lambda low, high: np.stack((low, high), axis=1), 0, 1),
        (lambda low, high: [low, high], 0, 1),
    ],
)
def test_lines_come_back_in_the_shape_they_were_returned_in(pair, first, second):
    found = seen(lambda strategy: strategy.indicator(pair, strategy.data.low, strategy.data.high))["lines"]
    assert list(found[first]) == BARS.low.tolist()
    assert list(found[second]) == BARS.high.tolist()


def test_a_function_may_return_what_it_was_given():
    found = seen(lambda strategy: strategy.indicator(lambda close: close[:], strategy.data.close))
    assert list(found["lines"]) == BARS.close.tolist()


def test_a_list_of_numbers_is_one_line():
    found = seen(lambda strategy: strategy.indicator(lambda close: [1.0] * len(close), strategy.data.close))
    assert list(found["lines"]) == [1.0] * len(BARS)


class Pair(NamedTuple):
    good: Any
    bad: Any


@pytest.mark.parametrize(
    ("bad", "error", "complaint"),
    [
        (lambda close: close[1:], InvalidIndicator, r"pair\(…\) \(bad\) has 79 values for 80 bars"),
        (lambda close: np.full(len(close), "a"), InvalidIndicator, r"\(bad\) holds <U1, not numbers"),
        (lambda close: np.full(len(close), np.nan), InvalidIndicator, "has no value within 80 bars"),
        (lambda close: close - close.mean(), LookAhead, r"pair\(…\) \(bad\) looks ahead"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(bad, error, complaint):
    def pair(close):
        return Pair(sma(close, 2), bad(close))

    with pytest.raises(error, match=complaint):
        seen(lambda strategy: strategy.indicator(pair, strategy.data.close))


def test_only_one_line_can_wake():
    class Woken(Strategy):
        def init(self):
            self.wake(macd, self.data.close)

    with pytest.raises(InvalidIndicator, match="one line of values, not several"):
        backtest(Woken, BARS)
