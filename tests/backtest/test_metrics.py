"""Metrics, each against its formula on numbers small enough to check."""

from __future__ import annotations

import math
import statistics
from typing import Any

import attrs
import numpy as np
import pytest

from ibkr.backtest import metrics
from ibkr.backtest.metrics import (
    DAY_MS,
    Calendar,
    Drawdown,
    calendar_of,
    drawdown_table,
    excursions,
    measure,
    monthly_returns,
    returns_of,
    yearly_returns,
)

EQUITY = np.array([100.0, 110.0, 99.0, 121.0])
RETURNS = returns_of(EQUITY)
"""0.1, -0.1, 2/9."""
BENCHMARK = np.array([0.05, -0.02, 0.06])
YEAR = 252.0
NAN = math.nan


@attrs.frozen
class Closed:
    """What the metrics look at in a trade."""

    pnl: float = 0.0
    side: str = "long"
    entry_bar: int = 0
    exit_bar: int = 1
    entry_price: float = 100.0
    exit_price: float = 100.0


def trades(*pnl: float) -> Any:
    return [Closed(pnl=each) for each in pnl]


def test_total_return_is_last_over_first():
    assert metrics.total_return(EQUITY) == pytest.approx(0.21)


def test_cagr_counts_the_year_in_bars():
    assert metrics.cagr(EQUITY, 3.0) == pytest.approx(0.21)
    assert metrics.cagr(EQUITY, 6.0) == pytest.approx(1.21**2 - 1)
    assert metrics.cagr(np.array([100.0, -5.0]), YEAR) == -1.0
    assert metrics.annual_return(RETURNS, 6.0) == pytest.approx(metrics.cagr(EQUITY, 6.0), rel=1e-14)


def test_calendar_cagr_counts_the_year_in_days():
    times = DAY_MS * np.array([0, 1, 700, 1461])
    assert metrics.cagr_calendar(EQUITY, times) == pytest.approx(1.21**0.25 - 1, rel=1e-14)


def test_growth_beyond_any_float_is_infinite():
    assert metrics.cagr(np.array([1.0, 1e9]), 98_280.0) == math.inf


def test_sharpe_is_mean_over_sample_deviation_times_the_root_of_the_year():
    returns = [0.1, -0.1, 22 / 99]
    expected = statistics.mean(returns) / statistics.stdev(returns) * math.sqrt(252)
    assert metrics.sharpe(RETURNS, YEAR) == pytest.approx(expected, rel=1e-12)
    assert metrics.sharpe(RETURNS, YEAR, risk_free=statistics.mean(returns)) == pytest.approx(0, abs=1e-12)


def test_sortino_divides_by_what_falls_short_over_all_bars():
    below = math.sqrt(0.1**2 / 3)
    assert metrics.downside_risk(RETURNS, YEAR) == pytest.approx(below * math.sqrt(252), rel=1e-12)
    assert metrics.sortino(RETURNS, YEAR) == pytest.approx(RETURNS.mean() * math.sqrt(252) / below, rel=1e-12)
    lifted = math.sqrt((0.1**2 + 0.3**2) / 3)
    assert metrics.downside_risk(RETURNS, 1.0, required=0.2) == pytest.approx(lifted, rel=1e-12)


def test_calmar_is_growth_over_the_deepest_fall():
    assert metrics.calmar(EQUITY, 3.0) == pytest.approx(0.21 / 0.1, rel=1e-12)


def test_omega_weighs_gains_against_losses():
    assert metrics.omega(RETURNS) == pytest.approx((0.1 + 2 / 9) / 0.1, rel=1e-12)
    assert metrics.omega(RETURNS, required=0.1) == pytest.approx((2 / 9 - 0.1) / 0.2, rel=1e-12)


def test_tails_are_quantiles_of_returns():
    returns = np.arange(-10.0, 11.0) / 100
    assert metrics.value_at_risk(returns) == pytest.approx(-0.09)
    assert metrics.value_at_risk(returns, level=0.5) == pytest.approx(0.0)
    assert metrics.conditional_value_at_risk(returns) == pytest.approx(-0.095)
    assert metrics.tail_ratio(returns) == pytest.approx(1.0)
    normal = -1.6448536269514722 * statistics.stdev(returns.tolist())
    assert metrics.normal_value_at_risk(returns) == pytest.approx(normal, rel=1e-12)


