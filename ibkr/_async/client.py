"""The client: groups of operations by noun, and the session behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self, TypeVar

from ibkr_wire.resources.asynchronous.auth import Auth

from ibkr._async._shell import AsyncShell
from ibkr._async.accounts import AsyncAccounts
from ibkr._async.contracts import AsyncContracts
from ibkr._async.groups import AsyncLazyGroups
from ibkr._async.history import AsyncHistory
from ibkr._async.market_data import AsyncMarketData
from ibkr._async.orders import AsyncOrders
from ibkr._async.portfolio import AsyncPortfolio
from ibkr._async.session import AsyncSession
from ibkr._async.trades import AsyncTrades
from ibkr._core import raw
from ibkr._core.authority import stream_door
from ibkr._core.desk import DEFAULT_BASE_URL, DEFAULT_RESET_WAIT, Desk
from ibkr._core.exchange import Answer, exchange_answer
from ibkr._core.health import Health, health
from ibkr._core.journal import Journal
from ibkr._core.limiting import check_limits
from ibkr._core.observing import RequestHook, hooks_of
from ibkr._core.recall import AnswerBook
from ibkr._core.resets import waiting
from ibkr._core.sharing import shared_pacing
from ibkr._core.stream.guarding import exercise_guard
from ibkr._disk.contract_cache import open_cache
from ibkr._disk.journal_file import open_journal
from ibkr._http import DEFAULT_TIMEOUT, AsyncConnection, Endpoint
from ibkr.model.clock import SystemClock

if TYPE_CHECKING:
    import os
    import ssl
    from types import TracebackType

    import httpx
    from ibkr_wire.operation import Operation

    from ibkr._async.stream import AsyncStream
    from ibkr._core.authority import Authority
    from ibkr._core.drift import DriftLog
    from ibkr._core.pacing import Pacing
    from ibkr.model.clock import Clock
    from ibkr.model.limits import Limits

T = TypeVar("T")


class AsyncClient(AsyncLazyGroups):
    """One gateway and its session.

    Calls wait for the gateway's limits by themselves, come back typed, and fail with
    an error that names the next step. Close it, or use it in an `async with` block.
    """

    def __init__(
        self,
        base_url: str = DEFAULT_BASE_URL,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        verify: str | ssl.SSLContext | bool | None = None,
        auth: Authority | None = None,
        strict: bool = False,
        read_only: bool = False,
        live: bool = False,
        limits: Limits | None = None,
        journal: str | os.PathLike[str] | None = None,
        cache: str | os.PathLike[str] | None = None,
        compete: bool = False,
        clock: Clock | None = None,
        pacing: Pacing | None = None,
        timeout: float = DEFAULT_TIMEOUT,
        keep_alive: bool = True,
        on_request: RequestHook | Sequence[RequestHook] | None = None,
        reset_wait: float = DEFAULT_RESET_WAIT,
    ) -> None:
        """Open nothing yet: the first call connects.

        Args:
            base_url: the gateway's address with its path, as https://localhost:5000/v1/api.
            transport: an httpx transport, which takes the place of the client's own connections.
            verify: path of a CA file, or TLS settings. By default certificates are checked
                everywhere but on this machine's own addresses, where the gateway signs its own.
            auth: signs the calls, for the hosted API where no gateway does: `ibkr.auth.OAuth1(...)`.
            strict: raise `DecodeError` where an answer differs from its description, in place of
                keeping what came and noting it in `drift`.
            read_only: refuse, before sending, whatever would change an account.
            live: allow orders on accounts that are not paper accounts.
            limits: refuse, before sending, orders beyond these.
            journal: path of a file in which every order is written down before it is sent, so that
                `orders.recover()` can find out after a crash what became of it. One client at a time.
            cache: path of a file in which descriptions of contracts are remembered from one run to the
                next, for a day or a week; processes may share it. Without it memory serves.
            compete: take the brokerage session back from another login, a few times at most.
            clock: where time comes from.
            pacing: the gateway's limits, where they shall be others than the usual ones, which all clients of
                a gateway in this process share.
            timeout: seconds to wait for an answer.
            keep_alive: tickle the gateway once a minute from the first call on.
            on_request: called with an `ibkr.RequestEvent` for every request; one function or several.
            reset_wait: the longest time, in seconds, that a call which only reads waits for the end of
                IBKR's daily reset; 0 raises at once.

        Raises:
            ConfigError: the address, `verify`, `on_request` or `reset_wait` cannot work, or the cache cannot
                be opened.
            JournalError: the journal cannot be opened, or another client has it.
        """
        endpoint = Endpoint(base_url, timeout=timeout)
        clock = clock or SystemClock()
        self._desk = Desk(
            endpoint.base_url,
            clock,
            pacing or shared_pacing(endpoint.base_url, clock=clock, transport=transport, auth=auth),
            strict=strict,
            read_only=read_only,
            live=live,
            compete=compete,
            auth=auth,
            limits=limits,
            guards=(check_limits,),
            answers=AnswerBook(None if cache is None else open_cache(cache, now=clock.now())),
            hooks=hooks_of(on_request),
            reset_wait=waiting(reset_wait),
            journal=Journal() if journal is None else open_journal(journal, clock),
        )
        self._shell = AsyncShell(
            self._desk, AsyncConnection(endpoint, transport, verify), keep_alive=keep_alive
        )
        self._verify = verify
        self.auth = Auth(self._shell)
        self.accounts = AsyncAccounts(self._shell)
        self.trades = AsyncTrades(self._shell)
        self.portfolio = AsyncPortfolio(self._shell)
        self.contracts = AsyncContracts(self._shell)
        self.market_data = AsyncMarketData(self._shell)
        self.history = AsyncHistory(self._shell)
        self.orders = AsyncOrders(self._shell)
        self.session = AsyncSession(self._shell)

    # --- what the client was told --------------------------------------------------------------

    @property
    def base_url(self) -> str:
        """The gateway's address."""
        return self._desk.base_url

    @property
    def clock(self) -> Clock:
        """Where time comes from."""
        return self._desk.clock

    @property
    def verify(self) -> str | ssl.SSLContext | bool | None:
        """How certificates are checked."""
        return self._verify

    @property
    def pacing(self) -> Pacing:
        """The gateway's limits, with their statistics, which tell of all clients that share them."""
        return self._desk.pacing

    @property
    def drift(self) -> DriftLog:
        """Where answers differed from their description so far."""
        return self._desk.drift

    # --- any operation -------------------------------------------------------------------------

    async def call(self, operation: Operation[T], /) -> T:
        """The typed answer of any operation of `ibkr_wire.rest.api`."""
        return await self._shell.call(operation)

    async def answer(self, operation: Operation[T], /) -> Answer[T]:
        """As `call`, with the raw body, status, headers and the fields that have no name yet."""
        return await self._shell.run(exchange_answer(operation, self._desk))

    async def get(self, path: str, *, params: Mapping[str, object] | None = None) -> Any:
        """The JSON answer of a path, such as /iserver/accounts; paced as every call."""
        return await self._shell.call(raw.operation("GET", path, params=params))

    async def post(
        self, path: str, body: object = None, *, params: Mapping[str, object] | None = None
    ) -> Any:
        """As `get`, by POST. Guards and lanes hold: whatever could trade is treated as an order."""
        return await self._shell.call(raw.operation("POST", path, params=params, body=body))

    async def put(self, path: str, body: object = None, *, params: Mapping[str, object] | None = None) -> Any:
        """As `post`, by PUT."""
        return await self._shell.call(raw.operation("PUT", path, params=params, body=body))

    async def delete(self, path: str, *, params: Mapping[str, object] | None = None) -> Any:
        """As `post`, by DELETE."""
        return await self._shell.call(raw.operation("DELETE", path, params=params))

    async def health(self) -> Health:
        """Session, keep-alive, limits and drift at one look."""
        return await self._shell.run(health(self._desk))

    def stream(self, *, exercise: bool = False, **options: Any) -> AsyncStream:
        """A stream over this client's gateway; see `ibkr.AsyncStream` for the options.

        `exercise` allows to exercise options over it, which are orders.

        Raises:
            Guarded: options are to be exercised by a client that is read-only.
        """
        from ibkr._async.stream import AsyncStream

        guard = exercise_guard(self._desk, exercise=exercise)
        stream = AsyncStream(self, guard=guard, **{**stream_door(self._desk), **options})
        self._desk.streams.add(stream)
        return stream

    # --- life ----------------------------------------------------------------------------------

    async def close(self) -> None:
        """End the keep-alive and close the connections; safe to repeat."""
        await self._shell.aclose()
        self._desk.answers.close()
        self._desk.journal.close()

    async def __aenter__(self) -> Self:
        """The client itself."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        await self.close()
