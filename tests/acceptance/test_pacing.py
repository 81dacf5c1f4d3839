"""Promise 2: whatever the callers do, the gateway's own counters see no violation."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Any

import pytest
from ibkr_wire.rest.api.accounts import brokerage
from ibkr_wire.rest.api.auth import status
from ibkr_wire.rest.api.contracts import info as contract_info
from ibkr_wire.rest.api.contracts import search
from ibkr_wire.rest.api.market_data import history, snapshot_rows
from ibkr_wire.rest.api.orders import live
from ibkr_wire.rest.api.portfolio import accounts, positions
from ibkr_wire.rest.api.trades import executions
from ibkr_wire.tables.operations import OPERATIONS

import ibkr
from ibkr.simulator import Fault, Gateway
from ibkr.testing import SimulatorTransport

if TYPE_CHECKING:
    from ibkr_wire.operation import Operation

AAPL = 265598
CALLS = [
    brokerage.operation(),
    accounts.operation(),
    live.operation(),
    executions.operation(),
    snapshot_rows.operation([AAPL], fields=["31"]),
]
MANY = 32


def options(gateway: Gateway, **pacing: float) -> dict[str, object]:
    return {
        "transport": SimulatorTransport(gateway),
        "clock": gateway.clock,
        "keep_alive": False,
        "pacing": ibkr.Pacing(**{"max_wait": 1e9, **pacing}),
    }


class SteppedClock(ibkr.ManualClock):
    """Sleepers wait for whoever steps the clock: threads that move it themselves would race through days."""

    def __init__(self) -> None:
        super().__init__()
        self._moved = threading.Condition()

    def sleep(self, seconds: float) -> None:
        target = self.monotonic() + seconds
        with self._moved:
            self._moved.wait_for(lambda: self.monotonic() >= target)

    def step(self, seconds: float) -> None:
        self.advance(seconds)
        with self._moved:
            self._moved.notify_all()


def test_threads_in_a_crowd_stay_within_every_limit():
    clock = SteppedClock()
    gateway = Gateway(clock=clock)
    with ibkr.Client(**options(gateway)) as ib, ThreadPoolExecutor(MANY) as pool:
        calls = [pool.submit(ib.call, call) for call in CALLS * MANY]
        while not all(call.done() for call in calls):
            wait(calls, timeout=0.001)
            clock.step(0.25)
    assert [call.exception() for call in calls if call.exception()] == []
    assert gateway.violations == []


def test_tasks_in_a_crowd_stay_within_every_limit():
    gateway = Gateway(clock=ibkr.ManualClock())

    async def run() -> None:
        async with ibkr.AsyncClient(**options(gateway)) as ib:
            await asyncio.gather(*(ib.call(call) for call in CALLS * MANY))

    asyncio.run(run())
    assert gateway.violations == []


def test_clients_that_share_their_pacing_share_the_limits(gateway):
    shared = options(gateway)
    with ibkr.Client(**shared) as one, ibkr.Client(**shared) as two, ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda ib: [ib.accounts.brokerage() for _ in range(40)], (one, two)))
    assert gateway.violations == []


def unaware(gateway: Gateway) -> dict[str, Any]:
    """The options of clients that are given no limits; nothing ties them together but the gateway."""
    return {"transport": SimulatorTransport(gateway), "clock": gateway.clock, "keep_alive": False}


def test_clients_that_know_nothing_of_each_other_keep_to_the_limits_together():
    clock = SteppedClock()
    gateway = Gateway(clock=clock)
    given = unaware(gateway)
    with ibkr.Client(**given) as one, ibkr.Client(**given) as two, ThreadPoolExecutor(MANY) as pool:
        calls = [pool.submit(ib.call, call) for call in CALLS * 5 for ib in (one, two)]
        while not all(call.done() for call in calls):
            wait(calls, timeout=0.001)
            clock.step(0.25)
    assert [call.exception() for call in calls if call.exception()] == []
    assert gateway.violations == []


def test_a_client_for_each_call_keeps_to_the_limits(gateway):
    given = unaware(gateway)
    for _ in range(15):
        with ibkr.Client(**given) as ib:
            ib.orders.live()
            ib.accounts.brokerage()
    assert gateway.violations == []


def test_synchronous_and_asynchronous_clients_keep_to_the_limits_together(gateway):
    given = unaware(gateway)

    async def both() -> None:
        async with ibkr.AsyncClient(**given) as theirs:
            with ibkr.Client(**given) as ours:
                for _ in range(15):
                    ours.orders.live()
                    await theirs.orders.live()

    asyncio.run(both())
    assert gateway.violations == []


def test_a_penalty_holds_for_the_next_client_too(gateway):
    gateway.faults.add(Fault("answer", "trades.executions", status=429))
    given = unaware(gateway)
    for _ in range(3):
        with ibkr.Client(**given) as ib, pytest.raises(ibkr.PacingError):
            ib.trades.executions()
    assert [entry.operation for entry in gateway.log].count("trades.executions") == 1


def test_a_wait_beyond_max_wait_is_refused_at_once_and_nothing_is_sent(gateway):
    with ibkr.Client(**options(gateway, max_wait=1.0)) as ib:
        ib.portfolio.accounts()
        seen, now = len(gateway.log), gateway.clock.now()
        with pytest.raises(ibkr.PacingError) as refused:
            ib.portfolio.accounts()
    assert refused.value.retry_after == pytest.approx(5.0, abs=0.1)
    assert (len(gateway.log), gateway.clock.now()) == (seen, now)


def test_after_a_429_the_lane_stays_shut_for_the_penalty(gateway):
    gateway.faults.add(Fault("answer", "trades.executions", status=429))
    with ibkr.Client(**options(gateway, max_wait=60.0)) as ib:
        for _ in range(2):
            with pytest.raises(ibkr.PacingError):
                ib.trades.executions()
        assert [entry.operation for entry in gateway.log].count("trades.executions") == 1
        assert ib.accounts.brokerage().accounts


# --- as fast as the limits allow ---------------------------------------------------------------

CROWD = 64
# Seven operations that only the limit on all calls holds up, or little more, and three slow ones.
QUICK = [
    brokerage.operation(),
    status.operation(),
    search.operation(symbol="IBM"),
    contract_info.operation(AAPL),
    positions.operation("DU1234567", 0),
    history.operation(AAPL, period="1w", bar="1d"),
    snapshot_rows.operation([AAPL], fields=["31"]),
]
SLOW = [accounts.operation(), live.operation(), executions.operation()]
MIXED = (QUICK * 4 + SLOW) * 8
SETTLE = 20
# Threads that wait for another thread, and not for the clock, hold time up for so many seconds at most.
PATIENCE = 0.1


class Timetable:
    """A clock that jumps to the next moment anybody waits for, once nobody has anything else to do."""

    def __init__(self) -> None:
        self.began = self._time = ibkr.ManualClock().now()
        self._changed = threading.Condition()
        self._threads: list[tuple[float, threading.Event]] = []
        self._tasks: list[tuple[float, asyncio.Future[None]]] = []

    def now(self) -> float:
        return self._time

    monotonic = now

    @property
    def passed(self) -> float:
        return self._time - self.began

    def sleep(self, seconds: float) -> None:
        woken = threading.Event()
        with self._changed:
            self._threads.append((self._time + seconds, woken))
            self._changed.notify_all()
        woken.wait()

    async def asleep(self, seconds: float) -> None:
        woken = asyncio.get_running_loop().create_future()
        self._tasks.append((self._time + seconds, woken))
        await woken

    def jump(self, running: Callable[[], int]) -> None:
        """Go on once all the `running` threads wait here, or those that do not wait for one another."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._threads) >= running(), timeout=PATIENCE)
            for woken in self._due(self._threads):
                woken.set()

    def notice(self, _done: object = None) -> None:
        """A thread has ended its call."""
        with self._changed:
            self._changed.notify_all()

    def _due(self, sleepers: list[tuple[float, Any]]) -> list[Any]:
        if not sleepers:
            return []
        sleepers.sort(key=lambda one: one[0])
        self._time = max(self._time, sleepers[0][0])
        due = [woken for until, woken in sleepers if until <= self._time]
        del sleepers[: len(due)]
        return due

    async def run(self) -> None:
        """The same for tasks, until cancelled."""
        while True:
            for _ in range(SETTLE):
                await asyncio.sleep(0)
            for woken in self._due(self._tasks):
                woken.set_result(None)


