"""Watch more contracts than there are market data lines, a few at a time in turns.

Shows: `stream.market_data` and `unsubscribe_market_data`, quotes that arrive merged, and what the
gateway says when a line too many is asked for (`SubscriptionRefused`).

    python examples/rotating_subscriptions.py                         # on a simulator with two lines
    python examples/rotating_subscriptions.py https://localhost:5000/v1/api AAPL IBM MSFT GOOG

IBKR gives 100 lines unless you pay for more. Each contract keeps its line until its first price
has come; then the next one gets it.
"""

from __future__ import annotations

import sys
from collections import deque
from decimal import Decimal

import ibkr

LINES = 2
SYMBOLS = ("AAPL", "IBM", "MSFT", "GOOG", "FB")


def rotate(ib: ibkr.Client, symbols: list[str], *, lines: int, turns: int | None) -> dict[str, Decimal]:
    """Watch all of them in turns, `lines` at a time; the latest price of each."""
    names = {ib.contracts.find(symbol).conid: symbol for symbol in symbols}
    waiting = deque(names)
    latest: dict[str, Decimal] = {}
    left = None if turns is None else turns * len(names)
    with ib.stream() as stream:
        for _ in range(min(lines, len(waiting))):
            stream.market_data(waiting.popleft(), fields=["last"])
        for event in stream:
            match event:
                case ibkr.Quote(conid=conid, last=Decimal() as last) if conid not in waiting:
                    latest[names[conid]] = last
                    print(f"{names[conid]:5} {last}")
                    # The one that has been seen goes to the end; the one that waited longest gets its line.
                    stream.unsubscribe_market_data(conid)
                    waiting.append(conid)
                    stream.market_data(waiting.popleft(), fields=["last"])
                    left = None if left is None else left - 1
                case ibkr.SubscriptionRefused(message=why):
                    print("refused:", why)
                case _:
                    pass
            if left == 0:
                break
    return latest


def main() -> None:
    """Watch what is named at the address given, for ever; or five stocks on two lines, twice each."""
    if len(sys.argv) > 1:
        with ibkr.Client(sys.argv[1]) as ib:
            rotate(ib, sys.argv[2:] or list(SYMBOLS), lines=LINES, turns=None)
    else:
        with ibkr.simulate(seed=1, lines=LINES) as gateway, ibkr.Client(gateway.base_url) as ib:
            print(rotate(ib, list(SYMBOLS), lines=LINES, turns=2))


if __name__ == "__main__":
    main()
