"""The readers of one stream: each has a seat with a mailbox of his own and gets what he came for.

The first seat is the stream's own iterator and gets everything. While nobody has read
it and others are there, it is nobody's: it holds up no one, and what does not fit is
thrown away as a whole and counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ibkr._core.stream.mailbox import Mailbox
from ibkr.model.events import StreamEvent, StreamProblem

Pick = Callable[[StreamEvent], Iterable[Any]]
"""What a reader gets of an event: the event itself, nothing, or what is made of it, such as bars."""


class Seat:
    """One reader's place. `wake` is called when something has come."""

    __slots__ = ("_pick", "mailbox", "missed", "name", "wake")

    def __init__(self, name: str, capacity: int, pick: Pick | None, wake: Callable[[], None]) -> None:
        """Without `pick` everything is taken."""
        self.name = name
        self.mailbox = Mailbox(capacity)
        self.missed = 0
        self.wake = wake
        self._pick = pick

    def offer(self, events: Iterable[StreamEvent]) -> None:
        """Keep what the reader wants."""
        pick = self._pick
        if pick is None:
            self.mailbox.put_all(events)
        else:
            for event in events:
                self.mailbox.put_all(pick(event))


class Audience:
    """All seats of one stream."""

    def __init__(self, capacity: int, wake: Callable[[], None]) -> None:
        """Begin with the seat of the stream itself."""
        self._capacity = capacity
        self.first = Seat("stream", capacity, None, wake)
        self.is_read = False
        """Whether somebody reads the stream itself."""
        self._seats: tuple[Seat, ...] = (self.first,)
        self._counting: tuple[Seat, ...] = (self.first,)
        self._unread: Seat | None = None

    def join(self, name: str, pick: Pick, wake: Callable[[], None]) -> Seat:
        """A seat for one more reader, from now on."""
        seat = Seat(name, self._capacity, pick, wake)
        self._arrange((*self._seats, seat))
        return seat

    def leave(self, seat: Seat) -> None:
        """The reader is gone; nothing waits for him."""
        self._arrange(tuple(other for other in self._seats if other is not seat))

    def read(self) -> None:
        """The stream itself is being read: from now on nothing of it is thrown away."""
        if self.is_read:
            return
        self.is_read = True
        self._arrange(self._seats)
        if self.first.missed:
            self.first.mailbox.put_first(StreamProblem(_UNREAD.format(self.first.missed), ""))

    def put(self, events: Iterable[StreamEvent]) -> None:
        """Hand out; none is refused."""
        for seat in self._seats:
            seat.offer(events)
            if seat.mailbox.queue:
                seat.wake()
        if self.first is self._unread and self.first.mailbox.is_full:
            self.first.missed += self.first.mailbox.clear()

    @property
    def is_full(self) -> bool:
        """Whether somebody must catch up first."""
        return self.behind is not None

    @property
    def behind(self) -> Seat | None:
        """Who holds up the others."""
        for seat in self._counting:
            if seat.mailbox.is_full:
                return seat
        return None

    @property
    def conflated(self) -> int:
        """Events that a later one replaced before they were read, over all seats."""
        return sum(seat.mailbox.conflated for seat in self._seats)

    @property
    def waiting(self) -> int:
        """Events that wait for the reader who has most of them to read."""
        return max(len(seat.mailbox) for seat in self._counting)

    def wake_all(self) -> None:
        """Something has happened that is no event: the end."""
        for seat in self._seats:
            seat.wake()

    def _arrange(self, seats: tuple[Seat, ...]) -> None:
        self._seats = seats
        others = tuple(seat for seat in seats if seat is not self.first)
        self._counting = seats if self.is_read or not others else others
        self._unread = None if self._counting is seats else self.first


_UNREAD = "Nobody read the stream itself while others read parts of it: {} events were dropped."
