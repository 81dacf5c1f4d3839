"""Both clients against the simulator, in memory and on one clock moved by waiting."""

from __future__ import annotations

from typing import Any

import pytest

import ibkr
from ibkr.simulator import Gateway
from ibkr.testing import SimulatorTransport
from tests.stories import COLOURS, Play, Story


@pytest.fixture(params=COLOURS)
def play(request: pytest.FixtureRequest) -> Play:
    """Tell a story to a gateway; every test that asks for it runs once with each client."""

    def tell(story: Story, gateway: Gateway, **options: Any) -> Any:
        transport = SimulatorTransport(gateway)
        return COLOURS[request.param](
            story, transport=transport, clock=gateway.clock, keep_alive=False, **options
        )

    return tell


@pytest.fixture
def gateway() -> Gateway:
    """A simulator of its own, at 10:00 on Friday 1 February 2013 in New York."""
    return Gateway(clock=ibkr.ManualClock())
