"""Drives flows on an event loop: the part that differs from `_sync/_shell.py`, written by hand too."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from ibkr._async._pool import side_by_side
from ibkr._core.exchange import exchange
from ibkr._core.flow import AT_ONCE, Free, Hold, Pause, Request, Together, Work, interrupt
from ibkr._core.opening import keep_alive
from ibkr.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from ibkr_wire.operation import Operation

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Command, Flow, Response
    from ibkr._http import AsyncConnection

T = TypeVar("T")


class AsyncShell:
    """One connection, its lanes and its keep-alive."""

    def __init__(self, desk: Desk, connection: AsyncConnection, *, keep_alive: bool) -> None:
        """Start nothing yet; the keep-alive begins with the first call."""
        self.desk = desk
        self._connection = connection
        self._keeps_alive = keep_alive
        self._lanes: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._ticker: asyncio.Task[None] | None = None
        self._closed = False

    async def call(self, operation: Operation[T], /) -> T:
        """The typed answer of one operation."""
        return await self.run(exchange(operation, self.desk))

    async def run(self, flow: Flow[T]) -> T:
        """The result of a flow."""
        if self._closed:
            raise ConfigError("This client is closed: make a new one.")
        if self._keeps_alive and self._ticker is None:
            self._ticker = asyncio.create_task(self._tick())
        return await self._drive(flow, self.desk.clock.asleep)

    async def _tick(self) -> None:
        try:
            # The gateway's idle limit runs on real time, whatever clock the client was given.
            await self._drive(keep_alive(self.desk), asyncio.sleep)
        except Exception as error:
            self.desk.session.keep_alive_failed(f"the keep-alive ended with {type(error).__name__}")

    async def _drive(self, flow: Flow[T], sleep: Callable[[float], Awaitable[object]]) -> T:
        held: list[str] = []
        answer: Response | None = None
        failure: Exception | None = None
        try:
            while True:
                try:
                    command = flow.send(answer) if failure is None else flow.throw(failure)
                except StopIteration as end:
                    return end.value
                answer = failure = None
                try:
                    answer = await self._obey(command, held, sleep)
                except Exception as error:
                    failure = error
        except BaseException as error:
            if not isinstance(error, Exception):
                interrupt(flow, error)
            raise
        finally:
            flow.close()
            for lane in held:
                self._lanes[lane].release()

    async def _obey(
        self, command: Command, held: list[str], sleep: Callable[[float], Awaitable[object]]
    ) -> Response | None:
        match command:
            case Request():
                return await self._connection.send(command)
            case Pause(seconds):
                await sleep(seconds)
            case Work(run):
                await asyncio.to_thread(run)
            case Together(flows):
                await self._drive_all(flows, sleep)
            case Hold(lane):
                await self._lanes[lane].acquire()
                held.append(lane)
            case Free(lane):
                held.remove(lane)
                self._lanes[lane].release()
        return None

    async def _drive_all(
        self, flows: Sequence[Flow[None]], sleep: Callable[[float], Awaitable[object]]
    ) -> None:
        async def step(flow: Flow[None]) -> Sequence[Flow[None]]:
            await self._drive(flow, sleep)
            return ()

        await side_by_side(step, flows, at_once=AT_ONCE)

    async def aclose(self) -> None:
        """End the keep-alive and close the connection; closing twice is closing once."""
        if self._closed:
            return
        self._closed = True
        if self._ticker is not None:
            self._ticker.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._ticker
        await self._connection.aclose()