def test_the_level_of_a_value_at_risk_lies_within_0_and_1():
    for risk in (
        metrics.value_at_risk,
        metrics.conditional_value_at_risk,
        metrics.normal_value_at_risk,
    ):
        with pytest.raises(ValueError, match="between 0 and 1, not at 5"):
            risk(RETURNS, level=5.0)


def test_shape_is_that_of_the_population():
    assert metrics.skew(np.array([0.0, 0.0, 0.03])) == pytest.approx(1 / math.sqrt(2), rel=1e-12)
    assert metrics.kurtosis(np.array([-0.01, 0.01])) == pytest.approx(-2.0, rel=1e-12)


def test_steady_growth_is_stable():
    assert metrics.stability(np.full(9, 0.01)) == pytest.approx(1.0, rel=1e-12)
    assert metrics.stability(np.array([0.1, -0.1, 0.1, -0.1])) < 0.5


def test_drawdown_is_measured_from_the_highest_so_far():
    assert metrics.drawdowns(EQUITY).tolist() == pytest.approx([0.0, 0.0, -0.1, 0.0])
    assert metrics.max_drawdown(EQUITY) == pytest.approx(-0.1)


def test_the_drawdown_table_names_peak_trough_and_recovery():
    equity = np.array([100.0, 100.0, 90.0, 80.0, 80.0, 100.0, 101.0, 90.9, 95.0])
    first, second = drawdown_table(equity)
    assert first == Drawdown(start=1, trough=3, recovery=5, depth=pytest.approx(-0.2), last=8)
    assert (first.bars, first.bars_down, first.bars_up) == (4, 2, 2)
    assert second == Drawdown(start=6, trough=7, recovery=None, depth=pytest.approx(-0.1), last=8)
    assert (second.bars, second.bars_down, second.bars_up) == (2, 1, None)
    assert drawdown_table(equity[::-1].copy(), deepest=1)[0].depth == pytest.approx(80 / 101 - 1)
    assert metrics.longest_drawdown(equity) == 4


def test_returns_end_where_the_money_does():
    returns = returns_of(np.array([100.0, 50.0, -10.0, 20.0]))
    assert returns[:2].tolist() == [-0.5, -1.2]
    assert np.isnan(returns[2:]).all()


def test_beta_is_covariance_over_variance_and_alpha_is_compounded():
    slope = statistics.covariance(RETURNS.tolist(), BENCHMARK.tolist()) / statistics.variance(
        BENCHMARK.tolist()
    )
    assert metrics.beta(RETURNS, BENCHMARK) == pytest.approx(slope, rel=1e-12)
    per_bar = statistics.mean((RETURNS - 0.01 - slope * (BENCHMARK - 0.01)).tolist())
    found = metrics.alpha(RETURNS, BENCHMARK, 12.0, risk_free=0.01)
    assert found == pytest.approx((1 + per_bar) ** 12 - 1, rel=1e-10)


def test_the_information_ratio_is_the_sharpe_of_the_difference():
    difference = RETURNS - BENCHMARK
    assert metrics.information_ratio(RETURNS, BENCHMARK, YEAR) == metrics.sharpe(difference, YEAR)
    assert metrics.tracking_error(RETURNS, BENCHMARK, YEAR) == metrics.annual_volatility(difference, YEAR)


def test_capture_looks_at_the_bars_on_which_the_benchmark_rose_or_fell():
    up = (1.1 * 11 / 9 - 1) / (1.05 * 1.06 - 1)
    assert metrics.up_capture(RETURNS, BENCHMARK, 2.0) == pytest.approx(up, rel=1e-12)
    assert metrics.down_capture(RETURNS, BENCHMARK, 1.0) == pytest.approx(0.1 / 0.02, rel=1e-12)


def test_a_benchmark_of_another_length_is_refused():
    with pytest.raises(ValueError, match="3 returns cannot be compared with 2"):
        metrics.beta(RETURNS, BENCHMARK[:2])


