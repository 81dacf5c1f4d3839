"""Whether the broker takes a ticket: its contract and prices, its funds, its names, its parent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.broker.checks import check_ticket
from ibkr.simulator.broker.order import Order, Status
from ibkr.simulator.broker.preview import Preview, preview_of, ticket_flows
from ibkr.simulator.broker.quoting import price_checks, resolved
from ibkr.simulator.broker.ticket import Refused, Ticket
from ibkr.simulator.market.contract import instrument
from ibkr.simulator.market.market import Market, NoPrices

if TYPE_CHECKING:
    from decimal import Decimal

    from ibkr.simulator.broker.account import Account
    from ibkr.simulator.broker.books import Books
    from ibkr.simulator.broker.groups import Plan
    from ibkr.simulator.broker.register import Register
    from ibkr.simulator.broker.structure import Structure

_CLIENT_ID_KEPT = 24 * 3600.0
"""A cOID may come again after a day."""


class Admission:
    """Checks tickets against the books and the orders there are. Everything raises `Refused`."""

    def __init__(self, market: Market, books: Books, structure: Structure, register: Register) -> None:
        """Check against these."""
        self._market = market
        self._books = books
        self._structure = structure
        self._register = register

    def payer(self, account: str) -> str:
        """The account whose money counts: for a group that of the advisor."""
        if self._structure.group(account) is not None and self._structure.master is not None:
            return self._structure.master
        return account

    def allocation(self, account: str) -> tuple[tuple[str, Decimal], ...]:
        """Accounts of a group and their shares of an order; () for an account."""
        group = self._structure.group(account)
        if group is None:
            return ()
        now = self._register.now
        return self._structure.shares(group, lambda each: self._books.summary(each, now).net_liquidation)

    def admitted(self, plan: Plan, place: int) -> Ticket:
        """A ticket of a request, checked; a child of it closes what its parent opens, so needs no funds."""
        ticket = self.checked(plan.tickets[place])
        self._check_client_id(ticket)
        names = [each.client_order_id for each in plan.tickets[:place] if each.client_order_id is not None]
        if ticket.client_order_id in names:
            raise _duplicate(ticket.client_order_id)
        if plan.parents[place] is None:
            self.parent_id(ticket)
            mine = self._register.working(self.payer(ticket.account))
            # Orders that cancel each other never fill together.
            others = [each for each in mine if not ticket.single_group or each.oca_group != plan.name]
            problem = self.preview(ticket, others).problem
            if problem and ticket.parent_id is None:
                raise Refused("funds", problem)
        return ticket

    def is_admissible(self, plan: Plan, place: int) -> bool:
        """Whether a ticket of a request would be taken."""
        try:
            self.admitted(plan, place)
        except Refused:
            return False
        return True

    def parent_id(self, ticket: Ticket) -> int | None:
        """The order that a ticket names as its parent, which was placed before."""
        name = ticket.parent_id
        if name is None:
            return None
        found = self._register.named(ticket.account, name)
        if found is None or found.status is Status.CANCELLED:
            raise Refused("parent", f"There is no order {name} that this one could belong to")
        return found.order_id

    def checked(self, ticket: Ticket) -> Ticket:
        """The ticket with its quantity known, refused if it is wrong but for its funds."""
        payer = self._books.account(self.payer(ticket.account))
        if ticket.cash_quantity is not None or ticket.fx_quantity is not None:
            ticket = self.resolved(ticket, self._register.now)
        check_ticket(ticket, at=self._register.now, permissions=payer.start.permissions)
        self._check_short(ticket, payer)
        return ticket

    def resolved(self, ticket: Ticket, at: float) -> Ticket:
        """The ticket with a quantity, where it gave money or an amount of currency instead."""
        try:
            return resolved(self._market, ticket, at)
        except NoPrices as error:
            raise _no_market(error) from error

    def preview(self, ticket: Ticket, open_orders: Sequence[Order]) -> Preview:
        """What a ticket would cost and tie up beside those orders."""
        now, account = self._register.now, self._books.account(self.payer(ticket.account))
        try:
            reference = price_checks(self._market, ticket, now).reference
        except NoPrices as error:
            raise _no_market(error) from error
        flows = [flow for order in open_orders for flow in ticket_flows(order.ticket, order.remaining)]
        conids = {conid for conid, _ in [*flows, *ticket_flows(ticket, ticket.quantity)]}
        marks = self._books.marks({*account.conids, *conids}, now)
        rates = self._books.rates(account, now, also={instrument(each).currency for each in conids})
        return preview_of(ticket, account, open_orders, marks, reference, rates=rates)

    def check_change(self, order: Order, ticket: Ticket) -> None:
        """Refuse a ticket that cannot take the place of an order's."""
        old = order.ticket
        self.checked(ticket)
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
        others = [each for each in self._register.working(ticket.account) if each.order_id != order.order_id]
        rest = attrs.evolve(ticket, quantity=ticket.quantity - order.filled)
        problem = self.preview(rest, others).problem
        if problem and rest.quantity > order.remaining:
            raise Refused("funds", problem)

    def _check_short(self, ticket: Ticket, payer: Account) -> None:
        listing = instrument(ticket.conid)
        if not (listing.is_event or listing.sec_type == "CRYPTO") or ticket.side != "SELL":
            return
        if ticket.parent_id is None and payer.quantity(ticket.conid) < ticket.quantity:
            raise Refused("short", f"{listing.name} cannot be sold short")

    def _check_client_id(self, ticket: Ticket) -> None:
        name = ticket.client_order_id
        known = None if name is None else self._register.find(ticket.account, name)
        if known is not None and self._register.now - known.submitted_at < _CLIENT_ID_KEPT:
            raise _duplicate(name)


def _no_market(error: NoPrices) -> Refused:
    return Refused("contract", f"The contract has no market: {error}")


def _duplicate(name: str | None) -> Refused:
    return Refused("duplicate", f"Order couldn't be submitted: Local order ID={name} is already registered")
