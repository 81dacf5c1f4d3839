"""Kernels for one asset whose only orders are market orders: from decision to decision.

Between two fills nothing can happen, so bars are not gone through one by one: the next bar
with an action that counts is looked for eight at a time, and the equity of the bars between is
one expression. The operations on money are those of `ledger`, in the same order; memory is
reached through typed arrays only.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np

from ..account import DUST
from .jit import inlined, kernel
from .kernels import stamped
from .layout import (
    CLOSE,
    FINE,
    LONG_ENTRY,
    LONG_EXIT,
    NEXT_OPEN,
    NO_SIZE,
    NOT_LOCATED,
    ROW,
    SHORT_ENTRY,
    SHORT_EXIT,
    SHORT_TOO_LARGE,
    UNFILLED,
    UNPAID,
)
from .pricing import FIXED, PER_CONTRACT, PER_SHARE, PERCENT, PERCENT_OF_PRICE, SPREAD
from .scanning import begun, measured

ENTRIES: Final = LONG_ENTRY | SHORT_ENTRY
EVERY_BYTE: Final = np.int64(0x0101010101010101)
"""Times a pattern of bits: the pattern in each of eight bytes."""


class Costs(NamedTuple):
    """The terms of a run as scalars: the fields of a `layout.COSTS`, so that they stay in registers."""

    commission: int
    slippage: int
    fractional: int
    convention: int
    rate: float
    minimum: float
    percent: float
    slip: float
    multiplier: float
    shortable: float


class Size(NamedTuple):
    """What an entry buys: a quantity, or where that is below zero a fraction of the equity."""

    quantity: float
    fraction: float


@inlined
def charged(costs: Any, shares: float, price: float) -> float:
    """The commission: `pricing.commission`."""
    kind = costs.commission
    if kind == PER_SHARE:
        charge = max(shares * costs.rate, costs.minimum)
        cap = shares * price * costs.percent / 100.0
        return charge if charge < cap else cap
    if kind == PERCENT:
        return max(shares * price * costs.percent / 100.0, costs.minimum)
    if kind == FIXED:
        return costs.rate
    if kind == PER_CONTRACT:
        return shares * costs.rate
    return 0.0


@inlined
def slipping(costs: Any, sign: int, price: float) -> float:
    """The price after slippage: `pricing.slipped`."""
    if costs.slippage == SPREAD:
        return price + sign * costs.slip / 2.0
    if costs.slippage == PERCENT_OF_PRICE:
        return price * (1.0 + sign * costs.slip / 100.0)
    return price


@inlined
def bought(costs: Any, budget: float, price: float) -> float:
    """Shares that a budget pays for with their commission: `ledger.affordable`."""
    each = price * costs.multiplier
    if not budget > 0:
        return 0.0
    most = budget / each if costs.fractional else np.trunc(budget / each)
    if most == 0:
        return 0.0
    shares = (budget - charged(costs, most, each)) / each
    if costs.fractional:
        return max(shares, 0.0)
    shares = np.trunc(shares)
    if shares > 0 and shares * each + charged(costs, shares, each) > budget:
        shares -= 1
    return max(shares, 0.0)


@inlined
def sizing(costs: Any, size: Any, sign: int, cash: float, market: float) -> float:
    """The shares of an entry: nothing is held, so cash is the equity; `ledger.first_size`."""
    if size.quantity >= 0:
        return size.quantity
    shares = bought(costs, size.fraction * cash, market)
    if costs.slippage != 0:
        shares = bought(costs, size.fraction * cash, slipping(costs, sign, market))
    return shares


@inlined
def refusal(costs: Any, sign: int, shares: float, price: float, cash: float, left: float) -> Any:
    """Why an entry cannot be, or 0, and the amounts of its event: `ledger.objection`."""
    if shares == 0:
        return NO_SIZE, 0.0, 0.0
    if sign > 0:
        return (FINE if left >= -DUST else UNPAID), cash - left, cash
    if shares > costs.shortable:
        return NOT_LOCATED, costs.shortable, 0.0
    short = shares * (price * costs.multiplier)
    equity = left - short
    return (FINE if short <= equity + DUST else SHORT_TOO_LARGE), short, equity


@inlined
def next_action(actions: Any, words: Any, i: int, bits: int) -> int:
    """The next bar from `i` on with one of these actions; the number of bars if there is none."""
    end = len(actions)
    while i < end and i & 7:
        if actions[i] & bits:
            return i
        i += 1
    if i >= end:
        return end
    pattern, word = bits * EVERY_BYTE, i >> 3
    while word < len(words) and words[word] & pattern == 0:
        word += 1
    i = word << 3
    while i < end:
        if actions[i] & bits:
            return i
        i += 1
    return end


@inlined
def answering(position: float) -> int:
    """The actions that count where this is held."""
    if position == 0:
        return ENTRIES
    return LONG_EXIT if position > 0 else SHORT_EXIT


@inlined
def note_held(so_far: Any, closes: Any, start: int, end: int, cash: float, worth: float) -> Any:
    """Statistics of bars on which nothing fills. Where nothing is held, only the first can differ."""
    if start == 0 and end > 0:
        so_far = begun(cash + worth * closes[0])
    if worth == 0:
        end = min(end, start + 1)
    for i in range(start, end):
        so_far = measured(so_far, cash + worth * closes[i])
    return so_far


@inlined
def draw(curve: Any, closes: Any, start: int, end: int, cash: float, worth: float) -> None:
    """The equity of bars on which nothing fills."""
    part, prices = curve[start:end], closes[start:end]
    for i in range(len(part)):
        part[i] = cash + worth * prices[i]


@inlined
def filled(costs: Any, size: Any, position: float, sign: int, cash: float, market: float) -> Any:
    """What an order comes to: shares, price, commission, cash left, why it cannot be, two amounts."""
    entering = position == 0
    shares = sizing(costs, size, sign, cash, market) if entering else abs(position)
    price = slipping(costs, sign, market)
    charge = charged(costs, shares, price * costs.multiplier) if shares != 0 else 0.0
    change = shares if sign > 0 else -shares
    left = cash - change * price * costs.multiplier - charge
    reason, one, two = FINE, 0.0, 0.0
    if entering:
        reason, one, two = refusal(costs, sign, shares, price, cash, left)
    return shares, price, charge, left, reason, one, two


@inlined
def unfilled(size: Any, position: float, cash: float) -> Any:
    """The same of an order for which no bar is left."""
    shares = abs(position)
    if position == 0:
        shares = size.quantity if size.quantity >= 0 else np.nan
    return shares, 0.0, 0.0, cash, UNFILLED, 0.0, 0.0


def trade(
    actions: Any,
    opens: Any,
    closes: Any,
    costs: Any,
    size: Any,
    cash: float,
    statistics: bool,
    curve: Any,
    rows: Any,
    outcome: Any,
) -> int:
    """Go through the actions of one run; how many orders there were.

    Writes the equity into `curve` and orders into `rows` unless they are empty, and what
    `outcomes.FIELDS` lists into `outcome`. `rows` has room for an order on each action.
    """
    end, late = len(closes), costs.convention != CLOSE
    words = actions[: end // 8 * 8].view(np.int64)
    position, worth, paid, traded, fills, orders = 0.0, 0.0, 0.0, 0.0, 0, 0
    so_far, since, i = begun(cash), 0, 0
    while True:
        i = next_action(actions, words, i, answering(position))
        if i >= end:
            break
        at, entering = i + late, position == 0
        rising = actions[i] & LONG_ENTRY != 0 if entering else position < 0
        sign = 1 if rising else -1
        found = unfilled(size, position, cash)
        if at < end:
            market = opens[at] if costs.convention == NEXT_OPEN else closes[at]
            found = filled(costs, size, position, sign, cash, market)
        shares, price, charge, left, reason, one, two = found
        if reason == FINE:
            so_far = pass_by(so_far, closes, since, at, cash, worth, statistics, curve)
            since, cash, position = at, left, (sign * shares if entering else 0.0)
            worth = position * costs.multiplier
            fills += 1
            paid += charge
            traded += shares * price * costs.multiplier
        if len(rows):
            row = rows[orders]
            row.decided, row.bar, row.sign, row.entering, row.reason = i, at, sign, entering, reason
            row.quantity, row.price, row.commission = shares, price, charge
            row.position, row.cash, row.first, row.second = position, cash, one, two
        orders += 1
        i += 1
    so_far = pass_by(so_far, closes, since, end, cash, worth, statistics, curve)
    conclude(outcome, so_far, cash + worth * closes[end - 1])
    outcome[4], outcome[5], outcome[6], outcome[7] = fills, paid, traded, position
    return orders


@inlined
def pass_by(
    so_far: Any, closes: Any, start: int, end: int, cash: float, worth: float, statistics: bool, curve: Any
) -> Any:
    """Bars on which nothing fills: draw them, and take their statistics, as far as asked for."""
    if len(curve):
        draw(curve, closes, start, end, cash, worth)
    return note_held(so_far, closes, start, end, cash, worth) if statistics else so_far


@inlined
def conclude(outcome: Any, so_far: Any, equity: float) -> None:
    """Write down the last equity and the statistics."""
    peak, trough, _, deepest, total, squares = so_far
    outcome[0], outcome[1] = equity, min(deepest, trough / peak - 1.0)
    outcome[2], outcome[3] = total, squares


def cross(fast: Any, slow: Any, actions: Any) -> None:
    """Where one line crosses above another and below it, as actions: `deciding.by_crossing`.

    A line without a value crosses nothing. No way out and no branch, so that the processor
    compares several bars at once.
    """
    # Slices, and places from nought: an index that may be negative is looked at one by one.
    fast_now, slow_now, fast_then, slow_then = fast[1:], slow[1:], fast[:-1], slow[:-1]
    actions[0] = 0
    later = actions[1:]
    for i in range(len(later)):
        rises = (fast_now[i] > slow_now[i]) & (fast_then[i] <= slow_then[i])
        falls = (fast_now[i] < slow_now[i]) & (fast_then[i] >= slow_then[i])
        later[i] = np.int8(rises) | np.int8(falls) << np.int8(1)


def sweep(
    lines: Any,
    picks: Any,
    fractions: Any,
    opens: Any,
    closes: Any,
    costs: Any,
    cash: float,
    first: int,
    last: int,
    statistics: bool,
    outcomes: Any,
) -> None:
    """Trade the crossings of pairs of lines, from pair `first` to pair `last`."""
    actions, no_curve = np.zeros(len(closes), np.int8), np.empty(0)
    no_rows = np.empty(0, ROW)
    for k in range(first, last):
        CROSS(lines[picks[k, 0]], lines[picks[k, 1]], actions)
        size = Size(-1.0, fractions[k])
        TRADE(actions, opens, closes, costs, size, cash, statistics, no_curve, no_rows, outcomes[k])


TRADE: Any = None
"""Stands for `trade`, compiled; `CROSS` likewise."""

CROSS: Any = None


@cache
def sweeping() -> Any:
    """`sweep`, compiled."""
    names = {"TRADE": trading(), "CROSS": crossing()}
    return kernel(stamped(sweep, **names))


@cache
def trading() -> Any:
    """`trade`, compiled."""
    return kernel(stamped(trade))


@cache
def crossing() -> Any:
    """`cross`, compiled."""
    return kernel(stamped(cross))
