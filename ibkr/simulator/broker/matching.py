"""When and how an order can fill against the seconds of a market.

Liquidity model. What the book shows at the touch can be taken, up to the size shown,
once a second. A resting limit order also fills at its own price from trades that
print beyond it (all of their volume) or at it (a quarter: others stand in the queue).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import attrs
import numpy as np
import numpy.typing as npt

from ibkr.simulator.data.series import UNITS_PER_DOLLAR, Ints
from ibkr.simulator.market import calendar
from ibkr.simulator.market.book import LETTERS, VENUES, Book
from ibkr.simulator.market.quote import to_price

if TYPE_CHECKING:
    from decimal import Decimal

    from ibkr.simulator.broker.order import Order
    from ibkr.simulator.market.market import Market
    from ibkr.simulator.market.path import DayPath

Flags = npt.NDArray[np.bool_]

_QUEUE_SHARE = 4
"""One share in so many that trade at our price is ours."""


@attrs.frozen(kw_only=True)
class Chance:
    """The next moment at which something can happen to an order."""

    time: float
    second: int
    """Second of the session, counted from the bell."""
    wakes: bool
    """The stop is reached; otherwise the order can fill."""
    price: Decimal
    available: int
    """Shares on offer at that price."""
    venue: str


@attrs.frozen(eq=False)
class _Window:
    """The seconds `first` to `last` of a session, as one order sees them."""

    order: Order
    path: DayPath
    book: Book
    first: int
    last: int

    @property
    def span(self) -> slice:
        """Those seconds."""
        return slice(self.first, self.last + 1)

    @property
    def is_buy(self) -> bool:
        """Whether the order buys."""
        return self.order.ticket.side == "BUY"

    @cached_property
    def touch(self) -> Ints:
        """The price at which the order could take."""
        return (self.book.ask if self.is_buy else self.book.bid)[self.span]

    @cached_property
    def shown(self) -> Ints:
        """Shares shown there."""
        return (self.book.ask_size if self.is_buy else self.book.bid_size)[self.span]

    @cached_property
    def prints(self) -> Ints:
        """Last price of each second."""
        return self.path.price[self.span]

    @cached_property
    def traded(self) -> Ints:
        """Shares traded in each second."""
        return self.path.volume[self.span]

    def within(self, prices: Ints, bound: Decimal) -> Flags:
        """Where prices are as good as `bound` or better for the order."""
        units = int(bound * UNITS_PER_DOLLAR)
        return prices <= units if self.is_buy else prices >= units

    def reaches(self, stop: Decimal) -> Flags:
        """Where the last price is at the stop or beyond."""
        units = int(stop * UNITS_PER_DOLLAR)
        return self.prints >= units if self.is_buy else self.prints <= units


def next_chance(market: Market, order: Order, *, after: int, since: float, until: float) -> Chance | None:
    """The first chance behind second `after` of the session that runs at `since`, printed by `until`.

    Seconds that printed before `since` count with what they left in the book only:
    their trades were over before the order worked.
    """
    session, conid = calendar.latest_session(since), order.ticket.conid
    last = market.printed(conid, session, until)
    if last <= after:
        return None
    path, book = market.path(conid, session), market.book(conid, session)
    if path is None or book is None:
        return None
    window = _Window(order, path, book, after + 1, last)
    hits = _hits(window, stale=market.printed(conid, session, since) - after)
    return _chance(window, int(hits.argmax()), since, market) if hits.any() else None


def _hits(window: _Window, *, stale: int) -> Flags:
    stop = window.order.ticket.stop
    if stop is not None and not window.order.triggered:
        return window.reaches(stop)
    return _fillable(window, stale)


def _chance(window: _Window, place: int, since: float, market: Market) -> Chance:
    ticket, second = window.order.ticket, window.first + place
    price, available = _offer(window, place)
    return Chance(
        time=max(since, market.print_time(ticket.conid, window.path.bar.session, second)),
        second=second,
        wakes=ticket.stop is not None and not window.order.triggered,
        price=price,
        available=available,
        venue=_venue(window, second),
    )


def _fillable(window: _Window, stale: int) -> Flags:
    limit = window.order.ticket.limit
    if limit is None:
        return np.ones(len(window.touch), dtype=np.bool_)
    trades = window.within(window.prints, limit) & (window.traded > 0)
    trades[: max(stale, 0)] = False
    return window.within(window.touch, limit) | trades


def _offer(window: _Window, place: int) -> tuple[Decimal, int]:
    """Price and shares at a fillable second: the touch if it is good enough, else our own price."""
    touch, limit = to_price(int(window.touch[place])), window.order.ticket.limit
    if limit is None or (touch <= limit if window.is_buy else touch >= limit):
        return touch, int(window.shown[place])
    is_at_limit = int(window.prints[place]) == int(limit * UNITS_PER_DOLLAR)
    return limit, int(window.traded[place]) // (_QUEUE_SHARE if is_at_limit else 1)


def _venue(window: _Window, second: int) -> str:
    places = window.book.ask_venue if window.is_buy else window.book.bid_venue
    return VENUES[LETTERS[int(places[second])][0]]
