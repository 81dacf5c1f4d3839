"""The websockets of the embedded gateway, straight on the transport.

Handshake, pings, masks and the client's frames are the business of the `websockets` library.
Our own frames have no masks and no extensions: a header of two or four bytes, put before
them here, and all that is due at once goes out in one write.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, MutableSet
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from ibkr.errors import MissingExtra
from ibkr.model.clock import SystemClock
from ibkr.simulator.socket import Close, Frame

if TYPE_CHECKING:
    from websockets.http11 import Request

    from ibkr.simulator.gateway import Gateway
    from ibkr.simulator.socket import SocketSession

try:
    from websockets.frames import Frame as WireFrame
    from websockets.frames import Opcode
    from websockets.http11 import Request as Handshake
    from websockets.server import ServerProtocol
except ImportError as error:
    raise MissingExtra("simulator", needed_for="The embedded gateway's server") from error

MOST_UNREAD = 4 << 20
"""Bytes that may wait for a client who does not read; beyond that he is disconnected."""
_LARGEST_READ = 1 << 20
"""Frames beyond the gateway's own limit must reach the core, which kills the connection for them."""
_GOODBYE_SECONDS = 10.0
"""How long the client's own close frame is waited for."""
_POLL_SECONDS = 0.02
"""How often sockets look at a clock that somebody moves by hand."""
_SPACING_SECONDS = 0.02
"""How long after a look the next one waits when calls of others wake the socket one after another."""
_SERVER_STOPS = 1012
_SHORT, _MEDIUM = 126, 1 << 16


class SocketConnection(asyncio.Protocol):
    """One client's websocket, from his handshake on. All but `wake` runs in the server's loop."""

    transport: asyncio.Transport

    def __init__(self, gateway: Gateway, connections: MutableSet[Any]) -> None:
        """`connections` are those that the server ends when it stops."""
        self._gateway = gateway
        self._connections = connections
        self._wire = ServerProtocol(max_size=_LARGEST_READ)
        self._loop = asyncio.get_running_loop()
        self._session: SocketSession | None = None
        self._parts: list[bytes] = []
        self._timer: asyncio.TimerHandle | None = None
        self._looked_at = 0.0
        self._is_woken = False
        self._is_over = False

    # --- what the loop says

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take over a connection whose handshake is about to be handed in."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self._connections.add(self)

    def data_received(self, data: bytes) -> None:
        """Take bytes from the client; what the library answers by itself goes out at once."""
        self._wire.receive_data(data)
        for event in self._wire.events_received():
            if isinstance(event, Handshake):
                self._welcome(event)
            elif isinstance(event, WireFrame):
                self._take(event)
        self._write(b"".join(self._wire.data_to_send()))
        if self._wire.close_expected():
            self._is_over = True
            self.transport.close()
        elif self._session is not None:
            self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._is_over = True
        self._connections.discard(self)
        self._set_timer(None)
        if self._session is not None:
            self._session.closed_by_client()
            self._session.wake = _nobody

    def shutdown(self) -> None:
        """The server stops."""
        self._say_goodbye(_SERVER_STOPS)
        self.transport.close()

    # --- the client's side

    def _welcome(self, request: Request) -> None:
        admitted = self._gateway.admits(_address(self.transport))
        answer = self._wire.accept(request) if admitted else self._wire.reject(404, "Access Denied")
        del answer.headers["Date"]
        self._wire.send_response(answer)
        if answer.status_code != 101:
            return
        # Upgraded at once, whether or not anybody is logged in, as the gateway program does.
        headers = {name.lower(): value for name, value in request.headers.raw_items()}
        query = dict(parse_qsl(request.path.partition("?")[2], keep_blank_values=True))
        self._session = self._gateway.connect(headers, query)
        self._session.wake = self.wake

    def _take(self, frame: WireFrame) -> None:
        if frame.opcode not in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT) or self._session is None:
            return
        self._parts.append(bytes(frame.data))
        if frame.fin:
            text, self._parts = b"".join(self._parts), []
            self._session.receive(text)

    # --- our side

    def wake(self) -> None:
        """Something may be due; from any thread."""
        if self._is_woken:
            return
        self._is_woken = True
        # A loop that has ended has nobody left to wake.
        with contextlib.suppress(RuntimeError):
            _soon(self._loop)(self._woken)

    def _woken(self) -> None:
        wait = self._looked_at + _SPACING_SECONDS - self._loop.time()
        if wait > 0 and not self._is_over:
            self._set_timer(wait)
        else:
            self._look()

    def _look(self) -> None:
        """Send all that is due, and look again when more may be."""
        if self._is_over or self._session is None:
            return
        self._is_woken = False
        self._looked_at = self._loop.time()
        self._send(self._session.pull())
        if not self._is_over:
            self._set_timer(self._patience(self._session.next_due()))

    def _send(self, frames: list[Frame]) -> None:
        pieces: list[bytes] = []
        for frame in frames:
            if isinstance(frame, Close):
                self._write(b"".join(pieces))
                self._end(frame)
                return
            pieces += framed(frame)
        self._write(b"".join(pieces))

    def _write(self, data: bytes) -> None:
        # A transport that has lost its peer complains in the log about what is written to it.
        if not data or self.transport.is_closing():
            return
        self.transport.write(data)
        if self.transport.get_write_buffer_size() > MOST_UNREAD:
            self._is_over = True
            self.transport.abort()

    def _end(self, close: Close) -> None:
        if close.abrupt:
            self._is_over = True
            self.transport.abort()
        else:
            self._say_goodbye(close.code)
            # The client's own close frame ends it sooner.
            self._loop.call_later(_GOODBYE_SECONDS, self.transport.close)

    def _say_goodbye(self, code: int) -> None:
        if not self._is_over and self._session is not None:
            self._wire.send_close(code)
            self._write(b"".join(self._wire.data_to_send()))
        self._is_over = True

    def _patience(self, due: float | None) -> float | None:
        if due is None or isinstance(self._gateway.clock, SystemClock):
            return due
        return _POLL_SECONDS

    def _set_timer(self, seconds: float | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if seconds is None else self._loop.call_later(seconds, self._look)


def _address(transport: asyncio.Transport) -> str:
    peer: tuple[str, int] | None = transport.get_extra_info("peername")
    return peer[0] if peer else ""


def framed(frame: str | bytes) -> tuple[bytes, bytes]:
    """A frame's header and its payload: text or binary, whole, without a mask."""
    kind, payload = (0x82, frame) if isinstance(frame, bytes) else (0x81, frame.encode())
    length = len(payload)
    if length < _SHORT:
        return bytes((kind, length)), payload
    if length < _MEDIUM:
        return bytes((kind, 126, length >> 8, length & 255)), payload
    return bytes((kind, 127)) + length.to_bytes(8), payload


def _soon(loop: asyncio.AbstractEventLoop) -> Callable[..., object]:
    """How to have something run in a loop: from within it without a write to its pipe."""
    try:
        return loop.call_soon if asyncio.get_running_loop() is loop else loop.call_soon_threadsafe
    except RuntimeError:
        return loop.call_soon_threadsafe


def _nobody() -> None:
    """Nobody waits any more."""
