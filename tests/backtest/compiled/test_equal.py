"""The compiled engine is the reference engine: every fill, order, event and number is the same."""

from __future__ import annotations

from functools import partial
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from numba import njit

from ibkr.backtest import Asset, MovingAverageCross, Risk, backtest, compiled
from ibkr.backtest.compiled.loading import averaged
from ibkr.backtest.indicators import crossover, crossunder, sma
from ibkr.errors import BacktestError
from ibkr.model.bars import Bars

from ..examples import ohlc
from .examples import (
    COMMISSIONS,
    CONVENTIONS,
    RISKS,
    SLIPPAGES,
    assert_equal,
    compare,
    examples,
    gapped,
    script,
)

SEEDS = some.integers(0, 2**32 - 1)
ASSETS = some.builds(
    Asset,
    some.just("X"),
    shortable=some.sampled_from([float("inf"), 0, 100]),
    multiplier=some.sampled_from([1.0, 5.0]),
)


@examples(60)
@given(
    seed=SEEDS,
    often=some.sampled_from([0.1, 0.4, 0.8]),
    volatile=some.sampled_from([0.01, 0.03]),
    convention=CONVENTIONS,
    commission=COMMISSIONS,
    slippage=SLIPPAGES,
    risk=RISKS,
    fractional=some.booleans(),
    volume_limit=some.sampled_from([None, 0.3, 1.0]),
    cash=some.sampled_from([1_000.0, 10_000.0, 100_000.0]),
    asset=ASSETS,
)
def test_random_orders_of_every_kind_fill_alike(seed: int, often: float, volatile: float, **terms: Any):
    compare(script(80, seed, often=often), gapped(80, seed, volatile=volatile), **terms)


def panel(count: int, size: int, seed: int) -> dict[str, Bars]:
    """Assets with different calendars, holes in them, and names out of order."""
    random = np.random.default_rng(seed)
    found: dict[str, Bars] = {}
    for place in range(count):
        bars = gapped(size, seed + place)
        rows = np.flatnonzero(random.random(size) > 0.2)
        columns = (bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume)
        found[f"A{(3 * place) % count}"] = Bars(*(column[rows] for column in columns))
    return found


def whole(count: int, size: int, seed: int) -> dict[str, Bars]:
    """Assets that all have a bar on every step."""
    found = {f"A{(3 * place) % count}": gapped(size, seed + place, volatile=0.05) for place in range(count)}
    times = found["A0"].time
    return {name: attrs.evolve(bars, time=times) for name, bars in found.items()}


def random_weights(steps: int, count: int, seed: int, *, total: float, short: bool) -> Any:
    """Weights on a third of the steps; some zero, some left as they are."""
    random = np.random.default_rng(seed)
    values = total * random.dirichlet(np.ones(count), steps)
    if short:
        values *= random.choice([-1, 1], values.shape)
    values[random.random(values.shape) < 0.3] = 0
    values[random.random(values.shape) < 0.1] = np.nan
    values[random.random(steps) < 0.7] = np.nan
    return values


@examples(60)
@given(
    seed=some.integers(0, 2**31),
    count=some.sampled_from([2, 4, 7]),
    total=some.sampled_from([0.8, 1.0, 1.3]),
    short=some.booleans(),
    convention=CONVENTIONS,
    commission=COMMISSIONS,
    slippage=SLIPPAGES,
    risk=RISKS,
    fractional=some.booleans(),
    volume_limit=some.sampled_from([None, 0.5]),
    cash=some.sampled_from([3_000.0, 100_000.0]),
)
def test_weights_of_gapped_assets_fill_alike(seed: int, count: int, total: float, short: bool, **terms: Any):
    bars = panel(count, 30, seed)
    steps = len(np.unique(np.concatenate([each.time for each in bars.values()])))
    compare(compiled.weights(random_weights(steps, count, seed, total=total, short=short)), bars, **terms)


