"""The paper broker: takes tickets, works them against the market, keeps the books.

It has no clock: every call says what time it is, and the broker first lives through
everything that happened until then, in order of time. Calls with an earlier time than
one before are taken as being at that later time. One caller at a time.

An order is taken (Inactive, PendingSubmit, PreSubmitted) in the same instant, works
0.15 s later, or when the market opens, or when its stop is reached, or when its parent
is filled, and a cancellation is in force 0.1 s after it was asked for; fills in between
count. The first fill of a one-cancels-all group ends its other orders in that instant.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.broker.account import DEFAULT_ACCOUNTS, Account, AccountStart, Position, Summary
from ibkr.simulator.broker.agenda import Agenda
from ibkr.simulator.broker.books import Books, Performance, Pnl
from ibkr.simulator.broker.checks import PriceChecks, check_ticket
from ibkr.simulator.broker.expiry import deliveries
from ibkr.simulator.broker.floor import Floor
from ibkr.simulator.broker.groups import Plan
from ibkr.simulator.broker.lives import END_REASONS, good_until, may_work_in
from ibkr.simulator.broker.order import Event, Execution, ExecutionEvent, Order, OrderEvent, Status
from ibkr.simulator.broker.preview import Preview, preview_of, ticket_flows
from ibkr.simulator.broker.quoting import price_checks, quote_of, resolved
from ibkr.simulator.broker.structure import Structure, divided
from ibkr.simulator.broker.tape import hours_of, leg_prices
from ibkr.simulator.broker.ticket import Refused, Ticket
from ibkr.simulator.market.contract import instrument
from ibkr.simulator.market.hours import STOCK_HOURS
from ibkr.simulator.market.market import Market, NoPrices

if TYPE_CHECKING:
    from ibkr.simulator.broker.account import LedgerEntry
    from ibkr.simulator.broker.matching import Chance
    from ibkr.simulator.market.calendar import Session
    from ibkr.simulator.market.hours import Hours
    from ibkr.simulator.market.quote import MarketQuote

ACCEPT_SECONDS = 0.15
CANCEL_SECONDS = 0.1
COMMISSION_SECONDS = 0.3
"""From an execution to the report of its commission."""

_FIRST_ORDER_ID = 1_205_000_001
_FIRST_EXECUTION = 0x0000E0D5
_CLIENT_ID_KEPT = 24 * 3600.0
"""A cOID may come again after a day."""

_NOT_AT_ONCE = "What could not be filled at once is cancelled."
_OTHER_FILLED = "Another order of its one-cancels-all group was filled."
_PARENT_ENDED = "The order it belongs to was cancelled."


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
        self.structure = Structure(accounts)
        """Groups and models of an advisor."""
        self._books = Books(market, accounts, start)
        self._orders: dict[int, Order] = {}
        self._executions: list[Execution] = []
        self._floor = Floor(market)
        self._agenda = Agenda()
        self._watched: set[str] = set()
        self._expiring: set[int] = set()
        self._watch(STOCK_HOURS)
        for entry in accounts:
            for holding in entry.holdings:
                self._expect_expiry(holding.conid)

    # -- asking ----------------------------------------------------------------------

    @property
    def accounts(self) -> tuple[str, ...]:
        """Account ids, the first is the default."""
        return self._books.accounts

    def starting_point(self, account: str) -> AccountStart:
        """How an account began: its currency, whether it is a paper account."""
        return self._books.account(account).start

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

    def trailing_stop(self, order_id: int) -> Decimal | None:
        """Where the stop of a trailing order stands; None for other orders and before the first price."""
        return self._floor.trailing_stop(self.order(order_id))

    def executions(self, account: str, *, since: float = 0.0) -> list[Execution]:
        """Fills of an account from epoch second `since` on, oldest first."""
        return [each for each in self._executions if each.account == account and each.time >= since]

    def positions(self, account: str) -> list[Position]:
        """What an account holds, or has held, of each contract, valued now."""
        return self._books.positions(account, self.now)

    def summary(self, account: str) -> Summary:
        """The account's money and margin now."""
        return self._books.summary(account, self.now)

    def balances(self, account: str) -> dict[str, Decimal]:
        """Cash by currency."""
        return dict(self._books.account(account).balances)

    def ledger(self, account: str) -> dict[str, LedgerEntry]:
        """What an account has in each currency, and under `BASE` all together."""
        return self._books.ledger(account, self.now)

    def pnl(self, account: str) -> Pnl:
        """Profit and loss of an account now."""
        return self._books.pnl(account, self.now)

    def performance(self, account: str, *, days: int) -> Performance:
        """The value of an account at the last `days` closes, reaching back before the world began."""
        return self._books.performance(account, self.now, days=days)

    def quote_of(self, ticket: Ticket, at: float) -> MarketQuote:
        """The quote of a ticket's contract; of a combination one made of those of its legs.

        Raises:
            NoPrices: something in it has no market.
        """
        return quote_of(self.market, ticket, at)

    def price_checks(self, ticket: Ticket, at: float) -> PriceChecks:
        """What the market of epoch second `at` says to a ticket, for the questions it may raise.

        Raises:
            Refused: the contract is unknown.
            NoPrices: it has no market.
        """
        return price_checks(self.market, ticket, at)

    def resolved(self, ticket: Ticket, at: float) -> Ticket:
        """The ticket with a quantity, where it gave money or an amount of currency instead.

        Raises:
            Refused: the money does not suffice for the smallest size, or the contract has no market.
        """
        try:
            return resolved(self.market, ticket, at)
        except NoPrices as error:
            raise _no_market(error) from error

    def preview(self, ticket: Ticket, at: float) -> Preview:
        """What a ticket would cost and tie up; lack of funds is told in `problem`.

        Raises:
            Refused: the ticket is wrong for another reason than funds.
        """
        self.advance(at)
        ticket = self._checked(ticket)
        return self._preview(ticket, self._open_orders(self._payer(ticket.account)))

    # -- acting ------------------------------------------------------------------------

    def submit(self, ticket: Ticket, at: float) -> Order:
        """Take an order. What comes of it is read from `order()` or the journal later.

        Raises:
            Refused: wrong ticket, a cOID used within 24 hours, not enough funds.
        """
        outcome = self.submit_group([ticket], at)[0]
        if isinstance(outcome, Refused):
            raise outcome
        return outcome

    def submit_group(self, tickets: Sequence[Ticket], at: float) -> list[Order | Refused]:
        """Take the orders of one request: one order, a bracket, a one-cancels-all group, or several alone.

        There is one outcome for each ticket, in their order. When a child is refused its
        parent and the parent's other children are kept without being sent.

        Raises:
            Refused: every ticket was, or the only one that is nobody's child.
        """
        self.advance(at)
        plan = Plan.of(tickets, name=f"oco-{self._next_order_id}")
        outcomes: dict[int, Order | Refused] = {}
        for place in plan.parents_first():
            outcomes[place] = self._outcome(plan, place, outcomes)
        orders = [outcome for outcome in outcomes.values() if isinstance(outcome, Order)]
        if not orders:
            raise next(outcome for outcome in outcomes.values() if isinstance(outcome, Refused))
        return [
            self._orders[outcome.order_id] if isinstance(outcome, Order) else outcome
            for outcome in (outcomes[place] for place in range(len(tickets)))
        ]

    def modify(self, order_id: int, ticket: Ticket, at: float) -> Order:
        """Put another ticket in the place of a working order's: same account, contract and side.

        An order that was kept is sent by a ticket that is not deactivated.

        Raises:
            Refused: unknown or finished order, or a change that cannot be made.
        """
        self.advance(at)
        order = self._editable(order_id)
        old = order.ticket
        ticket = attrs.evolve(
            self.resolved(ticket, self.now),
            client_order_id=old.client_order_id,
            parent_id=old.parent_id,
            single_group=old.single_group,
        )
        self._check_change(order, ticket)
        changed = attrs.evolve(order, ticket=ticket, changed_at=self.now)
        if (ticket.trailing_amount, ticket.stop) != (old.trailing_amount, old.stop):
            self._floor.forget_extreme(order_id)
        self._record(changed)
        if order.is_held:
            return changed if ticket.deactivated else self._release(order_id)
        if order_id in self._floor:
            self._floor.reenter(changed, self.now)
        return changed

    def cancel(self, order_id: int, at: float) -> Order:
        """Ask for the end of an order; it is in force a moment later, and fills may come first.

        Raises:
            Refused: unknown or finished order.
        """
        self.advance(at)
        order = self._editable(order_id)
        if order.is_held:
            self._finish(order_id)
            return self._orders[order_id]
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

    # -- taking orders -----------------------------------------------------------------

    def _outcome(self, plan: Plan, place: int, outcomes: dict[int, Order | Refused]) -> Order | Refused:
        """Take one ticket of a request whose parent, if it has one there, was dealt with."""
        parent = plan.parents[place]
        above = None if parent is None else outcomes[parent]
        if isinstance(above, Refused):
            return above
        try:
            ticket = self._admitted(plan, place)
            parent_id = self._parent_id(ticket) if above is None else above.order_id
        except Refused as refusal:
            return refusal
        # A leg that will be refused keeps the whole bracket from being sent.
        is_whole = all(self._is_admissible(plan, child) for child in plan.children(place))
        is_held = ticket.deactivated or not is_whole or (above is not None and above.is_held)
        return self._taken(plan, ticket, parent_id, is_held=is_held)

    def _is_admissible(self, plan: Plan, place: int) -> bool:
        try:
            self._admitted(plan, place)
        except Refused:
            return False
        return True

    def _admitted(self, plan: Plan, place: int) -> Ticket:
        """A ticket of a request, checked; a child of it closes what its parent opens, so needs no funds."""
        ticket = self._checked(plan.tickets[place])
        self._check_client_id(ticket)
        names = [each.client_order_id for each in plan.tickets[:place] if each.client_order_id is not None]
        if ticket.client_order_id in names:
            raise _duplicate(ticket.client_order_id)
        if plan.parents[place] is None:
            self._parent_id(ticket)
            mine = self._open_orders(self._payer(ticket.account))
            # Orders that cancel each other never fill together.
            others = [each for each in mine if not ticket.single_group or each.oca_group != plan.name]
            problem = self._preview(ticket, others).problem
            if problem and ticket.parent_id is None:
                raise Refused("funds", problem)
        return ticket

    def _parent_id(self, ticket: Ticket) -> int | None:
        """The order that a ticket names as its parent, which was placed before."""
        name = ticket.parent_id
        if name is None:
            return None
        found = self._orders.get(int(name)) if name.isascii() and name.isdigit() else None
        found = found or self.find(ticket.account, name)
        if found is None or found.account != ticket.account or found.status is Status.CANCELLED:
            raise Refused("parent", f"There is no order {name} that this one could belong to")
        return found.order_id

    def _taken(self, plan: Plan, ticket: Ticket, parent_id: int | None, *, is_held: bool) -> Order:
        order_id = self._next_order_id
        group = plan.name if ticket.single_group else None
        order = Order(
            order_id=order_id,
            ticket=ticket,
            status=Status.INACTIVE,
            submitted_at=self.now,
            changed_at=self.now,
            parent_id=parent_id,
            oca_group=group if parent_id is None else str(parent_id),
            is_held=is_held,
            allocation=self._allocation(ticket.account),
            good_until=good_until(ticket, self.now),
        )
        for conid, _ in ticket_flows(ticket, ticket.quantity):
            self._expect_expiry(conid)
        self._watch(hours_of(ticket))
        self._record(order)
        return order if is_held else self._transmit(order_id)

    @property
    def _next_order_id(self) -> int:
        return _FIRST_ORDER_ID + len(self._orders)

    def _transmit(self, order_id: int) -> Order:
        self._move(order_id, Status.PENDING_SUBMIT)
        accepted = self._move(order_id, Status.PRE_SUBMITTED)
        self._agenda.add(self.now + ACCEPT_SECONDS, lambda: self._begin(order_id))
        return accepted

    def _release(self, order_id: int) -> Order:
        """Send an order that was kept, and its children with it."""
        order = self._orders[order_id]
        until = good_until(order.ticket, self.now)
        self._orders[order_id] = attrs.evolve(order, is_held=False, good_until=until)
        sent = self._transmit(order_id)
        for child in self._children(order_id):
            if child.is_held:
                self._release(child.order_id)
        return sent

    # -- checks ------------------------------------------------------------------------

    def _payer(self, account: str) -> str:
        """The account whose money counts: for a group that of the advisor."""
        if self.structure.group(account) is not None and self.structure.master is not None:
            return self.structure.master
        return account

    def _allocation(self, account: str) -> tuple[tuple[str, Decimal], ...]:
        group = self.structure.group(account)
        if group is None:
            return ()
        return self.structure.shares(group, lambda each: self.summary(each).net_liquidation)

    def _editable(self, order_id: int) -> Order:
        order = self.order(order_id)
        if not order.is_editable:
            raise Refused("inactive_order", f"Order is inactive: {order_id} is {order.status}")
        return order

    def _checked(self, ticket: Ticket) -> Ticket:
        """The ticket with its quantity and payer known, refused if it is wrong but for its funds."""
        payer = self._books.account(self._payer(ticket.account))
        if ticket.cash_quantity is not None or ticket.fx_quantity is not None:
            ticket = self.resolved(ticket, self.now)
        check_ticket(ticket, at=self.now, permissions=payer.start.permissions)
        self._check_short(ticket, payer)
        return ticket

    def _check_short(self, ticket: Ticket, payer: Account) -> None:
        listing = instrument(ticket.conid)
        if not (listing.is_event or listing.sec_type == "CRYPTO") or ticket.side != "SELL":
            return
        if ticket.parent_id is None and payer.quantity(ticket.conid) < ticket.quantity:
            raise Refused("short", f"{listing.name} cannot be sold short")

    def _preview(self, ticket: Ticket, open_orders: Sequence[Order]) -> Preview:
        account = self._books.account(self._payer(ticket.account))
        try:
            reference = self.price_checks(ticket, self.now).reference
        except NoPrices as error:
            raise _no_market(error) from error
        flows = [flow for order in open_orders for flow in ticket_flows(order.ticket, order.remaining)]
        conids = {conid for conid, _ in [*flows, *ticket_flows(ticket, ticket.quantity)]}
        marks = self._books.marks({*account.conids, *conids}, self.now)
        rates = self._books.rates(account, self.now, also={instrument(each).currency for each in conids})
        return preview_of(ticket, account, open_orders, marks, reference, rates=rates)

    def _check_client_id(self, ticket: Ticket) -> None:
        name = ticket.client_order_id
        known = None if name is None else self.find(ticket.account, name)
        if known is not None and self.now - known.submitted_at < _CLIENT_ID_KEPT:
            raise _duplicate(name)

    def _check_change(self, order: Order, ticket: Ticket) -> None:
        old = order.ticket
        self._checked(ticket)
        if (ticket.account, ticket.conid, ticket.side) != (old.account, old.conid, old.side):
            raise Refused("modification", "Account, contract and side of an order cannot be changed")
        if (ticket.sleeps, ticket.tif, ticket.legs) != (old.sleeps, old.tif, old.legs):
            raise Refused("modification", "An order keeps its stop and its time in force")
        if ticket.quantity <= order.filled:
            raise Refused("modification", f"{order.filled:f} shares are filled already")
        self._check_funds_for(order, ticket)

    def _check_funds_for(self, order: Order, ticket: Ticket) -> None:
        if order.parent_id is not None:
            return
        mine = self._open_orders(ticket.account)
        others = [each for each in mine if each.order_id != order.order_id]
        rest = attrs.evolve(ticket, quantity=ticket.quantity - order.filled)
        problem = self._preview(rest, others).problem
        if problem and rest.quantity > order.remaining:
            raise Refused("funds", problem)

    def _open_orders(self, account: str) -> list[Order]:
        """Orders that may fill; a child of an order that has not filled may not yet."""
        mine = [order for order in self._orders.values() if order.account == account and order.is_alive]
        return [order for order in mine if not self._waits(order)]

    # -- the life of an order --------------------------------------------------------------

    def _waits(self, order: Order) -> bool:
        """Whether an order must wait for its parent."""
        return order.parent_id is not None and self._orders[order.parent_id].status is not Status.FILLED

    def _children(self, order_id: int) -> list[Order]:
        return [order for order in self._orders.values() if order.parent_id == order_id]

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

    def _session_for(self, ticket: Ticket) -> Session | None:
        """The session that runs now, if the ticket may work in it."""
        session = hours_of(ticket).running(self.now)
        return session if session is not None and may_work_in(ticket, session) else None

    def _begin(self, order_id: int) -> None:
        """Let an accepted order work, if its market is open and its parent filled."""
        order = self._orders[order_id]
        session = self._session_for(order.ticket)
        if order.status is not Status.PRE_SUBMITTED or session is None or self._waits(order):
            return
        if order_id in self._floor or (order.ticket.tif == "OPG" and self.now > session.opens):
            return
        if not order.ticket.sleeps or order.triggered:
            order = self._move(order_id, Status.SUBMITTED)
        self._floor.enter(order, self.now, session)
        if order.ticket.tif in ("IOC", "OPG"):
            first = max(self.now, self.market.print_time(order.ticket.conid, session, 0))
            self._agenda.add(first, lambda: self._finish(order_id, _NOT_AT_ONCE))

    def _finish(self, order_id: int, reason: str | None = None) -> None:
        if self._orders[order_id].is_done:
            return
        self._orders[order_id] = attrs.evolve(self._orders[order_id], is_held=False)
        self._move(order_id, Status.CANCELLED, reason=reason)
        for child in self._children(order_id):
            self._finish(child.order_id, _PARENT_ENDED)

    # -- filling ---------------------------------------------------------------------------

    def _take(self, order: Order, chance: Chance) -> None:
        if chance.wakes:
            self._wake(order, chance)
            return
        session = self._floor.session_of(order.order_id)
        size = self._floor.take(order, chance)
        if size > 0:
            self._fill(order, chance, size, session)

    def _wake(self, order: Order, chance: Chance) -> None:
        stop = chance.price if order.ticket.trailing_amount is not None else None
        woken = attrs.evolve(order, triggered=True, trailing_stop=stop)
        self._orders[order.order_id] = woken
        if order.status is Status.PRE_SUBMITTED:
            woken = self._move(order.order_id, Status.SUBMITTED)
        self._floor.reenter(woken, self.now)

    def _fill(self, order: Order, chance: Chance, size: Decimal, session: Session) -> None:
        filled = order.filled + size
        fills = self._fills_of(order, chance, size, session)
        executions = [self._booked(order, *fill, venue=chance.venue) for fill in fills]
        after = attrs.evolve(
            order,
            filled=filled,
            paid=order.paid + size * chance.price,
            commission=order.commission + sum((each.commission for each in executions), Decimal(0)),
            last_fill_price=chance.price,
            changed_at=self.now,
            status=Status.FILLED if filled == order.ticket.quantity else order.status,
        )
        for execution in executions:
            self._publish(execution)
        self._record(after)
        self._follow_up(after)

    def _fills_of(
        self, order: Order, chance: Chance, size: Decimal, session: Session
    ) -> list[tuple[str, int, Decimal, Decimal]]:
        """What a fill trades for whom: account, contract, signed size, price."""
        ticket = order.ticket
        accounts = divided(size, order.allocation) if order.allocation else [(order.account, size)]
        if not ticket.legs:
            prices = {ticket.conid: chance.price}
        else:
            prices = leg_prices(self.market, ticket, session, chance.second)
        return [
            (account, conid, traded, prices[conid])
            for account, part in accounts
            for conid, traded in ticket_flows(ticket, part)
        ]

    def _follow_up(self, order: Order) -> None:
        """What a fill means for other orders."""
        if order.oca_group is not None:
            for other in list(self._orders.values()):
                if other.oca_group == order.oca_group and other.order_id != order.order_id:
                    self._finish(other.order_id, _OTHER_FILLED)
        if order.status is Status.FILLED:
            for child in self._children(order.order_id):
                self._begin(child.order_id)

    def _booked(
        self, order: Order, account: str, conid: int, size: Decimal, price: Decimal, *, venue: str
    ) -> Execution:
        fee = self._books.trade(account, order.order_id, conid, size, price)
        execution = Execution(
            execution_id=f"{_FIRST_EXECUTION + len(self._executions):08x}.{int(self.now):08x}.01.01",
            order_id=order.order_id,
            account=account,
            conid=conid,
            side="BUY" if size > 0 else "SELL",
            quantity=abs(size),
            price=price,
            commission=fee,
            time=self.now,
            exchange=venue if instrument(conid).sec_type == "STK" else instrument(conid).exchange,
            client_order_id=order.ticket.client_order_id,
            position=self._books.account(account).quantity(conid),
            fee_currency=instrument(conid).currency,
        )
        self._executions.append(execution)
        return execution

    def _publish(self, execution: Execution) -> None:
        self._report(execution, has_commission=False)
        self._agenda.add(self.now + COMMISSION_SECONDS, lambda: self._report(execution, has_commission=True))

    def _report(self, execution: Execution, *, has_commission: bool) -> None:
        self.journal.append(ExecutionEvent(len(self.journal), self.now, execution, has_commission))

    # -- bells ---------------------------------------------------------------------------

    def _watch(self, hours: Hours) -> None:
        """Be there at every bell of a venue from now on."""
        if hours.name not in self._watched:
            self._watched.add(hours.name)
            self._agenda.add(hours.next_bell(self.now), lambda: self._ring(hours))

    def _ring(self, hours: Hours) -> None:
        """A session of a venue begins or ends."""
        ended = {order.order_id for order in self._floor.close(self.now)}
        for order_id in [order.order_id for order in self._orders.values() if not order.is_done]:
            order = self._orders[order_id]
            if order.is_done or hours_of(order.ticket) != hours:
                continue
            if order.good_until <= self.now:
                self._finish(order_id, END_REASONS.get(order.ticket.tif, END_REASONS["DAY"]))
            elif order_id in ended:
                self._continue(order)
            else:
                self._begin(order_id)
        if hours is STOCK_HOURS:
            self._note_close()
        self._agenda.add(hours.next_bell(self.now), lambda: self._ring(hours))

    def _continue(self, order: Order) -> None:
        """An order whose session ended goes on in the next, or rests until there is one."""
        session = self._session_for(order.ticket)
        if session is not None:
            self._floor.enter(order, self.now, session)
        elif order.status is Status.SUBMITTED:
            self._move(order.order_id, Status.PRE_SUBMITTED)

    def _note_close(self) -> None:
        session = STOCK_HOURS.regular(STOCK_HOURS.day_of(self.now))
        if session is not None and session.closes == self.now:
            self._books.note_close(session)

    # -- expiry ----------------------------------------------------------------------------

    def _expect_expiry(self, conid: int) -> None:
        """Settle a derivative when its last day of trading ends."""
        listing = instrument(conid)
        day = listing.last_trading_day
        session = None if day is None else listing.hours.regular(day)
        if session is None or conid in self._expiring or session.closes <= self.now:
            return
        self._expiring.add(conid)
        self._agenda.add(session.closes, lambda: self._settle(conid))

    def _settle(self, conid: int) -> None:
        """Replace positions in an expired contract by what they turn into."""
        for account in self.accounts:
            held = self._books.account(account).quantity(conid)
            for delivered, size, price in deliveries(self.market, conid, held):
                self._books.settle(account, delivered, size, price)
                self._publish(self._settled(account, delivered, size, price))

    def _settled(self, account: str, conid: int, size: Decimal, price: Decimal) -> Execution:
        execution = Execution(
            execution_id=f"{_FIRST_EXECUTION + len(self._executions):08x}.{int(self.now):08x}.01.01",
            order_id=0,
            account=account,
            conid=conid,
            side="BUY" if size > 0 else "SELL",
            quantity=abs(size),
            price=price,
            commission=Decimal(0),
            time=self.now,
            exchange=instrument(conid).exchange,
            client_order_id=None,
            position=self._books.account(account).quantity(conid),
            fee_currency=instrument(conid).currency,
            is_settlement=True,
        )
        self._executions.append(execution)
        return execution


def _no_market(error: NoPrices) -> Refused:
    return Refused("contract", f"The contract has no market: {error}")


def _duplicate(name: str | None) -> Refused:
    return Refused("duplicate", f"Order couldn't be submitted: Local order ID={name} is already registered")
