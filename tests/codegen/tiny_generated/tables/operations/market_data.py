# Generated from spec/. Do not edit.
"""Operations of the group `market_data` with their rules."""

from __future__ import annotations

from typing import Final

from ibkr_wire.operation import Info, Pace

INFOS: Final[dict[str, Info]] = {
    "market_data.snapshot_rows": Info(
        name="market_data.snapshot_rows",
        operation_id="marketDataSnapshotRows",
        method="GET",
        path="/marketdata/snapshot",
        tier="none",
        retry="safe",
        effect="read",
        pacing=Pace(key="quotes", calls=10, seconds=1, concurrent=5),
        needs=(),
        first_answer="sparse",
        paging=None,
        deprecated=False,
        summary="Return one row of quotes for each contract.",
        sources=("official",),
    )
}
