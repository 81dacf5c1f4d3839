"""Bars as the gateway writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ibkr.simulator.market.bars import BarSeries


def points(series: BarSeries, *, volume: bool) -> list[dict[str, Any]]:
    """Bars as the wire has them; without `volume` the key is missing."""
    columns = (series.open, series.close, series.high, series.low, series.volume, series.time)
    found: list[dict[str, Any]] = []
    for o, c, h, low, v, t in zip(*(column.tolist() for column in columns), strict=True):
        point = {"o": o, "c": c, "h": h, "l": low}
        found.append({**point, "v": float(v), "t": t} if volume else {**point, "t": t})
    return found
