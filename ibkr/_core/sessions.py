"""Which days, and which times of a day, should have bars and have none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import attrs
import numpy as np

from ibkr.model.bars import to_milliseconds
from ibkr.model.downloads import Evidence, Hole, MissingSession, bar_length
from ibkr.model.holes import holes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ibkr.model.spans import Span

MONDAY_TO_FRIDAY: Final = frozenset(range(5))
HOUR: Final = 3_600_000
"""Milliseconds."""
DAY: Final = timedelta(days=1)


@attrs.frozen
class Timetable:
    """On which days an exchange trades, as far as IBKR tells: it knows few holidays of the past."""

    zone: tzinfo = UTC
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    """Monday is 0."""
    opened: frozenset[date] = frozenset()
    """Dates that are told to be open."""
    closed: frozenset[date] = frozenset()

    def expects(self, day: date) -> bool:
        """Whether bars are to be expected on that day."""
        return day in self.opened or (day.weekday() in self.weekdays and day not in self.closed)


@attrs.frozen
class Traded:
    """The days on which one contract has bars, and the span in which it should have some."""

    conid: int
    exchange: str
    asked: Span
    times: NDArray[np.int64] = attrs.field(eq=False, repr=False)
    """Opening instants of its bars, milliseconds since the epoch, oldest first."""


def zone(name: str) -> tzinfo:
    """The time zone of that name; UTC where the name or the machine's tables do not tell."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def missing_sessions(
    traded: Sequence[Traded], timetables: Mapping[str, Timetable]
) -> tuple[MissingSession, ...]:
    """The days without a bar, oldest first, each with the contracts that lack it."""
    days = {one.conid: days_of(one.times, _timetable(one, timetables).zone) for one in traded}
    seen: dict[str, set[date]] = {}
    for one in traded:
        seen.setdefault(one.exchange, set()).update(days[one.conid])
    found: dict[tuple[date, Evidence], list[int]] = {}
    for one in traded:
        timetable = _timetable(one, timetables)
        for day in _expected(one, timetable, seen[one.exchange]):
            if day not in days[one.conid]:
                evidence = _evidence(day, timetable, seen[one.exchange])
                found.setdefault((day, evidence), []).append(one.conid)
    return tuple(MissingSession(day, tuple(who), why) for (day, why), who in sorted(found.items()))


def _timetable(one: Traded, timetables: Mapping[str, Timetable]) -> Timetable:
    return timetables.get(one.exchange, Timetable())


def _expected(one: Traded, timetable: Timetable, others: set[date]) -> Iterator[date]:
    return (day for day in days_within(one.asked, timetable.zone) if timetable.expects(day) or day in others)


def _evidence(day: date, timetable: Timetable, others: set[date]) -> Evidence:
    if day in timetable.opened:
        return "schedule"
    return "others" if day in others else "weekday"


def holes_of(traded: Sequence[Traded], timetables: Mapping[str, Timetable], bar: str) -> tuple[Hole, ...]:
    """The time without bars on days that have some, oldest first."""
    found = [
        Hole(one.conid, span, verified=_others_traded(one, span, traded))
        for one in traded
        for span in holes(one.times, bar_length(bar), _timetable(one, timetables).zone)
        if one.asked.start <= span.start and span.end <= one.asked.end
    ]
    return tuple(sorted(found, key=lambda hole: (hole.span, hole.conid)))


def _others_traded(one: Traded, span: Span, traded: Sequence[Traded]) -> bool:
    edges = [to_milliseconds(span.start), to_milliseconds(span.end)]
    return any(
        bool(np.diff(np.searchsorted(other.times, edges))[0])
        for other in traded
        if other.exchange == one.exchange
    )


def days_of(times: NDArray[np.int64], where: tzinfo) -> set[date]:
    """The days in that time zone on which there are bars."""
    each: Iterable[int] = np.unique(times // HOUR).tolist()
    return {datetime.fromtimestamp(hour * 3600, where).date() for hour in each}


def days_within(span: Span, where: tzinfo) -> Iterator[date]:
    """The days in that time zone that lie within a span from midnight to midnight."""
    day = span.start.astimezone(where).date()
    if datetime.combine(day, time(), where) < span.start:
        day += DAY
    while datetime.combine(day + DAY, time(), where) <= span.end:
        yield day
        day += DAY
