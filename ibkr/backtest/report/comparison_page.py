"""The report of a comparison: several strategies beside each other, and every pair of them."""

from __future__ import annotations

import math
from functools import reduce
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ...model.bars import from_milliseconds
from .. import text
from ..metrics import calendar_of, drawdowns
from . import about
from .axes import value_scale
from .chart import Chart, Line
from .curves import Drawn, in_percent
from .markup import Column, Document, Figure, Live, Section, pairs, table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..research.comparison import Comparison, Difference
    from .markup import Cell

CURVES: Final = 8
"""So many colours tell curves apart."""
UNLIKELY: Final = 0.05


def document(comparison: Comparison) -> Document:
    """Curves, metrics, pairs, settings."""
    results = comparison.results
    times = reduce(np.intersect1d, [result.times for result in results.values()])
    clock = text.shorter_than_a_day(calendar_of(times))
    drawn = Drawn({"time": times})
    first, last = (text.moment(from_milliseconds(int(times[at])), with_clock=clock) for at in (0, -1))
    growth = {
        name: result.equity[np.searchsorted(result.times, times)] / result.starting_cash
        for name, result in list(results.items())[:CURVES]
    }
    sections = (
        Section("equity", "Growth", _chart(drawn, "equity", growth, {n: v - 1 for n, v in growth.items()})),
        Section(
            "drawdown",
            "Drawdown",
            _chart(drawn, "drawdown", growth, {n: drawdowns(v) for n, v in growth.items()}),
        ),
        Section("metrics", "Figures", _metrics(comparison)),
        Section("pairs", "Is the difference more than chance?", _pairs(comparison)),
        Section("settings", "Settings", _settings(comparison)),
    )
    return Document(
        kind="Comparison",
        title=f"Comparison of {', '.join(results)}",
        heading=f"{len(results):,} strategies <span>beside each other</span>",
        subtitle=[f"{first} – {last}", f"{len(times):,} bars that all have"],
        sections=sections,
        figures=drawn.figures,
        arrays=drawn.arrays,
        with_clock=clock,
    )


def _chart(drawn: Drawn, name: str, growth: dict[str, NDArray[Any]], values: dict[str, NDArray[Any]]) -> str:
    scale = value_scale(
        min(float(each.min()) for each in values.values()),
        max(float(each.max()) for each in values.values()),
        most=6 if name == "equity" else 4,
    )
    styles = {strategy: f"s{place}" for place, strategy in enumerate(growth)}
    chart = Chart(
        title=f"{name} of each strategy",
        times=drawn.arrays["time"],
        scale=scale,
        label=in_percent(scale),
        lines=tuple(Line(each, styles[strategy]) for strategy, each in values.items()),
        name=name,
    )
    lines = [(f"{name}_{style}", style, strategy) for strategy, style in styles.items()]
    arrays = {f"{name}_{styles[strategy]}": each for strategy, each in values.items()}
    keys = [(style, strategy) for strategy, style in styles.items()]
    return drawn.add(Figure(chart, keys, 320 if name == "equity" else 200, Live("percent", lines)), **arrays)


def _metrics(comparison: Comparison) -> str:
    """A row a metric, a column a strategy."""
    rows = comparison.rows()
    told = [
        [(words, ""), *((about.written(name, row.get(name, math.nan)), "") for row in rows)]
        for name, words, _ in about.ALL
        if any(name in row for row in rows)
    ]
    return table([Column("", "text"), *(Column(str(row["name"])) for row in rows)], told)


def _pairs(comparison: Comparison) -> str:
    columns = (
        Column("One", "text wrap"),
        Column("Other", "text wrap"),
        Column("Correlation", "extra"),
        Column("Sharpe, one less other"),
        Column("90 % between", "extra"),
        Column("p"),
        Column("", "text extra"),
    )
    return table(columns, [_pair(one) for one in comparison.differences])


def _pair(found: Difference) -> list[Cell]:
    verdict = "more than chance" if found.p_value < UNLIKELY else "may be chance"
    return [
        (found.one, ""),
        (found.other, ""),
        (text.number(found.correlation), ""),
        (text.number(found.sharpe), "gain" if found.sharpe > 0 else "loss"),
        (f"{text.number(found.low)} … {text.number(found.high)}", ""),
        (text.number(found.p_value, 3), ""),
        (verdict, ""),
    ]


def _settings(comparison: Comparison) -> str:
    said = [
        (
            name,
            f"{result.strategy} ({text.parameters(result)}) on {result.asset}, {result.convention}, "
            f"{result.commission!r}, data {result.fingerprint[:16]}",
        )
        for name, result in comparison.results.items()
    ]
    said.append(
        (
            "Test",
            "blocks of bars drawn again, the same for both; p is how often a difference as big "
            f"would be drawn if there were none, over {comparison.bars:,} returns",
        )
    )
    return pairs(said)
