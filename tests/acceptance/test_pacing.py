"""Promise 2: whatever the callers do, the gateway's own counters see no violation."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from ibkr_wire.rest.api.accounts import brokerage
from ibkr_wire.rest.api.market_data import snapshot_rows
from ibkr_wire.rest.api.orders import live
from ibkr_wire.rest.api.portfolio import accounts
from ibkr_wire.rest.api.trades import executions

import ibkr
from ibkr.simulator import Fault, Gateway
from ibkr.testing import SimulatorTransport

CALLS = [
    brokerage.operation(),
    accounts.operation(),
    live.operation(),
    executions.operation(),
    snapshot_rows.operation([265598], fields=["31"]),
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
