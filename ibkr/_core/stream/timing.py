"""When a stream speaks, how long it listens into silence, how soon it tries again."""

from __future__ import annotations

from collections.abc import Callable

import attrs
from ibkr_wire.tables.topics import SERVER, TOPICS


@attrs.frozen
class Timing:
    """Seconds. The defaults follow what the gateway does to streams.

    Source: spec/asyncapi.yaml, the server and its topics.
    """

    silence: float = SERVER.silence_seconds
    """The gateway beats every 10 s; without any frame for so long (25 s), the connection is dead."""

    burst: float = 30.0
    """After connecting, the state of the session must come within this time."""

    ping: float = SERVER.ping_seconds
    """Between two `tic`, which keep the session awake."""

    echo: float | None = None
    """Between two `ech+hb`, for a path that drops idle connections; None sends none."""

    renewal: float = TOPICS["smd"].renew_seconds or 540.0
    """Market data ends 10 to 15 minutes after it was asked for; ask again before (540 s)."""

    orders_renewal: float = 600.0
    """Order updates have been seen to die after hours: compare with the list and ask again."""

    answer: float = 15.0
    """The first frame of a subscription comes at once; none in this time means that it is not served."""

    reading: float = 5.0
    """Between two readings of the live orders: the gateway allows one in 5 s."""

    settling: float = 30.0
    """After the brokerage session was opened again over REST, the socket must say so within this time."""

    patience: float = 10.0
    """A reader who takes nothing for so long, while something must not be dropped, is reported."""


@attrs.frozen
class Backoff:
    """How long to wait before attempt n: doubling up to a ceiling, half of it chance.

    Chance keeps many clients of one gateway from coming back in the same instant.
    """

    first: float = 1.0
    ceiling: float = 60.0

    def wait(self, attempt: int, chance: Callable[[], float]) -> float:
        """Seconds before the attempt (the first is 1); `chance` returns numbers from 0 up to 1."""
        longest = min(self.ceiling, self.first * 2.0 ** min(attempt - 1, 30))
        return longest * (0.5 + 0.5 * chance())
