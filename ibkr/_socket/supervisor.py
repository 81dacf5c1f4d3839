"""The task that keeps a stream alive: connect, listen, beat, reopen the session, reconnect without end.

It decides nothing about the gateway: it moves frames and time into the
`Conversation`, what comes out of it into the `Outlet`, and does as told.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol

from ibkr._core.stream import Backoff, Conversation
from ibkr._socket.connection import Connection, Disconnected
from ibkr.errors import IbkrError
from ibkr.model.events import ReaderBehind, StreamEvent

if TYPE_CHECKING:
    from ibkr._core.stream.audience import Seat
    from ibkr._core.stream.errands import Errand
    from ibkr.model.clock import Clock

logger = logging.getLogger("ibkr.stream")

LATE: Final = 5.0
"""Waking so many seconds after the alarm means that this program was held up, not the gateway."""

READING_FAILED: Final = Backoff(first=5.0)
"""How soon something is read again over REST when the gateway could not tell it."""

FAIR: Final = 64
"""Frames in a row before other tasks get a turn: the reader of events is one."""


class Gateway(Protocol):
    """What the supervisor asks of the gateway besides frames."""

    async def dial(self) -> Connection:
        """A new connection with the session's token of now. Raises `IbkrError`."""
        ...

    async def open_session(self) -> str:
        """Open the brokerage session; the state after it. Raises `IbkrError`."""
        ...

    async def read(self, errand: Errand) -> Iterable[Any]:
        """What an errand asks for. Raises `IbkrError`."""
        ...


class Outlet(Protocol):
    """Where events go."""

    def put(self, events: Sequence[StreamEvent]) -> None:
        """Add them; none is refused."""
        ...

    @property
    def is_full(self) -> bool:
        """Whether a reader must catch up first."""
        ...

    @property
    def behind(self) -> Seat | None:
        """Which reader."""
        ...

    async def room(self) -> None:
        """Return when it is not full."""
        ...


