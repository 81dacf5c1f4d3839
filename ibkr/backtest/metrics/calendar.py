"""How many bars make a year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

DAY_MS: Final = 86_400_000

# Longest median spacing in days, bars a year, name. Above the last: yearly.
SPACINGS: Final = (
    (10.0, 52.0, "weekly bars, 52 a year"),
    (45.0, 12.0, "monthly bars, 12 a year"),
    (135.0, 4.0, "quarterly bars, 4 a year"),
)


@attrs.frozen
class Calendar:
    """How many bars make a year, and in words how that number came about."""

    periods_per_year: float
    basis: str


def calendar_of(times: NDArray[np.int64]) -> Calendar:
    """Infer the number of bars a year from their median spacing.

    Weekly, monthly, quarterly and yearly bars count 52, 12, 4 and 1; daily bars 252,
    or 365 where weekends have bars too; bars within the day, that many days times the
    median number of bars a day (UTC). A single bar is taken as daily.
    """
    spacing = float(np.median(np.diff(times))) / DAY_MS if len(times) > 1 else 1.0
    if spacing > 4.5:
        for longest, periods, basis in SPACINGS:
            if spacing <= longest:
                return Calendar(periods, basis)
        return Calendar(1.0, "yearly bars")
    # The epoch was a Thursday: (days + 3) % 7 counts from Monday.
    days = times // DAY_MS
    always = float(np.mean((days + 3) % 7 >= 5)) > 0.1
    a_year, kind = (365.0, "calendar") if always else (252.0, "trading")
    if spacing >= 0.8:
        return Calendar(a_year, f"daily bars, {a_year:.0f} {kind} days a year")
    counts = np.bincount(days - days[0])
    a_day = float(np.median(counts[counts > 0]))
    return Calendar(a_year * a_day, f"{a_day:g} bars a day, {a_year:.0f} {kind} days a year")
