"""Drives flows in the caller's thread: the part that differs from `_async/_shell.py`, written by hand too."""

from __future__ import annotations

import threading
import weakref
from typing import TYPE_CHECKING, TypeVar

from ibkr._core.exchange import exchange
from ibkr._core.flow import AT_ONCE, Free, Hold, Pause, Request, Together, Work, interrupt
from ibkr._core.opening import keep_alive
from ibkr._sync._pool import side_by_side
from ibkr.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ibkr_wire.operation import Operation

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Command, Flow, Response
    from ibkr._http import Connection

T = TypeVar("T")

JOIN_TIMEOUT = 5.0


class _Lanes:
    """One lock a lane, made when first asked for."""

    def __init__(self) -> None:
        self._locks: dict[str, threading.Lock] = {}

    def hold(self, lane: str) -> None:
        self._locks.setdefault(lane, threading.Lock()).acquire()

    def free(self, lane: str) -> None:
        self._locks[lane].release()


class _Stopped(BaseException):
    """The ticker was asked to end: no error, so that no flow takes it for one and goes on."""


class _Engine:
    """What drives flows. The ticker holds this and not the shell, so that a forgotten shell ends it."""

    def __init__(self, desk: Desk, connection: Connection) -> None:
        self.desk = desk
        self.connection = connection
        self.lanes = _Lanes()
        self.stop = threading.Event()

    def drive(self, flow: Flow[T], sleep: Callable[[float], None]) -> T:
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
                    answer = self._obey(command, held, sleep)
                except Exception as error:
                    failure = error
        except BaseException as error:
            if not isinstance(error, Exception):
                interrupt(flow, error)
            raise
        finally:
            flow.close()
            for lane in held:
                self.lanes.free(lane)

    def _obey(self, command: Command, held: list[str], sleep: Callable[[float], None]) -> Response | None:
        match command:
            case Request():
                return self.connection.send(command)
            case Pause(seconds):
                sleep(seconds)
            case Work(run):
                run()
            case Together(flows):
                self._drive_all(flows, sleep)
            case Hold(lane):
                self.lanes.hold(lane)
                held.append(lane)
            case Free(lane):
                held.remove(lane)
                self.lanes.free(lane)
        return None

    def _drive_all(self, flows: Sequence[Flow[None]], sleep: Callable[[float], None]) -> None:
        def step(flow: Flow[None]) -> Sequence[Flow[None]]:
            self.drive(flow, sleep)
            return ()

        side_by_side(step, flows, at_once=AT_ONCE)

    def tick(self) -> None:
        """Keep the session alive until told to stop."""
        try:
            self.drive(keep_alive(self.desk), self._nap)
        except _Stopped:
            return
        except BaseException as error:
            self.desk.session.keep_alive_failed(f"the keep-alive ended with {type(error).__name__}")
            raise

    def _nap(self, seconds: float) -> None:
        # The gateway's idle limit runs on real time, whatever clock the client was given.
        if self.stop.wait(seconds):
            raise _Stopped


class Shell:
    """One connection, its lanes and its keep-alive. Safe to use from many threads."""

    def __init__(self, desk: Desk, connection: Connection, *, keep_alive: bool) -> None:
        """Start nothing yet; the keep-alive begins with the first call."""
        self.desk = desk
        self._engine = _Engine(desk, connection)
        self._keeps_alive = keep_alive
        self._ticker: threading.Thread | None = None
        self._closed = False
        self._lock = threading.Lock()
        weakref.finalize(self, self._engine.stop.set)

    def call(self, operation: Operation[T], /) -> T:
        """The typed answer of one operation."""
        return self.run(exchange(operation, self.desk))

    def run(self, flow: Flow[T]) -> T:
        """The result of a flow."""
        if self._closed:
            raise ConfigError("This client is closed: make a new one.")
        if self._keeps_alive and self._ticker is None:
            self._start_ticker()
        return self._engine.drive(flow, self.desk.clock.sleep)

    def _start_ticker(self) -> None:
        with self._lock:
            if self._ticker is None:
                self._ticker = threading.Thread(target=self._engine.tick, name="ibkr-keep-alive", daemon=True)
                self._ticker.start()

    def close(self) -> None:
        """End the keep-alive and close the connection; closing twice is closing once."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        self._engine.stop.set()
        if self._ticker is not None and self._ticker is not threading.current_thread():
            self._ticker.join(JOIN_TIMEOUT)
        self._engine.connection.close()
