"""Trading hours: days as they are told, the week's pattern beyond them, summer time, what nobody knows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibkr._core.scheduling import schedule
from ibkr.errors import InvalidArgument, NoSuchContract
from ibkr.model.contracts import Contract
from ibkr.model.schedules import Clocked, Hours, Pattern, Schedule
from ibkr.model.spans import Span

from .canned import APPLE, Conversation, json

if TYPE_CHECKING:
    from ibkr._core.flow import Response

NEW_YORK = ZoneInfo("America/New_York")
CHICAGO = ZoneInfo("America/Chicago")
STOCK = Contract(APPLE, "AAPL", exchange="NASDAQ")
FUTURE = Contract(1, "ES", "FUT", exchange="CME")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # pyright: ignore[reportArgumentType]  # year, month, day are given


def seconds(*parts: int, zone: ZoneInfo = NEW_YORK) -> int:
    return int(datetime(*parts, tzinfo=zone).timestamp())  # pyright: ignore[reportArgumentType]  # as above


def told(regular: list[tuple[int, int]], extended: list[tuple[int, int]] | None = None) -> dict[str, Any]:
    periods = {"liquid_hours": regular, "extended_hours": extended or []}
    return {
        name: [{"opening": opening, "closing": closing} for opening, closing in some]
        for name, some in periods.items()
    }


def plain_day(day: int, closing: int = 16) -> dict[str, Any]:
    return told(
        [(seconds(2013, 2, day, 9, 30), seconds(2013, 2, day, closing))],
        [(seconds(2013, 2, day, 4), seconds(2013, 2, day, 20))],
    )


# Friday, a weekend, a holiday, a short day.
DATED = {
    "20130215": plain_day(15),
    "20130216": told([]),
    "20130217": {"liquid_hours": None},
    "20130218": told([]),
    "20130219": plain_day(19, closing=13),
}
HOURS = json({"exchange_time_zone": "US/Eastern", "schedules": DATED})


def venue_day(
    text: str, *stretches: tuple[str, str], all_day: tuple[str, str] = ("0000", "0000")
) -> dict[str, Any]:
    sessions = [{"openingTime": opens, "closingTime": closes} for opens, closes in stretches]
    every = [{"openingTime": all_day[0], "closingTime": all_day[1]}]
    return {"tradingScheduleDate": text, "sessions": sessions, "tradingtimes": every}


def venue(exchange: str, opens: str, closes: str, **more: Any) -> dict[str, Any]:
    shut = [venue_day("20000101"), venue_day("20000102")]
    week = [venue_day(f"2000010{day}", (opens, closes), all_day=("0400", "2000")) for day in range(3, 8)]
    special = [venue_day("20130329"), venue_day("20130703", (opens, "1300"), all_day=("0400", "1700"))]
    return {"exchange": exchange, "timezone": "America/New_York", "schedules": shut + week + special, **more}


VENUES = json([venue("OTHER", "1000", "1500"), venue("NASDAQ", "0930", "1600")])
NO_VENUES = json([])


def made(contract: Contract = STOCK, *answers: Response) -> Schedule:
    talk = Conversation()
    return talk.run(schedule(contract, talk.desk), *(answers or (HOURS, VENUES)))


def test_a_day_that_was_told_holds_as_it_was_told():
    hours = made()
    assert hours.is_open(utc(2013, 2, 15, 15))
    assert not hours.is_open(utc(2013, 2, 18, 15)), "Washington's birthday"
    assert hours.next_open(utc(2013, 2, 15, 21)) == utc(2013, 2, 19, 14, 30)
    assert hours.next_close(utc(2013, 2, 16)) == utc(2013, 2, 19, 18), "a short day"


def test_extended_hours_are_asked_for_by_name():
    hours = made()
    early = utc(2013, 2, 15, 10)
    assert (hours.is_open(early), hours.is_open(early, extended=True)) == (False, True)
    assert hours.next_close(early, extended=True) == utc(2013, 2, 16, 1)
    assert hours.next_open(early, extended=True) == utc(2013, 2, 19, 9)


def test_opening_belongs_to_the_session_and_closing_does_not():
    hours = made()
    assert [hours.is_open(utc(2013, 2, 15, 14, 30)), hours.is_open(utc(2013, 2, 15, 21))] == [True, False]
    assert hours.next_open(utc(2013, 2, 15, 14, 30)) == utc(2013, 2, 19, 14, 30)


def test_beyond_the_days_told_the_venue_s_week_holds_in_summer_time_too():
    hours = made()
    assert hours.next_open(utc(2013, 3, 8, 22)) == utc(2013, 3, 11, 13, 30), "clocks went forward on the 10th"
    assert hours.next_open(utc(2013, 2, 21, 22)) == utc(2013, 2, 22, 14, 30)
    assert hours.certain == Span(utc(2013, 2, 15, 5), utc(2013, 2, 20, 5))


def test_special_days_of_the_venue_hold_before_its_week():
    hours = made()
    assert hours.next_open(utc(2013, 3, 28, 21)) == utc(2013, 4, 1, 13, 30), "Good Friday"
    assert hours.next_close(utc(2013, 7, 3, 14)) == utc(2013, 7, 3, 17)


def test_sessions_of_a_span_are_whole_and_in_order():
    found = made().sessions(utc(2013, 2, 15, 18), utc(2013, 2, 21))
    assert [(span.start.day, span.end.hour) for span in found] == [(15, 21), (19, 18), (20, 21)]


def test_a_venue_that_says_otherwise_than_the_days_is_not_believed():
    talk = Conversation()
    liar = json([venue("NASDAQ", "1000", "1500")])
    hours = talk.run(schedule(STOCK, talk.desk), HOURS, liar)
    # The longest Friday that was told stands for the Fridays to come.
    assert hours.next_open(utc(2013, 2, 21)) == utc(2013, 2, 22, 14, 30)


def test_without_a_venue_the_week_is_that_of_the_days_told():
    evening = {
        f"201302{day}": told(
            [(seconds(2013, 2, day, 8, 30, zone=CHICAGO), seconds(2013, 2, day, 15, 15, zone=CHICAGO))],
            [(seconds(2013, 2, day - 1, 17, zone=CHICAGO), seconds(2013, 2, day, 16, zone=CHICAGO))],
        )
        for day in range(18, 23)
    }
    answer = json({"exchange_time_zone": "US/Central", "schedules": evening})
    hours = made(FUTURE, answer, NO_VENUES)
    assert hours.is_open(utc(2013, 2, 18, 1), extended=True), "Monday's trading began on Sunday evening"
    assert hours.next_open(utc(2013, 7, 5, 22), extended=True) == utc(2013, 7, 7, 22)
    assert hours.next_open(utc(2013, 7, 5, 22)) == utc(2013, 7, 8, 13, 30)


def test_futures_of_a_venue_begin_on_the_evening_before():
    week = [venue_day(f"2000010{day}", ("1700", "1600"), all_day=("1700", "1600")) for day in range(3, 8)]
    pattern = {"exchange": "CME", "timezone": "America/Chicago", "schedules": week}
    hours = made(FUTURE, json({"exchange_time_zone": "US/Central", "schedules": {}}), json([pattern]))
    assert hours.next_open(utc(2013, 2, 16)) == utc(2013, 2, 17, 23)
    assert hours.next_close(utc(2013, 2, 16)) == utc(2013, 2, 18, 22)


def test_what_is_traded_around_the_clock_has_no_end():
    week = [venue_day(f"2000010{day}", ("0000", "2400"), all_day=("0000", "2400")) for day in range(1, 8)]
    always = [{"exchange": "PAXOS", "timezone": "America/New_York", "schedules": week}]
    hours = made(FUTURE, json({"exchange_time_zone": "US/Eastern", "schedules": {}}), json(always))
    assert hours.is_open(utc(2013, 2, 17, 3))
    assert (hours.next_open(utc(2013, 2, 17)), hours.next_close(utc(2013, 2, 17))) == (None, None)


def test_a_zone_that_nobody_knows_leaves_the_days_and_guesses_nothing():
    answer = json({"exchange_time_zone": "Mars/Olympus", "schedules": DATED})
    hours = made(STOCK, answer, NO_VENUES)
    assert (hours.zone, hours.week) == (None, {})
    assert hours.is_open(utc(2013, 2, 15, 15))
    assert hours.next_open(utc(2013, 2, 19, 20)) is None


@pytest.mark.parametrize("broken", ["9h30", "0960", "2500", None, "12345"])
def test_clock_times_that_are_none_are_left_out(broken: str | None):
    odd = [venue_day(f"2000010{day}", (broken, "1600")) for day in range(3, 8)]  # pyright: ignore[reportArgumentType]  # what gateways may send
    venues = json([{"exchange": "NASDAQ", "timezone": "America/New_York", "schedules": [*odd, {}]}])
    hours = made(STOCK, HOURS, venues)
    assert hours.next_open(utc(2013, 2, 21)) == utc(2013, 2, 22, 14, 30), "the week of the days told"


def test_a_kind_without_a_week_is_asked_for_its_days_only():
    hours = made(Contract(7, "SPX", "IND"), HOURS)
    assert hours.is_open(utc(2013, 2, 15, 15))


def test_a_contract_without_hours_is_told():
    with pytest.raises(NoSuchContract, match="tells no trading hours"):
        made(STOCK, json({"exchange_time_zone": None, "schedules": {}}), NO_VENUES)


def test_a_symbol_whose_venues_are_not_told_has_its_days_all_the_same():
    hours = made(STOCK, HOURS, json({"error": "no such symbol"}, status=500))
    assert hours.is_open(utc(2013, 2, 15, 15))


@pytest.mark.parametrize("ask", ["is_open", "next_open", "next_close"])
def test_a_naive_time_is_refused(ask: str):
    with pytest.raises(InvalidArgument, match="aware"):
        getattr(made(), ask)(datetime(2013, 2, 15))  # noqa: DTZ001  # naive is what is refused here
    with pytest.raises(InvalidArgument, match="start must come before"):
        made().sessions(utc(2013, 2, 16), utc(2013, 2, 15))


def test_hours_are_asked_for_by_conid_and_exchange():
    talk = Conversation()
    info = json({"con_id": APPLE, "symbol": "AAPL", "instrument_type": "STK", "exchange": "SMART"})
    talk.run(schedule(APPLE, talk.desk, exchange="ARCA"), info, HOURS, VENUES)
    assert dict(talk.asked[1].params) == {"conid": str(APPLE), "exchange": "ARCA"}
    assert dict(talk.asked[2].params)["exchange"] == "ARCA"


DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))
MINUTES = st.integers(0, 1440)
ZONES = st.sampled_from([NEW_YORK, CHICAGO, ZoneInfo("Asia/Hong_Kong"), ZoneInfo("Europe/Zurich")])


@given(day=DAYS, opens=MINUTES, closes=MINUTES, zone=ZONES)
def test_a_stretch_is_never_longer_than_a_day_and_reads_as_the_clocks_of_the_exchange(
    day: date, opens: int, closes: int, zone: ZoneInfo
):
    span = Clocked(opens, closes).on(day, zone)
    if span is None:
        return
    # A day in autumn has 25 hours.
    assert span.length <= timedelta(hours=25)
    ends = span.end.astimezone(zone)
    assert (ends.date() - day).days in (0, 1)
    assert span.start < span.end


@given(day=DAYS, moment=st.integers(0, 86_400 * 14), zone=ZONES)
def test_open_now_and_open_next_never_contradict_each_other(day: date, moment: int, zone: ZoneInfo):
    plain = Pattern((Clocked(570, 960),), (Clocked(240, 1200),))
    hours = Schedule(STOCK, zone, {day: Hours()}, dict.fromkeys(range(5), plain))
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(seconds=moment)
    opens, closes = hours.next_open(at), hours.next_close(at)
    assert opens is not None
    assert closes is not None
    assert hours.is_open(at) == (closes < opens)
    assert at < opens
    assert hours.is_open(opens)
    assert not hours.is_open(closes)
