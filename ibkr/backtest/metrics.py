"""The numbers a backtest is judged by, each with its formula and its convention.

Fractions, not percentages: 0.12 is 12 %. A number that cannot be told, such as the
win rate of no trades, is NaN here and null in JSON.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .records import Trade

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


def returns_of(equity: NDArray[np.float64]) -> NDArray[np.float64]:
    """Simple returns from each bar to the next: equity[t] / equity[t-1] - 1, one fewer than bars.

    NaN from the bar on where the equity before was not above zero.
    """
    before = equity[:-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        returns = equity[1:] / before - 1.0
    returns[np.minimum.accumulate(before) <= 0 if len(before) else slice(0)] = np.nan
    return returns


def drawdowns(equity: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far below its highest value so far the equity is: equity / peak - 1, at most 0."""
    return equity / np.maximum.accumulate(equity) - 1.0


def total_return(equity: NDArray[np.float64]) -> float:
    """Last equity over first, minus 1. The first is the starting cash: bar 0 has no fill."""
    return float(equity[-1] / equity[0] - 1.0)


def cagr(equity: NDArray[np.float64], periods_per_year: float) -> float:
    """Compound annual growth rate: (last / first) ** (periods per year / number of returns) - 1.

    The year is counted in bars, not in calendar days. -1 where nothing is left.
    """
    if len(equity) < 2:
        return math.nan
    growth = float(equity[-1] / equity[0])
    return growth ** (periods_per_year / (len(equity) - 1)) - 1.0 if growth > 0 else -1.0


def sharpe(returns: NDArray[np.float64], periods_per_year: float) -> float:
    """Sharpe ratio: mean / standard deviation (ddof 1) * sqrt(periods per year), risk-free rate 0.

    Simple returns per bar, warm-up included. NaN where the returns do not vary.
    """
    if len(returns) < 2:
        return math.nan
    deviation = float(np.std(returns, ddof=1))
    if not deviation > 0:
        return math.nan
    return float(np.mean(returns)) / deviation * math.sqrt(periods_per_year)


def max_drawdown(equity: NDArray[np.float64]) -> float:
    """The deepest drawdown, on closes: min(equity / highest so far - 1), zero or negative."""
    return float(drawdowns(equity).min())


def win_rate(trades: Sequence[Trade]) -> float:
    """Closed trades that earned more than their commissions (pnl > 0), over closed trades."""
    return sum(trade.pnl > 0 for trade in trades) / len(trades) if trades else math.nan


def exposure(position: NDArray[np.int64]) -> float:
    """Bars that end with a position, long or short, over all bars."""
    return np.count_nonzero(position) / len(position)


@attrs.frozen
class Metrics:
    """Every metric of a run; the functions of this module say how each is calculated."""

    total_return: float
    cagr: float
    sharpe: float
    max_drawdown: float
    win_rate: float
    exposure: float
    trades: int
    commission: float
    """All commissions paid, in money."""
    final_equity: float
    calendar: Calendar

    def as_dict(self) -> dict[str, Any]:
        """The same by name, `calendar` as a mapping."""
        return attrs.asdict(self)


def measure(
    equity: NDArray[np.float64],
    position: NDArray[np.int64],
    trades: Sequence[Trade],
    *,
    commission: float,
    calendar: Calendar,
) -> Metrics:
    """Calculate them all."""
    returns = returns_of(equity)
    return Metrics(
        total_return=total_return(equity),
        cagr=cagr(equity, calendar.periods_per_year),
        sharpe=sharpe(returns, calendar.periods_per_year),
        max_drawdown=max_drawdown(equity),
        win_rate=win_rate(trades),
        exposure=exposure(position),
        trades=len(trades),
        commission=commission,
        final_equity=float(equity[-1]),
        calendar=calendar,
    )
