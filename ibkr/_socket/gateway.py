"""What a stream asks over REST: the token before it connects, the session when it is lost, what a gap hid."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import ssl
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar
from urllib.parse import urlsplit

import attrs
from ibkr_wire.operation import UNSET, Operation
from ibkr_wire.rest.api.accounts import brokerage
from ibkr_wire.rest.api.auth import tickle
from ibkr_wire.rest.api.orders import live
from ibkr_wire.rest.api.portfolio import positions
from ibkr_wire.rest.api.trades import executions

from ibkr import __version__
from ibkr._core.stream.frames import as_list, as_object
from ibkr._socket.connection import Address, Connect, Connection
from ibkr.errors import CompetingSession, ConfigError, NoBrokerageSession

if TYPE_CHECKING:
    from datetime import datetime

    from ibkr._core.stream.errands import Errand
    from ibkr.model.bars import Bar
    from ibkr.model.clock import Clock
    from ibkr.model.downloads import Downloaded
    from ibkr.model.market_events import MissingBars

T = TypeVar("T")

Verify = bool | str | ssl.SSLContext | None
"""None or True: verify, except on loopback where None skips it; a path: verify with that CA."""

# Each call for the live orders: whether it drops the list that the gateway keeps. A
# dropped list answers empty once; a filtered call by anybody leaves one that mutes `sor`.
# Source: spec/openapi/paths/orders.yaml, GET /iserver/account/orders.
FIRST_READING: Final = (True, False, False, False)
LATER_READING: Final = (False, False, True, False)

POSITIONS_A_PAGE: Final = 100
MOST_PAGES: Final = 100

Row = dict[str, Any]


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


class AsyncSessionCaller(Protocol):
    """The session of a client whose calls are awaited."""

    async def tickle(self) -> str:
        """Keep the login alive, open the brokerage session where policy allows; the state after it."""
        ...


class SyncSessionCaller(Protocol):
    """The session of a client whose calls block."""

    def tickle(self) -> str:
        """As `AsyncSessionCaller.tickle`."""
        ...


class AsyncHistoryCaller(Protocol):
    """The history of a client whose calls are awaited."""

    async def download(
        self, contracts: int, start: datetime, end: datetime, bar: Any, *, outside_rth: bool, exchange: str
    ) -> Downloaded:
        """Bars that open from `start` until just before `end`."""
        ...


class SyncHistoryCaller(Protocol):
    """The history of a client whose calls block."""

    def download(
        self, contracts: int, start: datetime, end: datetime, bar: Any, *, outside_rth: bool, exchange: str
    ) -> Downloaded:
        """As `AsyncHistoryCaller.download`."""
        ...


class AsyncCaller(Caller, Protocol):
    """A client whose calls are awaited."""

    @property
    def history(self) -> AsyncHistoryCaller:
        """Its history."""
        ...

    @property
    def session(self) -> AsyncSessionCaller:
        """Its session."""
        ...

    async def call(self, op: Operation[T], /) -> T:
        """Call the gateway."""
        ...


class SyncCaller(Caller, Protocol):
    """A client whose calls block."""

    @property
    def history(self) -> SyncHistoryCaller:
        """Its history."""
        ...

    @property
    def session(self) -> SyncSessionCaller:
        """Its session."""
        ...

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
        self.session = self
        self.history = self

    def download(self, *what: Any, **how: Any) -> Awaitable[Downloaded]:
        """As `AsyncHistoryCaller.download`, without holding up the loop."""
        return asyncio.to_thread(self._client.history.download, *what, **how)

    def call(self, op: Operation[T], /) -> Awaitable[T]:
        """Call the gateway without holding up the loop."""
        return asyncio.to_thread(self._client.call, op)

    async def tickle(self) -> str:
        """As `AsyncSessionCaller.tickle`, without holding up the loop."""
        return await asyncio.to_thread(self._client.session.tickle)


Told = str | Callable[[], str] | None
SaidToo = Mapping[str, str] | Callable[[], Mapping[str, str]] | None


@attrs.frozen
class Door:
    """Where a stream connects and what it says there, as far as it is not the client's own gateway.

    A function is asked anew at each connection: tokens in an address or a header expire.
    """

    url: Told = attrs.field(default=None, repr=False)
    headers: SaidToo = attrs.field(default=None, repr=False)
    tls: ssl.SSLContext | None = None

    def address(self, client: Caller | InThread, token: str | None) -> Address:
        """The address of now. Raises `ConfigError` if certificates of another host are not to be checked."""
        own = self.url() if callable(self.url) else self.url
        url = own or websocket_url(client.base_url)
        more = (self.headers() if callable(self.headers) else self.headers) or {}
        tls = self.tls or tls_context(url, client.verify)
        return Address(url, {**headers(url, token), **more}, tls)


class RestGateway:
    """The gateway of a client, as a stream sees it."""

    def __init__(
        self, client: AsyncCaller | InThread, connect: Connect, *, pause: float, door: Door | None = None
    ) -> None:
        """`connect` opens the websocket; `pause` lies between two calls for the live orders, in seconds."""
        self._client = client
        self._connect = connect
        self._door = door or Door()
        if not (callable(self._door.url) or callable(self._door.headers)):
            # A wrong setting is told at once, not at the first connection.
            self._door.address(client, None)
        self._pause = pause
        self._reading = FIRST_READING

    async def dial(self) -> Connection:
        """A new connection with the session's token of now.

        Raises:
            IbkrError: no session, or no websocket; see `ibkr._socket.connect`.
        """
        answer = await self._client.call(tickle.operation())
        token = None if answer.session is UNSET else answer.session
        # Without this call in the session, market data and orders stay mute. Without a
        # brokerage session it is made when that is back.
        # Source: spec/asyncapi.yaml, x-ibkr-needs of smd and sor.
        with contextlib.suppress(NoBrokerageSession, CompetingSession):
            await self._client.call(brokerage.operation())
        return await self._connect(self._door.address(self._client, token))

    async def open_session(self) -> str:
        """Open the brokerage session where the client's policy allows it; the state after it: `ready`, ...

        Raises:
            IbkrError: it cannot be opened; the error says the next step.
        """
        state = await self._client.session.tickle()
        if state == "ready":
            await self._client.call(brokerage.operation())
        return state

    async def read(self, errand: Errand) -> Iterable[Any]:
        """What an errand asks for, row by row under the gateway's own keys; bars as `Bar`."""
        match errand.subject:
            case "bars":
                assert errand.missing is not None, "an errand for bars says which"
                return await self._bars(errand.missing)
            case "orders":
                return await self._live_orders()
            case "executions":
                return rows(await self._client.call(plain(executions.operation(days=errand.days))))
            case "positions":
                return await self._positions(errand.account or "")

    async def _positions(self, account: str) -> list[Row]:
        found: list[Row] = []
        for page in range(MOST_PAGES):
            more = rows(await self._client.call(plain(positions.operation(account, page))))
            found += more
            if len(more) < POSITIONS_A_PAGE:
                break
        return found

    async def _bars(self, missing: MissingBars) -> Iterable[Bar]:
        conid, _, exchange = missing.target.partition("@")
        # Ticks come outside regular hours too, and so do the bars that they make.
        found = await self._client.history.download(
            int(conid), missing.since, missing.until, missing.size, outside_rth=True, exchange=exchange
        )
        for error in found.failed.values():
            raise error
        return found.bars.get(int(conid), ())

    async def _live_orders(self) -> list[Row]:
        """The live orders.

        A list is to be trusted when it says `snapshot`. Between two calls the pause
        that the gateway demands is made here, where it can be cancelled.
        """
        answer: Row = {}
        for turn, force in enumerate(self._reading):
            if turn:
                await self._client.clock.asleep(self._pause)
            asked = live.operation(force=True) if force else live.operation()
            answer = as_object(await self._client.call(plain(asked))) or {}
            if answer.get("snapshot") is True and not force:
                break
        self._reading = LATER_READING
        return rows(answer.get("orders"))


def plain(typed: Operation[Any]) -> Operation[Any]:
    """The call read as plain JSON: every key counts, also one without a name."""
    return Operation(typed.info, typed.path, type=Any, params=typed.params, account=typed.account)


def rows(answer: object) -> list[Row]:
    """The objects of a list."""
    return [row for row in map(as_object, as_list(answer) or []) if row is not None]


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
