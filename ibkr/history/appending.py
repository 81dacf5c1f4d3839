"""Bars that come one by one, such as those of a stream, on their way into a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from ..errors import InvalidArgument
from ..model.bars import Bar, Bars, to_milliseconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from types import TracebackType

    from ..model.downloads import Change


class Appender:
    """Keeps bars in the order in which they come, and writes them in lots.

    A bar that is not written yet is kept until a write succeeds: when the disk was full,
    the next `add` or `flush` writes everything that waits. One thread uses it.
    """

    def __init__(self, write: Callable[[Bars], Sequence[Change]], *, every: int = 1) -> None:
        """`write` keeps bars for good; it is called whenever `every` bars wait.

        Raises:
            InvalidArgument: `every` is less than 1.
        """
        if every < 1:
            raise InvalidArgument(f"every={every}: a lot has at least one bar.")
        self._write = write
        self._every = every
        self._waiting: dict[int, Bar] = {}
        self.changes: list[Change] = []
        """Bars that the store already held and that came differently; it still holds what it held."""

    @property
    def waiting(self) -> int:
        """How many bars are not on disk yet."""
        return len(self._waiting)

    def add(self, bar: Bar) -> None:
        """Take a bar; of several that open at one time the last one counts.

        Raises:
            StoreError: it could not be written. It waits for the next `add` or `flush`.
        """
        self._waiting[to_milliseconds(bar.time)] = bar
        if len(self._waiting) >= self._every:
            self.flush()

    def passing(self, bars: Iterable[Bar]) -> Iterator[Bar]:
        """The same bars, each of them taken before it is handed on: for a loop that also decides."""
        for bar in bars:
            self.add(bar)
            yield bar

    def flush(self) -> None:
        """Write what waits.

        Raises:
            StoreError: it could not be written, and still waits.
        """
        if self._waiting:
            self.changes += self._write(Bars.from_bars(bar for _, bar in sorted(self._waiting.items())))
            self._waiting.clear()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write what waits, whatever ended the block."""
        self.flush()
