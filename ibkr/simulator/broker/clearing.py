"""What follows from a trade: the books, the execution and its reports; and the end of a contract."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from ibkr.simulator.broker.expiry import deliveries
from ibkr.simulator.broker.order import Execution, Order
from ibkr.simulator.broker.preview import signed, ticket_flows
from ibkr.simulator.broker.structure import divided
from ibkr.simulator.broker.tape import leg_prices
from ibkr.simulator.market.contract import instrument

if TYPE_CHECKING:
    from ibkr.simulator.broker.agenda import Agenda
    from ibkr.simulator.broker.books import Books
    from ibkr.simulator.broker.matching import Chance
    from ibkr.simulator.broker.register import Register
    from ibkr.simulator.broker.ticket import Ticket
    from ibkr.simulator.market.calendar import Session
    from ibkr.simulator.market.market import Market

COMMISSION_SECONDS = 0.3
"""From an execution to the report of its commission."""

_FIRST_EXECUTION = 0x0000E0D5


class Clearing:
    """Books fills and expiries, and reports each twice: at once, and with its commission."""

    def __init__(self, market: Market, books: Books, register: Register, agenda: Agenda) -> None:
        """Clear trades of `market` into `books`."""
        self._market = market
        self._books = books
        self._register = register
        self._agenda = agenda
        self._executions: defaultdict[str, list[Execution]] = defaultdict(list)
        self._made = 0
        self._given: defaultdict[int, dict[str, Decimal]] = defaultdict(dict)
        """What each account of a group has got of an order."""
        self._expiring: set[int] = set()

    def executions(self, account: str, *, since: float) -> list[Execution]:
        """Fills of an account from epoch second `since` on, oldest first."""
        mine = self._executions[account]
        return mine[bisect_left(mine, since, key=lambda each: each.time) :]

    def fill(self, order: Order, chance: Chance, size: Decimal, session: Session) -> Decimal:
        """Book so much of an order and report it; the commission that it costs."""
        shares = self._shares(order, size)
        prices = self._prices(order.ticket, chance, session)
        executions = [
            self._traded(order, account, conid, traded, prices[conid], venue=chance.venue)
            for account, part in shares
            for conid, traded in ticket_flows(order.ticket, part)
        ]
        for account, part in shares:
            self._books.combine(account, order.ticket.legs, signed(order.ticket, part))
        for execution in executions:
            self._publish(execution)
        return sum((each.commission for each in executions), Decimal(0))

    def _shares(self, order: Order, size: Decimal) -> list[tuple[str, Decimal]]:
        """What of a fill is whose."""
        if not order.allocation:
            return [(order.account, size)]
        given = self._given[order.order_id]
        step = instrument(order.ticket.conid).size_increment
        parts = divided(size, order.allocation, step=step, given=given)
        for account, part in parts:
            given[account] = given.get(account, Decimal(0)) + part
        return parts

    def _prices(self, ticket: Ticket, chance: Chance, session: Session) -> dict[int, Decimal]:
        """What each contract of a ticket is traded at."""
        if not ticket.legs:
            return {ticket.conid: chance.price}
        return leg_prices(self._market, ticket, session, chance.second)

    def _traded(
        self, order: Order, account: str, conid: int, size: Decimal, price: Decimal, *, venue: str
    ) -> Execution:
        fee, profit = self._books.trade(account, order.order_id, conid, size, price)
        listing = instrument(conid)
        return self._kept(
            account,
            conid,
            size,
            price,
            order_id=order.order_id,
            fee=fee,
            profit=profit,
            exchange=venue if listing.sec_type == "STK" else listing.exchange,
            client_order_id=order.ticket.client_order_id,
        )

    # -- the end of a contract ---------------------------------------------------------

    def expect_expiry(self, conid: int) -> None:
        """Settle a derivative when its last day of trading ends."""
        listing = instrument(conid)
        day = listing.last_trading_day
        session = None if day is None else listing.hours.regular(day)
        if session is None or conid in self._expiring or session.closes <= self._register.now:
            return
        self._expiring.add(conid)
        self._agenda.add(session.closes, lambda: self._expire(conid))

    def _expire(self, conid: int) -> None:
        """Replace positions in an expired contract by what they turn into."""
        for account in self._books.accounts:
            held = self._books.account(account).quantity(conid)
            for delivered, size, price in deliveries(self._market, conid, held):
                self.deliver(account, delivered, size, price)
                # An option on a future leaves one that expires in its turn.
                self.expect_expiry(delivered)

    def deliver(self, account: str, conid: int, size: Decimal, price: Decimal, *, order_id: int = 0) -> None:
        """Book what an expiry or an exercise brings, for which nobody charges, and report it."""
        profit = self._books.settle(account, conid, size, price)
        execution = self._kept(
            account,
            conid,
            size,
            price,
            order_id=order_id,
            fee=Decimal(0),
            profit=profit,
            exchange=instrument(conid).exchange,
            is_settlement=True,
        )
        self._publish(execution)

    # -- keeping and telling -------------------------------------------------------------

    def _kept(
        self,
        account: str,
        conid: int,
        size: Decimal,
        price: Decimal,
        *,
        order_id: int,
        fee: Decimal,
        profit: Decimal,
        exchange: str,
        client_order_id: str | None = None,
        is_settlement: bool = False,
    ) -> Execution:
        now, number = self._register.now, _FIRST_EXECUTION + self._made
        self._made += 1
        execution = Execution(
            execution_id=f"{number:08x}.{int(now):08x}.01.01",
            order_id=order_id,
            account=account,
            conid=conid,
            side="BUY" if size > 0 else "SELL",
            quantity=abs(size),
            price=price,
            commission=fee,
            time=now,
            exchange=exchange,
            client_order_id=client_order_id,
            position=self._books.account(account).quantity(conid),
            fee_currency=instrument(conid).currency,
            realized_pnl=profit,
            is_settlement=is_settlement,
        )
        self._executions[account].append(execution)
        return execution

    def _publish(self, execution: Execution) -> None:
        report = self._register.report
        report(execution, has_commission=False)
        self._agenda.add(
            self._register.now + COMMISSION_SECONDS, lambda: report(execution, has_commission=True)
        )
