"""Jobs side by side as tasks: the part that differs from `_sync/_pool.py`, written by hand too.

It stands beside the façade so that no loop and no thread is in it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, ParamSpec, TypeVar

T = TypeVar("T")
P = ParamSpec("P")


async def side_by_side(
    step: Callable[[T], Coroutine[Any, Any, Sequence[T]]], jobs: Sequence[T], *, at_once: int
) -> None:
    """Take each job a step further until no step leaves a job behind, `at_once` at a time.

    What a step leaves is taken up first, so that jobs end early. When one fails, the
    others are cancelled and it is raised.
    """
    waiting = deque(jobs)
    running: set[asyncio.Task[Sequence[T]]] = set()
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                running.add(asyncio.create_task(step(waiting.popleft())))
            done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for following in await asyncio.gather(*done):
                waiting.extendleft(reversed(following))
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def aside(work: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> T:
    """The result of work that waits for the disk, done where it holds up nobody."""
    return await asyncio.to_thread(work, *arguments, **options)
