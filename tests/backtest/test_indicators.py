"""Indicators, each against the loop that its definition describes."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibkr.backtest import indicators as ind
from ibkr.backtest.indicators._windows import STRETCH

NAN = math.nan
PRICES = st.integers(-100_000, 100_000).map(lambda cents: cents / 100)
GAPPED = st.one_of(PRICES, PRICES, PRICES, PRICES, st.just(NAN))
PERIODS = st.integers(1, 9)


def columns(count: int, prices: st.SearchStrategy[float] = PRICES, *, most: int = 60) -> Any:
    """Several columns of one length."""
    rows = st.lists(st.tuples(*[prices] * count), max_size=most)
    return rows.map(
        lambda rows: [np.array(each, dtype=float) for each in zip(*rows, strict=True)] or [[]] * count
    )


def walk(size: int, *, seed: int = 7) -> dict[str, np.ndarray]:
    """High, low, close, volume and time of a random walk by the minute."""
    random = np.random.default_rng(seed)
    close = 100 * np.exp(np.cumsum(random.normal(0, 0.01, size)))
    return {
        "high": close * (1 + abs(random.normal(0, 0.01, size))),
        "low": close * (1 - abs(random.normal(0, 0.01, size))),
        "close": close,
        "volume": random.integers(0, 1000, size).astype(float),
        "time": 1_357_516_800_000 + 3_600_000 * np.arange(size),
    }


def over_windows(values: Any, period: int, answer: Callable[[list[float]], float]) -> list[float]:
    """The loop: an answer for each window, NaN for windows that are short or hold a NaN."""
    result: list[float] = []
    for at in range(len(values)):
        window = [float(value) for value in values[max(at - period + 1, 0) : at + 1]]
        usable = len(window) == period and not any(map(math.isnan, window))
        result.append(answer(window) if usable else NAN)
    return result


def recursion(values: Any, period: int, weight: float) -> list[float]:
    """The loop: a mean to start from, then a step of `weight` towards each value."""
    result: list[float] = []
    seen: list[float] = []
    for value in map(float, values):
        if seen or not math.isnan(value):
            seen.append(value)
        if len(seen) > period:
            result.append(result[-1] + weight * (value - result[-1]))
        else:
            result.append(sum(seen) / period if len(seen) == period else NAN)
    return result


def same(found: np.ndarray, expected: list[float], *, within: float = 1e-9) -> None:
    np.testing.assert_allclose(found, expected, rtol=within, atol=within)


def place(window: list[float]) -> float:
    lower = sum(value < window[-1] for value in window)
    return lower + (sum(value == window[-1] for value in window) + 1) / 2


WINDOWED: dict[str, tuple[Callable[..., Any], Callable[[list[float]], float]]] = {
    "sma": (ind.sma, statistics.mean),
    "rolling_mean": (ind.rolling_mean, statistics.mean),
    "wma": (ind.wma, lambda w: sum((i + 1) * x for i, x in enumerate(w)) / sum(range(1, len(w) + 1))),
    "rolling_sum": (ind.rolling_sum, math.fsum),
    "rolling_min": (ind.rolling_min, min),
    "rolling_max": (ind.rolling_max, max),
    "rolling_std, population": (lambda x, p: ind.rolling_std(x, p, ddof=0), statistics.pstdev),
    "rolling_median": (ind.rolling_median, statistics.median),
    "rolling_rank": (ind.rolling_rank, place),
}


@pytest.mark.parametrize("name", WINDOWED)
@given(values=st.lists(GAPPED, max_size=60), period=PERIODS)
def test_a_rolling_statistic_is_that_of_each_window(name, values, period):
    rolling, answer = WINDOWED[name]
    same(rolling(values, period), over_windows(values, period, answer))


@given(values=st.lists(PRICES, max_size=60), period=st.integers(2, 9))
def test_the_sample_deviation_divides_by_one_less(values, period):
    same(ind.rolling_std(values, period), over_windows(values, period, statistics.stdev))


@given(pair=columns(2, GAPPED), period=st.integers(2, 9))
def test_correlation_and_covariance_are_those_of_each_window(pair, period):
    first, second = pair
    expected, covariances = [NAN] * len(first), [NAN] * len(first)
    for at in range(period - 1, len(first)):
        one, other = first[at - period + 1 : at + 1].tolist(), second[at - period + 1 : at + 1].tolist()
        covariances[at] = statistics.covariance(one, other)
        if len(set(one)) > 1 and len(set(other)) > 1 and not any(map(math.isnan, one + other)):
            expected[at] = statistics.correlation(one, other)
    same(ind.rolling_correlation(first, second, period), expected, within=1e-7)
    same(ind.rolling_covariance(first, second, period), covariances, within=1e-7)


@given(leading=st.integers(0, 5), values=st.lists(PRICES, max_size=60), period=PERIODS)
def test_recursive_averages_start_from_a_mean_and_step_towards_each_price(leading, values, period):
    prices = [NAN] * leading + values
    same(ind.ema(prices, period), recursion(prices, period, 2 / (period + 1)))
    same(ind.rma(prices, period), recursion(prices, period, 1 / period))


@pytest.mark.parametrize("period", [1, 2, 3, 14, 200, 5_000])
def test_recursions_hold_over_many_blocks(period):
    close = walk(12_000)["close"]
    same(ind.ema(close, period), recursion(close, period, 2 / (period + 1)), within=1e-12)
    same(ind.rma(close, period), recursion(close, period, 1 / period), within=1e-12)


@pytest.mark.parametrize("period", [1, 2, 4096, 8192, 11_999, 12_000])
def test_order_statistics_hold_over_many_stretches(period):
    close = np.round(walk(12_000)["close"])
    windows = np.lib.stride_tricks.sliding_window_view(close, period)[-50:]
    assert ind.rolling_median(close, period)[-len(windows) :].tolist() == np.median(windows, axis=1).tolist()
    assert ind.rolling_rank(close, period)[-len(windows) :].tolist() == [place(list(row)) for row in windows]


def test_a_gap_lasts_to_the_end_of_a_recursion_and_to_the_end_of_a_window():
    prices = [1.0, 2.0, NAN, 4.0, 5.0, 6.0]
    assert np.isnan(ind.ema(prices, 2)).tolist() == [True, False, True, True, True, True]
    assert np.isnan(ind.sma(prices, 2)).tolist() == [True, False, True, True, False, False]


@given(price=PRICES, size=st.integers(1, 50), period=PERIODS)
def test_prices_that_stand_still_have_exactly_themselves_as_average(price, size, period):
    prices = np.full(size, price)
    for average in (ind.sma, ind.ema, ind.wma, ind.rolling_median):
        assert set(average(prices, period)[period - 1 :].tolist()) <= {price}
    assert set(ind.rolling_std(prices, period, ddof=0)[period - 1 :].tolist()) <= {0.0}


def test_a_distant_spike_leaves_no_trace_in_later_windows():
    prices = np.full(30, 0.1)
    prices[3] = 1e12
    assert ind.sma(prices, 5)[8:].tolist() == [0.1] * 22
    assert ind.rolling_std(prices, 5)[8:].tolist() == [0.0] * 22


@given(values=st.lists(PRICES, max_size=60), period=PERIODS)
def test_rsi_compares_average_rises_and_falls(values, period):
    changes = [NAN, *np.diff(values).tolist()][: len(values)]
    rises = recursion([max(change, 0.0) for change in changes[1:]], period, 1 / period)
    falls = recursion([max(-change, 0.0) for change in changes[1:]], period, 1 / period)
    expected = [
        50.0 if rise == fall == 0 else 100 * rise / (rise + fall)
        for rise, fall in zip(rises, falls, strict=True)
    ]
    same(ind.rsi(values, period), [NAN, *expected][: len(values)], within=1e-7)


def test_rsi_of_a_price_that_never_moved_is_in_the_middle():
    assert ind.rsi([5.0] * 6, 3).tolist()[3:] == [50.0, 50.0, 50.0]
    assert ind.rsi([1.0, 2.0, 3.0, 4.0], 3)[3] == 100.0
    assert ind.rsi([4.0, 3.0, 2.0, 1.0], 3)[3] == 0.0


def test_macd_is_made_of_three_averages():
    close = walk(200)["close"]
    line, signal, histogram = ind.macd(close, fast=5, slow=12, signal=4)
    assert np.array_equal(line, ind.ema(close, 5) - ind.ema(close, 12), equal_nan=True)
    assert np.array_equal(signal, ind.ema(line, 4), equal_nan=True)
    assert np.array_equal(histogram, line - signal, equal_nan=True)


@given(values=st.lists(PRICES, max_size=40), period=PERIODS, width=st.floats(0, 4))
def test_bollinger_bands_are_population_deviations_around_the_mean(values, period, width):
    lower, middle, upper = ind.bollinger(values, period, width=width)
    reach = width * np.array(over_windows(values, period, statistics.pstdev))
    same(middle, over_windows(values, period, statistics.mean))
    same(upper - middle, reach.tolist(), within=1e-8)
    same(middle - lower, reach.tolist(), within=1e-8)


@given(bars=columns(3), period=PERIODS, smooth=st.integers(1, 4), signal=st.integers(1, 4))
def test_the_stochastic_places_the_close_in_the_range(bars, period, smooth, signal):
    one, two, three = (np.asarray(each, dtype=float) for each in bars)
    high, close, low = np.sort([one, two, three], axis=0)[::-1]
    raw = []
    for at, price in enumerate(close.tolist()):
        lowest, highest = (
            low[max(at - period + 1, 0) : at + 1].min(),
            high[max(at - period + 1, 0) : at + 1].max(),
        )
        flat = highest == lowest
        raw.append(NAN if at < period - 1 else 50.0 if flat else 100 * (price - lowest) / (highest - lowest))
    found = ind.stochastic(high, low, close, period=period, smooth=smooth, signal=signal)
    expected = over_windows(raw, smooth, statistics.mean)
    same(found.k, expected)
    same(found.d, over_windows(expected, signal, statistics.mean))


def directional(high: list[float], low: list[float], close: list[float], period: int) -> list[list[float]]:
    """Wilder's loop with the sums of TA-Lib: ADX, +DI, -DI."""
    up = down = reach = 0.0
    plus, minus, index = [NAN] * len(high), [NAN] * len(high), [NAN] * len(high)
    for t in range(1, len(high)):
        rise, fall = high[t] - high[t - 1], low[t - 1] - low[t]
        keep = 1.0 if t < period else 1.0 - 1.0 / period
        up = up * keep + (rise if rise > fall and rise > 0 else 0.0)
        down = down * keep + (fall if fall > rise and fall > 0 else 0.0)
        reach = reach * keep + max(high[t], close[t - 1]) - min(low[t], close[t - 1])
        if t >= period:
            plus[t], minus[t] = (100 * moved / reach if reach else 0.0 for moved in (up, down))
            both = plus[t] + minus[t]
            index[t] = 100 * abs(plus[t] - minus[t]) / both if both else 0.0
    return [recursion(index, period, 1 / period), plus, minus]


