"""Downloading history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ibkr._async._pool import aside, side_by_side
from ibkr._core.downloading import AT_ONCE, Download
from ibkr._core.timetables import timetable
from ibkr._core.walking import begin
from ibkr.model.downloads import Series
from ibkr.model.spans import Span

if TYPE_CHECKING:
    from datetime import datetime

    from ibkr._async._shell import AsyncShell
    from ibkr._core.downloading import Wanted
    from ibkr._core.walking import Job
    from ibkr.model.downloads import BarStore, Downloaded, Progress
    from ibkr.model.periods import BarSize, Source


class AsyncHistory:
    """Bars of many contracts over any span, kept where they can be read again."""

    def __init__(self, shell: AsyncShell) -> None:
        """Made by the client."""
        self._shell = shell

    async def download(
        self,
        contracts: Wanted | Sequence[Wanted],
        start: datetime,
        end: datetime,
        bar: BarSize = "1d",
        *,
        store: BarStore | None = None,
        source: Source = "trades",
        outside_rth: bool = False,
        exchange: str = "",
        refresh: bool = False,
        progress: Callable[[Progress], None] | None = None,
    ) -> Downloaded:
        """Fetch the bars that open from `start` until just before `end`.

        IBKR gives at most 1000 bars an answer: the span is walked backwards, five answers at
        a time. What has come is in the store at once; a download that was interrupted, however
        that happened, goes on where it was when it is made again. Nothing is adjusted or
        filled in: missing days, bars told differently than before and contracts without
        bars are listed in what is returned. A bar that is still growing is left out.

        Args:
            contracts: contracts, conids, or symbols of stocks in the United States.
            start: aware; before the first bar is fine, and noted.
            end: aware; what lies in the future is left out.
            bar: size of a bar.
            store: where the bars go (`ibkr.history.Store`); None returns them in `result.bars`.
            source: what bars are made of.
            outside_rth: whether to include bars outside regular hours.
            exchange: where from; empty for IBKR's choice.
            refresh: ask again for what the store has, and replace it.
            progress: called after each answer.

        Raises:
            InvalidArgument: a naive datetime, an empty span, no contract, or bars that IBKR does not serve.
            IbkrError: the session or the connection failed, or the store cannot be written. What
                came before is in the store.

        Source: spec/openapi/paths/market_data.yaml, GET /iserver/marketdata/history.
        """
        download = Download(
            self._shell.desk,
            [contracts] if isinstance(contracts, str) or not isinstance(contracts, Sequence) else contracts,
            Span.of(start, end),
            Series(0, bar, source, outside_rth, exchange),
            store=store,
            schedule=timetable,
            refresh=refresh,
        )

        async def step(job: Job) -> Sequence[Job]:
            following = await aside(job.keep, await self._shell.run(job.ask()))
            if progress is not None:
                progress(download.progress())
            return following

        await side_by_side(step, begin(download), at_once=AT_ONCE)
        return await aside(download.result)
