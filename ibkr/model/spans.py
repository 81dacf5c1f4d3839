"""Stretches of time, and the arithmetic of what is there and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import attrs

from ibkr.errors import InvalidArgument


def instant(value: datetime, *, name: str) -> datetime:
    """The same instant in UTC.

    Raises:
        InvalidArgument: `value` is naive, so nobody can know which instant is meant.
    """
    if value.tzinfo is None:
        raise InvalidArgument(
            f"{name} must be an aware datetime, not {value.isoformat()}: datetime(..., tzinfo=timezone.utc)."
        )
    return value.astimezone(UTC)


@attrs.frozen(order=True)
class Span:
    """From `start` until just before `end`, both aware UTC; never empty."""

    start: datetime
    end: datetime

    def __attrs_post_init__(self) -> None:
        """Refuse what holds no time."""
        if not self.start < self.end:
            raise InvalidArgument(f"start must come before end, and {self.start} does not before {self.end}.")

    @classmethod
    def of(cls, start: datetime, end: datetime) -> Span:
        """The span between two instants in any time zone.

        Raises:
            InvalidArgument: one of them is naive, or `start` does not come first.
        """
        return cls(instant(start, name="start"), instant(end, name="end"))

    @property
    def length(self) -> timedelta:
        """How long it is."""
        return self.end - self.start

    def __contains__(self, time: datetime) -> bool:
        """Whether that instant lies inside."""
        return self.start <= time < self.end

    def __str__(self) -> str:
        """`2012-01-03 14:30 to 2012-02-01 00:00 UTC`."""
        return f"{self.start:%Y-%m-%d %H:%M} to {self.end:%Y-%m-%d %H:%M} UTC"

    def within(self, other: Span) -> Span | None:
        """What both have in common; None if nothing."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same time in as few spans as possible, oldest first; neighbours become one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def without(span: Span, taken: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of `span` when `taken` is cut out, oldest first."""
    left: list[Span] = []
    start = span.start
    for other in joined(taken):
        if start < other.start and start < span.end:
            left.append(Span(start, min(other.start, span.end)))
        start = max(start, other.end)
    if start < span.end:
        left.append(Span(start, span.end))
    return tuple(left)
