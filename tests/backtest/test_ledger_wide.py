"""The widest account: two calendars, two currencies, splits, dividends, short positions, margin calls.

Whatever is ordered, the sums agree, no fill comes before its decision or from outside its
bar, and another future changes nothing of the past.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibkr.backtest import (
    Asset,
    Dividend,
    FixedCommission,
    NoCommission,
    Result,
    Risk,
    Split,
    Strategy,
    backtest,
)
from ibkr.model.bars import Bars

from .examples import DAY_MS, MONDAY
from .test_ledger_orders import ORDERS, give, wild

CASH = 20_000.0
SIZE = 30
START = datetime(2013, 1, 7, tzinfo=UTC)
DAYS = st.integers(1, SIZE - 1)
WIDE = st.fixed_dictionaries(
    {
        "convention": st.sampled_from(["next_open", "next_close", "close"]),
        "commission": st.sampled_from([NoCommission(), FixedCommission(2.0)]),
        "volume_limit": st.sampled_from([None, 0.1]),
        "latency": st.sampled_from([0, 1]),
        "leverage": st.sampled_from([1.0, 2.0, 4.0]),
        "fractional": st.booleans(),
        "risk": st.sampled_from([None, Risk(stop_loss=0.03, take_profit=0.04), Risk(max_drawdown=0.05)]),
    }
)


@attrs.frozen
class World:
    """All that a run is made of, save the orders."""

    bars: dict[str, Bars]
    rate: np.ndarray
    splits: tuple[tuple[int, float], ...]
    dividends: tuple[int, ...]
    terms: dict[str, Any]

    def run(self, orders: list[Any]) -> Result:
        class Scripted(Strategy):
            def next(self):
                for day, *what in orders:
                    if day == self.index:
                        give(self, what)

        home = Asset(
            "HOME",
            borrow_rate=0.1,
            splits=[Split(START + timedelta(day), ratio) for day, ratio in self.splits],
            dividends=[Dividend(START + timedelta(day), 1.5) for day in self.dividends],
        )
        rates = {"EUR": {"time": MONDAY + DAY_MS * np.arange(SIZE), "rate": self.rate}}
        assets = [home, Asset("AWAY", currency="EUR", borrow_rate=0.05)]
        return backtest(Scripted, self.bars, cash=CASH, assets=assets, rates=rates, **self.terms)

    def with_another_future(self, day: int, seed: int) -> World:
        """The same until the close of `day`, and other prices, rates, splits and dividends after it."""
        other = {name: wild(SIZE, seed + place) for place, name in enumerate(self.bars)}
        return attrs.evolve(
            self,
            bars={name: spliced(bars, other[name], day) for name, bars in self.bars.items()},
            rate=np.where(np.arange(SIZE) <= day, self.rate, self.rate[::-1] * 1.1),
            splits=tuple(split for split in self.splits if split[0] <= day),
            dividends=(*(paid for paid in self.dividends if paid <= day), day + 1),
        )


def spliced(bars: Bars, other: Bars, day: int) -> Bars:
    end = MONDAY + DAY_MS * day
    before, after = bars.time <= end, other.time > end
    columns = ("time", "open", "high", "low", "close", "volume")
    return Bars(
        *(np.concatenate((getattr(bars, name)[before], getattr(other, name)[after])) for name in columns)
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    seeds = [draw(st.integers(0, 500)) for _ in range(2)]
    return World(
        {"HOME": wild(SIZE, seeds[0]), "AWAY": wild(SIZE, seeds[1])},
        1.3 * np.exp(np.cumsum(np.random.default_rng(seeds[0]).normal(0.0, 0.01, SIZE))),
        tuple(draw(st.lists(st.tuples(DAYS, st.sampled_from([2.0, 0.5, 1.5])), max_size=2))),
        tuple(draw(st.lists(DAYS, max_size=2))),
        draw(WIDE),
    )


def day_of(result: Result, step: int) -> int:
    return int(result.times[step] - MONDAY) // DAY_MS


@settings(max_examples=120)
@given(world=worlds(), orders=ORDERS)
def test_cash_is_what_fills_and_flows_left_and_equity_adds_the_positions(world: World, orders: list[Any]):
    result = world.run(orders)
    for step in range(len(result.times)):
        paid = math.fsum(
            (fill.quantity if fill.side == "BUY" else -fill.quantity) * fill.price * fill.factor
            + fill.commission
            for fill in result.fills
            if fill.bar <= step
        )
        flowed = math.fsum(flow.amount for flow in result.flows if flow.bar <= step)
        assert result.cash[step] == pytest.approx(CASH - paid + flowed, abs=1e-6)
        worth = 0.0
        for name, held in result.positions.items():
            bars = result.series[name]
            row = int(np.searchsorted(bars.time, result.times[step], side="right")) - 1
            rate = world.rate[day_of(result, step)] if name == "AWAY" else 1.0
            worth += held[step] * rate * bars.close[row] if held[step] else 0.0
        assert result.equity[step] == pytest.approx(result.cash[step] + worth, abs=1e-6)


@settings(max_examples=120)
@given(world=worlds(), orders=ORDERS)
def test_a_fill_lies_within_a_bar_of_its_asset_after_its_decision(world: World, orders: list[Any]):
    result = world.run(orders)
    by_number = {order.order_id: order for order in result.orders}
    used: dict[tuple[int, str], float] = {}
    for fill in result.fills:
        order, bars = by_number[fill.order_id], result.series[fill.asset]
        row = int(np.searchsorted(bars.time, result.times[fill.bar]))
        assert bars.time[row] == result.times[fill.bar]
        assert bars.low[row] <= fill.price <= bars.high[row]
        # The exits of a risk rule are born with the fill that they protect.
        guard = order.oca == f"exits of {order.asset}"
        at_once = result.convention == "close" and order.kind == "market"
        assert guard or at_once or fill.bar > order.bar
        key = fill.bar, fill.asset
        used[key] = used.get(key, 0.0) + fill.quantity
        if world.terms["volume_limit"]:
            assert used[key] <= 0.1 * bars.volume[row] + 1e-6


@settings(max_examples=120)
@given(world=worlds(), orders=ORDERS, day=st.integers(3, SIZE - 2), seed=st.integers(501, 900))
def test_another_future_changes_nothing_of_the_past(world: World, orders: list[Any], day: int, seed: int):
    one, other = world.run(orders), world.with_another_future(day, seed).run(orders)
    steps = int(np.searchsorted(one.times, MONDAY + DAY_MS * day, side="right"))
    assert one.times[:steps].tolist() == other.times[:steps].tolist()

    def until(records: Any) -> list[Any]:
        return [row for row in records.rows if row[0] < steps]

    for kind in ("fills", "events", "flows"):
        assert until(getattr(one, kind)) == until(getattr(other, kind))
    decided = [
        [(*row[:3], row[6], row[7]) for row in until(each.orders) if row[12] is None] for each in (one, other)
    ]
    assert decided[0] == decided[1]
    assert one.equity[:steps].tolist() == other.equity[:steps].tolist()
    for name in one.positions:
        assert one.positions[name][:steps].tolist() == other.positions[name][:steps].tolist()
