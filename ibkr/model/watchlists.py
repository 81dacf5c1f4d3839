"""Watchlists without their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from datetime import datetime


@attrs.frozen
class WatchlistInfo:
    """One of the user's watchlists."""

    watchlist_id: str
    name: str
    read_only: bool
    modified: datetime | None
    """When it was last changed, UTC."""
