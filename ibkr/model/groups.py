"""Orders that belong together: brackets and one-cancels-all groups."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final, Literal

import attrs

from ibkr.errors import InvalidOrder
from ibkr.model.orders import Amount, Order

OPPOSITE: Final = {"BUY": "SELL", "SELL": "BUY"}


@attrs.frozen
class OrderGroup:
    """Orders that are sent in one request. Made by `bracket` and `oca`."""

    kind: Literal["bracket", "oca"]
    legs: tuple[Order, ...]

    @property
    def client_order_id(self) -> str:
        """The name of the first order: the parent of a bracket."""
        return self.legs[0].client_order_id

    def again(self) -> OrderGroup:
        """The same group under new names: a second set of orders."""
        first, *others = (leg.again() for leg in self.legs)
        if self.kind == "bracket":
            others = [attrs.evolve(leg, parent_id=first.client_order_id) for leg in others]
        return OrderGroup(self.kind, (first, *others))


def bracket(
    entry: Order,
    *,
    take_profit: Amount | Order | None = None,
    stop_loss: Amount | Order | None = None,
    tif: str | None = None,
) -> OrderGroup:
    """An order with its exits: they begin to work when `entry` is filled, and the one cancels the other.

    Prices make a limit order (`take_profit`) and a stop order (`stop_loss`) of the
    other side for the same quantity, good as long as `tif`, which is the entry's
    unless given. An `Order` is taken as it is, as a child of the entry. IBKR does not
    take a bracket as all or nothing: see `OrderPartlyRejected`.

    Raises:
        InvalidOrder: there is no exit, or a price lies on the wrong side of another.
    """
    exits = {"price": take_profit, "stop": stop_loss}
    children = [_child(entry, key, exit_, tif) for key, exit_ in exits.items() if exit_ is not None]
    if not children:
        raise InvalidOrder("a bracket needs a take_profit, a stop_loss, or both; else place the order alone.")
    if entry.parent_id is not None:
        raise InvalidOrder("the entry of a bracket has no parent: leave `parent_id` out.")
    _check_sides(entry, children)
    return OrderGroup("bracket", (entry, *children))


def _child(entry: Order, key: str, exit_: Amount | Order, tif: str | None) -> Order:
    if isinstance(exit_, Order):
        child = exit_
    else:
        kind: Any = Order.limit if key == "price" else Order.stop
        if entry.quantity is None:
            raise InvalidOrder("a bracket is for a quantity: an entry for an amount of money has no exits.")
        options: dict[str, Any] = {"tif": tif or entry.tif, "outside_rth": entry.outside_rth}
        options |= {"conid_ex": entry.conid_ex, "ticks": entry.ticks, key: exit_}
        child = kind(entry.conid, OPPOSITE[entry.side], entry.quantity, **options)
    return attrs.evolve(child, parent_id=entry.client_order_id)


def _check_sides(entry: Order, children: Iterable[Order]) -> None:
    """A long position takes profit above its entry and stops below; a short one the other way round."""
    up = 1 if entry.side == "BUY" else -1
    for child in children:
        if child.side == entry.side or child.conid != entry.conid:
            raise InvalidOrder("the exits of a bracket are for the entry's contract and on the other side.")
        wanted = {"LMT": up, "STP": -up}.get(child.order_type)
        if wanted is not None and entry.order_type == "LMT":
            _check_side(entry, child, wanted)


def _check_side(entry: Order, child: Order, wanted: int) -> None:
    distance = (child.price or Decimal()) - (entry.price or Decimal())
    if distance * wanted <= 0:
        raise InvalidOrder(
            f"an exit of type {child.order_type} at {child.price} is on the wrong side of an entry that will "
            f"{entry.side} at {entry.price}: it belongs {'above' if wanted > 0 else 'below'} it."
        )


def oca(*orders: Order) -> OrderGroup:
    """Orders of which the first to be filled cancels the others.

    Raises:
        InvalidOrder: there are fewer than two, two have the same name, or one is a child of another order.
    """
    if len(orders) < 2:
        raise InvalidOrder("one cancels all needs at least two orders.")
    if len({one.client_order_id for one in orders}) < len(orders):
        raise InvalidOrder("each order of a group needs a name of its own: copy one with `ticket.again()`.")
    if any(one.parent_id is not None for one in orders):
        raise InvalidOrder("the orders of a one-cancels-all group have no parent: leave `parent_id` out.")
    return OrderGroup("oca", tuple(attrs.evolve(one, single_group=True) for one in orders))
