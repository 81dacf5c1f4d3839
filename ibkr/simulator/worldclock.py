"""Two times: the clock's, in which sessions and limits run, and the world's, in which markets do."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ibkr.errors import ConfigError

if TYPE_CHECKING:
    from ibkr.model.clock import Clock

# A Friday, ten in the morning in New York: the bundled prices end a month later.
OPENING = datetime(2013, 2, 1, 15, 0, tzinfo=UTC)


class WorldClock:
    """The world's time: `start` when made, then running `speed` times as fast as `clock`."""

    def __init__(self, clock: Clock, *, start: datetime | None = None, speed: float = 1.0) -> None:
        """`start` must be aware; `speed` between 0 (the world stands still) and a million."""
        if not 0 <= speed <= 1_000_000:
            raise ConfigError(f"speed={speed} is out of range: give a number from 0 to 1,000,000")
        opening = OPENING if start is None else start
        if opening.tzinfo is None:
            raise ConfigError(f"start={opening.isoformat()} has no time zone: give an aware datetime")
        self._clock = clock
        self._start = opening.timestamp()
        self._origin = clock.monotonic()
        self.speed = speed

    def seconds(self) -> float:
        """The clock's own seconds since this world began."""
        return self._clock.monotonic() - self._origin

    def now(self) -> float:
        """The world's time, seconds since the epoch."""
        return self._start + self.seconds() * self.speed

    def datetime(self) -> datetime:
        """The world's time as an aware datetime in UTC."""
        return datetime.fromtimestamp(self.now(), UTC)

    def milliseconds(self) -> int:
        """The world's time as the gateway stamps it: milliseconds since the epoch."""
        return int(self.now() * 1000)

    def session_milliseconds(self) -> int:
        """The clock's own time in milliseconds: heartbeats and logins happen in the caller's time.

        Clients compare these with their own clock, and drop a line whose heartbeat is years old.
        """
        return int(self._clock.now() * 1000)
