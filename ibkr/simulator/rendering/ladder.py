"""A price ladder as rows. Source: gateway facts "Websocket", section sbd."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ibkr.simulator.rendering.numbers import price

if TYPE_CHECKING:
    from ibkr.simulator.market.depth import Level


def ladder_rows(levels: Iterable[Level]) -> Iterator[dict[str, Any]]:
    """Rows from the dearest price on; sizes are text, and missing where there are none."""
    for place, level in enumerate(levels):
        shown = price(level.price)
        row: dict[str, Any] = {
            "row": place,
            "focus": int(level.last_size > 0),
            "price": f"{level.last_size} @ {shown}" if level.last_size else shown,
        }
        if level.bid_size:
            row["bid"] = str(level.bid_size)
        if level.ask_size:
            row["ask"] = str(level.ask_size)
        yield row
