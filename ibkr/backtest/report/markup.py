"""Pieces of a page: sections, tables, tiles, pairs, figures. Every text is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from .chart import Chart, frames, svg

if TYPE_CHECKING:
    from numpy.typing import NDArray

T = TypeVar("T")


@attrs.frozen
class Section:
    """A part of the page; without a body it is not there."""

    name: str
    title: str
    body: str

    def html(self) -> str:
        """With its heading."""
        if not self.body:
            return ""
        return f'<section id="{self.name}"><h2>{escape(self.title)}</h2>\n{self.body}</section>'


@attrs.frozen
class Column:
    """A column's heading and its classes."""

    heading: str
    style: str = ""
    """`text` is aligned to the left, `wrap` may break; a phone has no room for `extra`."""


Cell = tuple[str, str]
"""A text and its class."""


def table(columns: Sequence[Column], rows: Iterable[Sequence[Cell] | str], *, name: str = "") -> str:
    """A table that scrolls by itself; a row may be one sentence over the whole width."""
    head = "".join(f'<th class="{column.style}">{escape(column.heading)}</th>' for column in columns)
    body = "\n".join(_row(columns, row) for row in rows)
    known = f' id="{name}"' if name else ""
    return (
        f'<div class="scroll"><table{known}><thead><tr>{head}</tr></thead>'
        f"<tbody>\n{body}\n</tbody></table></div>"
    )


def _row(columns: Sequence[Column], row: Sequence[Cell] | str) -> str:
    if isinstance(row, str):
        return f'<tr><td class="gap" colspan="{len(columns)}">{escape(row)}</td></tr>'
    cells = zip(columns, row, strict=True)
    return (
        "<tr>"
        + "".join(
            f'<td class="{f"{column.style} {style}".strip()}">{escape(value)}</td>'
            for column, (value, style) in cells
        )
        + "</tr>"
    )


def cut(rows: Sequence[T], head: int, tail: int, more: str) -> list[T | str]:
    """The first and the last rows, with a sentence in between; `more` has a place for the number."""
    if len(rows) <= head + tail:
        return list(rows)
    gap = more.format(len(rows) - head - tail)
    return [*rows[:head], gap, *(rows[-tail:] if tail else ())]


def tiles(given: Iterable[tuple[str, str, str]]) -> str:
    """Key figures: name, value, note."""
    return (
        '<dl class="tiles">'
        + "".join(
            f'<div class="tile"><dt>{escape(name)}</dt><dd>{escape(value)}</dd>'
            f'<dd class="note">{escape(note)}</dd></div>'
            for name, value, note in given
        )
        + "</dl>"
    )


def pairs(given: Iterable[tuple[str, str]]) -> str:
    """Names and what they mean or are."""
    return (
        '<dl class="pairs">'
        + "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in given)
        + "</dl>"
    )


def folded(summary: str, body: str) -> str:
    """Something to open."""
    return f"<details><summary>{escape(summary)}</summary>{body}</details>"


def plural(count: int, noun: str) -> str:
    """`1 trade`, `2 trades`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


@attrs.frozen
class Live:
    """How the page's script draws a chart anew when its reader zooms: names of arrays and their styles."""

    form: str
    """How values are written: money, price, percent or ratio."""
    lines: Sequence[tuple[str, str, str]]
    """Array, style, what the readout calls it."""
    base: float | None = None
    """Down to where the area of the first line reaches."""
    candles: Sequence[str] = ()
    """Arrays of open, high, low and close."""
    marks: Sequence[tuple[str, str, str, int]] = ()
    """Array of bars, array of values, style, direction."""
    band: str = ""
    """An array: shaded where it is not zero."""
    note: tuple[str, str] | None = None
    """An array that only the readout tells, and its name."""


@attrs.frozen
class Figure:
    """A chart with its caption; `keys` are (style, words)."""

    chart: Chart
    keys: Sequence[tuple[str, str]]
    height: int
    live: Live | None = None

    def html(self) -> str:
        """Drawn for a screen and a phone."""
        keys = "".join(
            f'<span class="{f"key {style}" if style else ""}">{escape(words)}</span>'
            for style, words in self.keys
        )
        shown = f'<output data-show="{self.chart.name}"></output>' if self.chart.name else ""
        drawn = "".join(svg(self.chart, frame) for frame in frames(self.height))
        return f"<figure><figcaption>{keys}{shown}</figcaption>\n{drawn}</figure>"


@attrs.frozen(kw_only=True)
class Document:
    """Everything a page is made of."""

    kind: str
    title: str
    heading: str
    subtitle: Sequence[str]
    sections: Sequence[Section]
    figures: Sequence[Figure] = ()
    """Those that can be zoomed; all over the same bars."""
    arrays: Mapping[str, NDArray[Any]]
    """What the figures are drawn from."""
    records: Mapping[str, NDArray[Any]] = attrs.field(factory=dict[str, Any])
    """What a table is filled from."""
    with_clock: bool = False
    """Whether a date alone does not name a bar."""
    assets: Sequence[str] = ()
    """Names that the array of the trades' assets counts."""
