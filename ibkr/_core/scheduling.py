"""A contract's trading hours, from the two places that tell them.

`/contract/trading-schedule` tells the days around today as instants, holidays and short days
included. `/trsrv/secdef/schedule` tells the week's pattern and special dates by the exchange's
clocks, for every venue of a symbol: only a venue that agrees with what is told by date is used.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ibkr_wire.operation import UNSET
from ibkr_wire.rest.api.contracts import trading_hours, trading_schedule

from ibkr._core import wire
from ibkr._core.contracts import by_conid
from ibkr._core.recall import recall
from ibkr._core.timetables import ASSET_CLASSES, WEEK
from ibkr.errors import NoSuchContract, ResponseError
from ibkr.model.contracts import Contract, HasConid, conid_of
from ibkr.model.schedules import Clocked, Hours, Pattern, Schedule
from ibkr.model.spans import Span, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ibkr_wire.models.contracts import TradingDay, TradingHours, VenueDay, VenueSchedule

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow

SMART = "SMART"


def schedule(which: int | HasConid, desk: Desk, *, exchange: str | None = None) -> Flow[Schedule]:
    """When a contract is traded.

    Raises:
        NoSuchContract: IBKR knows no such contract, or tells no hours for it.
    """
    contract = which if isinstance(which, Contract) else (yield from by_conid(conid_of(which), desk))
    operation = trading_hours.operation(contract.conid, exchange=exchange or UNSET)
    hours: TradingHours = yield from recall(operation, desk)
    days = _days(hours.schedules if isinstance(hours.schedules, dict) else {})
    venues = yield from _venues(contract, exchange, desk)
    zone = _zone(hours.exchange_time_zone)
    venue = _agreeing(venues, exchange or contract.exchange, days, zone)
    patterns = {} if venue is None else dict(_patterns(venue))
    zone = zone or (None if venue is None else _zone(venue.timezone))
    if not days and not patterns:
        raise NoSuchContract(
            f"IBKR tells no trading hours of {contract}: name an exchange with exchange=.",
            operation="contracts.schedule",
        )
    special = {} if zone is None else {d: p.on(d, zone) for d, p in patterns.items() if d not in WEEK}
    week = {day.weekday(): pattern for day, pattern in patterns.items() if day in WEEK}
    return Schedule(contract, zone, {**special, **days}, week or _by_weekday(days, zone))


def _zone(name: object) -> tzinfo | None:
    """The time zone; None where this machine does not know it: hours by the clock mean nothing then."""
    try:
        return ZoneInfo(name) if isinstance(name, str) else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


# --- day by day --------------------------------------------------------------------------------


def _days(told: Mapping[str, TradingDay]) -> dict[date, Hours]:
    return {day: _hours(one) for text, one in told.items() if (day := wire.day(text)) is not None}


def _hours(told: TradingDay) -> Hours:
    regular, extended = _spans(told.liquid_hours), _spans(told.extended_hours)
    return Hours(regular, joined((*extended, *regular)))


def _spans(told: object) -> tuple[Span, ...]:
    periods = cast("list[Any]", told) if isinstance(told, list) else []
    ends = ((one.opening, one.closing) for one in periods)
    return joined(
        Span(datetime.fromtimestamp(opening, UTC), datetime.fromtimestamp(closing, UTC))
        for opening, closing in ends
        if isinstance(opening, int) and isinstance(closing, int) and opening < closing
    )


# --- by the exchange's clocks ------------------------------------------------------------------


def _venues(contract: Contract, exchange: str | None, desk: Desk) -> Flow[list[VenueSchedule]]:
    """The schedules of a symbol's venues; none where IBKR does not tell: the days still hold."""
    kind: Any = ASSET_CLASSES.get(contract.sec_type)
    if kind is None or not contract.symbol:
        return []
    wanted = exchange or contract.exchange
    operation = trading_schedule.operation(
        kind, contract.symbol, exchange=wanted if wanted not in ("", SMART) else UNSET
    )
    try:
        return (yield from recall(operation, desk))
    except ResponseError:
        return []


def _agreeing(
    venues: Iterable[VenueSchedule], exchange: str, days: Mapping[date, Hours], zone: tzinfo | None
) -> VenueSchedule | None:
    """The first venue, the named one before others, whose hours are those told by date."""
    ranked = sorted(venues, key=lambda venue: venue.exchange != exchange)
    return next((venue for venue in ranked if _agrees(venue, days, zone)), None)


def _agrees(venue: VenueSchedule, days: Mapping[date, Hours], zone: tzinfo | None) -> bool:
    own = _zone(venue.timezone) or zone
    patterns = dict(_patterns(venue))
    week = {day.weekday(): pattern for day, pattern in patterns.items() if day in WEEK}
    if own is None or not week:
        return False
    expected = ((week.get(day.weekday(), Pattern()).on(day, own), hours) for day, hours in days.items())
    return not days or any(mine.regular and mine.regular == told.regular for mine, told in expected)


def _patterns(venue: VenueSchedule) -> Iterable[tuple[date, Pattern]]:
    told = venue.schedules if isinstance(venue.schedules, list) else []
    for one in told:
        day = wire.day(one.trading_schedule_date)
        if day is not None:
            yield day, _pattern(one)


def _pattern(told: VenueDay) -> Pattern:
    regular, extended = _clocked(told.sessions), _clocked(told.tradingtimes)
    return Pattern(regular, (*extended, *regular))


def _clocked(told: object) -> tuple[Clocked, ...]:
    stretches = cast("list[Any]", told) if isinstance(told, list) else []
    read = ((_minutes(one.opening_time), _minutes(one.closing_time)) for one in stretches)
    # A day that ends at 0000 ends at its own midnight; one that begins there as well is no day at all.
    return tuple(
        Clocked(opens, closes or (1440 if opens else 0))
        for opens, closes in read
        if opens is not None and closes is not None
    )


def _minutes(text: object) -> int | None:
    """Minutes since midnight of HHmm, up to 2400; None for anything else."""
    digits = str(text).zfill(4) if isinstance(text, (str, int)) else ""
    if len(digits) != 4 or not digits.isdecimal():
        return None
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return minutes if int(digits[2:]) < 60 and minutes <= 1440 else None


def _by_weekday(days: Mapping[date, Hours], zone: tzinfo | None) -> dict[int, Pattern]:
    """The week as the days around today have it, where no venue tells it: the longest of each weekday."""
    if zone is None:
        return {}
    week: dict[int, Hours] = {}
    for day, hours in sorted(days.items()):
        if _length(hours) >= _length(week.get(day.weekday(), Hours())):
            week[day.weekday()] = hours
    dates = {day.weekday(): day for day, hours in sorted(days.items()) if week[day.weekday()] is hours}
    return {number: _as_pattern(week[number], dates[number], zone) for number in week}


def _length(hours: Hours) -> float:
    return sum(span.length.total_seconds() for span in hours.extended)


def _as_pattern(hours: Hours, day: date, zone: tzinfo) -> Pattern:
    return Pattern(
        tuple(_as_clocked(span, day, zone) for span in hours.regular),
        tuple(_as_clocked(span, day, zone) for span in hours.extended),
    )


def _as_clocked(span: Span, day: date, zone: tzinfo) -> Clocked:
    start, end = span.start.astimezone(zone), span.end.astimezone(zone)
    closes = end.hour * 60 + end.minute + (1440 if end.date() > day else 0)
    return Clocked(start.hour * 60 + start.minute, closes)
