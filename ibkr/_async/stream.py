"""The stream of an `AsyncClient`: `async with ib.stream() as stream`, then `async for event in stream`."""

from __future__ import annotations

import asyncio
import random
import weakref
from collections.abc import Awaitable, Callable, Sequence
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
from ibkr._socket.gateway import AsyncCaller, Door, RestGateway, SaidToo, Told
from ibkr._socket.supervisor import Supervisor
from ibkr.errors import StreamError
from ibkr.model.events import Execution, OrderUpdate, Quote, StreamEvent

if TYPE_CHECKING:
    import ssl
    from types import TracebackType

    from ibkr.model.bars import Bar, Bars
    from ibkr.model.market_events import MissingBars

EventT = TypeVar("EventT")


class AsyncStream(StreamSurface):
    """One websocket to the gateway, kept alive, and the events that come from it.

    Wishes may be made at any time while it is open: they are sent when the
    session is ready and again after every reconnection. The connection and the
    brokerage session are re-established without end; `Gap` tells when something may
    have been missed, `Resumed` when all is back and what was recovered.

    The stream itself gives every event; `events`, `quotes`, `executions` and `bars` give
    parts of it to as many readers as there are. It belongs to the loop that opened it.

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
        url: Told = None,
        headers: SaidToo = None,
        tls: ssl.SSLContext | None = None,
        raw: bool = False,
        guard: Guard = forbidden,
    ) -> None:
        """Nothing is opened before `async with`.

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
            client, connect, pause=self._conversation.timing.reading, door=Door(url, headers, tls)
        )
        self._outlet = _Outlet(capacity)
        self._supervisor = Supervisor(
            self._conversation, gateway=self._gateway, outlet=self._outlet, clock=client.clock
        )
        self._clock = client.clock
        self._task: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def __aenter__(self) -> Self:
        """Connect.

        Raises:
            NotAuthenticated, GatewayUnreachable, ...: the first connection could not be
                made. Later losses are events, not errors.
        """
        if self._task is not None:
            raise StreamError("A stream opens once. Make another one: ib.stream().")
        self._loop = asyncio.get_running_loop()
        self._task = asyncio.create_task(self._supervisor.run(await self._gateway.dial()))
        self._task.add_done_callback(lambda _: self._outlet.wake_all())
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

    def _wish(self, wish: Wish) -> None:
        if self._running().done():
            raise StreamError(_CLOSED)
        wish(self._conversation.wishes, self._clock.monotonic())
        self._supervisor.nudge()

    # --- events -------------------------------------------------------------------------------

    def __aiter__(self) -> Self:
        """The stream is its own iterator."""
        return self

    async def __anext__(self) -> StreamEvent:
        """The next event, as soon as there is one; the end when the stream is closed.

        Raises:
            StreamError: the stream was never opened, ended by a fault of its own, or is read
                in another loop than its own.
        """
        outlet = self._outlet
        is_simple = outlet.is_read and outlet.mailbox.queue and not outlet.is_waited_for
        if is_simple and asyncio.get_running_loop() is self._loop:
            return outlet.mailbox.take()
        self._running()
        outlet.read()
        return await self._next(outlet.first)

    async def poll(self, timeout: float) -> StreamEvent | None:
        """The next event, or None when none comes within so many seconds.

        Raises:
            StreamError: as in a loop, and when the stream is closed.
        """
        try:
            async with asyncio.timeout(timeout):
                return await anext(self)
        except TimeoutError:
            return None
        except StopAsyncIteration:
            raise StreamError(_CLOSED) from None

    def events(self, *kinds: type[EventT], conid: int | str | None = None) -> AsyncReader[EventT]:
        """One more reader of this stream, of some kinds of events: `stream.events(Quote, Gap)`.

        It gets what comes from now on, has a mailbox of its own, and ends with the
        stream, when it is closed, or when nobody holds it any more. `conid` leaves
        out events of other contracts.
        """
        name = ", ".join(kind.__name__ for kind in kinds) or "events"
        return AsyncReader(*self._sit(name, only(kinds, conid)))

    def quotes(self, *conids: int | str) -> AsyncReader[Quote]:
        """Quotes of some contracts, or of all: what is not subscribed yet is asked for."""
        for conid in asked_quotes(conids, self.subscriptions):
            self.market_data(conid)
        return AsyncReader(*self._sit("quotes", only((Quote,), *conids)))

    def order_updates(self) -> AsyncReader[OrderUpdate]:
        """Order updates, asked for if they are not yet."""
        self.orders()
        return AsyncReader(*self._sit("order updates", only((OrderUpdate,))))

    def executions(self) -> AsyncReader[Execution]:
        """Executions, asked for if they are not yet."""
        if "str" not in self.subscriptions:
            self.trades()
        return AsyncReader(*self._sit("executions", only((Execution,))))

    def bars(
        self,
        conid: int | str,
        bar: str = "1min",
        *,
        after: Bars | Sequence[Bar] = (),
        refill: bool = False,
    ) -> AsyncBars:
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
        return AsyncBars(feed, *self._sit("bars", made_by(feed, conid)))

    @property
    def _readers(self) -> Audience:
        return self._outlet.audience

    async def _next(self, seat: Seat) -> Any:
        self._running()
        while not seat.mailbox.queue:
            if self._running().done() or not self._outlet.has(seat):
                self._end()
            await self._outlet.news(seat)
        return self._outlet.take(seat)

    def _sit(self, name: str, pick: Pick) -> tuple[Callable[[], Awaitable[Any]], Callable[[], None]]:
        """How a new reader takes events, and how he leaves."""
        self._running()
        seat = self._outlet.sit(name, pick)
        return partial(self._next, seat), partial(self._outlet.leave, seat)

    def _running(self) -> asyncio.Task[None]:
        if self._task is None:
            raise StreamError("The stream is not open. Use it as `async with ib.stream() as stream:`.")
        try:
            is_home = asyncio.get_running_loop() is self._loop
        except RuntimeError:  # no loop runs in this thread
            is_home = False
        if not is_home:
            raise StreamError("This stream belongs to another loop. Open one in this loop: ib.stream().")
        return self._task

    def _end(self) -> None:
        task = self._running()
        if task.done() and not task.cancelled() and (fault := task.exception()):
            raise StreamError(f"The stream ended by a fault: {fault!r}. Open another one.") from fault
        raise StopAsyncIteration


