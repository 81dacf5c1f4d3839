"""The report's page: figures, tables and words, put into the template and escaped."""

from __future__ import annotations

import json
from collections import Counter
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ...model.bars import from_milliseconds
from .. import text
from .axes import value_scale
from .benchmark import Benchmark, buy_and_hold
from .chart import Chart, Line, Marks, frames, svg

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from ..records import Trade
    from ..result import Result

HEAD, TAIL = 250, 250
"""A longer trade list shows this many from its beginning and its end."""

PRICES: Final = 4
"""Of several assets, the prices of so many are drawn."""

SAMPLES: Final = 1200
"""How many bars the hover readout can tell apart."""


def render(result: Result) -> str:
    """The whole page."""
    benchmark = buy_and_hold(result)
    return _template("page.html").substitute(
        style=_file("page.css"),
        script=_file("page.js"),
        title=escape(text.title(result)),
        strategy=escape(result.strategy),
        asset=escape(result.asset),
        subtitle=_subtitle(result),
        tiles=_tiles(result, benchmark),
        equity=_equity(result, benchmark),
        drawdown=_drawdown(result),
        price=_price(result),
        trades=_trades(result),
        events=_events(result),
        settings=_settings(result),
        definitions=_definitions(result),
        samples=_samples(result, benchmark),
    )


def _file(name: str) -> str:
    return files(__package__ or __name__).joinpath(name).read_text(encoding="utf-8")


def _template(name: str) -> Template:
    return Template(_file(name))


def _subtitle(result: Result) -> str:
    # `daily bars, 252 trading days a year` or `390 bars a day, …`: the first half says what they are.
    kind = result.metrics.calendar.basis.split(",")[0]
    count = f"{len(result.times):,}"
    parts = [text.span(result), f"{count} {kind}" if kind.endswith("bars") else f"{count} bars, {kind}"]
    if result.parameters:
        parts.append(text.parameters(result))
    return "".join(f"<span>{escape(part)}</span>" for part in parts)


# --- numbers -----------------------------------------------------------------------------------


def _tiles(result: Result, benchmark: Benchmark) -> str:
    metrics, other = result.metrics, benchmark.metrics
    deepest = int(result.drawdown.argmin())
    clock = text.shorter_than_a_day(metrics.calendar)
    lowest = text.moment(from_milliseconds(int(result.times[deepest])), with_clock=clock)
    tiles = (
        (
            "Total return",
            text.percent(metrics.total_return, sign=True),
            f"buy and hold {text.percent(other.total_return, sign=True)}",
        ),
        (
            "CAGR",
            text.percent(metrics.cagr, sign=True),
            f"buy and hold {text.percent(other.cagr, sign=True)}",
        ),
        ("Sharpe ratio", text.number(metrics.sharpe), f"buy and hold {text.number(other.sharpe)}"),
        (
            "Max drawdown",
            text.percent(metrics.max_drawdown),
            f"lowest on {lowest}" if metrics.max_drawdown < 0 else "never below a high",
        ),
        ("Win rate", text.percent(metrics.win_rate), _plural(metrics.trades, "closed trade")),
        ("Exposure", text.percent(metrics.exposure), "of bars with a position"),
        (
            "Final equity",
            text.number(metrics.final_equity, 0),
            f"from {text.number(result.starting_cash, 0)}",
        ),
        ("Commission", text.number(metrics.commission, 0), f"on {_plural(len(result.fills), 'fill')}"),
    )
    return "".join(
        f'<div class="tile"><dt>{escape(name)}</dt><dd>{escape(value)}</dd>'
        f'<dd class="note">{escape(note)}</dd></div>'
        for name, value, note in tiles
    )


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


# --- figures -----------------------------------------------------------------------------------


def _figure(chart: Chart, height: int) -> str:
    return "".join(svg(chart, frame) for frame in frames(height))


