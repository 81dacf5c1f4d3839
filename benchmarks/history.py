"""What history costs: reading it back as arrays, and downloading a year of minutes.

Ten million bars are read from one store by this library, and by DuckDB and polars from
the very same files. The download is a year of one-minute bars of ten contracts from a
simulated gateway in memory, on a clock that stands still until something waits on it:
the calls and the simulated time are what IBKR's limits make of it, the wall time is ours
and the simulator's.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

import ibkr
from ibkr.history import Store
from ibkr.model.bars import Bars
from ibkr.model.downloads import Series
from ibkr.simulator import Gateway
from ibkr.testing import SimulatorTransport

YEARS = 20
A_YEAR = 500_000
ROUNDS = 7
WANTED = 20e6
"""Rows a second, of bars as arrays."""
MINUTE = 60_000
CONID = 265598
# The five stocks of the simulator, in regular hours and outside of them: ten series of minutes.
SYMBOLS = ("AAPL", "GOOG", "IBM", "MSFT", "FB")
YEAR = (datetime(2012, 2, 1, tzinfo=UTC), datetime(2013, 2, 1, tzinfo=UTC))


def fill(store: Store) -> int:
    """Twenty years of minutes, in cents and whole shares as markets have them; how many bars."""
    chance = np.random.default_rng(1)
    series = Series(CONID, "1min")
    for year in range(YEARS):
        begin = int(datetime(2000 + year, 1, 1, tzinfo=UTC).timestamp() * 1000)
        close = np.round(100 + np.cumsum(chance.normal(0, 0.02, A_YEAR)), 2)
        store.add(
            series,
            Bars(
                time=begin + np.arange(A_YEAR) * MINUTE,
                open=np.round(close + 0.01, 2),
                high=np.round(close + 0.05, 2),
                low=np.round(close - 0.05, 2),
                close=close,
                volume=chance.integers(1, 5000, A_YEAR),
            ),
        )
    return YEARS * A_YEAR


def seconds(read: Callable[[], object]) -> float:
    """How long one reading takes; what it gave is let go of outside of the measurement."""
    began = time.perf_counter()
    kept = read()
    taken = time.perf_counter() - began
    del kept
    return taken


def readers(store: Store) -> dict[str, Callable[[], object]]:
    """Everybody who can read the files as arrays of numbers."""
    chosen = store.read(CONID, "1min")
    paths = chosen.paths()
    found: dict[str, Callable[[], object]] = {
        "store, arrays": chosen.arrays,
        "store, checked as Bars": chosen.to_numpy,
        "store, Arrow table": chosen.to_arrow,
    }
    try:
        import duckdb

        listed = ", ".join(f"'{path}'" for path in paths)
        query = f"SELECT epoch_ms(time) AS time, open, high, low, close, volume FROM read_parquet([{listed}])"
        found["duckdb, arrays"] = lambda: duckdb.sql(query).fetchnumpy()
    except ModuleNotFoundError:
        print("duckdb is not installed")
    try:
        import polars

        found["polars, arrays"] = lambda: [
            column.to_physical().to_numpy() for column in polars.read_parquet(paths).get_columns()
        ]
    except ModuleNotFoundError:
        print("polars is not installed")
    return found


def measure_reading(folder: Path) -> None:
    """Rows a second, one reader after the other in turns."""
    store = Store(folder)
    rows = fill(store)
    size = sum(one.size for one in store.series())
    print(f"{rows:,} bars in {YEARS} files, {size / 1e6:.0f} MB ({size / rows:.1f} bytes a bar)")
    everybody = readers(store)
    for read in everybody.values():
        read()  # brings the files into the system's memory, loads libraries
    taken: dict[str, list[float]] = {name: [] for name in everybody}
    for _ in range(ROUNDS):
        for name, read in everybody.items():
            taken[name].append(seconds(read))
    for name, each in taken.items():
        rate = rows / statistics.median(each) / 1e6
        slowest, fastest = rows / max(each) / 1e6, rows / min(each) / 1e6
        print(f"{name:24} {rate:6.0f} million rows/s   ({slowest:.0f} to {fastest:.0f})")
    reached = rows / statistics.median(taken["store, arrays"]) >= WANTED
    print(f"target of {WANTED / 1e6:.0f} million rows/s as arrays: {'reached' if reached else 'MISSED'}")


def measure_download(folder: Path) -> None:
    """A year of minutes of ten series."""
    clock = ibkr.ManualClock()
    gateway = Gateway(clock=clock, seed=1, idle=None)
    store, calls = Store(folder), 0
    began, from_time = time.perf_counter(), clock.now()
    with ibkr.Client(transport=SimulatorTransport(gateway), clock=clock, keep_alive=False) as ib:
        for outside in (False, True):
            result = ib.history.download(SYMBOLS, *YEAR, "1min", store=store, outside_rth=outside)
            assert not result.failed, result.failed
            calls += result.pages
    wall = time.perf_counter() - began
    stored = store.series()
    bars = sum(one.bars for one in stored)
    print(f"{len(stored)} series, {bars:,} bars: {calls} calls, {wall:.0f} s of wall time")
    print(f"{bars / calls:.0f} bars a call, {bars / wall:,.0f} bars/s with the simulator beside us")
    print(f"as a gateway would see it: {timedelta(seconds=round(clock.now() - from_time))} at its limits")
    print(f"limits violated: {len(gateway.violations)}; damaged files: {len(store.check())}")


def main() -> None:
    """Measure both, in folders that go away."""
    with tempfile.TemporaryDirectory() as folder:
        measure_reading(Path(folder) / "reading")
    with tempfile.TemporaryDirectory() as folder:
        measure_download(Path(folder) / "download")


if __name__ == "__main__":
    sys.exit(main())
