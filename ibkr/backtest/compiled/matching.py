"""Orders within kernels: which fill on a bar, in which order, and what a fill brings about.

docs/explanation/execution-rules.md, "One bar", "Parents, brackets, groups" and "Risk"; the
functions are those of `backtest.matching`, `backtest.broker` and `backtest.risk`. The working
orders of an asset are a chain from `asset.head` to `asset.tail`, oldest first.
"""

from __future__ import annotations

import math
from typing import Any

from .. import rules
from .jit import inlined
from .layout import (
    AT_CLOSE,
    AT_OPEN,
    CANCELLED,
    CHILD_FILLED,
    EXITS,
    FILLED,
    FOLLOWS,
    GROUP_FILLED,
    INSIDE,
    NOBODY,
    PARENT_ENDED,
    PENDING,
    POSITION_CLOSED,
    QUANTITY,
    REFUSED,
    WHOLE_POSITION,
)
from .ledger import available, charge_of, enter, first_size, objection, tell
from .pricing import (
    better,
    fills_at_market,
    limit_price,
    price_at_open,
    slipped,
    stop_price,
    stop_touched,
    stop_triggered,
    trailing_stop,
    waits_for_stop,
)
from .records import asset_at, order_at

MARKET, LIMIT, STOP = rules.MARKET, rules.LIMIT, rules.STOP
STOP_LIMIT, TRAILING, TRAILING_LIMIT = rules.STOP_LIMIT, rules.TRAILING, rules.TRAILING_LIMIT
BAR_CLOSE = rules.BAR_CLOSE


@inlined
def new_order(account: Any, index: int, sign: int, code: int, since: int) -> int:
    """A blank order; its number."""
    number = account.orders
    account.orders = number + 1
    order = order_at(account, number)
    order.decided, order.asset, order.sign, order.code, order.since = account.bar, index, sign, code, since
    order.mode, order.status, order.triggered, order.triggered_inside = QUANTITY, PENDING, 0, -1
    order.entered, order.waiting, order.parent, order.children = -1, 0, NOBODY, 0
    order.group, order.linked, order.next = NOBODY, 0, NOBODY
    order.quantity = order.amount = order.limit = order.stop = order.trail = math.nan
    order.trail_percent = order.limit_offset = order.best = order.start = math.nan
    order.filled = order.value = order.paid = order.month = 0.0
    return number


@inlined
def activate(account: Any, number: int) -> None:
    """Put an order at the end of its asset's chain."""
    asset = asset_at(account, order_at(account, number).asset)
    if asset.tail == NOBODY:
        asset.head = number
    else:
        order_at(account, asset.tail).next = number
    asset.tail = number


@inlined
def tidy(account: Any, index: int) -> None:
    """Take what has ended out of the chain."""
    asset = asset_at(account, index)
    last, number = NOBODY, asset.head
    asset.head = NOBODY
    while number != NOBODY:
        order = order_at(account, number)
        following = order.next
        if order.status == PENDING:
            if last == NOBODY:
                asset.head = number
            else:
                order_at(account, last).next = number
            last = number
            order.next = NOBODY
        number = following
    asset.tail = last


@inlined
def trail_from(order: Any, best: float) -> None:
    """Set a trailing order's level."""
    order.best = best
    order.stop = trailing_stop(order.sign, best, order.trail, order.trail_percent)
    if order.code == TRAILING_LIMIT:
        order.limit = order.stop + order.sign * order.limit_offset


@inlined
def finish(account: Any, number: int, status: int, code: int, other: int) -> None:
    """End an order, and its children if they never worked."""
    order = order_at(account, number)
    if order.status != PENDING:
        return
    order.status = status
    if code:
        tell(account, number, code, other, 0, 0.0, 0.0, 0.0)
    if order.children and order.filled == 0:
        for child in range(number + 1, number + 1 + order.children):
            orphan(account, child, number, status)


@inlined
def orphan(account: Any, child: int, parent: int, status: int) -> None:
    """End a child whose parent ended without a fill."""
    order = order_at(account, child)
    if order.status == PENDING:
        order.status = CANCELLED
        tell(account, child, PARENT_ENDED, parent, status, 0.0, 0.0, 0.0)


@inlined
def release(account: Any, number: int, price: float) -> None:
    """Set the children to work: their parent has begun to fill."""
    order = order_at(account, number)
    for place in range(number + 1, number + 1 + order.children):
        child = order_at(account, place)
        if child.status != PENDING:
            continue
        child.quantity = order.filled
        if not child.waiting:
            continue
        child.waiting = 0
        child.since = account.bar + (1 if account.stage == AT_CLOSE else 0)
        child.entered = account.bar if account.stage == INSIDE else -1
        child.start = price
        if child.code in (TRAILING, TRAILING_LIMIT):
            trail_from(child, price)
        activate(account, place)


