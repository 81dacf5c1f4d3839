"""Flows that are driven side by side: results in order, the first error ends it, nothing is left running."""

from __future__ import annotations

import asyncio
import contextvars
import threading
from typing import Any

import httpx
import pytest

from ibkr._async._shell import AsyncShell
from ibkr._core.chains import option_chain
from ibkr._core.desk import Desk
from ibkr._core.flow import AT_ONCE, Flow, Pause, Request, holding, together
from ibkr._core.pacing import Pacing
from ibkr._http import AsyncConnection, Connection, Endpoint
from ibkr._sync._shell import Shell
from ibkr.errors import InvalidArgument
from ibkr.model.clock import ManualClock

from .canned import BASE, Handler, routes

PATIENCE = 10.0
"""Seconds until a test that waits in vain fails."""
STRIKES = [400.0 + number for number in range(AT_ONCE)]
CHAIN: dict[str, object] = {
    "search": [
        {"conid": "265598", "symbol": "AAPL", "sections": [{"secType": "OPT", "months": "MAR13"}]},
    ],
    "strikes": {"call": STRIKES, "put": STRIKES},
    "info": [{"conid": 1, "symbol": "AAPL", "right": "C", "strike": 400, "maturityDate": "20130315"}],
}


def echo(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json=request.url.path)


class Meeting:
    """A gateway that answers no call of that name before `expected` of them are under way."""

    def __init__(self, expected: int, answer: Handler = echo, *, of: str = "") -> None:
        self.most = self._here = 0
        self._expected, self._answer, self._of = expected, answer, of
        self._lock = threading.Lock()
        self._all_here = threading.Event()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith(self._of):
            self._enter()
            assert self._all_here.wait(PATIENCE), "the requests came one after the other"
            self._leave()
        return self._answer(request)

    async def in_tasks(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith(self._of):
            self._enter()
            async with asyncio.timeout(PATIENCE):
                while not self._all_here.is_set():
                    await asyncio.sleep(0)
            self._leave()
        return self._answer(request)

    def _enter(self) -> None:
        with self._lock:
            self._here += 1
            self.most = max(self.most, self._here)
            if self._here >= self._expected:
                self._all_here.set()

    def _leave(self) -> None:
        with self._lock:
            self._here -= 1


PLACE = Endpoint(BASE, timeout=PATIENCE)


def in_threads(flow: Flow[Any], gateway: Any) -> Any:
    connection = Connection(PLACE, httpx.MockTransport(gateway), None)
    shell = Shell(a_desk(), connection, keep_alive=False)
    try:
        return shell.run(flow)
    finally:
        shell.close()


def in_tasks(flow: Flow[Any], gateway: Any) -> Any:
    async def run() -> Any:
        transport = httpx.MockTransport(getattr(gateway, "in_tasks", gateway))
        shell = AsyncShell(a_desk(), AsyncConnection(PLACE, transport, None), keep_alive=False)
        try:
            return await shell.run(flow)
        finally:
            await shell.aclose()

    return asyncio.run(run())


def a_desk() -> Desk:
    return Desk(clock=ManualClock(), pacing=Pacing.off())


@pytest.fixture(params=[in_threads, in_tasks])
def driven(request: pytest.FixtureRequest) -> Any:
    return request.param


def path(number: int) -> Flow[bytes]:
    answer = yield Request("GET", f"/{number}", "x")
    assert answer is not None
    return answer.body


def test_as_many_as_may_be_are_under_way_at_once_and_the_results_keep_their_order(driven: Any):
    gateway = Meeting(AT_ONCE)
    found = driven(together(path(number) for number in range(2 * AT_ONCE)), gateway)
    assert found == [f'"/v1/api/{number}"'.encode() for number in range(2 * AT_ONCE)]
    assert gateway.most == AT_ONCE


def test_nothing_at_all_is_soon_done(driven: Any):
    assert driven(together([]), echo) == []


def test_a_slow_first_one_comes_first_all_the_same(driven: Any):
    def slow(seconds: float) -> Flow[float]:
        for _ in range(3 if seconds else 1):
            yield Pause(seconds)
        return seconds

    assert driven(together([slow(5.0), slow(0.0)]), echo) == [5.0, 0.0]


def test_the_first_error_ends_it_and_the_flow_that_asked_may_catch_it(driven: Any):
    begun: list[int] = []

    def one(number: int) -> Flow[int]:
        begun.append(number)
        yield Pause(0.0)
        if number == 0:
            raise InvalidArgument("the first")
        return number

    def asking() -> Flow[str]:
        try:
            yield from together(one(number) for number in range(20 * AT_ONCE))
        except InvalidArgument as error:
            return str(error)
        return "no error"

    assert driven(asking(), echo) == "the first"
    assert len(begun) < 20 * AT_ONCE


def test_lanes_that_its_flows_held_are_free_again_after_an_error(driven: Any):
    def failing() -> Flow[None]:
        yield Pause(0.0)
        raise InvalidArgument("no")

    def asking() -> Flow[bytes]:
        try:
            yield from together([holding("a lane", failing()), holding("another", failing())])
        except InvalidArgument:
            return (yield from holding("a lane", holding("another", path(1))))
        raise AssertionError

    assert driven(asking(), echo) == b'"/v1/api/1"'


def test_what_was_under_way_in_tasks_is_cancelled_by_the_first_error():
    ends: list[str] = []

    def forever() -> Flow[None]:
        try:
            while True:
                yield Pause(0.0)
        except BaseException as error:
            ends.append(type(error).__name__)
            raise

    def failing() -> Flow[None]:
        yield Pause(0.0)
        raise InvalidArgument("no")

    with pytest.raises(InvalidArgument):
        in_tasks(together([forever(), failing()]), echo)
    assert ends == ["CancelledError"]


def test_a_thread_of_many_knows_what_the_caller_stands_in():
    """Such as the span of a trace that the requests belong to."""
    span = contextvars.ContextVar[str]("span")
    span.set("the caller's")

    def look() -> Flow[str]:
        yield Pause(0.0)
        return span.get()

    assert in_threads(together([look(), look()]), echo) == ["the caller's"] * 2
    assert not [one.name for one in threading.enumerate() if "side-by-side" in one.name]


def test_the_definitions_of_an_option_chain_are_asked_for_side_by_side(driven: Any):
    gateway = Meeting(AT_ONCE, routes(**CHAIN), of="/secdef/info")
    chain = driven(option_chain("AAPL", a_desk(), window=None), gateway)
    assert (len(chain), gateway.most) == (AT_ONCE, AT_ONCE)
