"""Quotes, ticks and bars of the market."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibkr.simulator.data.series import daily_series
from ibkr.simulator.market import calendar
from ibkr.simulator.market.barsize import BarSize, first_day, parse
from ibkr.simulator.market.contract import AAPL, FB, IBM, INSTRUMENTS, SPY, find, find_by_name
from ibkr.simulator.market.market import Market, NoPrices

FRIDAY_TEN = datetime(2013, 2, 1, 15, tzinfo=UTC).timestamp()
DAY = 86_400
MARKET = Market(seed=7)

moments = st.floats(FRIDAY_TEN - 20 * DAY, FRIDAY_TEN + 60 * DAY)


def test_the_same_seed_shows_the_same_market_in_any_order_of_asking():
    moments = [FRIDAY_TEN + step * 40_000 for step in range(8)]
    one, other = Market(seed=3), Market(seed=3)
    forward = [one.quote(IBM.conid, at) for at in moments]
    backward = [other.quote(IBM.conid, at) for at in reversed(moments)]
    assert forward == backward[::-1]


def test_another_seed_shows_another_way_through_the_same_day():
    one, other = (Market(seed=seed).quote(IBM.conid, FRIDAY_TEN) for seed in (1, 2))
    assert one.last != other.last
    assert one.open == other.open == Decimal("204.65")


@settings(max_examples=60, deadline=None)
@given(moments, st.sampled_from((AAPL, IBM)))
def test_a_quote_agrees_with_the_daily_bar_of_the_same_moment(at: float, stock):
    quote = MARKET.quote(stock.conid, at)
    bar = MARKET.bars(stock.conid, size=BarSize(1, "d"), until=at, count=1)
    figures = (quote.open, quote.high, quote.low, quote.last, quote.volume)
    shown = [float(bar.open[0]), float(bar.high[0]), float(bar.low[0]), float(bar.close[0]), bar.volume[0]]
    assert [float(figure) for figure in figures] == shown
    assert quote.bid < quote.ask
    assert quote.is_open is calendar.is_open(at)
    assert quote.time <= at


def test_after_the_close_the_quote_is_the_days_end():
    quote = MARKET.quote(AAPL.conid, FRIDAY_TEN + DAY)
    assert not quote.is_open
    assert quote.session == date(2013, 2, 1)
    assert (quote.open, quote.high, quote.low, quote.last, quote.volume) == (
        Decimal("459.11"),
        Decimal("459.48"),
        Decimal("448.35"),
        Decimal("453.62"),
        19_267_300,
    )
    assert quote.change == Decimal("453.62") - Decimal("455.49")


def test_before_the_first_print_of_a_day_the_day_before_still_shows():
    session = calendar.session_of(date(2013, 2, 1))
    assert session is not None
    quote = MARKET.quote(AAPL.conid, session.opens)
    assert quote.session == date(2013, 1, 31)
    assert quote.is_open


def test_ticks_are_the_quotes_that_differ_from_the_one_before():
    span = {"after": FRIDAY_TEN, "until": FRIDAY_TEN + 60}
    ticks = list(MARKET.ticks(IBM.conid, **span))
    assert 20 < len(ticks) <= 60
    assert ticks == [MARKET.quote(IBM.conid, tick.time) for tick in ticks]
    assert min(np.diff([tick.time for tick in ticks])) >= 1.0


def test_ticks_asked_for_in_parts_are_the_same_ticks():
    whole = list(MARKET.ticks(AAPL.conid, after=FRIDAY_TEN, until=FRIDAY_TEN + 30))
    cuts = [FRIDAY_TEN + step * 0.5 for step in range(61)]
    parts = [
        tick for after, until in pairwise(cuts) for tick in MARKET.ticks(AAPL.conid, after=after, until=until)
    ]
    assert parts == whole


def test_no_ticks_come_while_the_market_is_closed():
    evening = FRIDAY_TEN + 7 * 3600
    assert list(MARKET.ticks(AAPL.conid, after=evening, until=evening + DAY)) == []


def test_ticks_go_on_after_the_weekend():
    monday = calendar.next_session(calendar.local_date(FRIDAY_TEN)).opens
    ticks = list(MARKET.ticks(AAPL.conid, after=monday - 60, until=monday + 10))
    assert ticks[0].session == date(2013, 2, 4)
    assert ticks[0].last == ticks[0].open


@pytest.mark.parametrize(
    "stock", [each for each in INSTRUMENTS if each.has_prices and each is not SPY], ids=lambda s: s.symbol
)
def test_daily_history_is_the_recorded_one(stock):
    bars = MARKET.bars(stock.conid, size=BarSize(1, "d"), until=FRIDAY_TEN, count=100)
    recorded = daily_series(stock.symbol)
    upto = recorded.day.tolist().index(calendar.to_ordinal(date(2013, 2, 1)))
    assert len(bars) == 100
    assert bars.close[:-1].tolist() == recorded.prices("close")[upto - 99 : upto].tolist()
    assert bars.open[-1] == recorded.prices("open")[upto]


@pytest.mark.parametrize(
    ("period", "size", "count", "first"),
    [
        ("1d", "1min", 30, "2013-02-01 14:30"),
        ("2d", "1h", 8, "2013-01-31 14:30"),
        ("1h", "5min", 12, "2013-01-31 20:30"),
        ("60s", "1s", 60, "2013-02-01 14:59"),
        ("1w", "1d", 5, "2013-01-28 14:30"),
        ("1m", "1d", 22, "2013-01-02 14:30"),
        ("1y", "1w", 52, "2012-02-06 14:30"),
        ("15y", "1m", 156, "2000-03-01 14:30"),
    ],
)
def test_periods_give_so_many_bars(period: str, size: str, count: int, first: str):
    bars = MARKET.bars(AAPL.conid, size=parse(size), until=FRIDAY_TEN, period=parse(period))
    assert len(bars) == count
    assert datetime.fromtimestamp(bars.time[0] / 1000, UTC) == datetime.fromisoformat(first + "+00:00")


def test_an_hourly_session_begins_with_half_an_hour():
    bars = MARKET.bars(AAPL.conid, size=parse("1h"), until=FRIDAY_TEN + 7 * 3600, period=parse("1d"))
    minutes = [int(time - bars.time[0]) // 60_000 for time in bars.time.tolist()]
    assert minutes == [0, 30, 90, 150, 210, 270, 330]


def test_bars_stop_at_the_moment_asked_for():
    bars = MARKET.bars(AAPL.conid, size=parse("1min"), until=FRIDAY_TEN + 90, count=3)
    assert [int(time / 1000 - FRIDAY_TEN) for time in bars.time.tolist()] == [-60, 0, 60]
    assert bars.close[-1] == float(MARKET.quote(AAPL.conid, FRIDAY_TEN + 90).last)


def test_the_world_goes_on_after_the_data():
    late = datetime(2016, 5, 3, 17, tzinfo=UTC).timestamp()
    bars = MARKET.bars(IBM.conid, size=parse("1d"), until=late, period=parse("5y"))
    returns = np.diff(np.log(bars.close))
    assert len(bars) == 1258
    assert 0.005 < returns[-700:].std() < 0.03
    assert MARKET.quote(IBM.conid, late).session == date(2016, 5, 3)


def test_a_future_asked_for_first_is_the_same_future():
    late = datetime(2015, 6, 1, 17, tzinfo=UTC).timestamp()
    stepwise = Market(seed=5)
    for year in (2013, 2014):
        stepwise.quote(AAPL.conid, datetime(year, 6, 3, 17, tzinfo=UTC).timestamp())
    assert stepwise.quote(AAPL.conid, late) == Market(seed=5).quote(AAPL.conid, late)


def test_bars_before_the_first_day_are_left_out():
    bars = MARKET.bars(FB.conid, size=parse("1d"), until=FRIDAY_TEN, period=parse("5y"))
    assert calendar.local_date(bars.time[0] / 1000) == date(2012, 5, 18)
    early = datetime(2012, 5, 17, tzinfo=UTC).timestamp()
    assert len(MARKET.bars(FB.conid, size=parse("1h"), until=early, count=10)) == 0
    assert len(MARKET.bars(FB.conid, size=parse("1d"), until=early, count=10)) == 0


@pytest.mark.parametrize(
    ("conid", "at"),
    [(38708077, FRIDAY_TEN), (1, FRIDAY_TEN), (FB.conid, datetime(2012, 5, 1, tzinfo=UTC).timestamp())],
    ids=["foreign listing", "unknown", "before the first day"],
)
def test_what_has_no_prices_has_no_quote(conid: int, at: float):
    with pytest.raises(NoPrices):
        MARKET.quote(conid, at)


def test_a_period_and_a_count_exclude_each_other():
    with pytest.raises(ValueError, match="either a period or a count"):
        MARKET.bars(AAPL.conid, size=parse("1d"), until=FRIDAY_TEN)


def test_no_bar_is_a_year_long():
    with pytest.raises(ValueError, match="not 1y"):
        MARKET.bars(AAPL.conid, size=parse("1y"), until=FRIDAY_TEN, count=1)


def test_a_negative_seed_is_refused():
    with pytest.raises(ValueError, match="-1"):
        Market(seed=-1)


@pytest.mark.parametrize("word", ["", "1", "min", "0d", "1M", "-1d", "1 d", "1.5h"])
def test_words_that_are_no_bar_size_are_refused(word: str):
    with pytest.raises(ValueError, match="not a number with a unit"):
        parse(word)


@pytest.mark.parametrize(
    ("period", "day", "expected"),
    [
        ("1m", date(2013, 3, 31), date(2013, 3, 1)),
        ("1y", date(2012, 2, 29), date(2011, 3, 1)),
        ("1w", date(2013, 2, 1), date(2013, 1, 26)),
        ("1d", date(2013, 2, 1), date(2013, 2, 1)),
        ("12m", date(2013, 1, 15), date(2012, 1, 16)),
        ("11m", date(2013, 12, 31), date(2013, 2, 1)),
    ],
)
def test_periods_of_days_and_longer_end_with_their_last_day(period: str, day: date, expected: date):
    assert first_day(parse(period), day) == expected


def test_a_ticker_is_listed_in_several_places_the_us_first():
    assert [(entry.conid, entry.exchange) for entry in find("aapl")] == [
        (265598, "NASDAQ"),
        (38708077, "MEXI"),
        (273982664, "EBS"),
    ]
    assert {entry.symbol for entry in find_by_name("business machines")} == {"IBM"}
    assert len({entry.conid for entry in INSTRUMENTS}) == len(INSTRUMENTS)
