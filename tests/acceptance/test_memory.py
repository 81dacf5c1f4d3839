"""A client that runs for months keeps nothing of the calls that it has made.

The whole run, 100,000 calls measured on the process, is `python -m benchmarks.memory`. Here are fewer, and
every byte is counted.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import tracemalloc
from collections.abc import Iterator

import pytest

import ibkr
from benchmarks.memory import BUDGET, CALLS, KINDS, make_async_calls, make_calls, options

ROUND = 30 * len(KINDS)
A_CALL = BUDGET * 1e6 / CALLS
"""Bytes that a call may leave behind."""
WAVERING = 30_000
"""Bytes that Python itself sets aside, or gives back, between two looks."""


@pytest.fixture(autouse=True)
def traced(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.CRITICAL)  # pytest keeps each line that is logged
    tracemalloc.start()
    yield
    tracemalloc.stop()


def in_use() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def test_calls_leave_nothing_behind():
    with ibkr.Client(**options()) as ib:
        make_calls(ib, range(ROUND))
        before = in_use()
        make_calls(ib, range(ROUND, 2 * ROUND))
        assert in_use() - before < A_CALL * ROUND + WAVERING


def test_tasks_leave_nothing_behind():
    async def gained() -> int:
        async with ibkr.AsyncClient(**options()) as ib:
            await make_async_calls(ib, range(ROUND))
            before = in_use()
            await make_async_calls(ib, range(ROUND, 2 * ROUND))
            return in_use() - before

    assert asyncio.run(gained()) < A_CALL * ROUND + WAVERING
