"""Enter a position with its exits: a limit order, and with it a profit target and a stop.

Shows: prices rounded to what the exchange takes, a bracket placed as one, its legs as IBKR lists them,
a changed stop, and the bracket cancelled.

    python examples/bracket_orders.py [https://localhost:5000/v1/api]

The entry is two percent below the market, so it waits, and everything is cancelled in the end.
"""

from __future__ import annotations

import sys
from decimal import Decimal

from ibkr_wire.models.orders import LiveOrder

import ibkr
from ibkr.simulator import Gateway
from ibkr.testing import SimulatorTransport

# A price far from the market, and a stop order: the questions that this program is prepared for.
ANSWERS = ibkr.Answers.accept("o163", "o354", "o10152", "o383")


def tickets(ib: ibkr.Client, symbol: str, quantity: int) -> ibkr.OrderGroup:
    """An entry 2 % below the market, a target 5 % above it and a stop 5 % below."""
    contract = ib.contracts.find(symbol)
    last = ib.market_data.snapshot(contract, fields=["last"], wait=5).last
    if last is None:
        raise SystemExit(f"{symbol} has no price now.")
    details = ib.contracts.details(contract)

    def priced(share: str) -> Decimal:
        return details.round_price(last * Decimal(share))

    entry = ibkr.Order.limit(contract, "BUY", quantity, price=priced("0.98"))
    print(f"{symbol} is at {last}; entry at {entry.price}")
    return ibkr.bracket(entry, take_profit=priced("1.05"), stop_loss=priced("0.95"))


def listed(ib: ibkr.Client, ids: set[str]) -> list[LiveOrder]:
    """The orders of those ids, as IBKR lists them."""
    return [order for order in ib.orders.live_orders() if str(order.order_id) in ids]


def trade(ib: ibkr.Client) -> None:
    """Place the bracket, move its stop, and cancel all of it."""
    account = ib.portfolio.accounts()[0].account_id
    placed = ib.orders.place(account, tickets(ib, "AAPL", 10), answer=ANSWERS)
    ids = {leg.order_id for leg in placed.legs}
    stop = next(order for order in listed(ib, ids) if order.order_type == "Stop")
    ib.orders.change(account, stop.order_id, price="440.00", answer=ANSWERS)
    for order in listed(ib, ids):
        print(f"{order.side:4} {order.total_size} {order.order_type:5} at {order.price}: {order.status}")
    placed.cancel()
    # The exits of a bracket go with its entry.
    print("cancelled:", [leg.wait("cancelled", timeout=30).state for leg in placed.legs])


def practice() -> ibkr.Client:
    """A client of a simulated gateway in this process, on a clock that nobody has to wait for."""
    clock = ibkr.ManualClock()
    return ibkr.Client(transport=SimulatorTransport(Gateway(clock=clock, seed=1)), clock=clock)


def main() -> None:
    """Trade at the address given, or on a simulated gateway."""
    with ibkr.Client(sys.argv[1]) if len(sys.argv) > 1 else practice() as ib:
        trade(ib)


if __name__ == "__main__":
    main()
