"""A backtest in a few lines, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .result import Result

BLOCKS: Final = "▁▂▃▄▅▆▇█"
WIDTH: Final = 48
TOLD: Final = ("refused", "expired", "liquidation", "halted", "insolvent")


def sparkline(values: NDArray[np.float64], width: int = WIDTH) -> str:
    """The course of `values` in at most `width` characters, lowest to highest."""
    size = min(width, len(values))
    picked = [float(values[(at + 1) * len(values) // size - 1]) for at in range(size)]
    low, high = min(picked), max(picked)
    if high == low:
        return BLOCKS[0] * size
    return "".join(BLOCKS[round((value - low) / (high - low) * (len(BLOCKS) - 1))] for value in picked)


def summarize(result: Result) -> str:
    """Title, span, sparkline of the equity, metrics and what deserves a warning."""
    metrics = result.metrics
    lines = [
        f"{text.title(result)}  ({text.parameters(result)})",
        f"{text.span(result)}, {len(result.times):,} bars, {result.convention}",
        "",
        f"  {sparkline(result.equity)}",
        f"  {text.number(result.starting_cash)} → {text.number(metrics.final_equity)}",
        "",
        *(f"  {name:<14}{value:>12}" for name, value in _rows(result)),
    ]
    return "\n".join([*lines, *_remarks(result)])


def _rows(result: Result) -> list[tuple[str, str]]:
    metrics = result.metrics
    return [
        ("Total return", text.percent(metrics.total_return, sign=True)),
        ("CAGR", text.percent(metrics.cagr, sign=True)),
        ("Sharpe", text.number(metrics.sharpe)),
        ("Max drawdown", text.percent(metrics.max_drawdown)),
        ("Win rate", text.percent(metrics.win_rate)),
        ("Exposure", text.percent(metrics.exposure)),
        ("Trades", f"{metrics.trades:,}"),
        ("Commission", text.number(metrics.commission)),
    ]


def _remarks(result: Result) -> list[str]:
    """Refused orders and a position still open: nothing a reader should miss."""
    remarks: list[str] = []
    remarks += (f"  Still open: {held}, valued at the last close." for held in text.still_open(result))
    for kind in TOLD:
        rows = [row for row in result.events.rows if row[1] == kind]
        if rows:
            remarks.append(f"  {len(rows):,} {kind}; the first: {rows[0][3]}.")
    return ["", *remarks] if remarks else []
