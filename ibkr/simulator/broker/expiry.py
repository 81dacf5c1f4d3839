"""What becomes of a position when its contract expires."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ibkr.simulator.market.contract import instrument

if TYPE_CHECKING:
    from ibkr.simulator.market.market import Market

Delivery = tuple[int, Decimal, Decimal]
"""A contract, the signed quantity that an account gets of it, and the price."""


def deliveries(market: Market, conid: int, held: Decimal) -> list[Delivery]:
    """The trades that end a position of that size; none for an empty one.

    An option in the money is exercised (a short one assigned): it turns into shares at
    its strike. Any other is worthless. Futures and event contracts end in money.
    """
    if not held:
        return []
    listing, value = instrument(conid), market.settlement(conid)
    if listing.sec_type != "OPT" or listing.is_event:
        return [(conid, -held, value)]
    ended: Delivery = (conid, -held, Decimal(0))
    if not value:
        return [ended]
    assert listing.strike is not None, "an option has a strike"
    shares = held * listing.multiplier * (1 if listing.right == "C" else -1)
    return [ended, (listing.underlying_conid, shares, listing.strike)]
