"""A bot with a memory: buys a dip, sells after a move, and goes on after a crash where it stopped.

Shows: the callback style (`ibkr.StreamHandler`), state on disk, an order whose name is written down
before it leaves, and `orders.find`, which tells after a crash whether it was placed.

    python examples/stateful_bot.py                                   # on the simulator, sped up
    python examples/stateful_bot.py https://localhost:5000/v1/api     # ends with Ctrl-C

The state is in bot.json, in the current folder.
"""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path

import ibkr

STATE = Path("bot.json")
MOVE = Decimal("0.0002")
"""A fall of so much from the highest price is a dip; a move of so much from what was paid ends it."""
ANSWERS = ibkr.Answers.accept("o354", "o10151", "o163")


class DipBot(ibkr.StreamHandler):
    """Knows the highest price since its last sale and what it paid for what it holds."""

    def __init__(self, ib: ibkr.Client, contract: ibkr.Contract, *, rounds: int | None = None) -> None:
        """Go on from the file of state, if there is one; end after so many round trips."""
        self.ib, self.contract, self.rounds = ib, contract, rounds
        self.account = ib.portfolio.accounts()[0].account_id
        kept = json.loads(STATE.read_text()) if STATE.exists() else {}
        self.high = Decimal(kept.get("high", 0))
        self.paid = Decimal(kept.get("paid", 0))
        self.sales = int(kept.get("sales", 0))
        self.pending: list[str] = kept.get("pending", [])
        """Side and name of an order that was about to leave."""

    def remember(self) -> None:
        """Write the state, whole or not at all."""
        state = {"high": str(self.high), "paid": str(self.paid), "sales": self.sales, "pending": self.pending}
        fresh = STATE.with_suffix(".new")
        fresh.write_text(json.dumps(state))
        fresh.replace(STATE)

    def on_start(self, stream: ibkr.Stream) -> None:
        """Settle what a crash left open, then ask for prices."""
        if self.pending:
            side, name = self.pending
            receipt = self.ib.orders.find(name)
            print(f"{side} {name} of the last run:", "absent" if receipt is None else receipt.order_id)
            self.book(side, None if receipt is None else self.ib.orders.progress(receipt.order_id))
        stream.market_data(self.contract.conid, fields=["last", "bid", "ask"])

    def on_market_data(self, quote: ibkr.Quote) -> None:
        """Buy the dip; sell when the price has moved away from what was paid, either way."""
        if quote.last is None:
            return
        self.high = max(self.high, quote.last)
        if not self.paid and quote.last <= self.high * (1 - MOVE):
            self.trade("BUY")
        elif self.paid and abs(quote.last - self.paid) >= self.paid * MOVE:
            self.trade("SELL")
        if self.sales == self.rounds:
            self.stop()

    def on_gap(self, gap: ibkr.Gap) -> None:
        """The stream reconnects by itself; this is only worth a line."""
        print("prices are missed:", gap.reason)

    def trade(self, side: str) -> None:
        """Trade ten shares at the market and wait for them."""
        ticket = ibkr.Order.market(self.contract, side, 10)
        self.pending = [side, ticket.client_order_id]
        self.remember()
        placed = self.ib.orders.place(self.account, ticket, answer=ANSWERS)
        self.book(side, placed.wait("filled", timeout=30))

    def book(self, side: str, order: ibkr.OrderProgress | None) -> None:
        """Take the outcome of an order into the state; None: it was never placed."""
        if order is not None and order.average_price is not None:
            print(f"{side} {order.filled} {self.contract.symbol} at {order.average_price}")
            self.paid = order.average_price if side == "BUY" else Decimal(0)
            self.high = order.average_price
            self.sales += side == "SELL"
        self.pending = []
        self.remember()


def main() -> None:
    """Run at the address given, or one round trip on the simulator."""
    if len(sys.argv) > 1:
        with ibkr.Client(sys.argv[1]) as ib:
            DipBot(ib, ib.contracts.find("AAPL")).run(ib)
    else:
        with ibkr.simulate(seed=1, speed=120) as gateway, ibkr.Client(gateway.base_url) as ib:
            DipBot(ib, ib.contracts.find("AAPL"), rounds=1).run(ib)
    print("kept:", STATE.read_text())


if __name__ == "__main__":
    main()
