"""The report: one HTML file that needs nothing else, not even JavaScript."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..result import Result

__all__ = ["render", "write_report"]


def render(result: Result) -> str:
    """The report as HTML; the same result gives the same text."""
    from .page import render as page

    return page(result)


def write_report(result: Result, path: str | os.PathLike[str]) -> Path:
    """Write the report to `path` and return it; missing folders are made.

    The file appears whole or not at all, with the permissions new files have.

    Raises:
        OSError: the file cannot be written.
    """
    target = Path(path)
    html = render(result)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        draft.write_text(html, encoding="utf-8")
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return target
