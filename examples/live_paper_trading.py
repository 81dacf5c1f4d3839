"""Trade a paper account with the class that a backtest takes, and look at the session like at a backtest.

Shows: `ibkr.live.run` with its warm-up from history, a ledger that a later run goes on from, a kill file,
a limit on losses, and the result of the session with its fills.

    python examples/live_paper_trading.py                             # on the simulator, sped up
    python examples/live_paper_trading.py https://localhost:5000/v1/api

It ends when you make a file named `stop`, or when a tenth of the highest equity is lost. Positions stay;
run it again and it goes on from live.jsonl. An account that is not a paper account is refused: that needs
`live=True` in `ibkr.live.run`, and in `ibkr.Client` too.
"""

from __future__ import annotations

import sys
from datetime import datetime

import ibkr
import ibkr.live
from ibkr.backtest import Strategy

# What IBKR may ask about this strategy's orders, and it says yes to.
ANSWERS = ibkr.Answers.accept("o354", "o10151", "o163")


class Drift(Strategy):
    """Hold shares after a bar that closed above the one before it, none after one that closed below."""

    shares = 10

    def next(self) -> None:
        """Decide when a bar is over; the order leaves at once."""
        close = self.data.close
        rises = close[-1] > close[-2]
        if rises and not self.position:
            self.buy(quantity=self.shares)
        elif not rises and self.position:
            self.sell(quantity=self.position)


def tell(time: datetime) -> None:
    """A line a bar; those that history had to bring are seen and not decided on."""
    print(f"the bar until {time:%H:%M} is over")


def trade(ib: ibkr.Client, *, steps: int | None = None) -> None:
    """Run until something stops it, then say what came of it."""
    session = ibkr.live.run(
        Drift,
        ib,
        ["GOOG"],
        bar="1min",
        answer=ANSWERS,
        ledger="live.jsonl",
        kill_file="stop",
        max_drawdown=0.1,
        steps=steps,
        on_step=tell,
    )
    print("ended:", session.reason)
    for fill in session.result.fills:
        print(f"{fill.side} {fill.quantity:g} {fill.asset} at {fill.price}, commission {fill.commission}")
    for remark in session.remarks:
        print("note:", remark)


def main() -> None:
    """Trade at the address given, or for six bars on the simulator."""
    if len(sys.argv) > 1:
        with ibkr.Client(sys.argv[1]) as ib:
            trade(ib)
    else:
        # IBKR lists orders once in five seconds: ten minutes, where a minute takes half a second.
        pacing = ibkr.Pacing(rates={"orders.live": None})
        with (
            ibkr.simulate(seed=3, speed=120, pacing=False) as gateway,
            ibkr.Client(gateway.base_url, pacing=pacing) as ib,
        ):
            trade(ib, steps=6)


if __name__ == "__main__":
    main()
