# Generated from spec/. Do not edit.
"""Operations of the group `watchlists`, synchronous."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ibkr_wire.operation import UNSET

if TYPE_CHECKING:
    from ibkr_wire.models.watchlists import Watchlist, WatchlistDeletion, WatchlistDraft, WatchlistOverview
    from ibkr_wire.operation import UnsetType
    from ibkr_wire.resources import Caller


class Watchlists:
    """Operations of the group `watchlists`."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def all(self, *, scope: Literal["USER_WATCHLIST"] | UnsetType = UNSET) -> WatchlistOverview:
        """List the watchlists of the user.

        Args:
            scope: USER_WATCHLIST leaves out the lists of IBKR.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/watchlists.yaml, GET /iserver/watchlists.
        """
        from ibkr_wire.rest.api.watchlists.all import operation

        return self._caller.call(operation(scope=scope))

    def content(self, watchlist_id: str) -> Watchlist:
        """Show the rows of a watchlist.

        The first read of a session may bring contract ids and names only.

        Args:
            watchlist_id: Id of the watchlist.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/watchlists.yaml, GET /iserver/watchlist.
        """
        from ibkr_wire.rest.api.watchlists.content import operation

        return self._caller.call(operation(watchlist_id))

    def save(self, body: WatchlistDraft) -> Watchlist:
        """Create a watchlist, or replace the one with the same id.

        Empty lists and unknown contract ids are taken as well.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/watchlists.yaml, POST /iserver/watchlist.
        """
        from ibkr_wire.rest.api.watchlists.save import operation

        return self._caller.call(operation(body))

    def delete(self, watchlist_id: str) -> WatchlistDeletion:
        """Delete a watchlist.

        An unknown id is confirmed as well.

        Args:
            watchlist_id: Id of the watchlist.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/watchlists.yaml, DELETE /iserver/watchlist.
        """
        from ibkr_wire.rest.api.watchlists.delete import operation

        return self._caller.call(operation(watchlist_id))
