"""A report's charts as one picture: SVG text, and PNG by resvg."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from ..libraries import load
from .chart import Frame, svg

if TYPE_CHECKING:
    from .markup import Document, Figure

WIDTH: Final = 960
LEFT: Final = 20
RULE: Final = re.compile(r"(\.(?:grid|axis|tick|line|area|band|mark|ribbon|column|cell)\b[^{}]*\{[^}]*\})")
TRANSLUCENT: Final = re.compile(r"fill: rgb\((\d+) (\d+) (\d+) / (\d+)%\)")
SCALE: Final = 2.0
"""Pixels for one unit of the drawing, so that letters are sharp."""


def picture(document: Document) -> str:
    """Title, key and every chart below each other, in light colours."""
    parts: list[str] = []
    y = 84
    for figure in document.figures:
        frame = Frame("wide", width=920, height=figure.height, left=58)
        inner = svg(figure.chart, frame).replace(
            "<svg ", f'<svg x="{LEFT}" y="{y + 26}" width="920" height="{figure.height}" ', 1
        )
        parts.append(_keys(figure, y + 16) + inner)
        y += figure.height + 44
    heading = (
        f'<text class="title" x="{LEFT}" y="38">{escape(document.title)}</text>'
        f'<text class="key" x="{LEFT}" y="62">{escape("  ·  ".join(document.subtitle))}</text>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y + 12}" '
        f'viewBox="0 0 {WIDTH} {y + 12}">'
        f"<style>{_style()}</style>"
        f'<rect class="paper" width="{WIDTH}" height="{y + 12}"/>{heading}{"".join(parts)}</svg>'
    )


def renderer() -> Any:
    """The library that draws pixels.

    Raises:
        MissingExtra: it is not installed.
    """
    return load("resvg_py", needed_for="A PNG picture of a report")


LETTER: Final = 6.4
"""About the width of one, so that what follows does not begin on it."""


def _keys(figure: Figure, y: int) -> str:
    """What the colours mean."""
    parts: list[str] = []
    x = float(LEFT)
    for style, words in figure.keys:
        shape = SHAPES.get(style, '<path class="line {style}" d="M{x},{y}h16"/>')
        parts.append(shape.format(style=style, x=x, y=y - 4, top=y - 9))
        parts.append(f'<text class="key" x="{x + 22}" y="{y}">{escape(words)}</text>')
        x += 22 + LETTER * len(words) + 18
    return "".join(parts)


SHAPES: Final = {
    "held": '<path class="band" d="M{x},{top}h16v11h-16Z"/>',
    "buy": '<path class="mark buy" d="M{x},{y}m8,-4l-4,8h8Z"/>',
    "sell": '<path class="mark sell" d="M{x},{y}m8,4l-4,-8h8Z"/>',
}


def png(document: Document) -> bytes:
    """The same as a PNG of twice as many pixels.

    Raises:
        MissingExtra: resvg is not installed.
    """
    return bytes(renderer().svg_to_bytes(svg_string=picture(document), zoom=SCALE))


@cache
def _style() -> str:
    """The page's rules for charts, colours put in: outside a browser nothing knows variables."""
    sheet = files(__package__ or __name__).joinpath("page.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"(--[\w-]+): ([^;]+);", sheet[: sheet.index("@media")]))
    rules = RULE.findall(sheet[: sheet.rindex("@media (max-width")])
    plain = re.sub(r"var\((--[\w-]+)\)", lambda found: colours[found[1]], "\n".join(rules))
    own = (
        ".cursor { visibility: hidden; }"
        f"text {{ font-family: sans-serif; font-size: 12px; }} .paper {{ fill: {colours['--paper']}; }}"
        f".title {{ font-size: 24px; font-weight: bold; fill: {colours['--ink']}; }}"
        f".key {{ fill: {colours['--muted']}; }}"
    )
    # Modern colour notation is for browsers only.
    return own + TRANSLUCENT.sub(
        lambda found: f"fill: rgb({found[1]},{found[2]},{found[3]}); fill-opacity: {int(found[4]) / 100}",
        plain,
    )
