"""What an order would cost and tie up, before it is placed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.broker.account import NO_RATES
from ibkr.simulator.broker.costs import Traded, fee
from ibkr.simulator.broker.margin import Margin, margin_of
from ibkr.simulator.broker.tape import multiplier_of
from ibkr.simulator.market.contract import instrument

if TYPE_CHECKING:
    from ibkr.simulator.broker.account import Account, Marks, Rates
    from ibkr.simulator.broker.order import Order
    from ibkr.simulator.broker.ticket import Ticket

Flow = tuple[int, Decimal]
"""A contract and the signed quantity that may still be traded in it."""


@attrs.frozen
class Change:
    """A figure as it is, and what the order adds."""

    current: Decimal
    change: Decimal

    @property
    def after(self) -> Decimal:
        """The figure once the order is filled."""
        return self.current + self.change

    def __add__(self, other: Change) -> Change:
        """Both figures together."""
        return Change(self.current + other.current, self.change + other.change)

    def times(self, factor: Decimal) -> Change:
        """The same in another currency."""
        return Change(self.current * factor, self.change * factor)


_ZERO = Decimal(0)
_NOTHING = Change(_ZERO, _ZERO)


@attrs.frozen(kw_only=True)
class Preview:
    """The cost of an order in the account's currency, at its limit or, without one, at the market."""

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
    currency: str = "USD"

    @property
    def total(self) -> Decimal:
        """Amount and commission together: what a purchase takes, with the commission taken off a sale."""
        return self.amount + self.commission

    def at(self, rate: Decimal, currency: str) -> Preview:
        """The same in another currency, at so many units of it for one."""
        return attrs.evolve(
            self,
            amount=self.amount * rate,
            commission=self.commission * rate,
            equity=self.equity.times(rate),
            initial=self.initial.times(rate),
            maintenance=self.maintenance.times(rate),
            currency=currency,
        )


def together(parts: Sequence[Preview]) -> Preview:
    """The parts of one order in several accounts, in one currency; a lack of funds in one is one of all."""
    return Preview(
        amount=sum((each.amount for each in parts), _ZERO),
        commission=sum((each.commission for each in parts), _ZERO),
        quantity=sum((each.quantity for each in parts), _ZERO),
        equity=sum((each.equity for each in parts), _NOTHING),
        initial=sum((each.initial for each in parts), _NOTHING),
        maintenance=sum((each.maintenance for each in parts), _NOTHING),
        position=sum((each.position for each in parts), _NOTHING),
        problem=next((each.problem for each in parts if each.problem), None),
        currency=parts[0].currency,
    )


def preview_of(
    ticket: Ticket,
    account: Account,
    open_orders: Sequence[Order],
    marks: Marks,
    reference: Decimal,
    *,
    rates: Rates = NO_RATES,
) -> Preview:
    """Preview a ticket for an account with these orders in the market already.

    Margin is counted for the worst that open orders can do: all purchases of a contract
    filled and no sale, or the other way round; of orders that cancel each other the largest.
    """
    price = reference if ticket.limit is None else ticket.limit
    rate = rates.get(instrument(ticket.conid).currency, Decimal(1))
    value = ticket.quantity * price * multiplier_of(ticket)
    cost = _fee(ticket, account, price, marks) * rate
    flows = working_flows(open_orders)
    mine = ticket_flows(ticket, ticket.quantity)
    before, after = _margin(account, flows, marks, rates), _margin(account, [*flows, *mine], marks, rates)
    equity = Change(account.equity(marks, rates), -cost)
    initial = Change(before.initial, after.initial - before.initial)
    return Preview(
        amount=value * rate,
        commission=cost,
        quantity=ticket.quantity,
        equity=equity,
        initial=initial,
        maintenance=Change(before.maintenance, after.maintenance - before.maintenance),
        position=Change(account.quantity(ticket.conid), signed(ticket, ticket.quantity)),
        problem=_lack_of_funds(equity, initial, account.start.currency),
        currency=account.start.currency,
    )


def _fee(ticket: Ticket, account: Account, price: Decimal, marks: Marks) -> Decimal:
    if not ticket.legs:
        return _leg_fee(ticket.conid, ticket.side, ticket.quantity, price, account)
    return sum(
        (
            _leg_fee(leg.conid, ticket.side, ticket.quantity * abs(leg.ratio), marks[leg.conid], account)
            for leg in ticket.legs
        ),
        Decimal(0),
    )


def _leg_fee(conid: int, side: str, quantity: Decimal, price: Decimal, account: Account) -> Decimal:
    traded = Traded(listing=instrument(conid), side=side).with_fill(quantity, price)
    return fee(traded, account.start.commissions)


def _lack_of_funds(equity: Change, initial: Change, currency: str) -> str | None:
    if initial.change <= 0 or equity.after >= initial.after:
        return None
    return (
        f"The order was not accepted: your equity of {equity.after:,.2f} {currency} does not cover "
        f"the initial margin of {initial.after:,.2f} {currency} that the position would need"
    )


def signed(ticket: Ticket, quantity: Decimal) -> Decimal:
    """A quantity of the ticket, negative for a sale."""
    return quantity if ticket.side == "BUY" else -quantity


def ticket_flows(ticket: Ticket, quantity: Decimal) -> list[Flow]:
    """What that much of a ticket trades, leg by leg."""
    size = signed(ticket, quantity)
    if ticket.legs:
        return [(leg.conid, size * leg.ratio) for leg in ticket.legs]
    return [(ticket.conid, size)]


def working_flows(orders: Iterable[Order]) -> list[Flow]:
    """What orders may still trade; of a one-cancels-all group only the largest of each side."""
    alone: list[Flow] = []
    largest: dict[tuple[str, int, bool], Decimal] = {}
    for order in orders:
        for conid, size in ticket_flows(order.ticket, order.remaining):
            if order.oca_group is None:
                alone.append((conid, size))
                continue
            key = (order.oca_group, conid, size > 0)
            largest[key] = max(largest.get(key, size), size, key=abs)
    return alone + [(conid, size) for (_, conid, _), size in largest.items()]


def _margin(account: Account, flows: Sequence[Flow], marks: Marks, rates: Rates) -> Margin:
    """What all positions tie up if the orders of each contract turn out the worse way."""
    conids = sorted({*account.conids, *(conid for conid, _ in flows)})
    return sum((_worst(account, conid, flows, marks, rates) for conid in conids), Margin())


def _worst(account: Account, conid: int, flows: Sequence[Flow], marks: Marks, rates: Rates) -> Margin:
    held, mine = account.quantity(conid), [size for each, size in flows if each == conid]
    bought = sum((size for size in mine if size > 0), Decimal(0))
    sold = sum((size for size in mine if size < 0), Decimal(0))
    outcomes = [margin_of(conid, size, marks) for size in {held, held + bought, held + sold} if size]
    worst = max(outcomes, key=lambda margin: margin.initial, default=Margin())
    return worst.times(rates.get(instrument(conid).currency, Decimal(1)))
