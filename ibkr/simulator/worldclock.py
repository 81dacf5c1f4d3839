"""Two times: the clock's, in which sessions and limits run, and the world's, in which markets do."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from ibkr.errors import ConfigError

if TYPE_CHECKING:
    from ibkr.model.clock import Clock

# A Friday, ten in the morning in New York: the bundled prices end a month later.
OPENING = datetime(2013, 2, 1, 15, 0, tzinfo=UTC)
FASTEST = 1_000_000
LONGEST_JUMP = 10 * 86_400.0


class WorldClock:
    """The world's time: `start` when made, then running `speed` times as fast as `clock`."""

    def __init__(self, clock: Clock, *, start: datetime | None = None, speed: float = 1.0) -> None:
        """`start` must be aware; `speed` between 0 (the world stands still) and a million."""
        opening = OPENING if start is None else start
        if opening.tzinfo is None:
            raise ConfigError(f"start={opening.isoformat()} has no time zone: give an aware datetime")
        self.speed = _checked(speed)
        self._clock = clock
        self._origin = self._anchored = clock.monotonic()
        self._anchor = opening.timestamp()

    @classmethod
    def resumed(cls, clock: Clock, *, seconds: float, now: float, speed: float) -> Self:
        """A world that goes on where another stopped, after so many seconds at that time of its own."""
        made = cls(clock, start=datetime.fromtimestamp(0, UTC), speed=speed)
        made._origin -= seconds
        made._anchor = now
        return made

    def seconds(self) -> float:
        """The clock's own seconds since this world began."""
        return self._clock.monotonic() - self._origin

    def now(self) -> float:
        """The world's time, seconds since the epoch."""
        return self._anchor + (self._clock.monotonic() - self._anchored) * self.speed

    def change(self, *, speed: float | None = None, ahead: float = 0.0) -> None:
        """From now on run at another speed, after a jump of `ahead` seconds of the world.

        Raises:
            ConfigError: the speed is out of range, or the jump goes back.
        """
        new = self.speed if speed is None else _checked(speed)
        if not 0 <= ahead <= LONGEST_JUMP:
            raise ConfigError(f"ahead={ahead:g} is out of range: give seconds from 0 to {LONGEST_JUMP:g}")
        self._anchor, self._anchored = self.now() + ahead, self._clock.monotonic()
        self.speed = new

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


def _checked(speed: float) -> float:
    if not 0 <= speed <= FASTEST:
        raise ConfigError(f"speed={speed:g} is out of range: give a number from 0 to {FASTEST:,}")
    return speed
