"""Lists that come page by page, read as far as somebody wants to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from ibkr._core.flow import Flow

T = TypeVar("T")


class Pages(Generic[T]):
    """The pages of one list. Rows that come twice, because the list moved meanwhile, are given once."""

    def __init__(
        self,
        ask: Callable[[int, T | None], Flow[Sequence[T]]],
        *,
        key: Callable[[T], Hashable],
        is_last: Callable[[Sequence[T]], bool],
        first: int = 0,
    ) -> None:
        """`ask` is given the number of a page and the last row before it."""
        self.more = True
        """Whether there may be another page."""
        self._ask, self._key, self._is_last = ask, key, is_last
        self._number = first
        self._seen: set[Hashable] = set()
        self._last: T | None = None

    def turn(self) -> Flow[list[T]]:
        """The new rows of the next page.

        The list ends with a page that is not full, is empty, or brings nothing new.
        """
        rows = yield from self._ask(self._number, self._last)
        fresh = [row for row in rows if self._is_new(row)]
        self.more = bool(fresh) and not self._is_last(rows)
        self._number += 1
        if rows:
            self._last = rows[-1]
        return fresh

    def _is_new(self, row: T) -> bool:
        key = self._key(row)
        known = key in self._seen
        self._seen.add(key)
        return not known


def all_of(pages: Pages[T]) -> Flow[list[T]]:
    """Every row of every page."""
    found: list[T] = []
    while pages.more:
        found += yield from pages.turn()
    return found
