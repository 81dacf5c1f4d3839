"""Events between the stream and one reader: bounded, and nothing lost that must not be.

News that a later one replaces wait in one place each: quotes per contract, profit
and loss per account, heartbeats, attempts to reconnect. Everything else is kept; when
too much of it waits, `is_full` asks the stream to stop reading, which holds the
gateway back.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
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

# Kind of event → what it is the latest of. A quote is so of its target; kinds that are
# not listed count one by one.
LATEST_OF: Final[dict[type, Callable[[Any], tuple[object, ...]]]] = {
    PnlUpdate: lambda event: (PnlUpdate, event.account_id, event.model),
    SummaryUpdate: lambda event: (SummaryUpdate, event.account_id),
    LedgerUpdate: lambda event: (LedgerUpdate, event.account_id),
    LadderUpdate: lambda event: (LadderUpdate, event.account_id, event.target),
    Heartbeat: lambda _: (Heartbeat,),
    SessionPing: lambda _: (SessionPing,),
    Reconnecting: lambda _: (Reconnecting,),
    ReaderBehind: lambda _: (ReaderBehind,),
}


class Mailbox:
    """A queue in which later market data replaces earlier, at the earlier one's place.

    What can be replaced waits outside the queue; its key, which is no event, holds its place.
    """

    __slots__ = ("_capacity", "_latest", "conflated", "queue")

    def __init__(self, capacity: int = CAPACITY) -> None:
        """Hold at most `capacity` events that must not be dropped, and one quote a contract."""
        self._capacity = capacity
        self._latest: dict[str | tuple[object, ...], Any] = {}
        self.queue: deque[Any] = deque()
        """What waits, to be looked at for its length."""
        self.conflated = 0
        """Events that a later one replaced before they were read."""

    def __len__(self) -> int:
        """How many events wait."""
        return len(self.queue)

    @property
    def is_full(self) -> bool:
        """Whether the reader must catch up before more is put in."""
        return len(self.queue) - len(self._latest) >= self._capacity

    def put_all(self, events: Iterable[Any]) -> None:
        """Add events, oldest first. Quotes, which are nine in ten, take the short way."""
        latest = self._latest
        for event in events:
            if event.__class__ is Quote and (target := event.target) not in latest:
                latest[target] = event
                self.queue.append(target)
            else:
                self.put(event)
                latest = self._latest

    def put(self, event: Any) -> None:
        """Add an event, or let it replace the one that it makes old."""
        kind = event.__class__
        if kind is Quote:
            self._put_latest(event.target, event)
        elif kind in LATEST_OF:
            self._put_latest(LATEST_OF[kind](event), event)
        else:
            if kind is Gap:
                self._settle()
            self.queue.append(event)

    def _put_latest(self, key: str | tuple[object, ...], event: Any) -> None:
        earlier = self._latest.setdefault(key, event)
        if earlier is event:
            self.queue.append(key)
        else:
            self._latest[key] = merged(earlier, event)
            self.conflated += 1

    def take(self) -> Any:
        """The oldest event. `IndexError` if there is none."""
        item = self.queue.popleft()
        kind = item.__class__
        return self._latest.pop(item) if kind is str or kind is tuple else item

    def put_first(self, event: StreamEvent) -> None:
        """Add an event before all others."""
        self.queue.appendleft(event)

    def clear(self) -> int:
        """Throw everything away; return how much it was."""
        thrown = len(self.queue)
        self.queue.clear()
        self._latest.clear()
        return thrown

    def _settle(self) -> None:
        """From here on a quote must not take the place of one before: it comes from after a gap."""
        latest, self._latest = self._latest, {}
        settled = deque(latest[item] if type(item) in (str, tuple) else item for item in self.queue)
        self.queue = settled


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
