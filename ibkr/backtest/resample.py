"""Longer bars made of shorter ones, each known only when it is certainly over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from ..errors import BacktestError
from ..model.bars import Bars

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNITS: Final = {"s": 1_000, "min": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 7 * 86_400_000}
# The epoch was a Thursday; weeks begin on Monday.
OFFSETS: Final = {"w": 4 * 86_400_000}


def resample(bars: Bars, span: str) -> tuple[Bars, NDArray[np.int64]]:
    """The longer bars, and for each the position of the shorter bar after which it is known.

    Buckets are counted from midnight UTC, weeks from Monday; a longer bar's time is the
    beginning of its bucket. It is known as soon as no further shorter bar can belong to
    it: one of the usual spacing (the smallest there is) would begin in the next bucket.
    Where trading stops earlier, it is known with the next bucket's first bar. The last
    bucket is left out unless it is certainly over.

    Raises:
        BacktestError: no such span, or one that is not longer than the bars.
    """
    width, offset = _width(span)
    times = bars.time
    spacing = int(np.diff(times).min()) if len(times) > 1 else 0
    if spacing >= width:
        raise BacktestError(f"Bars {spacing / 1000:g} s apart cannot be resampled to {span!r}.")
    buckets = (times - offset) // width
    starts = np.flatnonzero(np.concatenate(([True], buckets[1:] != buckets[:-1])))
    ends = np.concatenate((starts[1:], [len(times)])) - 1
    over = (times[ends] + spacing - offset) // width > buckets[ends]
    known = np.where(over, ends, ends + 1)
    kept = known < len(times)
    starts, ends, known = starts[kept], ends[kept], known[kept]
    if not len(starts):
        raise BacktestError(f"The bars do not fill one bar of {span!r}.")
    last = int(ends[-1]) + 1
    longer = Bars(
        time=buckets[starts] * width + offset,
        open=bars.open[starts],
        high=np.maximum.reduceat(bars.high[:last], starts),
        low=np.minimum.reduceat(bars.low[:last], starts),
        close=bars.close[ends],
        volume=np.add.reduceat(bars.volume[:last], starts),
    )
    return longer, known


def _width(span: str) -> tuple[int, int]:
    found = re.fullmatch(r"([1-9]\d*)\s*(s|min|h|d|w)", span)
    if found is None:
        raise BacktestError(
            f"A span is a number and one of {', '.join(UNITS)}, such as '15min', not {span!r}."
        )
    count, unit = int(found[1]), found[2]
    return count * UNITS[unit], OFFSETS.get(unit, 0)
