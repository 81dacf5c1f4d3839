"""When an exchange trades, as IBKR's two schedules tell: the week's pattern, and the days around today."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING, Any, Final, cast

from ibkr_wire.operation import UNSET
from ibkr_wire.rest.api.contracts import trading_hours, trading_schedule

from ibkr._core.exchange import converse
from ibkr._core.sessions import MONDAY_TO_FRIDAY, Timetable, zone
from ibkr.errors import ResponseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ibkr_wire.models.contracts import TradingDay, TradingHours, VenueDay, VenueSchedule
    from ibkr_wire.operation import Operation

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr.model.contracts import Contract

# Asset classes of /trsrv/secdef/schedule by security type; SWP is for currencies (its description).
ASSET_CLASSES: Final = {
    **{name: name for name in ("STK", "OPT", "FUT", "CFD", "WAR", "FND", "BND", "ICS")},
    "CASH": "SWP",
}
# Saturday, 1 January 2000, to Friday stand for the days of every week (/trsrv/secdef/schedule).
WEEK: Final = frozenset(date(2000, 1, day) for day in range(1, 8))


def timetable(contract: Contract, desk: Desk) -> Flow[Timetable | None]:
    """The timetable of a contract's exchange; None where IBKR does not tell.

    Neither schedule tells the holidays of past years.
    """
    venues: list[VenueSchedule] | None = None
    if contract.sec_type in ASSET_CLASSES:
        kind: Any = ASSET_CLASSES[contract.sec_type]
        venues = yield from _told(
            trading_schedule.operation(kind, contract.symbol, exchange=contract.exchange or UNSET), desk
        )
    hours: TradingHours | None = yield from _told(trading_hours.operation(contract.conid), desk)
    dated = hours.schedules if hours is not None else None
    week = _of_venue(venues or (), contract.exchange)
    return _combined(week, dated if isinstance(dated, dict) else {})


def _told(operation: Operation[Any], desk: Desk) -> Flow[Any]:
    """The answer; None where there is none. That bars are missing is no less true for want of a schedule."""
    try:
        return (yield from converse(operation, desk))
    except ResponseError:
        return None


def _of_venue(venues: Iterable[VenueSchedule], exchange: str) -> VenueSchedule | None:
    listed = list(venues)
    named = (venue for venue in listed if venue.exchange == exchange)
    return next(named, listed[0] if listed else None)


def _combined(week: VenueSchedule | None, dated: Mapping[str, TradingDay]) -> Timetable | None:
    opened = {day: _is_open(told) for day, told in _venue_days(week)}
    pattern = frozenset(day.weekday() for day in WEEK if opened.get(day))
    special = {day: is_open for day, is_open in opened.items() if day not in WEEK}
    special |= {
        day: told.liquid_hours not in ([], None, UNSET)
        for text, told in dated.items()
        if (day := _date(text))
    }
    if not opened and not special:
        return None
    return Timetable(
        _zone(week),
        pattern or MONDAY_TO_FRIDAY,
        frozenset(day for day, is_open in special.items() if is_open),
        frozenset(day for day, is_open in special.items() if not is_open),
    )


def _venue_days(week: VenueSchedule | None) -> Iterable[tuple[date, VenueDay]]:
    days = week.schedules if week is not None else None
    for told in days if isinstance(days, list) else ():
        day = _date(told.trading_schedule_date)
        if day is not None:
            yield day, told


def _is_open(told: VenueDay) -> bool:
    """Whether there are regular hours; without those, whether all hours are longer than nothing."""
    if isinstance(told.sessions, list):
        return bool(told.sessions)
    every = told.tradingtimes if isinstance(told.tradingtimes, list) else []
    return any(hours.opening_time != hours.closing_time for hours in every)


def _date(text: object) -> date | None:
    try:
        return datetime.strptime(str(text), "%Y%m%d").replace(tzinfo=UTC).date()
    except ValueError:
        return None


def _zone(week: VenueSchedule | None) -> tzinfo:
    name = cast("object", week.timezone) if week is not None else None
    return zone(name) if isinstance(name, str) else UTC
