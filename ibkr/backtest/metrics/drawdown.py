"""Falls from a peak, measured on closes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import attrs
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@attrs.frozen
class Drawdown:
    """One fall from a peak until the equity was as high again. Positions count bars from 0."""

    start: int
    """The bar of the peak: the last one that was as high."""
    trough: int
    """The bar on which it was deepest, the first of them."""
    recovery: int | None
    """The first bar that was as high as the peak again; None if none was."""
    depth: float
    """Trough over peak, minus 1: negative."""
    last: int
    """The series' last bar, where a fall that has not recovered is still counted to."""

    @property
    def bars(self) -> int:
        """From the peak to the recovery, or to the last bar."""
        return (self.last if self.recovery is None else self.recovery) - self.start

    @property
    def bars_down(self) -> int:
        """From the peak to the trough."""
        return self.trough - self.start

    @property
    def bars_up(self) -> int | None:
        """From the trough to the recovery; None if there was none."""
        return None if self.recovery is None else self.recovery - self.trough


def drawdowns(equity: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far below its highest value so far the equity is: equity / peak - 1, at most 0.

    NaN while no value was above zero, and from a missing value on.
    """
    peaks = np.maximum.accumulate(equity) if len(equity) else equity
    with np.errstate(all="ignore"):
        return np.where(peaks > 0, equity / peaks - 1.0, np.nan)


def max_drawdown(equity: NDArray[np.float64]) -> float:
    """The deepest drawdown, on closes: min(equity / highest so far - 1), zero or negative."""
    return float(drawdowns(equity).min(initial=0.0)) if len(equity) else math.nan


def drawdown_table(equity: NDArray[np.float64], *, deepest: int | None = None) -> tuple[Drawdown, ...]:
    """Every drawdown in order of time, or the `deepest` few of them, deepest first.

    Empty where the equity never fell, or has a missing value.
    """
    depth = drawdowns(equity)
    below = depth < 0
    edges = np.flatnonzero(np.diff(below, prepend=False, append=False))
    if not len(edges) or np.isnan(depth).any():
        return ()
    begins, ends = edges[::2], edges[1::2]
    # Positions count from the first bar under water, so the peak is one bar before.
    rows = [_one(depth, int(begin), int(end)) for begin, end in zip(begins, ends, strict=True)]
    return tuple(rows if deepest is None else sorted(rows, key=lambda row: row.depth)[:deepest])


def longest_drawdown(equity: NDArray[np.float64]) -> int:
    """The most bars from a peak until it was reached again, or to the last bar; 0 if it never fell."""
    return max((row.bars for row in drawdown_table(equity)), default=0)


def _one(depth: NDArray[np.float64], begin: int, end: int) -> Drawdown:
    trough = begin + int(np.argmin(depth[begin:end]))
    return Drawdown(
        start=begin - 1,
        trough=trough,
        recovery=end if end < len(depth) else None,
        depth=float(depth[trough]),
        last=len(depth) - 1,
    )
