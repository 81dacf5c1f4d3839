"""What every websocket here has in common: the address, the frames that wait, the words for an end."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final, Protocol

import attrs

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

MOST_WAITING: Final = 2000
"""Messages kept for whom they are for before no more is read from the network."""

UNAUTHORIZED: Final = frozenset({401, 403})
BROKEN: Final = "the connection broke without a word"


class Disconnected(Exception):
    """The connection is gone; the message says how."""


class Connection(Protocol):
    """An open websocket, as far as a stream uses it."""

    async def send(self, frame: str) -> None:
        """Send one text frame. Raises `Disconnected`."""
        ...

    async def receive(self) -> Sequence[str | bytes]:
        """All frames that have come, oldest first; at least one, whenever it comes. Raises `Disconnected`."""
        ...

    async def close(self) -> None:
        """Close; nothing happens if it is closed."""
        ...


@attrs.frozen
class Address:
    """Where to connect, and what to say at the door."""

    url: str = attrs.field(repr=lambda url: url.partition("?")[0])
    """The query may hold a token: it is not shown, nor logged."""

    headers: Mapping[str, str] = attrs.field(repr=False)
    """Holds the session's token: not shown, not logged."""

    tls: ssl.SSLContext | None = None
    timeout: float = 10.0
    """Seconds for the whole handshake."""

    @property
    def place(self) -> str:
        """The address without its query, for messages."""
        return self.url.partition("?")[0]


Connect = Callable[[Address], Awaitable[Connection]]


class Inbox:
    """Messages from the network's callbacks to the task that waits for them."""

    def __init__(self) -> None:
        """Begin empty."""
        self._messages: list[bytes] = []
        self._waiter: asyncio.Future[None] | None = None
        self._end: str | None = None
        self._is_paused = False
        self.pause: Callable[[], None] = nothing
        self.resume: Callable[[], None] = nothing

    def put(self, messages: Sequence[bytes]) -> None:
        """Messages came."""
        self._messages += messages
        self.ring()

    def ring(self) -> None:
        """Wake the reader; stop the network if he is far behind."""
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_result(None)
        if len(self._messages) > MOST_WAITING and not self._is_paused:
            self._is_paused = True
            self.pause()

    def add(self, message: bytes) -> None:
        """One message came."""
        self._messages.append(message)
        if self._waiter is not None or len(self._messages) > MOST_WAITING:
            self.ring()

    def end(self, farewell: str) -> None:
        """No more will come."""
        if self._end is None:
            self._end = farewell
        self.ring()

    @property
    def farewell(self) -> str | None:
        """How the connection ended; None while it is open."""
        return self._end

    async def take(self) -> list[bytes]:
        """All messages, as soon as there are some. Raises `Disconnected` when there will be none."""
        if not self._messages:
            if self._end is not None:
                raise Disconnected(self._end)
            self._waiter = asyncio.get_running_loop().create_future()
            try:
                await self._waiter
            finally:
                self._waiter = None
        messages, self._messages = self._messages, []
        if self._is_paused:
            self._is_paused = False
            self.resume()
        return messages or await self.take()


def nothing() -> None:
    """Nobody to tell."""


def farewell(code: int | None, reason: str) -> str:
    """How a connection ended, in words."""
    # The gateway program closes with 1000 and no reason, whatever the cause.
    if code is None:
        return BROKEN
    return f"the gateway closed the connection (code {code}{', ' if reason else ''}{reason})"


Refusal = TransportError | StreamError | NotAuthenticated


def refusal(error: BaseException, address: Address, *, status: int | None = None) -> Refusal:
    """The error for a connection that could not be opened."""
    place = address.place
    if status in UNAUTHORIZED:
        return NotAuthenticated(
            f"The gateway refused the stream at {place}. Log in there with a browser, then try again.",
            status=status,
        )
    match error:
        case TimeoutError():
            return GatewayTimeout(f"The gateway at {place} did not answer the websocket handshake in time.")
        case ssl.SSLCertVerificationError():
            return CertificateProblem(
                f"The certificate of {place} is not verified ({error.verify_message}). Give its CA: verify=…"
            )
        case OSError():
            return GatewayUnreachable(f"Nobody answers at {place}. Start the gateway, or correct base_url.")
        case _:
            return StreamError(f"No websocket at {place}: {error}. Check base_url.")
