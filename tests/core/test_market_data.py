"""Quotes and bars by asking."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from ibkr._core.fields import fields_named
from ibkr._core.history import bars, check_lengths, whole
from ibkr._core.lines import paid_snapshot, release
from ibkr._core.snapshots import one_or_many, snapshots
from ibkr.errors import (
    GatewayFault,
    Guarded,
    HistoryError,
    IbkrError,
    InvalidArgument,
    NoSuchContract,
    NotFound,
)
from ibkr.model.bars import Bars
from ibkr.model.contracts import Contract
from ibkr.model.downloads import Downloaded, DownloadedSeries, Series
from ibkr.model.numbers import Number
from ibkr.model.spans import Span

from .canned import APPLE, Conversation, json, text

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


def test_a_volume_is_exact_where_the_gateway_says_it_exactly():
    talk = Conversation()
    row = {**EMPTY, "87": "12.2M", "87_raw": 12_183_451.0, "31": "1,453.62", "83": "-0.42%"}
    (quote,) = talk.run(snapshots([APPLE], talk.desk, fields=["volume", "last", "83"], wait=5), json([row]))
    assert (quote.volume, quote.number("volume")) == (Decimal("12183451.0"), Decimal("12200000"))
    assert (quote.last, quote["change_percent"]) == (
        Decimal("1453.62"),
        Number(Decimal("-0.42"), percent=True),
    )


def test_letters_of_availability_come_decoded():
    talk = Conversation()
    row = {**FULL, "6509": "DPB"}
    (quote,) = talk.run(snapshots([APPLE], talk.desk, fields=["last"], wait=5), json([row]))
    assert (quote.availability.timeline, quote.availability.is_live) == ("delayed", False)
    assert quote.availability.details == {"snapshot", "top of book"}


def test_a_contract_may_be_named_by_anything_that_has_a_number():
    talk = Conversation()
    quote = talk.run(one_or_many(Contract(APPLE, "AAPL"), talk.desk, fields=["last"], wait=5), json([FULL]))
    assert quote.conid == APPLE


@pytest.mark.parametrize("wrong", ["AAPL", str(APPLE), 0, True, [], ["AAPL"], None, 1.5])
def test_what_is_no_conid_is_refused_before_a_snapshot(wrong: object):
    talk = Conversation()
    with pytest.raises(InvalidArgument):
        talk.run(one_or_many(wrong, talk.desk, fields=["last"], wait=5))
    assert talk.asked == []


@pytest.mark.parametrize("wait", [-1, float("inf"), float("nan")])
def test_a_wait_without_an_end_is_refused(wait: float):
    talk = Conversation()
    with pytest.raises(InvalidArgument, match="seconds"):
        talk.run(one_or_many(APPLE, talk.desk, fields=["last"], wait=wait))


@pytest.mark.parametrize(
    "wrong",
    [
        {"period": "1D"}, {"period": "1 d"}, {"period": "0d"}, {"period": "31min"}, {"period": "year"},
        {"bar": "1H"}, {"bar": "1s"}, {"period": "1y", "bar": "1min"}, {"period": "1d", "bar": "1w"},
        {"source": "last"}, {"end": datetime(2013, 2, 1)},  # noqa: DTZ001  # naive is what is refused here
    ],
    ids=str,
)  # fmt: skip
def test_what_the_gateway_would_replace_without_a_word_is_refused(wrong: dict[str, Any]):
    talk = Conversation()
    with pytest.raises(InvalidArgument):
        talk.run(bars(APPLE, talk.desk, **{"period": "1d", "bar": "1min", **wrong}))
    assert talk.asked == []


def test_a_line_is_given_back_and_one_that_is_not_open_is_no_error():
    talk = Conversation()
    assert talk.run(release(APPLE, talk.desk), json({"success": True})) is True
    assert talk.run(release(APPLE, talk.desk), json({"error": "unknown"}, status=500)) is False
    assert talk.sent == [{"conid": APPLE}] * 2
    with pytest.raises(GatewayFault):
        talk.run(release(APPLE, talk.desk), *[json({"error": "Service Unavailable"}, status=503)] * 8)


def test_a_snapshot_that_costs_money_is_sent_only_for_who_agrees_to_pay():
    talk = Conversation()
    for pay in (False, 1, "yes", None):
        with pytest.raises(Guarded, match=r"0\.01 USD.*pay=True"):
            talk.run(paid_snapshot(APPLE, talk.desk, pay=pay))  # pyright: ignore[reportArgumentType]  # what is refused
    assert talk.asked == []
    row = {"conid": APPLE, "conidEx": str(APPLE), "BboExchange": "a", "84": "453.60", "86": "453.65", "88": 3}
    quote = talk.run(paid_snapshot(APPLE, talk.desk, pay=True), json(row))
    assert (quote.bid, quote.ask, quote.bid_size) == (Decimal("453.60"), Decimal("453.65"), 3)


def test_a_paid_snapshot_that_ibkr_withdrew_says_what_to_use_instead():
    talk = Conversation()
    with pytest.raises(NotFound, match="withdrew"):
        talk.run(paid_snapshot(APPLE, talk.desk, pay=True), text("<html>", status=404))


DAY = Bars([1], [1], [1], [1], [1], [1])
ASKED = Span(datetime(2013, 1, 1, tzinfo=UTC), datetime(2013, 2, 1, tzinfo=UTC))


def downloaded(*, unanswered: tuple[Span, ...] = (), **failed: IbkrError) -> Downloaded:
    one = DownloadedSeries(Contract(APPLE, "AAPL"), Series(APPLE), ASKED, 1, None, unanswered)
    return Downloaded((one,), dict(failed), (), 1, {APPLE: DAY})


def test_a_span_of_bars_is_whole_or_an_error():
    assert whole(downloaded()) is DAY
    with pytest.raises(HistoryError, match=r"did not answer for 2013-01-01"):
        whole(downloaded(unanswered=(ASKED,)))
    with pytest.raises(NoSuchContract):
        whole(downloaded(AAPL=NoSuchContract("none")))
