"""Intents carried out at IBKR, and IBKR's reports as news: which order is which, and nothing twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from ..backtest.orders import NAMES
from ..errors import (
    IbkrError,
    OrderPartlyRejected,
    OrderUnknown,
    OrderWentLive,
)
from ..model.events import Execution, OrderUpdate
from ..model.groups import OrderGroup
from ..model.receipts import order_state
from .ledger import Acknowledged, Remarked, Sending
from .news import Adopted, Cancel, Changed, Charged, Ended, Filled, Modify, Place
from .tickets import changes_of, group_of, grouped, ticket_of

if TYPE_CHECKING:
    from ..backtest.orders import Working
    from ..model.answers import Policy
    from ..model.contracts import Contract
    from ..model.orders import Order
    from .book import LiveBook
    from .ledger import Ledger
    from .news import Intent, News

Verdict = Literal["refused", "cancelled", "expired"]

OVER: Final[Mapping[str, Verdict]] = {"cancelled": "cancelled", "failed": "refused"}
"""States of IBKR's in which nothing more will be filled, and what they are to a strategy."""


TRADES_DAYS: Final = 7
"""As far back as the gateway tells of executions. Source: endpoints.md, trades."""


class OrderDesk:
    """Sends what a strategy wants, and knows its orders again in what IBKR reports."""

    def __init__(
        self,
        client: Any,
        account_id: str,
        contracts: Mapping[str, Contract],
        book: LiveBook,
        ledger: Ledger,
        *,
        answer: Policy | None,
        outside_rth: bool,
        dry_run: bool,
    ) -> None:
        """Begin with what the ledger knows."""
        self._client = client
        self._account_id = account_id
        self._contracts = [contracts[name] for name in book.names]
        self._book = book
        self._ledger = ledger
        self._answer = answer
        self._outside_rth = outside_rth
        self._dry_run = dry_run
        self._numbers: dict[str, int] = {}
        """Our numbers by the name under which an order was sent."""
        self._ids: dict[int, str] = {}
        """IBKR's ids by our numbers."""
        self._paid: dict[str, float] = {}
        """What is known of each execution's commission."""
        self._over: set[int] = set()
        self.news: list[News] = []
        """What happened since the strategy was last told."""
        self._remember()

    def _remember(self) -> None:
        for entry in self._ledger.entries:
            if isinstance(entry, Sending):
                self._numbers[entry.client_order_id] = entry.number
            elif isinstance(entry, Acknowledged):
                self._ids[entry.number] = entry.order_id

    def knows(self, news: Sequence[News]) -> None:
        """Take over what an earlier run was told, so that it is not told twice."""
        for one in news:
            if isinstance(one, Filled):
                self._paid[one.execution] = one.commission
            elif isinstance(one, Charged):
                self._paid[one.execution] = self._paid.get(one.execution, 0.0) + one.amount
            elif isinstance(one, Ended):
                self._over.add(one.number)

    # --- out --------------------------------------------------------------------------------------

    def carry_out(self, intents: Sequence[Intent]) -> None:
        """Send what a strategy wants, cancellations first."""
        order = self._book.order
        for intent in intents:
            if isinstance(intent, Cancel):
                self.cancel(order(intent.number))
            elif isinstance(intent, Modify):
                self._modify(order(intent.number), intent)
        for together in grouped([order(one.number) for one in intents if isinstance(one, Place)]):
            self._place(together)

    def _place(self, orders: Sequence[Working]) -> None:
        try:
            tickets = [self._ticket(order) for order in orders]
            wanted = group_of(tickets, orders)
        except IbkrError as error:
            self._refused(orders, str(error))
            return
        for order, ticket in zip(orders, tickets, strict=True):
            self._numbers[ticket.client_order_id] = order.number
            self._ledger.write(Sending(order.number, ticket.client_order_id))
        self._send(orders, wanted)

    def _ticket(self, order: Working) -> Order:
        return ticket_of(order, self._contracts[order.asset], outside_rth=self._outside_rth)

    def _send(self, orders: Sequence[Working], wanted: Order | OrderGroup) -> None:
        if self._dry_run:
            self._remark(str(self._client.orders.dry_run(self._account_id, wanted)))
            self._refused(orders, "a dry run sends nothing", status="cancelled")
            return
        try:
            placed = self._client.orders.place(self._account_id, wanted, answer=self._answer)
        except OrderPartlyRejected as error:
            self._partly(orders, error)
        except OrderWentLive as error:
            self._remark(str(error))
        except OrderUnknown as error:
            # Its fate is asked for before the strategy decides again.
            self._remark(str(error))
        except IbkrError as error:
            self._refused(orders, str(error))
        else:
            legs = placed.legs if isinstance(wanted, OrderGroup) else (placed,)
            for leg in legs:
                self._acknowledged(leg.client_order_id, leg.order_id)

    def _partly(self, orders: Sequence[Working], error: OrderPartlyRejected) -> None:
        """What was taken is taken back: half a bracket is not what the strategy asked for."""
        self._remark(str(error))
        refused: dict[str | None, str] = {}
        for leg in getattr(error, "legs", ()):
            if leg.refused:
                refused[leg.client_order_id] = leg.text
            else:
                self._acknowledged(leg.client_order_id or "", leg.order_id)
        for order in orders:
            if order.number in self._ids:
                self.cancel(order)
            else:
                self._refused([order], next(iter(refused.values()), str(error)))

    def cancel(self, order: Working) -> None:
        """Ask IBKR to withdraw an order; whether it did comes as news."""
        order_id = self._ids.get(order.number)
        if order_id is None:
            self._remark(f"{order} cannot be cancelled: IBKR has not acknowledged it")
            return
        try:
            self._client.orders.cancel(self._account_id, order_id)
        except IbkrError as error:
            self._remark(f"{order} was not cancelled: {error}")

    def _modify(self, order: Working, intent: Modify) -> None:
        order_id = self._ids.get(order.number)
        if order_id is None:
            self._remark(f"{order} cannot be modified: IBKR has not acknowledged it")
            return
        try:
            changes = changes_of(intent.values, order, self._contracts[order.asset])
            if intent.quantity is not None:
                changes["quantity"] = str(intent.quantity)
            self._client.orders.change(self._account_id, order_id, answer=self._answer, **changes)
        except IbkrError as error:
            self._remark(f"{order} was not modified: {error}")
        else:
            self._happened(Changed(order.number, intent.values, intent.quantity))

    def _refused(self, orders: Sequence[Working], reason: str, *, status: Verdict = "refused") -> None:
        for order in orders:
            self._end(order.number, status, reason)

    def _end(self, number: int, status: Verdict, reason: str) -> None:
        if number not in self._over:
            self._over.add(number)
            self._happened(Ended(number, status, reason))

    # --- in ---------------------------------------------------------------------------------------

    def _happened(self, news: News) -> None:
        self.news.append(news)

    def _remark(self, text: str) -> None:
        self._ledger.write(Remarked(text))

    def _acknowledged(self, client_order_id: str, order_id: str) -> None:
        number = self._numbers.get(client_order_id)
        if number is not None and self._ids.get(number) != order_id:
            self._ids[number] = order_id
            self._ledger.write(Acknowledged(number, order_id))

    def number_of(self, name: str | None, order_id: int | str | None) -> int | None:
        """Our number of an order that IBKR reports; None for one that is not ours."""
        if name in self._numbers:
            return self._numbers[name]
        return next((number for number, known in self._ids.items() if known == str(order_id)), None)

    def executed(self, execution: Execution) -> bool:
        """Take an execution, or what became known of one; False where it belongs to no order of ours."""
        number = self.number_of(execution.client_order_id, execution.order_id)
        if number is None or execution.quantity is None or execution.price is None:
            return number is not None
        paid = float(execution.commission or 0)
        if execution.execution_id not in self._paid:
            self._paid[execution.execution_id] = paid
            size, price = float(execution.quantity), float(execution.price)
            self._happened(Filled(number, size, price, paid, execution.execution_id))
        elif paid != self._paid[execution.execution_id] and execution.commission is not None:
            self._charge(number, execution.execution_id, paid)
        return True

    def _charge(self, number: int, execution: str, paid: float) -> None:
        """A commission became known: with its fill, where the strategy was not told of that yet."""
        before, self._paid[execution] = self._paid[execution], paid
        for place, news in enumerate(self.news):
            if isinstance(news, Filled) and news.execution == execution:
                self.news[place] = Filled(number, news.quantity, news.price, paid, execution)
                return
        self._happened(Charged(number, paid - before, execution))

    def updated(self, update: OrderUpdate) -> None:
        """Take the state of an order."""
        number = self.number_of(update.client_order_id, update.order_id)
        if number is None:
            number = self._child(update)
        if number is None:
            return
        if number not in self._ids:
            self._ids[number] = str(update.order_id)
            self._ledger.write(Acknowledged(number, str(update.order_id)))
        status = OVER.get(order_state(update.status or ""))
        if status is not None:
            self._end(number, status, f"IBKR says {update.status}")

    def _child(self, update: OrderUpdate) -> int | None:
        """Our number of a bracket's exit, of which IBKR shows parent and kind, and not its name."""
        parent = self.number_of(None, update.text("parentId"))
        if parent is None:
            return None
        kind = (update.order_type or "").lower()
        left = [child for child in self._book.order(parent).children if child.number not in self._ids]
        fitting = [child for child in left if NAMES[child.code] == kind]
        return next((child.number for child in (*fitting, *left)), None)

    def taken(self) -> list[News]:
        """What happened since the last time."""
        news, self.news = self.news, []
        return news

    # --- orders whose fate is not known -----------------------------------------------------------

    def settle_unknown(self) -> bool:
        """Ask what became of orders without a verdict; whether every order has one now."""
        if not self._client.orders.unsettled:
            return True
        try:
            found = self._client.orders.recover()
        except IbkrError as error:
            self._remark(f"IBKR cannot say what became of an order: {error}")
            return False
        for one in found:
            self._recovered(one)
        return not self._client.orders.unsettled

    def _recovered(self, one: Any) -> None:
        names = [str(ticket.get("cOID", one.client_order_id)) for ticket in one.tickets]
        for name in names:
            number = self._numbers.get(name)
            if number is None:
                continue
            if one.verdict == "absent":
                self._end(number, "refused", "it never reached IBKR")
            elif one.receipt is not None and name == one.client_order_id:
                self._acknowledged(name, one.receipt.order_id)

    def has_work(self) -> bool:
        """An order may still be filled, or something heard is not told yet."""
        return bool(self.news) or any(order.number not in self._over for order in self._book.open_orders())

    def adopt(self, asset: str, quantity: float, price: float, reason: str) -> None:
        """Take over a position that the strategy's orders did not make."""
        self._remark(f"{quantity:+g} of {asset} taken over: {reason}")
        self._happened(Adopted(asset, quantity, price, reason))

    def expected(self, index: int) -> float:
        """The position of an asset once everything heard is entered."""
        position = self._book.positions[index]
        for news in self.news:
            if isinstance(news, Adopted) and news.asset == self._book.names[index]:
                position = news.quantity
            elif isinstance(news, Filled):
                order = self._book.order(news.number)
                position += order.sign * news.quantity if order.asset == index else 0
        return position

    def reconcile(self) -> None:
        """After a restart: take every execution and state that came while nobody listened.

        Orders that were about to be sent when the earlier run ended and that IBKR does not
        list never reached it.

        Raises:
            IbkrError: IBKR cannot be asked; nothing must be decided then.
        """
        for row in self._client.trades.executions(days=TRADES_DAYS):
            self.executed(Execution(row.execution_id, msgspec.to_builtins(row), frozenset(), origin="reread"))
        for row in self._client.orders.live_orders():
            self.updated(OrderUpdate(row.order_id, msgspec.to_builtins(row), frozenset(), origin="reread"))
        filled = {news.number for news in self.news if isinstance(news, Filled)}
        for name, number in self._numbers.items():
            if number in self._ids or number in filled or number in self._over:
                continue
            found = self._client.orders.find(name, account_id=self._account_id)
            if found is None:
                self._end(number, "refused", "it never reached IBKR")
            else:
                self._acknowledged(name, found.order_id)
