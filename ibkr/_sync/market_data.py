# Derived from ibkr/_async by codegen/derive_sync.py. Do not edit.
"""Quotes and bars, by asking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from ibkr_wire.resources.synchronous.market_data import MarketData as MarketDataOperations

from ibkr._core import history, snapshots
from ibkr._core.snapshots import DEFAULT_FIELDS

if TYPE_CHECKING:
    from datetime import datetime

    from ibkr._sync._shell import Shell
    from ibkr.model.bars import Bars
    from ibkr.model.periods import BarSize, Source
    from ibkr.model.snapshots import Snapshot


class MarketData(MarketDataOperations):
    """Operations of the group `market_data`, and the questions that need more than one call."""

    def __init__(self, shell: Shell) -> None:
        """Made by the client."""
        super().__init__(shell)
        self._shell = shell

    @overload
    def snapshot(
        self, conid: int, *, fields: Sequence[str | int] = DEFAULT_FIELDS, wait: float = 5.0
    ) -> Snapshot: ...
    @overload
    def snapshot(
        self, conid: Sequence[int], *, fields: Sequence[str | int] = DEFAULT_FIELDS, wait: float = 5.0
    ) -> list[Snapshot]: ...
    def snapshot(
        self, conid: int | Sequence[int], *, fields: Sequence[str | int] = DEFAULT_FIELDS, wait: float = 5.0
    ) -> Snapshot | list[Snapshot]:
        """The top of the book of one contract, or of several in their order.

        IBKR's first answer is empty, so it is asked until every field is there or
        `wait` seconds have passed; what never came is in `missing`. Fields go by name
        (`last_price`), short name (`last`) or tag (`31`).

        Raises:
            InvalidArgument: an unknown field; the nearest names are given.
            NoSuchContract: IBKR does not know the conid.

        Source: spec/openapi/paths/market_data.yaml, GET /iserver/marketdata/snapshot.
        """
        flow = snapshots.one_or_many(conid, self._shell.desk, fields=fields, wait=wait)
        return self._shell.run(flow)

    def bars(
        self,
        conid: int,
        *,
        period: str = "1y",
        bar: BarSize = "1d",
        end: datetime | None = None,
        outside_rth: bool = False,
        exchange: str | None = None,
        source: Source = "trades",
    ) -> Bars:
        """Historical bars, oldest first: opening instants in UTC, prices in the contract's currency.

        At most 1000 bars, the newest of the period; `end` (aware) moves the window back.

        Raises:
            InvalidArgument: IBKR serves no such bars over that period.
            PacingError: the wait would exceed `max_wait`.

        Source: spec/openapi/paths/market_data.yaml, GET /iserver/marketdata/history.
        """
        flow = history.bars(
            conid,
            self._shell.desk,
            period=period,
            bar=bar,
            end=end,
            outside_rth=outside_rth,
            exchange=exchange,
            source=source,
        )
        return self._shell.run(flow)
