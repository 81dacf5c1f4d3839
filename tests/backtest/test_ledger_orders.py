"""Properties that hold whatever kinds of orders are given, on one asset or several, under any terms."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibkr.backtest import (
    FixedCommission,
    NoCommission,
    PercentSlippage,
    PerShareCommission,
    Result,
    Risk,
    Strategy,
    backtest,
)
from ibkr.model.bars import Bars

from .examples import DAY_MS, MONDAY

CASH = 20_000.0
NEAR = st.floats(0.9, 1.1)
SIZES = st.one_of(
    st.fixed_dictionaries({"quantity": st.integers(0, 300)}),
    st.fixed_dictionaries({"fraction": st.floats(0.05, 1.0)}),
    st.fixed_dictionaries({"weight": st.floats(-0.5, 1.0)}),
)
# Prices are given relative to the close of the decision.
KINDS = st.one_of(
    st.just({}),
    st.fixed_dictionaries({"limit": NEAR}),
    st.fixed_dictionaries({"stop": NEAR}),
    st.fixed_dictionaries({"stop": NEAR, "limit": NEAR}),
    st.fixed_dictionaries({"trail": st.floats(0.01, 0.2)}),
    st.fixed_dictionaries({"trail": st.floats(0.01, 0.2), "limit_offset": st.floats(0.01, 0.1)}),
    st.fixed_dictionaries({"trail_percent": st.floats(0.01, 0.2)}),
    st.sampled_from([{"at": "open"}, {"at": "close"}, {"tif": "IOC"}, {"tif": "FOK"}, {"tif": "DAY"}]),
)
PRICES = ("limit", "stop", "trail", "limit_offset")
GROUPS = st.sampled_from([{}, {}, {"oca": "a"}, {"oca": "b"}])
ORDERS = st.lists(
    st.tuples(
        st.integers(0, 28),
        st.sampled_from(["buy", "sell", "bracket"]),
        SIZES,
        KINDS,
        GROUPS,
        st.booleans(),
        st.integers(0, 1),
    ),
    max_size=14,
)
TERMS = st.fixed_dictionaries(
    {
        "convention": st.sampled_from(["next_open", "next_close", "close"]),
        "commission": st.sampled_from([NoCommission(), FixedCommission(2.0), PerShareCommission()]),
        "slippage": st.sampled_from([None, None, PercentSlippage(0.1)]),
        "volume_limit": st.sampled_from([None, None, 0.1]),
        "latency": st.sampled_from([0, 0, 1]),
        "leverage": st.sampled_from([1.0, 1.0, 2.0]),
        "fractional": st.sampled_from([False, False, True]),
        "risk": st.sampled_from(
            [None, None, Risk(stop_loss=0.03, take_profit=0.04), Risk(trailing_stop=0.05)]
        ),
    }
)


def wild(size: int, seed: int) -> Bars:
    """Gapped bars with shadows."""
    random = np.random.default_rng(seed)
    close = 100.0 * np.exp(np.cumsum(random.normal(0.0, 0.03, size)))
    opened = np.concatenate(([100.0], close[:-1])) * np.exp(random.normal(0.0, 0.02, size))
    high = np.maximum(opened, close) * (1 + random.exponential(0.01, size))
    low = np.minimum(opened, close) * (1 - random.exponential(0.01, size).clip(max=0.5))
    kept = np.sort(random.permutation(size)[: max(2, size - 3)]) if seed % 3 == 0 else np.arange(size)
    volume = random.integers(0, 3_000, size).astype(float) + 1.0
    columns = (MONDAY + DAY_MS * np.arange(size), opened, high, low, close, volume)
    return Bars(*(column[kept] for column in columns))


def give(strategy: Any, what: tuple[Any, ...]) -> None:
    side, size, kind, group, child, place = what
    name = strategy.assets[place % len(strategy.assets)]
    data = strategy.data if len(strategy.assets) == 1 else strategy.data[name]
    if not len(data):
        return
    close = data.close[-1]
    options = {key: value * close if key in PRICES else value for key, value in kind.items()}
    if "trail_percent" in options:
        options["trail_percent"] *= 100
    if side == "bracket":
        size = {key: value for key, value in size.items() if key == "quantity"} or {"quantity": 20}
        strategy.bracket(
            "BUY", asset=name, stop_loss=close * 0.96, take_profit=close * 1.05, **size, **options
        )
        return
    parents = [order for order in strategy.orders if order.asset == name]
    if child and parents:
        group = {**group, "parent": parents[-1].order_id}
    getattr(strategy, side)(asset=name, **size, **options, **group)


@st.composite
def runs(draw: st.DrawFn) -> Result:
    """Random orders; the strategy checks what it is told on every bar."""
    orders, terms = draw(ORDERS), draw(TERMS)
    seeds = draw(st.lists(st.integers(0, 500), min_size=1, max_size=2, unique=True))
    seen: dict[int, float] = {}

    class Random(Strategy):
        def next(self):
            seen[self.index] = self.equity
            for bar, *what in orders:
                if bar == self.index:
                    give(self, what)

    series: Any = {f"X{seed}": wild(30, seed) for seed in seeds}
    if len(seeds) == 1:
        series = series.popitem()[1]
    result = backtest(Random, series, cash=CASH, **terms)
    for bar, equity in seen.items():
        if terms["convention"] != "close":
            assert equity == result.equity[bar]
    return result


def latest_closes(result: Result, step: int) -> dict[str, float]:
    closes = {}
    for name, bars in result.series.items():
        known = bars.close[bars.time <= result.times[step]]
        closes[name] = float(known[-1]) if len(known) else 0.0
    return closes


@settings(max_examples=150)
@given(runs())
def test_the_account_adds_up(result: Result):
    """Cash plus positions is the equity at every bar, recomputed from the fills alone."""
    for step in range(len(result.times)):
        closes = latest_closes(result, step)
        held = {name: positions[step] for name, positions in result.positions.items()}
        worth = math.fsum(held[name] * closes[name] for name in held)
        assert result.equity[step] == pytest.approx(result.cash[step] + worth, abs=1e-6)
        past = [fill for fill in result.fills if fill.bar <= step]
        signed = [(fill.quantity if fill.side == "BUY" else -fill.quantity, fill) for fill in past]
        assert result.cash[step] == pytest.approx(
            CASH - math.fsum(change * fill.price + fill.commission for change, fill in signed), abs=1e-6
        )
        for name, position in held.items():
            bought = math.fsum(change for change, fill in signed if fill.asset == name)
            assert position == pytest.approx(bought, abs=1e-6)


@settings(max_examples=150)
@given(runs())
def test_orders_keep_their_promises(result: Result):
    by_number = {order.order_id: order for order in result.orders}
    first_fill: dict[int, int] = {}
    filled: dict[int, float] = {}
    for fill in result.fills:
        order = by_number[fill.order_id]
        first_fill.setdefault(fill.order_id, fill.bar)
        filled[fill.order_id] = filled.get(fill.order_id, 0) + fill.quantity
        assert fill.quantity > 0
        # A decision is filled after it, save that the convention `close` fills it at the very close.
        waits = order.kind != "market" or result.convention != "close"
        guard = order.oca == f"exits of {order.asset}"
        assert fill.bar >= order.bar + (1 if waits and not guard else 0)
        # The limit of a position's own exit moves with the average entry, also between two parts of its fill.
        if order.kind in ("limit", "limit-on-close") and not guard:
            assert fill.price <= order.limit if fill.side == "BUY" else fill.price >= order.limit
    for number, order in by_number.items():
        assert order.filled == pytest.approx(filled.get(number, 0))
        if order.quantity is not None:
            assert order.filled <= order.quantity
        if order.parent is not None and number in first_fill:
            assert first_fill[order.parent] <= first_fill[number]
            assert by_number[order.parent].filled > 0
        assert order.status != "pending"
        if order.status in ("refused", "expired", "cancelled"):
            assert any(event.order_id == number and event.reason for event in result.events)


@settings(max_examples=100)
@given(runs())
def test_of_a_group_one_order_fills(result: Result):
    """A group's name may be used again once it has filled: then it is another group."""
    groups: dict[str, list[Any]] = {}
    for order in result.orders:
        if order.oca is not None:
            groups.setdefault(order.oca, []).append(order)
    ended = {event.order_id: event.bar for event in result.events if event.kind != "changed"}
    fills = {}
    for fill in result.fills:
        fills.setdefault(fill.order_id, fill.bar)
    for members in groups.values():
        winners = [order for order in members if order.order_id in fills]
        for winner in winners:
            for other in members:
                beside = other is not winner and other.bar < fills[winner.order_id]
                alive = ended.get(other.order_id, math.inf) > fills[winner.order_id]
                assert not (
                    beside and alive and other.filled and fills[other.order_id] > fills[winner.order_id]
                )


