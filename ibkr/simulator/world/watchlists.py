"""Watchlists of the user."""

from __future__ import annotations

import attrs


@attrs.frozen
class Row:
    """A contract, or a heading over those that follow."""

    conid: int | None = None
    heading: str | None = None


@attrs.frozen
class Watchlist:
    """One list; `modified` is in milliseconds since the epoch."""

    list_id: str
    name: str
    rows: tuple[Row, ...]
    modified: int


class Watchlists:
    """The user's lists by id, in the order in which they were made."""

    def __init__(self) -> None:
        self._lists: dict[str, Watchlist] = {}

    def all(self) -> list[Watchlist]:
        """Every list."""
        return list(self._lists.values())

    def find(self, list_id: str) -> Watchlist | None:
        """The list with that id."""
        return self._lists.get(list_id)

    def save(self, watchlist: Watchlist) -> None:
        """Keep a list; one with the same id is overwritten without a word."""
        self._lists[watchlist.list_id] = watchlist

    def delete(self, list_id: str) -> bool:
        """Drop a list; False when there was none."""
        return self._lists.pop(list_id, None) is not None
