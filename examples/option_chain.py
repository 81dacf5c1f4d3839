"""Print the options around the money with their quotes and what the market expects.

Shows: an option chain with a window of strikes, a snapshot of many contracts in one call, and the
straddle as a measure of the move that the market prices in.

    python examples/option_chain.py [https://localhost:5000/v1/api [SYMBOL]]
"""

from __future__ import annotations

import sys
from decimal import Decimal

import ibkr
from ibkr.simulator import Gateway
from ibkr.testing import SimulatorTransport

FIELDS = ("bid", "ask", "delta", "implied_volatility_percent")


def middle(quote: ibkr.Snapshot | None) -> Decimal | None:
    """Between bid and ask; None where one of them is missing."""
    if quote is None or quote.bid is None or quote.ask is None:
        return None
    return (quote.bid + quote.ask) / 2


def show(ib: ibkr.Client, symbol: str) -> None:
    """The next expiry, three strikes on each side of the price."""
    chain = ib.contracts.option_chain(symbol, window=3)
    expiry = chain.expiries[0]
    options = chain.where(expiry=expiry)
    quotes = dict(
        zip(
            [option.conid for option in options],
            ib.market_data.snapshot([option.conid for option in options], fields=["bid", "ask"], wait=5),
            strict=True,
        )
    )
    print(f"{symbol} at {chain.price}, options of {expiry}")
    print(f"{'call':>8} {'strike':>8} {'put':>8}")
    straddles: dict[Decimal, Decimal] = {}
    for row in options.rows():
        call = middle(quotes[row.call.conid]) if row.call else None
        put = middle(quotes[row.put.conid]) if row.put else None
        print(f"{call or '-':>8} {row.strike:>8} {put or '-':>8}")
        if call is not None and put is not None:
            straddles[row.strike] = call + put
    if straddles and chain.price is not None:
        price = chain.price
        strike = min(straddles, key=lambda each: abs(each - price))
        move = straddles[strike] / price
        print(f"the straddle at {strike} costs {straddles[strike]}: a move of {move:.1%} until then")


def practice() -> ibkr.Client:
    """A client of a simulated gateway in this process, on a clock that nobody has to wait for."""
    clock = ibkr.ManualClock()
    return ibkr.Client(transport=SimulatorTransport(Gateway(clock=clock, seed=1)), clock=clock)


def main() -> None:
    """Ask the gateway at the address given, or a simulated one."""
    with ibkr.Client(sys.argv[1]) if len(sys.argv) > 1 else practice() as ib:
        show(ib, sys.argv[2] if len(sys.argv) > 2 else "AAPL")


if __name__ == "__main__":
    main()
