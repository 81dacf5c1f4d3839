"""A download that a test kills: writes a line an answer, and `done` last. Give it the store's folder."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import ibkr
from ibkr.history import Store
from ibkr.simulator import Gateway
from ibkr.testing import SimulatorTransport

if TYPE_CHECKING:
    from ibkr.model.downloads import Progress

START, END = datetime(2012, 12, 1, tzinfo=UTC), datetime(2013, 2, 1, tzinfo=UTC)
SYMBOLS = ("AAPL", "IBM")


def say(text: object) -> None:
    """One line, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def tell(progress: Progress) -> None:
    """How many bars there are by now."""
    say(progress.bars)


def main(folder: str) -> None:
    """Download two contracts from a simulator in memory."""
    clock = ibkr.ManualClock()
    gateway = Gateway(clock=clock, seed=1, idle=None)
    transport = SimulatorTransport(gateway)
    with ibkr.Client(transport=transport, clock=clock, keep_alive=False) as ib:
        result = ib.history.download(SYMBOLS, START, END, "5min", store=Store(folder), progress=tell)
    say(result.failed or "done")


if __name__ == "__main__":
    main(sys.argv[1])