def test_rolling_metrics_are_those_of_each_window():
    random = np.random.default_rng(5)
    returns, benchmark = random.normal(0, 0.01, 80), random.normal(0, 0.01, 80)
    rolling = {
        "sharpe": metrics.rolling_sharpe(returns, 20, YEAR, risk_free=0.0001),
        "volatility": metrics.rolling_volatility(returns, 20, YEAR),
        "beta": metrics.rolling_beta(returns, benchmark, 20),
    }
    assert all(np.isnan(line).tolist() == [True] * 19 + [False] * 61 for line in rolling.values())
    for at in range(19, 80):
        window = slice(at - 19, at + 1)
        one = metrics.sharpe(returns[window], YEAR, risk_free=0.0001)
        assert rolling["sharpe"][at] == pytest.approx(one, rel=1e-10)
        one = metrics.annual_volatility(returns[window], YEAR)
        assert rolling["volatility"][at] == pytest.approx(one, rel=1e-10)
        assert rolling["beta"][at] == pytest.approx(
            metrics.beta(returns[window], benchmark[window]), rel=1e-9
        )


def test_rolling_ratios_of_returns_that_do_not_vary_are_not_told():
    level = np.full(5, 0.001)
    assert np.isnan(metrics.rolling_sharpe(level, 3, YEAR)).all()
    assert metrics.rolling_volatility(level, 3, YEAR)[2:].tolist() == [0.0, 0.0, 0.0]
    assert np.isnan(metrics.rolling_beta(np.arange(5.0), level, 3)).all()


def test_months_and_years_compound_to_the_whole():
    times = np.array(["2012-11-30", "2012-12-03", "2012-12-31", "2013-02-01", "2013-02-28"], "datetime64[ms]")
    equity = np.array([100.0, 110.0, 121.0, 121.0, 60.5])
    years, months, totals = monthly_returns(equity, times.astype(np.int64))
    assert years.tolist() == yearly_returns(equity, times.astype(np.int64)).years.tolist() == [2012, 2013]
    assert totals.tolist() == pytest.approx([0.21, -0.5])
    assert months[0].tolist() == pytest.approx([NAN] * 10 + [0.0, 0.21], nan_ok=True)
    assert months[1].tolist() == pytest.approx([NAN, -0.5] + [NAN] * 10, nan_ok=True)


def test_a_trade_that_only_breaks_even_is_neither_won_nor_lost():
    closed = trades(0.0, 30.0, 10.0, -10.0)
    assert metrics.win_rate(closed) == 0.5
    assert metrics.profit_factor(closed) == 4.0
    assert metrics.expectancy(closed) == 7.5
    assert (metrics.average_win(closed), metrics.average_loss(closed)) == (20.0, -10.0)
    assert metrics.payoff(closed) == 2.0


def test_exposure_counts_the_bars_with_any_position():
    assert metrics.exposure(np.array([0, 1, -1, 0])) == 0.5
    assert metrics.exposure(np.array([[0, 0], [0, 2], [1, -1], [0, 0]])) == 0.5


def test_turnover_counts_how_often_a_year_the_equity_is_traded():
    assert metrics.turnover(860.0, EQUITY, 3.0) == pytest.approx(8.0)
    assert metrics.turnover(860.0, EQUITY, 6.0) == pytest.approx(16.0)


HIGH = np.array([101.0, 108.0, 120.0, 105.0])
LOW = np.array([99.0, 96.0, 100.0, 80.0])


def test_excursions_run_from_the_entry_bar_to_the_exit_price():
    closed: Any = [
        Closed(side="long", entry_bar=0, exit_bar=2, exit_price=110.0),
        Closed(side="short", entry_bar=1, exit_bar=3, exit_price=90.0),
        Closed(side="long", entry_bar=3, exit_bar=3, exit_price=95.0),
    ]
    found = excursions(closed, HIGH, LOW)
    assert found.adverse.tolist() == pytest.approx([-0.04, -0.20, -0.05])
    assert found.favourable.tolist() == pytest.approx([0.10, 0.10, 0.0])


def test_excursions_of_fills_at_the_close_run_from_the_next_bar_to_the_end_of_the_exits():
    closed: Any = [Closed(side="long", entry_bar=0, exit_bar=3, exit_price=100.0)]
    found = excursions(closed, HIGH, LOW, at_close=True)
    assert (found.adverse.tolist(), found.favourable.tolist()) == (
        [pytest.approx(-0.2)],
        [pytest.approx(0.2)],
    )
    assert excursions([], HIGH, LOW).adverse.tolist() == []


