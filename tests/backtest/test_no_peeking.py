"""Promise 5: a backtest never peeks. Strategies that try everything they are given."""

from __future__ import annotations

import gc
import types
from collections.abc import Iterable, Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibkr.backtest import LookAhead, MovingAverageCross, Strategy, backtest, check_causality
from ibkr.backtest.indicators import sma

from .examples import wandering

BARS = wandering(60)
OPAQUE = (type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType, types.CodeType)


def things_within_reach(root: object) -> Iterator[object]:
    """Everything that attributes, items and buffers lead to from `root`, private ones included.

    Functions are where it stops: past their closures lies the interpreter itself.
    """
    seen: set[int] = set()
    todo = [root]
    while todo:
        thing = todo.pop()
        if id(thing) in seen or isinstance(thing, OPAQUE):
            continue
        seen.add(id(thing))
        yield thing
        todo += gc.get_referents(thing)
        if isinstance(thing, np.ndarray):
            todo += [thing.base, *thing.ravel().tolist()]


def later_prices(thing: object, bar: int) -> set[float]:
    """Prices of bars after `bar` among the numbers within reach (all prices differ)."""
    future = {*BARS.open[bar + 1 :].tolist(), *BARS.close[bar + 1 :].tolist()}
    numbers = {found for found in things_within_reach(thing) if isinstance(found, float)}
    return numbers & future


def test_nothing_a_strategy_can_reach_holds_a_later_price():
    class Thief(Strategy):
        def init(self):
            self.close = self.data.close
            self.mean = self.indicator(sma, self.data.close, 3)
            assert later_prices(self, -1) == set()

        def next(self):
            assert self.data.open[-1] == BARS.open[self.index]
            assert self.close[-1] == BARS.close[self.index]
            assert later_prices(self, self.index) == set()

    assert backtest(Thief, BARS).first_decision == 2


def test_the_search_for_later_prices_would_find_them():
    class Cheat(Strategy):
        def next(self):
            self.stolen = BARS.close[: self.index + 1]

    strategy = Cheat()
    strategy.stolen = BARS.close[:5]
    assert later_prices(strategy, 4) >= set(BARS.close[5:].tolist())


def test_arrays_made_of_the_data_have_no_longer_array_behind_them():
    class Numpy(Strategy):
        def next(self):
            array = np.asarray(self.data.close)
            assert array.base is None
            assert len(array) == self.index + 1
            window = np.array(self.data.close[-5:])
            assert window.base is None
            with pytest.raises(IndexError):
                self.data.close[self.index + 1]

    backtest(Numpy, BARS)


def test_the_data_cannot_be_written_to():
    class Vandal(Strategy):
        def next(self):
            close = self.data.close
            for attempt in (
                lambda: close.append(1.0),
                lambda: close.__setitem__(-1, 1.0),
                close.sort,
                close.clear,
            ):
                with pytest.raises(TypeError, match="read-only"):
                    attempt()
            assert close[-1] == BARS.close[self.index]

    backtest(Vandal, BARS)


def test_an_array_kept_by_an_indicator_function_is_blank_when_the_run_begins():
    kept: list[np.ndarray] = []

    def keep(close):
        kept.append(close)
        return close

    class Keeper(Strategy):
        def init(self):
            self.same = self.indicator(keep, self.data.close)

        def next(self):
            assert self.same[-1] == BARS.close[self.index]
            for array in kept:
                assert np.isnan(array).all()

    backtest(Keeper, BARS)
    assert kept


@pytest.mark.parametrize(
    "peek",
    [
        lambda close: np.roll(close, -1),
        lambda close: np.append(close[1:], np.nan),
        np.gradient,
        lambda close: close - close.mean(),
        lambda close: close / close[-1],
        lambda close: np.convolve(close, np.ones(3) / 3, mode="same"),
        lambda close: close > np.append(close[2:], [0.0, 0.0]),
    ],
)
def test_an_indicator_that_uses_later_bars_is_caught(peek):
    class Peeker(Strategy):
        def init(self):
            self.indicator(peek, self.data.close)

    with pytest.raises(LookAhead, match="looks ahead"):
        backtest(Peeker, BARS)


def test_a_strategy_that_smuggles_the_future_in_is_caught_by_hiding_bars():
    smuggled: dict[int, float] = {}

    def smuggle(close):
        smuggled.clear()
        smuggled.update(enumerate(close.tolist()))
        return close

    class Smuggler(Strategy):
        def init(self):
            smuggled.clear()
            self.indicator(smuggle, self.data.close)

        def next(self):
            if smuggled.get(self.index + 10, 0.0) > self.data.close[-1]:
                self.buy(quantity=1)

    # The check of the indicator ran last on half the bars, so that is what was smuggled.
    with pytest.raises(LookAhead, match="decides differently on bar"):
        check_causality(Smuggler, BARS)


def test_an_honest_strategy_decides_the_same_when_later_bars_are_hidden():
    parameters = {"fast": 3, "slow": 8}
    for convention in ("next_open", "next_close", "close"):
        check_causality(MovingAverageCross, wandering(300), parameters=parameters, convention=convention)


def test_several_assets_are_hidden_together():
    class Weights(Strategy):
        def next(self):
            if self.index % 20 == 0:
                self.rebalance({"A": 0.5, "B": 0.3})

    class Thief(Strategy):
        def next(self):
            if self.index % 20 == 0:
                self.rebalance({"A": 0.5 if stolen.get(self.index + 20, 0.0) > 100 else 0.0})

    series = {"A": wandering(200), "B": wandering(200, seed=2)}
    check_causality(Weights, series)
    stolen = dict(enumerate(series["A"].close.tolist()))
    check_causality(Thief, series)  # An array from elsewhere is the same in both runs: nobody can tell.


def test_nothing_within_reach_holds_a_later_price_with_several_assets_and_orders():
    class Thief(Strategy):
        def init(self):
            self.longer = self.data["A"].resample("1w")
            self.mean = self.indicator(sma, self.data["A"].close, 3)

        def next(self):
            assert len(self.longer.close) <= (self.index + 1) / 7
            if self.index % 9 == 0:
                self.bracket("BUY", asset="A", quantity=1, stop_loss=1.0, take_profit=1e4)
            assert later_prices(self, self.index) == set()

    assert len(backtest(Thief, {"A": BARS, "B": BARS}, leverage=2.0, slippage=None).fills) > 3


@given(seed=st.integers(0, 1_000), actions=st.lists(st.sampled_from(["buy", "sell", "-"]), max_size=40))
def test_no_fill_happens_on_or_before_the_bar_of_its_decision(seed: int, actions: Iterable[str]):
    script = dict(enumerate(actions))

    class Scripted(Strategy):
        def next(self):
            action = script.get(self.index, "-")
            if action != "-":
                getattr(self, action)(quantity=7)

    bars = wandering(40, seed=seed)
    result = backtest(Scripted, bars)
    decided = {order.order_id: order.bar for order in result.orders}
    for fill in result.fills:
        assert fill.bar == decided[fill.order_id] + 1
        assert fill.price == bars.open[fill.bar]
