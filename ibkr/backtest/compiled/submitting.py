"""Decisions become orders within kernels, checked as `Broker.submit` checks them."""

from __future__ import annotations

import math
from typing import Any

from .. import rules
from .decisions import CANCEL, CLOSE_POSITION, UNSET
from .jit import inlined
from .layout import (
    BAD_EXITS,
    BAD_FRACTION,
    BAD_KIND,
    BAD_PART,
    BAD_PRICE,
    BAD_QUANTITY,
    BAD_SIZES,
    BAD_WEIGHT,
    BY_STRATEGY,
    CANCELLED,
    CLOSE,
    FINE,
    FOLLOWS,
    FRACTION,
    NEXT_OPEN,
    NOBODY,
    PENDING,
    QUANTITY,
    WEIGHT,
)
from .matching import activate, finish, new_order, tidy, trail_from
from .records import asset_at, order_at

MARKET, LIMIT, STOP = rules.MARKET, rules.LIMIT, rules.STOP
STOP_LIMIT, TRAILING, TRAILING_LIMIT = rules.STOP_LIMIT, rules.TRAILING, rules.TRAILING_LIMIT
BAR_CLOSE = rules.BAR_CLOSE


@inlined
def submit(account: Any, index: int, decision: Any) -> int:
    """Carry out a decision about an asset; say what is wrong with it, or 0."""
    if decision.replace or decision.action == CANCEL:
        cancel_all(account, index)
        if decision.action == CANCEL:
            return FINE
    if decision.action == CLOSE_POSITION:
        position = asset_at(account, index).position
        if position != 0:
            market_order(account, index, -1 if position > 0 else 1, QUANTITY, abs(position))
        return FINE
    return take(account, index, decision)


@inlined
def take(account: Any, index: int, decision: Any) -> int:
    """Enter an order with its exits."""
    code = kind_of(decision)
    if code < 0:
        return BAD_KIND
    wrong = check(account, decision)
    if wrong:
        return wrong
    if code == MARKET:
        number = market_order(account, index, decision.sign, *size_of(decision))
    else:
        number = priced_order(account, index, code, decision)
    add_exits(account, number, decision)
    return FINE


@inlined
def kind_of(decision: Any) -> int:
    """The kind of order that the prices make; -1 where they make none."""
    limit, stop, trail = decision.limit != UNSET, decision.stop != UNSET, decision.trail != UNSET
    percent, offset = decision.trail_percent != UNSET, decision.limit_offset != UNSET
    if trail or percent:
        if (trail and percent) or limit or stop:
            return -1
        return TRAILING_LIMIT if offset else TRAILING
    if offset:
        return -1
    if stop:
        return STOP_LIMIT if limit else STOP
    return LIMIT if limit else MARKET


@inlined
def given(value: float) -> int:
    """1 for a number that a decision gives, to be counted; numpy adds truths to a truth."""
    return 1 if value != UNSET else 0


@inlined
def bad_price(price: float) -> bool:
    """Whether a price is given and cannot be meant."""
    return price != UNSET and not (math.isfinite(price) and price > 0)


@inlined
def check(account: Any, decision: Any) -> int:  # noqa: PLR0911 - one way out for each thing to be wrong
    """What is wrong with sizes and prices; 0 if nothing."""
    if given(decision.quantity) + given(decision.fraction) + given(decision.weight) != 1:
        return BAD_SIZES
    if decision.quantity != UNSET:
        if not math.isfinite(decision.quantity) or decision.quantity < 0:
            return BAD_QUANTITY
        if not account.fractional and decision.quantity != math.floor(decision.quantity):
            return BAD_PART
    if decision.fraction != UNSET and not 0 < decision.fraction <= 1:
        return BAD_FRACTION
    if decision.weight != UNSET and not math.isfinite(decision.weight):
        return BAD_WEIGHT
    wrong = bad_price(decision.limit) or bad_price(decision.stop) or bad_price(decision.trail)
    wrong = wrong or bad_price(decision.trail_percent) or bad_price(decision.limit_offset)
    wrong = wrong or bad_price(decision.stop_loss) or bad_price(decision.take_profit)
    wrong = wrong or bad_price(decision.stop_trail) or bad_price(decision.stop_trail_percent)
    if wrong:
        return BAD_PRICE
    stops = given(decision.stop_loss) + given(decision.stop_trail) + given(decision.stop_trail_percent)
    return BAD_EXITS if stops > 1 else FINE