def _equity(result: Result, benchmark: Benchmark) -> str:
    low = float(min(result.equity.min(), benchmark.equity.min()))
    high = float(max(result.equity.max(), benchmark.equity.max()))
    scale = value_scale(low, high)
    chart = Chart(
        title="Equity of the strategy and of buy and hold",
        times=result.times,
        scale=scale,
        label=lambda value: text.compact(value, scale.step),
        lines=(Line(benchmark.equity, "benchmark"), Line(result.equity, "strategy")),
    )
    return _figure(chart, 320)


def _drawdown(result: Result) -> str:
    scale = value_scale(min(float(result.drawdown.min()), -0.01), 0.0, most=4)
    chart = Chart(
        title="Drawdown of the strategy",
        times=result.times,
        scale=scale,
        label=lambda value: text.percent(value, max(0, text.decimals(scale.step) - 2)),
        lines=(Line(result.drawdown, "loss", base=0.0),),
    )
    return _figure(chart, 180)


def _price(result: Result) -> str:
    """The price of the asset; of several, of those most often traded."""
    count = Counter(row[8] for row in result.fills.rows)
    names = [name for name, _ in count.most_common(PRICES)] or list(result.series)[:1]
    if len(result.series) == 1:
        return _price_of(result, names[0])
    return "".join(f"<h3>{escape(name)}</h3>{_price_of(result, name)}" for name in names)


def _price_of(result: Result, name: str) -> str:
    closes = result.closes(name)
    fills = [row for row in result.fills.rows if row[8] == name]
    reached = [float(closes.min()), float(closes.max()), *(row[4] for row in fills)]
    scale = value_scale(min(reached), max(reached))
    chart = Chart(
        title="Closing price with purchases and sales",
        times=result.times,
        scale=scale,
        label=lambda value: text.compact(value, scale.step),
        lines=(Line(closes, "price"),),
        marks=tuple(
            Marks(
                np.array([row[0] for row in fills if row[2] == side], dtype=np.int64),
                np.array([row[4] for row in fills if row[2] == side], dtype=np.float64),
                style,
                direction,
            )
            for side, style, direction in (("BUY", "buy", 1), ("SELL", "sell", -1))
        ),
        bands=result.positions[name] != 0,
    )
    return _figure(chart, 320)


