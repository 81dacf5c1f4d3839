"""The daily reset: at midnight of the region the brokerage session ends, and opens again only after a while.

Source: gateway facts "Limits and session", section clock. How long a reset takes is
told as seconds to minutes, and Saturday evening's as longer; the figures are ours.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal, get_args
from zoneinfo import ZoneInfo

from ibkr.errors import ConfigError

if TYPE_CHECKING:
    from ibkr.model.clock import Clock

Region = Literal["us", "europe", "asia"]
ZONES: dict[str, str] = {"us": "America/New_York", "europe": "Europe/Zurich", "asia": "Asia/Hong_Kong"}
RESET_SECONDS = 60.0
WEEKLY_SECONDS = 1800.0
_SUNDAY = 6


class Resets:
    """When the region's resets begin and how long they take, in seconds of the gateway's clock."""

    def __init__(self, region: Region, clock: Clock) -> None:
        """Count from now on.

        Raises:
            ConfigError: no such region.
        """
        if region not in ZONES:
            raise ConfigError(f"region {region!r} is unknown: use one of {', '.join(get_args(Region))}")
        self._zone = ZoneInfo(ZONES[region])
        self._clock = clock
        self._next = self._midnight()

    def due(self) -> float | None:
        """How long the reset takes that has begun since the last call; None when none has."""
        now = self._clock.now()
        if now < self._next:
            return None
        # The night from Saturday to Sunday is for maintenance.
        weekly = datetime.fromtimestamp(self._next, self._zone).weekday() == _SUNDAY
        late, self._next = now - self._next, self._midnight()
        return max(0.0, (WEEKLY_SECONDS if weekly else RESET_SECONDS) - late)

    def _midnight(self) -> float:
        """The next midnight of the region, seconds since the epoch."""
        tomorrow = datetime.fromtimestamp(self._clock.now(), self._zone).date() + timedelta(days=1)
        local = datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=self._zone)
        return local.astimezone(UTC).timestamp()
