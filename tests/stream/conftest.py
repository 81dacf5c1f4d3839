"""A gateway in memory, REST and websocket, and a clock that stands still until it is moved."""

from __future__ import annotations

import asyncio
import itertools
import json
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import pytest

from ibkr._core.stream import Backoff, Timing
from ibkr._socket import Address, Disconnected
from ibkr.model.bars import Bar, Bars
from ibkr.model.downloads import Downloaded

if TYPE_CHECKING:
    from datetime import datetime

    from ibkr_wire.operation import Operation

GREETING = (
    '{"topic":"system","success":"demouser1","isFT":false,"isPaper":true}',
    '{"topic":"act","args":{"accounts":["DU1234567"],"selectedAccount":"DU1234567"}}',
    '{"topic":"sts","args":{"connected":true,"authenticated":true,"competing":false}}',
)


class StillClock:
    """Who sleeps on it wakes when `advance` has moved it far enough."""

    def __init__(self) -> None:
        self._time = 0.0
        self._lock = threading.Lock()
        self._sleepers: list[tuple[float, asyncio.AbstractEventLoop, asyncio.Event]] = []

    def now(self) -> float:
        return 1_359_730_800.0 + self._time

    def monotonic(self) -> float:
        return self._time

    def sleep(self, seconds: float) -> None:
        self.advance(seconds)

    async def asleep(self, seconds: float) -> None:
        due, bell = self._time + seconds, asyncio.Event()
        with self._lock:
            self._sleepers.append((due, asyncio.get_running_loop(), bell))
        self._ring()
        await bell.wait()

    def advance(self, seconds: float) -> None:
        with self._lock:
            self._time += seconds
        self._ring()

    def _ring(self) -> None:
        with self._lock:
            awake = [sleeper for sleeper in self._sleepers if sleeper[0] <= self._time]
            self._sleepers = [sleeper for sleeper in self._sleepers if sleeper[0] > self._time]
        for _, loop, bell in awake:
            if not loop.is_closed():
                loop.call_soon_threadsafe(bell.set)


class PlayedSocket:
    """One connection: what is fed comes out, what is sent is kept and may be answered."""

    def __init__(self, address: Address, answer: Callable[[str], Iterable[str | bytes]]) -> None:
        self.address = address
        self.sent: list[str] = []
        self.closed = False
        self._answer = answer
        self._frames: asyncio.Queue[str | bytes | None] = asyncio.Queue()
        self.loop = asyncio.get_running_loop()

    async def send(self, frame: str) -> None:
        self.sent.append(frame)
        self.feed(*self._answer(frame))

    async def receive(self) -> list[str | bytes]:
        frames = [await self._frames.get()]
        # Whatever has come by then comes with it, as it does on a real line.
        while frames[-1] is not None and not self._frames.empty():
            frames.append(self._frames.get_nowait())
        if frames[0] is None:
            raise Disconnected("the gateway closed the connection (code 1000)")
        if frames[-1] is None:
            frames.pop()
            self._frames.put_nowait(None)
        return [frame for frame in frames if frame is not None]

    async def close(self) -> None:
        self.closed = True

    def feed(self, *frames: str | bytes) -> None:
        for frame in frames:
            self._frames.put_nowait(frame)

    def cut(self) -> None:
        """End the connection, from any thread."""
        self.loop.call_soon_threadsafe(self._frames.put_nowait, None)


class PlayedGateway:
    """What a client and a websocket meet: the REST answers, and one socket for each connection."""

    base_url = "https://localhost:5000/v1/api"
    verify = None

    def __init__(self, clock: StillClock) -> None:
        self.clock = clock
        self.calls: list[str] = []
        self.sockets: list[PlayedSocket] = []
        self.greeting: tuple[str | bytes, ...] = GREETING
        self.listed: list[dict[str, Any]] = []
        self.refusals: list[Exception] = []
        self.faults: dict[str, Exception] = {}
        self.answer: Callable[[str], Iterable[str | bytes]] = lambda frame: ()
        self.executed: list[dict[str, Any]] = []
        self.held: list[dict[str, Any]] = []
        self.states: list[str] = []
        self.bars: list[Bar] = []
        self._sessions = itertools.count(1)

    @property
    def socket(self) -> PlayedSocket:
        """The connection of now."""
        return self.sockets[-1]

    def feed(self, *frames: str | bytes) -> None:
        """Send frames over the connection of now, from any thread."""
        self.socket.loop.call_soon_threadsafe(self.socket.feed, *frames)

    def asked(self, op: Operation[Any]) -> Any:
        """One REST call."""
        self.calls.append(op.info.name)
        if op.info.name in self.faults:
            raise self.faults[op.info.name]
        return op.decode(json.dumps(self._body(op)).encode())

    async def connect(self, address: Address) -> PlayedSocket:
        """Take the place of `ibkr._socket.connect`."""
        if self.refusals:
            raise self.refusals.pop(0)
        self.sockets.append(PlayedSocket(address, self.answer))
        self.socket.feed(*self.greeting)
        return self.socket

    def downloaded(self, conid: int, start: datetime, end: datetime) -> Downloaded:
        """Bars of history."""
        self.calls.append("history.download")
        if "history.download" in self.faults:
            raise self.faults["history.download"]
        bars = Bars.from_bars(bar for bar in self.bars if start <= bar.time < end)
        return Downloaded((), {}, (), 1, {conid: bars})

    def reopened(self) -> str:
        """The state after one attempt to open the brokerage session: the next of `states`, then ready."""
        self.calls.append("session.tickle")
        return self.states.pop(0) if self.states else "ready"

    def _body(self, op: Operation[Any]) -> dict[str, Any] | list[dict[str, Any]]:
        match op.info.name:
            case "auth.tickle":
                return {"session": f"session{next(self._sessions)}"}
            case "orders.live":
                return {"orders": self.listed, "snapshot": True}
            case "trades.executions":
                return self.executed
            case "portfolio.positions":
                return self.held
            case name:
                assert name == "accounts.brokerage"
                return {"accounts": ["DU1234567"]}


class AsyncGateway(PlayedGateway):
    """With the calls of an asynchronous client."""

    @property
    def session(self) -> AsyncGateway:
        return self

    @property
    def history(self) -> AsyncGateway:
        return self

    async def download(
        self, conid: int, start: datetime, end: datetime, *how: Any, **more: Any
    ) -> Downloaded:
        return self.downloaded(conid, start, end)

    async def tickle(self) -> str:
        return self.reopened()

    async def call(self, op: Operation[Any]) -> Any:
        return self.asked(op)


class SyncGateway(PlayedGateway):
    """With the calls of a synchronous client."""

    @property
    def session(self) -> SyncGateway:
        return self

    @property
    def history(self) -> SyncGateway:
        return self

    def download(self, conid: int, start: datetime, end: datetime, bar: str, **how: Any) -> Downloaded:
        return self.downloaded(conid, start, end)

    def tickle(self) -> str:
        return self.reopened()

    def call(self, op: Operation[Any]) -> Any:
        return self.asked(op)


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def gateway(clock: StillClock) -> AsyncGateway:
    return AsyncGateway(clock)


@pytest.fixture
def sync_gateway(clock: StillClock) -> SyncGateway:
    return SyncGateway(clock)


@pytest.fixture
def at_once() -> Backoff:
    """Connect again without a wait."""
    return Backoff(first=0.0)


@pytest.fixture
def hasty() -> Timing:
    """Read the live orders without a pause."""
    return Timing(reading=0.0)


@pytest.fixture
def anyio_backend() -> str:
    """The shell is written for asyncio."""
    return "asyncio"
