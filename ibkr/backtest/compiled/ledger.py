"""The account within kernels: equity, sizes, checks, fills written down.

The same operations in the same order as `backtest.account` and `backtest.broker`, so that
money is equal to the last bit. Each function is named as there.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..account import DUST
from .jit import inlined
from .layout import (
    BUY,
    CUT,
    FRACTION,
    MARKET_CODES,
    NO_MARGIN,
    NO_SIZE,
    NOT_LOCATED,
    SHORT_TOO_LARGE,
    UNPAID,
    WEIGHT,
)
from .pricing import commission, reduces, slipped, whole
from .records import asset_at, event_at, fill_at, holding_at, order_at


@inlined
def equity_of(account: Any) -> float:
    """Cash plus what is held, asset by asset."""
    value = account.cash
    for place in range(account.held):
        asset = asset_at(account, holding_at(account, place).asset)
        value += asset.position * asset.multiplier * asset.mark
    return value


@inlined
def equity_at(account: Any, index: int, price: float) -> float:
    """The equity if one asset's price were `price`."""
    asset = asset_at(account, index)
    before = asset.mark
    asset.mark = price
    value = equity_of(account)
    asset.mark = before
    return value


@inlined
def required(account: Any, index: int, besides: bool) -> float:
    """The value of the positions; `besides` leaves one out. Rounded once, like `math.fsum`."""
    total, rest = 0.0, 0.0
    for place in range(account.held):
        other = holding_at(account, place).asset
        if besides and other == index:
            continue
        asset = asset_at(account, other)
        worth = abs(asset.position) * asset.multiplier * asset.mark
        # The rounding error of each addition is kept (Knuth's TwoSum).
        added = total + worth
        part = added - total
        rest += (total - (added - part)) + (worth - part)
        total = added
    return total + rest


@inlined
def hold(account: Any, index: int, position: float) -> None:
    """Set a position; the list of what is held stays in the order of the assets."""
    asset = asset_at(account, index)
    before = asset.position
    asset.position = position
    if (position != 0) == (before != 0):
        return
    count = account.held
    place = count
    for at in range(count):
        if holding_at(account, at).asset >= index:
            place = at
            break
    if position != 0:
        for at in range(count, place, -1):
            holding_at(account, at).asset = holding_at(account, at - 1).asset
        holding_at(account, place).asset = index
        account.held = count + 1
    else:
        for at in range(place, count - 1):
            holding_at(account, at).asset = holding_at(account, at + 1).asset
        account.held = count - 1


@inlined
def affordable(account: Any, index: int, budget: float, price: float) -> float:
    """Shares whose value and commission fit into `budget`."""
    asset = asset_at(account, index)
    each = price * asset.multiplier
    if not budget > 0:
        return 0.0
    fractional = account.fractional
    most = budget / each if fractional else np.trunc(budget / each)
    if most == 0:
        return 0.0
    shares = (budget - commission(asset, asset.month, most, each)) / each
    if fractional:
        return max(shares, 0.0)
    shares = np.trunc(shares)
    if shares > 0 and shares * each + commission(asset, asset.month, shares, each) > budget:
        shares -= 1
    return max(shares, 0.0)


@inlined
def to_weight(account: Any, order: Any, number: int, price: float) -> float:
    """Shares that bring the position to its weight, cut to what the account can bear."""
    index = order.asset
    worth = equity_at(account, index, price)
    aim = order.amount * worth
    sign = 1 if aim > 0 else -1
    wanted = affordable(account, index, abs(aim), price)
    room = worth - required(account, index, True)
    if room < abs(aim):
        most = affordable(account, index, max(room, 0.0), price)
        if most < wanted:
            tell(account, number, CUT, -1, 0, price, wanted, most)
            wanted = most
    change = sign * wanted - asset_at(account, index).position
    if order.code in MARKET_CODES:
        order.sign = 1 if change > 0 else -1
    size = order.sign * change
    return size if size >= 0.0 else 0.0


@inlined
def sized(account: Any, order: Any, number: int, price: float) -> float:
    """Shares for an order given as a part of the equity, at the fill's price."""
    if order.mode == FRACTION:
        return affordable(account, order.asset, order.amount * equity_at(account, order.asset, price), price)
    if order.mode == WEIGHT:
        return to_weight(account, order, number, price)
    size = -order.sign * asset_at(account, order.asset).position
    return size if size >= 0.0 else 0.0