@given(bars=columns(3), period=st.integers(2, 6))
def test_adx_and_atr_follow_wilder(bars, period):
    high, close, low = np.sort([np.asarray(each, dtype=float) for each in bars], axis=0)[::-1]
    for found, expected in zip(
        ind.adx(high, low, close, period),
        directional(high.tolist(), low.tolist(), close.tolist(), period),
        strict=True,
    ):
        same(found, expected, within=1e-7)
    reach = [NAN] * min(len(high), 1) + [
        max(high[t], close[t - 1]) - min(low[t], close[t - 1]) for t in range(1, len(high))
    ]
    same(ind.true_range(high, low, close), reach)
    same(ind.atr(high, low, close, period), recursion(reach, period, 1 / period))


@given(
    bars=columns(3, PRICES.map(abs)),
    volumes=st.lists(st.integers(0, 500), min_size=60, max_size=60),
    sessions=st.lists(st.integers(0, 2), min_size=60, max_size=60),
)
def test_vwap_starts_anew_with_each_session(bars, volumes, sessions):
    high, low, close = bars
    volume, session = volumes[: len(high)], sessions[: len(high)]
    money = shares = 0.0
    expected: list[float] = []
    for t in range(len(high)):
        if t and session[t] != session[t - 1]:
            money = shares = 0.0
        money += (high[t] + low[t] + close[t]) / 3 * volume[t]
        shares += volume[t]
        expected.append(money / shares if shares else NAN)
    same(ind.vwap(high, low, close, volume, session), expected)


