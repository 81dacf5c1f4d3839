"""The numbers a backtest is judged by, each with its formula and its convention.

Fractions, not percentages: 0.12 is 12 %. Losses are negative. What is annualised says so
and takes the number of bars a year; nothing is guessed from the data but by `calendar_of`.

A number that cannot be told is NaN here and null in JSON, never a warning:

- too few values: no return, or one where a deviation needs two;
- a ratio whose denominator is zero: the Sharpe ratio of returns that do not vary, the
  profit factor of trades without a loss;
- a value that is missing: a NaN is never skipped, so drop it first if it means nothing.

Where empyrical-reloaded has a metric, this one equals it (to 1e-10, in the tests).
"""

from __future__ import annotations

from .calendar import DAY_MS, Calendar, calendar_of
from .drawdown import Drawdown, drawdown_table, drawdowns, longest_drawdown, max_drawdown
from .growth import annual_return, cagr, cagr_calendar, returns_of, total_return
from .periods import MonthlyReturns, YearlyReturns, monthly_returns, yearly_returns
from .ratios import (
    annual_volatility,
    calmar,
    downside_risk,
    kurtosis,
    omega,
    sharpe,
    skew,
    sortino,
    stability,
    tail_ratio,
)
from .relative import alpha, beta, down_capture, information_ratio, tracking_error, up_capture
from .rolling import rolling_beta, rolling_sharpe, rolling_volatility
from .table import Metrics, measure
from .tails import conditional_value_at_risk, normal_value_at_risk, value_at_risk
from .trading import (
    Excursions,
    average_loss,
    average_win,
    excursions,
    expectancy,
    exposure,
    payoff,
    profit_factor,
    turnover,
    win_rate,
)

__all__ = [
    "DAY_MS",
    "Calendar",
    "Drawdown",
    "Excursions",
    "Metrics",
    "MonthlyReturns",
    "YearlyReturns",
    "alpha",
    "annual_return",
    "annual_volatility",
    "average_loss",
    "average_win",
    "beta",
    "cagr",
    "cagr_calendar",
    "calendar_of",
    "calmar",
    "conditional_value_at_risk",
    "down_capture",
    "downside_risk",
    "drawdown_table",
    "drawdowns",
    "excursions",
    "expectancy",
    "exposure",
    "information_ratio",
    "kurtosis",
    "longest_drawdown",
    "max_drawdown",
    "measure",
    "monthly_returns",
    "normal_value_at_risk",
    "omega",
    "payoff",
    "profit_factor",
    "returns_of",
    "rolling_beta",
    "rolling_sharpe",
    "rolling_volatility",
    "sharpe",
    "skew",
    "sortino",
    "stability",
    "tail_ratio",
    "total_return",
    "tracking_error",
    "turnover",
    "up_capture",
    "value_at_risk",
    "win_rate",
    "yearly_returns",
]
