"""A day refined to seconds is still that day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ibkr.simulator.market import bars, calendar
from ibkr.simulator.market.barsize import BarSize
from ibkr.simulator.market.book import open_book
from ibkr.simulator.market.contract import AAPL, FB, GOOG, IBM, MSFT, Instrument
from ibkr.simulator.market.daily import DailyBars, DayBar
from ibkr.simulator.market.path import CENT, refine

if TYPE_CHECKING:
    from ibkr.simulator.market.bars import BarSeries

SIZES = (1, 5, 60, 120, 180, 300, 600, 900, 1800, 3600, 7200, 10_800, 14_400, 28_800)

stocks = st.sampled_from((AAPL, FB, GOOG, IBM, MSFT))
seeds = st.integers(0, 2**32)
fractions = st.floats(0, 1, exclude_max=True)


def recorded_bar(stock: Instrument, fraction: float) -> DayBar:
    """One of the stock's recorded days."""
    daily = DailyBars(stock, seed=0)
    days = daily.before(date(2013, 3, 2)).day
    session = calendar.session_of(calendar.from_ordinal(days[int(fraction * len(days))]))
    assert session is not None
    bar = daily.bar(session)
    assert bar is not None
    return bar


def figures(series: bars.Counted) -> tuple[int, ...]:
    """Open, high, low, close and volume of all bars together."""
    return (
        int(series.open[0]),
        int(series.high.max()),
        int(series.low.min()),
        int(series.close[-1]),
        int(series.volume.sum()),
    )


@settings(max_examples=60, deadline=None)
@given(stocks, fractions, seeds, st.sampled_from(SIZES))
def test_bars_of_any_size_add_up_to_the_real_day(stock: Instrument, at: float, seed: int, size: int):
    bar = recorded_bar(stock, at)
    counted = bars.count_path(refine(bar, np.random.default_rng(seed)), size)
    assert figures(counted) == (bar.open, bar.high, bar.low, bar.close, bar.volume)


@settings(max_examples=30, deadline=None)
@given(stocks, fractions, seeds, st.sampled_from([(1, 60), (60, 300), (300, 3600), (1800, 28_800)]))
def test_small_bars_nest_in_large_ones(stock: Instrument, at: float, seed: int, sizes: tuple[int, int]):
    bar = recorded_bar(stock, at)
    path = refine(bar, np.random.default_rng(seed))
    small, large = (bars.count_path(path, size) for size in sizes)
    regrouped = bars.count_bars(small, bar.session, sizes[1])
    for column in ("start", "open", "high", "low", "close", "volume"):
        assert getattr(regrouped, column).tolist() == getattr(large, column).tolist()


@settings(max_examples=30, deadline=None)
@given(stocks, fractions, seeds)
def test_prices_stay_on_the_cent_but_for_real_prints(stock: Instrument, at: float, seed: int):
    bar = recorded_bar(stock, at)
    path = refine(bar, np.random.default_rng(seed))
    between = set(path.price[path.price % CENT != 0].tolist())
    assert between <= {bar.open, bar.high, bar.low, bar.close}
    assert (path.volume >= 0).all()
    assert (path.price[path.volume == 0] == path.price[np.flatnonzero(path.volume == 0) - 1]).all()


@settings(max_examples=30, deadline=None)
@given(stocks, fractions, seeds)
def test_the_book_is_never_crossed_and_never_outside_the_day(stock: Instrument, at: float, seed: int):
    bar = recorded_bar(stock, at)
    rng = np.random.default_rng(seed)
    book = open_book(refine(bar, rng), rng)
    assert (book.bid < book.ask).all()
    assert (book.bid >= bar.low).all()
    assert (book.ask <= bar.high).all()
    assert (book.bid % CENT == 0).all()
    assert (book.ask % CENT == 0).all()
    assert (book.bid_size >= 100).all()
    assert (book.ask_size >= 100).all()


@given(
    st.integers(100, 90_000_000),
    st.tuples(st.integers(0, 400), st.integers(0, 400), st.integers(0, 400), st.integers(0, 400)),
    st.integers(4, 10**9),
    seeds,
)
@settings(max_examples=40, deadline=None)
def test_any_possible_bar_can_be_refined(base: int, offsets: tuple[int, ...], volume: int, seed: int):
    low, open_, close, high = (base + offset * CENT // 4 for offset in sorted(offsets))
    session = calendar.session_of(date(2013, 2, 1))
    assert session is not None
    bar = DayBar(session, open_, high, low, close, volume, prior_close=open_)
    counted = bars.count_path(refine(bar, np.random.default_rng(seed)), 60)
    assert figures(counted) == (open_, high, low, close, volume)


def test_activity_is_greatest_at_both_ends_of_the_day():
    counted = bars.count_path(refine(recorded_bar(AAPL, 0.9), np.random.default_rng(1)), 1800)
    volumes = counted.volume.tolist()
    assert min(volumes[0], volumes[-1]) > 1.5 * max(volumes[4:9])


def test_weeks_begin_on_monday_and_months_on_their_first_session():
    columns = DailyBars(IBM, seed=0).before(date(2013, 2, 2))
    weeks, months = (bars.whole_days(columns, unit, 1) for unit in ("w", "m"))
    assert opening_days(weeks)[-2:] == [date(2013, 1, 22), date(2013, 1, 28)]
    assert opening_days(months)[-2:] == [date(2013, 1, 2), date(2013, 2, 1)]
    assert weeks.volume.sum() == months.volume.sum() == columns.volume.sum()


def opening_days(series: BarSeries) -> list[date]:
    """New York dates of bars."""
    return [calendar.local_date(time / 1000) for time in series.time.tolist()]


def test_bar_sizes_are_spelled_as_the_gateway_does():
    assert str(BarSize(5, "min")) == "5min"
