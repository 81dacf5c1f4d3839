# Generated from spec/. Do not edit.
"""Operations of the group `watchlists` with their rules."""

from __future__ import annotations

from typing import Final

from ibkr_wire.operation import Info

INFOS: Final[dict[str, Info]] = {
    "watchlists.all": Info(
        name="watchlists.all",
        operation_id="watchlistsAll",
        method="GET",
        path="/iserver/watchlists",
        tier="brokerage",
        retry="safe",
        effect="read",
        pacing=None,
        needs=(),
        first_answer="complete",
        paging=None,
        deprecated=False,
        summary="List the watchlists of the user.",
        sources=("official", "observed", "clients"),
    ),
    "watchlists.content": Info(
        name="watchlists.content",
        operation_id="watchlistsContent",
        method="GET",
        path="/iserver/watchlist",
        tier="brokerage",
        retry="safe",
        effect="read",
        pacing=None,
        needs=(),
        first_answer="sparse",
        paging=None,
        deprecated=False,
        summary="Show the rows of a watchlist.",
        sources=("official", "observed", "clients"),
    ),
    "watchlists.save": Info(
        name="watchlists.save",
        operation_id="watchlistsSave",
        method="POST",
        path="/iserver/watchlist",
        tier="brokerage",
        retry="careful",
        effect="settings",
        pacing=None,
        needs=(),
        first_answer="complete",
        paging=None,
        deprecated=False,
        summary="Create a watchlist, or replace the one with the same id.",
        sources=("official", "observed", "clients"),
    ),
    "watchlists.delete": Info(
        name="watchlists.delete",
        operation_id="watchlistsDelete",
        method="DELETE",
        path="/iserver/watchlist",
        tier="brokerage",
        retry="careful",
        effect="settings",
        pacing=None,
        needs=(),
        first_answer="complete",
        paging=None,
        deprecated=False,
        summary="Delete a watchlist.",
        sources=("official", "observed", "clients"),
    ),
}
