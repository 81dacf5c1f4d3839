"""Where axes have their ticks: round numbers, and bars on which a new year, month, day or hour begins."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import attrs
import numpy as np

from ...model.bars import from_milliseconds

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from numpy.typing import NDArray


def nice_step(span: float, most: int) -> float:
    """The smallest of 1, 2, 2.5 and 5 times a power of ten that needs at most `most` steps for `span`."""
    raw = span / most
    power = 10.0 ** math.floor(math.log10(raw))
    return next(factor * power for factor in (1.0, 2.0, 2.5, 5.0, 10.0) if factor * power >= raw * (1 - 1e-9))


@attrs.frozen
class Scale:
    """Values from `low` to `high`, with round ticks."""

    low: float
    high: float
    step: float
    ticks: tuple[float, ...]


def value_scale(low: float, high: float, *, most: int = 6) -> Scale:
    """A scale that holds `low` to `high` with a little air, ticks at round numbers inside it."""
    if not high > low:
        low, high = low - max(abs(low), 1.0) * 0.01, high + max(abs(high), 1.0) * 0.01
    step = nice_step(high - low, most)
    air = 0.04 * (high - low)
    first = math.ceil((low - air) / step)
    last = math.floor((high + air) / step)
    ticks = tuple(number * step for number in range(first, last + 1))
    return Scale(min(low - air, ticks[0]), max(high + air, ticks[-1]), step, ticks)


@attrs.frozen
class TimeTick:
    """A tick at a bar; `major` where a larger unit begins too."""

    bar: int
    label: str
    major: bool


def _month_label(time: datetime) -> tuple[str, bool]:
    return (f"{time:%Y}", True) if time.month == 1 else (f"{time:%b}", False)


def _day_label(time: datetime) -> tuple[str, bool]:
    return f"{time.day} {time:%b}", False


# Unit of numpy's datetime64, how many of them apart, label: from the finest to the coarsest.
Unit = tuple[str, int, "Callable[[datetime], tuple[str, bool]]"]
UNITS: Final[tuple[Unit, ...]] = (
    *((("m"), step, lambda time: (f"{time:%H:%M}", False)) for step in (1, 5, 15, 30)),
    *((("h"), step, lambda time: (f"{time:%H:%M}", False)) for step in (1, 3, 6)),
    *((("D"), step, _day_label) for step in (1, 2, 7, 14)),
    *((("M"), step, _month_label) for step in (1, 2, 3, 6)),
    *((("Y"), step, lambda time: (f"{time:%Y}", False)) for step in (1, 2, 5, 10, 20, 50)),
)


def time_ticks(times: NDArray[np.int64], *, most: int) -> tuple[TimeTick, ...]:
    """At most `most` ticks, on the first bars of round periods, never closer than the average third.

    Bars are drawn at equal distances, so nights and weekends take no room.
    """
    moments = times.astype("datetime64[ms]")
    for unit, step, label in UNITS:
        period = moments.astype(f"datetime64[{unit}]").astype(np.int64) // step
        starts = np.flatnonzero(period[1:] != period[:-1]) + 1
        if 0 < len(starts) <= most:
            return _labelled(_apart(starts.tolist(), len(times) / (most * 1.5)), times, label)
    return _labelled([0], times, lambda time: (f"{time.day} {time:%b %Y}", False))


def _apart(bars: list[int], distance: float) -> list[int]:
    kept: list[int] = []
    for bar in bars:
        if not kept or bar - kept[-1] >= distance:
            kept.append(bar)
    return kept


def _labelled(
    bars: list[int], times: NDArray[np.int64], label: Callable[[datetime], tuple[str, bool]]
) -> tuple[TimeTick, ...]:
    return tuple(TimeTick(bar, *label(from_milliseconds(int(times[bar])))) for bar in bars)