def _samples(result: Result, benchmark: Benchmark) -> str:
    """What the hover readout says, for evenly spread bars, as JSON that cannot end its script element."""
    size = len(result.times)
    alone = len(result.series) == 1
    picked = np.unique(np.linspace(0, size - 1, min(size, SAMPLES)).round().astype(np.int64))
    clock = text.shorter_than_a_day(result.metrics.calendar)
    times = [from_milliseconds(time) for time in result.times[picked].tolist()]
    samples: dict[str, Any] = {
        "at": (picked / max(1, size - 1)).round(5).tolist(),
        "time": [text.moment(time, with_clock=clock) for time in times],
        "equity": _column(result.equity[picked], 0),
        "benchmark": _column(benchmark.equity[picked], 0),
        "drawdown": [text.percent(value) for value in result.drawdown[picked].tolist()],
        "price": _column(result.bars.close[picked], 2) if alone else [""] * len(picked),
        "position": _column(result.position[picked] if alone else result.invested[picked], 0),
    }
    return json.dumps(samples, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _column(values: NDArray[Any], digits: int) -> list[str]:
    return [text.number(value, digits) for value in values.tolist()]


# --- tables ------------------------------------------------------------------------------------


def _trades(result: Result) -> str:
    trades = result.trades
    if not trades:
        return '<p class="empty">No trade was closed.</p>'
    clock = text.shorter_than_a_day(result.metrics.calendar)
    numbered = list(enumerate(trades, 1))
    rows: list[str] = []
    if len(trades) > HEAD + TAIL:
        rows += (_trade_row(number, trade, clock) for number, trade in numbered[:HEAD])
        left_out = len(trades) - HEAD - TAIL
        rows.append(f'<tr><td class="gap" colspan="11">{left_out:,} more; all are in the JSON</td></tr>')
        rows += (_trade_row(number, trade, clock) for number, trade in numbered[-TAIL:])
    else:
        rows += (_trade_row(number, trade, clock) for number, trade in numbered)
    return _template("trades.html").substitute(rows="\n".join(rows))


def _trade_row(number: int, trade: Trade, clock: bool) -> str:
    verdict = "gain" if trade.pnl > 0 else "loss" if trade.pnl < 0 else ""
    cells = (
        (f"{number}", "extra"),
        (trade.side, "text"),
        (f"{trade.quantity:,}", "extra"),
        (text.moment(trade.entry_time, with_clock=clock), "text"),
        (text.number(trade.entry_price), "extra"),
        (text.moment(trade.exit_time, with_clock=clock), "text"),
        (text.number(trade.exit_price), "extra"),
        (f"{trade.bars_held:,}", "extra"),
        (text.number(trade.commission), "extra"),
        (text.number(trade.pnl), verdict),
        (text.percent(trade.pnl_percent / 100.0, 2), verdict),
    )
    return "<tr>" + "".join(f'<td class="{kind}">{escape(value)}</td>' for value, kind in cells) + "</tr>"


def _events(result: Result) -> str:
    remarks: list[str] = []
    for held in text.still_open(result):
        remarks.append(f"<p>{escape(held)} still open at the end; valued at the last close.</p>")
    if result.events:
        clock = text.shorter_than_a_day(result.metrics.calendar)
        told = ((text.moment(event.time, with_clock=clock), event.reason) for event in result.events[:HEAD])
        items = (f"<li><time>{escape(when)}</time> {escape(reason)}</li>" for when, reason in told)
        more = len(result.events) - HEAD
        tail = f"<p>{more:,} more; all are in the JSON.</p>" if more > 0 else ""
        remarks.append(f'<ol class="events">{"".join(items)}</ol>{tail}')
    if not remarks:
        return ""
    return f'<section id="events"><h2>Worth knowing</h2>{"".join(remarks)}</section>'


def _settings(result: Result) -> str:
    clock = text.shorter_than_a_day(result.metrics.calendar)
    first = text.moment(from_milliseconds(int(result.times[0])), with_clock=clock)
    warm_up = (
        f"{_plural(result.first_decision, 'bar')} of warm-up before it"
        if result.first_decision
        else "no warm-up"
    )
    decides = text.moment(
        from_milliseconds(int(result.times[min(result.first_decision, len(result.times) - 1)])),
        with_clock=clock,
    )
    return _pairs(
        (
            ("Strategy", result.strategy),
            ("Parameters", text.parameters(result)),
            ("Asset", result.asset),
            ("Starting cash", text.number(result.starting_cash)),
            ("Commission", repr(result.commission)),
            ("Terms", _terms(result)),
            ("Fill convention", f"{result.convention}: {text.CONVENTIONS[result.convention]}"),
            ("Bars", f"{len(result.times):,} from {first}; times are the bars’ openings in UTC"),
            ("First decision", f"{decides}, {warm_up}"),
            ("Year", result.metrics.calendar.basis),
            ("Data, SHA-256", result.fingerprint),
        )
    )


def _terms(result: Result) -> str:
    """What was said about the run beyond the defaults."""
    said = result.terms.as_dict()
    plain = ("commission", "convention", "assets", "currency")
    parts = [f"{name} {value}" for name, value in said.items() if name not in plain and value]
    return ", ".join(parts)


def _definitions(result: Result) -> str:
    year = f"{result.metrics.calendar.periods_per_year:,.0f}"
    return _pairs(
        (
            ("Total return", "last equity / starting cash − 1; equity is cash plus position at the close"),
            ("CAGR", f"(last / first equity) ^ ({year} / number of returns) − 1"),
            (
                "Sharpe ratio",
                f"mean / standard deviation (n − 1) of the returns per bar × √{year}, risk-free rate 0",
            ),
            ("Max drawdown", "lowest of equity / highest equity so far − 1, on closes"),
            ("Win rate", "closed trades with a profit after commission / closed trades; first in, first out"),
            ("Exposure", "bars that end with a position / bars"),
            ("Buy and hold", "all cash into the asset at the second bar’s open, same commission, kept"),
        )
    )


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in pairs)
