"""Exercising an option before it expires: what is asked, and what it turns into."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ibkr.simulator.broker.order import EXERCISE
from ibkr.simulator.broker.ticket import Refused, Ticket
from ibkr.simulator.market.contract import Instrument, instrument

if TYPE_CHECKING:
    from ibkr.simulator.broker.account import Account
    from ibkr.simulator.broker.expiry import Delivery


def exercisable(account: Account, conid: int, at: float) -> tuple[Instrument, Decimal]:
    """The option, and how many of it the account may exercise at epoch second `at`.

    Raises:
        Refused: it is no option on a share, one that has expired, or not held.
    """
    try:
        listing = instrument(conid)
    except KeyError as error:
        raise Refused("contract", f"No contract with id {conid} was found") from error
    if listing.sec_type != "OPT" or listing.is_event or listing.strike is None:
        raise Refused("contract", f"{listing.name} is not an option that can be exercised")
    if deadline(listing, at) <= at:
        raise Refused("expired", f"{listing.name} has expired")
    held = account.quantity(conid)
    if held <= 0:
        raise Refused("quantity", f"There is no {listing.name} to exercise")
    return listing, held


def deadline(listing: Instrument, at: float) -> float:
    """When exercises of today are carried out: at the close of the session that runs or comes next."""
    session = listing.hours.before_close(at)
    last = listing.last_trading_day
    return 0.0 if last is not None and session.day > last else session.closes


def exercise_ticket(account: str, conid: int, quantity: Decimal) -> Ticket:
    """The ticket under which an exercise is kept among the orders."""
    return Ticket(account=account, conid=conid, side=EXERCISE, quantity=quantity, order_type="MKT")


def exercised(conid: int, size: Decimal) -> list[Delivery]:
    """The trades that an exercise is: the options go, shares come or go at the strike."""
    listing = instrument(conid)
    assert listing.strike is not None, "an option has a strike"
    shares = size * listing.multiplier * (1 if listing.right == "C" else -1)
    return [(conid, -size, Decimal(0)), (listing.underlying_conid, shares, listing.strike)]
