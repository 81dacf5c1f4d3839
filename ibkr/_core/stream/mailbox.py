"""Events between the stream and one reader: bounded, and nothing lost that must not be.

News that a later one replaces wait in one place each: quotes per contract, profit
and loss per account, heartbeats, attempts to reconnect. Everything else is kept; when
too much of it waits, `is_full` asks the stream to stop reading, which holds the
gateway back.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, Final

import attrs

from ibkr.model.events import (
    Gap,
    Heartbeat,
    LadderUpdate,
    LedgerUpdate,
    PnlUpdate,
    Quote,
    ReaderBehind,
    Reconnecting,
    SessionPing,
    StreamEvent,
    SummaryUpdate,
)

CAPACITY: Final = 1000
"""Events kept for a slow reader before the stream stops reading."""

# Kind of event → what it is the latest of. Kinds that are not listed count one by one.
LATEST_OF: Final[dict[type, Callable[[Any], object]]] = {
    Quote: lambda event: event.target,
    PnlUpdate: lambda event: (PnlUpdate, event.account_id, event.model),
    SummaryUpdate: lambda event: (SummaryUpdate, event.account_id),
    LedgerUpdate: lambda event: (LedgerUpdate, event.account_id),
    LadderUpdate: lambda event: (LadderUpdate, event.account_id, event.target),
    Heartbeat: type,
    SessionPing: type,
    Reconnecting: type,
    ReaderBehind: type,
}


class Mailbox:
    """A queue in which later market data replaces earlier, at the earlier one's place."""

    __slots__ = ("_capacity", "_places", "_queue", "conflated")

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
        latest_of = LATEST_OF.get(type(event))
        if latest_of is None:
            if type(event) is Gap:
                # A quote of after the gap must not take the place of one before it.
                self._places.clear()
            self._queue.append(event)
            return
        key = latest_of(event)
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = _Place(key, event)
            self._queue.append(place)
        else:
            place.event = merged(place.event, event)
            self.conflated += 1

    def take(self) -> StreamEvent:
        """The oldest event. `IndexError` if there is none."""
        item = self._queue.popleft()
        if type(item) is not _Place:
            return item  # pyright: ignore[reportReturnType]  # what is no place is an event
        if self._places.get(item.key) is item:
            del self._places[item.key]
        return item.event

    def clear(self) -> int:
        """Throw everything away; return how much it was."""
        thrown = len(self._queue)
        self._queue.clear()
        self._places.clear()
        return thrown


class _Place:
    """Where the latest of its kind waits."""

    __slots__ = ("event", "key")

    def __init__(self, key: object, event: StreamEvent) -> None:
        self.key = key
        self.event = event


def merged(earlier: StreamEvent, later: StreamEvent) -> StreamEvent:
    """The later event, with the changes of both where it names them."""
    match earlier, later:
        case Quote(), Quote():
            return earlier.merged_into(later)
        case PnlUpdate(), PnlUpdate():
            return attrs.evolve(later, changed=earlier.changed | later.changed)
        case SummaryUpdate(), SummaryUpdate():
            return attrs.evolve(later, changed=earlier.changed | later.changed)
        case LedgerUpdate(), LedgerUpdate():
            return attrs.evolve(later, changed=earlier.changed | later.changed)
        case LadderUpdate(), LadderUpdate():
            return attrs.evolve(later, changed=earlier.changed | later.changed)
        case _:
            return later
