"""The stream of an `AsyncClient`: `async with ib.stream() as stream`, then `async for event in stream`."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Self

from ibkr._core.stream import Backoff, Conversation, Mailbox, Timing
from ibkr._core.stream.fields import DEFAULT_FIELDS
from ibkr._core.stream.mailbox import CAPACITY
from ibkr._socket import Connect, connect
from ibkr._socket.gateway import AsyncCaller, RestGateway
from ibkr._socket.supervisor import Supervisor
from ibkr.errors import StreamError

if TYPE_CHECKING:
    from types import TracebackType

    from ibkr.model.events import SessionStatus, StreamEvent


class AsyncStream:
    """One websocket to the gateway, kept alive, and the events that come from it.

    Wishes may be made at any time while it is open: they are sent when the
    session is ready and again after every reconnection. The connection is
    re-established without end; `Gap` tells when something may have been missed,
    `Resumed` when all is back.

    Source: spec/asyncapi.yaml.
    """

    def __init__(
        self,
        client: AsyncCaller,
        *,
        timing: Timing | None = None,
        backoff: Backoff | None = None,
        capacity: int = CAPACITY,
        connect: Connect = connect,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Nothing is opened before `async with`.

        Args:
            client: whose session, orders and clock the stream uses.
            timing: heartbeats, renewals and patience with silence.
            backoff: how soon a lost connection is tried again.
            capacity: events kept for a slow reader before reading stops.
            connect: opens the websocket; another one for tests and other transports.
            chance: numbers from 0 up to 1, for the back-off.
        """
        self._conversation = Conversation(timing=timing, backoff=backoff, chance=chance)
        self._gateway = RestGateway(client, connect, pause=self._conversation.timing.reading)
        self._outlet = _Outlet(Mailbox(capacity))
        self._supervisor = Supervisor(
            self._conversation, gateway=self._gateway, outlet=self._outlet, clock=client.clock
        )
        self._clock = client.clock
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Connect.

        Raises:
            NotAuthenticated, GatewayUnreachable, ...: the first connection could not be
                made. Later losses are events, not errors.
        """
        if self._task is not None:
            raise StreamError("A stream opens once. Make another one: ib.stream().")
        self._task = asyncio.create_task(self._supervisor.run(await self._gateway.dial()))
        self._task.add_done_callback(lambda _: self._outlet.wake())
        try:
            # A task that is cancelled before its first step would not close the connection.
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            await self.close()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close."""
        await self.close()

    async def close(self) -> None:
        """Close the connection and end the task. What has come already can still be read."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    # --- wishes -------------------------------------------------------------------------------

    def market_data(self, conid: int | str, *, fields: Iterable[str | int] = DEFAULT_FIELDS) -> None:
        """Ask for ticks of a contract (`conid` or `"conid@EXCHANGE"`): a `Quote` for each.

        Fields go by name, short name or tag; asking again adds fields. The stream
        renews the request before the gateway ends it.

        Raises:
            StreamError: an unknown field, none, more than 50, or the stream is closed.
        """
        self._check_open()
        self._conversation.want_quotes(conid, fields, self._clock.monotonic())
        self._supervisor.nudge()

    def unsubscribe_market_data(self, conid: int | str) -> None:
        """End the ticks of a contract, which frees its market data line."""
        self._check_open()
        self._conversation.drop_quotes(conid)
        self._supervisor.nudge()

    def orders(self) -> None:
        """Ask for order updates: first the live orders as they stand, then every change."""
        self._check_open()
        self._conversation.want_orders(self._clock.monotonic())
        self._supervisor.nudge()

    def unsubscribe_orders(self) -> None:
        """End the order updates."""
        self._check_open()
        self._conversation.drop_orders()
        self._supervisor.nudge()

    # --- events -------------------------------------------------------------------------------

    def __aiter__(self) -> Self:
        """The stream is its own iterator."""
        return self

    async def __anext__(self) -> StreamEvent:
        """The next event, as soon as there is one; the end when the stream is closed.

        Raises:
            StreamError: the stream was never opened, or ended by a fault of its own.
        """
        while not len(self._outlet):
            if self._running().done():
                self._end()
            await self._outlet.news()
        return self._outlet.take()

    @property
    def subscriptions(self) -> tuple[str, ...]:
        """What is asked for, oldest first: `smd+265598`, `sor`."""
        return self._conversation.subscriptions

    @property
    def status(self) -> SessionStatus:
        """The brokerage session as the stream last heard of it."""
        return self._conversation.status

    @property
    def conflated(self) -> int:
        """Quotes and heartbeats that a later one replaced before they were read."""
        return self._outlet.conflated

    def _running(self) -> asyncio.Task[None]:
        if self._task is None:
            raise StreamError("The stream is not open. Use it as `async with ib.stream() as stream:`.")
        return self._task

    def _check_open(self) -> None:
        if self._running().done():
            raise StreamError("The stream is closed. Open another one: ib.stream().")

    def _end(self) -> None:
        task = self._running()
        if not task.cancelled() and (fault := task.exception()):
            raise StreamError(f"The stream ended by a fault: {fault!r}. Open another one.") from fault
        raise StopAsyncIteration


class _Outlet:
    """A mailbox between two tasks of one loop."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        self._news = asyncio.Event()
        self._room = asyncio.Event()

    def __len__(self) -> int:
        return len(self._mailbox)

    @property
    def is_full(self) -> bool:
        return self._mailbox.is_full

    @property
    def conflated(self) -> int:
        return self._mailbox.conflated

    def put(self, events: Iterable[StreamEvent]) -> None:
        for event in events:
            self._mailbox.put(event)
        self._news.set()

    def take(self) -> StreamEvent:
        event = self._mailbox.take()
        if not self._mailbox.is_full:
            self._room.set()
        return event

    def wake(self) -> None:
        self._news.set()

    async def news(self) -> None:
        self._news.clear()
        await self._news.wait()

    async def room(self) -> None:
        while self._mailbox.is_full:
            self._room.clear()
            await self._room.wait()