class AsyncReader(Generic[EventT]):
    """Some events of a stream, for one reader: `async for quote in stream.quotes(265598)`."""

    def __init__(self, take: Callable[[], Awaitable[EventT]], leave: Callable[[], None]) -> None:
        """Made by the stream."""
        self._take = take
        # A reader whom nobody holds any more would fill up and hold up everybody.
        self._leave = weakref.finalize(self, leave)

    def __aiter__(self) -> Self:
        """The reader is its own iterator."""
        return self

    async def __anext__(self) -> EventT:
        """The next event of its kinds; the end when the stream or the reader is closed."""
        return await self._take()

    def close(self) -> None:
        """Read no more: nothing waits for this reader, and nobody because of it."""
        self._leave()


class AsyncBars(AsyncReader["Bar"]):
    """Bars as they are over: `async for bar in stream.bars(265598, "1min")`."""

    def __init__(self, feed: BarFeed, take: Callable[[], Awaitable[Bar]], leave: Callable[[], None]) -> None:
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
    """Mailboxes between tasks of one loop."""

    def __init__(self, capacity: int) -> None:
        bell = asyncio.Event()
        self._bells: dict[Seat, asyncio.Event] = {}
        self.audience = Audience(capacity, bell.set)
        self.first = self.audience.first
        self.mailbox = self.first.mailbox
        self._bells[self.first] = bell
        self._room = asyncio.Event()
        self.is_waited_for = False
        self.is_read = False

    @property
    def is_full(self) -> bool:
        return self.audience.is_full

    @property
    def behind(self) -> Seat | None:
        return self.audience.behind

    def read(self) -> None:
        self.is_read = True
        self.audience.read()

    def put(self, events: Sequence[StreamEvent]) -> None:
        self.audience.put(events)

    def take(self, seat: Seat) -> StreamEvent:
        event = seat.mailbox.take()
        if self.is_waited_for and not self.audience.is_full:
            self._room.set()
        return event

    def sit(self, name: str, pick: Pick) -> Seat:
        bell = asyncio.Event()
        seat = self.audience.join(name, pick, bell.set)
        self._bells[seat] = bell
        return seat

    def has(self, seat: Seat) -> bool:
        return seat in self._bells

    def leave(self, seat: Seat) -> None:
        self.audience.leave(seat)
        if (bell := self._bells.pop(seat, None)) is not None:
            bell.set()
        self._room.set()

    def wake_all(self) -> None:
        self.audience.wake_all()

    async def news(self, seat: Seat) -> None:
        bell = self._bells[seat]
        bell.clear()
        await bell.wait()

    async def room(self) -> None:
        self.is_waited_for = True
        try:
            while self.audience.is_full:
                self._room.clear()
                await self._room.wait()
        finally:
            self.is_waited_for = False


_CLOSED = "The stream is closed. Open another one: ib.stream()."