@examples(120)
@given(
    seed=some.integers(0, 2**31),
    count=some.sampled_from([2, 4, 7]),
    total=some.sampled_from([0.8, 1.0, 1.3]),
    short=some.booleans(),
    convention=CONVENTIONS,
    commission=COMMISSIONS,
    slippage=SLIPPAGES,
    fractional=some.booleans(),
    cash=some.sampled_from([300.0, 3_000.0, 100_000.0]),
    shortable=some.sampled_from([float("inf"), 20]),
)
def test_weights_of_assets_without_gaps_come_to_the_same(
    seed: int, count: int, total: float, short: bool, shortable: float, **terms: Any
):
    bars = whole(count, 40, seed)
    assets = [Asset("A1", shortable=shortable, multiplier=5.0)]
    form = compiled.weights(random_weights(40, count, seed, total=total, short=short))
    result = compiled.run(bars, form, assets=assets, **terms)
    outcome = compiled.measure(bars, form, assets=assets, curve=True, **terms)
    assert outcome.equity is not None
    assert np.array_equal(outcome.equity, result.equity)
    assert outcome.fills == len(result.fills)
    assert outcome.max_drawdown == result.metrics.max_drawdown
    assert outcome.commission == pytest.approx(sum(fill.commission for fill in result.fills), rel=1e-12)


SIZES = some.sampled_from([{}, {"fraction": 0.5}, {"quantity": 7}, {"quantity": 900}, {"quantity": 2.5}])


@examples(150)
@given(
    seed=SEEDS,
    size=SIZES,
    length=some.sampled_from([1, 2, 7, 8, 9, 64, 100]),
    often=some.sampled_from([0.05, 0.3, 0.9]),
    convention=CONVENTIONS,
    commission=COMMISSIONS,
    slippage=SLIPPAGES,
    risk=some.one_of(some.none(), RISKS),
    fractional=some.booleans(),
    cash=some.sampled_from([100.0, 1_000.0, 100_000.0]),
    asset=ASSETS,
)
def test_signals_both_ways_fill_alike(seed: int, size: Any, length: int, often: float, **terms: Any):
    random = np.random.default_rng(seed)
    marks = [random.random(length) < often for _ in range(4)]
    form = compiled.signals(marks[0], marks[1], short_entries=marks[2], short_exits=marks[3], **size)
    compare(form, gapped(length, seed, volatile=0.05), **terms)


@examples(30)
@given(seed=SEEDS, convention=CONVENTIONS, slippage=SLIPPAGES)
def test_targets_fill_alike(seed: int, **terms: Any):
    random = np.random.default_rng(seed)
    wanted = np.where(random.random(100) < 0.2, random.uniform(-1, 1, 100), np.nan)
    compare(compiled.targets(wanted), gapped(100, seed), **terms)


@njit
def patient(bar, account, values, parameters, state):
    """Far limits on the first bars; then market orders where the line says so, of a size that grows."""
    (bought,) = state
    if bar.index < parameters.waiting:
        return compiled.buy(quantity=1, limit=parameters.far * bar.close), state
    if values.line > 0 and account.position < 50:
        return compiled.buy(quantity=bought + 1), (bought + 1,)
    return compiled.hold(), state


# There is room for 4,096 orders and 64 of them for each that waits: 59 that wait leave room for a decision
# and none for what may come of it, with 69 there is none for a decision either.
@pytest.mark.parametrize("waiting", [59, 69])
def test_what_a_function_keeps_is_kept_and_tables_grow_with_the_orders_that_wait(waiting: int):
    line = np.where(np.arange(120) % 7 == waiting % 7, 1.0, -1.0)
    parameters = {"waiting": waiting, "far": 0.01}
    form = compiled.step(patient, indicators={"line": line}, parameters=parameters, state=(0,))
    bars = gapped(120, 11)
    result = compare(form, bars)
    assert [fill.quantity for fill in result.fills][:3] == [1, 2, 3]
    assert sum(order.status == "expired" for order in result.orders) == waiting
    assert compiled.measure(bars, form).final_equity == result.equity[-1]


