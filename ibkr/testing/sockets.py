"""Websocket sessions on file: recorded through the stream's own door, scrubbed, and played back.

vcrpy records no websocket. A session is JSON lines, one for each thing that happened:

    {"at": 0.0, "what": "open"}
    {"at": 0.213, "what": "received", "frame": "{\\"topic\\":\\"system\\",…}", "binary": true}
    {"at": 0.4, "what": "sent", "frame": "smd+265598+{\\"fields\\":[\\"31\\"]}"}
    {"at": 9.8, "what": "closed", "reason": "the connection broke without a word"}

`at` is in seconds since the recording began. Several connections follow one another.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

import attrs

from ibkr._socket import Address, Connect, Connection, Disconnected
from ibkr._socket import connect as connect_for_real
from ibkr.errors import ConfigError
from ibkr.model.clock import SystemClock
from ibkr.testing.cassettes import Scrubber

if TYPE_CHECKING:
    from types import TracebackType
    from typing import TextIO

    from ibkr.model.clock import Clock

What = Literal["open", "received", "sent", "closed"]
_NAMES = re.compile(r'("(?:session|sessionId|username|success)"\s*:\s*")[^"]*"')
_TOKEN = re.compile(r"\b[0-9a-f]{32}(?:[0-9a-f]{8})?\b")
_ENDED = "the recording ends here"


@attrs.frozen
class Recorded:
    """One thing that happened on a socket."""

    at: float
    what: What
    frame: str = ""
    binary: bool = False
    reason: str = ""

    @property
    def data(self) -> str | bytes:
        """The frame as it travelled."""
        return self.frame.encode() if self.binary else self.frame


class SocketRecorder:
    """Records what goes over a stream's sockets: `ib.stream(connect=recorder.connect)`.

    with SocketRecorder("session.jsonl") as recorder, ib.stream(connect=recorder.connect) as stream:
        ...
    """

    def __init__(
        self, path: str | Path, *, connect: Connect | None = None, clock: Clock | None = None
    ) -> None:
        """Write to `path`, over the sockets that `connect` opens (default: real ones)."""
        self._path = Path(path)
        self._connect = connect or connect_for_real
        self._clock = clock or SystemClock()
        self._scrubber = Scrubber()
        self._began = self._clock.monotonic()
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        """Replace the file."""
        self._file = self._path.open("w", encoding="utf-8")
        self._began = self._clock.monotonic()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    async def connect(self, address: Address) -> Connection:
        """Open a socket and record it. Nothing of the address is kept: it holds tokens."""
        connection = await self._connect(address)
        self.note("open")
        return _Recording(connection, self)

    def note(self, what: What, frame: str | bytes = "", *, reason: str = "") -> None:
        """Write one line, scrubbed."""
        if self._file is None:
            return
        line: dict[str, Any] = {"at": round(self._clock.monotonic() - self._began, 3), "what": what}
        if frame:
            text = frame.decode("utf-8", "replace") if isinstance(frame, bytes) else frame
            line["frame"] = self._scrubber.text(hide(text))
        if isinstance(frame, bytes):
            line["binary"] = True
        if reason:
            line["reason"] = reason
        self._file.write(json.dumps(line) + "\n")
        self._file.flush()


def hide(frame: str) -> str:
    """The frame without names of users and tokens of sessions."""
    return _TOKEN.sub("scrubbed", _NAMES.sub(r'\1scrubbed"', frame))


class _Recording:
    """A connection whose frames are noted on their way."""

    def __init__(self, connection: Connection, recorder: SocketRecorder) -> None:
        self._connection = connection
        self._recorder = recorder

    async def send(self, frame: str) -> None:
        await self._connection.send(frame)
        self._recorder.note("sent", frame)

    async def receive(self) -> Sequence[str | bytes]:
        try:
            frames = await self._connection.receive()
        except Disconnected as end:
            self._recorder.note("closed", reason=str(end))
            raise
        for frame in frames:
            self._recorder.note("received", frame)
        return frames

    async def close(self) -> None:
        await self._connection.close()


def read_session(path: str | Path) -> list[Recorded]:
    """Everything in a recording, oldest first.

    Raises:
        ConfigError: a line is no recording of a socket, with its number.
    """
    recorded: list[Recorded] = []
    for number, line in enumerate(Path(path).read_text("utf-8").splitlines(), start=1):
        try:
            recorded.append(Recorded(**json.loads(line)))
        except (ValueError, TypeError) as error:
            raise ConfigError(f"{path}, line {number} is no recording of a websocket: {error}") from error
    return recorded


class SocketPlayer:
    """Plays a recording to a stream: `ib.stream(connect=SocketPlayer("session.jsonl").connect)`.

    Each connection of the stream gets the next recorded one. Frames come in their order,
    `speed` times as fast as they were recorded, or without any wait (None). What the
    stream sends is kept in `sent`, not compared: a recording answers nobody.
    """

    def __init__(
        self,
        recording: str | Path | Sequence[Recorded],
        *,
        speed: float | None = None,
        clock: Clock | None = None,
    ) -> None:
        """`recording` is a file or what `read_session` made of it; `clock` is waited on."""
        lines = read_session(recording) if isinstance(recording, str | Path) else list(recording)
        self._connections = iter(_by_connection(lines))
        self._speed = speed
        self._clock = clock or SystemClock()
        self.sent: list[str] = []

    async def connect(self, address: Address) -> Connection:
        """The next recorded connection; once all are played, one that is silent."""
        return _Playing(next(self._connections, list[Recorded]()), self)

    def note(self, frame: str) -> None:
        """The stream sent something."""
        self.sent.append(frame)

    async def wait(self, seconds: float) -> None:
        """Let the time between two lines pass."""
        if self._speed is not None and seconds > 0:
            await self._clock.asleep(seconds / self._speed)


class _Playing:
    """One recorded connection."""

    def __init__(self, lines: Sequence[Recorded], player: SocketPlayer) -> None:
        self._lines = iter(lines)
        self._at = lines[0].at if lines else 0.0
        self._player = player
        self._closed = asyncio.Event()

    async def send(self, frame: str) -> None:
        self._player.note(frame)

    async def receive(self) -> Sequence[str | bytes]:
        for line in self._lines:
            await self._player.wait(line.at - self._at)
            self._at = line.at
            if line.what == "received":
                return [line.data]
            if line.what == "closed":
                raise Disconnected(line.reason or _ENDED)
        await self._closed.wait()
        raise Disconnected(_ENDED)

    async def close(self) -> None:
        self._closed.set()


def _by_connection(lines: Sequence[Recorded]) -> Iterator[list[Recorded]]:
    """The lines of each connection, from its opening on."""
    begins = [index for index, line in enumerate(lines) if line.what == "open"]
    for begin, end in zip(begins, [*begins[1:], len(lines)], strict=True):
        yield list(lines[begin:end])
