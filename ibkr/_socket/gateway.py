"""What a stream asks over REST: the session's token before it connects, the live orders after a gap."""

from __future__ import annotations

import asyncio
import ipaddress
import ssl
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar
from urllib.parse import urlsplit

from ibkr_wire.operation import UNSET, Operation
from ibkr_wire.rest.api.accounts import brokerage
from ibkr_wire.rest.api.auth import tickle
from ibkr_wire.rest.api.orders import live

from ibkr import __version__
from ibkr._core.stream.frames import as_list, as_object
from ibkr._socket import Address, Connect, Connection
from ibkr.errors import ConfigError

if TYPE_CHECKING:
    from ibkr.model.clock import Clock

T = TypeVar("T")

Verify = bool | str | ssl.SSLContext | None
"""None or True: verify, except on loopback where None skips it; a path: verify with that CA."""

# Each call for the live orders: whether it drops the list that the gateway keeps. A
# dropped list answers empty once; a filtered call by anybody leaves one that mutes `sor`.
# Source: spec/openapi/paths/orders.yaml, GET /iserver/account/orders.
FIRST_READING: Final = (True, False, False, False)
LATER_READING: Final = (False, False, True, False)


class Caller(Protocol):
    """A client, as far as a stream needs it: the rest of it may be synchronous or not."""

    @property
    def base_url(self) -> str:
        """Such as https://localhost:5000/v1/api."""
        ...

    @property
    def clock(self) -> Clock:
        """The client's time."""
        ...

    @property
    def verify(self) -> Verify:
        """How certificates are checked."""
        ...


class AsyncCaller(Caller, Protocol):
    """A client whose calls are awaited."""

    async def call(self, op: Operation[T], /) -> T:
        """Call the gateway."""
        ...


class SyncCaller(Caller, Protocol):
    """A client whose calls block."""

    def call(self, op: Operation[T], /) -> T:
        """Call the gateway."""
        ...


class InThread:
    """A blocking client, awaited: each call runs in a thread of its own."""

    def __init__(self, client: SyncCaller) -> None:
        """Borrow the client."""
        self._client = client
        self.base_url = client.base_url
        self.clock = client.clock
        self.verify = client.verify

    def call(self, op: Operation[T], /) -> Awaitable[T]:
        """Call the gateway without holding up the loop."""
        return asyncio.to_thread(self._client.call, op)


class RestGateway:
    """The gateway of a client, as a stream sees it."""

    def __init__(self, client: AsyncCaller | InThread, connect: Connect, *, pause: float) -> None:
        """`connect` opens the websocket; `pause` lies between two calls for the live orders, in seconds."""
        self._client = client
        self._connect = connect
        self._url = websocket_url(client.base_url)
        self._tls = tls_context(self._url, client.verify)
        self._pause = pause
        self._reading = FIRST_READING

    async def dial(self) -> Connection:
        """A new connection with the session's token of now.

        Raises:
            IbkrError: no session, or no websocket; see `ibkr._socket.connect`.
        """
        answer = await self._client.call(tickle.operation())
        # Without this call in the session, market data and orders stay mute.
        # Source: spec/asyncapi.yaml, x-ibkr-needs of smd and sor.
        await self._client.call(brokerage.operation())
        token = None if answer.session is UNSET else answer.session
        return await self._connect(Address(self._url, headers(self._url, token), self._tls))

    async def live_orders(self) -> list[dict[str, Any]]:
        """The live orders under the gateway's own keys.

        A list is to be trusted when it says `snapshot`. Between two calls the pause
        that the gateway demands is made here, where it can be cancelled.
        """
        answer: dict[str, Any] = {}
        for turn, force in enumerate(self._reading):
            if turn:
                await self._client.clock.asleep(self._pause)
            answer = as_object(await self._client.call(plain_list(force=force))) or {}
            if answer.get("snapshot") is True and not force:
                break
        self._reading = LATER_READING
        return [row for row in map(as_object, as_list(answer.get("orders")) or []) if row is not None]


def plain_list(*, force: bool) -> Operation[Any]:
    """The call for the live orders, read as plain JSON: every key counts, also one without a name."""
    typed = live.operation(force=True) if force else live.operation()
    return Operation(typed.info, typed.path, type=Any, params=typed.params)


def websocket_url(base_url: str) -> str:
    """The stream's address beside a REST address: `https://host/v1/api` → `wss://host/v1/api/ws`."""
    return f"ws{base_url.removeprefix('http').rstrip('/')}/ws"


def headers(url: str, token: str | None) -> dict[str, str]:
    """What is said at the door. Source: spec/asyncapi.yaml, handshake."""
    place = urlsplit(url)
    said = {
        "Origin": f"{place.scheme.replace('ws', 'http')}://{place.netloc}",
        "User-Agent": f"ibkr/{__version__}",
    }
    return said if token is None else {**said, "Cookie": f'api={{"session":"{token}"}}'}


def tls_context(url: str, verify: Verify) -> ssl.SSLContext | None:
    """The rule for certificates: skipped on loopback, where the gateway signs its own; checked elsewhere.

    Raises:
        ConfigError: the check is to be skipped for another host.
    """
    if not url.startswith("wss:"):
        return None
    if isinstance(verify, ssl.SSLContext):
        return verify
    host = urlsplit(url).hostname or ""
    if verify is False and not is_loopback(host):
        raise ConfigError(f"Certificates of {host} must be checked. Give its CA: verify='ca.pem'.")
    context = ssl.create_default_context(cafile=verify if isinstance(verify, str) else None)
    if verify is False or (verify is None and is_loopback(host)):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    # The upgrade exists in HTTP/1.1 only.
    context.set_alpn_protocols(["http/1.1"])
    return context


def is_loopback(host: str) -> bool:
    """Whether the host is this machine by name or number."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
