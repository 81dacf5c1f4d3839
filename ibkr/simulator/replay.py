"""Recorded websocket sessions, played again to whoever connects.

A recording is JSON lines, one for each thing that happened, `at` in seconds since it began:

    {"at": 0.0, "what": "open"}
    {"at": 0.213, "what": "received", "frame": "{\\"topic\\":\\"system\\",…}", "binary": true}
    {"at": 0.4, "what": "sent", "frame": "smd+265598+{\\"fields\\":[\\"31\\"]}"}
    {"at": 9.8, "what": "closed", "reason": "the connection broke without a word"}

The first socket gets what the first recorded connection received, the second the second;
further ones the last again. What the client sends is not looked at: the answers are in the
recording. Time is the world's, so that `speed` is the speed of the replay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from ibkr.errors import ConfigError
from ibkr.simulator.feeds.base import arguments
from ibkr.simulator.socket import LARGEST_FRAME, Close
from ibkr.simulator.watched import WatchedSocket

if TYPE_CHECKING:
    import threading

    from ibkr.simulator.state import State

_STANDS_STILL_SECONDS = 1.0
_ROUNDING = 1e-5
"""Seconds since the epoch are not told more finely than this."""


class Event(msgspec.Struct, frozen=True):
    """One line of a recording."""

    at: float
    what: Literal["open", "received", "sent", "closed"]
    frame: str = ""

    @property
    def topic(self) -> str:
        """The kind of frame, without its target."""
        return str(arguments(self.frame).get("topic", self.frame)).partition("+")[0]


class Recording:
    """The connections of a recorded session, each with what the client received and how it ended."""

    def __init__(self, connections: Sequence[Sequence[Event]]) -> None:
        """Each connection begins with its `open`."""
        self._connections = connections
        self._played = 0

    @classmethod
    def read(cls, path: str | Path) -> Recording:
        """Read a file of JSON lines.

        Raises:
            ConfigError: it cannot be read, or a line is wrong; the text names the line and the reason.
        """
        try:
            lines = Path(path).read_bytes().splitlines()
        except OSError as error:
            raise ConfigError(f"recording {path} cannot be read: {error.strerror}") from error
        connections: list[list[Event]] = []
        for event in _events(path, lines):
            if event.what == "open":
                connections.append([])
            connections[-1].append(event)
        return cls(connections)

    def next(self) -> Sequence[Event]:
        """What the socket gets that connects now."""
        place = min(self._played, len(self._connections) - 1)
        self._played += 1
        return self._connections[place]


class ReplayedSocket(WatchedSocket):
    """A socket on which one recorded connection happens again, from when the client is known."""

    def __init__(
        self, state: State, lock: threading.RLock, *, token: str | None, events: Sequence[Event]
    ) -> None:
        self._began = 0.0
        self._opened = events[0].at
        self._events = [event for event in events if event.what in ("received", "closed")]
        self._place = 0
        super().__init__(state, lock, token=token)

    def _admit(self, token: str) -> None:
        super()._admit(token)
        self._began = self._state.world.now()

    def _let_time_pass(self) -> None:
        if not self._admitted or not self._state.session.logged_in:
            return
        now = self._state.world.now()
        while self._place < len(self._events) and self._at(self._place) <= now + _ROUNDING:
            event = self._events[self._place]
            self._place += 1
            if event.what == "closed":
                self.end(Close())
            else:
                self._send(event.topic, event.frame.encode())

    def _due_times(self) -> list[float]:
        now, speed = self._state.now(), self._state.world.speed
        if not self._admitted or self._place == len(self._events):
            return [now + _STANDS_STILL_SECONDS]
        ahead = max(0.0, self._at(self._place) - self._state.world.now())
        return [now + (ahead / speed if speed else _STANDS_STILL_SECONDS)]

    def _take(self, text: str) -> None:
        if text.startswith("{"):
            self._introduce(text)

    def _at(self, place: int) -> float:
        """When an event is due, in the world's time."""
        return self._began + self._events[place].at - self._opened


def _events(path: str | Path, lines: Sequence[bytes]) -> Iterator[Event]:
    before: Event | None = None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            event = msgspec.json.decode(line, type=Event)
        except msgspec.MsgspecError as error:
            raise ConfigError(f"recording {path}, line {number}: {error}") from error
        wrong = _wrong(event, before)
        if wrong:
            raise ConfigError(f"recording {path}, line {number}: {wrong}")
        yield event
        before = event
    if before is None:
        raise ConfigError(f"recording {path} has no lines")


def _wrong(event: Event, before: Event | None) -> str:
    if before is None and event.what != "open":
        return f"a recording begins with what=open, not {event.what}"
    if before is not None and event.at < before.at:
        return f"at={event.at:g} is before the line above, which is at {before.at:g}"
    if len(event.frame.encode()) > LARGEST_FRAME:
        return f"a frame of {len(event.frame.encode())} bytes: none has more than {LARGEST_FRAME}"
    return ""
