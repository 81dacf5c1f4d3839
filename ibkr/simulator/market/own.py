"""Bars of the user's own, in the place of those that this world would have for a contract.

Bars of days are refined like all others. Bars within days are kept: each becomes a piece
of the day's seconds, so that the same bars come out of history again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs
import numpy as np

from ibkr.simulator.market.calendar import Session, to_ordinal
from ibkr.simulator.market.daily import DailyColumns, DayBar
from ibkr.simulator.market.path import DayPath, refine

if TYPE_CHECKING:
    from datetime import date

    from ibkr.simulator.data.series import Ints

_MOST_PRINTS = 4
"""Open, high, low and close: so many shares a refined bar needs."""


@attrs.frozen(eq=False)
class WithinDay:
    """The bars of one session, oldest first: seconds since its open, prices in units, volume."""

    start: Ints
    open: Ints
    high: Ints
    low: Ints
    close: Ints
    volume: Ints


@attrs.frozen(eq=False)
class OwnBars:
    """What a file says of one contract; prices in the units of its instrument."""

    conid: int
    symbol: str
    first_day: date
    days: DailyColumns
    within: Mapping[int, WithinDay] = attrs.field(factory=dict[int, WithinDay])
    """By day (since 1970-01-01), for bars that are shorter than one."""

    def path(self, bar: DayBar, rng: np.random.Generator, *, lot: int) -> DayPath | None:
        """The seconds of a session, None when only the whole day is known."""
        found = self.within.get(to_ordinal(bar.session.day))
        if found is None:
            return None
        ends = [*found.start[1:].tolist(), bar.session.seconds]
        pieces = [_piece(found, place, end, bar.session, rng=rng, lot=lot) for place, end in enumerate(ends)]
        prices, volumes = zip(*pieces, strict=True)
        return DayPath(bar, np.concatenate(prices), np.concatenate(volumes))


def _piece(
    bars: WithinDay, place: int, end: int, day: Session, *, rng: np.random.Generator, lot: int
) -> tuple[Ints, Ints]:
    """Price and volume by second of one bar."""
    start, volume = int(bars.start[place]), int(bars.volume[place])
    span = Session(day.day, day.opens + start, day.opens + end)
    columns = (bars.open, bars.high, bars.low, bars.close)
    figures = [int(column[place]) for column in columns]
    outline = DayBar(span, *figures, volume=max(volume, _MOST_PRINTS), prior_close=figures[0])
    refined = refine(outline, rng, lot=lot)
    if volume >= _MOST_PRINTS:
        return refined.price, refined.volume
    # So few shares leave prices that nobody traded at, as quotes do.
    return refined.price, np.bincount(np.zeros(volume, dtype=np.int64), minlength=span.seconds)
