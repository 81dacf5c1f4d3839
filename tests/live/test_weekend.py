"""A run that stays up from Friday to Monday: it waits, says so once, and goes on."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import ibkr
from ibkr.live import read_session
from tests.live.lockstep import ACCOUNT, GLANCE, Lockstep, market
from tests.live.strategies import Flip

if TYPE_CHECKING:
    from pathlib import Path

FRIDAY = datetime(2013, 2, 1, 20, 57, tzinfo=UTC).timestamp()
CLOSED = datetime(2013, 2, 1, 21, 1, tzinfo=UTC).timestamp()
MONDAY = datetime(2013, 2, 4, 14, 29, tzinfo=UTC).timestamp()
STRIDE = 12 * 3600.0


class Weekend(Lockstep):
    """Hours go by at once while nobody trades; on Monday morning somebody logs in again."""

    def _move(self) -> None:
        while not self._over.is_set():
            now = self.clock.now()
            is_closed = CLOSED < now < MONDAY
            self.clock.advance(min(STRIDE, MONDAY - now) if is_closed else 1.0)
            if is_closed and self.clock.now() >= MONDAY:
                self.simulation.gateway.session.login(self.clock.now())
            with self._seen:
                self._seen.wait_for(self._is_near, self.patience if self._latest else GLANCE)


def test_a_run_waits_for_monday_says_so_once_and_trades_on(tmp_path: Path):
    ledger = tmp_path / "run.jsonl"
    stop = threading.Event()

    def on_step(time: datetime) -> None:
        if time.timestamp() > MONDAY + 150:
            stop.set()

    start = datetime.fromtimestamp(FRIDAY, UTC)
    with market(clock=ibkr.ManualClock(FRIDAY), start=start, region="us") as gateway:
        weekend = Weekend(gateway.simulation, gateway.clock)
        weekend.patience = 0.05
        result = weekend.run(Flip, on_step=on_step, stop=stop, ledger=ledger)
        # Hours may go by at once while orders are being read again: that is told too, and tried again.
        told = [remark for remark in result.remarks if "which is tried again" not in remark]
        assert [remark[:17] for remark in told] == [
            "connection lost: ",
            "connection whole ",
            "ending: it was as",
        ]
        assert float(gateway.simulation.gateway.broker.held(ACCOUNT, 272093)) == result.result.position[-1]
    decided = [
        row[0] / 1000 for step in read_session(ledger).steps if step.decided for row in step.bars.values()
    ]
    assert not [time for time in decided if CLOSED < time < MONDAY]
    assert min(decided) < CLOSED
    assert max(decided) > MONDAY
