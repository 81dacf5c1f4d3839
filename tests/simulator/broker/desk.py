"""A broker with one rich account, and tickets for it: what the tests of orders begin with."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from ibkr.simulator.broker.broker import Broker
from ibkr.simulator.broker.order import Execution, Order, OrderEvent
from ibkr.simulator.broker.starts import AccountStart
from ibkr.simulator.broker.ticket import Ticket
from ibkr.simulator.market.contract import IBM
from ibkr.simulator.market.market import Market

TEN = datetime(2013, 2, 1, 15, tzinfo=UTC).timestamp()
"""Friday, 10:00 in New York."""
HOUR = 3600
CLOSE = TEN + 6 * HOUR
MONDAY_OPEN = TEN + 3 * 24 * HOUR - HOUR / 2
MARKET = Market(seed=7)
ACCOUNT = "DU1234567"
RICH = AccountStart(account_id=ACCOUNT, cash=Decimal(10_000_000))


def broker(start: float = TEN, **changes: Any) -> Broker:
    """A broker with one rich account."""
    account = AccountStart(**{"account_id": ACCOUNT, "cash": Decimal(10_000_000), **changes})
    return Broker(MARKET, start=start, accounts=[account])


def ticket(**changes: Any) -> Ticket:
    """Buy 100 IBM at the market, with changes."""
    buy: dict[str, Any] = {"conid": IBM.conid, "side": "BUY", "quantity": Decimal(100), "order_type": "MKT"}
    return Ticket(**{"account": ACCOUNT, **buy, **changes})


def limit(price: str | Decimal, **changes: Any) -> Ticket:
    """Buy 100 IBM at a limit, with changes."""
    return ticket(order_type="LMT", price=Decimal(price), **changes)


def states(desk: Broker, order: Order) -> list[str]:
    """The states an order went through."""
    mine = [event.order for event in desk.journal if isinstance(event, OrderEvent)]
    found = [str(each.status) for each in mine if each.order_id == order.order_id]
    return [state for state, _ in groupby(found)]


def fills(desk: Broker, account: str = ACCOUNT) -> list[Execution]:
    """All executions of the rich account."""
    return desk.executions(account)


def last(conid: int = IBM.conid, at: float = TEN) -> Decimal:
    """The last price, on the cent."""
    return MARKET.quote(conid, at).last.quantize(Decimal("0.01"))
