"""When a contract is traded: is it open, when next, and until when that is known for certain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Final

import attrs

from ibkr.model.spans import Span, instant, joined

if TYPE_CHECKING:
    from ibkr.model.contracts import Contract

DAY: Final = timedelta(days=1)
# No exchange is shut for longer, holidays included; what lies further away is not looked for.
HORIZON: Final = 21


@attrs.frozen
class Clocked:
    """A stretch of trading by the exchange's own clocks, in minutes since midnight."""

    opens: int
    closes: int
    """1440 is midnight at the end of the day."""

    def on(self, day: date, zone: tzinfo) -> Span | None:
        """The stretch on that trading day; None for one without length.

        Where it opens later by the clock than it closes, it began on the evening before:
        the trading day of futures does. The clocks are those of that day, summer time or not.
        """
        if self.opens == self.closes:
            return None
        start = _by_clock(day - DAY if self.opens > self.closes else day, self.opens, zone)
        end = _by_clock(day, self.closes, zone)
        return Span(start, end) if start < end else None


def _by_clock(day: date, minutes: int, zone: tzinfo) -> datetime:
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    return wall.replace(tzinfo=zone).astimezone(UTC)


@attrs.frozen
class Hours:
    """The trading of one day: what IBKR told of that very day."""

    regular: tuple[Span, ...] = ()
    extended: tuple[Span, ...] = ()
    """All of it, before and after regular hours included."""


@attrs.frozen
class Pattern:
    """The trading of a day of the week, or of a date, by the exchange's clocks."""

    regular: tuple[Clocked, ...] = ()
    extended: tuple[Clocked, ...] = ()

    def on(self, day: date, zone: tzinfo) -> Hours:
        """What it comes to on that day."""
        return Hours(_spans(self.regular, day, zone), _spans(self.extended, day, zone))


def _spans(clocked: tuple[Clocked, ...], day: date, zone: tzinfo) -> tuple[Span, ...]:
    return joined(span for one in clocked if (span := one.on(day, zone)) is not None)


@attrs.frozen
class Schedule:
    """Trading hours of one contract, as intervals in UTC.

    IBKR tells the days around today by date, holidays and short days included. Further away it
    tells some special dates, and the week's pattern for the rest: a holiday there looks like a
    plain day. `certain` says until when nothing is guessed.
    """

    contract: Contract
    zone: tzinfo | None
    """The exchange's time zone; None where IBKR names none that this machine knows."""
    days: Mapping[date, Hours] = attrs.field(factory=dict[date, Hours], repr=False)
    """By trading day: what was told of that very day."""
    week: Mapping[int, Pattern] = attrs.field(factory=dict[int, Pattern], repr=False)
    """By weekday, Monday 0: what holds for days of which nothing was told."""

    @property
    def certain(self) -> Span | None:
        """The time about which IBKR told day by day; None if it told nothing so."""
        if not self.days:
            return None
        first = last = min(self.days)
        while last in self.days:
            last += DAY
        zone = self.zone or UTC
        return Span(_by_clock(first, 0, zone), _by_clock(last, 0, zone))

    def on(self, day: date) -> Hours:
        """The trading of one trading day, at the exchange; nothing for a day on which it is shut."""
        if day in self.days:
            return self.days[day]
        pattern = self.week.get(day.weekday())
        return Hours() if pattern is None or self.zone is None else pattern.on(day, self.zone)

    def sessions(self, start: datetime, end: datetime, *, extended: bool = False) -> tuple[Span, ...]:
        """The stretches of trading that lie in a span or reach into it, oldest first, whole.

        Args:
            start: aware.
            end: aware.
            extended: hours before and after the regular ones too.

        Raises:
            InvalidArgument: a naive datetime, or an empty span.
        """
        wanted = Span.of(start, end)
        found = self._stretches(wanted.start, extended=extended, until=wanted.end)
        return tuple(span for span in found if span.start < wanted.end)

    def is_open(self, at: datetime, *, extended: bool = False) -> bool:
        """Whether the contract is traded at that instant, in regular hours unless `extended`.

        Raises:
            InvalidArgument: `at` is naive.
        """
        moment = instant(at, name="at")
        stretches = self._stretches(moment, extended=extended, until=moment + DAY)
        return any(moment in span for span in stretches)

    def next_open(self, at: datetime, *, extended: bool = False) -> datetime | None:
        """When trading begins next, strictly after `at`, in UTC; None where IBKR tells no such day.

        Raises:
            InvalidArgument: `at` is naive.
        """
        moment = instant(at, name="at")
        return next(
            (span.start for span in self._stretches(moment, extended=extended) if span.start > moment), None
        )

    def next_close(self, at: datetime, *, extended: bool = False) -> datetime | None:
        """When trading ends next, strictly after `at`: of the session that runs, else of the next one.

        None where IBKR tells no such day, or the contract is traded around the clock.

        Raises:
            InvalidArgument: `at` is naive.
        """
        moment = instant(at, name="at")
        ends = next((span.end for span in self._stretches(moment, extended=extended)), None)
        # What is traded around the clock has no end: only the days looked at have.
        return None if ends is None or ends - moment > (HORIZON - 1) * DAY else ends

    def _stretches(
        self, moment: datetime, *, extended: bool, until: datetime | None = None
    ) -> Iterator[Span]:
        """Stretches that end after `moment`, oldest first; what follows without a break is one."""
        zone = self.zone or UTC
        # A trading day may begin on the evening before and end in the night after.
        first = moment.astimezone(zone).date() - DAY
        last = (until or moment + HORIZON * DAY).astimezone(zone).date() + DAY
        days = [first + DAY * number for number in range((last - first).days + 1)]
        hours = [self.on(day) for day in days]
        spans = joined(span for one in hours for span in (one.extended if extended else one.regular))
        return (span for span in spans if span.end > moment)
