"""The stream of a `Client`: `with ib.stream() as stream`, then `for event in stream`.

Written by hand: the loop that keeps the connection alive runs in a thread of its
own, and this is a blocking iterator over it. Every other module of this folder is
derived from `_async`.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Self

from ibkr._core.stream import Backoff, Conversation, Mailbox, Timing
from ibkr._core.stream.fields import DEFAULT_FIELDS, tags_of
from ibkr._core.stream.mailbox import CAPACITY
from ibkr._socket import Connect, connect
from ibkr._socket.gateway import InThread, RestGateway, SyncCaller
from ibkr._socket.supervisor import Supervisor
from ibkr.errors import StreamError

if TYPE_CHECKING:
    from types import TracebackType

    from ibkr.model.events import SessionStatus, StreamEvent

logger = logging.getLogger("ibkr.stream")


class Stream:
    """One websocket to the gateway, kept alive, and the events that come from it.

    Wishes may be made at any time while it is open, from any thread: they are sent
    when the session is ready and again after every reconnection. The connection is
    re-established without end; `Gap` tells when something may have been missed,
    `Resumed` when all is back.

    Source: spec/asyncapi.yaml.
    """

    def __init__(
        self,
        client: SyncCaller,
        *,
        timing: Timing | None = None,
        backoff: Backoff | None = None,
        capacity: int = CAPACITY,
        connect: Connect = connect,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Nothing is opened before `with`.

        Args:
            client: whose session, orders and clock the stream uses.
            timing: heartbeats, renewals and patience with silence.
            backoff: how soon a lost connection is tried again.
            capacity: events kept for a slow reader before reading stops.
            connect: opens the websocket; another one for tests and other transports.
            chance: numbers from 0 up to 1, for the back-off.
        """
        self._conversation = Conversation(timing=timing, backoff=backoff, chance=chance)
        self._gateway = RestGateway(InThread(client), connect, pause=self._conversation.timing.reading)
        self._outlet = _Outlet(Mailbox(capacity))
        self._supervisor = Supervisor(
            self._conversation, gateway=self._gateway, outlet=self._outlet, clock=client.clock
        )
        self._clock = client.clock
        self._thread: threading.Thread | None = None
        self._began: Future[tuple[asyncio.AbstractEventLoop, asyncio.Task[None]]] = Future()
        self._opened: Future[None] = Future()
        self._fault: BaseException | None = None

    def __enter__(self) -> Self:
        """Connect.

        Raises:
            NotAuthenticated, GatewayUnreachable, ...: the first connection could not be
                made. Later losses are events, not errors.
        """
        if self._thread is not None:
            raise StreamError("A stream opens once. Make another one: ib.stream().")
        self._thread = threading.Thread(target=self._run, name="ibkr-stream", daemon=True)
        self._thread.start()
        try:
            self._opened.result()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Close the connection and end the thread. What has come already can still be read."""
        if self._thread is None:
            return
        loop, task = self._began.result()
        # A loop that is closed already has nothing left to cancel.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(task.cancel)
        self._thread.join()

    # --- wishes -------------------------------------------------------------------------------

    def market_data(self, conid: int | str, *, fields: Iterable[str | int] = DEFAULT_FIELDS) -> None:
        """Ask for ticks of a contract (`conid` or `"conid@EXCHANGE"`): a `Quote` for each.

        Fields go by name, short name or tag; asking again adds fields. The stream
        renews the request before the gateway ends it.

        Raises:
            StreamError: an unknown field, none, more than 50, or the stream is closed.
        """
        tags = tags_of(fields)
        self._wish(lambda: self._conversation.want_quotes(conid, tags, self._clock.monotonic()))

    def unsubscribe_market_data(self, conid: int | str) -> None:
        """End the ticks of a contract, which frees its market data line."""
        self._wish(lambda: self._conversation.drop_quotes(conid))

    def orders(self) -> None:
        """Ask for order updates: first the live orders as they stand, then every change."""
        self._wish(lambda: self._conversation.want_orders(self._clock.monotonic()))

    def unsubscribe_orders(self) -> None:
        """End the order updates."""
        self._wish(self._conversation.drop_orders)

    def _wish(self, note: Callable[[], None]) -> None:
        """Have the thread note the wish and act on it."""

        def carry_out() -> None:
            note()
            self._supervisor.nudge()

        loop, _ = self._running()
        try:
            loop.call_soon_threadsafe(carry_out)
        except RuntimeError as error:
            raise StreamError("The stream is closed. Open another one: ib.stream().") from error

    # --- events -------------------------------------------------------------------------------

    def __iter__(self) -> Self:
        """The stream is its own iterator."""
        return self

    def __next__(self) -> StreamEvent:
        """The next event: waits until there is one; the end when the stream is closed.

        Raises:
            StreamError: the stream was never opened, or ended by a fault of its own.
        """
        self._running()
        event = self._outlet.take()
        if event is not None:
            return event
        if self._fault is not None:
            raise StreamError(
                f"The stream ended by a fault: {self._fault!r}. Open another one."
            ) from self._fault
        raise StopIteration

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

    # --- the thread ---------------------------------------------------------------------------

    def _running(self) -> tuple[asyncio.AbstractEventLoop, asyncio.Task[None]]:
        if self._thread is None:
            raise StreamError("The stream is not open. Use it as `with ib.stream() as stream:`.")
        return self._began.result()

    def _run(self) -> None:
        try:
            asyncio.run(self._live())
        except asyncio.CancelledError:
            logger.debug("stream closed")
        except BaseException as fault:
            self._fault = fault
        finally:
            self._outlet.end()

    async def _live(self) -> None:
        task = asyncio.current_task()
        assert task is not None, "asyncio.run makes a task"
        self._began.set_result((asyncio.get_running_loop(), task))
        try:
            connection = await self._gateway.dial()
        except BaseException as error:
            self._opened.set_exception(error)
            raise
        self._opened.set_result(None)
        await self._supervisor.run(connection)


class _Outlet:
    """A mailbox between the stream's loop and the threads that read it."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        self._news = threading.Condition()
        self._room = asyncio.Event()
        self._waiting: asyncio.AbstractEventLoop | None = None
        self._ended = False

    @property
    def is_full(self) -> bool:
        return self._mailbox.is_full

    @property
    def conflated(self) -> int:
        return self._mailbox.conflated

    def put(self, events: Iterable[StreamEvent]) -> None:
        with self._news:
            for event in events:
                self._mailbox.put(event)
            self._news.notify()

    def take(self) -> StreamEvent | None:
        """The oldest event, as soon as there is one; None when there will be no more."""
        with self._news:
            self._news.wait_for(lambda: self._ended or len(self._mailbox))
            if not len(self._mailbox):
                return None
            event = self._mailbox.take()
            self._make_room()
        return event

    def end(self) -> None:
        with self._news:
            self._ended = True
            self._news.notify_all()

    async def room(self) -> None:
        while self._is_crowded():
            await self._room.wait()

    def _is_crowded(self) -> bool:
        with self._news:
            self._room.clear()
            self._waiting = asyncio.get_running_loop() if self._mailbox.is_full else None
            return self._waiting is not None

    def _make_room(self) -> None:
        loop = self._waiting
        if loop is None or self._mailbox.is_full:
            return
        self._waiting = None
        # A loop that is closed waits for nothing.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(self._room.set)
