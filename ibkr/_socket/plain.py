"""A websocket by `websockets` without its tasks: the protocol here, the bytes by asyncio."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Final, cast

from websockets.client import ClientProtocol
from websockets.exceptions import InvalidHandshake, InvalidStatus
from websockets.http11 import Response
from websockets.uri import WebSocketURI, parse_uri

from ibkr._socket.connection import LARGEST_FRAME, Address, Disconnected, Inbox, farewell, refusal
from ibkr._socket.wire import Wire

SILENT: Final = logging.Logger("silent", logging.CRITICAL)
"""For the library, which at DEBUG writes down the cookie and every frame, account numbers included."""

END_OF_HEAD: Final = b"\r\n\r\n"
LONGEST_HEAD: Final = 64 * 1024

CLOSING: Final = 1.0
"""Seconds for the gateway to answer our close; the gateway program just drops the line."""


async def connect(address: Address) -> WebSocket:
    """Open a websocket; see `ibkr._socket.connect` for what is raised."""
    uri = parse_uri(address.url)
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(address.timeout):
            _, line = await loop.create_connection(
                lambda: Line(uri, address),
                uri.host,
                uri.port,
                ssl=address.tls if uri.secure else None,
                server_hostname=uri.host if uri.secure else None,
            )
            try:
                await line.greeted
            except BaseException:
                line.abort()
                raise
    except InvalidStatus as error:
        raise refusal(error, address, status=error.response.status_code) from error
    except (OSError, InvalidHandshake, EOFError) as error:
        raise refusal(error, address) from error
    return WebSocket(line)


class Line(asyncio.Protocol):
    """One connection: what asyncio tells of it."""

    def __init__(self, uri: WebSocketURI, address: Address) -> None:
        """Nothing is sent before the connection is made."""
        self.inbox = Inbox()
        self.greeted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._protocol = ClientProtocol(uri, max_size=LARGEST_FRAME, logger=SILENT)
        self._headers = address.headers
        self._transport: asyncio.Transport | None = None
        self._head = b""
        self._wire: Wire | None = None

    # --- asyncio ------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        self._transport = cast("asyncio.Transport", transport)
        self.inbox.pause = self._transport.pause_reading
        self.inbox.resume = self._resume
        request = self._protocol.connect()
        # The library names itself where nobody else does.
        for name, value in self._headers.items():
            request.headers[name] = value
        self._protocol.send_request(request)
        self._write()

    def data_received(self, data: bytes) -> None:
        """Bytes of the handshake, then of frames."""
        if self._wire is None:
            data = self._shake_hands(data)
            if self._wire is None or not data:
                return
        messages = self._wire.feed(data)
        if messages:
            self.inbox.put(messages)
        if not self._wire.is_open:
            self._write()
            self._end()

    def eof_received(self) -> None:
        """The other side says no more; asyncio closes."""
        self._protocol.receive_eof()
        self._judge_handshake()

    def connection_lost(self, exc: Exception | None) -> None:
        """The line is gone, with an error or without."""
        if not self.greeted.done():
            self.greeted.set_exception(exc or EOFError("closed during the handshake"))
        self._end()
        if not self.gone.done():
            self.gone.set_result(None)

    # --- for the socket -----------------------------------------------------------------------

    def send(self, frame: str) -> None:
        """Send one text frame. Raises `Disconnected`."""
        if self.inbox.farewell is not None:
            raise Disconnected(self.inbox.farewell)
        self._protocol.send_text(frame.encode())
        self._write()

    def close(self) -> None:
        """Say goodbye."""
        if self.inbox.farewell is None:
            self._protocol.send_close(1000)
            self._write()
            self._end()

    def abort(self) -> None:
        """End the line at once."""
        if self._transport is not None:
            self._transport.abort()

    # --- inside -------------------------------------------------------------------------------

    def _shake_hands(self, data: bytes) -> bytes:
        """Read the answer to the upgrade; return the bytes after it, which are frames."""
        self._head += data
        head, end, rest = self._head.partition(END_OF_HEAD)
        if not end and len(self._head) < LONGEST_HEAD:
            return b""
        is_upgrade = b" 101 " in head.partition(b"\r\n")[0]
        self._protocol.receive_data(head + end + (b"" if is_upgrade else rest))
        self._head = b""
        self._judge_handshake()
        return rest if is_upgrade else b""

    def _judge_handshake(self) -> None:
        answered = any(isinstance(event, Response) for event in self._protocol.events_received())
        if self.greeted.done():
            return
        if self._protocol.handshake_exc is not None:
            self.greeted.set_exception(self._protocol.handshake_exc)
        elif answered:
            self._wire = Wire(self._protocol, longest=LARGEST_FRAME)
            self.greeted.set_result(None)

    def _write(self) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        for data in self._protocol.data_to_send():
            # Empty bytes stand for the end of what we send: TLS has no half of an end.
            if data:
                self._transport.write(data)

    def _end(self) -> None:
        close = self._protocol.close_rcvd
        self.inbox.end(farewell(None, "") if close is None else farewell(close.code, close.reason))
        if self._transport is not None:
            self._transport.close()

    def _resume(self) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.resume_reading()


class WebSocket:
    """A `Connection` over a `Line`."""

    def __init__(self, line: Line) -> None:
        """Take over an open connection."""
        self._line = line

    async def send(self, frame: str) -> None:
        """Send one text frame. Raises `Disconnected`."""
        self._line.send(frame)

    async def receive(self) -> Sequence[bytes]:
        """All frames that have come, as bytes: the decoder reads UTF-8. Raises `Disconnected`."""
        return await self._line.inbox.take()

    async def close(self) -> None:
        """Close; nothing happens if it is closed."""
        self._line.close()
        await asyncio.wait([self._line.gone], timeout=CLOSING)
        self._line.abort()
