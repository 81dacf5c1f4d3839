"""The paper broker: takes tickets, works them against the market, keeps the books.

It has no clock: every call says what time it is, and the broker first lives through
everything that happened until then, in order of time. Calls with an earlier time than
one before are taken as being at that later time. One caller at a time.

An order is taken (Inactive, PendingSubmit, PreSubmitted) in the same instant, works
0.15 s later, or when the market opens, or when its stop is reached, and a cancellation
is in force 0.1 s after it was asked for; fills in between count.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.broker.account import DEFAULT_ACCOUNTS, Account, AccountStart, Position, Summary
from ibkr.simulator.broker.agenda import Agenda
from ibkr.simulator.broker.checks import PriceChecks, check_ticket, is_off_tick, known_instrument
from ibkr.simulator.broker.costs import commission
from ibkr.simulator.broker.floor import Floor
from ibkr.simulator.broker.order import Event, Execution, ExecutionEvent, Order, OrderEvent, Status
from ibkr.simulator.broker.preview import Preview, preview_of
from ibkr.simulator.broker.ticket import Refused, Ticket
from ibkr.simulator.market import calendar
from ibkr.simulator.market.market import Market, NoPrices

if TYPE_CHECKING:
    from decimal import Decimal

    from ibkr.simulator.broker.matching import Chance

ACCEPT_SECONDS = 0.15
CANCEL_SECONDS = 0.1
COMMISSION_SECONDS = 0.3
"""From an execution to the report of its commission."""

_FIRST_ORDER_ID = 1_205_000_001
_FIRST_EXECUTION = 0x0000E0D5
_CLIENT_ID_KEPT = 24 * 3600.0
"""A cOID may come again after a day."""

_END_OF_DAY = "The order was good for its day, and the market has closed."
_END_OF_QUARTER = "A good-till-cancelled order ends with the quarter after the one it was placed in."
_NOT_AT_ONCE = "What could not be filled at once is cancelled."


class Broker:
    """Accounts, orders and executions of the simulated world."""

    def __init__(
        self, market: Market, *, start: float, accounts: Sequence[AccountStart] = DEFAULT_ACCOUNTS
    ) -> None:
        """Open for business at epoch second `start`."""
        self.market = market
        self.now = start
        self.journal: list[Event] = []
        """All that happened, oldest first; an event's number is its place here."""
        self._accounts = {entry.account_id: Account(entry) for entry in accounts}
        self._orders: dict[int, Order] = {}
        self._executions: list[Execution] = []
        self._floor = Floor(market)
        self._agenda = Agenda()
        self._note_equity(calendar.previous_session(calendar.latest_session(start).day).closes)
        self._expect_bell()

    # -- asking ----------------------------------------------------------------------

    @property
    def accounts(self) -> tuple[str, ...]:
        """Account ids, the first is the default."""
        return tuple(self._accounts)

    def starting_point(self, account: str) -> AccountStart:
        """How an account began: its currency, whether it is a paper account."""
        return self._account(account).start

    def order(self, order_id: int) -> Order:
        """An order as it is now.

        Raises:
            Refused: cause `unknown_order`.
        """
        if order_id not in self._orders:
            raise Refused("unknown_order", f"OrderID {order_id} doesn't exist")
        return self._orders[order_id]

    def orders(self, account: str) -> list[Order]:
        """The orders of an account: those alive first, then the others, each group newest first."""
        mine = [order for order in self._orders.values() if order.account == account]
        return sorted(mine, key=lambda order: (order.is_done, -order.changed_at, -order.order_id))

    def find(self, account: str, client_order_id: str) -> Order | None:
        """The newest order of an account with that cOID."""
        matches = (
            order
            for order in reversed(self._orders.values())
            if order.account == account and order.ticket.client_order_id == client_order_id
        )
        return next(matches, None)

    def executions(self, account: str, *, since: float = 0.0) -> list[Execution]:
        """Fills of an account from epoch second `since` on, oldest first."""
        return [each for each in self._executions if each.account == account and each.time >= since]

    def positions(self, account: str) -> list[Position]:
        """What an account holds, or has held, of each stock, valued now."""
        mine = self._account(account)
        return mine.positions(self._marks(mine.conids, self.now))

    def summary(self, account: str) -> Summary:
        """The account's money and margin now."""
        mine = self._account(account)
        return mine.summary(self._marks(mine.conids, self.now))

    def price_checks(self, ticket: Ticket, at: float) -> PriceChecks:
        """What the market of epoch second `at` says to a ticket, for the questions it may raise.

        Raises:
            Refused: the contract is unknown.
            NoPrices: it has no market.
        """
        tick = known_instrument(ticket).tick
        quote = self.market.quote(ticket.conid, at)
        is_buy = ticket.side == "BUY"
        reference, limit = (quote.ask if is_buy else quote.bid), ticket.limit
        beyond = None if limit is None else (limit - reference if is_buy else reference - limit)
        return PriceChecks(
            reference=reference,
            distance_percent=None if beyond is None else beyond / reference * 100,
            order_value=ticket.quantity * (reference if limit is None else limit),
            is_off_tick=any(is_off_tick(price, tick) for price in (ticket.price, ticket.stop) if price),
            would_fill_at_once=quote.is_open and ticket.stop is None and (beyond is None or beyond >= 0),
            market_is_open=quote.is_open,
        )

    def preview(self, ticket: Ticket, at: float) -> Preview:
        """What a ticket would cost and tie up; lack of funds is told in `problem`.

        Raises:
            Refused: the ticket is wrong for another reason than funds.
        """
        self.advance(at)
        self._account(ticket.account)
        check_ticket(ticket)
        return self._preview(ticket, self._open_orders(ticket.account))

    # -- acting ------------------------------------------------------------------------

    def submit(self, ticket: Ticket, at: float) -> Order:
        """Take an order. What comes of it is read from `order()` or the journal later.

        Raises:
            Refused: wrong ticket, a cOID used within 24 hours, not enough funds.
        """
        preview = self.preview(ticket, at)
        self._check_client_id(ticket)
        if preview.problem:
            raise Refused("funds", preview.problem)
        order = Order(
            order_id=_FIRST_ORDER_ID + len(self._orders),
            ticket=ticket,
            status=Status.INACTIVE,
            submitted_at=self.now,
            changed_at=self.now,
        )
        self._record(order)
        self._move(order.order_id, Status.PENDING_SUBMIT)
        accepted = self._move(order.order_id, Status.PRE_SUBMITTED)
        self._agenda.add(self.now + ACCEPT_SECONDS, lambda: self._begin(order.order_id))
        return accepted

    def modify(self, order_id: int, ticket: Ticket, at: float) -> Order:
        """Put another ticket in the place of a working order's: same account, stock and side.

        Raises:
            Refused: unknown or finished order, or a change that cannot be made.
        """
        self.advance(at)
        order = self._editable(order_id)
        ticket = attrs.evolve(ticket, client_order_id=order.ticket.client_order_id)
        self._check_change(order, ticket)
        changed = attrs.evolve(order, ticket=ticket, changed_at=self.now)
        self._record(changed)
        if order_id in self._floor:
            self._floor.enter(changed, self.now)
        return changed

    def cancel(self, order_id: int, at: float) -> Order:
        """Ask for the end of an order; it is in force a moment later, and fills may come first.

        Raises:
            Refused: unknown or finished order.
        """
        self.advance(at)
        self._editable(order_id)
        pending = self._move(order_id, Status.PENDING_CANCEL)
        self._agenda.add(self.now + CANCEL_SECONDS, lambda: self._finish(order_id))
        return pending

    def advance(self, to: float) -> None:
        """Live through everything up to epoch second `to`."""
        while self._step(to):
            pass
        self.now = max(self.now, to)

    def _step(self, to: float) -> bool:
        """The next thing that happens by `to`: a turn of an order before an appointment of that time."""
        due = self._agenda.next_time
        turn = self._floor.next_turn(min(to, due))
        if turn is not None:
            order, chance = turn
            self.now = max(self.now, chance.time)
            self._take(order, chance)
        elif due <= to:
            when, appointment = self._agenda.pop()
            self.now = max(self.now, when)
            appointment()
        return turn is not None or due <= to

    # -- checks ------------------------------------------------------------------------

    def _account(self, account: str) -> Account:
        if account not in self._accounts:
            raise Refused("account", f"There is no account {account} here")
        return self._accounts[account]

    def _editable(self, order_id: int) -> Order:
        order = self.order(order_id)
        if not order.is_editable:
            raise Refused("inactive_order", f"Order is inactive: {order_id} is {order.status}")
        return order

    def _preview(self, ticket: Ticket, open_orders: Sequence[Order]) -> Preview:
        account = self._accounts[ticket.account]
        try:
            reference = self.price_checks(ticket, self.now).reference
        except NoPrices as error:
            raise Refused("contract", f"The contract has no market: {error}") from error
        marks = self._marks({*account.conids, ticket.conid}, self.now)
        return preview_of(ticket, account, open_orders, marks, reference)

    def _check_client_id(self, ticket: Ticket) -> None:
        name = ticket.client_order_id
        known = None if name is None else self.find(ticket.account, name)
        if known is not None and self.now - known.submitted_at < _CLIENT_ID_KEPT:
            raise Refused(
                "duplicate", f"Order couldn't be submitted: Local order ID={name} is already registered"
            )

    def _check_change(self, order: Order, ticket: Ticket) -> None:
        old = order.ticket
        check_ticket(ticket)
        if (ticket.account, ticket.conid, ticket.side) != (old.account, old.conid, old.side):
            raise Refused("modification", "Account, contract and side of an order cannot be changed")
        if (ticket.stop is None) != (old.stop is None) or ticket.tif != old.tif:
            raise Refused("modification", "An order keeps its stop and its time in force")
        if ticket.quantity <= order.filled:
            raise Refused("modification", f"{order.filled:f} shares are filled already")
        self._check_funds_for(order, ticket)

    def _check_funds_for(self, order: Order, ticket: Ticket) -> None:
        others = [each for each in self._open_orders(ticket.account) if each.order_id != order.order_id]
        rest = attrs.evolve(ticket, quantity=ticket.quantity - order.filled)
        problem = self._preview(rest, others).problem
        if problem and rest.quantity > order.remaining:
            raise Refused("funds", problem)

    def _open_orders(self, account: str) -> list[Order]:
        return [order for order in self._orders.values() if order.account == account and order.is_alive]

    # -- the life of an order --------------------------------------------------------------

    def _record(self, order: Order) -> None:
        before = self._orders.get(order.order_id)
        self._orders[order.order_id] = order
        self.journal.append(OrderEvent(len(self.journal), self.now, order, before))
        if order.is_alive:
            self._floor.update(order)
        else:
            self._floor.leave(order.order_id)

    def _move(self, order_id: int, status: Status, *, reason: str | None = None) -> Order:
        order = attrs.evolve(self._orders[order_id].moved(status, self.now), cancelled_by_system=reason)
        self._record(order)
        return order

    def _begin(self, order_id: int) -> None:
        """Let an accepted order work, if the market is open."""
        order = self._orders[order_id]
        if order.status is not Status.PRE_SUBMITTED or not calendar.is_open(self.now):
            return
        if order.ticket.stop is None or order.triggered:
            order = self._move(order_id, Status.SUBMITTED)
        self._floor.enter(order, self.now)
        if order.ticket.tif == "IOC":
            self._agenda.add(self._first_look(order), lambda: self._finish(order_id, _NOT_AT_ONCE))

    def _first_look(self, order: Order) -> float:
        """When an order that begins now can first meet a price: at once, or with the day's first print."""
        conid, session = order.ticket.conid, calendar.latest_session(self.now)
        return max(self.now, self.market.print_time(conid, session, 0))

    def _finish(self, order_id: int, reason: str | None = None) -> None:
        if not self._orders[order_id].is_done:
            self._move(order_id, Status.CANCELLED, reason=reason)

    # -- filling ---------------------------------------------------------------------------

    def _take(self, order: Order, chance: Chance) -> None:
        if chance.wakes:
            self._wake(order)
            return
        size = self._floor.take(order, chance)
        if size > 0:
            self._fill(order, chance, size)

    def _wake(self, order: Order) -> None:
        woken = attrs.evolve(order, triggered=True)
        self._orders[order.order_id] = woken
        if order.status is Status.PRE_SUBMITTED:
            woken = self._move(order.order_id, Status.SUBMITTED)
        self._floor.enter(woken, self.now)

    def _fill(self, order: Order, chance: Chance, size: Decimal) -> None:
        filled, paid = order.filled + size, order.paid + size * chance.price
        due = commission(filled, paid)
        after = attrs.evolve(
            order,
            filled=filled,
            paid=paid,
            commission=due,
            last_fill_price=chance.price,
            changed_at=self.now,
            status=Status.FILLED if filled == order.ticket.quantity else order.status,
        )
        self._book(after, chance, size, due - order.commission)
        self._record(after)

    def _book(self, order: Order, chance: Chance, size: Decimal, fee: Decimal) -> None:
        ticket, account = order.ticket, self._accounts[order.account]
        signed = size if ticket.side == "BUY" else -size
        account.trade(ticket.conid, signed, chance.price, fee)
        execution = Execution(
            execution_id=f"{_FIRST_EXECUTION + len(self._executions):08x}.{int(self.now):08x}.01.01",
            order_id=order.order_id,
            account=order.account,
            conid=ticket.conid,
            side=ticket.side,
            quantity=size,
            price=chance.price,
            commission=fee,
            time=self.now,
            exchange=chance.venue,
            client_order_id=ticket.client_order_id,
            position=account.quantity(ticket.conid),
        )
        self._executions.append(execution)
        self._report(execution, has_commission=False)
        self._agenda.add(self.now + COMMISSION_SECONDS, lambda: self._report(execution, has_commission=True))

    def _report(self, execution: Execution, *, has_commission: bool) -> None:
        self.journal.append(ExecutionEvent(len(self.journal), self.now, execution, has_commission))

    # -- the day ---------------------------------------------------------------------------

    def _expect_bell(self) -> None:
        session = calendar.session_before_close(self.now)
        if self.now < session.opens:
            self._agenda.add(session.opens, self._open)
        else:
            self._agenda.add(session.closes, self._close)

    def _open(self) -> None:
        for order_id in list(self._orders):
            self._begin(order_id)
        self._expect_bell()

    def _close(self) -> None:
        today = calendar.local_date(self.now)
        tomorrow = calendar.next_session(today).day
        self._floor.clear()
        for order in [order for order in self._orders.values() if order.is_alive]:
            self._end_session(order, tomorrow)
        self._note_equity(self.now)
        self._expect_bell()

    def _end_session(self, order: Order, tomorrow: date) -> None:
        if order.ticket.tif != "GTC":
            self._finish(order.order_id, _END_OF_DAY)
        elif tomorrow > _last_day(calendar.local_date(order.submitted_at)):
            self._finish(order.order_id, _END_OF_QUARTER)
        elif order.status is Status.SUBMITTED:
            self._move(order.order_id, Status.PRE_SUBMITTED)

    def _note_equity(self, at: float) -> None:
        for account in self._accounts.values():
            account.equity_at_close = account.equity(self._marks(account.conids, at))

    def _marks(self, conids: Sequence[int] | set[int], at: float) -> dict[int, Decimal]:
        return {conid: self.market.quote(conid, at).mark for conid in conids}


def _last_day(placed: date) -> date:
    """The end of the quarter after the one of `placed`."""
    months = placed.year * 12 + (placed.month - 1) // 3 * 3 + 6
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)
