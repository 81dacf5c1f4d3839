# Derived from ibkr/_async by codegen/derive_sync.py. Do not edit.
"""Lists of contracts that the user keeps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ibkr_wire.resources.synchronous.watchlists import Watchlists as WatchlistsOperations

from ibkr._core import watchlists

if TYPE_CHECKING:
    from ibkr_wire.models.watchlists import Watchlist, WatchlistDeletion

    from ibkr._sync._shell import Shell
    from ibkr.model.contracts import Which
    from ibkr.model.watchlists import WatchlistInfo


class Watchlists(WatchlistsOperations):
    """Operations of the group `watchlists`; none is overwritten or deleted by mistake.

    Rows are contracts, by number or anything that has one, and texts for headings.
    """

    def __init__(self, shell: Shell) -> None:
        """Made by the client."""
        super().__init__(shell)
        self._shell = shell

    def lists(self) -> list[WatchlistInfo]:
        """The user's own lists without their rows."""
        return self._shell.run(watchlists.lists(self._shell.desk))

    def named(self, name: str) -> WatchlistInfo:
        """The user's list of that name.

        Raises:
            NotFound: there is none, or there are several.
        """
        return self._shell.run(watchlists.named(name, self._shell.desk))

    def content(self, watchlist_id: str | int) -> Watchlist:
        """A list with its rows.

        Source: spec/openapi/paths/watchlists.yaml, GET /iserver/watchlist.
        """
        return self._shell.run(watchlists.read(watchlist_id, self._shell.desk))

    def create(
        self, name: str, rows: Iterable[Which | str] = (), *, watchlist_id: str | int | None = None
    ) -> str:
        """Make a list; returns its id, a free one unless it is given.

        Raises:
            InvalidArgument: there is a list of that id, which IBKR would overwrite without a word.
        """
        flow = watchlists.create(name, rows, self._shell.desk, watchlist_id=watchlist_id)
        return self._shell.run(watchlists.in_turn(flow))

    def replace(
        self, watchlist_id: str | int, rows: Iterable[Which | str], *, name: str | None = None
    ) -> str:
        """Put other rows in a list, and give it another name if one is given."""
        flow = watchlists.replace(watchlist_id, rows, self._shell.desk, name=name)
        return self._shell.run(watchlists.in_turn(flow))

    def add(self, watchlist_id: str | int, rows: Iterable[Which | str]) -> str:
        """Add rows at the end of a list; contracts that it has already stay where they are."""
        flow = watchlists.add(watchlist_id, rows, self._shell.desk)
        return self._shell.run(watchlists.in_turn(flow))

    def drop(self, watchlist_id: str | int, conids: Iterable[Which]) -> str:
        """Take contracts out of a list.

        Raises:
            NotFound: it does not have one of them.
        """
        flow = watchlists.drop(watchlist_id, conids, self._shell.desk)
        return self._shell.run(watchlists.in_turn(flow))

    def delete(self, watchlist_id: str | int) -> WatchlistDeletion:
        """Delete a list.

        Raises:
            NotFound: the user has no such list; IBKR itself says yes to any id.
        """
        return self._shell.run(watchlists.in_turn(watchlists.remove(watchlist_id, self._shell.desk)))