@inlined
def concern_others(account: Any, number: int, market: float) -> None:
    """Tell children, group and parent of a fill."""
    order = order_at(account, number)
    if order.children:
        release(account, number, market)
    if order.group >= 0:
        for other in range(order.group + 1, order.group + 1 + order_at(account, order.group).children):
            if other != number:
                finish(account, other, CANCELLED, GROUP_FILLED, number)
    elif order.group == EXITS:
        asset = asset_at(account, order.asset)
        for place in range(asset.guards):
            if asset.guard[place] != number:
                finish(account, asset.guard[place], CANCELLED, GROUP_FILLED, number)
    if order.mode == FOLLOWS and order.parent != NOBODY:
        finish(account, order.parent, CANCELLED, CHILD_FILLED, number)


@inlined
def execute(account: Any, number: int, market: float, slips: bool) -> None:
    """Fill an order, or what can be filled of it, where the market stands at `market`."""
    order = order_at(account, number)
    asset = asset_at(account, order.asset)
    if math.isnan(order.quantity):
        order.quantity = first_size(account, order, number, market, slips)
    size = order.quantity - order.filled
    if account.limited:
        size = available(account, asset, size)
        if size == 0 and order.quantity != 0:
            return
    price = slipped(asset, order.sign, size, market) if slips else market
    charge = charge_of(account, order, size, price)
    change = size if order.sign > 0 else -size
    reason = objection(account, order.asset, change, price, charge)
    if reason:
        refuse(account, number, reason, price)
        return
    enter(account, order, number, change, price, charge)
    if order.filled < order.quantity:
        order.value += size * price
        order.paid += charge
    if order.linked:
        concern_others(account, number, market)
    if order.filled >= order.quantity:
        finish(account, number, FILLED, 0, NOBODY)
    if account.guarded:
        protect(account, order.asset, market)


@inlined
def refuse(account: Any, number: int, reason: int, price: float) -> None:
    """End an order that a check did not let pass, and say why."""
    order = order_at(account, number)
    order.status = REFUSED
    tell(account, number, reason, NOBODY, 0, price, account.first, account.second)
    if order.children and order.filled == 0:
        for child in range(number + 1, number + 1 + order.children):
            orphan(account, child, number, REFUSED)


# --- exits of a position -------------------------------------------------------------------------


@inlined
def protect(account: Any, index: int, market: float) -> None:
    """Give a position its exits after a fill, or take them away with it."""
    asset = asset_at(account, index)
    position = asset.position
    if asset.guards and (position == 0 or order_at(account, asset.guard[0]).sign * position > 0):
        for place in range(asset.guards):
            finish(account, asset.guard[place], CANCELLED, POSITION_CLOSED, NOBODY)
        asset.guards = 0
    if position == 0:
        return
    if not asset.guards:
        new_exits(account, index, -1 if position > 0 else 1, market)
    place_exits(account, index)


@inlined
def new_exits(account: Any, index: int, sign: int, market: float) -> None:
    """Enter a position's stop, trailing stop and target."""
    if not math.isnan(account.stop_loss):
        guard(account, index, sign, STOP, market)
    if not math.isnan(account.trailing_stop):
        number = guard(account, index, sign, TRAILING, market)
        order_at(account, number).trail_percent = 100.0 * account.trailing_stop
        trail_from(order_at(account, number), market)
    if not math.isnan(account.take_profit):
        guard(account, index, sign, LIMIT, market)


@inlined
def guard(account: Any, index: int, sign: int, code: int, market: float) -> int:
    """Enter one exit for the whole position, to work from now on; its number."""
    asset = asset_at(account, index)
    number = new_order(account, index, sign, code, account.bar + (1 if account.stage == AT_CLOSE else 0))
    order = order_at(account, number)
    order.mode, order.group, order.linked = WHOLE_POSITION, EXITS, 1
    order.entered = account.bar if account.stage == INSIDE else -1
    order.start = order.best = market
    asset.guard[asset.guards] = number
    asset.guards += 1
    activate(account, number)
    return number


@inlined
def place_exits(account: Any, index: int) -> None:
    """Stops and targets follow the average entry price."""
    asset = asset_at(account, index)
    for place in range(asset.guards):
        order = order_at(account, asset.guard[place])
        if order.code == STOP:
            order.stop = asset.average * (1.0 + order.sign * account.stop_loss)
        elif order.code == LIMIT:
            order.limit = asset.average * (1.0 - order.sign * account.take_profit)


# --- one bar -------------------------------------------------------------------------------------


@inlined
def match(account: Any, index: int, open_: float, high: float, low: float, close: float) -> None:
    """Carry the working orders of an asset through its bar."""
    open_all(account, index, open_)
    asset = asset_at(account, index)
    if asset.head == asset.tail and order_at(account, asset.head).status != PENDING:
        # The only order has ended at the open, as most do: there is nothing left for this bar.
        asset.head = asset.tail = NOBODY
        return
    move_inside(account, index, open_, high, low)
    at_close(account, index, close)
    move_trails(account, index, high, low, close)
    tidy(account, index)


