"""Where a download keeps bars when it is given no store."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ibkr.model.bars import Bars
from ibkr.model.downloads import no_bars

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ibkr.model.contracts import Contract
    from ibkr.model.downloads import Change, Series
    from ibkr.model.spans import Span

COLUMNS = ("time", "open", "high", "low", "close", "volume")


class Memory:
    """A store that forgets: bars of one download, in memory."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._pages: dict[Series, list[Bars]] = {}
        self._lock = threading.Lock()

    def covered(self, series: Series) -> Sequence[Span]:
        """Nothing is there before the download."""
        return ()

    def add(
        self,
        series: Series,
        bars: Bars,
        *,
        covers: Span | None = None,
        contract: Contract | None = None,
        replace: bool = True,
    ) -> Sequence[Change]:
        """Hold on to them."""
        with self._lock:
            self._pages.setdefault(series, []).append(bars)
        return ()

    def compare(self, series: Series, bars: Bars) -> Sequence[Change]:
        """Nothing was there before."""
        return ()

    def times(self, series: Series, span: Span) -> NDArray[np.int64]:
        """The opening instants of all bars."""
        return self.bars(series).time

    def settle(self, series: Series) -> None:
        """Nothing to tidy."""

    def bars(self, series: Series) -> Bars:
        """All pages as one."""
        pages = [page for page in self._pages.get(series, ()) if len(page)]
        if not pages:
            return no_bars()
        pages.sort(key=lambda page: int(page.time[0]))
        return Bars(*(_column(pages, name) for name in COLUMNS))


def _column(pages: Sequence[Bars], name: str) -> NDArray[Any]:
    return np.concatenate([getattr(page, name) for page in pages])
