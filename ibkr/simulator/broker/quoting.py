"""What the market says to a ticket: the price it is compared with, and its size in units."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.broker.checks import PriceChecks, is_off_tick, known_instrument
from ibkr.simulator.broker.tape import multiplier_of, weight
from ibkr.simulator.broker.ticket import Refused, Ticket

if TYPE_CHECKING:
    from ibkr.simulator.market.market import Market
    from ibkr.simulator.market.quote import MarketQuote

_SMALLEST_PRICE = Decimal("0.01")


def quote_of(market: Market, ticket: Ticket, at: float) -> MarketQuote:
    """The quote of a ticket's contract; of a combination one made of those of its legs.

    Raises:
        NoPrices: something in it has no market.
    """
    if not ticket.legs:
        return market.quote(ticket.conid, at, extended=ticket.outside_rth)
    quotes = [(weight(leg, ticket), market.quote(leg.conid, at)) for leg in ticket.legs]
    bid = sum((part * (quote.bid if part > 0 else quote.ask) for part, quote in quotes), Decimal(0))
    ask = sum((part * (quote.ask if part > 0 else quote.bid) for part, quote in quotes), Decimal(0))
    last = sum((part * quote.last for part, quote in quotes), Decimal(0))
    prior = sum((part * quote.prior_close for part, quote in quotes), Decimal(0))
    first = quotes[0][1]
    return attrs.evolve(
        first,
        conid=ticket.conid,
        bid=bid,
        ask=ask,
        last=last,
        open=last,
        high=last,
        low=last,
        volume=0,
        prior_close=prior,
        greeks=None,
    )


def price_checks(market: Market, ticket: Ticket, at: float) -> PriceChecks:
    """The facts from which a gateway makes its questions.

    Raises:
        Refused: the contract is unknown.
        NoPrices: it has no market.
    """
    listing = known_instrument(ticket)
    quote = quote_of(market, ticket, at)
    is_buy = ticket.side == "BUY"
    reference, limit = (quote.ask if is_buy else quote.bid), ticket.limit
    beyond = None if limit is None else (limit - reference if is_buy else reference - limit)
    price = reference if limit is None else limit
    return PriceChecks(
        reference=reference,
        distance_percent=None if beyond is None or not reference else beyond / abs(reference) * 100,
        order_value=ticket.quantity * price * multiplier_of(ticket),
        is_off_tick=any(
            is_off_tick(each, listing.tick_at(each)) for each in (ticket.price, ticket.stop) if each
        ),
        would_fill_at_once=quote.is_open and not ticket.sleeps and (beyond is None or beyond >= 0),
        market_is_open=quote.is_open,
    )


def resolved(market: Market, ticket: Ticket, at: float) -> Ticket:
    """The ticket with a quantity, where it gave money or an amount of currency instead.

    Raises:
        Refused: the money does not suffice for the smallest size, or cannot be used so.
        NoPrices: the contract has no market.
    """
    listing = known_instrument(ticket)
    if ticket.fx_quantity is not None:
        if listing.sec_type != "CASH":
            raise Refused("quantity", "An amount of currency can only be converted with a currency pair")
        return attrs.evolve(ticket, quantity=ticket.fx_quantity)
    if ticket.cash_quantity is None:
        return ticket
    if listing.sec_type not in ("STK", "CASH", "CRYPTO"):
        raise Refused("quantity", f"Cash quantity is not available for {listing.sec_type}")
    price = ticket.limit or price_checks(market, ticket, at).reference
    pieces = ticket.cash_quantity / max(price, _SMALLEST_PRICE) / listing.size_increment
    quantity = pieces.to_integral_value(ROUND_FLOOR) * listing.size_increment
    if quantity <= 0:
        raise Refused("quantity", f"{ticket.cash_quantity:f} does not buy one of {listing.name}")
    return attrs.evolve(ticket, quantity=quantity)
