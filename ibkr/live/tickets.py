"""The strategy's orders as IBKR's tickets.

What the gateway does not know is refused with the reason before anything is sent.
Source: orders.md, order types and times in force.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from ..backtest import rules
from ..backtest.orders import NAMES
from ..errors import InvalidOrder
from ..model.groups import OrderGroup, bracket, oca
from ..model.orders import Order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..backtest.orders import Working
    from ..model.contracts import Contract

TIFS: Final = {"DAY": "DAY", "GTC": "GTC", "IOC": "IOC"}
AT_ONCE: Final = (rules.MARKET, rules.BAR_CLOSE)
"""Orders for which "until cancelled" means nothing; IBKR wants them good for the day."""


def ticket_of(order: Working, contract: Contract, *, outside_rth: bool = False) -> Order:
    """The ticket of one order; prices are brought to the contract's steps.

    Raises:
        InvalidOrder: IBKR has no such order, or none of that time in force.
    """
    make = MAKERS.get(order.code)
    if make is None:
        raise InvalidOrder(f"{order}: orders of the kind {NAMES[order.code]} cannot be placed live.")
    side: Any = order.side
    if order.quantity is None:
        raise InvalidOrder(f"{order} has no size.")
    options: dict[str, Any] = {"tif": _tif(order), "outside_rth": outside_rth, **make(order, contract)}
    options.setdefault("order_type", TYPES[order.code])
    quantity = Decimal(str(order.quantity))
    return Order(conid=contract.conid, side=side, quantity=quantity, ticks=contract.ticks, **options)


def _tif(order: Working) -> str:
    if order.code in AT_ONCE or order.code in (rules.ON_CLOSE, rules.LIMIT_ON_CLOSE):
        return "IOC" if order.tif == "IOC" else "DAY"
    if order.code == rules.ON_OPEN:
        return "OPG"
    if order.tif not in TIFS:
        raise InvalidOrder(f"{order}: tif={order.tif!r} cannot be placed live; use DAY, GTC or IOC.")
    return TIFS[order.tif]


def _nothing(_order: Working, _contract: Contract) -> dict[str, Any]:
    return {}


def _limit(order: Working, contract: Contract) -> dict[str, Any]:
    return {"price": price_of(order.limit, contract)}


def _stop(order: Working, contract: Contract) -> dict[str, Any]:
    return {"price": price_of(order.stop, contract)}


def _stop_limit(order: Working, contract: Contract) -> dict[str, Any]:
    return {"price": price_of(order.limit, contract), "aux_price": price_of(order.stop, contract)}


def _trailing(order: Working, contract: Contract) -> dict[str, Any]:
    percent = order.trail_percent == order.trail_percent  # NaN is "not given"
    amount = order.trail_percent if percent else order.trail
    return {
        "trailing_amount": Decimal(str(amount)),
        "trailing_type": "%" if percent else "amt",
        "price": price_of(order.stop, contract),
    }


MAKERS: Final[Mapping[int, Callable[[Working, Contract], dict[str, Any]]]] = {
    rules.MARKET: _nothing,
    rules.BAR_CLOSE: _nothing,
    rules.LIMIT: _limit,
    rules.STOP: _stop,
    rules.STOP_LIMIT: _stop_limit,
    rules.TRAILING: _trailing,
    rules.ON_OPEN: _nothing,
    rules.ON_CLOSE: _nothing,
    rules.LIMIT_ON_CLOSE: _limit,
}
TYPES: Final[Mapping[int, str]] = {
    rules.MARKET: "MKT",
    rules.BAR_CLOSE: "MKT",
    rules.LIMIT: "LMT",
    rules.STOP: "STP",
    rules.STOP_LIMIT: "STOP_LIMIT",
    rules.TRAILING: "TRAIL",
    rules.ON_OPEN: "MKT",
    rules.ON_CLOSE: "MOC",
    rules.LIMIT_ON_CLOSE: "LOC",
}


def price_of(price: float, contract: Contract) -> Decimal:
    """A calculated price as one that can be traded: the nearest step of the contract."""
    exact = Decimal(repr(price))
    return exact if contract.ticks is None else contract.ticks.rounded(exact)


def changes_of(values: Mapping[str, float], order: Working, contract: Contract) -> dict[str, Any]:
    """The ticket's fields that a modification of these prices sets."""
    stops = order.code in (rules.STOP, rules.TRAILING)
    names = {"limit": "price", "stop": "price" if stops else "aux_price"}
    trails = {"trail": "trailing_amount", "trail_percent": "trailing_amount"}
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name in trails:
            found[trails[name]] = Decimal(str(value))
        elif name in names:
            found[names[name]] = price_of(value, contract)
        else:
            raise InvalidOrder(f"{order}: {name} cannot be modified live.")
    return found


def grouped(orders: Sequence[Working]) -> list[tuple[Working, ...]]:
    """New orders as they must be sent: a parent with its children, a group together, others alone."""
    found: list[tuple[Working, ...]] = []
    done: set[int] = set()
    for order in orders:
        if order.number in done:
            continue
        together = [other for other in orders if other.number not in done and _belongs(other, order)]
        done |= {other.number for other in together}
        found.append(tuple(together))
    return found


def _belongs(other: Working, order: Working) -> bool:
    if other is order or (other.parent is order and other.waiting):
        return True
    return order.parent is None and order.oca is not None and other.oca == order.oca


def group_of(tickets: Sequence[Order], orders: Sequence[Working]) -> Order | OrderGroup:
    """What is placed in one call: an order, a bracket, or a one-cancels-all group.

    Raises:
        InvalidOrder: orders that IBKR does not take together.
    """
    if len(tickets) == 1:
        return tickets[0]
    entry, *exits = tickets
    if orders[1].parent is not orders[0]:
        return oca(*tickets)
    if len(exits) > 2:
        raise InvalidOrder(f"{orders[0]} has {len(exits)} children; a bracket has at most two.")
    if len(exits) == 1:
        return bracket(entry, stop_loss=exits[0])
    first, second = exits
    return bracket(entry, take_profit=first, stop_loss=second)
