"""Jobs side by side in threads: the part that differs from `_async/_pool.py`, written by hand too.

The threads belong to one call and end with it. Answers of IBKR take long; one after the
other, a download or an option chain would take many times as long.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from typing import ParamSpec, TypeVar

T = TypeVar("T")
P = ParamSpec("P")


def side_by_side(step: Callable[[T], Sequence[T]], jobs: Sequence[T], *, at_once: int) -> None:
    """Take each job a step further until no step leaves a job behind, `at_once` at a time.

    What a step leaves is taken up first, so that jobs end early. When one fails, the
    steps under way are waited for, no other is begun, and it is raised. What the caller's
    context holds, such as the current span of a trace, holds in each step.
    """
    waiting = deque(jobs)
    running: set[Future[Sequence[T]]] = set()
    with ThreadPoolExecutor(at_once, thread_name_prefix="ibkr-side-by-side") as pool:
        while waiting or running:
            while waiting and len(running) < at_once:
                running.add(pool.submit(copy_context().run, step, waiting.popleft()))
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                waiting.extendleft(reversed(future.result()))


def aside(work: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> T:
    """The result of work that waits for the disk: this is a thread of its own already."""
    return work(*arguments, **options)
