"""Trade a crossover of two moving averages on bars that the stream makes from ticks.

Shows: bars of history continued by those of the stream, a decision a bar, an order followed to
its end, and every question of IBKR answered by a rule.

    python examples/moving_average_bot.py                             # on the simulator, sped up
    python examples/moving_average_bot.py https://localhost:5000/v1/api

Against a gateway it trades the first account until you press Ctrl-C. An account that is not a
paper account is refused, because the client is not made with `live=True`.
"""

from __future__ import annotations

import sys
from collections import deque
from itertools import islice
from statistics import fmean

import ibkr

FAST, SLOW = 2, 5
SHARES = 10
# What IBKR may ask about this bot's orders, and it says yes to; see ibkr_wire.tables.questions.
ANSWERS = ibkr.Answers.accept("o354", "o10151", "o163")


class CrossBot:
    """Holds shares while the average of the latest closes is above that of more of them."""

    def __init__(self, ib: ibkr.Client, account: str, contract: ibkr.Contract) -> None:
        """Begin with nothing: what the account holds already is not touched."""
        self.ib, self.account, self.contract = ib, account, contract
        self.closes: deque[float] = deque(maxlen=SLOW)
        self.holds = False

    def hear(self, bar: ibkr.Bar) -> None:
        """Decide when a bar is over."""
        self.closes.append(bar.close)
        if len(self.closes) < SLOW:
            return
        is_above = fmean(list(self.closes)[-FAST:]) > fmean(self.closes)
        if is_above != self.holds:
            self.trade("BUY" if is_above else "SELL")

    def trade(self, side: str) -> None:
        """Send a market order and wait for it: one decision at a time."""
        ticket = ibkr.Order.market(self.contract, side, SHARES)
        placed = self.ib.orders.place(self.account, ticket, answer=ANSWERS)
        done = placed.wait("filled", timeout=30)
        print(f"{side} {SHARES} {self.contract.symbol} at {done.average_price}")
        self.holds = side == "BUY"


def run(ib: ibkr.Client, *, bars: int | None = None) -> None:
    """Trade for so many bars; without a number, until somebody interrupts."""
    account = ib.portfolio.accounts()[0].account_id
    bot = CrossBot(ib, account, ib.contracts.find("AAPL"))
    past = ib.market_data.bars(bot.contract, period="1h", bar="1min")
    bot.closes.extend(bar.close for bar in past)
    with ib.stream() as stream:
        coming = stream.bars(bot.contract.conid, "1min", after=past)
        for bar in islice(coming, bars):
            print(f"{bar.time:%H:%M} closed at {bar.close}")
            bot.hear(bar)


def main() -> None:
    """Trade at the address given, or for eight bars on the simulator."""
    if len(sys.argv) > 1:
        with ibkr.Client(sys.argv[1]) as ib:
            run(ib)
    else:
        with ibkr.simulate(seed=1, speed=120) as gateway, ibkr.Client(gateway.base_url) as ib:
            run(ib, bars=8)


if __name__ == "__main__":
    main()
