"""Charts as SVG text: lines, areas, ribbons and markers over equally spaced bars.

Colours, fonts and line widths are the style sheet's; this module only knows shapes.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Final

import attrs
import numpy as np

from .axes import Scale, TimeTick, time_ticks

if TYPE_CHECKING:
    from numpy.typing import NDArray


@attrs.frozen
class Frame:
    """The size of a drawing in its own units, and the margins around the plot."""

    name: str
    width: int
    height: int
    left: int
    right: int = 10
    top: int = 12
    bottom: int = 26
    tick_room: int = 84
    """How much width a date label wants."""

    @property
    def plot_width(self) -> int:
        return self.width - self.left - self.right

    @property
    def plot_height(self) -> int:
        return self.height - self.top - self.bottom


def frames(height: int) -> tuple[Frame, Frame]:
    """The same chart twice: for a screen, and for a phone, where letters must not shrink."""
    return (
        Frame("wide", width=920, height=height, left=58),
        Frame("narrow", width=380, height=max(150, round(height * 0.78)), left=46, right=6, tick_room=70),
    )


@attrs.frozen
class Line:
    """One value a bar, drawn as a line, or as an area down to `base`."""

    values: NDArray[np.float64]
    style: str
    base: float | None = None


@attrs.frozen
class Ribbon:
    """The area between two series."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]
    style: str


@attrs.frozen
class Marks:
    """Triangles at (bar, value), pointing up (`direction` 1) or down (-1)."""

    bars: NDArray[np.int64]
    values: NDArray[np.float64]
    style: str
    direction: int


@attrs.frozen
class Chart:
    """What to draw; `label` writes a value on the axis."""

    title: str
    times: NDArray[np.int64]
    scale: Scale
    label: Callable[[float], str]
    lines: tuple[Line, ...]
    marks: tuple[Marks, ...] = ()
    bands: NDArray[np.bool_] | None = None
    """Bars to shade from top to bottom."""
    ribbons: tuple[Ribbon, ...] = ()
    name: str = ""
    """By which the page's script knows it; without one it stays as it is."""
    ticks: tuple[TimeTick, ...] | None = None
    """Instead of dates."""


def svg(chart: Chart, frame: Frame) -> str:
    """The chart as one `<svg>` element."""
    place = Place(frame, chart.scale, len(chart.times))
    known = f' data-chart="{escape(chart.name, quote=True)}"' if chart.name else ""
    return (
        f'<svg class="chart {frame.name}" viewBox="0 0 {frame.width} {frame.height}" role="img" '
        f'aria-label="{escape(chart.title, quote=True)}"{known} data-left="{frame.left}" '
        f'data-right="{frame.width - frame.right}" data-top="{frame.top}" '
        f'data-bottom="{frame.top + frame.plot_height}" data-room="{frame.tick_room}">'
        f'<g class="drawn">{drawing(chart, place)}</g>'
        f'<line class="cursor" x1="0" x2="0" y1="{frame.top}" y2="{frame.top + frame.plot_height}"/>'
        "</svg>"
    )


def drawing(chart: Chart, place: Place) -> str:
    """What is inside."""
    parts = [
        _bands(chart, place),
        _value_axis(chart, place),
        _time_axis(chart, place),
        *(_ribbon(ribbon, place) for ribbon in chart.ribbons),
        *(_line(line, place) for line in chart.lines),
        *(_marks(marks, place) for marks in chart.marks),
    ]
    return "".join(parts)


class Place:
    """From bars and values to the drawing's coordinates."""

    def __init__(self, frame: Frame, scale: Scale, bars: int) -> None:
        """Spread `bars` over the frame's width and the scale over its height."""
        self.frame = frame
        self.bars = bars
        self._scale = scale
        self._per_bar = frame.plot_width / max(1, bars - 1)
        self._per_value = frame.plot_height / (scale.high - scale.low)

    def x(self, bar: float) -> float:
        """Of a bar."""
        return self.frame.left + bar * self._per_bar

    def y(self, value: float) -> float:
        """Of a value."""
        return self.frame.top + (self._scale.high - value) * self._per_value

    def points(self, bars: NDArray[np.int64], values: NDArray[np.float64]) -> list[str]:
        """Of many."""
        xs = self.frame.left + bars * self._per_bar
        ys = self.frame.top + (self._scale.high - values) * self._per_value
        return [f"{x:.1f},{y:.1f}" for x, y in zip(xs.tolist(), ys.tolist(), strict=True)]


def thinned(values: NDArray[np.float64], buckets: int) -> NDArray[np.int64]:
    """Which bars to draw: all, or of each of `buckets` stretches the ends, the highest and the lowest."""
    size = len(values)
    if size <= 4 * buckets:
        return np.arange(size)
    edges = np.linspace(0, size, buckets + 1).astype(np.int64)
    kept: set[int] = set()
    for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        stretch = values[start:end]
        kept.update((start, end - 1, start + int(stretch.argmin()), start + int(stretch.argmax())))
    return np.array(sorted(kept), dtype=np.int64)


