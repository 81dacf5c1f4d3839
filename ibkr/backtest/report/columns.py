"""Columns as SVG text: how often returns fell where, what each month brought; and heat maps."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from .. import text
from .axes import Scale, value_scale
from .chart import Frame, frames

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

LABELS: Final = {"wide": 12, "narrow": 5}
"""Of the columns so many are named, at most."""


@attrs.frozen
class Columns:
    """One column a value, from zero up or down."""

    title: str
    values: NDArray[np.float64]
    names: Sequence[str]
    """Below each column."""
    label: Callable[[float, float], str]
    """Writes a value, given the distance of the ticks."""
    positive: Sequence[bool]
    """Which colour."""


def columns_svg(columns: Columns, height: int) -> str:
    """The columns, for a screen and for a phone."""
    low, high = min(0.0, float(columns.values.min())), max(0.0, float(columns.values.max()))
    scale = value_scale(low, high, most=4)
    return "".join(_columns(columns, scale, frame) for frame in frames(height))


def _columns(columns: Columns, scale: Scale, frame: Frame) -> str:
    per_value = frame.plot_height / (scale.high - scale.low)
    zero = frame.top + scale.high * per_value
    width = frame.plot_width / len(columns.values)
    shapes: dict[bool, list[str]] = {True: [], False: []}
    for at, value in enumerate(columns.values.tolist()):
        left = frame.left + (at + 0.1) * width
        shapes[columns.positive[at]].append(
            f"M{left:.1f},{zero:.1f}h{0.8 * width:.2f}v{-value * per_value:.1f}h{-0.8 * width:.2f}Z"
        )
    drawn = "".join(
        f'<path class="column {style}" d="{"".join(shapes[sign])}"/>'
        for sign, style in ((True, "gain"), (False, "loss"))
        if shapes[sign]
    )
    right = frame.width - frame.right
    return (
        f'<svg class="chart {frame.name}" viewBox="0 0 {frame.width} {frame.height}" role="img" '
        f'aria-label="{escape(columns.title, quote=True)}">{_grid(columns, scale, frame, per_value)}{drawn}'
        f'<line class="axis" x1="{frame.left}" x2="{right}" y1="{zero:.1f}" y2="{zero:.1f}"/>'
        f"{_names(columns, frame, width)}</svg>"
    )


def _grid(columns: Columns, scale: Scale, frame: Frame, per_value: float) -> str:
    right = frame.width - frame.right
    parts: list[str] = []
    for tick in scale.ticks:
        y = frame.top + (scale.high - tick) * per_value
        parts.append(
            f'<line class="grid" x1="{frame.left}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}"/>'
            f'<text class="tick value" x="{frame.left - 8}" y="{y + 4:.1f}">'
            f"{escape(columns.label(tick, scale.step))}</text>"
        )
    return "".join(parts)


def _names(columns: Columns, frame: Frame, width: float) -> str:
    every = -(-len(columns.names) // LABELS[frame.name])
    base = frame.top + frame.plot_height + 19
    parts: list[str] = []
    for at, name in list(enumerate(columns.names))[every // 2 :: every]:
        room = len(name) * 3.6
        centre = min(max(frame.left + (at + 0.5) * width, frame.left - 8 + room), frame.width - 2 - room)
        parts.append(f'<text class="tick time" x="{centre:.1f}" y="{base}">{escape(name)}</text>')
    return "".join(parts)


def distribution(returns: NDArray[np.float64], bins: int = 41) -> Columns:
    """How many returns fell into each of `bins` equal parts; the outer ones hold what lies beyond.

    The middle part is around zero; the parts reach to the 0.5 % quantiles on either side.
    """
    told = returns[np.isfinite(returns)]
    reach = float(np.abs(np.quantile(told, [0.005, 0.995])).max()) if len(told) else 0.0
    # A strategy that is seldom in the market has quantiles of zero.
    reach = reach or (float(np.abs(told).max()) if len(told) else 0.0) or 0.01
    edges = np.linspace(-reach, reach, bins + 1)
    counts = np.histogram(np.clip(told, -reach, reach), edges)[0]
    middles = (edges[1:] + edges[:-1]) / 2
    digits = 1 if reach > 0.02 else 2 if reach > 0.002 else 3
    return Columns(
        "How often returns per bar fell where",
        counts.astype(np.float64),
        [text.percent(float(value) if abs(value) > reach / bins / 2 else 0.0, digits) for value in middles],
        text.compact,
        [bool(value > -reach / bins / 2) for value in middles],
    )


@attrs.frozen
class Cells:
    """A value for each (row, column), with the names of both; NaN where there is none."""

    title: str
    x_name: str
    y_name: str
    x: Sequence[Any]
    y: Sequence[Any]
    values: NDArray[np.float64]
    label: Callable[[float], str]


def heat_svg(cells: Cells) -> str:
    """The values as colours, for a screen and for a phone: stronger is further from zero.

    Where all have one sign, the weakest is the palest, so that differences stay visible.
    """
    height = min(560, max(150, 34 * len(cells.y) + 60))
    return "".join(_heat(cells, attrs.evolve(frame, bottom=44, top=8)) for frame in frames(height))


def _heat(cells: Cells, frame: Frame) -> str:
    rows, columns = cells.values.shape
    width, height = frame.plot_width / columns, frame.plot_height / rows
    told = width >= 40 and height >= 15
    parts: list[str] = []
    for row in range(rows):
        # Larger values of the parameter are further up, as on any other axis.
        y = frame.top + (rows - 1 - row) * height
        for column in range(columns):
            value = float(cells.values[row, column])
            x = frame.left + column * width
            parts.append(_cell(cells, (row, column), value, (x, y, width, height), told=told))
    right = frame.left + frame.plot_width / 2
    return (
        f'<svg class="chart heat {frame.name}" viewBox="0 0 {frame.width} {frame.height}" role="img" '
        f'aria-label="{escape(cells.title, quote=True)}">{"".join(parts)}{_heat_axes(cells, frame)}'
        f'<text class="tick time major" x="{right:.1f}" y="{frame.height - 6}">'
        f"{escape(cells.x_name)} →</text>"
        f"</svg>"
    )


def _cell(
    cells: Cells, place: tuple[int, int], value: float, box: tuple[float, float, float, float], *, told: bool
) -> str:
    x, y, width, height = box
    if not np.isfinite(value):
        return ""
    said = f"{cells.y_name} {cells.y[place[0]]}, {cells.x_name} {cells.x[place[1]]}: {cells.label(value)}"
    style = "gain" if value >= 0 else "loss"
    shape = (
        f'<rect class="cell {style}" x="{x:.1f}" y="{y:.1f}" width="{max(width - 1, 0.5):.1f}" '
        f'height="{max(height - 1, 0.5):.1f}" fill-opacity="{_strength(cells.values, value):.2f}">'
        f"<title>{escape(said)}</title></rect>"
    )
    if not told:
        return shape
    middle = f'x="{x + width / 2:.1f}" y="{y + height / 2 + 4:.1f}"'
    return f'{shape}<text class="tick time ink" {middle}>{escape(cells.label(value))}</text>'


def _strength(values: NDArray[np.float64], value: float) -> float:
    known = values[np.isfinite(values)]
    low, high = float(known.min()), float(known.max())
    if low < 0 < high:
        return 0.08 + 0.77 * abs(value) / max(-low, high)
    return 0.08 + 0.77 * (abs(value - (low if low >= 0 else high)) / (high - low) if high > low else 0.5)


def _heat_axes(cells: Cells, frame: Frame) -> str:
    rows, columns = cells.values.shape
    across = -(-columns * 44 // frame.plot_width)
    down = -(-rows * 16 // frame.plot_height)
    base = frame.top + frame.plot_height + 16
    parts = [
        f'<text class="tick time" x="{frame.left + (at + 0.5) * frame.plot_width / columns:.1f}" y="{base}">'
        f"{escape(str(cells.x[at]))}</text>"
        for at in range(0, columns, across)
    ]
    parts += [
        f'<text class="tick value" x="{frame.left - 6}" '
        f'y="{frame.top + (rows - 0.5 - at) * frame.plot_height / rows + 4:.1f}">'
        f"{escape(str(cells.y[at]))}</text>"
        for at in range(0, rows, down)
    ]
    parts.append(f'<text class="tick major" x="2" y="{frame.height - 6}">↑ {escape(cells.y_name)}</text>')
    return "".join(parts)
