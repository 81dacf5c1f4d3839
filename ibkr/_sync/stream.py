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
import weakref
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from ibkr._core.stream import Backoff, Conversation, Timing
from ibkr._core.stream.audience import Audience, Pick, Seat
from ibkr._core.stream.bars import FIELDS, BarFeed
from ibkr._core.stream.filters import asked_quotes, made_by, only
from ibkr._core.stream.guarding import Guard, forbidden
from ibkr._core.stream.mailbox import CAPACITY
from ibkr._core.stream.surface import StreamSurface, Wish
from ibkr._socket import Connect, connect
from ibkr._socket.gateway import Door, InThread, RestGateway, SaidToo, SyncCaller, Told
from ibkr._socket.supervisor import Supervisor
from ibkr.errors import StreamError
from ibkr.model.events import Execution, OrderUpdate, Quote, StreamEvent

if TYPE_CHECKING:
    import ssl
    from types import TracebackType

    from ibkr.model.bars import Bar, Bars
    from ibkr.model.market_events import MissingBars

logger = logging.getLogger("ibkr.stream")

EventT = TypeVar("EventT")


class Stream(StreamSurface):
    """One websocket to the gateway, kept alive, and the events that come from it.

    Wishes may be made at any time while it is open, from any thread: they are sent
    when the session is ready and again after every reconnection. The connection and
    the brokerage session are re-established without end; `Gap` tells when something
    may have been missed, `Resumed` when all is back and what was recovered.

    The stream itself gives every event; `events`, `quotes`, `executions` and `bars` give
    parts of it to as many readers as there are, each in a thread of its own if it likes.

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
        url: Told = None,
        headers: SaidToo = None,
        tls: ssl.SSLContext | None = None,
        raw: bool = False,
        guard: Guard = forbidden,
    ) -> None:
        """Nothing is opened before `with`.

        Args:
            client: whose session, orders and clock the stream uses.
            timing: heartbeats, renewals and patience with silence.
            backoff: how soon a lost connection is tried again.
            capacity: events kept for a slow reader before reading stops.
            connect: opens the websocket; another one for tests and other transports.
            chance: numbers from 0 up to 1, for the back-off.
            url: another address than the client's own; a function is asked at each connection.
            headers: said at the door besides our own; a function is asked at each connection.
            tls: settings in place of the client's `verify`.
            raw: tell every frame as `RawFrame` before it is read.
            guard: asked before an option is exercised; `client.stream(exercise=True)` gives one.
        """
        self._conversation = Conversation(timing=timing, backoff=backoff, chance=chance, raw=raw, guard=guard)
        self._gateway = RestGateway(
            InThread(client),
            connect,
            pause=self._conversation.timing.reading,
            door=Door(url, headers, tls),
        )
        self._outlet = _Outlet(capacity)
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

    def _wish(self, wish: Wish) -> None:
        """Have the thread note the wish and act on it."""
        noted: Future[None] = Future()

        def carry_out() -> None:
            try:
                wish(self._conversation.wishes, self._clock.monotonic())
            except BaseException as error:
                noted.set_exception(error)
            else:
                noted.set_result(None)
                self._supervisor.nudge()

        loop, task = self._running()
        try:
            loop.call_soon_threadsafe(carry_out)
        except RuntimeError as error:
            raise StreamError(_CLOSED) from error
        # A loop that ends before its turn never notes anything.
        task.add_done_callback(lambda _: noted.cancel())
        try:
            noted.result()
        except CancelledError as error:
            raise StreamError(_CLOSED) from error

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
        self._outlet.read()
        return self._next(self._outlet.first)

    def _next(self, seat: Seat) -> Any:
        event = self._outlet.take(seat)
        if event is not None:
            return event
        if self._fault is not None:
            raise StreamError(
                f"The stream ended by a fault: {self._fault!r}. Open another one."
            ) from self._fault
        raise StopIteration

    def poll(self, timeout: float) -> StreamEvent | None:
        """The next event, or None when none comes within so many seconds.

        Raises:
            StreamError: as in a loop, and when the stream is closed.
        """
        self._running()
        self._outlet.read()
        if not self._outlet.has_news(self._outlet.first, timeout):
            return None
        try:
            return self._next(self._outlet.first)
        except StopIteration:
            raise StreamError(_CLOSED) from None

    def events(self, *kinds: type[EventT], conid: int | str | None = None) -> Reader[EventT]:
        """One more reader of this stream, of some kinds of events: `stream.events(Quote, Gap)`.

        It gets what comes from now on, has a mailbox of its own, and ends with the
        stream, when it is closed, or when nobody holds it any more. `conid` leaves
        out events of other contracts.
        """
        name = ", ".join(kind.__name__ for kind in kinds) or "events"
        return Reader(*self._sit(name, only(kinds, conid)))

    def quotes(self, *conids: int | str) -> Reader[Quote]:
        """Quotes of some contracts, or of all: what is not subscribed yet is asked for."""
        for conid in asked_quotes(conids, self.subscriptions):
            self.market_data(conid)
        return Reader(*self._sit("quotes", only((Quote,), *conids)))

    def order_updates(self) -> Reader[OrderUpdate]:
        """Order updates, asked for if they are not yet."""
        self.orders()
        return Reader(*self._sit("order updates", only((OrderUpdate,))))

    def executions(self) -> Reader[Execution]:
        """Executions, asked for if they are not yet."""
        if "str" not in self.subscriptions:
            self.trades()
        return Reader(*self._sit("executions", only((Execution,))))

    def bars(
        self,
        conid: int | str,
        bar: str = "1min",
        *,
        after: Bars | Sequence[Bar] = (),
        refill: bool = False,
    ) -> BarReader:
        """Bars of a contract made from its ticks, each as soon as it is over.

        Times are the gateway's. `after` are bars of history to continue: the last of
        them may still be growing. Bars that the stream did not hear whole, at its
        beginning or because of a gap, are left out and listed in `missing`. With `refill`
        they are read from history and told before the first bar that is whole again, as far
        back as `after` ends; `BarsRefilled` tells of it, also when history cannot be read.

        Raises:
            InvalidArgument: bars of that length cannot be made (`1s` to `1h` can, if they fill
                an hour), or `refill` is asked for bars below a minute, which history does not have.
        """
        ask = self._conversation.read_bars if refill else None
        feed = BarFeed(bar, after=after, target=conid, refill=ask)
        self.market_data(conid, fields=FIELDS)
        return BarReader(feed, *self._sit("bars", made_by(feed, conid)))

    def _sit(self, name: str, pick: Pick) -> tuple[Callable[[], Any], Callable[[], None]]:
        """How a new reader takes events, and how he leaves."""
        self._running()
        seat = self._outlet.sit(name, pick)
        return partial(self._next, seat), partial(self._outlet.leave, seat)

    @property
    def _readers(self) -> Audience:
        return self._outlet.audience

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


class Reader(Generic[EventT]):
    """Some events of a stream, for one reader: `for quote in stream.quotes(265598)`."""

    def __init__(self, take: Callable[[], EventT], leave: Callable[[], None]) -> None:
        """Made by the stream."""
        self._take = take
        # A reader whom nobody holds any more would fill up and hold up everybody.
        self._leave = weakref.finalize(self, leave)

    def __iter__(self) -> Self:
        """The reader is its own iterator."""
        return self

    def __next__(self) -> EventT:
        """The next event of its kinds; the end when the stream or the reader is closed."""
        return self._take()

    def close(self) -> None:
        """Read no more: nothing waits for this reader, and nobody because of it."""
        self._leave()


class BarReader(Reader["Bar"]):
    """Bars as they are over: `for bar in stream.bars(265598, "1min")`."""

    def __init__(self, feed: BarFeed, take: Callable[[], Bar], leave: Callable[[], None]) -> None:
        """Made by the stream."""
        super().__init__(take, leave)
        self._feed = feed

    @property
    def late(self) -> int:
        """Ticks that came after their bar was over; their volume went into the next one."""
        return self._feed.late

    @property
    def missing(self) -> tuple[MissingBars, ...]:
        """Times whose bars could not be made from ticks, oldest first; with `refill` history was asked."""
        return tuple(self._feed.missing)

    @property
    def forming(self) -> Bar | None:
        """The bar of now, as far as it has come; None before its first trade, or if its begin was missed."""
        return self._feed.forming


class _Outlet:
    """Mailboxes between the stream's loop and the threads that read it."""

    def __init__(self, capacity: int) -> None:
        self.audience = Audience(capacity, _nobody)
        self.first = self.audience.first
        self._seats = {self.first}
        # Re-entrant: a reader may be thrown away, and leave, while its thread holds the lock.
        self._news = threading.Condition(threading.RLock())
        self._room = asyncio.Event()
        self._waiting: asyncio.AbstractEventLoop | None = None
        self._ended = False

    @property
    def is_full(self) -> bool:
        return self.audience.is_full

    @property
    def behind(self) -> Seat | None:
        return self.audience.behind

    def read(self) -> None:
        self.audience.read()

    def put(self, events: Sequence[StreamEvent]) -> None:
        with self._news:
            self.audience.put(events)
            self._news.notify_all()

    def take(self, seat: Seat) -> Any:
        """The oldest event, as soon as there is one; None when there will be no more."""
        with self._news:
            while not seat.mailbox.queue:
                if self._ended or seat not in self._seats:
                    return None
                self._news.wait()
            event = seat.mailbox.take()
            if self._waiting is not None:
                self._make_room()
        return event

    def has_news(self, seat: Seat, timeout: float) -> bool:
        """Whether there is an event, or the end, within so many seconds."""
        with self._news:
            return self._news.wait_for(lambda: bool(seat.mailbox.queue) or self._ended, timeout)

    def sit(self, name: str, pick: Pick) -> Seat:
        with self._news:
            seat = self.audience.join(name, pick, _nobody)
            self._seats.add(seat)
        return seat

    def leave(self, seat: Seat) -> None:
        with self._news:
            self.audience.leave(seat)
            self._seats.discard(seat)
            self._make_room()
            self._news.notify_all()

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
            self._waiting = asyncio.get_running_loop() if self.audience.is_full else None
            return self._waiting is not None

    def _make_room(self) -> None:
        loop = self._waiting
        if loop is None or self.audience.is_full:
            return
        self._waiting = None
        # A loop that is closed waits for nothing.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(self._room.set)


def _nobody() -> None:
    """All readers wait for one condition."""


_CLOSED = "The stream is closed. Open another one: ib.stream()."
