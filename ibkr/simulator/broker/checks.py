"""What is wrong with a ticket before any money is looked at.

The causes follow what the gateway tells apart; the texts are our own words, except
where clients match on one ("Unknown order type").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.broker.order import ORDER_TYPES, TIME_IN_FORCE
from ibkr.simulator.broker.ticket import Cause, Refused, Ticket
from ibkr.simulator.market.contract import Instrument, instrument

if TYPE_CHECKING:
    from decimal import Decimal

_SIDES = ("BUY", "SELL")


@attrs.frozen(kw_only=True)
class PriceChecks:
    """What the market says to a ticket: the facts from which a gateway makes its questions."""

    reference: Decimal
    """The price it is compared with: the ask for a purchase, the bid for a sale."""
    distance_percent: Decimal | None
    """How far the limit lies beyond the reference, in percent of it.

    Positive where it gives more away than needed (a purchase above the ask), negative
    where it waits. None without a limit.
    """
    order_value: Decimal
    """Quantity times limit, or times the reference without one."""
    is_off_tick: bool
    would_fill_at_once: bool
    market_is_open: bool


def known_instrument(ticket: Ticket) -> Instrument:
    """The instrument of a ticket.

    Raises:
        Refused: there is no such contract.
    """
    try:
        return instrument(ticket.conid)
    except KeyError as error:
        raise Refused("contract", f"No contract with id {ticket.conid} was found") from error


def check_ticket(ticket: Ticket) -> None:
    """Refuse a ticket that no market could work.

    Raises:
        Refused: with the first thing that is wrong.
    """
    listing = known_instrument(ticket)
    if not listing.has_prices:
        raise Refused("contract", f"{listing.symbol} on {listing.exchange} cannot be traded here")
    for cause, text in _faults(ticket, listing):
        raise Refused(cause, text)


def is_off_tick(price: Decimal, tick: Decimal) -> bool:
    """Whether a price lies between two ticks."""
    return price % tick != 0


def _faults(ticket: Ticket, listing: Instrument) -> Iterator[tuple[Cause, str]]:
    if ticket.side not in _SIDES:
        yield "side", f"The side of an order is BUY or SELL, not {ticket.side}"
    if ticket.order_type not in ORDER_TYPES:
        yield "order_type", f"Unknown order type {ticket.order_type}"
    if ticket.tif not in TIME_IN_FORCE:
        yield "tif", f"Time in force {ticket.tif or '(none)'} is not valid for this order"
    if ticket.quantity <= 0 or ticket.quantity % 1:
        yield (
            "quantity",
            f"An order is for a whole number of shares above zero, not {ticket.quantity:f}",
        )
    yield from _price_faults(ticket, listing)


def _price_faults(ticket: Ticket, listing: Instrument) -> Iterator[tuple[Cause, str]]:
    prices = {"limit price": ticket.price, "stop price": ticket.stop}
    for name in _PRICES_NEEDED.get(ticket.order_type, ()):
        price = prices[name]
        if price is None or price <= 0:
            yield "price", f"An order of type {ticket.order_type} needs a {name} above zero"
        elif is_off_tick(price, listing.tick):
            yield "tick", f"The {name} {price:f} is not a multiple of the smallest step {listing.tick:f}"


_PRICES_NEEDED = {
    "LMT": ("limit price",),
    "STP": ("stop price",),
    "STOP_LIMIT": ("limit price", "stop price"),
}