@settings(max_examples=60)
@given(runs())
def test_prices_lie_within_their_bars(result: Result):
    if result.terms.slippage is not None:
        return
    for fill in result.fills:
        bars = result.series[fill.asset]
        row = int(np.searchsorted(bars.time, result.times[fill.bar]))
        assert bars.time[row] == result.times[fill.bar]
        assert bars.low[row] <= fill.price <= bars.high[row]


@settings(max_examples=60)
@given(orders=ORDERS, terms=TERMS, seeds=st.lists(st.integers(0, 500), min_size=1, max_size=2, unique=True))
def test_the_loops_of_the_engine_agree(orders: list[Any], terms: dict[str, Any], seeds: list[int]):
    """Plain, listening and woken on every bar: three ways through the bars, one result."""

    class Plain(Strategy):
        def next(self):
            for bar, *what in orders:
                if bar == self.index:
                    give(self, what)

    class Listening(Plain):
        def on_order(self, order):
            assert order.bar <= self.index

    class Woken(Plain):
        def init(self):
            data = self.data if len(self.assets) == 1 else self.data[self.assets[0]]
            self.wake(np.ones_like, data.close)

    series: Any = {f"X{seed}": wild(30, 3 * seed + 1) for seed in seeds}
    if len(seeds) == 1:
        series = series.popitem()[1]
    results = [backtest(way, series, cash=CASH, **terms) for way in (Plain, Listening, Woken)]
    plain = results[0]
    for other in results[1:]:
        assert other.fills.rows == plain.fills.rows
        assert other.orders == plain.orders
        assert other.events == plain.events
        assert other.equity.tolist() == plain.equity.tolist()


@settings(max_examples=30)
@given(runs())
def test_what_happened_is_told_the_same_way_twice(result: Result):
    assert result.to_json() == result.to_json()
    assert len(result.trades) <= len(result.fills)


@settings(max_examples=60)
@given(orders=ORDERS, terms=TERMS, seed=st.integers(0, 500))
def test_the_short_way_of_filling_is_the_general_one(orders: list[Any], terms: dict[str, Any], seed: int):
    """A limit that nothing reaches changes nothing, save that every fill is asked about it."""

    class Plain(Strategy):
        def next(self):
            for bar, *what in orders:
                if bar == self.index:
                    give(self, what)

    bars = wild(30, 3 * seed + 1)
    terms = {**terms, "slippage": None, "volume_limit": None, "leverage": 1.0, "risk": None}
    short = backtest(Plain, bars, cash=CASH, **terms)
    general = backtest(Plain, bars, cash=CASH, **{**terms, "risk": Risk(max_order=1e15)})
    assert short.fills.rows == general.fills.rows
    assert short.orders == general.orders
    assert short.events == general.events
    assert short.equity.tolist() == general.equity.tolist()
