"""Download minutes into a store, look at what is missing, and backtest on what is there.

Shows: `ib.history.download` with progress, a store that a second run does not download again, SQL over
it, bars of one size made into another, and a report.

    python examples/download_and_backtest.py                          # on a simulated gateway
    python examples/download_and_backtest.py https://localhost:5000/v1/api AAPL IBM

Stop it and run it again: it goes on where it was. The store is the folder `history`, the report
report.html.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta

import ibkr
from ibkr.backtest import MovingAverageCross, backtest
from ibkr.history import Store
from ibkr.model.downloads import Progress
from ibkr.simulator import Gateway
from ibkr.testing import SimulatorTransport


def tell(progress: Progress) -> None:
    """One line that is written again and again."""
    left = "" if progress.remaining is None else f", {progress.remaining:.0f} s left"
    print(f"\r{progress.fraction:4.0%}, {progress.bars} bars{left:12}", end="", flush=True)


def download(ib: ibkr.Client, store: Store, symbols: list[str], end: datetime) -> list[ibkr.Contract]:
    """A month of five-minute bars of each; says what did not come."""
    start = end - timedelta(days=31)
    result = ib.history.download(symbols, start, end, "5min", store=store, progress=tell)
    print()
    for symbol, error in result.failed.items():
        print(f"{symbol}: {error}")
    for day in result.missing:
        print(day.day, "is missing" if day.verified else "has no bars; a holiday?")
    return [one.contract for one in result.series]


def test(store: Store, contract: ibkr.Contract) -> None:
    """A crossover of averages, on what the store has."""
    bars = store.read(contract, "5min")
    result = backtest(MovingAverageCross, bars, asset=contract.symbol, parameters={"fast": 12, "slow": 48})
    metrics = result.metrics
    print(f"{contract.symbol:5} {metrics.total_return:+.1%}, deepest fall {metrics.max_drawdown:.1%}")
    result.report("report.html")


def practice() -> ibkr.Client:
    """A client of a simulated gateway in this process, on a clock that nobody has to wait for."""
    clock = ibkr.ManualClock()
    return ibkr.Client(transport=SimulatorTransport(Gateway(clock=clock, seed=1)), clock=clock)


def main() -> None:
    """Download and test at the address given, or on a simulated gateway, where it is February 2013."""
    store = Store("history")
    is_real = len(sys.argv) > 1
    end = datetime.now(UTC) if is_real else datetime(2013, 2, 1, tzinfo=UTC)
    with ibkr.Client(sys.argv[1]) if is_real else practice() as ib:
        contracts = download(ib, store, sys.argv[2:] or ["AAPL", "IBM"], end)
    store.sql("SELECT symbol, count(*) AS bars, min(low), max(high) FROM bars GROUP BY symbol").show()
    for contract in contracts:
        test(store, contract)


if __name__ == "__main__":
    main()
