"""Intents carried out at IBKR, and IBKR's reports as news: which order is which, and nothing twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from ..backtest import rules
from ..backtest.orders import NAMES
from ..errors import IbkrError, NotFound, OrderPartlyRejected, OrderUnknown, OrderWentLive
from ..model.events import Execution, OrderUpdate
from ..model.receipts import order_state
from .ledger import Acknowledged, Heard, Sending, Stepped
from .news import Adopted, Cancel, Changed, Charged, Ended, Filled, Modify, Place
from .tickets import changes_of, group_of, grouped, ticket_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..backtest.orders import Working
    from ..model.answers import Policy
    from ..model.contracts import Contract
    from ..model.groups import OrderGroup
    from ..model.orders import Order
    from ..model.receipts import OrderReceipt, PlacedLeg, Recovered
    from .book import LiveBook
    from .ledger import Entry, Ledger
    from .news import Intent, News

Verdict = Literal["refused", "cancelled", "expired"]

OVER: Final[Mapping[str, Verdict]] = {"cancelled": "cancelled", "failed": "refused"}
"""States of IBKR's in which nothing more will be filled, and what they are to a strategy."""

AT_WORK: Final = frozenset({"pending_submit", "pre_submitted", "submitted"})
"""States of IBKR's in which an order may be filled."""

TRADES_DAYS: Final = 7
"""As far back as the gateway tells of executions. Source: endpoints.md, trades."""


