"""Volume: the session's average price."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from ...model.bars import from_milliseconds
from ._arguments import column, columns

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

DAY_MS = 86_400_000
QUARTER_MS = 900_000


def vwap(
    high: ArrayLike, low: ArrayLike, close: ArrayLike, volume: ArrayLike, session: ArrayLike | None = None
) -> NDArray[np.float64]:
    """Volume-weighted average price since the session began: sum(price * volume) / sum(volume).

    The price is (high + low + close) / 3. A session lasts as long as `session`, one label a
    bar, stays the same: `trading_days(time)` gives one a day; None is one session for all.
    The first bar with volume has the first value; a NaN lasts to the end of its session.

    Raises:
        ValueError: the columns differ in length.
    """
    highs, lows, closes, volumes = columns(high, low, close, volume)
    labels = np.zeros(len(highs)) if session is None else np.asarray(session)
    columns(highs, np.zeros(labels.shape))
    since = _bars_since_start(labels)
    with np.errstate(all="ignore"):
        traded = _summed_since((highs + lows + closes) / 3.0 * volumes, since)
        return traded / _summed_since(volumes, since)


def trading_days(time: ArrayLike, zone: str = "America/New_York") -> NDArray[np.int64]:
    """The calendar day in `zone` on which each bar opens, as days since 1970-01-01.

    `time` is in milliseconds since the epoch (UTC), as in `Bars.time`; daylight saving time
    is taken into account.
    """
    milliseconds = column(time).astype(np.int64)
    quarters, place = np.unique(milliseconds // QUARTER_MS, return_inverse=True)
    return (milliseconds + _offsets(quarters, ZoneInfo(zone))[place]) // DAY_MS


def _offsets(quarters: NDArray[np.int64], zone: ZoneInfo) -> NDArray[np.int64]:
    """Milliseconds that the zone is ahead of UTC in each quarter of an hour since the epoch.

    Looked up twice a day; within the days on which the clocks change, each quarter.
    """
    a_day = DAY_MS // QUARTER_MS
    days, place = np.unique(quarters // a_day, return_inverse=True)
    begins = np.array([_offset(int(day) * DAY_MS, zone) for day in days], dtype=np.int64)
    ends = np.array([_offset((int(day) + 1) * DAY_MS, zone) for day in days], dtype=np.int64)
    result = begins[place]
    for at in np.flatnonzero(begins[place] != ends[place]).tolist():
        result[at] = _offset(int(quarters[at]) * QUARTER_MS, zone)
    return result


def _offset(milliseconds: int, zone: ZoneInfo) -> int:
    ahead = from_milliseconds(milliseconds).astimezone(zone).utcoffset()
    assert ahead is not None, "a time in a zone knows its distance from UTC"
    return round(ahead.total_seconds() * 1000)


def _bars_since_start(labels: NDArray[np.generic]) -> NDArray[np.intp]:
    """How many bars of its session came before each bar."""
    places = np.arange(len(labels))
    begins = np.ones(len(labels), dtype=np.bool_)
    begins[1:] = labels[1:] != labels[:-1]
    return places - np.maximum.accumulate(np.where(begins, places, 0))


def _summed_since(values: NDArray[np.float64], since: NDArray[np.intp]) -> NDArray[np.float64]:
    """Running sums that start anew with each session: each pass doubles how far back they reach.

    No sum is ever taken off another, so a session's digits do not depend on the ones before.
    """
    result = values.copy()
    reach = 1
    longest = int(since.max(initial=0))
    while reach <= longest:
        inside = since[reach:] >= reach
        result[reach:] += np.where(inside, result[:-reach], 0.0)
        reach *= 2
    return result
