"""Bars that are missing within a day, judged by what the series does on other days."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ibkr._core.sessions import Timetable, Traded, holes_of, zone
from ibkr.model.holes import holes
from ibkr.model.spans import Span

from .gateways import sessions
from .made import MINUTE, at

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

MONDAY = at("2012-10-01")
TWO_WEEKS = (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)
MONTH = tuple(day for day in range(28) if day % 7 < 5)
SHORT = 60
"""Minutes of a session here, from 14:30."""


def found(times: Iterable[int], where: tzinfo = UTC, *, minutes: int = 1) -> list[str]:
    ordered = np.array(sorted(times), dtype=np.int64)
    return [str(span) for span in holes(ordered, timedelta(minutes=minutes), where)]


def without(times: list[int], first: int, count: int) -> list[int]:
    return times[:first] + times[first + count :]


def test_minutes_missing_in_the_middle_of_one_day_are_one_hole():
    times = without(sessions(MONDAY, TWO_WEEKS, minutes=SHORT), 3 * SHORT + 10, 5)
    assert found(times) == ["2012-10-04 14:40 to 2012-10-04 14:45 UTC"]


def test_two_holes_of_a_day_are_two():
    times = sessions(MONDAY, TWO_WEEKS, minutes=SHORT)
    assert found(without(without(times, 50, 2), 10, 1)) == [
        "2012-10-01 14:40 to 2012-10-01 14:41 UTC",
        "2012-10-01 15:20 to 2012-10-01 15:22 UTC",
    ]


def test_a_session_that_begins_late_is_a_hole_where_its_weekday_has_a_habit():
    assert found(without(sessions(MONDAY, MONTH, minutes=SHORT), 0, 5)) == [
        "2012-10-01 14:30 to 2012-10-01 14:35 UTC"
    ]


def test_one_day_alone_has_no_habits():
    assert found(without(sessions(MONDAY, [0], minutes=SHORT), 10, 5)) == []


def test_a_daily_pause_is_a_habit_and_no_hole():
    evening = sessions(MONDAY, TWO_WEEKS, minutes=SHORT, opens=22 * 60)
    assert found([*sessions(MONDAY, TWO_WEEKS, minutes=SHORT), *evening]) == []


def test_what_is_rarely_traded_has_no_holes():
    thin = [time for time in sessions(MONDAY, MONTH, minutes=SHORT) if time // MINUTE * 7919 % 97 < 60]
    assert found(thin) == []


def test_sunday_evenings_are_judged_by_sunday_evenings():
    sundays = sessions(MONDAY, [6, 13, 20, 27], minutes=SHORT, opens=23 * 60)
    assert found([*sessions(MONDAY, MONTH, minutes=23 * 60, bar=5, opens=0), *sundays], minutes=5) == []


def test_summer_time_moves_no_session_by_the_clocks_of_the_exchange():
    summer = sessions(at("2012-10-22"), range(12), minutes=SHORT, opens=13 * 60 + 30)
    winter = sessions(at("2012-10-22"), range(14, 28), minutes=SHORT, opens=14 * 60 + 30)
    times = without([*summer, *winter], len(summer) + 5, 3)
    where = ZoneInfo("America/New_York")
    assert found(times, where) == ["2012-11-05 14:35 to 2012-11-05 14:38 UTC"]


@given(st.integers(0, len(TWO_WEEKS) - 1), st.integers(1, SHORT - 2), st.data())
def test_whatever_is_cut_out_of_a_day_is_what_is_told(day: int, first: int, data: st.DataObject):
    count = data.draw(st.integers(1, SHORT - 1 - first))
    times = sessions(MONDAY, TWO_WEEKS, minutes=SHORT)
    begin = times[day * SHORT + first]
    (hole,) = holes(
        np.array(without(times, day * SHORT + first, count), dtype=np.int64), timedelta(minutes=1), UTC
    )
    assert (hole.start.timestamp() * 1000, hole.length) == (begin, timedelta(minutes=count))


def test_no_bars_have_no_holes():
    assert found([]) == []


# --- beside other contracts ------------------------------------------------------------------------


def told(**cut: tuple[int, int]) -> list[tuple[int, bool]]:
    """Conid and verdict of each hole, of contracts c1 and c2 with those minutes cut out."""
    given = [
        Traded(
            int(name[1:]),
            "NYSE",
            Span(MONDAY, at("2012-10-20")),
            np.array(without(sessions(MONDAY, TWO_WEEKS, minutes=SHORT), *minutes), dtype=np.int64),
        )
        for name, minutes in cut.items()
    ]
    return [(one.conid, one.verified) for one in holes_of(given, {}, "1min")]


def test_a_hole_in_which_others_were_traded_is_verified():
    assert told(c1=(70, 5), c2=(0, 0)) == [(1, True)]


def test_a_hole_that_all_have_may_have_been_a_pause():
    assert told(c1=(70, 5), c2=(70, 5)) == [(1, False), (2, False)]


def test_what_lies_outside_the_span_asked_for_is_no_hole():
    times = np.array(without(sessions(MONDAY, TWO_WEEKS, minutes=SHORT), 10, 5), dtype=np.int64)
    later = Traded(1, "NYSE", Span(at("2012-10-02"), at("2012-10-20")), times)
    assert holes_of([later], {"NYSE": Timetable(zone=zone("America/New_York"))}, "1min") == ()
