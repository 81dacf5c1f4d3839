"""The paper broker: takes tickets, works them against the market, keeps the books.

It has no clock: every call says what time it is, and the broker first lives through
everything that happened until then, in order of time. Calls with an earlier time than
one before are taken as being at that later time. One caller at a time.

An order is taken (Inactive, PendingSubmit, PreSubmitted) in the same instant, works
0.15 s later, or when the market opens, or when its stop is reached, or when its parent
begins to fill, and a cancellation is in force 0.1 s after it was asked for; fills in
between count. The first fill of a one-cancels-all group ends its other orders in that
instant. A child closes no more than its parent has opened: when it fills first, or the
parent ends with a part, the bracket is left as large as that part.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.broker.account import DEFAULT_ACCOUNTS, AccountStart, Position, Summary
from ibkr.simulator.broker.admission import Admission
from ibkr.simulator.broker.agenda import Agenda
from ibkr.simulator.broker.books import Books, Part, Performance, Pnl
from ibkr.simulator.broker.clearing import COMMISSION_SECONDS, Clearing
from ibkr.simulator.broker.exercises import deadline, exercisable, exercise_ticket
from ibkr.simulator.broker.floor import Floor
from ibkr.simulator.broker.groups import Plan
from ibkr.simulator.broker.life import ACCEPT_SECONDS, CANCEL_SECONDS, Life
from ibkr.simulator.broker.lives import good_until
from ibkr.simulator.broker.order import Event, Execution, Order, Status
from ibkr.simulator.broker.preview import Preview, ticket_flows
from ibkr.simulator.broker.quoting import price_checks, quote_of
from ibkr.simulator.broker.register import Register
from ibkr.simulator.broker.structure import Structure
from ibkr.simulator.broker.tape import hours_of
from ibkr.simulator.broker.ticket import Refused, Ticket
from ibkr.simulator.market.hours import STOCK_HOURS

if TYPE_CHECKING:
    from decimal import Decimal

    from ibkr.simulator.broker.account import LedgerEntry
    from ibkr.simulator.broker.checks import PriceChecks
    from ibkr.simulator.broker.together import Combination
    from ibkr.simulator.market.market import Market
    from ibkr.simulator.market.quote import MarketQuote

__all__ = ["ACCEPT_SECONDS", "CANCEL_SECONDS", "COMMISSION_SECONDS", "Broker"]


class Broker:
    """Accounts, orders and executions of the simulated world."""

    def __init__(
        self, market: Market, *, start: float, accounts: Sequence[AccountStart] = DEFAULT_ACCOUNTS
    ) -> None:
        """Open for business at epoch second `start`."""
        self.market = market
        self.structure = Structure(accounts)
        """Groups and models of an advisor."""
        self._books = Books(market, accounts, start)
        self._floor, self._agenda = Floor(market), Agenda()
        self._register = register = Register(self._floor, start=start)
        self._admission = Admission(market, self._books, self.structure, register)
        self._clearing = Clearing(market, self._books, register, self._agenda)
        self._life = Life(market, self._books, register, self._floor, self._agenda, self._clearing)
        self._life.watch(STOCK_HOURS)
        for entry in accounts:
            for holding in entry.holdings:
                self._clearing.expect_expiry(holding.conid)

    # -- asking ----------------------------------------------------------------------

    @property
    def now(self) -> float:
        """Epoch seconds up to which everything was lived through."""
        return self._register.now

    @property
    def journal(self) -> list[Event]:
        """All that happened, oldest first; an event's number is its place here."""
        return self._register.journal

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
        return self._register.known(order_id)

    def orders(self, account: str, *, since: float = 0.0) -> list[Order]:
        """The orders of an account: those alive first, then those done since, each group newest first."""
        mine = self._register.of(account, since=since)
        return sorted(mine, key=lambda order: (order.is_done, -order.changed_at, -order.order_id))

    def find(self, account: str, client_order_id: str) -> Order | None:
        """The newest order of an account with that cOID."""
        return self._register.find(account, client_order_id)

    def trailing_stop(self, order_id: int) -> Decimal | None:
        """Where the stop of a trailing order stands; None for other orders and before the first price."""
        return self._floor.trailing_stop(self.order(order_id))

    def executions(self, account: str, *, since: float = 0.0) -> list[Execution]:
        """Fills of an account from epoch second `since` on, oldest first."""
        return self._clearing.executions(account, since=since)

    def positions(self, account: str) -> list[Position]:
        """What an account holds, or has held, of each contract, valued now."""
        return self._books.positions(account, self.now)

    def combinations(self, account: str) -> list[Combination]:
        """What an account holds that was opened as one, the oldest first."""
        return list(self._books.account(account).combinations)

    def held(self, account: str, conid: int) -> Decimal:
        """Shares or contracts that an account holds; negative when short."""
        return self._books.account(account).quantity(conid)

    def summary(self, account: str) -> Summary:
        """The account's money and margin now."""
        return self._books.summary(account, self.now)

    def part(self, account: str, conids: Collection[int]) -> Part:
        """What an account holds of those contracts, valued now."""
        return self._books.part(account, conids, self.now)

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
        return self._admission.resolved(ticket, at)

    def preview(self, ticket: Ticket, at: float) -> Preview:
        """What a ticket would cost and tie up; lack of funds is told in `problem`.

        Raises:
            Refused: the ticket is wrong for another reason than funds.
        """
        self.advance(at)
        return self._admission.preview(self._admission.checked(ticket))

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
        plan = Plan.of(tickets, name=f"oco-{self._register.next_id}")
        outcomes: dict[int, Order | Refused] = {}
        for place in plan.parents_first():
            outcomes[place] = self._outcome(plan, place, outcomes)
        orders = [outcome for outcome in outcomes.values() if isinstance(outcome, Order)]
        if not orders:
            raise next(outcome for outcome in outcomes.values() if isinstance(outcome, Refused))
        return [
            self._register[outcome.order_id] if isinstance(outcome, Order) else outcome
            for outcome in (outcomes[place] for place in range(len(tickets)))
        ]

    def modify(self, order_id: int, ticket: Ticket, at: float) -> Order:
        """Put another ticket in the place of a working order's: same account, contract and side.

        An order that was kept is sent by a ticket that is not deactivated.

        Raises:
            Refused: unknown or finished order, or a change that cannot be made.
        """
        self.advance(at)
        order = self._register.editable(order_id)
        old = order.ticket
        ticket = attrs.evolve(
            self.resolved(ticket, self.now),
            client_order_id=old.client_order_id,
            parent_id=old.parent_id,
            single_group=old.single_group,
        )
        self._admission.check_change(order, ticket)
        if (ticket.trailing_amount, ticket.stop) != (old.trailing_amount, old.stop):
            self._floor.forget_extreme(order_id)
        until = order.good_until if ticket.tif == "GTC" else good_until(ticket, self.now)
        changed = attrs.evolve(order, ticket=ticket, changed_at=self.now, good_until=until)
        if not order.is_held:
            return self._life.change(changed)
        self._register.record(changed)
        return changed if ticket.deactivated else self._life.release(order_id)

    def cancel(self, order_id: int, at: float) -> Order:
        """Ask for the end of an order; it is in force a moment later, and fills may come first.

        Raises:
            Refused: unknown or finished order.
        """
        self.advance(at)
        order = self._register.editable(order_id)
        if order.is_held:
            self._life.finish(order_id)
            return self._register[order_id]
        return self._life.withdraw(order_id)

    def exercisable(self, account: str, conid: int, at: float) -> tuple[Decimal, float]:
        """How many of an option an account may exercise, and until when.

        Raises:
            Refused: it is none, or not held.
        """
        self.advance(at)
        listing, held = exercisable(self._books.account(account), conid, self.now)
        return held, deadline(listing, self.now)

    def exercise(self, account: str, conid: int, quantity: Decimal, at: float) -> Order:
        """Exercise so many options of an account, which is carried out at the next close.

        It is an order with the side EXER, which can be cancelled until then.

        Raises:
            Refused: it is no such option, or the account has not as many.
        """
        held, until = self.exercisable(account, conid, at)
        if not 0 < quantity <= held:
            raise Refused("quantity", f"{quantity:f} options cannot be exercised: there are {held:f}")
        order = self._new(exercise_ticket(account, conid, quantity), is_held=False)
        for status in (Status.PENDING_SUBMIT, Status.PRE_SUBMITTED, Status.SUBMITTED):
            order = self._register.move(order.order_id, status)
        self._life.exercise_at(order.order_id, until)
        return order

    # -- what comes and goes without a trade ------------------------------------------

    def receive(self, account: str, currency: str, amount: Decimal) -> None:
        """Take money in from outside, or pay it out when negative; it is neither profit nor loss."""
        self._books.receive(account, currency, amount, self.now)

    def hand_over(self, account: str, conid: int, quantity: Decimal) -> Decimal:
        """Give a part of a position away, which must be held; what it had cost."""
        return self._books.hand_over(account, conid, quantity, self.now)

    def take_over(self, account: str, conid: int, quantity: Decimal, cost: Decimal) -> None:
        """Add to a position what had cost `cost` elsewhere."""
        self._clearing.expect_expiry(conid)
        self._books.take_over(account, conid, quantity, cost, self.now)

    def advance(self, to: float) -> None:
        """Live through everything up to epoch second `to`."""
        while self._step(to):
            pass
        self._register.now = max(self.now, to)

    def _step(self, to: float) -> bool:
        """The next thing that happens by `to`: a turn of an order before an appointment of that time."""
        due = self._agenda.next_time
        turn = self._floor.next_turn(min(to, due))
        if turn is not None:
            order, chance = turn
            self._register.now = max(self.now, chance.time)
            self._life.take(order, chance)
        elif due <= to:
            when, appointment = self._agenda.pop()
            self._register.now = max(self.now, when)
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
            ticket = self._admission.admitted(plan, place)
            parent_id = self._admission.parent_id(ticket) if above is None else above.order_id
        except Refused as refusal:
            return refusal
        # A leg that will be refused keeps the whole bracket from being sent.
        is_whole = all(self._admission.is_admissible(plan, child) for child in plan.children(place))
        is_held = ticket.deactivated or not is_whole or (above is not None and above.is_held)
        group = plan.name if ticket.single_group else None
        order = self._new(ticket, is_held=is_held, parent_id=parent_id, oca_group=group)
        return order if is_held else self._life.transmit(order.order_id)

    def _new(
        self, ticket: Ticket, *, is_held: bool, parent_id: int | None = None, oca_group: str | None = None
    ) -> Order:
        for conid, _ in ticket_flows(ticket, ticket.quantity):
            self._clearing.expect_expiry(conid)
        self._life.watch(hours_of(ticket))
        order = Order(
            order_id=self._register.next_id,
            ticket=ticket,
            status=Status.INACTIVE,
            submitted_at=self.now,
            changed_at=self.now,
            parent_id=parent_id,
            oca_group=oca_group if parent_id is None else str(parent_id),
            is_held=is_held,
            allocation=self._admission.allocation(ticket.account),
            good_until=good_until(ticket, self.now),
        )
        return self._register.record(order)
