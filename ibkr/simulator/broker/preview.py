"""What an order would cost and tie up, before it is placed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.broker.costs import INITIAL_MARGIN, MAINTENANCE_MARGIN, commission

if TYPE_CHECKING:
    from ibkr.simulator.broker.account import Account, Marks
    from ibkr.simulator.broker.order import Order
    from ibkr.simulator.broker.ticket import Ticket


@attrs.frozen
class Change:
    """A figure as it is, and what the order adds."""

    current: Decimal
    change: Decimal

    @property
    def after(self) -> Decimal:
        """The figure once the order is filled."""
        return self.current + self.change


@attrs.frozen(kw_only=True)
class Preview:
    """The cost of an order in USD, at its limit or, without one, at the market."""

    amount: Decimal
    commission: Decimal
    quantity: Decimal
    equity: Change
    """Net liquidation; an order costs it the commission."""
    initial: Change
    maintenance: Change
    position: Change
    """Shares."""
    problem: str | None
    """Why the funds do not suffice, else None."""

    @property
    def total(self) -> Decimal:
        """Amount and commission together: what a purchase takes, with the commission taken off a sale."""
        return self.amount + self.commission


def preview_of(
    ticket: Ticket, account: Account, open_orders: Sequence[Order], marks: Marks, reference: Decimal
) -> Preview:
    """Preview a ticket for an account with these orders in the market already.

    Margin is counted for the worst that open orders can do: all purchases of a stock
    filled and no sale, or the other way round.
    """
    amount = ticket.quantity * (reference if ticket.limit is None else ticket.limit)
    fee = commission(ticket.quantity, amount)
    before = _exposure(account, [order_flow(order) for order in open_orders], marks)
    flows = [order_flow(order) for order in open_orders]
    after = _exposure(account, [*flows, (ticket.conid, _signed(ticket, ticket.quantity))], marks)
    equity = Change(account.equity(marks), -fee)
    initial = _margin(before, after, INITIAL_MARGIN)
    return Preview(
        amount=amount,
        commission=fee,
        quantity=ticket.quantity,
        equity=equity,
        initial=initial,
        maintenance=_margin(before, after, MAINTENANCE_MARGIN),
        position=Change(account.quantity(ticket.conid), _signed(ticket, ticket.quantity)),
        problem=_lack_of_funds(equity, initial),
    )


def _lack_of_funds(equity: Change, initial: Change) -> str | None:
    if initial.change <= 0 or equity.after >= initial.after:
        return None
    return (
        f"The order was not accepted: your equity of {equity.after:,.2f} USD does not cover "
        f"the initial margin of {initial.after:,.2f} USD that the position would need"
    )


def order_flow(order: Order) -> tuple[int, Decimal]:
    """The stock and the signed number of shares that an order still may trade."""
    return order.ticket.conid, _signed(order.ticket, order.remaining)


def _signed(ticket: Ticket, quantity: Decimal) -> Decimal:
    return quantity if ticket.side == "BUY" else -quantity


def _exposure(account: Account, flows: Sequence[tuple[int, Decimal]], marks: Marks) -> Decimal:
    """Value of all positions if the orders of each stock turn out the worse way."""
    conids = {*account.conids, *(conid for conid, _ in flows)}
    return sum((_worst(account.quantity(conid), conid, flows) * marks[conid] for conid in conids), Decimal(0))


def _worst(held: Decimal, conid: int, flows: Sequence[tuple[int, Decimal]]) -> Decimal:
    mine = [size for each, size in flows if each == conid]
    bought = sum((size for size in mine if size > 0), Decimal(0))
    sold = sum((size for size in mine if size < 0), Decimal(0))
    return max(abs(held), abs(held + bought), abs(held + sold))


def _margin(before: Decimal, after: Decimal, rate: Decimal) -> Change:
    return Change(before * rate, (after - before) * rate)
