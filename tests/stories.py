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
