"""The desk: a strategy told bars one by one decides what it decides in a backtest."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibkr.backtest import NoCommission, Strategy, StrategyError, backtest
from ibkr.backtest.indicators import sma
from ibkr.backtest.research.walking import later
from ibkr.errors import BacktestError
from ibkr.live.desk import Desk, Setup
from ibkr.live.news import Adopted, Charged, Ended, Filled, Place
from ibkr.model.bars import Bars
from tests.live.strategies import Cross, Flip, Raises

MINUTE = 60_000
OPEN = 1_359_730_800_000


def walk(count: int, seed: int, *, skip: int = 0) -> Bars:
    """Minute bars of a random walk; every `skip`-th minute has none."""
    dice = np.random.default_rng(seed)
    places = np.array([place for place in range(count) if not skip or place % skip], dtype=np.int64)
    close = np.round(100 * np.exp(np.cumsum(dice.normal(0, 0.01, len(places)))), 2)
    opens = np.concatenate(([100.0], close[:-1]))
    high, low = np.maximum(opens, close), np.minimum(opens, close)
    return Bars(OPEN + places * MINUTE, opens, high, low, close, np.full(len(places), 100.0))


def played(strategy: type[Strategy], bars: dict[str, Bars], warm: int, **options: object) -> Desk:
    """A desk in a market that fills every order at the next bar's open."""
    end = OPEN + warm * MINUTE
    start = {name: series[: int(np.searchsorted(series.time, end))] for name, series in bars.items()}
    desk = Desk(Setup(strategy=strategy, parameters={}, warm=start, cash=100_000.0, **options))
    times = sorted({int(time) for series in bars.values() for time in series.time if time >= end})
    waiting: list[int] = []
    for time in times:
        present = {
            name: series[int(np.searchsorted(series.time, time))]
            for name, series in bars.items()
            if time in series.time
        }
        news = []
        for number in list(waiting):
            order = desk.book.order(number)
            name = desk.names[order.asset]
            if name in present and order.quantity is not None:
                news.append(Filled(number, order.quantity, present[name].open, 0.0, f"x{number}"))
                waiting.remove(number)
        intents = desk.step(present, news)
        waiting += [intent.number for intent in intents if isinstance(intent, Place)]
    return desk


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), warm=st.integers(5, 20), kind=st.sampled_from([Flip, Cross]))
def test_in_a_market_that_fills_at_the_open_it_is_the_backtest(seed: int, warm: int, kind: type[Strategy]):
    bars = walk(60, seed)
    live = played(kind, {"A": bars}, warm).result()
    again = backtest(later(kind, warm), bars, asset="A", commission=NoCommission())
    orders = [(order.bar, order.side, order.quantity) for order in live.orders]
    assert orders == [(order.bar, order.side, order.quantity) for order in again.orders]
    fills = [(fill.bar, fill.price, fill.position, fill.cash) for fill in live.fills]
    assert fills == [(fill.bar, fill.price, fill.position, fill.cash) for fill in again.fills]
    assert live.equity.tolist() == again.equity.tolist()


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_so_it_is_with_several_assets_of_which_one_has_gaps(seed: int):
    class Rotate(Strategy):
        def init(self) -> None:
            self.averages = {name: self.indicator(sma, self.data[name].close, 3) for name in self.assets}

        def next(self) -> None:
            for name, average in self.averages.items():
                held = self.positions.get(name, 0)
                above = len(average) and self.data[name].close[-1] > average[-1]
                if above and not held:
                    self.buy(quantity=5, asset=name)
                elif held and not above:
                    self.close_position(name)

    bars = {"A": walk(40, seed), "B": walk(40, seed + 1, skip=4)}
    live = played(Rotate, bars, 10).result()
    first = 10
    again = backtest(later(Rotate, first), bars, commission=NoCommission())
    fills = [{(fill.bar, fill.asset, fill.price) for fill in each.fills} for each in (live, again)]
    assert fills[0] == fills[1]
    assert live.equity == pytest.approx(again.equity)


def test_the_past_is_seen_and_nothing_is_decided_on_it():
    desk = played(Cross, {"A": walk(40, 3)}, 20)
    strategy = desk.strategy
    assert isinstance(strategy, Cross)
    assert all(index >= 20 for index, _ in strategy.seen)
    assert len(strategy.data.close) == 40