@inlined
def first_size(account: Any, order: Any, number: int, market: float, slips: bool) -> float:
    """The size at the market's price, and again at the price that this size gets."""
    asset = asset_at(account, order.asset)
    told = account.events
    size = sized(account, order, number, market)
    if slips and asset.slippage != 0:
        account.events = told
        size = sized(account, order, number, slipped(asset, order.sign, size, market))
    return size


@inlined
def available(account: Any, asset: Any, size: float) -> float:
    """How much of an order the bar's volume still allows."""
    if asset.used_on != account.bar:
        asset.used_on = account.bar
        asset.used = 0.0
    left = account.volume_limit * asset.volume - asset.used
    most = max(left, 0.0) if account.fractional else max(float(whole(left)), 0.0)
    size = min(size, most)
    asset.used += size
    return size


@inlined
def charge_of(account: Any, order: Any, size: float, price: float) -> float:
    """The commission of this part: the order's so far, less what it has paid."""
    if size == 0:
        return 0.0
    asset = asset_at(account, order.asset)
    if order.filled == 0:
        order.month = account.month_volume
        return commission(asset, order.month, size, price * asset.multiplier)
    total = order.filled + size
    average = (order.value + size * price) / total * asset.multiplier
    return max(commission(asset, order.month, total, average) - order.paid, 0.0)


@inlined
def objection(account: Any, index: int, change: float, price: float, charge: float) -> int:
    """Why a fill cannot be, as a number; 0 if it can. Its amounts are left in the account."""
    asset = asset_at(account, index)
    if change == 0:
        return NO_SIZE
    held = asset.position
    if held != 0 and reduces(held, change):
        return 0
    position = held + change
    if position < 0 and -position > asset.shortable:
        account.first = asset.shortable
        return NOT_LOCATED
    if account.plain:
        cash = account.cash - change * price * asset.multiplier - charge
        return unpaid(account, position, cash, price * asset.multiplier)
    return unfunded(account, index, position, price, charge)


@inlined
def unpaid(account: Any, position: float, cash: float, value: float) -> int:
    """One asset, paid in full: two comparisons."""
    if position > 0:
        account.first, account.second = account.cash - cash, account.cash
        return 0 if cash >= -DUST else UNPAID
    short = -position * value
    equity = cash - short
    account.first, account.second = short, equity
    return 0 if short <= equity + DUST else SHORT_TOO_LARGE


@inlined
def unfunded(account: Any, index: int, position: float, price: float, charge: float) -> int:
    """Several assets: the value of all positions against the equity."""
    asset = asset_at(account, index)
    before, held = asset.mark, asset.position
    asset.mark = price
    equity = equity_of(account) - charge
    hold(account, index, position)
    needed = required(account, index, False)
    hold(account, index, held)
    asset.mark = before
    account.first, account.second = needed, equity
    return 0 if needed <= equity + DUST else NO_MARGIN


@inlined
def enter(account: Any, order: Any, number: int, change: float, price: float, charge: float) -> None:
    """Carry out a fill and write it down."""
    asset = asset_at(account, order.asset)
    held = asset.position
    position = held + change
    account.cash = account.cash - change * price * asset.multiplier - charge
    if position * held <= 0:
        asset.average = price
    elif abs(position) > abs(held):
        asset.average = (asset.average * held + change * price) / position
    hold(account, order.asset, position)
    size = abs(change)
    order.filled += size
    account.month_volume += size
    account.paid += charge
    account.traded += size * price * asset.multiplier
    if account.keep:
        fill = fill_at(account, account.fills)
        fill.bar, fill.order, fill.asset, fill.sign = (
            account.bar,
            number,
            order.asset,
            BUY if change > 0 else -BUY,
        )
        fill.quantity, fill.price, fill.commission = size, price, charge
        fill.position, fill.cash = position, account.cash
    account.fills += 1


@inlined
def tell(
    account: Any, number: int, code: int, other: int, status: int, price: float, first: float, second: float
) -> None:
    """Write down an event of an order, with what its text will need."""
    if account.keep:
        order, event = order_at(account, number), event_at(account, account.events)
        event.bar, event.order, event.code, event.other, event.status = (
            account.bar,
            number,
            code,
            other,
            status,
        )
        event.price, event.first, event.second = price, first, second
        event.asset, event.sign, event.kind, event.amount = order.asset, order.sign, order.code, order.amount
        event.mode, event.size = order.mode, order.quantity - order.filled
    account.events += 1
