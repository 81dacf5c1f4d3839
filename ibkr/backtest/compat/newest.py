"""A sequence, newest first, that grows at the front without being copied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar, overload

T = TypeVar("T")


class Newest(Sequence[T], Generic[T]):
    """What Elixir's lists are: `[0]` is the newest, and adding one leaves the old sequence as it was.

    Many of them look at one shared log of which each knows only its own length: adding to
    the longest appends to the log, adding to a shorter one copies its part first. So adding
    one by one costs the same for each, and an older sequence never shows a newer value.
    """

    __slots__ = ("_count", "_log")

    def __init__(self, oldest_first: Iterable[T] = ()) -> None:
        """Start from these, the oldest first."""
        self._log = list(oldest_first)
        self._count = len(self._log)

    def with_newest(self, item: T) -> Newest[T]:
        """These and `item` before them."""
        grown: Newest[T] = Newest()
        grown._log = self._log if len(self._log) == self._count else self._log[: self._count]
        grown._log.append(item)
        grown._count = self._count + 1
        return grown

    def __len__(self) -> int:
        """How many there are."""
        return self._count

    def __iter__(self) -> Iterator[T]:
        """The newest first."""
        return map(self._log.__getitem__, range(self._count - 1, -1, -1))

    def __reversed__(self) -> Iterator[T]:
        """The oldest first."""
        return map(self._log.__getitem__, range(self._count))

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        """One of them, or a list for a slice; 0 is the newest."""
        places = range(self._count - 1, -1, -1)[index]
        return self._log[places] if isinstance(places, int) else [self._log[place] for place in places]

    def __eq__(self, other: object) -> bool:
        """Whether the other sequence holds the same in the same order."""
        if not isinstance(other, (Newest, list, tuple)):
            return NotImplemented
        return list(self) == list(other)  # pyright: ignore[reportUnknownArgumentType]  # any sequence

    def __hash__(self) -> int:
        """By content, like a tuple."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """Like a list's."""
        return repr(list(self))
