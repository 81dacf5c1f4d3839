"""Reports: one HTML file that needs nothing else, not even JavaScript; also PNG, SVG and JSON."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ...errors import BacktestError

if TYPE_CHECKING:
    from ..research.chance import MonteCarlo
    from ..research.comparison import Comparison
    from ..research.ranking import Sweep
    from ..research.walking import WalkForward
    from ..result import Result
    from .markup import Document

    Reportable: TypeAlias = Result | Sweep | WalkForward | Comparison

__all__ = ["check_name", "render", "to_png", "to_svg", "to_text", "write_report", "write_whole"]


def render(
    what: Reportable, *, monte_carlo: MonteCarlo | None = None, factors: Mapping[str, Any] | None = None
) -> str:
    """The report as HTML; the same inputs give the same text.

    Args:
        what: a `Result`, or a `Sweep`, `WalkForward` or `Comparison` of `ibkr.backtest.research`.
        monte_carlo: adds a section on luck to the report of a result.
        factors: returns by name, one for each of the result's, for its attribution.
    """
    from .page import page

    return page(_document(what, monte_carlo=monte_carlo, factors=factors))


def to_svg(what: Reportable) -> str:
    """The charts of a report below each other, as one SVG picture in light colours."""
    from .picture import picture

    return picture(_document(what))


def to_png(what: Reportable) -> bytes:
    """The same as a PNG.

    Raises:
        MissingExtra: the extra `report` is not installed.
    """
    from .picture import png

    return png(_document(what))


def to_text(what: Reportable) -> str:
    """The figures in a few lines, for a terminal."""
    from .terminal import to_text as told

    return told(what)


def _document(what: Any, **parts: Any) -> Document:
    from . import comparison_page, result_page, sweep_page, walk_page

    # By name: the research package imports the engine, which imports results, which import this.
    documents: Mapping[str, Callable[..., Document]] = {
        "Result": result_page.document,
        "Sweep": sweep_page.document,
        "WalkForward": walk_page.document,
        "Comparison": comparison_page.document,
    }
    make = documents.get(type(what).__name__)
    if make is None:
        raise BacktestError(
            f"There is no report of a {type(what).__name__}; there is of {', '.join(documents)}."
        )
    said = {name: value for name, value in parts.items() if value is not None}
    if said and make is not result_page.document:
        raise BacktestError(f"{' and '.join(said)} belong to the report of a Result.")
    return make(what, **said)


def _html(what: Reportable, parts: Mapping[str, Any]) -> bytes:
    return render(what, **parts).encode()


def _png(what: Reportable, _parts: Mapping[str, Any]) -> bytes:
    return to_png(what)


def _svg(what: Reportable, _parts: Mapping[str, Any]) -> bytes:
    return to_svg(what).encode()


def _json(what: Reportable, _parts: Mapping[str, Any]) -> bytes:
    from .data import as_json

    return as_json(what).encode()


# What the end of a file's name asks for.
FORMATS: Final[dict[str, Callable[[Any, Mapping[str, Any]], bytes]]] = {
    ".html": _html,
    ".htm": _html,
    ".png": _png,
    ".svg": _svg,
    ".json": _json,
}


def check_name(path: Path) -> None:
    """Whether a report can be written under that name; worth asking before a long calculation.

    Raises:
        BacktestError: its ending says nothing, or its folder cannot be written to.
        MissingExtra: a PNG needs the extra `report`.
    """
    if path.suffix.lower() not in FORMATS:
        raise BacktestError(f"{path}: the name of a report ends with {', '.join(FORMATS)}.")
    if path.suffix.lower() == ".png":
        from .picture import renderer

        renderer()
    folder = next(one for one in path.absolute().parents if one.exists())
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        raise BacktestError(f"{path}: {folder} is no folder that can be written to.")


def write_report(
    what: Reportable,
    path: str | os.PathLike[str],
    *,
    monte_carlo: MonteCarlo | None = None,
    factors: Mapping[str, Any] | None = None,
) -> Path:
    """Write a report to `path` and return it; missing folders are made.

    The end of the name decides: `.html` is the report, `.png` and `.svg` its charts, `.json`
    the data. The file appears whole or not at all, with the permissions new files have.

    Raises:
        OSError: the file cannot be written.
        BacktestError: the name ends with none of these, or its folder cannot be written to.
        MissingExtra: a PNG needs the extra `report`.
    """
    target = Path(path)
    check_name(target)
    make = FORMATS[target.suffix.lower()]
    return write_whole(target, make(what, {"monte_carlo": monte_carlo, "factors": factors}))


def write_whole(target: Path, content: bytes) -> Path:
    """Write beside the target and rename: nobody ever sees half a file, whatever interrupts."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        draft.write_bytes(content)
        draft.replace(target)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
    return target
