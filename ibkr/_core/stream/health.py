"""What an operator wants to know of one stream."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class StreamHealth:
    """One look at a stream. Times are seconds since the epoch."""

    phase: str
    """`closed` while there is no connection, `waiting` for the brokerage session, or `live`."""
    connected: float | None
    """Since when the connection of now is open; None while there is none."""
    heard: float | None
    """When a frame came last; None before the first. The gateway beats every ten seconds."""
    frames: int
    """Frames that came, over all connections."""
    connections: int
    """How many connections there have been."""
    gaps: int
    """How often something may have been missed: each was told as a `Gap`."""
    subscriptions: int
    """How many subscriptions are asked for."""
    confirmed: int
    """Of how many of them something has come since the session was opened last."""
    waiting: int
    """Events that wait for the reader who has most of them to read."""
    conflated: int
    """Quotes and the like that a newer one took the place of, because they were not read in time."""
