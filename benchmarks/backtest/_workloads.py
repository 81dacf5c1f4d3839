"""The data of the four workloads, the same every time: plain arrays, so that peers can read them.

A, B  one million one-minute bars; all in where the 10-bar average crosses above the 30-bar one,
      all out where it crosses below
C     1,000 pairs of such averages on 100,000 bars
D     500 assets over 2,520 days; on the first day of a month, equal weights in the 50 that rose
      most over half a year
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

CASH: Final = 10_000_000.0
FAST: Final = 10
SLOW: Final = 30
BARS: Final = 1_000_000
SWEPT_BARS: Final = 100_000
ASSETS: Final = 500
DAYS: Final = 2_520
HELD: Final = 50
LOOKBACK: Final = 126
DAY_MS: Final = 86_400_000

Columns = dict[str, "NDArray[np.float64]"]


def minutes(size: int) -> Columns:
    """One-minute bars of a random walk; each opens a little beside the close before it."""
    random = np.random.default_rng(7)
    close = 100.0 * np.exp(np.cumsum(random.normal(0.0, 1e-3, size)))
    opened = np.concatenate(([100.0], close[:-1])) * (1.0 + random.normal(0.0, 1e-4, size))
    return {
        "time": 1_357_000_200_000 + 60_000 * np.arange(size),
        "open": opened,
        "high": np.maximum(opened, close),
        "low": np.minimum(opened, close),
        "close": close,
        "volume": np.full(size, 1000.0),
    }


def pairs(count: int = 1_000) -> list[tuple[int, int]]:
    """Fast and slow periods: 25 fast ones beside 40 slow ones, as many as are asked for."""
    found = [(fast, slow) for slow in range(30, 230, 5) for fast in range(2, 27)]
    return found[:: max(len(found) // count, 1)][:count]


def panel() -> Columns:
    """Days times assets: `open` and `close`, and one `time` a day."""
    random = np.random.default_rng(11)
    close = 50.0 * np.exp(np.cumsum(random.normal(2e-4, 0.02, (DAYS, ASSETS)), axis=0))
    before = np.concatenate((np.full((1, ASSETS), 50.0), close[:-1]))
    return {
        "time": 1_357_084_800_000 + DAY_MS * np.arange(DAYS),
        "open": before * np.exp(random.normal(0.0, 0.005, (DAYS, ASSETS))),
        "close": close,
    }


def momentum(data: Columns) -> NDArray[np.float64]:
    """The weight of each asset on each day; NaN where nothing is to be done."""
    months = data["time"].astype("datetime64[ms]").astype("datetime64[M]")
    days = np.flatnonzero(months[1:] != months[:-1]) + 1
    weights = np.full((DAYS, ASSETS), np.nan)
    for day in days[days >= LOOKBACK]:
        rise = data["close"][day] / data["close"][day - LOOKBACK]
        weights[day] = 0.0
        weights[day, np.argsort(-rise, kind="stable")[:HELD]] = 1.0 / HELD
    return weights
