"""Bring an account to the weights that you want, sales first, and say what every order would do before.

Shows: positions and cash, whole shares from weights, a preview of each order with its commission, and
guards (`ibkr.Limits`) that no order of this client can pass, whatever the program gets wrong.

    python examples/portfolio_rebalance.py                            # on a simulated gateway
    python examples/portfolio_rebalance.py https://localhost:5000/v1/api

Positions in other contracts stay as they are.
"""

from __future__ import annotations

import sys
from decimal import ROUND_DOWN, Decimal

import ibkr
from ibkr.simulator import Gateway
from ibkr.testing import SimulatorTransport

WEIGHTS = {"AAPL": Decimal("0.30"), "IBM": Decimal("0.20"), "MSFT": Decimal("0.10")}
SMALLEST = 1000
"""Differences below so many dollars are left alone."""
# Among them o2137: an order that turns a short position into a long one.
ANSWERS = ibkr.Answers.accept("o354", "o10151", "o163", "o383", "o2137")
LIMITS = ibkr.Limits(max_order_value=200_000, max_quantity=10_000)


def plan(ib: ibkr.Client, account: str) -> list[ibkr.Order]:
    """The market orders that lead to the weights, sales first: they bring the cash for the purchases."""
    contracts = {symbol: ib.contracts.find(symbol) for symbol in WEIGHTS}
    quotes = ib.market_data.snapshot([each.conid for each in contracts.values()], fields=["last"], wait=5)
    held = {each.conid: Decimal(str(each.position)) for each in ib.portfolio.all_positions(account)}
    worth = ib.portfolio.balances(account).base.net_liquidation
    orders: list[ibkr.Order] = []
    for (symbol, contract), quote in zip(contracts.items(), quotes, strict=True):
        if quote.last is None:
            raise SystemExit(f"{symbol} has no price now.")
        wanted = (worth * WEIGHTS[symbol] / quote.last).to_integral_value(ROUND_DOWN)
        change = wanted - held.get(contract.conid, Decimal(0))
        print(f"{symbol:5} {held.get(contract.conid, 0):>7} held, {wanted:>6} wanted, {change:+}")
        if abs(change) * quote.last >= SMALLEST:
            orders.append(ibkr.Order.market(contract, "BUY" if change > 0 else "SELL", abs(change)))
    return sorted(orders, key=lambda order: order.side, reverse=True)


def rebalance(ib: ibkr.Client) -> None:
    """Preview, place and wait, one order after the other."""
    account = ib.portfolio.accounts()[0].account_id
    for order in plan(ib, account):
        preview = ib.orders.preview(account, order)
        done = ib.orders.place(account, order, answer=ANSWERS).wait("filled", timeout=60)
        print(f"{order.side} {done.filled} at {done.average_price}, commission about {preview.commission}")
    for position in ib.portfolio.refresh(account):
        print(f"{position.contract_desc:5} {position.position:>8} {position.mkt_value:>12}")


def practice() -> ibkr.Client:
    """A client of a simulated gateway in this process, on a clock that nobody has to wait for."""
    clock = ibkr.ManualClock()
    transport = SimulatorTransport(Gateway(clock=clock, seed=1))
    return ibkr.Client(transport=transport, clock=clock, limits=LIMITS)


def main() -> None:
    """Rebalance at the address given, or on a simulated gateway."""
    with ibkr.Client(sys.argv[1], limits=LIMITS) if len(sys.argv) > 1 else practice() as ib:
        rebalance(ib)


if __name__ == "__main__":
    main()
