"""All metrics of a run in one frozen table that names its conventions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from . import drawdown, growth, ratios, relative, tails, trading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..records import Trade
    from .calendar import Calendar


@attrs.frozen(kw_only=True)
class Metrics:
    """Every metric of a run; the functions of this package say how each is calculated.

    `conventions` says it in short. What cannot be told is NaN.
    """

    total_return: float
    cagr: float
    cagr_calendar: float
    annual_volatility: float
    downside_risk: float
    sharpe: float
    sortino: float
    calmar: float
    omega: float
    tail_ratio: float
    skew: float
    kurtosis: float
    stability: float
    value_at_risk: float
    conditional_value_at_risk: float
    normal_value_at_risk: float
    max_drawdown: float
    longest_drawdown: int
    """Bars from a peak until it was reached again, or to the last bar."""
    alpha: float
    """This and the next five compare with a benchmark: NaN where none was given."""
    beta: float
    tracking_error: float
    information_ratio: float
    up_capture: float
    down_capture: float
    trades: int
    """Closed round trips."""
    win_rate: float
    profit_factor: float
    expectancy: float
    average_win: float
    average_loss: float
    payoff: float
    exposure: float
    turnover: float
    commission: float
    """All commissions paid, in money."""
    final_equity: float
    calendar: Calendar

    @property
    def conventions(self) -> dict[str, str]:
        """What the numbers count in, by the name of the metric or of what several share."""
        return {
            "year": f"{self.calendar.basis} ({self.calendar.periods_per_year:g} periods a year)",
            "cagr": "compounded; the year is counted in bars",
            "cagr_calendar": "compounded; the year is 365.25 days of the clock",
            "returns": "simple, from close to close, per bar, warm-up included; risk-free rate 0",
            "deviations": "of a sample, ddof 1, times the root of the periods a year",
            "downside_risk": "root of the mean square below 0 over all bars, annualised",
            "value_at_risk": "5 % quantile of returns per bar, historical; a loss is negative",
            "conditional_value_at_risk": "mean of the worst 5 % of returns per bar, historical",
            "normal_value_at_risk": "mean plus deviation times the normal 5 % quantile, per bar",
            "skew": "of the population; kurtosis in excess of the normal distribution's",
            "drawdowns": "on closes, as negative fractions of the peak; durations in bars",
            "alpha": "Jensen's, compounded over a year of bars",
            "trades": "closed round trips, first in first out, commissions taken off",
            "turnover": "value of purchases and sales over mean equity, a year of bars",
        }

    def as_dict(self) -> dict[str, Any]:
        """The same by name, `calendar` as a mapping."""
        return attrs.asdict(self)


def measure(
    equity: NDArray[np.float64],
    position: NDArray[np.int64] | NDArray[np.float64],
    trades: Sequence[Trade],
    *,
    commission: float,
    calendar: Calendar,
    times: NDArray[np.int64] | None = None,
    benchmark: NDArray[np.float64] | None = None,
    traded: float = math.nan,
) -> Metrics:
    """Calculate them all.

    Args:
        equity: at each close.
        position: at each close; one column each where there are several assets.
        trades: closed round trips.
        commission: all that was paid.
        calendar: how many bars make a year.
        times: each bar's opening instant in milliseconds, for `cagr_calendar`.
        benchmark: the equity, or price, of what to compare with, at each close.
        traded: the value of all fills, for `turnover`.
    """
    returns, year = growth.returns_of(equity), calendar.periods_per_year
    numbers: dict[str, Any] = {
        **_of_curve(equity, returns, year),
        **_of_comparison(returns, benchmark, year),
        **_of_trades(trades),
        "cagr_calendar": math.nan if times is None else growth.cagr_calendar(equity, times),
        "exposure": trading.exposure(position),
        "turnover": trading.turnover(traded, equity, year),
        "commission": commission,
        "final_equity": float(equity[-1]),
    }
    # One and the same NaN, so that `as_dict()` of tables with the same numbers untold is equal.
    told: dict[str, Any] = {name: math.nan if math.isnan(value) else value for name, value in numbers.items()}
    return Metrics(**told, calendar=calendar)


def _of_curve(equity: NDArray[np.float64], returns: NDArray[np.float64], year: float) -> dict[str, Any]:
    return {
        "total_return": growth.total_return(equity),
        "cagr": growth.cagr(equity, year),
        "annual_volatility": ratios.annual_volatility(returns, year),
        "downside_risk": ratios.downside_risk(returns, year),
        "sharpe": ratios.sharpe(returns, year),
        "sortino": ratios.sortino(returns, year),
        "calmar": ratios.calmar(equity, year),
        "omega": ratios.omega(returns),
        "tail_ratio": ratios.tail_ratio(returns),
        "skew": ratios.skew(returns),
        "kurtosis": ratios.kurtosis(returns),
        "stability": ratios.stability(returns),
        "value_at_risk": tails.value_at_risk(returns),
        "conditional_value_at_risk": tails.conditional_value_at_risk(returns),
        "normal_value_at_risk": tails.normal_value_at_risk(returns),
        "max_drawdown": drawdown.max_drawdown(equity),
        "longest_drawdown": drawdown.longest_drawdown(equity),
    }


def _of_comparison(
    returns: NDArray[np.float64], benchmark: NDArray[np.float64] | None, year: float
) -> dict[str, Any]:
    # Missing returns leave every comparison untold.
    theirs = np.full(len(returns), np.nan) if benchmark is None else growth.returns_of(benchmark)
    return {
        "alpha": relative.alpha(returns, theirs, year),
        "beta": relative.beta(returns, theirs),
        "tracking_error": relative.tracking_error(returns, theirs, year),
        "information_ratio": relative.information_ratio(returns, theirs, year),
        "up_capture": relative.up_capture(returns, theirs, year),
        "down_capture": relative.down_capture(returns, theirs, year),
    }


def _of_trades(trades: Sequence[Trade]) -> dict[str, Any]:
    return {
        "trades": len(trades),
        "win_rate": trading.win_rate(trades),
        "profit_factor": trading.profit_factor(trades),
        "expectancy": trading.expectancy(trades),
        "average_win": trading.average_win(trades),
        "average_loss": trading.average_loss(trades),
        "payoff": trading.payoff(trades),
    }