class OrderDesk:
    """Sends what a strategy wants, and knows its orders again in what IBKR reports."""

    def __init__(
        self,
        client: Any,
        account_id: str,
        contracts: Mapping[str, Contract],
        *,
        book: LiveBook,
        ledger: Ledger,
        remark: Callable[[str], object],
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
        self._remark = remark
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
        """Orders of which IBKR, or a refusal before it, has said that nothing more is filled."""
        self._unwanted: set[int] = set()
        """Orders to be cancelled as soon as IBKR's id of them is known."""
        self._changing: dict[str, Modify] = {}
        """Changes without an answer, by IBKR's id of the order."""
        self.news: list[News] = []
        """What happened since the strategy was last told."""
        for entry in ledger.entries:
            self._remember(entry)

    def _remember(self, entry: Entry) -> None:
        """Take over what an earlier run knew, so that nothing is told twice."""
        match entry:
            case Sending():
                self._numbers[entry.client_order_id] = entry.number
            case Acknowledged():
                self._ids[entry.number] = entry.order_id
            case Stepped():
                for news in entry.news:
                    self._told(news)
            case Heard():
                self._told(entry.news)
            case _:
                return

    def _told(self, news: News) -> None:
        match news:
            case Filled():
                self._paid[news.execution] = news.commission
            case Charged():
                self._paid[news.execution] = self._paid.get(news.execution, 0.0) + news.amount
            case Ended():
                self._over.add(news.number)
            case _:
                return

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
            # A question was answered with no: it shall not work.
            self._remark(str(error))
            self._received(error.receipt, alone=len(orders) == 1)
            for order in orders:
                self.cancel(order)
        except OrderUnknown as error:
            # Its fate is asked for before the strategy decides again.
            self._remark(str(error))
        except IbkrError as error:
            self._refused(orders, str(error))
        else:
            self._received(placed.receipt, alone=len(orders) == 1)

    def _received(self, receipt: OrderReceipt, *, alone: bool) -> None:
        """IBKR's id of an order, or of each leg of a group that its answer tells from the others."""
        if alone:
            self._acknowledged(receipt.client_order_id, receipt.order_id)
        for leg in () if alone else receipt.legs:
            self._acknowledge_leg(leg)

    def _acknowledge_leg(self, leg: PlacedLeg) -> None:
        name = leg.client_order_id if leg.ticket is None else leg.ticket.client_order_id
        if not leg.refused:
            self._acknowledged(name, leg.order_id)

    def _partly(self, orders: Sequence[Working], error: OrderPartlyRejected) -> None:
        """What was taken is taken back: half a bracket is not what the strategy asked for."""
        self._remark(str(error))
        refused = [leg.text for leg in error.legs if leg.refused]
        for leg in error.legs:
            self._acknowledge_leg(leg)
        for order in orders:
            if order.number in self._ids:
                self.cancel(order)
            else:
                self._refused([order], refused[0])

    def cancel(self, order: Working) -> None:
        """Ask IBKR to withdraw an order; whether it did comes as news."""
        order_id = self._ids.get(order.number)
        if order_id is None:
            self._unwanted.add(order.number)
            self._remark(f"{order} will be cancelled once IBKR has acknowledged it")
            return
        try:
            self._client.orders.cancel(self._account_id, order_id)
        except NotFound:
            return  # It is over already: how it ended comes as news, or is asked for.
        except IbkrError as error:
            self._remark(f"{order} was not cancelled: {error}")

    def _modify(self, order: Working, intent: Modify) -> None:
        order_id = self._ids.get(order.number)
        if order_id is None:
            self._remark(f"{order} cannot be modified: IBKR has not acknowledged it")
            return
        try:
            self._change(order, order_id, intent)
        except OrderUnknown as error:
            self._changing[order_id] = intent
            self._remark(str(error))
        except IbkrError as error:
            self._remark(f"{order} was not modified: {error}")
        else:
            self._changed(intent)

    def _change(self, order: Working, order_id: str, intent: Modify) -> None:
        changes = changes_of(intent.values, order, self._contracts[order.asset])
        if intent.quantity is not None:
            changes["quantity"] = str(intent.quantity)
        orders = self._client.orders
        if order.code == rules.TRAILING:
            # IBKR does not show what a trailing order was placed with, but it is known here.
            ticket = self._ticket(order).with_changes(**changes)
            orders.modify(self._account_id, order_id, ticket, answer=self._answer)
        else:
            orders.change(self._account_id, order_id, answer=self._answer, **changes)

    def _changed(self, intent: Modify) -> None:
        self._happened(Changed(intent.number, intent.values, intent.quantity))

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

    def _acknowledged(self, client_order_id: str | None, order_id: str) -> None:
        number = self._numbers.get(client_order_id or "")
        if number is not None:
            self._identified(number, order_id)

    def _identified(self, number: int, order_id: str) -> None:
        if self._ids.get(number) == order_id:
            return
        self._ids[number] = order_id
        self._ledger.write(Acknowledged(number, order_id))
        if number in self._unwanted:
            self._unwanted.discard(number)
            self.cancel(self._book.order(number))

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
        number = self._known(update)
        if number is None:
            return
        status = OVER.get(order_state(update.status or ""))
        if status is not None:
            self._end(number, status, f"IBKR says {update.status}")

    def _known(self, update: OrderUpdate) -> int | None:
        """Our number of an order whose state is told, under IBKR's id from now on."""
        number = self.number_of(update.client_order_id, update.order_id)
        if number is None:
            number = self._child(update)
        if number is None or number in self._ids:
            return number
        if number in self._over and order_state(update.status or "") in AT_WORK:
            # It was given up because IBKR did not list it: the strategy counts on its not working.
            self._remark(f"{self._book.order(number)} works after all and is cancelled")
            self._unwanted.add(number)
        self._identified(number, str(update.order_id))
        return number

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

    def _recovered(self, one: Recovered) -> None:
        if one.kind == "modify":
            self._settle_change(one)
            return
        for name in (ticket.get("cOID") for ticket in one.tickets):
            number = self._numbers.get(str(name))
            if number is not None and one.receipt is None:
                self._give_up(number)
        if one.receipt is not None:
            self._received(one.receipt, alone=len(one.tickets) == 1)

    def _settle_change(self, one: Recovered) -> None:
        intent = self._changing.pop(one.order_id, None)
        if intent is None:
            return
        if one.receipt is not None:
            self._changed(intent)
        else:
            self._remark(f"{self._book.order(intent.number)} was not modified: the change never reached IBKR")

    def _give_up(self, number: int) -> None:
        self._end(number, "refused", "it never reached IBKR")

    def working(self) -> list[Working]:
        """Orders that IBKR may still fill, as far as it has told.

        One of a group that the book ended because another was filled counts until IBKR has ended it.
        """
        sent = [self._book.order(number) for number in sorted(set(self._numbers.values()))]
        return [order for order in sent if order.number not in self._over and order.status != "filled"]

    def has_work(self) -> bool:
        """An order may still be filled, or something heard is not told yet."""
        return bool(self.news) or bool(self.working())

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

    def reread(self) -> None:
        """Take every execution and every order's state as IBKR tells them over REST.

        Raises:
            IbkrError: IBKR cannot be asked; nothing must be decided then.
        """
        trades = self._client.trades.executions(days=TRADES_DAYS)
        listed = [
            OrderUpdate(row.order_id, msgspec.to_builtins(row), frozenset(), origin="reread")
            for row in self._client.orders.live_orders()
        ]
        # Parents first: an exit is known by its parent's id alone, and an execution of it by its own.
        for update in sorted(listed, key=lambda one: bool(one.text("parentId"))):
            self._known(update)
        for row in trades:
            self.executed(Execution(row.execution_id, msgspec.to_builtins(row), frozenset(), origin="reread"))
        for update in listed:
            self.updated(update)
        shown = {str(update.order_id) for update in listed}
        for order in self.working():
            order_id = self._ids.get(order.number)
            if order_id is not None and order_id not in shown:
                self._ask(order.number, order_id)

    def _ask(self, number: int, order_id: str) -> None:
        """IBKR lists orders of today: one that is not among them is asked for by its id, and else is over."""
        try:
            progress = self._client.orders.progress(order_id, account_id=self._account_id)
        except NotFound:
            self._end(number, "expired", "IBKR does not list it any more")
            return
        status = OVER.get(progress.state)
        if status is not None:
            self._end(number, status, f"IBKR says {progress.state}")

    def reconcile(self) -> None:
        """After a restart: take what happened while nobody listened, and finish what was begun.

        Orders that were about to be sent when the earlier run ended, and that IBKR does not
        list, never reached it; what the strategy asked for last is asked for again where
        it may have been cut off.

        Raises:
            IbkrError: IBKR cannot be asked; nothing must be decided then.
        """
        self.reread()
        filled = {news.number for news in self.news if isinstance(news, Filled)}
        for name, number in self._numbers.items():
            if number in self._ids or number in filled or number in self._over:
                continue
            found = self._client.orders.find(name, account_id=self._account_id)
            if found is None:
                self._give_up(number)
            else:
                self._acknowledged(name, found.order_id)
        for order in self._book.open_orders():
            if order.number not in self._numbers.values():
                self._end(order.number, "cancelled", "the run ended before it was sent")
        self._ask_again()

    def _ask_again(self) -> None:
        """Cancellations and changes of the last step; to ask twice does no harm."""
        steps = [entry for entry in self._ledger.entries if isinstance(entry, Stepped)]
        intents = steps[-1].intents if steps else []
        left = {order.number for order in self.working()}
        asked = [one for one in intents if not isinstance(one, Place) and one.number in left]
        self.carry_out(asked)
