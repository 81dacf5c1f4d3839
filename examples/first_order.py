"""Place one limit order and wait for it. Runs on the simulator; give a gateway's address for your own.

python examples/first_order.py [https://localhost:5000/v1/api]
"""

from __future__ import annotations

import sys
from decimal import Decimal

import ibkr

CENT = Decimal("0.01")


def buy(ib: ibkr.Client, symbol: str, quantity: int) -> ibkr.OrderProgress:
    """Buy at up to half a percent above the present ask."""
    account = ib.portfolio.accounts()[0].account_id
    contract = ib.contracts.find(symbol)
    quote = ib.market_data.snapshot(contract.conid, fields=["bid", "ask"], wait=5)
    if quote.ask is None:
        raise SystemExit(f"{symbol} has no ask price now; is the market open?")
    ticket = ibkr.Order.limit(contract, "BUY", quantity, price=(quote.ask * Decimal("1.005")).quantize(CENT))
    # These are the questions this program is prepared for; any other is declined.
    placed = ib.orders.place(account, ticket, answer=ibkr.Answers.accept("o163", "o354"))
    print(f"{ticket.client_order_id} is order {placed.order_id}")
    return placed.wait("filled", timeout=30)


def main() -> None:
    """Buy ten shares of Apple."""
    if len(sys.argv) > 1:
        with ibkr.Client(sys.argv[1]) as ib:
            print(buy(ib, "AAPL", 10))
    else:
        with ibkr.simulate() as gateway, ibkr.Client(gateway.base_url) as ib:
            print(buy(ib, "AAPL", 10))


if __name__ == "__main__":
    main()