def seeded() -> tuple[np.ndarray, np.ndarray]:
    """A series that is the same everywhere: no generator whose stream may change with a version."""
    state, values = 2013, []
    for _ in range(500):
        state = (state * 1_103_515_245 + 12_345) % 2**31
        values.append((state / 2**31 - 0.49) / 20)
    return np.array(values[::2]), np.array(values[1::2])


def by_hand(returns: list[float], benchmark: list[float]) -> dict[str, float]:
    """The formulas again, in plain Python."""
    count, mean = len(returns), statistics.fmean(returns)
    ordered, growth = sorted(returns), math.prod(1 + r for r in returns)
    equity = [math.prod(1 + r for r in returns[:n]) for n in range(count + 1)]
    deepest = min(value / max(equity[: n + 1]) - 1 for n, value in enumerate(equity))
    downside = math.sqrt(statistics.fmean([min(r, 0.0) ** 2 for r in returns]))
    moments = {k: statistics.fmean([(r - mean) ** k for r in returns]) for k in (2, 3, 4)}
    slope = statistics.covariance(returns, benchmark) / statistics.variance(benchmark)
    active = [r - b for r, b in zip(returns, benchmark, strict=True)]
    logs = [math.log(value) for value in equity[1:]]

    def quantile(level: float) -> float:
        place = (count - 1) * level
        low = ordered[math.floor(place)]
        return low + (ordered[math.ceil(place)] - low) * (place - math.floor(place))

    return {
        "cagr": growth ** (252 / count) - 1,
        "annual_volatility": statistics.stdev(returns) * math.sqrt(252),
        "downside_risk": downside * math.sqrt(252),
        "sharpe": mean / statistics.stdev(returns) * math.sqrt(252),
        "sortino": mean / downside * math.sqrt(252),
        "calmar": (growth ** (252 / count) - 1) / -deepest,
        "omega": sum(r for r in returns if r > 0) / -sum(r for r in returns if r < 0),
        "tail_ratio": abs(quantile(0.95)) / abs(quantile(0.05)),
        "skew": moments[3] / moments[2] ** 1.5,
        "kurtosis": moments[4] / moments[2] ** 2 - 3,
        "stability": statistics.correlation(list(range(count)), logs) ** 2,
        "value_at_risk": quantile(0.05),
        "conditional_value_at_risk": statistics.fmean(ordered[: 1 + int((count - 1) * 0.05)]),
        "normal_value_at_risk": mean - 1.6448536269514722 * statistics.stdev(returns),
        "max_drawdown": deepest,
        "beta": slope,
        "alpha": (1 + mean - slope * statistics.fmean(benchmark)) ** 252 - 1,
        "information_ratio": statistics.fmean(active) / statistics.stdev(active) * math.sqrt(252),
        "tracking_error": statistics.stdev(active) * math.sqrt(252),
    }


# Calculated once from the formulas of `by_hand`, so that a mistake made in both places shows.
WRITTEN = {
    "cagr": 0.1520548438477,
    "annual_volatility": 0.2355626904066,
    "downside_risk": 0.1600481559008,
    "sharpe": 0.7183185430062,
    "sortino": 1.057238351839,
    "calmar": 0.7391204359486,
    "omega": 1.110012107195,
    "tail_ratio": 1.040456723292,
    "skew": -0.01107210850303,
    "kurtosis": -1.265946779449,
    "stability": 0.4078289771619,
    "value_at_risk": -0.02217820646986,
    "conditional_value_at_risk": -0.02316178995357,
    "normal_value_at_risk": -0.02373660844902,
    "max_drawdown": -0.2057240423241,
    "beta": 0.01212383756433,
    "alpha": 0.1835682614864,
    "information_ratio": 0.364443304948,
    "tracking_error": 0.3242333757173,
}


def table(returns: np.ndarray, benchmark: np.ndarray) -> metrics.Metrics:
    equity = 100.0 * np.concatenate(([1.0], np.cumprod(1.0 + returns)))
    against = 50.0 * np.concatenate(([1.0], np.cumprod(1.0 + benchmark)))
    return measure(
        equity,
        np.ones(len(equity), dtype=np.int64),
        trades(5.0, -2.0),
        commission=1.5,
        calendar=Calendar(YEAR, "daily bars, 252 trading days a year"),
        times=DAY_MS * np.arange(len(equity)),
        benchmark=against,
        traded=1_000.0,
    )


