"""Work handed to this process, to processes of our own, or to anybody's executor.

Every piece of work is done once: what a worker that died had taken is given out again, and
what kills worker after worker is given back as failed, with the reason.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from typing import Any, Final, Generic, TypeVar

import attrs

from ...errors import BacktestError

Item = TypeVar("Item")
Answer = TypeVar("Answer")

CHUNKS_A_WORKER: Final = 8
"""Enough for the last ones to end together; few enough for the data to be sent rarely."""
MOST_IN_A_CHUNK: Final = 64
TRIES: Final = 2
"""Workers that one piece of work may end, being out alone, before it is given up."""


@attrs.frozen
class Lost:
    """A piece of work that never came back, and why."""

    why: str


Done = tuple[int, "Answer | Lost"]


@attrs.define
class _Chunk(Generic[Item]):
    """Pieces of work that travel together: each with its number."""

    items: Sequence[tuple[int, Item]]
    is_suspect: bool = False
    """A worker died while it was out, perhaps of another one: from now on it goes alone."""
    deaths: int = 0
    """Workers that died while it was out alone."""

    def singles(self) -> list[_Chunk[Item]]:
        """One chunk for each item: the one that kills is then found."""
        return [_Chunk([item], is_suspect=True) for item in self.items]


class Workers:
    """Does work and answers in the order in which it is finished. A context manager."""

    def __init__(self, executor: Executor | int | None) -> None:
        """None works in this process, a number in as many processes of our own.

        Raises:
            BacktestError: a number below 1, or what takes no work.
        """
        if isinstance(executor, int) and executor < 1:
            raise BacktestError(f"executor={executor} leaves nobody to work: give at least 1.")
        self._count = executor if isinstance(executor, int) else None
        self._theirs = executor if isinstance(executor, Executor) else None
        if executor is not None and self._count is None and self._theirs is None:
            raise BacktestError(
                f"executor={executor!r} is neither a number nor a concurrent.futures.Executor; "
                "of a Dask client give client.get_executor()."
            )
        self._ours: Executor | None = None
        self._others = set(multiprocessing.active_children())
        """Children of this process that are none of ours."""

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *problem: object) -> None:
        if problem[0] is not None:
            # Nobody wants the answers any more, least of all who pressed Ctrl-C.
            for worker in set(multiprocessing.active_children()) - self._others:
                worker.terminate()
        self._close()

    @property
    def count(self) -> int:
        """How many work at the same time, as far as that can be told."""
        if self._count is not None:
            return self._count
        if self._theirs is None:
            return 1
        return getattr(self._theirs, "_max_workers", None) or os.cpu_count() or 1

    def work(
        self,
        task: Callable[[Sequence[Item]], Sequence[Answer]],
        items: Sequence[Item],
        *,
        together: bool = True,
    ) -> Iterator[Done[Answer]]:
        """Each item's number and answer, or what became of it; `together` sends several at once."""
        numbered = list(enumerate(items))
        if self._count is None and self._theirs is None:
            for number, item in numbered:
                yield number, task([item])[0]
            return
        size = self._size(len(items)) if together else 1
        chunks = deque(_Chunk(numbered[at : at + size]) for at in range(0, len(numbered), size))
        yield from self._spread(task, chunks)

    def _size(self, count: int) -> int:
        return max(1, min(MOST_IN_A_CHUNK, count // (self.count * CHUNKS_A_WORKER)))

    def _spread(
        self, task: Callable[[Sequence[Item]], Sequence[Answer]], waiting: deque[_Chunk[Item]]
    ) -> Iterator[Done[Answer]]:
        flying: dict[Future[Sequence[Answer]], _Chunk[Item]] = {}
        try:
            while waiting or flying:
                while waiting and self._may_go(waiting[0], flying.values()):
                    chunk = waiting.popleft()
                    flying[self._submit(task, chunk)] = chunk
                for future in wait(flying, return_when=FIRST_COMPLETED).done:
                    yield from self._landed(future, flying.pop(future), waiting)
        finally:
            for future in flying:
                future.cancel()

    def _may_go(self, chunk: _Chunk[Item], flying: Collection[_Chunk[Item]]) -> bool:
        if chunk.is_suspect or any(other.is_suspect for other in flying):
            return not flying
        return len(flying) < 2 * self.count

    def _submit(
        self, task: Callable[[Sequence[Item]], Sequence[Answer]], chunk: _Chunk[Item]
    ) -> Future[Sequence[Answer]]:
        try:
            with _deaf():
                return self._executor().submit(task, [item for _, item in chunk.items])
        except BrokenExecutor as error:
            failed: Future[Sequence[Answer]] = Future()
            failed.set_exception(error)
            return failed

    def _landed(
        self, future: Future[Sequence[Answer]], chunk: _Chunk[Item], waiting: deque[_Chunk[Item]]
    ) -> Iterator[Done[Answer]]:
        try:
            answers = future.result()
        except (BrokenExecutor, CancelledError) as error:
            yield from self._again(chunk, error, waiting)
        except Exception as error:
            # What the task itself raises is an answer of its; this is the executor's: a worker that could
            # not read the work, or a cluster that gave it up.
            yield from _lost(chunk, f"{type(error).__name__}: {error}")
        else:
            for (number, _), answer in zip(chunk.items, answers, strict=True):
                yield number, answer

    def _again(
        self, chunk: _Chunk[Item], error: BaseException, waiting: deque[_Chunk[Item]]
    ) -> Iterator[Done[Answer]]:
        """A worker died. In a pool all that was out fails alike, so each is tried again, alone."""
        if self._theirs is not None:
            yield from _lost(chunk, f"the executor broke: {error or type(error).__name__}")
            return
        self._close()
        chunk.deaths += chunk.is_suspect
        chunk.is_suspect = True
        if not chunk.deaths or (len(chunk.items) == 1 and chunk.deaths < TRIES):
            waiting.append(chunk)
        elif len(chunk.items) > 1:
            waiting.extend(chunk.singles())
        else:
            yield from _lost(chunk, f"it ended the process that worked on it, {TRIES} times")

    def _executor(self) -> Executor:
        if self._theirs is not None:
            return self._theirs
        if self._ours is None:
            from concurrent.futures import ProcessPoolExecutor

            # Started afresh: a copy of a process with threads may hang, and differs between systems.
            self._ours = ProcessPoolExecutor(self._count, multiprocessing.get_context("spawn"))
        return self._ours

    def _close(self) -> None:
        if self._ours is not None:
            self._ours.shutdown(wait=True, cancel_futures=True)
            self._ours = None


@contextmanager
def _deaf() -> Generator[None]:
    """Processes started here do not hear Ctrl-C: it is for this one, which ends them.

    Windows has no such mask; there they say that they were interrupted.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _lost(chunk: _Chunk[Any], why: str) -> Iterator[Done[Any]]:
    for number, _ in chunk.items:
        yield number, Lost(why)
