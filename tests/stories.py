"""One story for both clients.

A story is a generator that yields what the client's methods give: values of the
synchronous client, awaitables of the asynchronous one. Whoever tells it sends the
values back in, so that one story tests both.

    def story(ib):
        placed = yield ib.orders.place(ACCOUNT, ticket)
        return placed.order_id
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Generator
from typing import Any, TypeAlias

import ibkr
from ibkr.simulator import Gateway, simulate
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


def play_sync(story: Story, **options: Any) -> Any:
    """Tell a story with `ibkr.Client(**options)`."""
    with ibkr.Client(**options) as ib:
        return told(ib, story)


def play_async(story: Story, **options: Any) -> Any:
    """Tell a story with `ibkr.AsyncClient(**options)`."""

    async def run() -> Any:
        async with ibkr.AsyncClient(**options) as ib:
            return await told_async(ib, story)

    return asyncio.run(run())


COLOURS = {"sync": play_sync, "async": play_async}


def in_memory(colour: Play) -> Play:
    """Tell a story to a gateway without sockets, on the gateway's clock."""

    def tell(story: Story, gateway: Gateway, **options: Any) -> Any:
        transport = SimulatorTransport(gateway)
        return colour(story, transport=transport, clock=gateway.clock, keep_alive=False, **options)

    return tell


def over_socket(story: Story, gateway: Gateway, **options: Any) -> Any:
    """Tell it as `ibkr[fast]` does: aiohttp, TLS, a socket; waiting still only moves the gateway's clock."""
    with simulate(gateway=gateway) as server:
        place = {"base_url": server.base_url, "clock": gateway.clock, "keep_alive": False}
        return play_async(story, **place, **options)


WAYS: dict[str, Play] = {**{name: in_memory(play) for name, play in COLOURS.items()}, "fast": over_socket}
