"""Quotes and bars by asking."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import numpy as np
import pytest

from ibkr._core.fields import fields_named
from ibkr._core.history import bars, check_lengths
from ibkr._core.snapshots import one_or_many, snapshots
from ibkr.errors import InvalidArgument, NoSuchContract

from .canned import APPLE, Conversation, json

EMPTY = {"conid": APPLE, "conidEx": str(APPLE)}
FULL = {
    **EMPTY,
    "_updated": 1_359_730_800_000,
    "31": "C453.62",
    "84": "453.60",
    "86": "453.65",
    "6509": "RpB",
}


def test_a_snapshot_asks_until_the_fields_are_there():
    talk = Conversation()
    (quote,) = talk.run(
        snapshots([APPLE], talk.desk, fields=["last", "bid"], wait=5), json([EMPTY]), json([FULL])
    )
    assert (quote.last, quote.bid, quote.closed, quote.missing) == (
        Decimal("453.62"), Decimal("453.60"), True, ()
    )  # fmt: skip
    assert quote.updated == datetime(2013, 2, 1, 15, tzinfo=UTC)
    assert talk.asked[0].params == (("conids", str(APPLE)), ("fields", "31,84"))


def test_a_field_told_once_need_not_be_told_again():
    talk = Conversation()
    first, second = {**EMPTY, "31": "453.62"}, {**EMPTY, "84": "453.60"}
    (quote,) = talk.run(
        snapshots([APPLE], talk.desk, fields=["last", "bid"], wait=5), json([first]), json([second])
    )
    assert quote.missing == ()


def test_what_never_came_is_named_when_the_time_is_up():
    talk = Conversation()
    began = talk.desk.clock.now()
    (quote,) = talk.run(
        snapshots([APPLE], talk.desk, fields=["last", "dividends"], wait=1.2),
        *[json([{**EMPTY, "31": "453.62"}])] * 4,
    )
    assert quote.missing == ("dividends",)
    assert talk.desk.clock.now() - began == pytest.approx(1.2)


def test_only_contracts_that_lack_something_are_asked_for_again():
    talk = Conversation()
    other = {"conid": 8314, "31": "200"}
    apple, ibm = talk.run(
        snapshots([APPLE, 8314], talk.desk, fields=["last"], wait=5), json([EMPTY, other]), json([FULL])
    )
    assert (apple.conid, ibm.last) == (APPLE, Decimal(200))
    assert talk.asked[1].params[0] == ("conids", str(APPLE))


def test_one_conid_gives_one_snapshot_and_several_give_a_list():
    talk = Conversation()
    assert talk.run(one_or_many(APPLE, talk.desk, fields=["last"], wait=0), json([FULL])).conid == APPLE
    assert len(talk.run(one_or_many([APPLE], talk.desk, fields=["last"], wait=0), json([FULL]))) == 1


def test_a_contract_that_ibkr_does_not_know_is_an_error():
    talk = Conversation()
    with pytest.raises(NoSuchContract, match="42"):
        talk.run(
            snapshots([42], talk.desk, fields=["last"], wait=5), json([{"conid": 42, "55": "-", "31": "N/A"}])
        )


def test_more_than_a_hundred_contracts_go_in_several_calls():
    talk = Conversation()
    conids = list(range(1, 151))
    pages = [[{"conid": conid, "31": "1"} for conid in part] for part in (conids[:100], conids[100:])]
    found = talk.run(snapshots(conids, talk.desk, fields=["last"], wait=5), *map(json, pages))
    assert [quote.conid for quote in found] == conids


@pytest.mark.parametrize("conids", [[], ["AAPL"], [0], [True]])
def test_a_conid_that_cannot_be_right_is_told(conids):
    talk = Conversation()
    with pytest.raises(InvalidArgument):
        talk.run(snapshots(conids, talk.desk, fields=["last"], wait=5))


def test_fields_go_by_name_short_name_or_tag():
    assert {field.tag for field in fields_named(["last", "last_price", "31", 31])} == {"31"}


def test_an_unknown_field_is_answered_with_the_nearest():
    with pytest.raises(InvalidArgument, match="'volume'"):
        fields_named(["volumme"])
    with pytest.raises(InvalidArgument, match="1 to 50"):
        fields_named([])


# --- bars --------------------------------------------------------------------------------------


def candle(time: int, close: float, **more: float) -> dict[str, float]:
    return {"t": time, "o": 1.0, "h": 2.0, "l": 0.5, "c": close, "v": 10.0, **more}


def test_bars_come_back_as_columns_oldest_first():
    talk = Conversation()
    answer = json({"data": [candle(2000, 1.5), candle(1000, 1.25), candle(2000, 1.75)]})
    series = talk.run(bars(APPLE, talk.desk, period="1d", bar="1min"), answer)
    assert series.time.tolist() == [1000, 2000]
    assert series.close.tolist() == [1.25, 1.75]
    assert series[0].time == datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)


def test_bars_without_volume_have_none():
    talk = Conversation()
    bid_ask = {key: value for key, value in candle(1000, 1.5).items() if key != "v"}
    series = talk.run(
        bars(APPLE, talk.desk, period="1d", bar="1min", source="bid_ask"), json({"data": [bid_ask]})
    )
    assert np.array_equal(series.volume, [0.0])
    assert ("source", "bid_ask") in talk.asked[0].params


def test_the_end_of_the_window_travels_as_its_start_time():
    talk = Conversation()
    end = datetime(2013, 1, 31, 21, tzinfo=UTC)
    talk.run(bars(APPLE, talk.desk, period="1w", bar="1d", end=end), json({"data": []}))
    assert ("startTime", "20130131-21:00:00") in talk.asked[0].params


@pytest.mark.parametrize(
    ("period", "bar"), [("1y", "1d"), ("1d", "1min"), ("2w", "1h"), ("30min", "5min"), ("792w", "1w")]
)
def test_what_ibkr_serves_may_be_asked_for(period: str, bar: str):
    check_lengths(period, bar)


@pytest.mark.parametrize(
    ("period", "bar", "remedy"),
    [
        ("1Y", "1d", "lower case"),
        ("16y", "1w", "1 to 15y"),
        ("0d", "1d", "1 to 1000d"),
        ("1y", "1min", "8h to 1m"),
        ("15y", "1d", "1w to 1m"),
        ("1y", "7d", "choose one of 1min"),
    ],
)
def test_what_ibkr_does_not_serve_is_told_with_what_it_does(period: str, bar: str, remedy: str):
    with pytest.raises(InvalidArgument, match=remedy):
        check_lengths(period, bar)


def test_an_end_without_a_time_zone_is_refused():
    talk = Conversation()
    with pytest.raises(InvalidArgument, match="aware"):
        talk.run(bars(APPLE, talk.desk, period="1d", bar="1h", end=datetime(2013, 1, 1)))  # noqa: DTZ001 - the mistake itself
