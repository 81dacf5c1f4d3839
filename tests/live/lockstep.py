"""A simulated gateway whose time goes on only when the run has dealt with what happened before.

Frames arrive in their order, so a run that has seen the heartbeat of an instant has seen
everything before it: that makes a live run over real sockets repeatable on any machine.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from ibkr_wire.tables.operations import OPERATIONS

import ibkr
import ibkr.live
from ibkr.model.events import Heartbeat
from ibkr.simulator import AccountStart, Faults, Simulation, simulate

ACCOUNT = "DU7654321"
EMPTY = AccountStart(account_id=ACCOUNT, cash=Decimal(100_000))


def yes(_question: object) -> bool:
    """Whatever IBKR asks."""
    return True


BEAT = 10.0
"""Seconds from one heartbeat of the gateway to the next."""
GLANCE = 0.1
PATIENCE = 0.5
"""Seconds of real time that a run is waited for before time goes on without it: its line may be cut."""


class Following:
    """The gateway's clock, seen from the client: waiting lasts until somebody has moved it far enough."""

    def __init__(self, clock: ibkr.ManualClock) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock.now()

    def monotonic(self) -> float:
        return self._clock.monotonic()

    def sleep(self, seconds: float) -> None:
        until = self.monotonic() + seconds
        while self.monotonic() < until:
            threading.Event().wait(GLANCE / 100)

    async def asleep(self, seconds: float) -> None:
        until = self.monotonic() + seconds
        while self.monotonic() < until:
            await asyncio.sleep(GLANCE / 100)


def unlimited() -> ibkr.Pacing:
    """No limits: the client's clock is not the gateway's here."""
    limited = [name for name, info in OPERATIONS.items() if info.pacing is not None]
    return ibkr.Pacing(per_second=10_000, rates=dict.fromkeys(limited))


class Lockstep:
    """The clock's other hand."""

    def __init__(self, simulation: Simulation, clock: ibkr.ManualClock) -> None:
        self.simulation = simulation
        self.clock = clock
        self.patience = PATIENCE
        self._seen = threading.Condition()
        self._latest = 0.0
        self._over = threading.Event()

    def heard(self, event: object) -> None:
        """Called by the run with each event."""
        if isinstance(event, Heartbeat) and event.time is not None:
            with self._seen:
                self._latest = event.time.timestamp()
                self._seen.notify_all()

    def run(
        self, strategy: Any, contracts: Any = ("MSFT",), through: Any = lambda ib: ib, **options: Any
    ) -> ibkr.live.LiveResult:
        """A live run in this thread; another moves the clock; `through` stands before the client."""
        mover = threading.Thread(target=self._move, daemon=True)
        url = self.simulation.base_url
        options = {"account_id": ACCOUNT, "answer": yes, "cash": 100_000.0, **options}
        clock = Following(self.clock)
        with ibkr.Client(url, keep_alive=False, pacing=unlimited(), clock=clock) as ib:
            # The first answers come without any time passing.
            ib.accounts.brokerage()
            mover.start()
            try:
                return ibkr.live.run(strategy, through(ib), contracts, on_event=self.heard, **options)
            finally:
                self._over.set()
                with self._seen:
                    self._seen.notify_all()
                mover.join()
                self._over.clear()

    def _move(self) -> None:
        while not self._over.is_set():
            self.clock.advance(1.0)
            with self._seen:
                self._seen.wait_for(self._is_near, self.patience if self._latest else GLANCE)

    def _is_near(self) -> bool:
        """The latest heartbeat that is due has been seen; before there was one, a glance has to do."""
        return self._over.is_set() or self._latest >= self.clock.now() - BEAT - 3


@contextmanager
def market(*, faults: Faults | None = None, **options: Any) -> Iterator[Lockstep]:
    """A gateway with an empty paper account, at ten o'clock in New York."""
    clock = options.pop("clock", None) or ibkr.ManualClock()
    accounts = options.pop("accounts", (EMPTY,))
    options = {"idle": None, "pacing": False, "accounts": accounts, "faults": faults, **options}
    with simulate(clock=clock, **options) as simulation:
        yield Lockstep(simulation, clock)