class Supervisor:
    """One stream's life over any number of connections."""

    def __init__(self, conversation: Conversation, *, gateway: Gateway, outlet: Outlet, clock: Clock) -> None:
        """Nothing happens before `run`."""
        self.conversation = conversation
        self._gateway = gateway
        self._outlet = outlet
        self._clock = clock
        self._wish = asyncio.Event()
        self._news = asyncio.Event()
        self._waiting = 0

    async def run(self, connection: Connection) -> None:
        """Serve `connection` and its successors until cancelled."""
        while True:
            reason = await self._serve(connection)
            logger.warning("stream lost", extra={"reason": reason})
            await self._deliver(self.conversation.lost(reason))
            connection = await self._reconnect(reason)
            logger.info("stream connected again")

    def nudge(self) -> None:
        """A wish has been made: send what it takes."""
        self._wish.set()
        self._news.set()

    async def _reconnect(self, reason: str) -> Connection:
        while True:
            retry = self.conversation.retry(reason)
            await self._deliver([retry])
            await self._clock.asleep(retry.wait)
            try:
                return await self._gateway.dial()
            except IbkrError as error:
                reason = str(error)
                logger.info("stream cannot connect", extra={"reason": reason, "attempt": retry.attempt})

    async def _serve(self, connection: Connection) -> str:
        """Work on one connection; return why it ended."""
        self.conversation.opened(self._clock.monotonic(), self._clock.now())
        try:
            return await first_of(
                self._listen(connection),
                self._pulse(connection),
                self._run_errands(connection),
                self._keep_session(),
            )
        finally:
            self.conversation.closed()
            await connection.close()

    # --- frames -------------------------------------------------------------------------------

    async def _listen(self, connection: Connection) -> str:
        turn = 0
        while True:
            try:
                frames = await connection.receive()
            except Disconnected as error:
                return str(error)
            for start in range(0, len(frames), FAIR):
                chunk = frames[start : start + FAIR]
                await self._hear(chunk, connection)
                turn += len(chunk)
                if turn >= FAIR:
                    turn = 0
                    await asyncio.sleep(0)

    async def _hear(self, frames: Sequence[str | bytes], connection: Connection) -> None:
        conversation = self.conversation
        events = conversation.hear(frames, self._clock.monotonic())
        if events:
            self._outlet.put(events)
        if self._outlet.is_full:
            await self._room()
        if conversation.has_outgoing:
            await self._flush(connection)
        if conversation.errands.due or conversation.session_due:
            self._news.set()

    async def _pulse(self, connection: Connection) -> str:
        while True:
            alarm = self.conversation.next_deadline()
            await first_of(self._clock.asleep(alarm - self._clock.monotonic()), self._wish.wait())
            self._wish.clear()
            now = self._clock.monotonic()
            if self._waiting or now > alarm + LATE:
                self.conversation.excuse(now)
            elif reason := self.conversation.failed(now):
                return reason
            self._outlet.put(self.conversation.tick(now))
            await self._flush(connection)
            self._news.set()

    async def _flush(self, connection: Connection) -> None:
        for frame in self.conversation.outgoing():
            try:
                await connection.send(frame)
            except Disconnected:
                # The listener meets the same end, after the frames that still wait to be read.
                return

    # --- over REST ----------------------------------------------------------------------------

    async def _run_errands(self, connection: Connection) -> str:
        failures = 0
        while True:
            errand = await self._next_errand()
            try:
                rows = await self._gateway.read(errand)
            except IbkrError as error:
                await self._deliver(self.conversation.cannot_read(errand, str(error)))
                if errand not in self.conversation.errands.due:
                    continue
                failures += 1
                await self._clock.asleep(READING_FAILED.wait(failures, lambda: 1.0))
            else:
                failures = 0
                now = self._clock.monotonic()
                await self._deliver(self.conversation.has_read(errand, rows, now))
                await self._flush(connection)

    async def _next_errand(self) -> Errand:
        while not self.conversation.errands.due:
            await self._news.wait()
            self._news.clear()
        return self.conversation.errands.due[0]

    async def _keep_session(self) -> str:
        """Open the brokerage session again whenever the socket says that it is gone."""
        while True:
            while not self.conversation.session_due:
                await self._news.wait()
                self._news.clear()
            try:
                state = await self._gateway.open_session()
            except IbkrError as error:
                state, reason = "", str(error)
            else:
                reason = f"the brokerage session is {state}"
            if state == "ready":
                self.conversation.session_opened(self._clock.monotonic())
                self._wish.set()
            # The socket tells of the new session within seconds, or never: then it is replaced.
            retry = self.conversation.retry(reason)
            if state != "ready":
                logger.info("no brokerage session", extra={"reason": reason, "attempt": retry.attempt})
                await self._deliver([retry])
            await self._clock.asleep(retry.wait)

    # --- events -------------------------------------------------------------------------------

    async def _deliver(self, events: Sequence[StreamEvent]) -> None:
        """Hand over, and hold the gateway back while a reader is behind."""
        if events:
            self._outlet.put(events)
        if self._outlet.is_full:
            await self._room()

    async def _room(self) -> None:
        self._waiting += 1
        began = self._clock.monotonic()
        try:
            await first_of(self._outlet.room(), self._report_reader(began))
        finally:
            self._waiting -= 1
            self.conversation.excuse(self._clock.monotonic())

    async def _report_reader(self, began: float) -> None:
        """Tell again and again who holds up the stream, until there is room."""
        while True:
            await self._clock.asleep(self.conversation.timing.patience)
            seat = self._outlet.behind
            if seat is not None:
                waited = self._clock.monotonic() - began
                logger.warning("reader behind", extra={"reader": seat.name, "seconds": waited})
                self._outlet.put([ReaderBehind(seat.name, len(seat.mailbox), waited)])


async def first_of(*waits: Awaitable[Any]) -> Any:
    """The result of the first that ends; the others are cancelled, and gone when this returns."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return next(task for task in tasks if task in done).result()
