"""From a ticket that was taken to an order that is done: working, resting, waking, filling, ending.

Whatever is due later is put on the agenda, which the broker works off in order of time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.broker.exercises import exercised
from ibkr.simulator.broker.lives import END_REASONS, good_until, may_work_in
from ibkr.simulator.broker.order import Order, Status
from ibkr.simulator.broker.tape import hours_of
from ibkr.simulator.market.hours import STOCK_HOURS

if TYPE_CHECKING:
    from decimal import Decimal

    from ibkr.simulator.broker.agenda import Agenda
    from ibkr.simulator.broker.books import Books
    from ibkr.simulator.broker.clearing import Clearing
    from ibkr.simulator.broker.floor import Floor
    from ibkr.simulator.broker.matching import Chance
    from ibkr.simulator.broker.register import Register
    from ibkr.simulator.broker.ticket import Ticket
    from ibkr.simulator.market.calendar import Session
    from ibkr.simulator.market.hours import Hours
    from ibkr.simulator.market.market import Market

ACCEPT_SECONDS = 0.15
CANCEL_SECONDS = 0.1

_NOT_AT_ONCE = "What could not be filled at once is cancelled."
_OTHER_FILLED = "Another order of its one-cancels-all group was filled."
_CHILD_FILLED = "What it had opened is being closed by an order of its bracket."
_PARENT_ENDED = "The order it belongs to was cancelled."


@attrs.define(eq=False)
class Life:
    """What happens to orders by themselves."""

    market: Market
    books: Books
    register: Register
    floor: Floor
    agenda: Agenda
    clearing: Clearing
    _watched: set[str] = attrs.field(factory=set[str])

    # -- sending and ending ------------------------------------------------------------

    def transmit(self, order_id: int) -> Order:
        """Send an order; a moment later it works."""
        self.register.move(order_id, Status.PENDING_SUBMIT)
        accepted = self.register.move(order_id, Status.PRE_SUBMITTED)
        self.agenda.add(self.register.now + ACCEPT_SECONDS, lambda: self.begin(order_id))
        return accepted

    def release(self, order_id: int) -> Order:
        """Send an order that was kept, and its children with it."""
        order = self.register[order_id]
        until = good_until(order.ticket, self.register.now)
        self.register.note(attrs.evolve(order, is_held=False, good_until=until))
        sent = self.transmit(order_id)
        for child in self.register.children(order_id):
            if child.is_held:
                self.release(child.order_id)
        return sent

    def withdraw(self, order_id: int) -> Order:
        """Begin the end of an order; it is in force a moment later."""
        pending = self.register.move(order_id, Status.PENDING_CANCEL)
        self.agenda.add(self.register.now + CANCEL_SECONDS, lambda: self.finish(order_id))
        return pending

    def finish(self, order_id: int, reason: str | None = None) -> None:
        """End an order and its children, unless it is done."""
        if self.register[order_id].is_done:
            return
        self.register.note(attrs.evolve(self.register[order_id], is_held=False))
        self.register.move(order_id, Status.CANCELLED, reason=reason)
        for child in self.register.children(order_id):
            self._after_parent(child, self.register[order_id])

    def _after_parent(self, child: Order, parent: Order) -> None:
        """A child ends with its parent; if that had opened a part, it closes no more than that."""
        if not parent.filled:
            self.finish(child.order_id, _PARENT_ENDED)
        elif not child.is_done and child.closes(parent) and child.ticket.quantity > parent.filled:
            smaller = attrs.evolve(child, ticket=attrs.evolve(child.ticket, quantity=parent.filled))
            now = self.register.now
            self.register.record(smaller if smaller.remaining else smaller.moved(Status.FILLED, now))

    def change(self, order: Order) -> Order:
        """Put a changed order in the place of what it was; it may work in other sessions now."""
        self.register.record(order)
        if order.order_id in self.floor:
            self._continue(order)
        elif self.register.now >= order.submitted_at + ACCEPT_SECONDS:
            self.begin(order.order_id)
        return self.register[order.order_id]

    # -- working -----------------------------------------------------------------------

    def _session_for(self, ticket: Ticket) -> Session | None:
        """The session that runs now, if the ticket may work in it."""
        session = hours_of(ticket).running(self.register.now)
        return session if session is not None and may_work_in(ticket, session) else None

    def begin(self, order_id: int) -> None:
        """Let an accepted order work, if its market is open and its parent filled."""
        order, now = self.register[order_id], self.register.now
        session = self._session_for(order.ticket)
        if order.status is not Status.PRE_SUBMITTED or session is None or self.register.waits(order):
            return
        if order_id in self.floor or (order.ticket.tif == "OPG" and now > session.opens):
            return
        if not order.ticket.sleeps or order.triggered:
            order = self.register.move(order_id, Status.SUBMITTED)
        self.floor.enter(order, now, session)
        if order.ticket.tif in ("IOC", "OPG"):
            first = max(now, self.market.print_time(order.ticket.conid, session, 0))
            self.agenda.add(first, lambda: self.finish(order_id, _NOT_AT_ONCE))

    def take(self, order: Order, chance: Chance) -> None:
        """Let an order have its turn: it wakes, or it is filled as far as the market gives."""
        if chance.wakes:
            self._wake(order, chance)
            return
        session = self.floor.session_of(order.order_id)
        size = self.floor.take(order, chance, self.register.room(order))
        if size > 0:
            self._fill(order, chance, size, session)

    def _wake(self, order: Order, chance: Chance) -> None:
        stop = chance.price if order.ticket.trailing_amount is not None else None
        woken = self.register.note(attrs.evolve(order, triggered=True, trailing_stop=stop))
        if order.status is Status.PRE_SUBMITTED:
            woken = self.register.move(order.order_id, Status.SUBMITTED)
        self.floor.reenter(woken, self.register.now)

    def _fill(self, order: Order, chance: Chance, size: Decimal, session: Session) -> None:
        commission = self.clearing.fill(order, chance, size, session)
        filled = order.filled + size
        after = attrs.evolve(
            order,
            filled=filled,
            paid=order.paid + size * chance.price,
            commission=order.commission + commission,
            last_fill_price=chance.price,
            changed_at=self.register.now,
            status=Status.FILLED if filled == order.ticket.quantity else order.status,
        )
        self._follow_up(self.register.record(after))

    def _follow_up(self, order: Order) -> None:
        """What a fill means for other orders."""
        for other in self.register.beside(order):
            self.finish(other.order_id, _OTHER_FILLED)
        opener = self.register.opener(order)
        if opener is not None:
            self.finish(opener.order_id, _CHILD_FILLED)
        for child in self.register.children(order.order_id):
            if order.is_done:
                self._after_parent(child, order)
            self.begin(child.order_id)

    # -- bells -------------------------------------------------------------------------

    def watch(self, hours: Hours) -> None:
        """Be there at every bell of a venue from now on."""
        if hours.name not in self._watched:
            self._watched.add(hours.name)
            self.agenda.add(hours.next_bell(self.register.now), lambda: self._ring(hours))

    def _ring(self, hours: Hours) -> None:
        """A session of a venue begins or ends."""
        now = self.register.now
        ended = self.floor.close(now, hours)
        for order_id in [order.order_id for order in self.register.unfinished]:
            order = self.register[order_id]
            if order.is_done or order.is_exercise or hours_of(order.ticket) != hours:
                continue
            if order.good_until <= now:
                self.finish(order_id, END_REASONS.get(order.ticket.tif, END_REASONS["DAY"]))
            elif order_id in ended:
                self._continue(order)
            else:
                self.begin(order_id)
        if hours is STOCK_HOURS:
            self._note_close()
        self.agenda.add(hours.next_bell(now), lambda: self._ring(hours))

    def _continue(self, order: Order) -> None:
        """Let an order go on in the session that runs, or rest until there is one it may work in."""
        session = self._session_for(order.ticket)
        if session is not None:
            self.floor.enter(order, self.register.now, session)
            return
        self.floor.leave(order.order_id)
        if order.status is Status.SUBMITTED:
            self.register.move(order.order_id, Status.PRE_SUBMITTED)

    def _note_close(self) -> None:
        session = STOCK_HOURS.regular(STOCK_HOURS.day_of(self.register.now))
        if session is not None and session.closes == self.register.now:
            self.books.note_close(session)

    # -- exercising --------------------------------------------------------------------

    def exercise_at(self, order_id: int, when: float) -> None:
        """Carry out the exercise of an option at epoch second `when`, unless it is cancelled before."""
        self.agenda.add(when, lambda: self._exercise(order_id))

    def _exercise(self, order_id: int) -> None:
        order = self.register[order_id]
        held = self.books.account(order.account).quantity(order.ticket.conid)
        size = min(order.ticket.quantity, held)
        if order.is_done:
            return
        if size <= 0:
            self.finish(order_id, "The options were sold before they were exercised.")
            return
        for conid, quantity, price in exercised(order.ticket.conid, size):
            self.clearing.deliver(order.account, conid, quantity, price, order_id=order_id)
        done = attrs.evolve(order, filled=order.ticket.quantity, changed_at=self.register.now)
        self.register.record(attrs.evolve(done, status=Status.FILLED))
