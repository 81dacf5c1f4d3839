# Generated from spec/. Do not edit.
"""Wire models of the group `watchlists`."""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType

__all__ = [
    "DeletedWatchlist",
    "Watchlist",
    "WatchlistCollection",
    "WatchlistDeletion",
    "WatchlistDraft",
    "WatchlistDraftRow",
    "WatchlistEntry",
    "WatchlistInstrument",
    "WatchlistOverview",
]


class WatchlistDraft(Struct, kw_only=True):
    """A watchlist to be created, or to replace the one with the same id."""

    id: str
    """Own id, digits only; an existing list is overwritten."""
    name: str
    """Name for display."""
    rows: list[WatchlistDraftRow]
    """Rows from top to bottom; may be empty."""


class WatchlistDraftRow(Struct, kw_only=True, gc=False, rename={"conid": "C", "heading": "H"}):
    """A contract, or a heading over those that follow."""

    conid: int | UnsetType = UNSET
    """Contract id."""
    heading: str | UnsetType = UNSET
    """Heading, or an empty row."""


class Watchlist(Struct, kw_only=True, rename={"read_only": "readOnly"}):
    """A watchlist; right after it was saved without its instruments."""

    id: str | int | None | UnsetType = UNSET
    """Id of the list."""
    hash: str | None | UnsetType = UNSET
    """Internal to IBKR; changes with the content."""
    name: str | None | UnsetType = UNSET
    """Name for display."""
    read_only: bool | None | UnsetType = UNSET
    """The list cannot be changed."""
    instruments: list[WatchlistInstrument] | None | UnsetType = UNSET
    """Rows."""


class WatchlistInstrument(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "conid_text": "C",
        "sec_type": "ST",
        "heading": "H",
        "full_name": "fullName",
        "asset_class": "assetClass",
        "chinese_name": "chineseName",
    },
):
    """One row of a watchlist. A session's first read may bring the contract id and the name only."""

    conid_text: str | int | None | UnsetType = UNSET
    """Contract id as text."""
    conid: int | str | None | UnsetType = UNSET
    """Contract id."""
    sec_type: str | None | UnsetType = UNSET
    """Security type."""
    heading: str | None | UnsetType = UNSET
    """Heading, in rows without a contract."""
    name: str | None | UnsetType = UNSET
    """Name of the issuer."""
    full_name: str | None | UnsetType = UNSET
    """Symbol with all terms of a derivative."""
    asset_class: str | None | UnsetType = UNSET
    """Security type, again."""
    ticker: str | None | UnsetType = UNSET
    """Symbol."""
    chinese_name: str | None | UnsetType = UNSET
    """Name in Chinese; may hold HTML entities."""


class WatchlistOverview(Struct, kw_only=True, rename={"mid": "MID"}):
    """The watchlists of the user."""

    data: WatchlistCollection | None | UnsetType = UNSET
    """The lists."""
    action: str | None | UnsetType = UNSET
    """Internal to IBKR; content."""
    mid: str | int | None | UnsetType = UNSET
    """Internal to IBKR."""


class WatchlistCollection(Struct, kw_only=True):
    """Watchlists, those of the user and those of IBKR apart."""

    scanners_only: bool | None | UnsetType = UNSET
    """The answer holds scanners only."""
    show_scanners: bool | None | UnsetType = UNSET
    """The answer holds scanners, too."""
    bulk_delete: bool | None | UnsetType = UNSET
    """Several lists can be deleted at once."""
    user_lists: list[WatchlistEntry] | None | UnsetType = UNSET
    """Lists of the user."""
    system_lists: list[WatchlistEntry] | None | UnsetType = UNSET
    """Lists of IBKR."""


class WatchlistEntry(Struct, kw_only=True, gc=False):
    """One watchlist without its rows."""

    id: str | int | None | UnsetType = UNSET
    """Id of the list."""
    name: str | None | UnsetType = UNSET
    """Name for display."""
    type: str | None | UnsetType = UNSET
    """Kind of list."""
    is_open: bool | None | UnsetType = UNSET
    """Internal to IBKR."""
    read_only: bool | None | UnsetType = UNSET
    """The list cannot be changed."""
    modified: int | None | UnsetType = UNSET
    """Last change, milliseconds since 1970."""


class WatchlistDeletion(Struct, kw_only=True, rename={"mid": "MID"}):
    """Which watchlist was deleted."""

    data: DeletedWatchlist | None | UnsetType = UNSET
    """What was deleted."""
    action: str | None | UnsetType = UNSET
    """Internal to IBKR; context."""
    mid: str | int | None | UnsetType = UNSET
    """Internal to IBKR."""


class DeletedWatchlist(Struct, kw_only=True, gc=False):
    """The watchlist that is gone."""

    deleted: str | int | None | UnsetType = UNSET
    """Id of the list."""