def test_bars_that_came_late_are_seen_without_a_decision():
    bars = walk(30, 1)
    desk = Desk(Setup(strategy=Flip, parameters={}, warm={"A": bars[:10]}, cash=1000.0))
    assert desk.step({"A": bars[12]}, [], decide=False) == ()
    assert desk.result().series["A"].close[-1] == bars[12].close


def test_longer_bars_are_known_when_they_are_over():
    class Slow(Strategy):
        def init(self) -> None:
            self.slow = self.data.resample("5min")
            self.seen: list[tuple[int, int]] = []

        def next(self) -> None:
            self.seen.append((len(self.data), len(self.slow.close)))

    desk = played(Slow, {"A": walk(30, 2)}, 12)
    assert isinstance(desk.strategy, Slow)
    # 15:00, the first bar, opens a bucket of five.
    assert all(known == count // 5 for count, known in desk.strategy.seen)


def test_signals_are_a_strategy_too():
    class Always(Strategy):
        def init(self) -> int:
            return 0

        def signal(self, bar: object, history: object, state: int) -> tuple[str, int]:
            return ("buy" if state == 0 else "hold"), state + 1

    desk = played(Always, {"A": walk(20, 2)}, 10)
    (order,) = desk.book.orders
    assert order.quantity == pytest.approx(100_000 // desk.bars["A"].close[10], abs=1)


def test_a_commission_that_comes_later_changes_the_cash_and_is_told():
    bars = walk(20, 4)
    desk = Desk(Setup(strategy=Flip, parameters={}, warm={"A": bars[:12]}, cash=10_000.0))
    (place,) = desk.step({"A": bars[12]}, [])
    desk.step({"A": bars[13]}, [Filled(place.number, 10, 100.0, 0.0, "x")])
    desk.step({"A": bars[14]}, [Charged(place.number, 1.0, "x")])
    result = desk.result()
    assert result.cash.tolist()[-3:] == [10_000.0, 9_000.0, 8_999.0]
    assert [(flow.kind, flow.amount) for flow in result.flows] == [("commission", -1.0)]


def test_an_order_that_ended_is_told_with_the_reason():
    bars = walk(20, 4)
    desk = Desk(Setup(strategy=Cross, parameters={}, warm={"A": bars[:12]}, cash=10_000.0))
    order = desk.book.submit(1, 0, 5, None)
    desk.step({"A": bars[12]}, [Ended(order.number, "refused", "no permission")])
    assert isinstance(desk.strategy, Cross)
    assert desk.strategy.told == ["refused"]
    assert [event.reason for event in desk.result().events] == ["BUY 5 refused: no permission"]


def test_a_position_taken_over_is_a_fill_that_nobody_ordered():
    bars = walk(20, 4)
    desk = Desk(Setup(strategy=Flip, parameters={}, warm={"A": bars[:12]}, cash=10_000.0))
    desk.step({"A": bars[12]}, [Adopted("A", -20, 50.0, "found after a gap")])
    result = desk.result()
    assert (result.position[-1], result.cash[-1]) == (-20, 11_000.0)
    assert "found after a gap" in result.events[0].reason


def test_a_strategy_that_raises_keeps_what_happened():
    with pytest.raises(StrategyError, match="RuntimeError on the bar of 2013-02-01 15:") as caught:
        played(Raises, {"A": walk(40, 1)}, 10)
    assert len(caught.value.result.fills) >= 1


@pytest.mark.parametrize(
    ("parameters", "says"), [({"sise": 3}, "no parameter sise"), ({"slow": 0}, "The indicator sma")]
)
def test_what_cannot_begin_is_refused(parameters: dict[str, object], says: str):
    kind = Flip if "sise" in parameters else Cross
    with pytest.raises(BacktestError, match=says):
        Desk(Setup(strategy=kind, parameters=parameters, warm={"A": walk(20, 1)}, cash=1.0))


def test_steps_go_forward_only():
    bars = walk(20, 1)
    desk = Desk(Setup(strategy=Flip, parameters={}, warm={"A": bars[:12]}, cash=1.0))
    with pytest.raises(ValueError, match="do not come after"):
        desk.step({"A": bars[3]}, [])
