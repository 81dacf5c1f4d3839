"""One bar of one asset: which orders fill, in which order, at which price.

docs/explanation/execution-rules.md, "One bar": at the open, then stops, then limits,
then at the close, then what has run out of time. The prices come from `rules`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .broker import Broker
    from .orders import Working

MARKET, LIMIT, STOP = rules.MARKET, rules.LIMIT, rules.STOP
RESTING = (LIMIT, STOP)
Price = tuple[float, float, float, float, float]


def match(broker: Broker, index: int, open_: float, rest: Callable[[], Price], step: int) -> None:
    """Carry the working orders of an asset through its bar.

    `rest` gives open, high, low, close and volume; it is asked only where the open did
    not settle everything.
    """
    book = broker.books[index]
    if book[0].code in RESTING and _rests(book, rest()):
        return
    broker.stage = "open"
    if not _at_open(broker, book, open_, step):
        book.clear()
        return
    bar = rest()
    _inside(broker, book, bar, step)
    at_close(broker, book, bar[3], step)
    _end(broker, book, bar, step)
    book[:] = [order for order in book if order.status == "pending"]


def match_several(broker: Broker, indices: list[int], bars: Callable[[int], Price], step: int) -> None:
    """The same for several assets: each moment of the bar for all of them before the next moment.

    So money that a later moment brings cannot pay for an earlier one, and sales that were
    ordered first come first.
    """
    books = [(broker.books[index], bars(index)) for index in in_order(broker, indices)]
    broker.stage = "open"
    awake = [(book, bar) for book, bar in books if not _rests(book, bar)]
    left = [(book, bar) for book, bar in awake if _at_open(broker, book, bar[0], step)]
    for book, bar in left:
        _inside(broker, book, bar, step)
    for book, bar in left:
        at_close(broker, book, bar[3], step)
    for book, bar in left:
        _end(broker, book, bar, step)
    for book, _bar in books:
        book[:] = [order for order in book if order.status == "pending"]


def in_order(broker: Broker, indices: Iterable[int]) -> list[int]:
    """The assets that have orders, the one with the oldest order first."""
    books = broker.books
    return sorted((index for index in indices if books[index]), key=lambda index: books[index][0].number)


def _rests(book: list[Working], bar: Price) -> bool:
    """Whether the bar leaves the book as it is: limits and stops, until cancelled, that it does not reach.

    Exits rest for many bars, and this is all that most of those cost.
    """
    _open, high, low, _close, _volume = bar
    for order in book:
        code = order.code
        if code == LIMIT:
            reached = low <= order.limit if order.sign > 0 else high >= order.limit
        elif code == STOP:
            reached = order.triggered or (high >= order.stop if order.sign > 0 else low <= order.stop)
        else:
            return False
        if reached or order.tif != "GTC" or order.status != "pending":
            return False
    return True


def _at_open(broker: Broker, book: list[Working], open_: float, step: int) -> bool:
    """Fill what fills at the open; tell whether an order may be left."""
    left = False
    # Children that a fill sets to work join the book while it is walked, and are met in turn.
    for order in book:
        if order.status != "pending":
            continue
        if order.since > step:
            left = True
        elif order.tif == "GTD" and broker.now(order.asset) >= order.until:
            broker.expire(order, "its time is over")
        elif order.code == MARKET:
            broker.execute(order, open_, True)
        else:
            _gap(broker, order, open_)
        if order.status == "pending":
            left = True
            if order.tif in ("IOC", "FOK") and order.since <= step and order.code < rules.ON_CLOSE:
                _give_up(broker, order)
    return left


def _give_up(broker: Broker, order: Working) -> None:
    part = f"{order.filled:,} were filled" if order.filled else "nothing was filled"
    broker.finish(order, "cancelled", f"{order} {order.tif} cancelled: {part} at once")


def _gap(broker: Broker, order: Working, open_: float) -> None:
    if order.code == rules.ON_OPEN and not broker.opening(order.asset):
        return
    if rules.waits_for_stop(order.code, order.triggered) and rules.stop_touched(
        order.sign, order.stop, open_
    ):
        order.triggered = True
    price = rules.price_at_open(order.code, order.sign, order.limit, order.triggered, open_)
    if price == price:  # noqa: PLR0124 - NaN is "no price"
        broker.execute(order, price, rules.fills_at_market(order.code))
    if order.code == rules.ON_OPEN and order.status == "pending":
        broker.expire(order, "the open is over")


def _inside(broker: Broker, book: list[Working], bar: Price, step: int) -> None:
    """Fill what the bar's range reaches: stops, then limits."""
    open_, high, low, _close, _volume = bar
    broker.stage = "inside"
    for order in book:
        if order.since <= step and order.status == "pending":
            _stop(broker, order, bar, step)
    for order in book:
        if order.since > step or order.status != "pending":
            continue
        if order.entered == step:
            # The child of a limit filled in this bar: its stop may still be hit, its target waits.
            _stop(broker, order, bar, step)
        elif order.triggered_inside != step:
            _limit(broker, order, open_, high, low)


def _stop(broker: Broker, order: Working, bar: Price, step: int) -> None:
    if not rules.waits_for_stop(order.code, order.triggered):
        return
    open_, high, low, _close, _volume = bar
    start = order.start if order.entered == step else open_
    touched = rules.stop_touched(order.sign, order.stop, start)
    if not touched and not rules.stop_triggered(order.sign, order.stop, high, low):
        return
    order.triggered = True
    order.triggered_inside = step
    price = rules.stop_price(order.code, order.sign, order.stop, order.limit, start)
    if price == price:  # noqa: PLR0124 - NaN is "no price"
        broker.execute(order, price, rules.fills_at_market(order.code))


def _limit(broker: Broker, order: Working, open_: float, high: float, low: float) -> None:
    code = order.code
    if code != rules.LIMIT and not (order.triggered and code in (rules.STOP_LIMIT, rules.TRAILING_LIMIT)):
        return
    price = rules.limit_price(order.sign, order.limit, open_, high, low)
    if price == price:  # noqa: PLR0124 - NaN is "no price"
        broker.execute(order, price, False)


def at_close(broker: Broker, book: list[Working], close: float, step: int) -> None:
    """Fill what is meant for the close."""
    broker.stage = "close"
    for order in book:
        if order.since > step or order.status != "pending" or order.code < rules.ON_CLOSE:
            continue
        if order.code != rules.BAR_CLOSE and not broker.closing(order.asset):
            continue
        price = rules.price_at_close(order.code, order.sign, order.limit, close)
        if price == price:  # noqa: PLR0124 - NaN is "no price"
            broker.execute(order, price, rules.fills_at_market(order.code))
        if order.status != "pending":
            continue
        if order.code != rules.BAR_CLOSE:
            broker.expire(order, "the close is over")
        elif order.tif in ("IOC", "FOK"):
            _give_up(broker, order)


def _end(broker: Broker, book: list[Working], bar: Price, step: int) -> None:
    """Move trailing levels, and end what has run out of time."""
    _open, high, low, close, _volume = bar
    for order in book:
        if order.since > step or order.status != "pending":
            continue
        if order.code in (rules.TRAILING, rules.TRAILING_LIMIT) and not order.triggered:
            # Of the bar it entered within, only the close is sure to have come later.
            inside = order.entered == step
            broker.trail(order, close if inside else high, close if inside else low)
        if order.tif == "DAY" and broker.closing(order.asset):
            broker.expire(order, "the day is over")
