"""Bars and stores to test with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import numpy as np

from ibkr.model.bars import Bars, to_milliseconds
from ibkr.model.downloads import Series

MINUTE = 60_000
DAY = 86_400_000
APPLE = Series(265598, "1min")
NOON = to_milliseconds(datetime(2012, 6, 1, 12, tzinfo=UTC))


def at(text: str) -> datetime:
    """`2012-06-01` or `2012-06-01 14:30`, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def bars_at(times: Iterable[int], *, price: float = 100.0) -> Bars:
    """A bar for each time, each with prices of its own."""
    time = np.array(sorted(times), dtype=np.int64)
    close = price + (time // MINUTE % 997) / 100
    return Bars(time, close, close + 0.5, close - 0.5, close, time // MINUTE % 5000)


def minutes(count: int, *, start: int = NOON, price: float = 100.0) -> Bars:
    """So many minutes in a row."""
    return bars_at((start + index * MINUTE for index in range(count)), price=price)
