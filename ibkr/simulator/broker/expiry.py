"""What becomes of a position when its contract expires."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ibkr.simulator.market.contract import Instrument, instrument
from ibkr.simulator.market.listing import OPTION_TYPES

if TYPE_CHECKING:
    from ibkr.simulator.market.market import Market

Delivery = tuple[int, Decimal, Decimal]
"""A contract, the signed quantity that an account gets of it, and the price."""


def deliveries(market: Market, conid: int, held: Decimal) -> list[Delivery]:
    """The trades that end a position of that size; none for an empty one.

    An option in the money is exercised (a short one assigned): it turns into shares at
    its strike, or into futures. Any other is worthless. Futures and event contracts end
    in money, and so does an option that ends on the last day of its future.
    """
    if not held:
        return []
    listing, value = instrument(conid), market.settlement(conid)
    if listing.sec_type not in OPTION_TYPES or listing.is_event or _ends_with_its_future(listing):
        return [(conid, -held, value)]
    ended: Delivery = (conid, -held, Decimal(0))
    if not value:
        return [ended]
    assert listing.strike is not None, "an option has a strike"
    each = Decimal(1) if listing.sec_type == "FOP" else listing.multiplier
    shares = held * each * (1 if listing.right == "C" else -1)
    return [ended, (listing.underlying_conid, shares, listing.strike)]


def _ends_with_its_future(listing: Instrument) -> bool:
    if listing.sec_type != "FOP":
        return False
    return instrument(listing.underlying_conid).last_trading_day == listing.last_trading_day
