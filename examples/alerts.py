"""Let IBKR watch: an alert that goes off whether this program runs or not.

Shows: conditions joined, an alert made, read, changed, switched off and deleted.

    python examples/alerts.py                                         # on a simulated gateway
    python examples/alerts.py https://localhost:5000/v1/api ada@example.com
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta

import ibkr
from ibkr.simulator import Gateway
from ibkr.testing import SimulatorTransport


def alert_on(contract: ibkr.Contract, price: str, email: str) -> ibkr.Alert:
    """The price is reached on a busy day; good for a month."""
    return ibkr.Alert(
        f"{contract.symbol} at {price}",
        when=ibkr.Condition.price(contract.conid, ">=", price)
        & ibkr.Condition.volume(contract.conid, ">=", 1_000_000),
        message=f"{contract.symbol} has reached {price}.",
        email=email,
        expires=datetime.now(UTC) + timedelta(days=30),
    )


def watch(ib: ibkr.Client, email: str) -> None:
    """Make an alert, raise its price, and take it away again."""
    account = ib.portfolio.accounts()[0].account_id
    apple = ib.contracts.find("AAPL")
    number = ib.alerts.create(account, alert_on(apple, "500", email))
    ib.alerts.modify(account, number, alert_on(apple, "520", email))
    told = ib.alerts.details(number)
    print(f"{told.alert_name!r} is number {number}")
    for condition in told.conditions:
        print(
            "  when",
            condition.contract_description_1,
            condition.condition_operator,
            condition.condition_value,
        )
    ib.alerts.deactivate(account, number)
    print("all alerts:", [each.alert_name for each in ib.alerts.all(account)])
    ib.alerts.delete(account, number)
    print("left:", len(ib.alerts.all(account)))


def practice() -> ibkr.Client:
    """A client of a simulated gateway in this process, on a clock that nobody has to wait for."""
    clock = ibkr.ManualClock()
    return ibkr.Client(transport=SimulatorTransport(Gateway(clock=clock, seed=1)), clock=clock)


def main() -> None:
    """Watch at the address given, or on a simulated gateway."""
    with ibkr.Client(sys.argv[1]) if len(sys.argv) > 1 else practice() as ib:
        watch(ib, sys.argv[2] if len(sys.argv) > 2 else "ada@example.com")


if __name__ == "__main__":
    main()
