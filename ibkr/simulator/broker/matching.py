"""When and how an order can fill against the seconds of a market.

Liquidity model. What the book shows at the touch can be taken, up to the size shown,
once a second. A resting limit order also fills at its own price from trades that
print beyond it (all of their volume) or at it (a quarter: others stand in the queue).
At the open and the close everyone meets at one price. Nothing happens during a halt.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

import attrs
import numpy as np
import numpy.typing as npt

from ibkr.simulator.broker.kinds import KINDS, Kind
from ibkr.simulator.market.book import LETTERS, VENUES
from ibkr.simulator.market.path import CENT

if TYPE_CHECKING:
    from decimal import Decimal

    from ibkr.simulator.broker.order import Order
    from ibkr.simulator.broker.tape import Tape
    from ibkr.simulator.broker.ticket import Ticket
    from ibkr.simulator.data.series import Ints
    from ibkr.simulator.market.calendar import Session
    from ibkr.simulator.market.market import Market

Flags = npt.NDArray[np.bool_]

_QUEUE_SHARE = 4
"""One share in so many that trade at our price, or that are offered in the middle, is ours."""


@attrs.frozen(kw_only=True)
class Chance:
    """The next moment at which something can happen to an order."""

    time: float
    second: int
    """Second of the session, counted from the bell."""
    wakes: bool
    """The stop is reached; otherwise the order can fill."""
    price: Decimal
    """To fill at; of a waking order, the stop that was reached."""
    available: int
    """Shares on offer at that price."""
    venue: str


@attrs.frozen(eq=False)
class Window:
    """The seconds `first` to `last` of a session, as one order sees them.

    `stale` of them printed before the order worked: they count with what they left in
    the book only. `extreme` is the best price, in units, that a trailing stop has seen.
    """

    order: Order
    tape: Tape
    session: Session
    first: int
    last: int
    stale: int = 0
    extreme: int | None = None

    @property
    def ticket(self) -> Ticket:
        """What was asked for."""
        return self.order.ticket

    @property
    def kind(self) -> Kind:
        """Its order type."""
        return KINDS[self.ticket.order_type]

    @property
    def span(self) -> slice:
        """Those seconds."""
        return slice(self.first, self.last + 1)

    @property
    def is_buy(self) -> bool:
        """Whether the order buys."""
        return self.ticket.side == "BUY"

    @property
    def bound(self) -> int | None:
        """The limit in units, None without one."""
        limit = self.order.limit
        return None if limit is None else self.tape.units(limit)

    @cached_property
    def touch(self) -> Ints:
        """The price at which the order could take."""
        return (self.tape.book.ask if self.is_buy else self.tape.book.bid)[self.span]

    @cached_property
    def shown(self) -> Ints:
        """Shares shown there."""
        return (self.tape.book.ask_size if self.is_buy else self.tape.book.bid_size)[self.span]

    @cached_property
    def prints(self) -> Ints:
        """Last price of each second."""
        return self.tape.path.price[self.span]

    @cached_property
    def traded(self) -> Ints:
        """Shares traded in each second in which the order worked."""
        volume = self.tape.path.volume[self.span].copy()
        volume[: self.stale] = 0
        return volume

    @cached_property
    def stops(self) -> Ints:
        """Where a trailing stop stands in each second."""
        seen = self.prints if self.extreme is None else np.append(self.extreme, self.prints)
        best = np.minimum.accumulate(seen) if self.is_buy else np.maximum.accumulate(seen)
        return trailed(self.ticket, best[-len(self.prints) :], self.tape)

    def within(self, prices: Ints, bound: int | Ints) -> Flags:
        """Where prices are as good as `bound` or better for the order."""
        return prices <= bound if self.is_buy else prices >= bound


@attrs.frozen(eq=False)
class Offers:
    """What each second of a window has for an order: whether, at which price, how many."""

    hits: Flags
    prices: Ints
    available: Ints


def trailed(ticket: Ticket, best: Ints, tape: Tape) -> Ints:
    """The stop that follows from the best price so far, on whole ticks."""
    assert ticket.trailing_amount is not None, "a trailing order was checked"
    sign = 1 if ticket.side == "BUY" else -1
    if ticket.trailing_type == "%":
        stops = best * (1 + sign * float(ticket.trailing_amount) / 100)
    else:
        stops = best + sign * float(tape.units(ticket.trailing_amount))
    return np.rint(stops / CENT).astype(np.int64) * CENT


def next_chance(market: Market, window: Window, since: float) -> Chance | None:
    """The first chance in a window; `since` is when the order began to work."""
    is_asleep = window.kind.wake is not None and not window.order.triggered
    offers = _wakes(window) if is_asleep else _offers(window)
    hits = offers.hits & _trading(market, window, since)
    if not hits.any():
        return None
    place = int(hits.argmax())
    second = window.first + place
    return Chance(
        time=max(since, market.print_time(window.ticket.conid, window.session, second)),
        second=second,
        wakes=is_asleep,
        price=window.tape.price(int(offers.prices[place])),
        available=int(offers.available[place]),
        venue=_venue(window, second),
    )


def _trading(market: Market, window: Window, since: float) -> Flags:
    """The seconds in which nothing of the ticket is halted when the order meets them."""
    trading = np.ones(len(window.prints), dtype=np.bool_)
    conids = [leg.conid for leg in window.ticket.legs] or [window.ticket.conid]
    for halt in (halt for conid in conids for halt in market.halts.of(conid)):
        times = np.maximum(window.session.opens + np.arange(window.first, window.last + 1), since)
        trading &= (times < halt.begins) | (times >= halt.ends)
    return trading


# -- waking ------------------------------------------------------------------------------


def _wakes(window: Window) -> Offers:
    if window.kind.wake == "trail":
        stops = window.stops
    else:
        assert window.ticket.stop is not None, "a ticket that sleeps was checked for its stop"
        stops = np.full(len(window.prints), window.tape.units(window.ticket.stop))
    if window.kind.wake == "touch":
        hits = window.within(window.prints, stops)
    else:
        hits = window.prints >= stops if window.is_buy else window.prints <= stops
    return Offers(hits, stops, np.zeros_like(stops))


# -- filling -----------------------------------------------------------------------------


def _offers(window: Window) -> Offers:
    found = _opening(window) if window.ticket.tif == "OPG" else _FILLS[window.kind.fill](window)
    enough = int(-(-window.order.remaining // 1)) if window.ticket.all_or_none else 1
    return attrs.evolve(found, hits=found.hits & (found.available >= enough))


def _at_market(window: Window) -> Offers:
    return Offers(np.ones(len(window.touch), dtype=np.bool_), window.touch, window.shown)


def _at_limit(window: Window) -> Offers:
    assert window.bound is not None, "a limit order was checked for its limit"
    return _resting(window, np.full(len(window.touch), window.bound))


def _resting(window: Window, bounds: Ints) -> Offers:
    """An order in the book at those prices: it takes what is as good, and waits for the rest."""
    takes = window.within(window.touch, bounds)
    trades = window.within(window.prints, bounds) & (window.traded > 0)
    waiting = np.where(window.prints == bounds, window.traded // _QUEUE_SHARE, window.traded)
    return Offers(
        takes | trades, np.where(takes, window.touch, bounds), np.where(takes, window.shown, waiting)
    )


def _in_the_middle(window: Window) -> Offers:
    middle = (window.tape.book.bid[window.span] + window.tape.book.ask[window.span]) // 2
    hits = (
        np.ones(len(middle), dtype=np.bool_) if window.bound is None else window.within(middle, window.bound)
    )
    return Offers(hits, middle, np.maximum(window.shown // _QUEUE_SHARE, 1))


def _relative(window: Window) -> Offers:
    """Beside the best price of its own side, an offset nearer to the other."""
    own = (window.tape.book.bid if window.is_buy else window.tape.book.ask)[window.span]
    offset = window.tape.units(window.ticket.aux_price or window.tape.tick * 0)
    bounds = own + offset if window.is_buy else own - offset
    if window.bound is not None:
        bounds = np.minimum(bounds, window.bound) if window.is_buy else np.maximum(bounds, window.bound)
    return _resting(window, bounds)


def _at_close(window: Window) -> Offers:
    return _at_one_price(window, len(window.tape.path) - 1)


def _opening(window: Window) -> Offers:
    return _at_one_price(window, 0)


def _at_one_price(window: Window, second: int) -> Offers:
    """The auction of a second: everyone gets its price, if it is within the limit."""
    hits = np.arange(window.first, window.last + 1) == second
    if window.bound is not None:
        hits &= window.within(window.prints, window.bound)
    return Offers(hits, window.prints, np.maximum(window.tape.path.volume[window.span], window.shown))


_FILLS: dict[str, Callable[[Window], Offers]] = {
    "market": _at_market,
    "limit": _at_limit,
    "middle": _in_the_middle,
    "relative": _relative,
    "close": _at_close,
}


def _venue(window: Window, second: int) -> str:
    places = window.tape.book.ask_venue if window.is_buy else window.tape.book.bid_venue
    return VENUES[LETTERS[int(places[second])][0]]