def test_vwap_without_sessions_never_starts_anew():
    assert ind.vwap([1.0, 4.0], [1.0, 4.0], [1.0, 4.0], [2.0, 1.0]).tolist() == [1.0, 2.0]


@pytest.mark.parametrize("zone", ["America/New_York", "UTC", "Australia/Lord_Howe", "Asia/Kolkata"])
def test_trading_days_are_those_of_the_zone_through_both_changes_of_the_clocks(zone):
    start = datetime(2013, 1, 1, tzinfo=UTC)
    times = [start + timedelta(minutes=20 * step) for step in range(72 * 366)]
    dates = [
        (time.astimezone(ZoneInfo(zone)).date() - datetime(1970, 1, 1, tzinfo=UTC).date()).days
        for time in times
    ]
    assert ind.trading_days([int(time.timestamp()) * 1000 for time in times], zone).tolist() == dates


@given(pair=columns(2, st.one_of(st.integers(-2, 2).map(float), st.just(NAN))))
def test_a_line_crosses_where_it_was_not_above_and_now_is(pair):
    first, second = pair
    over = [bool(t and first[t] > second[t] and first[t - 1] <= second[t - 1]) for t in range(len(first))]
    assert ind.crossover(first, second).tolist() == over
    assert ind.crossunder(second, first).tolist() == over


