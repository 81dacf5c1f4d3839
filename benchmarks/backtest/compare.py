"""The backtesting engine beside its peers and beside the limit, in one run; ratios of CPU time.

    python -m benchmarks.backtest.compare [--peers out/peers/bin/python]

Final equities must be those of the limit under the same convention, or the run fails. Peers live
in an environment of their own, made with `make peers`; without it their rows are left out.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from ibkr.backtest import MovingAverageCross, compiled
from ibkr.backtest.indicators import sma

from . import _limit, _ours, _workloads
from ._workloads import BARS, CASH, FAST, SLOW, SWEPT_BARS

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
PEERS = Path("out/peers/bin/python")
ROUNDS = 5
LIMIT = "numba, one pass: the limit"


@attrs.frozen
class Row:
    """An engine, how much it did in a second of CPU, and what it came to."""

    name: str
    rate: float
    final: float
    expected: float
    note: str = ""
    exactly: float = 1e-12
    """How far the final equity may be off: ours not at all; peers add up money in another order."""


def seconds(work: Callable[[], Any], rounds: int = ROUNDS) -> tuple[float, Any]:
    """CPU seconds of the fastest round, and what came of it; a round before them warms up."""
    answer, best = work(), math.inf
    for _ in range(rounds):
        start = time.process_time()
        answer = work()
        best = min(best, time.process_time() - start)
    return best, answer


def row(name: str, size: float, work: Callable[[], Any], expected: float, **options: Any) -> Row:
    """Measure some work of ours."""
    best, final = seconds(work, options.pop("rounds", ROUNDS))
    return Row(name, size / best, float(final), expected, **options)


class Peers:
    """The other engines, each run in a process of its own."""

    def __init__(self, python: Path, data: Path) -> None:
        """Use this interpreter and this file of arrays."""
        self._python, self._data = python, data

    def row(self, name: str, peer: str, workload: str, expected: float, note: str = "") -> list[Row]:
        """Measure it; nothing where there is no such environment, and said where the peer fails."""
        if not self._python.exists():
            return []
        command = [str(self._python), str(HERE / "_peers.py"), str(self._data), peer, workload]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"  {name}: not measured: {done.stderr.strip().splitlines()[-1][:150]}")
            return []
        told = json.loads(done.stdout.splitlines()[-1])
        note = f"{note} first result after {told['first']:.1f} s, {told['megabytes']:,.0f} MB".strip()
        return [Row(name, told["rate"], told["final"], expected, note, 1e-7)]


def limit_of(columns: dict[str, Any], terms: str, fast: int = FAST, slow: int = SLOW) -> float:
    """The final equity that any engine must come to: `full` or `close`."""
    opens, close = columns["open"], columns["close"]
    model, at_open = (_limit.IBKR_FIXED, True) if terms == "full" else (_limit.FREE, False)
    lines = sma(close, fast), sma(close, slow)
    return _limit.cross(opens, close, *lines, CASH, model, at_open, np.empty(0))[0]


def callbacks(columns: dict[str, Any], peers: Peers) -> list[Row]:
    """Workload A."""
    bars, full = _ours.bars_of(columns), limit_of(columns, "full")
    close = limit_of(columns, "close")

    def ours(strategy: Any, terms: Any) -> Callable[[], float]:
        return lambda: _ours.reference(strategy, bars, terms).equity[-1]

    return [
        row("ours, next on every bar", BARS, ours(_ours.EveryBar, _ours.FULL), full),
        row("ours, next woken", BARS, ours(MovingAverageCross, _ours.FULL), full),
        row(
            "ours, next on every bar, free at the close",
            BARS,
            ours(_ours.EveryBar, _ours.FREE_AT_CLOSE),
            close,
        ),
        row(
            "ours, next woken, free at the close", BARS, ours(MovingAverageCross, _ours.FREE_AT_CLOSE), close
        ),
        *peers.row(
            "backtesting.py", "backtesting", "A", limit_of(first(columns, 100_000), "close"), "100,000 bars;"
        ),
        *peers.row(
            "backtrader", "backtrader", "A", limit_of(first(columns, 50_000), "close"), "50,000 bars;"
        ),
    ]


def compiled_rows(columns: dict[str, Any], peers: Peers) -> list[Row]:
    """Workload B."""
    bars, opens, close = _ours.bars_of(columns), columns["open"], columns["close"]
    full, free = limit_of(columns, "full"), limit_of(columns, "close")
    equity = np.empty(BARS)

    def limit() -> float:
        lines = _limit.average(close, FAST), _limit.average(close, SLOW)
        return _limit.cross(opens, close, *lines, CASH, _limit.IBKR_FIXED, True, equity)[0]

    ready = compiled.prepare(bars)
    lines = _limit.average(close, FAST), _limit.average(close, SLOW)

    def one_pass() -> float:
        return _limit.cross(opens, close, *lines, CASH, _limit.IBKR_FIXED, True, equity)[0]

    def ours(given: Any, terms: Any, **options: Any) -> Callable[[], float]:
        return lambda: _ours.compiled_final(given, terms, **options)

    return [
        row(LIMIT, BARS, limit, full),
        row("the same, its averages ready", BARS, one_pass, full),
        row("ours, equity kept", BARS, ours(ready, _ours.FULL), full),
        row("ours, the same, free at the close", BARS, ours(ready, _ours.FREE_AT_CLOSE), free),
        row("ours, checking the bars too", BARS, ours(bars, _ours.FULL), full),
        row("ours, equity and statistics", BARS, ours(ready, _ours.FULL, statistics=True), full),
        row("ours, the whole result", BARS, lambda: _ours.compiled_result(ready, _ours.FULL), full),
        *peers.row("vectorbt (rust), equity and statistics", "vectorbt-rust", "B", free),
        *peers.row("vectorbt (numba), equity and statistics", "vectorbt", "B", free),
    ]


def sweep_rows(columns: dict[str, Any], peers: Peers) -> list[Row]:
    """Workload C; combinations in a second of one core's CPU."""
    some, bars = _workloads.pairs(), _ours.bars_of(columns)
    opens, close = columns["open"], columns["close"]
    periods = sorted({period for pair in some for period in pair})
    place = {period: at for at, period in enumerate(periods)}
    fast, slow = (np.array([place[pair[side]] for pair in some]) for side in (0, 1))
    last = limit_of(columns, "full", *some[-1])

    def limit() -> float:
        averages = np.stack([_limit.average(close, period) for period in periods])
        return _limit.sweep(opens, close, averages, fast, slow, CASH, _limit.IBKR_FIXED, True)[-1]

    few = some[:: len(some) // 5]

    def woken() -> float:
        runs = [_ours.reference(MovingAverageCross, bars, _ours.FULL, fast=one, slow=two) for one, two in few]
        return runs[-1].equity[-1]

    stops = {"stop_loss": 0.02, "take_profit": 0.04}
    total = len(some)
    return [
        row(LIMIT, total, limit, last),
        row("ours, compiled sweep", total, lambda: _ours.swept(bars, some, _ours.FULL)[-1], last),
        row(
            "ours, with drawdown and Sharpe ratio",
            total,
            lambda: _ours.swept(bars, some, _ours.FULL, statistics=True)[-1],
            last,
        ),
        row(
            "ours, compiled sweep with stops and targets",
            total,
            lambda: _ours.swept(bars, some, _ours.FULL, **stops)[-1],
            _with_stops(bars, some[-1], stops),
        ),
        row("ours, reference engine, woken", len(few), woken, limit_of(columns, "full", *few[-1]), rounds=1),
        *peers.row(
            "vectorbt (rust)", "vectorbt-rust", "C", limit_of(columns, "close", *some[49]), "50 pairs;"
        ),
        *peers.row("vectorbt (numba)", "vectorbt", "C", limit_of(columns, "close", *some[49]), "50 pairs;"),
        *peers.row(
            "backtesting.py",
            "backtesting",
            "C",
            limit_of(first(columns, 20_000), "close", *some[3]),
            "4 pairs, a fifth of the bars;",
        ),
    ]


def _with_stops(bars: Any, pair: tuple[int, int], stops: dict[str, float]) -> float:
    """By the reference engine: the limit knows no stops."""
    from ibkr.backtest import Risk

    terms = {**_ours.FULL, "risk": Risk(**stops)}
    return _ours.reference(MovingAverageCross, bars, terms, fast=pair[0], slow=pair[1]).equity[-1]


def panel_rows(columns: dict[str, Any], weights: Any, peers: Peers) -> list[Row]:
    """Workload D; runs in a second of CPU."""
    panel = _ours.panel_of(columns)
    ready = compiled.prepare(panel)
    expected = _limit.rebalanced(columns["close"], weights, CASH)[-1]
    strategy, terms = _ours.momentum_strategy(weights), {**_ours.FREE_AT_CLOSE, "fractional": True}
    return [
        row(LIMIT, 1, lambda: _limit.rebalanced(columns["close"], weights, CASH)[-1], expected),
        row("ours, compiled", 1, lambda: _ours.compiled_panel(ready, weights, terms), expected),
        row("ours, checking the bars too", 1, lambda: _ours.compiled_panel(panel, weights, terms), expected),
        row(
            "ours, reference engine, woken",
            1,
            lambda: _ours.reference(strategy, panel, terms).equity[-1],
            expected,
            rounds=1,
        ),
        *peers.row("vectorbt (rust)", "vectorbt-rust", "D", expected),
        *peers.row("vectorbt (numba)", "vectorbt", "D", expected),
    ]


def first(columns: dict[str, Any], size: int) -> dict[str, Any]:
    """The first bars."""
    return {name: column[:size] for name, column in columns.items()}


def show(title: str, unit: str, rows: list[Row], *, beside: str) -> bool:
    """Print a table; tell whether all finals are as expected."""
    rates = {row.name: row.rate for row in rows}
    base, fine = rates[beside], True
    print(f"\n{title}\n  {'':<44}{unit:>14}{'x ' + beside.split(',', maxsplit=1)[0]:>12}  final equity")
    for one in rows:
        same = math.isclose(one.final, one.expected, rel_tol=one.exactly)
        fine &= same
        said = "as the limit's" if same else f"{one.final:,.2f} is not {one.expected:,.2f}"
        print(f"  {one.name:<44}{one.rate:>14,.1f}{one.rate / base:>12.3g}  {said}  {one.note}".rstrip())
    return fine


def main() -> int:
    """Print four tables; 1 if a final equity differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=Path, default=PEERS, help="the Python of the peers' environment")
    columns, panel = _workloads.minutes(BARS), _workloads.panel()
    weights, swept = _workloads.momentum(panel), first(columns, SWEPT_BARS)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data.npz"
        several = {"panel": panel["close"], "weights": weights, "pairs": np.array(_workloads.pairs())}
        np.savez(data, **columns, **several, cash=CASH)
        peers = Peers(parser.parse_args().peers, data)
        fine = [
            show(
                "A: a Python callback", "bars/s", callbacks(columns, peers), beside="ours, next on every bar"
            ),
            show("B: the same, compiled", "bars/s", compiled_rows(columns, peers), beside=LIMIT),
            show("C: a sweep over 100,000 bars", "pairs/s", sweep_rows(swept, peers), beside=LIMIT),
            show("D: 500 assets, monthly", "runs/s", panel_rows(panel, weights, peers), beside=LIMIT),
        ]
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
