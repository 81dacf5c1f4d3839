"""Random bars, random orders, and the comparison of both engines."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from hypothesis import settings
from hypothesis import strategies as given
from numba import config, njit

from ibkr.backtest import (
    IBKR_FIXED,
    IBKR_FOREX,
    IBKR_FUTURES,
    IBKR_TIERED,
    FixedCommission,
    NoCommission,
    PercentSlippage,
    Result,
    Risk,
    SpreadSlippage,
    SquareRootImpact,
    StrategyError,
    TieredCommission,
    VolumeShareSlippage,
    backtest,
    compiled,
)
from ibkr.model.bars import Bars

DAY_MS = 86_400_000
AS_PYTHON = bool(config.DISABLE_JIT)
"""Nothing is compiled: kernels run as the Python that they are written in, see test_as_python.py."""

ACTIONS = [
    "nothing",
    "market",
    "limit",
    "stop",
    "stop_limit",
    "trail",
    "trail_percent",
    "trailing_limit",
    "bracket",
    "trailing_bracket",
    "target",
    "close",
    "cancel",
]


def examples(count: int) -> settings:
    """Try so many examples; a sixth of them where kernels run as Python, some hundred times slower."""
    return settings(max_examples=count // 6 if AS_PYTHON else count, deadline=None)


def gapped(size: int, seed: int, *, volatile: float = 0.02, start: int = 15_712) -> Bars:
    """A random walk whose opens jump away from the closes, with ranges around both and little volume."""
    random = np.random.default_rng(seed)
    closes = np.round(50.0 * np.exp(np.cumsum(random.normal(0.0, volatile, size))), 2)
    opens = np.round(np.concatenate(([50.0], closes[:-1])) * np.exp(random.normal(0.0, volatile, size)), 2)
    reach = np.abs(random.normal(0.0, volatile, (2, size)))
    days = start + np.cumsum(random.integers(1, 4, size))
    return Bars(
        time=DAY_MS * days,
        open=opens,
        high=np.maximum(opens, closes) * (1.0 + reach[0]),
        low=np.minimum(opens, closes) * (1.0 - reach[1]),
        close=closes,
        volume=random.integers(0, 400, size).astype(np.float64) + (np.arange(size) == 0),
    )


@njit
def scripted(bar, account, values):  # noqa: PLR0912 - numba knows no tables
    """What the lines say: an action, a side, how the size is given, how much, and distances of prices."""
    action, side, size, distance, second, replace = values
    sign, price = (1.0 if side > 0.5 else -1.0), bar.close
    if action == 0:
        return compiled_hold()
    if action == 10:
        return compiled_target(size * sign)
    if action == 11:
        return compiled_close()
    if action == 12:
        return compiled_cancel()
    quantity, fraction = UNSET, UNSET
    if size < 0.5:
        quantity = float(int(size * 2000))
    else:
        fraction = size
    limit = stop = trail = percent = offset = loss = profit = moving = UNSET
    if action in (2, 8):
        limit = price * (1.0 - sign * distance)
    if action == 3:
        stop = price * (1.0 + sign * distance)
    if action == 4:
        stop, limit = price * (1.0 + sign * distance), price * (1.0 + sign * second)
    if action == 5:
        trail = price * abs(distance) + 0.01
    if action in (6, 7):
        percent = 100.0 * abs(distance) + 0.01
    if action == 7:
        offset = price * abs(second) + 0.01
    if action == 8:
        loss, profit = price * (1.0 - sign * (second + 0.06)), price * (1.0 + sign * (second + 0.06))
    if action == 9:
        moving, profit = 100.0 * abs(second) + 0.5, price * (1.0 + sign * (abs(distance) + 0.01))
    again = replace > 0.9
    if sign > 0:
        return compiled_buy(
            quantity, fraction, UNSET, limit, stop, trail, percent, offset, loss, profit, UNSET, moving, again
        )
    return compiled_sell(
        quantity, fraction, UNSET, limit, stop, trail, percent, offset, loss, profit, UNSET, moving, again
    )


compiled_hold, compiled_target, compiled_close = compiled.hold, compiled.target, compiled.close
compiled_cancel, compiled_buy, compiled_sell = compiled.cancel, compiled.buy, compiled.sell
UNSET = float("-inf")


def script(size: int, seed: int, *, often: float) -> Any:
    """A form that orders something on a part of the bars."""
    random = np.random.default_rng(seed)
    busy = random.random(size) < often
    lines = {
        "action": np.where(busy, random.integers(1, len(ACTIONS), size), 0),
        "side": random.random(size),
        "size": random.random(size),
        "distance": random.normal(0.0, 0.03, size),
        "second": random.normal(0.0, 0.03, size),
        "replace": random.random(size),
    }
    return compiled.step(scripted, indicators={name: line.astype(float) for name, line in lines.items()})


COMMISSIONS = given.sampled_from(
    [
        IBKR_FIXED,
        IBKR_TIERED,
        IBKR_FUTURES,
        IBKR_FOREX,
        NoCommission(),
        FixedCommission(7.0),
        TieredCommission(tiers=((300.0, 0.01), (2_000.0, 0.005), (float("inf"), 0.001))),
    ]
)
SLIPPAGES = given.sampled_from(
    [
        None,
        SpreadSlippage(0.02),
        PercentSlippage(0.05),
        VolumeShareSlippage(),
        SquareRootImpact(volatility=0.02),
    ]
)
FRACTIONS = given.one_of(given.none(), given.sampled_from([0.02, 0.05, 0.1]))
RISKS = given.one_of(
    given.none(), given.builds(Risk, stop_loss=FRACTIONS, take_profit=FRACTIONS, trailing_stop=FRACTIONS)
)
CONVENTIONS = given.sampled_from(["next_open", "next_close", "close"])


def outcome(run: Any) -> tuple[Result, str]:
    """The result of a run, also of one that failed, and on which bar."""
    try:
        return run(), ""
    except StrategyError as error:
        return error.result, f"bar {error.bar}"


def told(result: Result) -> list[tuple[Any, ...]]:
    """The events, with one way to write a size of zero: its sign and its point differ between the engines."""
    return [
        tuple(re.sub(r" -?0(\.0)? ", " 0 ", item) if isinstance(item, str) else item for item in row)
        for row in result.events.rows
    ]


def assert_equal(mine: Result, theirs: Result) -> None:
    """Every fill, order and event is the same, and every number on every bar."""
    assert mine.fills.rows == theirs.fills.rows
    assert mine.orders.rows == theirs.orders.rows
    assert told(mine) == told(theirs)
    assert mine.trades == theirs.trades
    assert np.array_equal(mine.cash, theirs.cash)
    assert np.array_equal(mine.equity, theirs.equity)
    assert {name: held.tolist() for name, held in mine.positions.items()} == {
        name: held.tolist() for name, held in theirs.positions.items()
    }
    assert mine.first_decision == theirs.first_decision


def compare(form: Any, bars: Any, **options: Any) -> Result:
    """Run a form on both engines; the compiled one's result."""
    mine, where = outcome(lambda: compiled.run(bars, form, **options))
    theirs, there = outcome(lambda: backtest(compiled.reference(form), bars, **options))
    assert where == there
    assert_equal(mine, theirs)
    return mine
