"""The task that keeps a stream alive: connect, listen, beat, reconnect without end.

It decides nothing about the gateway: it moves frames and time into the
`Conversation`, what comes out of it into the `Outlet`, and does as told.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import Awaitable, Iterable
from typing import TYPE_CHECKING, Any, Final, Protocol

from ibkr._core.stream import Backoff, Conversation
from ibkr._socket import Connection, Disconnected
from ibkr.errors import IbkrError
from ibkr.model.events import StreamEvent, StreamProblem

if TYPE_CHECKING:
    from ibkr.model.clock import Clock

logger = logging.getLogger("ibkr.stream")

LATE: Final = 5.0
"""Waking so many seconds after the alarm means that this program was held up, not the gateway."""

READING_FAILED: Final = Backoff(first=5.0)
"""How soon the live orders are asked for again when the gateway could not tell them."""

FAIR: Final = 50
"""Frames in a row, when they wait already, before other tasks get a turn: the reader of events is one."""


class Gateway(Protocol):
    """What the supervisor asks of the gateway besides frames."""

    async def dial(self) -> Connection:
        """A new connection with the session's token of now. Raises `IbkrError`."""
        ...

    async def live_orders(self) -> list[dict[str, Any]]:
        """The live orders as the gateway lists them. Raises `IbkrError`."""
        ...


class Outlet(Protocol):
    """Where events go."""

    def put(self, events: Iterable[StreamEvent]) -> None:
        """Add them; none is refused."""
        ...

    @property
    def is_full(self) -> bool:
        """Whether the reader must catch up first."""
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
        self._reading = asyncio.Event()
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
        self._reading.set()

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
                self._listen(connection), self._pulse(connection), self._read_orders(connection)
            )
        finally:
            await connection.close()

    async def _listen(self, connection: Connection) -> str:
        hear, now = self.conversation.receive, self._clock.monotonic
        for turn in itertools.count(1):
            if turn % FAIR == 0:
                await asyncio.sleep(0)
            try:
                data = await connection.receive()
            except Disconnected as error:
                return str(error)
            if events := hear(data, now()):
                await self._deliver(events)
            if self.conversation.has_outgoing:
                await self._flush(connection)
            if self.conversation.reading_due:
                self._reading.set()
        raise AssertionError("frames are counted without end")

    async def _pulse(self, connection: Connection) -> str:
        while True:
            alarm = self.conversation.next_deadline()
            await first_of(self._clock.asleep(alarm - self._clock.monotonic()), self._wish.wait())
            self._wish.clear()
            now = self._clock.monotonic()
            if self._waiting or now > alarm + LATE:
                self.conversation.excuse(now)
            elif self.conversation.is_silent(now):
                return f"the gateway was silent for {self.conversation.timing.silence:g} seconds"
            self.conversation.tick(now)
            await self._flush(connection)

    async def _read_orders(self, connection: Connection) -> str:
        while True:
            await self._reading.wait()
            self._reading.clear()
            failures = 0
            while reading := self.conversation.reading_due:
                try:
                    rows = await self._gateway.live_orders()
                except IbkrError as error:
                    failures += 1
                    await self._deliver([_unreadable(error)])
                    await self._clock.asleep(READING_FAILED.wait(failures, lambda: 1.0))
                else:
                    now = self._clock.monotonic()
                    await self._deliver(self.conversation.orders_read(reading, rows, now))
                    await self._flush(connection)

    async def _flush(self, connection: Connection) -> None:
        for frame in self.conversation.outgoing():
            try:
                await connection.send(frame)
            except Disconnected:
                # The listener meets the same end, after the frames that still wait to be read.
                return

    async def _deliver(self, events: Iterable[StreamEvent]) -> None:
        """Hand over, and hold the gateway back while the reader is behind."""
        self._outlet.put(events)
        if not self._outlet.is_full:
            return
        self._waiting += 1
        try:
            await self._outlet.room()
        finally:
            self._waiting -= 1
            self.conversation.excuse(self._clock.monotonic())


def _unreadable(error: IbkrError) -> StreamProblem:
    return StreamProblem(f"The live orders could not be read, which is tried again: {error}", "", "sor")


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
