"""Positions, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ibkr_wire.operation import Paging
from ibkr_wire.rest.api.portfolio import positions

from ibkr._core.exchange import exchange

if TYPE_CHECKING:
    from ibkr_wire.models.portfolio import Position

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow

PAGING: Final = positions.INFO.paging or Paging(parameter="pageId", first=0, size=100)


def all_positions(account_id: str, desk: Desk) -> Flow[list[Position]]:
    """Every position of the account: pages are asked for until one is not full."""
    found: list[Position] = []
    page = PAGING.first
    while True:
        rows = yield from exchange(positions.operation(account_id, page), desk)
        found.extend(rows)
        if len(rows) < (PAGING.size or 1):
            return found
        page += 1
