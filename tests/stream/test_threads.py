"""Whatever ends, and however: no thread of ours is left."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

import ibkr
from ibkr.model.events import Quote
from ibkr.simulator import Simulation, simulate
from ibkr.testing import MemoryGateway

AAPL = 265598


@contextmanager
def no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = set(threading.enumerate()) - before
    assert [thread.name for thread in left if thread.is_alive()] == []


@pytest.fixture(scope="module")
def simulation() -> Iterator[Simulation]:
    with simulate(speed=20.0) as running:
        yield running


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_none_of_a_stream_that_was_closed(simulation: Simulation):
    with no_thread_left(), ibkr.Client(simulation.base_url) as ib, ib.stream() as stream:
        stream.market_data(AAPL)
        next(event for event in stream if isinstance(event, Quote))


def test_none_of_a_stream_whose_reader_was_interrupted(simulation: Simulation):
    def read() -> None:
        with ibkr.Client(simulation.base_url) as ib, ib.stream() as stream:
            bars = stream.bars(AAPL, "1s")
            interrupt(next(stream), bars)

    with no_thread_left(), pytest.raises(KeyboardInterrupt):
        read()


def test_none_of_a_stream_that_could_not_be_opened():
    client = ibkr.Client("http://localhost:1/v1/api", keep_alive=False)
    with no_thread_left(), client as ib, pytest.raises(ibkr.GatewayUnreachable), ib.stream():
        pass


def test_none_of_a_handler_that_was_interrupted(simulation: Simulation):
    class Once(ibkr.StreamHandler):
        def on_start(self, stream) -> None:
            stream.market_data(AAPL)

        def on_market_data(self, quote: Quote) -> None:
            interrupt(quote)

    with no_thread_left(), ibkr.Client(simulation.base_url) as ib, pytest.raises(KeyboardInterrupt):
        Once().run(ib)


@pytest.mark.parametrize("told", [None, interrupt], ids=["to its end", "interrupted"])
def test_none_of_a_download(told):
    start, end = datetime(2012, 11, 1, tzinfo=UTC), datetime(2013, 2, 1, tzinfo=UTC)
    with no_thread_left(), MemoryGateway().client() as ib:
        try:
            ib.history.download([AAPL, 272093], start, end, "1d", progress=told)
        except KeyboardInterrupt:
            assert told is interrupt
