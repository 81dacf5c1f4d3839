"""The loop over bars on which no order moves: this is the engine's running time.

A strategy is compiled into this loop, and nothing else: it reads scalars, so that the whole
stays in registers. The broker is called only for bars that reach a price it watches, and for
decisions.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from .decisions import Account, Bar
from .jit import inlined
from .layout import DECIDED, FRESH
from .records import asset_at

DECIDE: Any = None
"""Stands for the compiled decision, which is put in by name; so do the two that follow."""

LOAD: Any = None
"""The state of a step function, from an array to a tuple."""

SAVE: Any = None
"""And back."""


class Source(NamedTuple):
    """Where a decision finds its numbers in memory, and how long each line is."""

    bars: int
    actions: int
    lines: int
    picks: int
    parameters: int


@inlined
def put(record: Any, decision: Any) -> None:
    """Write down a decision."""
    record.action, record.sign, record.replace = decision.action, decision.sign, decision.replace
    record.quantity, record.fraction, record.weight = decision.quantity, decision.fraction, decision.weight
    record.limit, record.stop, record.limit_offset = decision.limit, decision.stop, decision.limit_offset
    record.trail, record.trail_percent = decision.trail, decision.trail_percent
    record.stop_loss, record.take_profit = decision.stop_loss, decision.take_profit
    record.stop_trail, record.stop_trail_percent = decision.stop_trail, decision.stop_trail_percent


@inlined
def measured(so_far: Any, equity: float) -> Any:
    """Peak, lowest since then, last equity, deepest drawdown, sum of returns and of their squares."""
    peak, trough, last, deepest, total, squares = so_far
    change = equity / last - 1.0
    # The deepest point below a peak is looked at once, when the next peak comes.
    if equity > peak:
        deepest = min(deepest, trough / peak - 1.0)
        peak = trough = equity
    elif equity < trough:
        trough = equity
    return peak, trough, equity, deepest, total + change, squares + change * change


@inlined
def begun(equity: float) -> Any:
    """The statistics of the first bar: as in `Metrics`, they begin with what it leaves."""
    return equity, equity, equity, 0.0, 0.0, 0.0


@inlined
def statistics_of(account: Any) -> Any:
    """The statistics until now."""
    return account.peak, account.trough, account.last, account.deepest, account.total, account.squares


@inlined
def keep_statistics(account: Any, so_far: Any) -> None:
    """Write them back."""
    account.peak, account.trough, account.last, account.deepest, account.total, account.squares = so_far


def scan(
    i: int,
    phase: int,
    accounts: Any,
    decisions: Any,
    times: Any,
    opens: Any,
    highs: Any,
    lows: Any,
    closes: Any,
    volumes: Any,
    actions: Any,
    lines: Any,
    picks: Any,
    parameters: Any,
    state: Any,
    curve: Any,
) -> int:
    """Go on from bar `i` to the next that the broker must look at; the number of bars at the end.

    `account.phase` tells whether the broker has fills to look for or a decision to carry out.
    """
    account = accounts[0]
    asset = asset_at(account, 0)
    high_watch, low_watch = account.high_watch, account.low_watch
    position, cash, entry = asset.position, account.cash, asset.average
    worth, working = position * asset.multiplier, account.waiting > 0
    measures, draws = account.statistics != 0, len(curve) > 0
    so_far = statistics_of(account)
    end = len(closes)
    source = Source(end, actions.ctypes.data, lines.ctypes.data, picks.ctypes.data, parameters.ctypes.data)
    kept = LOAD(state)
    account.phase = FRESH
    while i < end:
        high, low, close = highs[i], lows[i], closes[i]
        if phase == FRESH and (high >= high_watch or low <= low_watch):
            break
        phase = FRESH
        equity = cash + worth * close
        bar = Bar(i, times[i], opens[i], high, low, close, volumes[i])
        holding = Account(position, cash, equity, entry, working)
        decision, kept = DECIDE(bar, holding, source, kept)
        if decision.action:
            put(decisions[0], decision)
            account.phase = DECIDED
            break
        if draws:
            curve[i] = equity
        if measures:
            so_far = measured(so_far, equity)
        i += 1
    keep_statistics(account, so_far)
    SAVE(state, kept)
    return i
