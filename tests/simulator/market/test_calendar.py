"""When the exchange is open."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from ibkr.simulator.data.series import daily_series
from ibkr.simulator.market import calendar
from ibkr.simulator.market.calendar import Phase
from ibkr.simulator.market.hours import STOCK_HOURS


def utc(text: str) -> float:
    """Epoch seconds of `2013-02-01 14:30`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


def test_the_rules_explain_the_data_but_for_the_closures_of_history():
    recorded = {calendar.from_ordinal(day) for day in daily_series("IBM").day.tolist()}
    span = (max(recorded) - min(recorded)).days + 1
    days = [min(recorded) + timedelta(days=step) for step in range(span)]
    by_rule = {day for day in days if day.weekday() < 5 and day not in calendar.holidays(day.year)}
    assert by_rule - recorded == {
        date(2001, 9, 11),
        date(2001, 9, 12),
        date(2001, 9, 13),
        date(2001, 9, 14),
        date(2004, 6, 11),  # Reagan's funeral
        date(2007, 1, 2),  # Ford's funeral
        date(2012, 10, 29),  # hurricane Sandy
        date(2012, 10, 30),
    }
    assert recorded <= by_rule


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2013, 3, 29), "Good Friday"),
        (date(2014, 1, 20), "Martin Luther King"),
        (date(2015, 7, 3), "Independence Day on a Saturday"),
        (date(2022, 6, 20), "Juneteenth on a Sunday"),
        (date(2025, 11, 27), "Thanksgiving"),
        (date(2026, 5, 25), "Memorial Day"),
    ],
)
def test_after_the_data_holidays_are_kept_by_rule(day: date, name: str):
    assert not calendar.is_trading_day(day), name


@pytest.mark.parametrize("day", [date(2013, 3, 4), date(2021, 12, 31), date(2021, 6, 18)])
def test_days_beside_holidays_trade(day: date):
    assert calendar.is_trading_day(day)


def test_sessions_follow_new_york_through_daylight_saving():
    winter, summer = calendar.session_of(date(2013, 2, 1)), calendar.session_of(date(2013, 7, 1))
    assert winter is not None
    assert summer is not None
    assert (winter.opens, winter.closes) == (utc("2013-02-01 14:30"), utc("2013-02-01 21:00"))
    assert summer.opens == utc("2013-07-01 13:30")


@pytest.mark.parametrize(
    "day", [date(2012, 11, 23), date(2012, 12, 24), date(2012, 7, 3), date(2002, 7, 5), date(2013, 7, 3)]
)
def test_eves_of_holidays_close_at_one(day: date):
    session = calendar.session_of(day)
    assert session is not None
    assert session.seconds == 3.5 * 3600


@pytest.mark.parametrize("day", [date(2002, 7, 3), date(2013, 7, 5), date(2013, 2, 1)])
def test_other_days_last_six_and_a_half_hours(day: date):
    session = calendar.session_of(day)
    assert session is not None
    assert session.seconds == 6.5 * 3600


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2013-02-01 08:59", Phase.CLOSED),
        ("2013-02-01 09:00", Phase.PRE_MARKET),
        ("2013-02-01 14:30", Phase.REGULAR),
        ("2013-02-01 20:59:59", Phase.REGULAR),
        ("2013-02-01 21:00", Phase.AFTER_HOURS),
        ("2013-02-02 01:00", Phase.CLOSED),
        ("2013-02-02 15:00", Phase.CLOSED),
    ],
)
def test_phases_of_a_friday_and_a_saturday(at: str, expected: Phase):
    running = STOCK_HOURS.running(utc(at))
    assert (Phase.CLOSED if running is None else running.phase) is expected
    assert calendar.is_open(utc(at)) is (expected is Phase.REGULAR)
