"""Reports in a few lines, for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from .. import text
from ..summary import sparkline, summarize
from . import about
from .sweep_page import parameters, short

if TYPE_CHECKING:
    from ..research.comparison import Comparison
    from ..research.ranking import Sweep
    from ..research.walking import WalkForward

TOP: Final = 10
COMPARED: Final = ("total_return", "cagr", "sharpe", "max_drawdown", "trades", "win_rate")


def to_text(what: Any) -> str:
    """The figures, with curves as sparklines."""
    return TOLD[type(what).__name__](what)


def _sweep(found: Sweep) -> str:
    ranked = found.ranked()
    lines = [
        f"Sweep of {found.strategy}: {len(found.trials):,} trials, {len(found.failed):,} failed, "
        f"ranked by {about.words(found.by)}",
    ]
    if not ranked:
        return "\n".join(
            [*lines, f"  {found.failed[0].error}" if found.failed else "  No trial has a score."]
        )
    best = found.results.get(ranked[0].number)
    if best is not None:
        lines += ["", f"  {sparkline(best.equity)}  {parameters(ranked[0])}"]
    shown = list(dict.fromkeys((found.by, *COMPARED)))
    heading = ("", "parameters", *(about.words(name) for name in shown))
    rows = [
        (f"{place}", parameters(trial), *(about.written(name, trial.metrics[name]) for name in shown))
        for place, trial in enumerate(ranked[:TOP], 1)
    ]
    return "\n".join([*lines, "", *_table(heading, rows, left=(1,))])


def _walk(walk: WalkForward) -> str:
    metrics = walk.metrics
    by = about.words(walk.by)
    rows = [
        (
            f"{number}",
            ", ".join(f"{name} {short(value)}" for name, value in window.parameters.items()),
            about.written(walk.by, window.in_sample),
            about.written(walk.by, window.out_of_sample),
            text.percent(window.result.metrics.total_return, sign=True),
        )
        for number, window in enumerate(walk.windows, 1)
    ]
    return "\n".join(
        [
            f"Walk-forward of {walk.windows[0].result.strategy}: {len(walk.windows)} windows, "
            f"{len(walk.times):,} bars out of sample",
            "",
            f"  {sparkline(walk.equity)}",
            f"  Total return {text.percent(metrics.total_return, sign=True)}, Sharpe "
            f"{text.number(metrics.sharpe)}, max drawdown {text.percent(metrics.max_drawdown)}, "
            f"efficiency {text.percent(walk.efficiency, 0)}",
            "",
            *_table(("", "parameters", f"{by}, chosen", f"{by}, after", "return"), rows, left=(1,)),
        ]
    )


def _comparison(comparison: Comparison) -> str:
    rows = [
        (
            name,
            *(about.written(column, getattr(result.metrics, column)) for column in COMPARED),
            sparkline(result.equity, 24),
        )
        for name, result in comparison.results.items()
    ]
    heading = ("", *(about.words(column) for column in COMPARED), "equity")
    pairs = [
        f"  {one.one} against {one.other}: Sharpe ratios {text.number(one.sharpe)} apart, "
        f"p {text.number(one.p_value, 3)}"
        for one in comparison.differences
    ]
    return "\n".join([*_table(heading, rows, left=(0,)), "", *pairs])


def _table(heading: Sequence[str], rows: Sequence[Sequence[str]], *, left: Sequence[int]) -> list[str]:
    """Columns of equal width, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(heading, *rows, strict=True)]
    return [
        "  "
        + "  ".join(
            cell.ljust(width) if place in left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (heading, *rows)
    ]


# By name, as in the package: the research package is above this one.
TOLD: Final[Mapping[str, Callable[[Any], str]]] = {
    "Result": summarize,
    "Sweep": _sweep,
    "WalkForward": _walk,
    "Comparison": _comparison,
}
