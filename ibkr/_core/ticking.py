"""Finding out a contract's tick size before a price between two ticks leaves the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ibkr_wire.models.contracts import ContractRules
from ibkr_wire.rest.api.contracts import info_and_rules

from ibkr._core import wire
from ibkr._core.recall import recall, remembered
from ibkr.errors import ResponseError
from ibkr.model.ticks import US_STOCKS, TickRules

if TYPE_CHECKING:
    from decimal import Decimal

    from ibkr_wire.models.contracts import ContractInfo, ContractInfoAndRules

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr.model.orders import Order

# Listing exchanges of the United States. A contract routed by SMART names them in `valid_exchanges` only.
US_EXCHANGES: Final = frozenset({"NASDAQ", "NYSE", "ARCA", "AMEX"})


# A price with more decimals is one that nobody quotes, or one that the contract's steps are to be asked for.
PLAIN_DECIMALS: Final = 2


def check_ticks(ticket: Order, desk: Desk) -> Flow[None]:
    """Raise `InvalidOrder` when a price lies between two of the contract's steps, as far as they are known.

    They are where a search or `details` has told them, in this run or, with a cache on the disk, in an
    earlier one. IBKR is asked only about a price with unusually many digits: before any other order it
    would cost a call to be told what IBKR's own refusal tells as well.
    """
    prices = [price for price in (ticket.price, ticket.aux_price) if price is not None]
    if ticket.ticks is not None or ticket.conid_ex is not None or not prices:
        return
    ticks = desk.ticks.get(ticket.conid)
    if ticks is None and ticket.conid not in desk.ticks:
        ask = any(decimals(price) > PLAIN_DECIMALS for price in prices)
        ticks = yield from _learn(ticket.conid, desk, ask=ask)
    if ticks is not None:
        ticket.check_ticks(ticks)


def decimals(price: Decimal) -> int:
    """How many digits after the point are not trailing zeros."""
    exponent = price.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _learn(conid: int, desk: Desk, *, ask: bool) -> Flow[TickRules | None]:
    """What is remembered of the contract's steps or, with `ask`, what IBKR tells."""
    operation = info_and_rules.operation(conid)
    try:
        told = yield from (recall if ask else remembered)(operation, desk)
    except ResponseError:  # not known here does not mean not known to the order system
        told = None
    if told is None and not ask:
        return None
    desk.ticks[conid] = None if told is None else told_ticks(told)
    return desk.ticks[conid]


def told_ticks(contract: ContractInfoAndRules) -> TickRules | None:
    """The tick sizes in a contract's rules; without those, what follows from its description."""
    rules = contract.rules
    if isinstance(rules, ContractRules):
        told = rules.increment_rules if isinstance(rules.increment_rules, list) else []
        pairs = [
            (one.lower_edge, one.increment)
            for one in told
            if isinstance(one.lower_edge, (int, float)) and isinstance(one.increment, (int, float))
        ]
        if pairs:
            return TickRules.from_numbers(pairs)
        if step := wire.number(rules.increment):
            return TickRules.of(("0", step))
    return ticks_of(contract)


def ticks_of(contract: ContractInfo | ContractInfoAndRules) -> TickRules | None:
    """The tick sizes that follow from a contract's description, where any do."""
    venues = contract.valid_exchanges if isinstance(contract.valid_exchanges, str) else ""
    traded_in_us = not US_EXCHANGES.isdisjoint({contract.exchange, *venues.split(",")})
    is_us_stock = contract.instrument_type == "STK" and contract.currency == "USD" and traded_in_us
    return US_STOCKS if is_us_stock else None
