"""Historical bars: windows, words, and the ways in which they fail."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

import pytest

from ibkr.simulator.history import BARS, DEFAULT, ROWS, window


def history(player, *, status=200, **parameters):
    given = {"conid": 265598, "period": "1m", "bar": "1d"} | parameters
    query = "&".join(f"{key}={value}" for key, value in given.items())
    return player.get(f"/iserver/marketdata/history?{query}", status=status)


def test_a_year_of_days_is_the_recorded_year(player):
    answer = history(player, period="1y")
    first = answer["data"][0]
    assert datetime.fromtimestamp(first["t"] / 1000, UTC) == datetime(2012, 2, 2, 14, 30, tzinfo=UTC)
    assert (first["o"], first["c"]) == (455.9, 455.12)
    assert answer["barLength"] == 86_400
    assert answer["startTime"] == "20120202-14:30:00"


def test_points_is_one_less_than_the_bars(player):
    answer = history(player)
    assert answer["points"] == len(answer["data"]) - 1


def test_high_and_low_are_texts_of_three_numbers(player):
    answer = history(player, period="1y")
    top = max(answer["data"], key=lambda bar: bar["h"])
    minutes = (top["t"] - answer["data"][0]["t"]) // 60_000
    assert answer["high"] == f"{round(top['h'] * answer['priceFactor'])}/{top['v']}/{minutes}"


def test_start_time_is_the_end_of_the_window(player):
    answer = history(player, period="5d", startTime="20120601-00:00:00")
    days = [datetime.fromtimestamp(bar["t"] / 1000, UTC).date().isoformat() for bar in answer["data"]]
    assert days == ["2012-05-24", "2012-05-25", "2012-05-29", "2012-05-30", "2012-05-31"]


def test_pages_walked_backwards_join_without_a_gap(player):
    late = history(player, period="1m")
    early = history(player, period="1m", startTime=late["startTime"])
    assert early["data"][-1]["t"] <= late["data"][0]["t"]


def test_the_future_is_not_told(player):
    answer = history(player, startTime="20130301-00:00:00")
    assert answer["data"][-1]["t"] <= 1_359_730_800_000


def test_at_most_a_thousand_bars_come_the_newest_ones(player):
    crowded = history(player, period="1m", bar="1min")["data"]
    assert len(history(player, period="6d", bar="1min")["data"]) == 1000
    assert len(history(player, period="1000d", bar="1d")["data"]) == 1000
    assert crowded[-1]["t"] == 1_359_729_000_000


@pytest.mark.parametrize(
    ("period", "bar"),
    [("1Y", "1d"), ("next week", "1d"), ("9h", "1min"), ("", ""), ("16y", "1w"), ("0d", "1d")],
)
def test_words_it_does_not_know_get_a_default_window_not_an_error(period, bar):
    assert window(period, bar) == DEFAULT


@pytest.mark.parametrize(
    ("period", "bar", "used"),
    [
        ("1y", "1D", "1d"),
        ("1y", "1min", "1d"),
        ("1d", "5min", "5min"),
        ("1d", "1d", "1min"),
        ("5d", "1d", "1d"),
    ],
)
def test_a_bar_that_does_not_fit_its_period_is_replaced(period, bar, used):
    assert str(window(period, bar).bar) == used


def test_each_combination_of_known_words_makes_a_window():
    for row, bar in itertools.product(ROWS, BARS):
        assert str(window(row.period, str(bar)).period) == row.period


def test_midpoints_have_no_volume(player):
    assert "v" not in history(player, source="bid_ask")["data"][0]
    assert "v" in history(player, source="trades")["data"][0]


@pytest.mark.parametrize("conid", [265598, 8314, 12087792])
def test_bids_lie_below_trades_and_asks_above_by_about_the_spread(player, conid):
    rows = {
        source: history(player, conid=conid, period="1d", bar="5min", source=source)["data"]
        for source in ("trades", "bid", "ask", "midpoint", "bid_ask")
    }
    for trade, bid, ask, midpoint, both in zip(*rows.values(), strict=True):
        assert trade["t"] == bid["t"] == ask["t"] == midpoint["t"] == both["t"]
        for key in "ohlc":
            assert bid[key] < trade[key] < ask[key]
            assert ask[key] - bid[key] < trade[key] * 0.001
            assert midpoint[key] == pytest.approx((bid[key] + ask[key]) / 2)
        assert both == {"o": bid["o"], "h": ask["h"], "l": bid["l"], "c": ask["c"], "t": trade["t"]}


def test_a_source_that_is_unknown_is_that_of_trades(player):
    assert history(player, source="t")["data"] == history(player)["data"]


def test_a_contract_without_data_is_a_500(player):
    assert history(player, conid=1, status=500) == {"error": "Chart data unavailable"}
    assert history(player, conid=38708077, status=500) == {"error": "Chart data unavailable"}
    assert history(player, startTime="19700101-00:00:00", status=500) == {"error": "Chart data unavailable"}


@pytest.mark.parametrize("bad", [{"direction": "1"}, {"startTime": "2012-06-01"}, {"conid": "AAPL"}])
def test_bad_parameters_are_refused(player, bad):
    assert "error" in history(player, status=400, **bad)


def test_a_cold_cache_fails_the_first_call_of_a_contract(play):
    player = play(cold_history=True)
    history(player, status=503)
    assert history(player)["symbol"] == "AAPL"