@njit
def shorted(bar):
    if bar.index == 1:
        return compiled.sell(fraction=1.0)
    if bar.index == 4:
        return compiled.buy(quantity=1, limit=1.0, stop_loss=0.5, take_profit=2.0)
    return compiled.hold()


def test_a_ruined_account_and_a_bracket_that_never_filled_are_told_alike():
    closes = [50.0, 50.0, 50.0, 150.0, 150.0, 150.0]
    result = compare(compiled.step(shorted), ohlc(*[(close, close, close, close) for close in closes]))
    assert [event.kind for event in result.events] == ["insolvent", "expired", "cancelled", "cancelled"]


def test_weights_by_name_leave_the_assets_that_are_not_named():
    bars = panel(4, 40, 5)
    steps = len(np.unique(np.concatenate([each.time for each in bars.values()])))
    wanted = np.where(np.arange(steps) % 10 == 0, 0.4, np.nan)
    result = compare(compiled.weights({"A0": wanted, "A2": wanted}), bars)
    assert {fill.asset for fill in result.fills} == {"A0", "A2"}
    with pytest.raises(BacktestError, match=r"shape \(3,\)"):
        compiled.run(bars, compiled.weights({"A0": wanted[:3]}))


@pytest.mark.parametrize("convention", ["next_open", "next_close", "close"])
def test_two_averages_trade_like_the_strategy_that_comes_with_the_library(convention: Any):
    bars = gapped(600, 5)
    mine = compare(compiled.moving_averages(10, 30), bars, convention=convention)
    theirs = backtest(MovingAverageCross, bars, convention=convention)
    assert mine.fills.rows == theirs.fills.rows
    assert len(mine.fills) > 5


@examples(60)
@given(seed=SEEDS, fast=some.integers(1, 110), more=some.integers(1, 60), length=some.integers(170, 400))
def test_averages_in_kernels_are_those_of_the_library(seed: int, fast: int, more: int, length: int):
    bars = gapped(length, seed)
    given = compiled.moving_averages(fast, fast + more, average=partial(sma))
    found = compiled.run(bars, compiled.moving_averages(fast, fast + more))
    assert_equal(found, compiled.run(bars, given))
    loaded = [
        averaged(form, {"close": bars.close}, {}, 1, lambda work, size: work(0, size))
        for form in (compiled.moving_averages(fast, fast + more), given)
    ]
    assert np.array_equal(loaded[0].lines, loaded[1].lines, equal_nan=True)


def test_signals_of_a_crossing_are_the_two_averages():
    bars = gapped(600, 5)
    fast, slow = sma(bars.close, 10), sma(bars.close, 30)
    form = compiled.signals(crossover(fast, slow), crossunder(fast, slow))
    averages = compiled.moving_averages(10, 30)
    assert compiled.run(bars, form).fills == compiled.run(bars, averages).fills


@pytest.mark.parametrize("risk", [None, Risk(stop_loss=0.03)])
@pytest.mark.parametrize("convention", ["next_open", "next_close", "close"])
def test_an_outcome_has_the_numbers_of_the_result(risk: Risk | None, convention: Any):
    bars, form = gapped(600, 5), compiled.moving_averages(5, 20)
    result = compiled.run(bars, form, risk=risk, convention=convention)
    outcome = compiled.measure(bars, form, risk=risk, convention=convention, curve=True)
    assert outcome.equity is not None
    assert np.array_equal(outcome.equity, result.equity)
    assert outcome.final_equity == result.equity[-1]
    assert outcome.fills == len(result.fills)
    assert outcome.max_drawdown == result.metrics.max_drawdown
    assert outcome.sharpe == pytest.approx(result.metrics.sharpe, rel=1e-9)
    assert outcome.commission == pytest.approx(result.metrics.commission, rel=1e-12)
