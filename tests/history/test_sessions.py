"""Which days should have bars: by the week's pattern, by dates, by what others did."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from ibkr._core.sessions import Timetable, Traded, missing_sessions, zone
from ibkr._core.timetables import timetable
from ibkr.model.contracts import Contract
from ibkr.model.spans import Span
from tests.core.canned import Conversation, json

from .gateways import sessions
from .made import at

WEEK = Span(at("2012-10-01"), at("2012-10-08"))  # Monday to Monday
AAPL = Contract(265598, "AAPL", exchange="NASDAQ")
OPEN = [{"openingTime": "0930", "closingTime": "1600"}]


def traded(conid: int, *days: int, exchange: str = "NYSE") -> Traded:
    times = np.array(sessions(at("2012-10-01"), days, minutes=1), dtype=np.int64)
    return Traded(conid, exchange, WEEK, times)


def told(*given: Traded, **timetables: Timetable) -> list[tuple[int, tuple[int, ...], str]]:
    return [(one.day.day, one.conids, one.evidence) for one in missing_sessions(given, timetables)]


def test_a_weekday_that_nobody_traded_is_listed_once_for_all():
    assert told(traded(1, 0, 1, 3, 4), traded(2, 0, 1, 3, 4)) == [(3, (1, 2), "weekday")]


def test_a_day_that_others_of_the_exchange_traded_is_known_to_be_missing():
    assert told(traded(1, 0, 1, 3, 4), traded(2, 0, 1, 2, 3, 4)) == [(3, (1,), "others")]


def test_others_of_another_exchange_say_nothing():
    found = told(traded(1, 0, 1, 3, 4), traded(2, 0, 1, 2, 3, 4, exchange="TSE"))
    assert found == [(3, (1,), "weekday")]


def test_saturday_counts_where_the_exchange_trades_on_it():
    weekdays = Timetable(weekdays=frozenset(range(6)))
    assert told(traded(1, 0, 1, 2, 3, 4), NYSE=weekdays) == [(6, (1,), "weekday")]


def test_days_are_those_of_the_exchange():
    tokyo = Timetable(zone=zone("Asia/Tokyo"))
    early = np.array(sessions(at("2012-10-01"), range(-1, 4), opens=23 * 60, minutes=1))
    assert told(Traded(1, "TSE", WEEK, early), TSE=tokyo) == []


def test_an_unknown_time_zone_is_utc():
    assert zone("Nowhere/At_all").utcoffset(None) == zone("UTC").utcoffset(None)


# --- what IBKR tells ---------------------------------------------------------------------------------


def ask(week: Any, hours: Any, contract: Contract = AAPL) -> Timetable | None:
    talk = Conversation()
    return talk.run(timetable(contract, talk.desk), week, hours)


def week_of(*open_days: str, exchange: str = "NASDAQ") -> dict[str, Any]:
    """The pattern of a week, and more dates; 20000103 is a Monday."""
    days = [f"2000010{number}" for number in range(1, 8)]
    return {
        "exchange": exchange,
        "timezone": "America/New_York",
        "schedules": [
            {"tradingScheduleDate": day, "sessions": OPEN if day in open_days else []}
            for day in dict.fromkeys([*days, *open_days])
        ],
    }


def test_both_schedules_make_one_timetable():
    shut = {"tradingScheduleDate": "20130218", "sessions": []}
    week = week_of("20000103", "20000104", "20130309")
    week["schedules"].append(shut)
    hours = {"schedules": {"20130204": {"liquid_hours": [{"opening": 1, "closing": 2}]}, "20130202": {}}}
    found = ask(json([week_of(exchange="OTHER"), week]), json(hours))
    assert found is not None
    assert str(found.zone) == "America/New_York"
    assert found.weekdays == {0, 1}
    assert found.opened == {date(2013, 3, 9), date(2013, 2, 4)}
    assert found.closed == {date(2013, 2, 18), date(2013, 2, 2)}


def test_where_only_all_hours_are_told_those_count():
    day = {"tradingScheduleDate": "20000105"}
    longer = {**day, "tradingtimes": [{"openingTime": "0000", "closingTime": "2359"}]}
    nothing = {"tradingScheduleDate": "20000101", "tradingtimes": [{"openingTime": "0", "closingTime": "0"}]}
    found = ask(json([{"schedules": [longer, nothing]}]), json({}))
    assert found is not None
    assert found.weekdays == {2}


@pytest.mark.parametrize("answer", [json({"error": "no"}, status=400), json([])])
def test_without_a_schedule_the_days_of_the_week_must_do(answer: Any):
    assert ask(answer, json({"error": "no"}, status=400)) is None


def test_a_kind_without_a_schedule_is_only_asked_for_its_hours():
    talk = Conversation()
    index = Contract(416904, "SPX", "IND")
    talk.run(timetable(index, talk.desk), json({"schedules": {}}))
    assert [request.path for request in talk.asked] == ["/contract/trading-schedule"]
