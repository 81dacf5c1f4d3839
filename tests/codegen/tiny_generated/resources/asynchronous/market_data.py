# Generated from spec/. Do not edit.
"""Operations of the group `market_data`, asynchronous."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ibkr_wire.operation import UNSET

if TYPE_CHECKING:
    from ibkr_wire.models.market_data import SnapshotRow
    from ibkr_wire.operation import UnsetType
    from ibkr_wire.resources import AsyncCaller


class MarketData:
    """Operations of the group `market_data`."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def snapshot_rows(
        self, conids: Sequence[int], *, fields: Sequence[str] | UnsetType = UNSET
    ) -> list[SnapshotRow]:
        """Return one row of quotes for each contract.

        Args:
            conids: Contract ids.
            fields: As the gateway names it.

        At most 10 calls a second, and 5 at once.

        Source: tiny_spec/openapi/paths/market_data.yaml, GET /marketdata/snapshot.
        """
        from ibkr_wire.rest.api.market_data.snapshot_rows import operation

        return await self._caller.call(operation(conids, fields=fields))