def test_a_line_may_cross_a_level():
    assert ind.crossover([1.0, 2.0, 3.0], 2).tolist() == [False, False, True]
    assert ind.crossunder([3.0, 2.0, 1.0, 1.0], 2).tolist() == [False, False, True, False]
    assert ind.crossover(2, [3.0, 2.0, 1.0]).tolist() == [False, False, True]
    assert ind.crossover([], 2).tolist() == []


# Each with the bars on which its results have their first value.
ALL: dict[str, tuple[Callable[[dict[str, np.ndarray]], Any], list[int]]] = {
    "sma": (lambda b: ind.sma(b["close"], 10), [9]),
    "ema": (lambda b: ind.ema(b["close"], 10), [9]),
    "wma": (lambda b: ind.wma(b["close"], 10), [9]),
    "rma": (lambda b: ind.rma(b["close"], 10), [9]),
    "rsi": (lambda b: ind.rsi(b["close"], 10), [10]),
    "macd": (lambda b: ind.macd(b["close"], fast=4, slow=9, signal=5), [8, 12, 12]),
    "bollinger": (lambda b: ind.bollinger(b["close"], 10), [9, 9, 9]),
    "true_range": (lambda b: ind.true_range(b["high"], b["low"], b["close"]), [1]),
    "atr": (lambda b: ind.atr(b["high"], b["low"], b["close"], 10), [10]),
    "adx": (lambda b: ind.adx(b["high"], b["low"], b["close"], 10), [19, 10, 10]),
    "stochastic": (
        lambda b: ind.stochastic(b["high"], b["low"], b["close"], period=10, smooth=3, signal=4),
        [11, 14],
    ),
    "vwap": (
        lambda b: ind.vwap(b["high"], b["low"], b["close"], b["volume"], ind.trading_days(b["time"])),
        [0],
    ),
    "rolling_mean": (lambda b: ind.rolling_mean(b["close"], 10), [9]),
    "rolling_sum": (lambda b: ind.rolling_sum(b["close"], 10), [9]),
    "rolling_std": (lambda b: ind.rolling_std(b["close"], 10), [9]),
    "rolling_min": (lambda b: ind.rolling_min(b["close"], 10), [9]),
    "rolling_max": (lambda b: ind.rolling_max(b["close"], 10), [9]),
    "rolling_median": (lambda b: ind.rolling_median(b["close"], 10), [9]),
    "rolling_rank": (lambda b: ind.rolling_rank(b["close"], 10), [9]),
    "rolling_correlation": (lambda b: ind.rolling_correlation(b["close"], b["volume"], 10), [9]),
    "rolling_covariance": (lambda b: ind.rolling_covariance(b["close"], b["volume"], 10), [9]),
    "crossover": (lambda b: ind.crossover(b["close"], 100.0), [0]),
    "crossunder": (lambda b: ind.crossunder(b["close"], 100.0), [0]),
    "trading_days": (lambda b: ind.trading_days(b["time"]), [0]),
}
BARS = walk(1_500)


