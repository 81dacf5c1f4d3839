"""The report of a sweep: what was tried, how it did, and how much of the best is luck."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ...errors import BacktestError
from .. import text
from . import about
from .axes import value_scale
from .chart import Chart, Line
from .columns import Cells, heat_svg
from .curves import Drawn, in_money
from .markup import Column, Document, Figure, Live, Section, cut, folded, pairs, plural, table, tiles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..research.ranking import Sweep, Trial
    from ..result import Result
    from .markup import Cell

ROWS: Final = 300
"""Of more trials, the best are listed."""
MAPPED: Final = 3
"""Parameters of which every pair gets a heat map."""
CURVES: Final = 8
"""So many colours tell curves apart."""
BESIDE: Final = ("total_return", "cagr", "sharpe", "max_drawdown", "trades", "win_rate")


def document(found: Sweep) -> Document:
    """Tiles, heat maps, the curves that were kept, the table."""
    best = next(iter(found.results.values()), None)
    drawn = Drawn({} if best is None else {"time": best.times})
    sections = (
        Section("metrics", "Key figures", tiles(_tiles(found))),
        Section("heat", f"{about.words(found.by)} by parameter", _heat(found)),
        Section("equity", "Equity of the best", _curves(found, drawn)),
        Section("trials", "Trials", _trials(found)),
        Section("failed", "Trials that failed", _failed(found)),
        Section("settings", "Settings", _settings(found, best)),
    )
    return Document(
        kind="Sweep",
        title=f"Sweep of {found.strategy}",
        heading=f"{escape(found.strategy)} <span>{plural(len(found.trials), 'trial')}</span>",
        subtitle=about.subtitle(best)[:2] if best is not None else [],
        sections=sections,
        figures=drawn.figures,
        arrays=drawn.arrays,
        with_clock=best is not None and text.shorter_than_a_day(best.metrics.calendar),
    )


def parameters(trial: Trial) -> str:
    """`fast 10, slow 30`."""
    return ", ".join(f"{name} {value}" for name, value in trial.parameters.items())


def _tiles(found: Sweep) -> list[tuple[str, str, str]]:
    ranked = found.ranked()
    said = [("Trials", f"{len(found.trials):,}", f"{len(found.failed):,} failed")]
    if not ranked:
        return said
    scores = [trial.metrics[found.by] for trial in ranked]
    name = about.words(found.by)
    said.append((f"Best {name}", about.written(found.by, scores[0]), parameters(ranked[0])))
    said.append((f"Median {name}", about.written(found.by, float(np.median(scores))), "of all trials"))
    said.append(_luck(found))
    return said


def _luck(found: Sweep) -> tuple[str, str, str]:
    """How sure the best is, after so many tries."""
    try:
        deflated = found.deflated_sharpe()
    except (BacktestError, KeyError):
        return ("Deflated Sharpe", text.MISSING, "needs the curve of the best")
    note = f"that {text.number(deflated.sharpe)} beats luck’s {text.number(deflated.expected_by_luck)}"
    return ("Deflated Sharpe", text.percent(deflated.probability), note)


def varied(found: Sweep) -> list[str]:
    """Parameters with more than one value, those with most first."""
    values: dict[str, set[Any]] = {}
    for trial in found.trials:
        for name, value in trial.parameters.items():
            values.setdefault(name, set()).add(value)
    names = [name for name, seen in values.items() if len(seen) > 1]
    return sorted(names, key=lambda name: -len(values[name]))


def _heat(found: Sweep) -> str:
    names = varied(found)[:MAPPED]
    if not found.ranked() or len(names) < 2:
        return ""
    both = [(x, y) for place, x in enumerate(names) for y in names[place + 1 :]]
    return "".join(_map(found, x, y) for x, y in both)


def _map(found: Sweep, x: str, y: str) -> str:
    heat = found.heat_map(x, y)
    cells = Cells(
        f"{about.words(found.by)} by {x} and {y}",
        x,
        y,
        [short(value) for value in heat.x],
        [short(value) for value in heat.y],
        heat.values,
        lambda value: about.written(found.by, value),
    )
    words = "the best of the trials in each cell" if len(varied(found)) > 2 else "each cell is a trial"
    caption = f"<figcaption><span>{escape(f'{y} over {x}: {words}')}</span></figcaption>"
    return f"<figure>{caption}{heat_svg(cells)}</figure>"


def short(value: object) -> str:
    """A parameter's value where there is little room."""
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _curves(found: Sweep, drawn: Drawn) -> str:
    numbers = {trial.number: trial for trial in found.trials}
    kept = [(numbers[number], result) for number, result in list(found.results.items())[:CURVES]]
    if not kept:
        return ""
    curves = [(f"s{place}", parameters(trial), result) for place, (trial, result) in enumerate(kept)]
    return equities(curves, drawn)


