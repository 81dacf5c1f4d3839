"""What is wrong with a ticket before any money is looked at.

The causes follow what the gateway tells apart; the texts are our own words, except
where clients match on one ("Unknown order type").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.broker.kinds import KINDS, STRATEGIES
from ibkr.simulator.broker.order import TIME_IN_FORCE
from ibkr.simulator.broker.ticket import Cause, Refused, Ticket
from ibkr.simulator.market import calendar
from ibkr.simulator.market.contract import Instrument, instrument

if TYPE_CHECKING:
    from collections.abc import Collection
    from decimal import Decimal

_SIDES = ("BUY", "SELL")
_Fault = tuple[Cause, str]


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
    """Quantity times limit, or times the reference without one, with the multiplier."""
    is_off_tick: bool
    would_fill_at_once: bool
    market_is_open: bool


def known_instrument(ticket: Ticket) -> Instrument:
    """The instrument of a ticket.

    Raises:
        Refused: there is no such contract.
    """
    return _known(ticket.conid)


def _known(conid: int) -> Instrument:
    try:
        return instrument(conid)
    except KeyError as error:
        raise Refused("contract", f"No contract with id {conid} was found") from error


def check_ticket(
    ticket: Ticket, *, at: float | None = None, permissions: Collection[str] | None = None
) -> None:
    """Refuse a ticket that no market could work, that has expired or that an account may not trade.

    Raises:
        Refused: with the first thing that is wrong.
    """
    listing = known_instrument(ticket)
    parts = [_known(leg.conid) for leg in ticket.legs] or [listing]
    for cause, text in _contract_faults(ticket, parts, at, permissions):
        raise Refused(cause, text)
    for cause, text in _faults(ticket, listing):
        raise Refused(cause, text)


def is_off_tick(price: Decimal, tick: Decimal) -> bool:
    """Whether a price lies between two ticks."""
    return price % tick != 0


def _contract_faults(
    ticket: Ticket, parts: list[Instrument], at: float | None, permissions: Collection[str] | None
) -> Iterator[_Fault]:
    for part in parts:
        if not part.has_prices or not part.is_tradable:
            yield "contract", f"{part.name} on {part.exchange} cannot be traded here"
        if permissions is not None and part.sec_type not in permissions:
            yield "permission", f"No trading permission for {part.name} ({part.sec_type})"
        ends = part.last_trading_day
        if at is not None and ends is not None and calendar.local_date(at) > ends:
            yield "expired", f"{part.name} was last traded on {ends}"
    if len({part.hours.trades_always or part.hours.begins_before for part in parts}) > 1:
        yield "contract", "The legs of this combination do not trade at the same hours"


def _faults(ticket: Ticket, listing: Instrument) -> Iterator[_Fault]:
    if ticket.side not in _SIDES:
        yield "side", f"The side of an order is BUY or SELL, not {ticket.side}"
    kind = KINDS.get(ticket.order_type)
    if kind is None:
        yield "order_type", f"Unknown order type {ticket.order_type}"
    elif listing.sec_type not in kind.traded_as:
        yield "order_type", f"{kind.display} orders are not available for {listing.sec_type}"
    yield from _tif_faults(ticket, listing)
    if ticket.quantity <= 0 or ticket.quantity % listing.size_increment:
        yield "quantity", _quantity_text(ticket, listing)
    if ticket.strategy and ticket.strategy not in STRATEGIES:
        yield "strategy", f"There is no algorithm {ticket.strategy} for this contract"
    yield from _price_faults(ticket, listing)


def _quantity_text(ticket: Ticket, listing: Instrument) -> str:
    whole = "a whole number of shares" if listing.size_increment == 1 else "a number of units"
    return f"An order is for {whole} above zero, not {ticket.quantity:f}"


def _tif_faults(ticket: Ticket, listing: Instrument) -> Iterator[_Fault]:
    kind, tif = KINDS.get(ticket.order_type), ticket.tif
    if tif in ("OVT", "OND"):
        yield "tif", f"Time in force {tif} is not valid: there is no overnight trading in this contract"
    elif tif not in TIME_IN_FORCE or (tif == "PAX" and listing.sec_type != "CRYPTO"):
        yield "tif", f"Time in force {tif or '(none)'} is not valid for this order"
    elif kind is not None and kind.fill == "close" and tif != "DAY":
        yield "tif", f"Time in force {tif} is not valid for an order at the close"
    elif tif == "OPG" and (ticket.order_type not in ("MKT", "LMT") or listing.sec_type != "STK"):
        yield "tif", f"Time in force {tif} is not valid for {ticket.order_type} orders of this contract"


# -- prices ------------------------------------------------------------------------------


def _price_faults(ticket: Ticket, listing: Instrument) -> Iterator[_Fault]:
    for name, price, is_needed in _prices(ticket):
        if price is None:
            if is_needed:
                yield "price", f"An order of type {ticket.order_type} needs a {name} above zero"
        elif price <= 0 and not ticket.legs:
            yield "price", f"An order of type {ticket.order_type} needs a {name} above zero"
        elif is_off_tick(price, listing.tick_at(price)):
            step = listing.tick_at(price)
            yield "tick", f"The {name} {price:f} is not a multiple of the smallest step {step:f}"
    yield from _trail_faults(ticket)


def _prices(ticket: Ticket) -> Iterator[tuple[str, Decimal | None, bool]]:
    kind = KINDS.get(ticket.order_type)
    if kind is None:
        return
    if kind.limit is not None:
        yield "limit price", ticket.price, kind.limit == "needed"
    if kind.stop is not None:
        yield "stop price", ticket.stop, not (kind.trails and ticket.order_type == "TRAIL")


def _trail_faults(ticket: Ticket) -> Iterator[_Fault]:
    kind = KINDS.get(ticket.order_type)
    if kind is None or not kind.trails:
        return
    if ticket.trailing_amount is None or ticket.trailing_amount <= 0:
        yield "price", f"An order of type {ticket.order_type} needs a trailing amount above zero"
    if ticket.trailing_type not in ("amt", "%"):
        yield "price", f"A trailing amount is of type amt or %, not {ticket.trailing_type}"