def test_the_table_holds_the_formulas_of_a_seeded_series():
    returns, benchmark = seeded()
    found = table(returns, benchmark).as_dict()
    expected = by_hand(returns.tolist(), benchmark.tolist())
    assert {name: found[name] for name in expected} == pytest.approx(expected, rel=1e-10, abs=1e-12)


def test_the_table_holds_the_numbers_written_down_for_that_series():
    found = table(*seeded()).as_dict()
    assert {name: found[name] for name in WRITTEN} == pytest.approx(WRITTEN, rel=1e-10)


def test_the_table_names_its_conventions():
    found = table(*seeded())
    assert found.conventions["year"] == "daily bars, 252 trading days a year (252 periods a year)"
    assert all(found.conventions.values())
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.sharpe = 9.0  # pyright: ignore[reportAttributeAccessIssue]  # that it is refused is the point


def test_a_table_without_a_benchmark_or_trades_says_what_it_can():
    found = measure(EQUITY, np.zeros(4), (), commission=0.0, calendar=Calendar(YEAR, "daily bars"))
    untold = {
        name for name, value in found.as_dict().items() if isinstance(value, float) and math.isnan(value)
    }
    assert untold == {
        *("alpha", "beta", "tracking_error", "information_ratio", "up_capture", "down_capture"),
        *("win_rate", "profit_factor", "expectancy", "average_win", "average_loss", "payoff"),
        *("turnover", "cagr_calendar"),
    }


def test_tables_of_the_same_run_read_the_same_where_numbers_are_untold():
    one, other = (
        measure(EQUITY[:1], np.zeros(1), (), commission=0.0, calendar=Calendar(YEAR, "daily bars"))
        for _ in "12"
    )
    assert math.isnan(one.sharpe)
    assert one.as_dict() == other.as_dict()


OF_RETURNS = {
    "annual_return": lambda r: metrics.annual_return(r, YEAR),
    "annual_volatility": lambda r: metrics.annual_volatility(r, YEAR),
    "downside_risk": lambda r: metrics.downside_risk(r, YEAR),
    "sharpe": lambda r: metrics.sharpe(r, YEAR),
    "sortino": lambda r: metrics.sortino(r, YEAR),
    "omega": metrics.omega,
    "tail_ratio": metrics.tail_ratio,
    "skew": metrics.skew,
    "kurtosis": metrics.kurtosis,
    "stability": metrics.stability,
    "value_at_risk": metrics.value_at_risk,
    "conditional_value_at_risk": metrics.conditional_value_at_risk,
    "normal_value_at_risk": metrics.normal_value_at_risk,
    "beta": lambda r: metrics.beta(r, r),
    "alpha": lambda r: metrics.alpha(r, r, YEAR),
    "tracking_error": lambda r: metrics.tracking_error(r, r, YEAR),
    "information_ratio": lambda r: metrics.information_ratio(r, r, YEAR),
    "up_capture": lambda r: metrics.up_capture(r, r, 1.0),
    "down_capture": lambda r: metrics.down_capture(r, r, 1.0),
}


@pytest.mark.parametrize("name", OF_RETURNS)
@pytest.mark.parametrize("returns", [[], [0.1, NAN, 0.2], [NAN], [0.1, math.inf]])
def test_no_return_or_a_missing_one_leaves_a_metric_untold(name, returns):
    assert math.isnan(OF_RETURNS[name](np.array(returns)))


