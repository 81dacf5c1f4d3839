"""Finding out a contract's tick size before a price between two ticks leaves the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ibkr_wire.rest.api.contracts import info

from ibkr._core.exchange import converse
from ibkr.errors import ResponseError
from ibkr.model.ticks import US_STOCKS

if TYPE_CHECKING:
    from decimal import Decimal

    from ibkr_wire.models.contracts import ContractInfo

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr.model.orders import Order
    from ibkr.model.ticks import TickRules

# Listing exchanges of the United States. A contract routed by SMART names them in `valid_exchanges` only.
US_EXCHANGES: Final = frozenset({"NASDAQ", "NYSE", "ARCA", "AMEX"})
# No price with so few decimals lies between two ticks of a stock: nothing needs to be asked.
PLAIN_DECIMALS: Final = 2


def check_ticks(ticket: Order, desk: Desk) -> Flow[None]:
    """Raise `InvalidOrder` when a price has more digits than the contract's tick size allows.

    IBKR is asked for the contract, once, only when a price has unusually many digits.
    """
    prices = [price for price in (ticket.price, ticket.aux_price) if price is not None]
    if ticket.ticks is not None or not any(decimals(price) > PLAIN_DECIMALS for price in prices):
        return
    if ticket.conid not in desk.ticks:
        desk.ticks[ticket.conid] = yield from _learn(ticket.conid, desk)
    ticks = desk.ticks[ticket.conid]
    if ticks is not None:
        ticket.check_ticks(ticks)


def decimals(price: Decimal) -> int:
    """How many digits after the point are not trailing zeros."""
    exponent = price.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _learn(conid: int, desk: Desk) -> Flow[TickRules | None]:
    try:
        contract = yield from converse(info.operation(conid), desk)
    except ResponseError:  # not known here does not mean not known to the order system
        return None
    return ticks_of(contract)


def ticks_of(contract: ContractInfo) -> TickRules | None:
    """The tick sizes that follow from a contract's description, where any do."""
    venues = contract.valid_exchanges if isinstance(contract.valid_exchanges, str) else ""
    traded_in_us = not US_EXCHANGES.isdisjoint({contract.exchange, *venues.split(",")})
    is_us_stock = contract.instrument_type == "STK" and contract.currency == "USD" and traded_in_us
    return US_STOCKS if is_us_stock else None
