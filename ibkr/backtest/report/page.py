"""The page around any report: template, style, script and the data that the script draws from."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any

import attrs

from .embed import pack

if TYPE_CHECKING:
    from .markup import Document


def page(document: Document) -> str:
    """The whole page; the same document gives the same text."""
    return Template(_file("page.html")).substitute(
        style=_file("page.css"),
        kind=escape(document.kind),
        title=escape(document.title),
        heading=document.heading,
        subtitle="".join(f"<span>{escape(part)}</span>" for part in document.subtitle if part),
        sections="\n".join(section.html() for section in document.sections if section.body),
        data=_data(document),
    )


@cache
def _file(name: str) -> str:
    return files(__package__ or __name__).joinpath(name).read_text(encoding="utf-8")


def _data(document: Document) -> str:
    """The arrays and the script; nothing where there is nothing to zoom."""
    live = {figure.chart.name: attrs.asdict(figure.live) for figure in document.figures if figure.live}
    if not live:
        return ""
    heading, packed = pack(document.arrays, document.records)
    said: dict[str, Any] = {
        "arrays": heading,
        "charts": live,
        "clock": document.with_clock,
        "assets": list(document.assets),
    }
    # No text may end its own element.
    config = json.dumps(said, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return (
        f'<script type="application/json" id="config">{config}</script>\n'
        f'<script type="text/plain" id="data">{packed}</script>\n'
        f"<script>\n{_file('page.js')}</script>"
    )
