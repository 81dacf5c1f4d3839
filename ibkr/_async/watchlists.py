"""Lists of contracts that the user keeps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ibkr_wire.resources.asynchronous.watchlists import Watchlists

from ibkr._core import watchlists

if TYPE_CHECKING:
    from ibkr_wire.models.watchlists import Watchlist, WatchlistDeletion

    from ibkr._async._shell import AsyncShell
    from ibkr.model.contracts import Which
    from ibkr.model.watchlists import WatchlistInfo


class AsyncWatchlists(Watchlists):
    """Operations of the group `watchlists`; none is overwritten or deleted by mistake.

    Rows are contracts, by number or anything that has one, and texts for headings.
    """

    def __init__(self, shell: AsyncShell) -> None:
        """Made by the client."""
        super().__init__(shell)
        self._shell = shell

    async def lists(self) -> list[WatchlistInfo]:
        """The user's own lists without their rows."""
        return await self._shell.run(watchlists.lists(self._shell.desk))

    async def named(self, name: str) -> WatchlistInfo:
        """The user's list of that name.

        Raises:
            NotFound: there is none, or there are several.
        """
        return await self._shell.run(watchlists.named(name, self._shell.desk))

    async def content(self, watchlist_id: str | int) -> Watchlist:
        """A list with its rows.

        Source: spec/openapi/paths/watchlists.yaml, GET /iserver/watchlist.
        """
        return await self._shell.run(watchlists.read(watchlist_id, self._shell.desk))

    async def create(
        self, name: str, rows: Iterable[Which | str] = (), *, watchlist_id: str | int | None = None
    ) -> str:
        """Make a list; returns its id, a free one unless it is given.

        Raises:
            InvalidArgument: there is a list of that id, which IBKR would overwrite without a word.
        """
        flow = watchlists.create(name, rows, self._shell.desk, watchlist_id=watchlist_id)
        return await self._shell.run(watchlists.in_turn(flow))

    async def replace(
        self, watchlist_id: str | int, rows: Iterable[Which | str], *, name: str | None = None
    ) -> str:
        """Put other rows in a list, and give it another name if one is given."""
        flow = watchlists.replace(watchlist_id, rows, self._shell.desk, name=name)
        return await self._shell.run(watchlists.in_turn(flow))

    async def add(self, watchlist_id: str | int, rows: Iterable[Which | str]) -> str:
        """Add rows at the end of a list; contracts that it has already stay where they are."""
        flow = watchlists.add(watchlist_id, rows, self._shell.desk)
        return await self._shell.run(watchlists.in_turn(flow))

    async def drop(self, watchlist_id: str | int, conids: Iterable[Which]) -> str:
        """Take contracts out of a list.

        Raises:
            NotFound: it does not have one of them.
        """
        flow = watchlists.drop(watchlist_id, conids, self._shell.desk)
        return await self._shell.run(watchlists.in_turn(flow))

    async def delete(self, watchlist_id: str | int) -> WatchlistDeletion:
        """Delete a list.

        Raises:
            NotFound: the user has no such list; IBKR itself says yes to any id.
        """
        return await self._shell.run(watchlists.in_turn(watchlists.remove(watchlist_id, self._shell.desk)))
