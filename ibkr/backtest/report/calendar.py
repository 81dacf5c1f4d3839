"""Returns by month and year, and how they are spread."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING, Final

import numpy as np

from .. import text
from .columns import columns_svg, distribution
from .markup import Column, plural, table

if TYPE_CHECKING:
    from ..result import Result
    from .benchmark import Benchmark
    from .markup import Cell

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PALEST: Final = 0.08
STRONGEST: Final = 0.62


def months(result: Result) -> str:
    """A table of months, coloured; the strongest colour is the largest move of any month."""
    found = result.monthly_returns
    told = np.abs(found.months[np.isfinite(found.months)])
    most = float(told.max()) if len(told) else 0.0
    head = "".join(
        f'<th><span class="long">{name}</span><span class="short">{name[0]}</span></th>' for name in MONTHS
    )
    rows: list[str] = []
    for year, values, total in zip(
        found.years.tolist(), found.months.tolist(), found.totals.tolist(), strict=True
    ):
        cells = "".join(_month(value, most) for value in (*values, total))
        rows.append(f'<tr><td class="year">{year}</td>{cells}</tr>')
    return (
        f'<table class="months"><thead><tr><th></th>{head}<th>Year</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _month(value: float, most: float) -> str:
    if not math.isfinite(value):
        return "<td></td>"
    strength = PALEST + (STRONGEST - PALEST) * min(1.0, abs(value) / most) if most else 0.0
    style = "gain" if value > 0 else "loss" if value < 0 else ""
    long, short = text.number(100 * value, 1), text.number(100 * value, 0)
    return (
        f'<td class="{style}" style="--s:{strength:.2f}"><span class="long">{escape(long)}</span>'
        f'<span class="short">{escape(short)}</span></td>'
    )


def years(result: Result, benchmark: Benchmark) -> str:
    """A row a year: return, beside buy and hold, and the deepest drawdown within it."""
    from ..metrics import yearly_returns

    held = yearly_returns(benchmark.equity, result.times)
    found = result.yearly_returns
    year_of = result.times.astype("datetime64[ms]").astype("datetime64[Y]").astype(np.int64) + 1970
    rows: list[list[Cell]] = []
    for year, mine, theirs in zip(
        found.years.tolist(), found.returns.tolist(), held.returns.tolist(), strict=True
    ):
        inside = np.flatnonzero(year_of == year)
        lowest = float(result.drawdown[inside].min())
        closed = [trade for trade in result.trades if trade.exit_time.year == year]
        rows.append(
            [
                (str(year), ""),
                _signed(mine),
                _signed(theirs),
                (text.percent(lowest), ""),
                (f"{len(closed):,}", ""),
            ]
        )
    heading = (
        Column("Year", "text"),
        Column("Return"),
        Column("Buy and hold"),
        Column("Deepest drawdown"),
        Column("Trades", "extra"),
    )
    return table(heading, rows)


def _signed(value: float) -> Cell:
    return text.percent(value, sign=True), "gain" if value > 0 else "loss" if value < 0 else ""


def spread(result: Result) -> str:
    """The distribution of returns, and what its tails are."""
    if len(result.returns) < 2:
        return ""
    metrics = result.metrics
    note = (
        f"Mean {text.percent(float(np.mean(result.returns)), 3)}, deviation "
        f"{text.percent(float(np.std(result.returns, ddof=1)), 3)}, skew {text.number(metrics.skew)}, "
        f"excess kurtosis {text.number(metrics.kurtosis)}; one bar in twenty lost more than "
        f"{text.percent(abs(metrics.value_at_risk), 2)}, those on average "
        f"{text.percent(abs(metrics.conditional_value_at_risk), 2)}."
    )
    moved = result.returns[result.returns != 0]
    if not len(moved):
        return ""
    still = len(result.returns) - len(moved)
    left_out = f"; {plural(still, 'bar')} without a change left out" if still else ""
    chart = columns_svg(distribution(moved), 220)
    return (
        f"<figure><figcaption><span>bars, by their return{left_out}</span></figcaption>{chart}</figure>"
        f'<p class="note">{escape(note)}</p>'
    )