@pytest.mark.parametrize(
    ("returns", "told"),
    [
        pytest.param([0.0] * 5, {"downside_risk": 0.0}, id="nothing happens"),
        pytest.param([0.01] * 5, {"annual_return": 1.01**252 - 1, "downside_risk": 0.0}, id="constant gain"),
        pytest.param([-0.01] * 5, {"annual_return": 0.99**252 - 1, "omega": 0.0}, id="constant loss"),
        pytest.param([-0.01, -0.02], {"omega": 0.0, "up_capture": NAN, "down_capture": 1.0}, id="all losses"),
        pytest.param([0.02, 0.01], {"omega": NAN, "sortino": NAN, "up_capture": 1.0}, id="all gains"),
        pytest.param([-1.0, 0.5], {"annual_return": -1.0, "stability": NAN}, id="everything lost"),
        pytest.param([0.1], {"sharpe": NAN, "value_at_risk": 0.1, "downside_risk": 0.0}, id="one value"),
    ],
)
def test_edges_have_an_answer_and_never_a_warning(returns, told):
    found = {name: metric(np.array(returns)) for name, metric in OF_RETURNS.items()}
    assert {name: found[name] for name in told} == pytest.approx(told, rel=1e-12, nan_ok=True)


@pytest.mark.parametrize("size", [2, 5, 100])
@pytest.mark.parametrize("level", [0.0, 0.001, 0.1, -0.01])
def test_returns_that_do_not_vary_have_no_ratio(size, level):
    returns = np.full(size, level)
    growing = returns_of(100.0 * np.cumprod(np.full(size + 1, 1.0 + level)))
    for each in (returns, growing):
        untold = [
            OF_RETURNS[name](each) for name in ("sharpe", "skew", "kurtosis", "beta", "information_ratio")
        ]
        assert all(map(math.isnan, untold))
        assert metrics.annual_volatility(each, YEAR) == 0.0


@pytest.mark.parametrize("equity", [[], [100.0], [0.0, 1.0], [-5.0, 5.0], [NAN, 1.0], [100.0, NAN, 100.0]])
def test_curves_without_growth_have_an_answer(equity):
    curve, times = np.array(equity), DAY_MS * np.arange(len(equity))
    assert drawdown_table(curve) == ()
    assert math.isnan(metrics.calmar(curve, YEAR))
    if len(equity) != 3:
        assert math.isnan(metrics.cagr(curve, YEAR))
        assert math.isnan(metrics.cagr_calendar(curve, times))
    assert metrics.monthly_returns(curve, times).months.shape == (min(len(equity), 1), 12)


def test_trades_that_all_lose_have_an_answer():
    closed = trades(-1.0, -3.0)
    assert (metrics.win_rate(closed), metrics.profit_factor(closed), metrics.expectancy(closed)) == (
        0.0,
        0.0,
        -2.0,
    )
    assert math.isnan(metrics.average_win(closed))
    assert math.isnan(metrics.payoff(closed))


def test_no_trades_leave_every_number_of_theirs_untold():
    numbers = ("win_rate", "profit_factor", "expectancy", "average_win", "average_loss", "payoff")
    assert all(math.isnan(getattr(metrics, name)(())) for name in numbers)
    assert math.isnan(metrics.turnover(5.0, EQUITY[:1], YEAR))


def every(milliseconds: int, count: int = 50) -> np.ndarray:
    return 1_357_516_800_000 + milliseconds * np.arange(count)


SESSIONS = np.concatenate(
    [1_357_516_800_000 + day * DAY_MS + 60_000 * np.arange(870, 1260) for day in range(12) if day % 7 < 5]
)
WEEKDAYS = np.array([1_357_516_800_000 + day * DAY_MS for day in range(40) if day % 7 < 5])


@pytest.mark.parametrize(
    ("times", "periods", "basis"),
    [
        (WEEKDAYS, 252.0, "daily bars, 252 trading days a year"),
        (every(DAY_MS), 365.0, "daily bars, 365 calendar days a year"),
        (every(7 * DAY_MS), 52.0, "weekly bars, 52 a year"),
        (every(30 * DAY_MS), 12.0, "monthly bars, 12 a year"),
        (every(91 * DAY_MS), 4.0, "quarterly bars, 4 a year"),
        (every(365 * DAY_MS), 1.0, "yearly bars"),
        (SESSIONS, 252.0 * 390, "390 bars a day, 252 trading days a year"),
        (every(3_600_000, 24 * 30), 365.0 * 24, "24 bars a day, 365 calendar days a year"),
        (every(DAY_MS, 1), 252.0, "daily bars, 252 trading days a year"),
    ],
)
def test_the_year_is_inferred_from_the_spacing_and_named(times, periods, basis):
    calendar = calendar_of(times)
    assert (calendar.periods_per_year, calendar.basis) == (periods, basis)
