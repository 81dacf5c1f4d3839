"""The bars of all assets on one line of time, and what a broker may ask about the current ones.

A step is an instant at which at least one asset's bar opens; an asset without a bar on a
step keeps its latest price and cannot be traded on it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

import numpy as np

from ..model.bars import from_milliseconds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from ..model.bars import Bars
    from .assets import Asset
    from .broker import Broker
    from .matching import Price

DAY_MS = 86_400_000
HOUR_MS = 3_600_000


class Market:
    """Series side by side. Holds the future: nothing a strategy can reach may lead here."""

    def __init__(self, series: Sequence[Bars], assets: Sequence[Asset]) -> None:
        """Lay the series, one for each asset, on the union of their times."""
        self.series = tuple(series)
        self.assets = tuple(assets)
        self.single = len(self.series) == 1
        self.times: NDArray[np.int64]
        if self.single:
            self.times = self.series[0].time
        else:
            self.times = np.unique(np.concatenate([bars.time for bars in self.series]))
        self.rows = [-1] * len(self.series)
        """Each asset's current bar."""

    def __len__(self) -> int:
        """How many steps there are."""
        return len(self.times)

    def steps(self, index: int) -> NDArray[np.int64]:
        """The step of each bar of an asset."""
        if self.single:
            return np.arange(len(self.times))
        return np.searchsorted(self.times, self.series[index].time)

    def row(self, index: int) -> Callable[[], int]:
        """How to ask for an asset's current bar."""
        rows = self.rows
        return lambda: rows[index]

    def present(self) -> list[list[int]]:
        """The assets that have a bar, for each step."""
        if self.single:
            return [[0]] * len(self.times)
        found: list[list[int]] = [[] for _ in self.times]
        for index in range(len(self.series)):
            for step in cast("list[int]", self.steps(index).tolist()):
                found[step].append(index)
        return found

    def step_at(self, milliseconds: int) -> int:
        """The first step at or after an instant; the number of steps if there is none."""
        return int(np.searchsorted(self.times, milliseconds))

    def connect(self, broker: Broker) -> None:
        """Let the broker ask about current bars. Closures: attributes lead nowhere from them."""
        rows = self.rows
        columns = [(bars.time, bars.volume) for bars in self.series]

        @cache
        def flags(index: int) -> tuple[NDArray[Any], NDArray[Any]]:
            return _day_edges(self.series[index].time, self.assets[index].timezone)

        broker.volume = lambda index: float(columns[index][1].item(rows[index]))
        broker.now = lambda index: int(columns[index][0].item(rows[index]))
        broker.opening = lambda index: bool(flags(index)[0].item(rows[index]))
        broker.closing = lambda index: bool(flags(index)[1].item(rows[index]))

    def bar(self, index: int) -> Callable[[], Price]:
        """How to read an asset's current bar: open, high, low, close, volume."""
        bars, rows = self.series[index], self.rows
        open_, high, low = bars.open.item, bars.high.item, bars.low.item
        close, volume = bars.close.item, bars.volume.item

        def read() -> Price:
            row = rows[index]
            return open_(row), high(row), low(row), close(row), volume(row)

        return read


def _day_edges(times: NDArray[np.int64], zone: str) -> tuple[NDArray[Any], NDArray[Any]]:
    """Which bars are the first and which the last of their day."""
    days = local_days(times, zone)
    change = days[1:] != days[:-1]
    return np.concatenate(([True], change)), np.concatenate((change, [True]))


def local_days(times: NDArray[np.int64], zone: str) -> NDArray[np.int64]:
    """The number of the day, in a time zone, in which each instant lies."""
    if zone == "UTC":
        return times // DAY_MS
    place = ZoneInfo(zone)
    hours, which = np.unique(times // HOUR_MS, return_inverse=True)
    offsets = [from_milliseconds(hour * HOUR_MS).astimezone(place).utcoffset() for hour in hours.tolist()]
    shift = np.array([offset.total_seconds() * 1000 if offset else 0 for offset in offsets], dtype=np.int64)
    return (times + shift[which]) // DAY_MS
