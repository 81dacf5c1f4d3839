"""The market as one order meets it: that of its contract, or of its legs taken together."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING

import attrs
import numpy as np

from ibkr.simulator.market.book import Book
from ibkr.simulator.market.contract import Instrument, instrument
from ibkr.simulator.market.daily import DayBar
from ibkr.simulator.market.path import DayPath
from ibkr.simulator.market.quote import to_price

if TYPE_CHECKING:
    from ibkr.simulator.broker.ticket import Ticket
    from ibkr.simulator.data.series import Ints
    from ibkr.simulator.market.calendar import Session
    from ibkr.simulator.market.catalogue import Leg
    from ibkr.simulator.market.hours import Hours
    from ibkr.simulator.market.market import Market

_CENT = Decimal("0.01")


@attrs.frozen(eq=False)
class Tape:
    """Prices by second of one session, in hundredths of `tick`."""

    path: DayPath
    book: Book
    tick: Decimal

    def units(self, price: Decimal) -> int:
        """A price in units of this tape."""
        return int(price / self.tick * 100)

    def price(self, units: int) -> Decimal:
        """A price out of units of this tape."""
        return to_price(units, self.tick)


def hours_of(ticket: Ticket) -> Hours:
    """When its contract trades; for a combination, when its first leg does."""
    conid = ticket.legs[0].conid if ticket.legs else ticket.conid
    return instrument(conid).hours


def multiplier_of(ticket: Ticket) -> Decimal:
    """Currency that a price of 1 stands for; for a combination that of its largest leg."""
    if not ticket.legs:
        return instrument(ticket.conid).multiplier
    return max(instrument(leg.conid).multiplier for leg in ticket.legs)


def tape_of(market: Market, ticket: Ticket, session: Session) -> Tape | None:
    """The tape of a session, None when something in the ticket does not trade then."""
    if ticket.legs:
        return _combined(market, ticket, session)
    path, book = market.path(ticket.conid, session), market.book(ticket.conid, session)
    if path is None or book is None:
        return None
    return Tape(path, book, instrument(ticket.conid).tick)


def leg_prices(market: Market, ticket: Ticket, session: Session, second: int) -> dict[int, Decimal]:
    """What each leg costs when the combination is taken at a second: asks of what is bought, bids else."""
    prices: dict[int, Decimal] = {}
    for leg in ticket.legs:
        book = market.book(leg.conid, session)
        assert book is not None, "the combination has a tape"
        buys = (leg.ratio > 0) is (ticket.side == "BUY")
        units = (book.ask if buys else book.bid)[second]
        prices[leg.conid] = to_price(int(units), instrument(leg.conid).tick)
    return prices


def weight(leg: Leg, ticket: Ticket) -> Decimal:
    """How much the price of a leg counts in that of its combination."""
    return leg.ratio * instrument(leg.conid).multiplier / multiplier_of(ticket)


def _combined(market: Market, ticket: Ticket, session: Session) -> Tape | None:
    parts = [(leg, market.path(leg.conid, session), market.book(leg.conid, session)) for leg in ticket.legs]
    found = [(leg, path, book) for leg, path, book in parts if path is not None and book is not None]
    if len(found) < len(parts):
        return None
    scales = [float(weight(leg, ticket)) * _scale(instrument(leg.conid)) for leg, _, _ in found]
    books = [book for _, _, book in found]
    bids = [book.bid if scale > 0 else book.ask for scale, book in zip(scales, books, strict=True)]
    asks = [book.ask if scale > 0 else book.bid for scale, book in zip(scales, books, strict=True)]
    first = books[0]
    sizes = [_sizes(leg, book) for leg, _, book in found]
    path = _path(scales, [path for _, path, _ in found], session)
    is_change = reduce(np.logical_or, [book.is_change for book in books])
    book = Book(
        _sum(scales, bids),
        _sum(scales, asks),
        reduce(np.minimum, [bid for bid, _ in sizes]),
        reduce(np.minimum, [ask for _, ask in sizes]),
        first.bid_venue,
        first.ask_venue,
        first.trade_venue,
        is_change=is_change,
    )
    return Tape(path, book, _CENT)


def _scale(listing: Instrument) -> float:
    """Units of a combination for one unit of a leg."""
    return float(listing.tick / _CENT)


def _sizes(leg: Leg, book: Book) -> tuple[Ints, Ints]:
    """How often the combination can be sold and bought, as far as this leg goes."""
    shown = (book.bid_size, book.ask_size) if leg.ratio > 0 else (book.ask_size, book.bid_size)
    return shown[0] // abs(leg.ratio), shown[1] // abs(leg.ratio)


def _path(scales: list[float], paths: list[DayPath], session: Session) -> DayPath:
    # Nobody else trades the combination: it has prices, but no prints to wait for.
    price = _sum(scales, [path.price for path in paths])
    edges = (int(price[0]), int(price.max()), int(price.min()), int(price[-1]))
    return DayPath(DayBar(session, *edges, volume=0, prior_close=edges[0]), price, np.zeros_like(price))


def _sum(scales: list[float], columns: list[Ints]) -> Ints:
    total = sum(scale * column for scale, column in zip(scales, columns, strict=True))
    return np.rint(np.asarray(total)).astype(np.int64)
