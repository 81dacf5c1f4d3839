"""Both clients against the simulator, in memory and on one clock moved by waiting.

A story is a generator that yields what the client's methods give: values of the
synchronous client, awaitables of the asynchronous one. So one story tests both.

    def story(ib):
        placed = yield ib.orders.place(ACCOUNT, ticket)
        return placed.order_id
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Generator
from typing import Any, TypeAlias

import pytest

import ibkr
from ibkr.simulator import Gateway
from ibkr.testing import SimulatorTransport

Story: TypeAlias = Callable[[Any], Generator[Any, Any, Any]]
Play: TypeAlias = Callable[..., Any]


def told(ib: Any, story: Story) -> Any:
    """The result of a story told with the synchronous client."""
    steps = story(ib)
    try:
        value = next(steps)
        while True:
            value = steps.send(value)
    except StopIteration as end:
        return end.value


async def told_async(ib: Any, story: Story) -> Any:
    """The result of a story told with the asynchronous client."""
    steps = story(ib)
    try:
        step = next(steps)
        while True:
            try:
                value = await step if inspect.isawaitable(step) else step
            except Exception as error:
                step = steps.throw(error)
            else:
                step = steps.send(value)
    except StopIteration as end:
        return end.value


def play_sync(story: Story, gateway: Gateway, **options: Any) -> Any:
    """Tell a story with `ibkr.Client`."""
    with ibkr.Client(**_wired(gateway, options)) as ib:
        return told(ib, story)


def play_async(story: Story, gateway: Gateway, **options: Any) -> Any:
    """Tell a story with `ibkr.AsyncClient`."""

    async def run() -> Any:
        async with ibkr.AsyncClient(**_wired(gateway, options)) as ib:
            return await told_async(ib, story)

    return asyncio.run(run())


def _wired(gateway: Gateway, options: dict[str, Any]) -> dict[str, Any]:
    wires = {"transport": SimulatorTransport(gateway), "clock": gateway.clock, "keep_alive": False}
    return {**wires, **options}


@pytest.fixture(params=[play_sync, play_async], ids=["sync", "async"])
def play(request: pytest.FixtureRequest) -> Play:
    """Tell a story; every test that asks for it runs once with each client."""
    return request.param


@pytest.fixture
def gateway() -> Gateway:
    """A simulator of its own, at 10:00 on Friday 1 February 2013 in New York."""
    return Gateway(clock=ibkr.ManualClock())