def best(gateway: Gateway) -> float:
    """Seconds that the limits ask for the calls that were made: the slowest limit, used without a pause."""
    made = [OPERATIONS[entry.operation] for entry in gateway.log if entry.operation]
    paces = {info.pacing.key: info.pacing for info in made if info.pacing}
    counts = Counter(info.pacing.key for info in made if info.pacing)
    own = [(n - 1) // paces[key].calls * paces[key].seconds for key, n in counts.items() if paces[key].calls]
    return max([*own, (len(made) - 1) // 10 * 1.0])


@pytest.mark.parametrize("calls", [MIXED, QUICK * 24], ids=["slow ones among them", "quick ones"])
def test_64_threads_take_hardly_longer_than_the_limits_ask_for(calls: list[Operation[Any]]):
    clock = Timetable()
    gateway = Gateway(clock=clock, idle=None)
    with ibkr.Client(**options(gateway)) as ib, ThreadPoolExecutor(CROWD) as pool:
        pending = [pool.submit(ib.call, call) for call in calls]
        for call in pending:
            call.add_done_callback(clock.notice)
        while left := [call for call in pending if not call.done()]:
            clock.jump(lambda left=left: min(CROWD, sum(not call.done() for call in left)))
        assert [call.exception() for call in pending if call.exception()] == []
    assert gateway.violations == []
    assert clock.passed <= 1.05 * best(gateway)


@pytest.mark.parametrize("calls", [MIXED, QUICK * 24], ids=["slow ones among them", "quick ones"])
def test_64_tasks_take_hardly_longer_than_the_limits_ask_for(calls: list[Operation[Any]]):
    clock = Timetable()
    gateway = Gateway(clock=clock, idle=None)

    async def worker(ib: ibkr.AsyncClient, queue: list[Operation[Any]]) -> None:
        while queue:
            await ib.call(queue.pop(0))

    async def run() -> None:
        async with ibkr.AsyncClient(**options(gateway)) as ib:
            time_goes_on = asyncio.create_task(clock.run())
            queue = list(calls)
            await asyncio.gather(*(worker(ib, queue) for _ in range(CROWD)))
            time_goes_on.cancel()

    asyncio.run(run())
    assert gateway.violations == []
    assert clock.passed <= 1.05 * best(gateway)