def _line(line: Line, place: Place) -> str:
    told = np.flatnonzero(np.isfinite(line.values))
    if not len(told):
        return ""
    bars = told[thinned(line.values[told], place.frame.plot_width)]
    points = place.points(bars, line.values[bars])
    path = "M" + "L".join(points)
    stroke = f'<path class="line {line.style}" d="{path}"/>'
    if line.base is None:
        return stroke
    base = f"{place.y(line.base):.1f}"
    left, right = f"{place.x(int(bars[0])):.1f}", f"{place.x(int(bars[-1])):.1f}"
    return f'<path class="area {line.style}" d="{path}L{right},{base}L{left},{base}Z"/>{stroke}'


def _ribbon(ribbon: Ribbon, place: Place) -> str:
    bars = np.arange(len(ribbon.low))
    there = place.points(bars, ribbon.high)
    back = place.points(bars, ribbon.low)[::-1]
    return f'<path class="ribbon {ribbon.style}" d="M{"L".join([*there, *back])}Z"/>'


FEW_MARKS: Final = 120
MARK_ROOM: Final = 3
"""Of the marks of one kind within so many units of width one is drawn; zooming shows them all."""


def _marks(marks: Marks, place: Place) -> str:
    """All marks of one kind as one path: ten thousand elements would make the page slow."""
    few = len(marks.bars) <= FEW_MARKS * place.frame.plot_width / 860
    half, height, size = (4.5, 8.0, "large") if few else (3.0, 5.2, "small")
    down = height * marks.direction
    parts: list[str] = []
    kept = _spaced(marks.bars, place)
    for point in place.points(marks.bars[kept], marks.values[kept]):
        x, y = map(float, point.split(","))
        # The tip touches the price; the body stays clear of the line.
        parts.append(f"M{x:.1f},{y:.1f}l{-half:g},{down:g}h{2 * half:g}Z")
    return f'<path class="mark {size} {marks.style}" d="{"".join(parts)}"/>'


def _spaced(bars: NDArray[np.int64], place: Place) -> NDArray[np.int64]:
    width = place.frame.plot_width
    if len(bars) <= width / MARK_ROOM:
        return np.arange(len(bars))
    columns = (bars * width) // (MARK_ROOM * max(1, place.bars - 1))
    return np.unique(columns, return_index=True)[1]


def _bands(chart: Chart, place: Place) -> str:
    if chart.bands is None or not chart.bands.any():
        return ""
    frame = place.frame
    shaded, width = _coarse(chart.bands, frame.plot_width)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], shaded, [False])).astype(np.int8)))
    parts: list[str] = []
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        left = place.x(start * width)
        right = max(place.x(min(end * width, place.bars - 1)), left + 0.5)
        parts.append(f"M{left:.1f},{frame.top}H{right:.1f}v{frame.plot_height}H{left:.1f}Z")
    return f'<path class="band" d="{"".join(parts)}"/>'


def _coarse(bands: NDArray[np.bool_], columns: int) -> tuple[NDArray[np.bool_], float]:
    """At most one value a column: whether most of its bars are shaded; and the bars in one."""
    if len(bands) <= 2 * columns:
        return bands, 1.0
    edges = np.linspace(0, len(bands), columns + 1).astype(np.int64)
    counts = np.add.reduceat(bands.astype(np.int64), edges[:-1])
    return counts * 2 >= np.diff(edges), len(bands) / columns


def _value_axis(chart: Chart, place: Place) -> str:
    frame = place.frame
    right = frame.width - frame.right
    parts: list[str] = []
    for tick in chart.scale.ticks:
        y = place.y(tick)
        label = escape(chart.label(tick))
        parts.append(
            f'<line class="grid" x1="{frame.left}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}"/>'
            f'<text class="tick value" x="{frame.left - 8}" y="{y + 4:.1f}">{label}</text>'
        )
    return "".join(parts)


def _time_axis(chart: Chart, place: Place) -> str:
    frame = place.frame
    base = frame.top + frame.plot_height
    parts = [
        f'<line class="axis" x1="{frame.left}" x2="{frame.width - frame.right}" y1="{base}" y2="{base}"/>'
    ]
    dates = chart.ticks or time_ticks(chart.times, most=max(2, frame.plot_width // frame.tick_room))
    for tick in dates:
        x = place.x(tick.bar)
        # A label near an edge is moved inside, so that it is never cut off.
        room = len(tick.label) * 3.6
        centre = min(max(x, frame.left - 8 + room), frame.width - 2 - room)
        kind = "tick time major" if tick.major else "tick time"
        parts.append(
            f'<line class="axis" x1="{x:.1f}" x2="{x:.1f}" y1="{base}" y2="{base + 5}"/>'
            f'<text class="{kind}" x="{centre:.1f}" y="{base + 19}">{escape(tick.label)}</text>'
        )
    return "".join(parts)