@inlined
def size_of(decision: Any) -> tuple[int, float]:
    """How the size is given, and how much."""
    if decision.quantity != UNSET:
        return QUANTITY, decision.quantity
    if decision.fraction != UNSET:
        return FRACTION, decision.fraction
    return WEIGHT, decision.sign * decision.weight


@inlined
def market_order(account: Any, index: int, sign: int, mode: int, amount: float) -> int:
    """Enter an order at the market, under the run's convention; its number."""
    code, since = MARKET, account.bar + 1
    if account.convention != NEXT_OPEN:
        code = BAR_CLOSE
        since -= account.convention == CLOSE
    number = new_order(account, index, sign, code, since)
    measure(order_at(account, number), mode, amount)
    activate(account, number)
    return number


@inlined
def measure(order: Any, mode: int, amount: float) -> None:
    """Give a new order its size."""
    order.mode = mode
    if mode == QUANTITY:
        order.quantity = amount
    else:
        order.amount = amount


@inlined
def known(price: float) -> float:
    """A price as orders keep it: NaN where there is none."""
    return math.nan if price == UNSET else price


@inlined
def priced_order(account: Any, index: int, code: int, decision: Any) -> int:
    """Enter an order that has a price; its number."""
    number = new_order(account, index, decision.sign, code, account.bar + 1)
    order = order_at(account, number)
    mode, amount = size_of(decision)
    measure(order, mode, amount)
    order.limit, order.stop = known(decision.limit), known(decision.stop)
    order.trail, order.trail_percent = known(decision.trail), known(decision.trail_percent)
    order.limit_offset = known(decision.limit_offset)
    if code in (TRAILING, TRAILING_LIMIT):
        trail_from(order, asset_at(account, index).mark)
    activate(account, number)
    return number


@inlined
def add_exits(account: Any, number: int, decision: Any) -> None:
    """Enter the exits of an order, which wait for its fill."""
    if decision.stop_loss != UNSET:
        order = order_at(account, exit_of(account, number, STOP))
        order.stop = decision.stop_loss
    if decision.stop_trail != UNSET or decision.stop_trail_percent != UNSET:
        order = order_at(account, exit_of(account, number, TRAILING))
        order.trail, order.trail_percent = known(decision.stop_trail), known(decision.stop_trail_percent)
        trail_from(order, asset_at(account, order.asset).mark)
    if decision.take_profit != UNSET:
        order = order_at(account, exit_of(account, number, LIMIT))
        order.limit = decision.take_profit


@inlined
def exit_of(account: Any, number: int, code: int) -> int:
    """Enter a child of an order; its number."""
    parent = order_at(account, number)
    child = new_order(account, parent.asset, -parent.sign, code, account.bar + 1)
    order = order_at(account, child)
    order.mode, order.waiting, order.parent, order.group, order.linked = FOLLOWS, 1, number, number, 1
    parent.linked = 1
    parent.children += 1
    return child


@inlined
def cancel_all(account: Any, index: int) -> None:
    """Withdraw every working order of an asset, in the order in which they were given."""
    start = lowest(account, index, -1)
    while start != NOBODY:
        if order_at(account, start).status == PENDING:
            finish(account, start, CANCELLED, BY_STRATEGY, NOBODY)
        start = lowest(account, index, start)
    tidy(account, index)


@inlined
def lowest(account: Any, index: int, above: int) -> int:
    """The lowest number above `above` among the working orders and the children that wait for them."""
    found = NOBODY
    number = asset_at(account, index).head
    while number != NOBODY:
        order = order_at(account, number)
        for candidate in range(number, number + 1 + order.children):
            if candidate > above and (found == NOBODY or candidate < found):
                found = candidate
        number = order.next
    return found
