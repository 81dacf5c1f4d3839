"""Events between the stream and its reader: bounded, and nothing lost that must not be.

News that a later one replaces wait in one place each: quotes per contract,
heartbeats, attempts to reconnect. Everything else is kept; when too much of it
waits, `is_full` asks the stream to stop reading, which holds the gateway back.
"""

from __future__ import annotations

from collections import deque
from typing import Final

from ibkr.model.events import Gap, Heartbeat, Quote, Reconnecting, SessionPing, StreamEvent

CAPACITY: Final = 1000
"""Events kept for a slow reader before the stream stops reading."""

REPLACED_BY_LATER: Final = (Heartbeat, SessionPing, Reconnecting)


class Mailbox:
    """A queue in which later market data replaces earlier, at the earlier one's place."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        """Hold at most `capacity` events that must not be dropped, and one quote a contract."""
        self._capacity = capacity
        self._queue: deque[StreamEvent | _Place] = deque()
        self._places: dict[object, _Place] = {}
        self.conflated = 0
        """Events that a later one replaced before they were read."""

    def __len__(self) -> int:
        """How many events wait."""
        return len(self._queue)

    @property
    def is_full(self) -> bool:
        """Whether the reader must catch up before more is put in."""
        return len(self._queue) - len(self._places) >= self._capacity

    def put(self, event: StreamEvent) -> None:
        """Add an event, or let it replace the one that it makes old."""
        key = _key(event)
        if isinstance(event, Gap):
            # A quote of after the gap must not take the place of one before it.
            self._places.clear()
        if key is None:
            self._queue.append(event)
        elif (place := self._places.get(key)) is None:
            place = self._places[key] = _Place(key, event)
            self._queue.append(place)
        else:
            place.event = _merge(place.event, event)
            self.conflated += 1

    def take(self) -> StreamEvent:
        """The oldest event. `IndexError` if there is none."""
        item = self._queue.popleft()
        if not isinstance(item, _Place):
            return item
        if self._places.get(item.key) is item:
            del self._places[item.key]
        return item.event


class _Place:
    """Where the latest of its kind waits."""

    __slots__ = ("event", "key")

    def __init__(self, key: object, event: StreamEvent) -> None:
        self.key = key
        self.event = event


def _key(event: StreamEvent) -> object:
    """What the event is the latest of; None if every single one counts."""
    if isinstance(event, Quote):
        return event.target
    return type(event) if isinstance(event, REPLACED_BY_LATER) else None


def _merge(earlier: StreamEvent, later: StreamEvent) -> StreamEvent:
    if isinstance(earlier, Quote) and isinstance(later, Quote):
        return earlier.merged_into(later)
    return later