def equities(curves: Sequence[tuple[str, str, Result]], drawn: Drawn) -> str:
    """Several accounts in one chart: style, words and result of each, over the same bars."""
    values = {f"equity_{style}": result.equity for style, _, result in curves}
    scale = value_scale(
        min(float(each.min()) for each in values.values()), max(float(each.max()) for each in values.values())
    )
    chart = Chart(
        title="Equity",
        times=drawn.arrays["time"],
        scale=scale,
        label=in_money(scale),
        # The first is the best: it is drawn last, above the others.
        lines=tuple(Line(result.equity, style) for style, _, result in reversed(curves)),
        name="equity",
    )
    live = Live("money", [(f"equity_{style}", style, words) for style, words, _ in reversed(curves)])
    return drawn.add(Figure(chart, [(style, words) for style, words, _ in curves], 320, live), **values)


def _trials(found: Sweep) -> str:
    ranked = found.ranked()
    if not ranked:
        return '<p class="empty">No trial has a score.</p>'
    names = list(ranked[0].parameters)
    shown = list(dict.fromkeys((found.by, *BESIDE)))
    numbered = [_trial(rank, trial, names, shown) for rank, trial in enumerate(ranked[:ROWS], 1)]
    more = len(ranked) - len(numbered)
    rows: list[list[Cell] | str] = [*numbered]
    if more:
        rows.append(f"{more:,} more; all are in the JSON and the CSV")
    columns = (
        Column("Rank"),
        *(Column(name) for name in names),
        *(Column(about.words(name), "" if place < 3 else "extra") for place, name in enumerate(shown)),
    )
    return table(columns, rows)


def _trial(rank: int, trial: Trial, names: Sequence[str], shown: Sequence[str]) -> list[Cell]:
    values = [(short(trial.parameters.get(name, "")), "") for name in names]
    told = [(about.written(name, trial.metrics.get(name, math.nan)), "") for name in shown]
    return [(f"{rank:,}", ""), *values, *told]


def _failed(found: Sweep) -> str:
    if not found.failed:
        return ""
    listed = cut(found.failed, ROWS, 0, "{:,} more; all are in the JSON and the CSV")
    rows = [one if isinstance(one, str) else ((parameters(one), ""), (one.error or "", "")) for one in listed]
    columns = (Column("Parameters", "text wrap"), Column("Reason", "text wrap"))
    return folded(plural(len(found.failed), "trial"), table(columns, rows))


def _settings(found: Sweep, best: Result | None) -> str:
    order = "more is better" if found.maximize else "less is better"
    said = [("Strategy", found.strategy), ("Ranked by", f"{about.words(found.by)}, {order}")]
    if best is not None:
        said += [
            ("Asset", best.asset),
            ("Starting cash", about.in_account_money(best)),
            ("Commission", repr(best.commission)),
            ("Fill convention", f"{best.convention}: {text.CONVENTIONS[best.convention]}"),
            ("Data, SHA-256", best.fingerprint),
        ]
    said.append(
        (
            "Deflated Sharpe",
            "the probability that the best trial’s true ratio is above the highest that as many "
            "worthless trials would have reached (Bailey and López de Prado, 2014)",
        )
    )
    return pairs(said)
