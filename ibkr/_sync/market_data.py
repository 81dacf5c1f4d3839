# Derived from ibkr/_async by codegen/derive_sync.py. Do not edit.
"""Quotes and bars, by asking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from ibkr_wire.resources.synchronous.market_data import MarketData as MarketDataOperations

from ibkr._core import history, lines, snapshots
from ibkr._core.snapshots import DEFAULT_FIELDS
from ibkr._sync.history import History
from ibkr.model.contracts import conid_of

if TYPE_CHECKING:
    from datetime import datetime

    from ibkr._sync._shell import Shell
    from ibkr.model.bars import Bars
    from ibkr.model.contracts import Which
    from ibkr.model.periods import BarSize, Source
    from ibkr.model.snapshots import Snapshot


class MarketData(MarketDataOperations):
    """Operations of the group `market_data`, and the questions that need more than one call.

    A contract may be named by its number or by anything that has one.
    """

    def __init__(self, shell: Shell) -> None:
        """Made by the client."""
        super().__init__(shell)
        self._shell = shell

    @overload
    def snapshot(
        self, conid: Which, *, fields: Sequence[str | int] = DEFAULT_FIELDS, wait: float = 5.0
    ) -> Snapshot: ...
    @overload
    def snapshot(
        self, conid: Sequence[Which], *, fields: Sequence[str | int] = DEFAULT_FIELDS, wait: float = 5.0
    ) -> list[Snapshot]: ...
    def snapshot(
        self,
        conid: Which | Sequence[Which],
        *,
        fields: Sequence[str | int] = DEFAULT_FIELDS,
        wait: float = 5.0,
    ) -> Snapshot | list[Snapshot]:
        """The top of the book of one contract, or of several in their order.

        IBKR's first answer is empty, so it is asked until every field is there or
        `wait` seconds have passed; what never came is in `missing`. Fields go by name
        (`last_price`), short name (`last`) or tag (`31`).

        Raises:
            InvalidArgument: an unknown field, with the nearest names; something that is no conid.
            NoSuchContract: IBKR does not know the conid.

        Source: spec/openapi/paths/market_data.yaml, GET /iserver/marketdata/snapshot.
        """
        flow = snapshots.one_or_many(conid, self._shell.desk, fields=fields, wait=wait)
        return self._shell.run(flow)

    def bars(
        self,
        conid: Which,
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
        `bars_between` has no such limit.

        Raises:
            InvalidArgument: IBKR would serve other bars than these over that period, `end` is naive,
                or that is no conid.
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

    def bars_between(
        self,
        conid: Which,
        start: datetime,
        end: datetime,
        bar: BarSize = "1d",
        *,
        outside_rth: bool = False,
        exchange: str = "",
        source: Source = "trades",
    ) -> Bars:
        """The bars that open from `start` until just before `end`, however many answers that takes.

        They are held in memory. For many contracts, or to go on after an interruption, use
        `ib.history.download`, which works the same way and also keeps what came.

        Raises:
            InvalidArgument: a naive datetime, an empty span, or bars that IBKR does not serve.
            NoSuchContract: IBKR does not know the conid.
            HistoryError: IBKR has no bars in that span, or left part of it unanswered.

        Source: spec/openapi/paths/market_data.yaml, GET /iserver/marketdata/history.
        """
        downloaded = History(self._shell).download(
            conid_of(conid),
            start,
            end,
            bar,
            source=source,
            outside_rth=outside_rth,
            exchange=exchange,
        )
        return history.whole(downloaded)

    def unsubscribe(  # pyright: ignore[reportIncompatibleMethodOverride]  # a contract in place of the body that names it
        self, conid: Which
    ) -> bool:
        """Give back the market data line of a contract; False if none was open.

        Lines end by themselves after ten minutes without a question. `unsubscribe_all` gives back all.

        Source: spec/openapi/paths/market_data.yaml, POST /iserver/marketdata/unsubscribe.
        """
        return self._shell.run(lines.release(conid, self._shell.desk))

    def regulatory_snapshot(  # pyright: ignore[reportIncompatibleMethodOverride]  # its values read, and only for who agrees to pay
        self, conid: Which, *, pay: bool = False
    ) -> Snapshot:
        """The best bid and offer over all exchanges of the United States. Costs 0.01 USD a call.

        Args:
            conid: the contract.
            pay: agree to the price; without it nothing is sent.

        Raises:
            Guarded: `pay` is not True.
            NotFound: the gateway does not offer it; IBKR withdrew it in February 2026.

        Source: spec/openapi/paths/market_data.yaml, GET /md/regsnapshot.
        """
        return self._shell.run(lines.paid_snapshot(conid, self._shell.desk, pay=pay))
