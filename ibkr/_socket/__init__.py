"""The websocket: the only importer of `websockets`.

A connection here moves frames and closes; every decision is made elsewhere. The
gateway speaks HTTP/1.1 and sends binary frames, which arrive as bytes. Pings of
the protocol are off: the gateway beats by itself, and silence is judged by that.

Source: spec/asyncapi.yaml, server and handshake.
"""

from __future__ import annotations

import ssl
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, Protocol

import attrs
from websockets.asyncio.client import ClientConnection
from websockets.asyncio.client import connect as open_websocket
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus

from ibkr.errors import (
    CertificateProblem,
    GatewayTimeout,
    GatewayUnreachable,
    NotAuthenticated,
    StreamError,
    TransportError,
)

# The gateway program cuts at 64 KiB; the hosted side is not known to have a limit.
LARGEST_FRAME: Final = 16 * 1024 * 1024
UNAUTHORIZED: Final = frozenset({401, 403})


class Disconnected(Exception):
    """The connection is gone; the message says how."""


class Connection(Protocol):
    """An open websocket, as far as a stream uses it."""

    async def send(self, frame: str) -> None:
        """Send one text frame. Raises `Disconnected`."""
        ...

    async def receive(self) -> str | bytes:
        """The next frame, whenever it comes. Raises `Disconnected`."""
        ...

    async def close(self) -> None:
        """Close; nothing happens if it is closed."""
        ...


@attrs.frozen
class Address:
    """Where to connect, and what to say at the door."""

    url: str
    headers: Mapping[str, str] = attrs.field(repr=False)
    """Holds the session's token: not shown, not logged."""
    tls: ssl.SSLContext | None = None
    timeout: float = 10.0
    """Seconds for the whole handshake."""


Connect = Callable[[Address], Awaitable[Connection]]


async def connect(address: Address) -> Connection:
    """Open a websocket.

    Raises:
        GatewayUnreachable: nobody listens there.
        GatewayTimeout: no answer to the handshake in time.
        CertificateProblem: the certificate could not be verified.
        NotAuthenticated: the gateway refused the session.
        StreamError: it answered something else than a websocket.
    """
    try:
        return WebSocket(await _open(address))
    except (OSError, InvalidHandshake, EOFError) as error:
        raise _refusal(error, address.url) from error


async def _open(address: Address) -> ClientConnection:
    return await open_websocket(
        address.url,
        additional_headers=address.headers,
        user_agent_header=None,
        ssl=address.tls,
        # A proxy would have to come from the environment, which the library does not read.
        proxy=None,
        # Frames are small and frequent: compressing costs more than it saves.
        compression=None,
        open_timeout=address.timeout,
        close_timeout=1.0,
        ping_interval=None,
        max_size=LARGEST_FRAME,
    )


class WebSocket:
    """A `Connection` over `websockets`."""

    def __init__(self, connection: ClientConnection) -> None:
        """Take over an open connection."""
        self._connection = connection

    async def send(self, frame: str) -> None:
        """Send one text frame. Raises `Disconnected`."""
        try:
            await self._connection.send(frame)
        except ConnectionClosed as error:
            raise Disconnected(_farewell(error)) from error

    async def receive(self) -> bytes:
        """The next frame as bytes, text or not: the decoder reads UTF-8. Raises `Disconnected`."""
        try:
            return await self._connection.recv(decode=False)
        except ConnectionClosed as error:
            raise Disconnected(_farewell(error)) from error

    async def close(self) -> None:
        """Close; nothing happens if it is closed."""
        await self._connection.close()


def _farewell(error: ConnectionClosed) -> str:
    # The gateway program closes with 1000 and no reason, whatever the cause.
    if error.rcvd is None:
        return "the connection broke without a word"
    reason = f", {error.rcvd.reason}" if error.rcvd.reason else ""
    return f"the gateway closed the connection (code {error.rcvd.code}{reason})"


def _refusal(error: Exception, url: str) -> TransportError | StreamError | NotAuthenticated:
    match error:
        case TimeoutError():
            return GatewayTimeout(f"The gateway at {url} did not answer the websocket handshake in time.")
        case ssl.SSLCertVerificationError():
            return CertificateProblem(
                f"The certificate of {url} is not verified ({error.verify_message}). Give its CA: verify=…"
            )
        case OSError():
            return GatewayUnreachable(f"Nobody answers at {url}. Start the gateway, or correct base_url.")
        case InvalidStatus() if error.response.status_code in UNAUTHORIZED:
            return NotAuthenticated(
                f"The gateway refused the stream at {url}. Log in there with a browser, then try again.",
                status=error.response.status_code,
            )
        case _:
            return StreamError(f"No websocket at {url}: {error}. Check base_url.")
