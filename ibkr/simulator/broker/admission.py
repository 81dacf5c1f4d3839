"""Whether the broker takes a ticket: its contract and prices, its funds, its names, its parent.

An order for an advisor's group is paid for by the accounts of the group, each its share.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.broker.checks import check_ticket
from ibkr.simulator.broker.order import Order, Status
from ibkr.simulator.broker.preview import Preview, preview_of, ticket_flows, together, working_flows
from ibkr.simulator.broker.quoting import price_checks, resolved
from ibkr.simulator.broker.structure import Shares, divided
from ibkr.simulator.broker.ticket import Refused, Ticket
from ibkr.simulator.market.contract import instrument
from ibkr.simulator.market.market import Market, NoPrices

if TYPE_CHECKING:
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

    def allocation(self, account: str) -> Shares:
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
            problem = self.preview(ticket, group=plan.name if ticket.single_group else None).problem
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
        """The ticket with its quantity known, refused if it is wrong but for what the accounts have."""
        payers = [self._books.account(name) for name, _ in self.allocation(ticket.account)]
        if ticket.cash_quantity is not None or ticket.fx_quantity is not None:
            ticket = self.resolved(ticket, self._register.now)
        for payer in payers or [self._books.account(ticket.account)]:
            check_ticket(ticket, at=self._register.now, permissions=payer.start.permissions)
        return ticket

    def resolved(self, ticket: Ticket, at: float) -> Ticket:
        """The ticket with a quantity, where it gave money or an amount of currency instead."""
        try:
            return resolved(self._market, ticket, at)
        except NoPrices as error:
            raise _no_market(error) from error

    def preview(self, ticket: Ticket, *, group: str | None = None, replaces: Order | None = None) -> Preview:
        """What a ticket would cost and tie up beside the orders there are, in all accounts together.

        Orders of the one-cancels-all group that it joins never fill with it, and neither
        does the order that it replaces.
        """
        shares = self.allocation(ticket.account) if replaces is None else replaces.allocation
        if not shares:
            return self._preview(ticket, self._beside(ticket.account, group, replaces))
        currency = self._books.account(self._structure.master or shares[0][0]).start.currency
        parts = [
            self._preview(part, self._beside(part.account, group, replaces))
            for part in _divided(ticket, shares)
        ]
        rates = [self._market.rate(part.currency, currency, self._register.now) for part in parts]
        return together([part.at(rate, currency) for part, rate in zip(parts, rates, strict=True)])

    def _beside(self, account: str, group: str | None, replaces: Order | None) -> list[Order]:
        """What else may fill for an account: its orders, and its part of those of its groups."""
        others = [
            each
            for each in self._register.working(account)
            if (group is None or each.oca_group != group)
            and (replaces is None or each.order_id != replaces.order_id)
        ]
        return [_part_of(each, account) for each in others]

    def _preview(self, ticket: Ticket, open_orders: Sequence[Order]) -> Preview:
        now, account = self._register.now, self._books.account(ticket.account)
        _check_short(ticket, account, open_orders)
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
        rest = attrs.evolve(ticket, quantity=ticket.quantity - order.filled)
        problem = self.preview(rest, group=order.oca_group, replaces=order).problem
        if problem and rest.quantity > order.remaining:
            raise Refused("funds", problem)

    def _check_client_id(self, ticket: Ticket) -> None:
        name = ticket.client_order_id
        known = None if name is None else self._register.find(ticket.account, name)
        if known is not None and self._register.now - known.submitted_at < _CLIENT_ID_KEPT:
            raise _duplicate(name)


def _check_short(ticket: Ticket, account: Account, open_orders: Sequence[Order]) -> None:
    """Refuse to sell more than there is of what cannot be borrowed; a child sells what its parent buys."""
    listing = instrument(ticket.conid)
    if not (listing.is_event or listing.sec_type == "CRYPTO") or ticket.side != "SELL":
        return
    sold = sum(-size for conid, size in working_flows(open_orders) if conid == ticket.conid and size < 0)
    if ticket.parent_id is None and account.quantity(ticket.conid) < ticket.quantity + sold:
        raise Refused("short", f"{listing.name} cannot be sold short")


def _divided(ticket: Ticket, shares: Shares) -> list[Ticket]:
    """A ticket for each account that gets a part of it."""
    parts = divided(ticket.quantity, shares, step=instrument(ticket.conid).size_increment)
    return [attrs.evolve(ticket, account=account, quantity=part) for account, part in parts]


def _part_of(order: Order, account: str) -> Order:
    """What may still fill of an order for one of its accounts."""
    if not order.allocation:
        return order
    rest = order.remaining * dict(order.allocation)[account]
    return attrs.evolve(order, ticket=attrs.evolve(order.ticket, quantity=rest), filled=rest * 0)


def _no_market(error: NoPrices) -> Refused:
    return Refused("contract", f"The contract has no market: {error}")


def _duplicate(name: str | None) -> Refused:
    return Refused("duplicate", f"Order couldn't be submitted: Local order ID={name} is already registered")
