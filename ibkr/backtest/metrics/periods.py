"""Returns by month and by year."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class YearlyReturns(NamedTuple):
    """One value a calendar year."""

    years: NDArray[np.int64]
    returns: NDArray[np.float64]


class MonthlyReturns(NamedTuple):
    """A row a calendar year: twelve months and their year."""

    years: NDArray[np.int64]
    months: NDArray[np.float64]
    """Shape (years, 12), January first; NaN where there are no bars."""
    totals: NDArray[np.float64]
    """The whole year."""


def yearly_returns(equity: NDArray[np.float64], times: NDArray[np.int64]) -> YearlyReturns:
    """Equity at the end of each year over that at the end of the one before, minus 1.

    The first year counts from the first bar. Years are those (UTC) in which a bar opens,
    `times` in milliseconds; a year without bars is not there.
    """
    years, returns = _by_unit(equity, times, "Y")
    return YearlyReturns(years + 1970, returns)


def monthly_returns(equity: NDArray[np.float64], times: NDArray[np.int64]) -> MonthlyReturns:
    """The same by month, in a table with a row for every year that has bars."""
    number, returns = _by_unit(equity, times, "M")
    years, totals = yearly_returns(equity, times)
    table = np.full((len(years), 12), np.nan)
    table[np.searchsorted(years, number // 12 + 1970), number % 12] = returns
    return MonthlyReturns(years, table, totals)


def _by_unit(
    equity: NDArray[np.float64], times: NDArray[np.int64], unit: str
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The units since 1970 that have bars, and the return of each."""
    units = times.astype("datetime64[ms]").astype(f"datetime64[{unit}]").astype(np.int64)
    last = np.flatnonzero(np.diff(units, append=units[-1:] + 1))
    before = np.concatenate((equity[:1], equity[last[:-1]]))
    with np.errstate(all="ignore"):
        returns = equity[last] / before - 1.0
    return units[last], np.where(before > 0, returns, np.nan)
