"""A websocket by `picows`, which reads frames in compiled code. Comes with `ibkr[fast]`."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final

from picows import (
    WSCloseCode,
    WSError,
    WSFrame,
    WSInvalidStatusError,
    WSListener,
    WSMsgType,
    WSTransport,
    ws_connect,  # pyright: ignore[reportUnknownVariableType]  # its options for asyncio have no type
)

from ibkr._socket.connection import (
    LARGEST_FRAME,
    MOST_WAITING,
    Address,
    Disconnected,
    Inbox,
    farewell,
    refusal,
)
from ibkr._socket.plain import CLOSING

DATA: Final = (WSMsgType.BINARY, WSMsgType.TEXT, WSMsgType.CONTINUATION)
LONGEST_CONTROL: Final = 125


async def connect(address: Address) -> FastSocket:
    """Open a websocket; see `ibkr._socket.connect` for what is raised."""
    try:
        transport, listener = await ws_connect(
            Listener,
            address.url,
            ssl_context=address.tls,
            websocket_handshake_timeout=address.timeout,
            extra_headers=address.headers,
            max_frame_size=LARGEST_FRAME,
            max_redirects=0,
        )
    except WSInvalidStatusError as error:
        status = None if error.response is None else int(error.response.status)
        raise refusal(error, address, status=status) from error
    except (OSError, WSError) as error:
        raise refusal(error.__cause__ if isinstance(error.__cause__, OSError) else error, address) from error
    if not isinstance(listener, Listener):
        # picows says nothing when the line is cut before the handshake is done.
        raise refusal(EOFError("closed during the handshake"), address)
    return FastSocket(transport, listener.inbox)


class Listener(WSListener):
    """What picows tells of a connection."""

    def __init__(self) -> None:
        """Begin before the connection is made."""
        self.inbox = Inbox()
        self._messages = self.inbox.messages
        self._fragments: list[bytes] = []

    def on_ws_connected(self, transport: WSTransport) -> None:
        """The handshake is done."""
        line = transport.underlying_transport
        self.inbox.pause = line.pause_reading
        self.inbox.resume = lambda: None if line.is_closing() else line.resume_reading()

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """One frame came."""
        # Asking picows for the type of a frame takes as long as all the rest. What is longer
        # than a control frame can be is data. Source: RFC 6455, 5.5.
        if frame.payload_size <= LONGEST_CONTROL and frame.msg_type not in DATA:
            if frame.msg_type == WSMsgType.CLOSE:
                self.inbox.end(farewell(int(frame.get_close_code().value), frame.get_close_reason() or ""))
                transport.disconnect()
            return
        if self._fragments or not frame.fin:
            self._join(frame)
            return
        messages = self._messages
        messages.append(frame.get_payload_as_bytes())
        # Whoever waits, waits for the first one.
        waiting = len(messages)
        if waiting == 1 or waiting > MOST_WAITING:
            self.inbox.ring()

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        """The line is gone."""
        self.inbox.end(farewell(None, ""))

    def _join(self, frame: WSFrame) -> None:
        self._fragments.append(frame.get_payload_as_bytes())
        if frame.fin:
            self.inbox.put([b"".join(self._fragments)])
            self._fragments.clear()


class FastSocket:
    """A `Connection` over picows."""

    def __init__(self, transport: WSTransport, inbox: Inbox) -> None:
        """Take over an open connection."""
        self._transport = transport
        self._inbox = inbox

    async def send(self, frame: str) -> None:
        """Send one text frame. Raises `Disconnected`."""
        if self._inbox.farewell is not None:
            raise Disconnected(self._inbox.farewell)
        self._transport.send(WSMsgType.TEXT, frame.encode())

    async def receive(self) -> Sequence[bytes]:
        """All frames that have come, as bytes. Raises `Disconnected`."""
        return await self._inbox.take()

    async def close(self) -> None:
        """Close; nothing happens if it is closed."""
        if not self._transport.is_disconnected:
            self._transport.send_close(WSCloseCode.OK)
            self._transport.disconnect()
        try:
            async with asyncio.timeout(CLOSING):
                await self._transport.wait_disconnected()
        except TimeoutError:
            self._transport.disconnect(graceful=False)
