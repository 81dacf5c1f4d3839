"""The figures of a run: equity, drawdown, rolling metrics, prices with their trades."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from .. import text
from ..metrics import rolling_sharpe, rolling_volatility
from .axes import value_scale
from .chart import Chart, Line, Marks
from .markup import Figure, Live

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from ..result import Result
    from .axes import Scale
    from .benchmark import Benchmark

PRICES: Final = 4
"""Of several assets, the prices of so many are drawn."""
FEWEST: Final = 40
"""Returns below which a rolling metric says nothing."""


@attrs.define
class Drawn:
    """Figures with the arrays that they are drawn from."""

    arrays: dict[str, NDArray[Any]]
    figures: list[Figure] = attrs.field(factory=list[Figure])

    def add(self, figure: Figure, **arrays: NDArray[Any]) -> str:
        """Keep it, and return its HTML."""
        self.figures.append(figure)
        self.arrays.update(arrays)
        return figure.html()


def in_money(scale: Scale) -> Callable[[float], str]:
    """Labels of an axis in money or points."""
    return lambda value: text.compact(value, scale.step)


def in_percent(scale: Scale) -> Callable[[float], str]:
    """Labels of an axis of fractions."""
    return lambda value: text.percent(value, max(0, text.decimals(scale.step) - 2))


def equity(result: Result, benchmark: Benchmark, drawn: Drawn) -> str:
    """The account, beside buy and hold, and beside what the run was compared with."""
    lines = [("hold", "benchmark", "buy and hold", benchmark.equity)]
    if result.benchmark is not None:
        scaled = result.benchmark / result.benchmark[0] * result.starting_cash
        lines.append(("other", "s1", "benchmark", scaled))
    lines.append(("equity", "strategy", "strategy", result.equity))
    scale = value_scale(
        min(float(values.min()) for *_, values in lines), max(float(values.max()) for *_, values in lines)
    )
    chart = Chart(
        title="Equity of the strategy and of buy and hold",
        times=result.times,
        scale=scale,
        label=in_money(scale),
        lines=tuple(Line(values, style) for _, style, _, values in lines),
        name="equity",
    )
    told = lines[::-1]
    live = Live("money", [(name, style, words) for name, style, words, _ in lines])
    figure = Figure(chart, [(style, words) for _, style, words, _ in told], 320, live)
    return drawn.add(figure, **{name: values for name, _, _, values in lines})


def drawdown(result: Result, drawn: Drawn) -> str:
    """How far below its peak the account was."""
    scale = value_scale(min(float(result.drawdown.min()), -0.01), 0.0, most=4)
    chart = Chart(
        title="Drawdown of the strategy",
        times=result.times,
        scale=scale,
        label=in_percent(scale),
        lines=(Line(result.drawdown, "loss", base=0.0),),
        name="drawdown",
    )
    live = Live("percent", [("drawdown", "loss", "drawdown")], base=0.0)
    figure = Figure(chart, [("loss", "below the highest equity so far")], 180, live)
    return drawn.add(figure, drawdown=result.drawdown)


def window_of(result: Result) -> int:
    """Returns in a rolling metric: a quarter of a year, or of the run if that is shorter."""
    year = result.metrics.calendar.periods_per_year
    return max(20, min(round(year / 4), len(result.returns) // 4))


def rolling(result: Result, drawn: Drawn) -> str:
    """Sharpe ratio and volatility of the latest bars at each bar."""
    if len(result.returns) < FEWEST:
        return ""
    window, year = window_of(result), result.metrics.calendar.periods_per_year
    made = (
        ("sharpe", "Sharpe ratio", "ratio", in_money, rolling_sharpe),
        ("volatility", "volatility, a year", "percent", in_percent, rolling_volatility),
    )
    parts: list[str] = []
    for name, words, form, label, measure in made:
        values = np.concatenate(([np.nan], measure(result.returns, window, year)))
        told = values[np.isfinite(values)]
        if not len(told):
            continue
        scale = value_scale(float(told.min()), float(told.max()), most=4)
        chart = Chart(
            title=f"Rolling {words}",
            times=result.times,
            scale=scale,
            label=label(scale),
            lines=(Line(values, "rolling"),),
            name=name,
        )
        key = ("rolling", f"{words} of the latest {window:,} bars")
        figure = Figure(chart, [key], 150, Live(form, [(name, "rolling", words)]))
        parts.append(drawn.add(figure, **{name: values}))
    return "".join(parts)


def prices(result: Result, drawn: Drawn) -> str:
    """The price of the asset; of several, of those most often traded."""
    count = Counter(row[8] for row in result.fills.rows)
    names = [name for name, _ in count.most_common(PRICES)] or list(result.series)[:1]
    alone = len(result.series) == 1
    parts: list[str] = []
    for place, name in enumerate(names):
        heading = "" if alone else f"<h3>{escape(name)}</h3>"
        parts.append(heading + _price(result, name, f"price{place}", drawn, candles=alone))
    return "".join(parts)


def _price(result: Result, asset: str, name: str, drawn: Drawn, *, candles: bool) -> str:
    closes, held = result.closes(asset), result.positions[asset]
    marks = _marks(result, asset)
    reached = [float(closes.min()), float(closes.max())]
    reached += [
        float(edge) for mark in marks if len(mark.values) for edge in (mark.values.min(), mark.values.max())
    ]
    scale = value_scale(min(reached), max(reached))
    chart = Chart(
        title="Closing price with purchases and sales",
        times=result.times,
        scale=scale,
        label=in_money(scale),
        lines=(Line(closes, "price"),),
        marks=marks,
        bands=held != 0,
        name=name,
    )
    live = Live(
        "price",
        [(f"{name}_close", "price", "close")],
        candles=[f"{name}_{part}" for part in ("open", "high", "low", "close")] if candles else (),
        marks=[
            (f"{name}_{mark.style}_bar", f"{name}_{mark.style}", mark.style, mark.direction) for mark in marks
        ],
        band=f"{name}_held",
        note=(f"{name}_held", "holding"),
    )
    arrays: dict[str, NDArray[Any]] = {f"{name}_close": closes, f"{name}_held": held}
    if candles:
        arrays |= {f"{name}_{part}": getattr(result.bars, part) for part in ("open", "high", "low")}
    for mark in marks:
        arrays |= {f"{name}_{mark.style}_bar": mark.bars, f"{name}_{mark.style}": mark.values}
    keys = [("price", "close"), ("buy", "bought"), ("sell", "sold"), ("held", "position held")]
    return drawn.add(Figure(chart, keys, 320, live), **arrays)


def _marks(result: Result, asset: str) -> tuple[Marks, ...]:
    fills = [row for row in result.fills.rows if row[8] == asset]
    return tuple(
        Marks(
            np.array([row[0] for row in fills if row[2] == side], dtype=np.int64),
            np.array([row[4] for row in fills if row[2] == side], dtype=np.float64),
            style,
            direction,
        )
        for side, style, direction in (("BUY", "buy", 1), ("SELL", "sell", -1))
    )
