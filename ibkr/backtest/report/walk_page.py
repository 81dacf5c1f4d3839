"""The report of a walk-forward: the account that followed every choice, and what became of each."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np

from ...model.bars import from_milliseconds
from .. import text
from ..metrics import calendar_of, drawdowns
from . import about
from .axes import value_scale
from .chart import Chart, Line
from .curves import Drawn, in_money, in_percent
from .markup import Column, Document, Figure, Live, Section, pairs, plural, table, tiles
from .sweep_page import short

if TYPE_CHECKING:
    from ..research.walking import WalkForward, Window
    from .markup import Cell


def document(walk: WalkForward) -> Document:
    """Tiles, the stitched curve, the windows."""
    drawn = Drawn({"time": walk.times})
    first = walk.windows[0].result
    clock = text.shorter_than_a_day(calendar_of(walk.times))
    sections = (
        Section("metrics", "Key figures", tiles(_tiles(walk))),
        Section("equity", "Equity out of sample", _equity(walk, drawn)),
        Section("drawdown", "Drawdown", _drawdown(walk, drawn)),
        Section("windows", "Windows", _windows(walk, clock=clock)),
        Section("settings", "Settings", _settings(walk)),
    )
    return Document(
        kind="Walk-forward",
        title=f"Walk-forward of {first.strategy}",
        heading=f"{escape(first.strategy)} <span>on {escape(about.assets(first))}</span>",
        subtitle=[_span(walk.times, clock=clock), f"{len(walk.times):,} bars out of sample"],
        sections=sections,
        figures=drawn.figures,
        arrays=drawn.arrays,
        with_clock=clock,
    )


def _span(times: Any, *, clock: bool) -> str:
    first, last = (text.moment(from_milliseconds(int(times[at])), with_clock=clock) for at in (0, -1))
    return f"{first} – {last}"


def _tiles(walk: WalkForward) -> tuple[tuple[str, str, str], ...]:
    metrics, by = walk.metrics, about.words(walk.by)
    told = [window for window in walk.windows if math.isfinite(window.out_of_sample)]
    inside = float(np.mean([window.in_sample for window in told])) if told else math.nan
    outside = float(np.mean([window.out_of_sample for window in told])) if told else math.nan
    silent = len(walk.windows) - len(told)
    won = sum(window.result.metrics.total_return > 0 for window in walk.windows)
    return (
        ("Total return", text.percent(metrics.total_return, sign=True), "out of sample, costs paid"),
        ("Sharpe ratio", text.number(metrics.sharpe), "of the stitched curve"),
        ("Max drawdown", text.percent(metrics.max_drawdown), "of the stitched curve"),
        ("Windows", f"{len(walk.windows):,}", f"{won:,} ended with a gain"),
        (f"Mean {by} chosen", about.written(walk.by, inside), "where the choice was made"),
        (
            f"Mean {by} after",
            about.written(walk.by, outside),
            f"where it was not; {silent} without a score" if silent else "where it was not",
        ),
        ("Efficiency", text.percent(walk.efficiency, 0), "of the score held afterwards"),
        ("Trades", f"{metrics.trades:,}", f"commission {text.number(metrics.commission, 0)}"),
    )


def _tested(walk: WalkForward) -> np.ndarray[Any, Any]:
    """Every other window, to be shaded."""
    places = [
        np.full(window.test[1] - window.test[0], number % 2) for number, window in enumerate(walk.windows)
    ]
    return np.concatenate(places) == 1


def _equity(walk: WalkForward, drawn: Drawn) -> str:
    scale = value_scale(float(walk.equity.min()), float(walk.equity.max()))
    chart = Chart(
        title="Equity out of sample",
        times=walk.times,
        scale=scale,
        label=in_money(scale),
        lines=(Line(walk.equity, "strategy"),),
        bands=_tested(walk),
        name="equity",
    )
    keys = [("strategy", "account"), ("held", "every other window")]
    live = Live("money", [("equity", "strategy", "account")], band="window")
    arrays = {"equity": walk.equity, "window": _tested(walk).astype(np.float64)}
    return drawn.add(Figure(chart, keys, 320, live), **arrays)


def _drawdown(walk: WalkForward, drawn: Drawn) -> str:
    values = drawdowns(walk.equity)
    scale = value_scale(min(float(values.min()), -0.01), 0.0, most=4)
    chart = Chart(
        title="Drawdown out of sample",
        times=walk.times,
        scale=scale,
        label=in_percent(scale),
        lines=(Line(values, "loss", base=0.0),),
        name="drawdown",
    )
    live = Live("percent", [("drawdown", "loss", "drawdown")], base=0.0)
    return drawn.add(Figure(chart, [("loss", "below the highest equity so far")], 180, live), drawdown=values)


def _windows(walk: WalkForward, *, clock: bool) -> str:
    by = about.words(walk.by)
    columns = (
        Column("#", "extra"),
        Column("Traded", "text wrap"),
        Column("Parameters", "text wrap"),
        Column(f"{by}, chosen"),
        Column(f"{by}, after"),
        Column("Return"),
        Column("Trades", "extra"),
    )
    return table(
        columns, [_window(walk, number, one, clock=clock) for number, one in enumerate(walk.windows, 1)]
    )


def _window(walk: WalkForward, number: int, window: Window, *, clock: bool) -> list[Cell]:
    start = window.test[0] - window.train[0]
    change = window.result.metrics.total_return
    return [
        (f"{number}", ""),
        (_span(window.result.times[start:], clock=clock), ""),
        (", ".join(f"{name} {short(value)}" for name, value in window.parameters.items()), ""),
        (about.written(walk.by, window.in_sample), ""),
        (about.written(walk.by, window.out_of_sample), ""),
        (text.percent(change, sign=True), "gain" if change > 0 else "loss" if change < 0 else ""),
        (f"{window.result.metrics.trades:,}", ""),
    ]


def _settings(walk: WalkForward) -> str:
    first = walk.windows[0]
    how = (
        "always from the first bar"
        if walk.anchored
        else f"on the {first.train[1] - first.train[0]:,} bars before"
    )
    result = first.result
    return pairs(
        (
            ("Strategy", result.strategy),
            ("Asset", result.asset),
            ("Chosen by", about.words(walk.by)),
            ("Trained", how),
            ("Traded", f"the next {plural(first.test[1] - first.test[0], 'bar')}, then chosen again"),
            ("Tried in each", plural(len(first.search.trials), "set") + " of parameters"),
            ("Starting cash", about.in_account_money(result)),
            ("Commission", repr(result.commission)),
            ("Fill convention", f"{result.convention}: {text.CONVENTIONS[result.convention]}"),
            ("Between windows", "positions are closed at the last close, commission paid"),
        )
    )
