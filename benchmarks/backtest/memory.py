"""What a first result costs in a fresh process, and how much memory long runs and sweeps take.

Each line is a process of its own. "First result" is the CPU time from the start of Python to the
final equity of workload B, with an empty cache of compiled kernels and with a full one. Memory
is the peak of the whole process (read from /proc, so Linux only) beside its input arrays.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from . import _workloads
from ._workloads import SWEPT_BARS

LONG = 10_000_000

START = """
import resource, sys, json
import numpy as np
from ibkr.model.bars import Bars
def peak():
    # Of this program alone: what getrusage tells begins with the process that started it.
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
def load(folder):
    names = ("time", "open", "high", "low", "close", "volume")
    kinds = {"time": np.int64}
    columns = {name: np.fromfile(f"{folder}/{name}", kinds.get(name, np.float64)) for name in names}
    for column in columns.values(): column.flags.writeable = False
    return Bars(**columns), sum(column.nbytes for column in columns.values())
"""

WAYS: dict[str, str] = {
    "reference engine, woken": """
from ibkr.backtest import MovingAverageCross, backtest
work = lambda: backtest(MovingAverageCross, bars, cash=1e7).equity[-1]
""",
    "reference engine, next on every bar": """
from benchmarks.backtest._ours import EveryBar
from ibkr.backtest import backtest
work = lambda: backtest(EveryBar, bars, cash=1e7).equity[-1]
""",
    "compiled engine, the whole result": """
from ibkr.backtest import compiled
work = lambda: compiled.run(bars, compiled.moving_averages(10, 30), cash=1e7).equity[-1]
""",
    "compiled engine, equity curve only": """
from ibkr.backtest import compiled
work = lambda: compiled.measure(bars, compiled.moving_averages(10, 30), curve=True, cash=1e7).equity[-1]
""",
    "compiled sweep of 1,000 pairs": """
from ibkr.backtest import compiled
from benchmarks.backtest._workloads import pairs
some = pairs()
grid = {"fast": [one for one, _ in some], "slow": [two for _, two in some]}
work = lambda: compiled.sweep(bars, compiled.moving_averages(), grid, cash=1e7).final_equity[-1]
""",
}

END = """
bars, inputs = load(sys.argv[1])
final = work()
usage = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"final": float(final), "inputs": inputs, "peak": peak(),
                  "seconds": usage.ru_utime + usage.ru_stime}))
"""


def told(way: str, folder: Path, cache: Path) -> dict[str, Any]:
    """Run one way in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", START + WAYS[way] + END, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "NUMBA_CACHE_DIR": str(cache)},
    )
    return json.loads(done.stdout)


def written(folder: Path, size: int) -> Path:
    """The bars as one file a column."""
    place = folder / str(size)
    place.mkdir()
    for name, column in _workloads.minutes(size).items():
        column.tofile(place / name)
    return place


def first_results(folder: Path, bars: Path) -> None:
    """With an empty cache of kernels, then with a full one."""
    print("first result in a fresh process, one million bars, CPU time")
    for way in list(WAYS)[:4]:
        cache = folder / f"cache of {way}"
        times = [told(way, bars, cache)["seconds"] for _ in range(2)]
        print(f"  {way:<40} {times[0]:>7.2f} s, then {min(times[1:]):.2f} s")


def peaks(folder: Path, size: int, ways: list[str]) -> None:
    """Peak memory beside the input arrays, the kernels compiled beforehand."""
    place, small = written(folder, size), folder / str(SWEPT_BARS)
    for way in ways:
        told(way, small, folder / "kernels")
        found = told(way, place, folder / "kernels")
        peak, inputs = found["peak"] / 1e6, found["inputs"] / 1e6
        print(f"  {way:<40} peak {peak:>7,.0f} MB, {peak / inputs:.2f} x its input arrays")


def main() -> None:
    """Print both tables."""
    names = list(WAYS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written(folder, SWEPT_BARS)
        first_results(folder, written(folder, 1_000_000))
        print("peak memory, ten million bars")
        peaks(folder, LONG, names[:4])
        print("peak memory, 100,000 bars")
        for way in names[4:]:
            found = told(way, folder / str(SWEPT_BARS), folder / "kernels")
            print(f"  {way:<40} peak {found['peak'] / 1e6:>7,.0f} MB")


if __name__ == "__main__":
    main()
