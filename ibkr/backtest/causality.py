"""Catching a strategy that knew a bar before it was there, by hiding bars and asking again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import BacktestError
from .engine import backtest
from .errors import LookAhead

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..model.bars import Bars
    from .inputs import BarsLike
    from .result import Result
    from .strategy import Strategy


def check_causality(
    strategy: type[Strategy],
    bars: BarsLike | Mapping[str, BarsLike],
    *,
    cuts: Sequence[float] = (0.5, 0.75, 0.9),
    **options: Any,
) -> None:
    """Raise `LookAhead` if a decision changes when later bars are hidden.

    Runs the strategy on all bars, then on the first `cuts` of them, and compares every
    order that both runs could decide; `options` are those of `backtest`. Random numbers
    must come from `self.random` or be seeded in `init`. This is the strictest test there
    is: it also finds a strategy that smuggled the future in through a global or an
    indicator function.
    """
    whole = backtest(strategy, bars, **options)
    for cut in cuts:
        length = max(1, int(len(whole.times) * cut))
        part = backtest(strategy, _before(whole, length), **options)
        _compare(_decisions(whole, length), _decisions(part, length), length)


def _before(result: Result, length: int) -> Any:
    """The bars on the first `length` steps, in the shape they were given in."""
    if len(result.series) == 1:
        return result.bars[:length]
    end = int(result.times[length - 1])
    cut: dict[str, Bars] = {}
    for name, bars in result.series.items():
        cut[name] = bars[: int(np.searchsorted(bars.time, end, side="right"))]
        if not len(cut[name]):
            raise BacktestError(f"{name} has no bar on the first {length} steps: choose later cuts.")
    return cut


def _decisions(result: Result, length: int) -> list[tuple[Any, ...]]:
    """What was decided on each step, not what became of it: step, number, side, size, asset and kind.

    An order up to a weight finds its side at its fill.
    """
    return [
        (row[0], row[1], row[2] if row[12] is None else None, row[3], row[4], row[6], row[7], row[12])
        for row in result.orders.rows
        if row[0] < length
    ]


def _compare(expected: list[tuple[Any, ...]], seen: list[tuple[Any, ...]], length: int) -> None:
    if expected == seen:
        return
    same = 0
    while same < min(len(expected), len(seen)) and expected[same] == seen[same]:
        same += 1
    bar = min(rows[same][0] for rows in (expected, seen) if same < len(rows))
    raise LookAhead(
        f"The strategy decides differently on bar {bar} when the bars from {length} on are hidden: "
        "it knew them.",
        bar=bar,
    )
