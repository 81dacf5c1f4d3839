"""All orders of the broker as they are now, and the journal of how they came to be so."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.broker.order import Event, Execution, ExecutionEvent, Order, OrderEvent, Status
from ibkr.simulator.broker.ticket import Refused

if TYPE_CHECKING:
    from decimal import Decimal

    from ibkr.simulator.broker.floor import Floor

_FIRST_ORDER_ID = 1_205_000_001


class Register:
    """Orders by number. Whoever changes one does it here, so that the journal and the floor know."""

    def __init__(self, floor: Floor, *, start: float) -> None:
        """Open the register at epoch second `start`."""
        self.now = start
        """The broker's time: epoch seconds up to which everything was lived through."""
        self.journal: list[Event] = []
        """All that happened, oldest first; an event's number is its place here."""
        self._floor = floor
        self._orders: dict[int, Order] = {}
        # Numbers of orders, oldest first, by what they are looked up by: a year leaves many.
        self._unfinished: dict[int, None] = {}
        self._finished: defaultdict[str, list[int]] = defaultdict(list)
        self._names: dict[tuple[str, str], int] = {}
        self._families: defaultdict[int, list[int]] = defaultdict(list)
        self._groups: defaultdict[str, list[int]] = defaultdict(list)

    def __getitem__(self, order_id: int) -> Order:
        """An order that exists."""
        return self._orders[order_id]

    @property
    def unfinished(self) -> list[Order]:
        """The orders that are neither filled nor cancelled, oldest first."""
        return [self._orders[order_id] for order_id in self._unfinished]

    @property
    def next_id(self) -> int:
        """The number that the next order gets."""
        return _FIRST_ORDER_ID + len(self._orders)

    def known(self, order_id: int) -> Order:
        """An order that somebody named.

        Raises:
            Refused: cause `unknown_order`.
        """
        if order_id not in self._orders:
            raise Refused("unknown_order", f"OrderID {order_id} doesn't exist")
        return self._orders[order_id]

    def editable(self, order_id: int) -> Order:
        """An order that can be changed or cancelled.

        Raises:
            Refused: it is unknown or finished.
        """
        order = self.known(order_id)
        if not order.is_editable:
            raise Refused("inactive_order", f"Order is inactive: {order_id} is {order.status}")
        return order

    def of(self, account: str, *, since: float = 0.0) -> list[Order]:
        """The orders of an account: those unfinished, oldest first, then those done since, newest first."""
        found = [order for order in self.unfinished if order.account == account]
        for order_id in reversed(self._finished[account]):
            if self._orders[order_id].changed_at < since:
                break
            found.append(self._orders[order_id])
        return found

    def find(self, account: str, client_order_id: str) -> Order | None:
        """The newest order of an account with that cOID."""
        return self._orders.get(self._names.get((account, client_order_id), 0))

    def named(self, account: str, name: str) -> Order | None:
        """The order of an account with that number or, if there is none, with that cOID."""
        number = int(name) if name.isascii() and name.isdigit() else None
        found = self._orders.get(number) if number is not None else None
        found = found or self.find(account, name)
        return None if found is None or found.account != account else found

    def children(self, order_id: int) -> list[Order]:
        """The orders that wait for another one."""
        return [self._orders[child] for child in self._families.get(order_id, ())]

    def beside(self, order: Order) -> list[Order]:
        """The other orders of its one-cancels-all group."""
        group = self._groups.get(order.oca_group or "", ())
        return [self._orders[other] for other in group if other != order.order_id]

    def waits(self, order: Order) -> bool:
        """Whether an order must wait until its parent begins to fill."""
        return order.parent_id is not None and not self._orders[order.parent_id].filled

    def opener(self, order: Order) -> Order | None:
        """The parent of an order that closes what it opens, as long as that one may still fill."""
        parent = self._orders.get(order.parent_id or 0)
        return parent if parent is not None and not parent.is_done and order.closes(parent) else None

    def room(self, order: Order) -> Decimal:
        """How much of an order may fill now: a child closes no more than its parent has opened."""
        opener = self.opener(order)
        return order.remaining if opener is None else min(order.remaining, opener.filled)

    def working(self, account: str) -> list[Order]:
        """Orders that may fill for an account; a child whose parent has no fill may not yet."""
        mine = [each for each in self.unfinished if account in (each.account, *dict(each.allocation))]
        return [each for each in mine if each.is_alive and not each.is_exercise and not self.waits(each)]

    # -- changing --------------------------------------------------------------------

    def record(self, order: Order) -> Order:
        """Keep an order that is new or has changed, and tell it."""
        before = self._orders.get(order.order_id)
        self._orders[order.order_id] = order
        if before is None:
            self._enter(order)
        if order.is_done:
            self._unfinished.pop(order.order_id)
            self._finished[order.account].append(order.order_id)
        self.journal.append(OrderEvent(len(self.journal), self.now, order, before))
        if order.is_alive:
            self._floor.update(order)
        else:
            self._floor.leave(order.order_id)
        return order

    def _enter(self, order: Order) -> None:
        """Make a new order findable; none of this ever changes."""
        number, name = order.order_id, order.ticket.client_order_id
        self._unfinished[number] = None
        if name is not None:
            self._names[order.account, name] = number
        if order.parent_id is not None:
            self._families[order.parent_id].append(number)
        if order.oca_group is not None:
            self._groups[order.oca_group].append(number)

    def note(self, order: Order) -> Order:
        """Keep an order whose change nobody is told of."""
        self._orders[order.order_id] = order
        return order

    def move(self, order_id: int, status: Status, *, reason: str | None = None) -> Order:
        """Let an order pass to its next state."""
        moved = self._orders[order_id].moved(status, self.now)
        return self.record(attrs.evolve(moved, cancelled_by_system=reason))

    def report(self, execution: Execution, *, has_commission: bool) -> None:
        """Tell an execution."""
        self.journal.append(ExecutionEvent(len(self.journal), self.now, execution, has_commission))
