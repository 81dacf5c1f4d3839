"""Times of the day at which a series should have bars and has none, judged by its own habits.

No schedule tells which bars of a day there must be: contracts pause, some days are short,
and thin contracts are not traded in every minute. What tells is the series itself. A
time of the day is expected to have a bar if nearly all other days have one there, and
nearly all around it: days of the same weekday, for sessions may begin and end differently on
each, or any days for what lies between a day's first and its last bar.
"""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from ibkr.model.bars import from_milliseconds
from ibkr.model.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

    from numpy.typing import NDArray

Flags: TypeAlias = "NDArray[np.bool_]"
HOUR: Final = 3_600_000
MINUTE: Final = 60_000
DAY: Final = 1440
"""Minutes."""
FEWEST: Final = 3
"""So many days make a habit."""
NEAR: Final = 15
"""Bars before and after."""
BROKEN: Final = 0.1
"""On this part of the days, and at least on one, a habit may be broken."""


def holes(times: NDArray[np.int64], length: timedelta, where: tzinfo) -> list[Span]:
    """The time without bars on days that have some, oldest first; days begin at midnight in `where`.

    `times` are the opening instants of bars of a `length` below a day, oldest first, in
    milliseconds since the epoch.
    """
    if not len(times):
        return []
    offsets = _offsets(times, where)
    minutes = (times + offsets) // MINUTE
    days, begins, rows = np.unique(minutes // DAY, return_index=True, return_inverse=True)
    openings, columns = np.unique(minutes % DAY, return_inverse=True)
    there = np.zeros((len(days), len(openings)), dtype=bool)
    there[rows, columns] = True
    midnights = days * DAY * MINUTE - offsets[begins]
    size = round(length.total_seconds() * 1000)
    return [
        Span(
            from_milliseconds(int(midnights[row] + openings[first] * MINUTE)),
            from_milliseconds(int(midnights[row] + openings[last] * MINUTE) + size),
        )
        for row, first, last in _runs(_expected(there, days % 7) & ~there)
    ]


def _offsets(times: NDArray[np.int64], where: tzinfo) -> NDArray[np.int64]:
    """How far the clocks there are ahead of UTC at each time, in milliseconds."""
    hours, places = np.unique(times // HOUR, return_inverse=True)
    each = [_offset(hour, where) for hour in hours.tolist()]
    return np.array(each, dtype=np.int64)[places]


def _offset(hour: int, where: tzinfo) -> int:
    ahead = datetime.fromtimestamp(hour * 3600, UTC).astimezone(where).utcoffset()
    return 0 if ahead is None else round(ahead.total_seconds() * 1000)


def _expected(there: Flags, weekdays: NDArray[np.int64]) -> Flags:
    """Which bars there should be, by day and time of the day."""
    begun = np.logical_or.accumulate(there, axis=1)
    to_come = np.logical_or.accumulate(there[:, ::-1], axis=1)[:, ::-1]
    inside = begun & to_come
    expected = inside & _habit(there, inside)
    for weekday in range(7):
        like = weekdays == weekday
        expected[like] |= _habit(there[like], np.ones_like(there[like]))
    return expected


def _habit(there: Flags, counted: Flags) -> Flags:
    """Where bars are usual, among those days and times that are `counted`."""
    days = np.count_nonzero(counted, axis=0)
    lacking = days - np.count_nonzero(there, axis=0)
    usual: Flags = (days >= FEWEST) & (lacking <= np.maximum(1, BROKEN * days))
    # One bar on three of four days may be chance; that the other days lack none of those around it is none.
    around = _around(_others(there)) >= (1 - BROKEN) * _around(_others(counted))
    return usual & around


def _others(flags: Flags) -> NDArray[np.int64]:
    """For each day and time, on how many other days it is so."""
    return np.count_nonzero(flags, axis=0) - flags.astype(np.int64)


def _around(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The sum of each count and its neighbours on the same day."""
    sums = np.cumsum(np.pad(counts, ((0, 0), (1, 0))), axis=1)
    places = np.arange(counts.shape[1], dtype=np.int64)
    return sums[:, np.minimum(places + NEAR, len(places) - 1) + 1] - sums[:, np.maximum(places - NEAR, 0)]


def _runs(missing: Flags) -> Iterator[tuple[int, int, int]]:
    """Row, first and last column of everything that is missing without a break."""
    for row in np.flatnonzero(missing.any(axis=1)).tolist():
        columns = np.flatnonzero(missing[row])
        for run in np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1):
            yield row, int(run[0]), int(run[-1])
