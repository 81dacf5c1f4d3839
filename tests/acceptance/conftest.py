"""Both clients against the simulator, on one clock moved by waiting: in memory, or over a socket."""

from __future__ import annotations

import pytest

import ibkr
from ibkr.simulator import Gateway
from tests.stories import COLOURS, WAYS, Play


@pytest.fixture(params=COLOURS)
def play(request: pytest.FixtureRequest) -> Play:
    """Tell a story to a gateway; every test that asks for it runs once with each client."""
    return WAYS[request.param]


@pytest.fixture(params=WAYS)
def play_everywhere(request: pytest.FixtureRequest) -> Play:
    """As `play`, and once more over aiohttp, TLS and a socket, as with `ibkr[fast]`."""
    return WAYS[request.param]


@pytest.fixture
def gateway() -> Gateway:
    """A simulator of its own, at 10:00 on Friday 1 February 2013 in New York."""
    return Gateway(clock=ibkr.ManualClock())
