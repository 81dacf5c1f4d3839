"""A cluster does the work; one of its two workers is killed half-way."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from distributed import Client, LocalCluster

from ibkr.backtest.research import grid, sweep
from tests.backtest.research.strategies import Hold

from ..examples import wandering

BARS = wandering(120)
SEARCH = grid(enter=range(1, 9), leave=range(20, 40))


@pytest.fixture
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as made:
        yield made


def test_nothing_is_lost_and_nothing_counted_twice_when_a_worker_is_killed(cluster: LocalCluster):
    told: list[int] = []

    def progress(done: int, total: int) -> None:
        told.append(done)
        if done == total // 2:
            victim = next(iter(cluster.workers.values()))
            os.kill(victim.process.process.pid, signal.SIGKILL)

    with Client(cluster) as client:
        there = sweep(
            Hold, BARS, SEARCH, by="total_return", executor=client.get_executor(), progress=progress
        )
    here = sweep(Hold, BARS, SEARCH, by="total_return")
    assert told == list(range(1, len(SEARCH) + 1))
    assert there.trials == here.trials
    assert there.failed == ()