def lines(result: Any) -> list[np.ndarray]:
    return list(result) if isinstance(result, tuple) else [result]


def test_every_indicator_is_in_the_table_of_this_test():
    functions = {name for name in ind.__all__ if name[0].islower()}
    assert functions == set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_the_first_value_is_where_the_docstring_says(name):
    indicator, firsts = ALL[name]
    assert [int(np.argmin(np.isnan(line))) for line in lines(indicator(BARS))] == firsts


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("length", [0, 1, 2, 9, 10, 11, 19, 20, 21, 200, 1_023, 1_499])
def test_hiding_later_bars_changes_no_bit_of_earlier_values(name, length):
    indicator, _ = ALL[name]
    whole, part = indicator(BARS), indicator({column: values[:length] for column, values in BARS.items()})
    for line, shorter in zip(lines(whole), lines(part), strict=True):
        assert shorter.shape == (length,)
        assert np.array_equal(line[:length], shorter, equal_nan=line.dtype.kind == "f")


@pytest.mark.parametrize("name", ALL)
def test_an_indicator_leaves_its_input_alone(name):
    indicator, _ = ALL[name]
    bars = {column: values.copy() for column, values in BARS.items()}
    for line in lines(indicator(bars)):
        line[:] = 0
    assert all(np.array_equal(bars[column], BARS[column]) for column in BARS)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (lambda: ind.sma([1.0], 0), "a period of at least 1, not 0"),
        (lambda: ind.adx([1.0], [1.0], [1.0], 1), "a period of at least 2, not 1"),
        (lambda: ind.rolling_std([1.0], 1), "a period of at least 2, not 1"),
        (lambda: ind.rolling_correlation([1.0], [1.0, 2.0], 2), "differ in length: 1, 2"),
        (lambda: ind.sma([[1.0]], 1), "not an array of 2 dimensions"),
        (lambda: ind.macd([1.0], fast=5, slow=5), "fast=5 must be less than slow=5"),
        (lambda: ind.bollinger([1.0], width=-1), "not -1"),
        (lambda: ind.crossover(1, 2), "a crossing needs a line"),
        (lambda: ind.crossover([1.0, 2.0], [1.0]), "differ in length: 2 and 1"),
        (lambda: ind.vwap([1.0], [1.0], [1.0], [1.0], [1, 2]), "differ in length: 1, 2"),
    ],
)
def test_a_wrong_argument_is_refused_with_a_reason(wrong, reason):
    with pytest.raises(ValueError, match=reason):
        wrong()


def test_a_period_is_a_whole_number():
    with pytest.raises(TypeError):
        ind.sma([1.0, 2.0], 1.5)  # pyright: ignore[reportArgumentType]  # that it is refused is the point


@pytest.mark.parametrize("rolling", [ind.rolling_sum, ind.rolling_mean, ind.rolling_std, ind.wma])
@pytest.mark.parametrize("period", [2, 30, 200])
def test_a_long_series_is_calculated_by_stretches_that_change_no_bit(rolling: Any, period: int):
    values = 100.0 + np.cumsum(np.random.default_rng(3).normal(0.0, 0.1, 3 * STRETCH))
    whole = rolling(values, period)
    assert len(whole) == len(values)
    # So few that they are worked on at once, and more than one stretch.
    alone = rolling(values[: STRETCH + 5 * period], period)
    assert whole[: len(alone)].tobytes() == alone.tobytes()
    assert whole[-1] == pytest.approx(rolling(values[-period:], period)[-1], rel=1e-9)