@inlined
def open_all(account: Any, index: int, open_: float) -> None:
    """Fill what fills at the open. Children that a fill sets to work are met in turn."""
    account.stage = AT_OPEN
    number = asset_at(account, index).head
    while number != NOBODY:
        order = order_at(account, number)
        if order.status == PENDING and order.since <= account.bar:
            at_open(account, number, open_)
        number = order.next


@inlined
def move_inside(account: Any, index: int, open_: float, high: float, low: float) -> None:
    """Fill what the bar's range reaches: stops, then limits."""
    account.stage = INSIDE
    for limits in range(2):
        number = asset_at(account, index).head
        while number != NOBODY:
            order = order_at(account, number)
            if order.since <= account.bar and order.status == PENDING:
                if limits:
                    rest(account, number, open_, high, low)
                else:
                    reach_stop(account, number, open_, high, low)
            number = order.next


@inlined
def at_open(account: Any, number: int, open_: float) -> None:
    """Fill an order that fills at the open."""
    order = order_at(account, number)
    if waits_for_stop(order.code, order.triggered != 0) and stop_touched(order.sign, order.stop, open_):
        order.triggered = 1
    price = price_at_open(order.code, order.sign, order.limit, order.triggered != 0, open_)
    if not math.isnan(price):
        execute(account, number, price, fills_at_market(order.code))


@inlined
def reach_stop(account: Any, number: int, open_: float, high: float, low: float) -> None:
    """Fill or trigger an order whose stop the bar reaches."""
    order, step = order_at(account, number), account.bar
    if not waits_for_stop(order.code, order.triggered != 0):
        return
    start = order.start if order.entered == step else open_
    touched = stop_touched(order.sign, order.stop, start)
    if not touched and not stop_triggered(order.sign, order.stop, high, low):
        return
    order.triggered = 1
    order.triggered_inside = step
    price = stop_price(order.code, order.sign, order.stop, order.limit, start)
    if not math.isnan(price):
        execute(account, number, price, fills_at_market(order.code))


@inlined
def rest(account: Any, number: int, open_: float, high: float, low: float) -> None:
    """Fill a limit that the bar touches; of an order that began within it only the stop counts."""
    order, step = order_at(account, number), account.bar
    if order.entered == step:
        reach_stop(account, number, open_, high, low)
        return
    if order.triggered_inside == step:
        return
    if order.code == LIMIT or (order.triggered and order.code in (STOP_LIMIT, TRAILING_LIMIT)):
        price = limit_price(order.sign, order.limit, open_, high, low)
        if not math.isnan(price):
            execute(account, number, price, False)


@inlined
def at_close(account: Any, index: int, close: float) -> None:
    """Fill what is meant for the close."""
    account.stage = AT_CLOSE
    number = asset_at(account, index).head
    while number != NOBODY:
        order = order_at(account, number)
        if order.since <= account.bar and order.status == PENDING and order.code == BAR_CLOSE:
            execute(account, number, close, True)
        number = order.next


@inlined
def move_trails(account: Any, index: int, high: float, low: float, close: float) -> None:
    """Move trailing levels when the bar is over."""
    step = account.bar
    number = asset_at(account, index).head
    while number != NOBODY:
        order = order_at(account, number)
        trails = order.code in (TRAILING, TRAILING_LIMIT) and not order.triggered
        if trails and order.since <= step and order.status == PENDING:
            # Of the bar it began within, only the close is sure to have come later.
            inside = order.entered == step
            top, bottom = (close, close) if inside else (high, low)
            trail_from(order, better(order.sign, order.best, top, bottom))
        number = order.next


@inlined
def watch(account: Any, index: int) -> None:
    """Find the prices between which a bar leaves every order of an asset as it is."""
    high, low = math.inf, -math.inf
    waiting = 0
    number = asset_at(account, index).head
    while number != NOBODY:
        order = order_at(account, number)
        waiting += 1
        code, triggered = order.code, order.triggered != 0
        if code in (MARKET, BAR_CLOSE) or (triggered and code in (STOP, TRAILING)):
            high = -math.inf
        elif waits_for_stop(code, triggered):
            # A trailing level also moves: with a new best price.
            trails = code in (TRAILING, TRAILING_LIMIT)
            if order.sign > 0:
                high = min(high, order.stop)
                low = max(low, order.best) if trails else low
            else:
                low = max(low, order.stop)
                high = min(high, order.best) if trails else high
        elif order.sign > 0:
            low = max(low, order.limit)
        else:
            high = min(high, order.limit)
        number = order.next
    account.high_watch, account.low_watch, account.waiting = high, low, waiting
