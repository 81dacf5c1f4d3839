"""The data of a live strategy: bars that are added one by one, indicators calculated anew on each.

A strategy sees the same `Series` as in a backtest. An indicator's value on a bar is what
its function gives for all bars until then, which is what a backtest holds it to.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backtest.errors import InvalidIndicator
from ..backtest.lines import lines_of
from ..backtest.resample import resample
from ..backtest.series import COLUMNS, Data, Series
from ..errors import BacktestError
from ..model.bars import Bar, Bars

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..backtest.strategy import Declaration

extend = list[float].extend
"""The engine's way past the read-only face of a series."""


def lengthened(bars: Bars, bar: Bar) -> Bars:
    """The bars and one more."""
    more = Bars.from_bars([bar])
    return Bars(*(np.append(getattr(bars, name), getattr(more, name)) for name in COLUMNS))


class LiveFeed:
    """The bars of one contract, or longer ones made of them, and what is calculated from them."""

    def __init__(self, source: Callable[[], Bars | None]) -> None:
        """`source` gives all bars until now; None while there are none."""
        self._source = source
        self._series: list[Series] = []
        self._columns: dict[str, Series] = {}
        self._declared: list[tuple[Declaration, int]] = []
        self._arrays: list[NDArray[Any]] = []
        self._coarser: list[LiveFeed] = []
        self._running = False
        self._refresh()

    def data(self) -> Data:
        """What a strategy is given."""
        return Data(self._column, self._count, self._longer)

    def start(self) -> None:
        """From now on bars are shown."""
        self._running = True
        for feed in self._coarser:
            feed.start()
        self.reveal()

    def reveal(self) -> None:
        """Look for new bars, calculate, and show what is new."""
        self._refresh()
        for series in self._series:
            extend(series, self._arrays[series.key][len(series) :].tolist())
        for feed in self._coarser:
            feed.reveal()

    @property
    def is_warm(self) -> bool:
        """Every indicator has had a value."""
        indicators = self._arrays[len(COLUMNS) :]
        return all(_has_value(array) for array in indicators) and all(one.is_warm for one in self._coarser)

    def declare(self, declaration: Declaration) -> Any:
        """Calculate an indicator from now on.

        Raises:
            InvalidIndicator: it cannot be calculated, or the run is on already.
        """
        if self._running:
            raise InvalidIndicator("Indicators are declared in init(self), before the first bar.")
        lines = lines_of(self._evaluate(declaration))
        first = len(self._arrays)
        self._arrays += lines.arrays
        self._declared.append((declaration, len(lines.arrays)))
        made = [Series(first + place) for place in range(len(lines.arrays))]
        self._series += made
        return lines.dressed(made)

    def owns(self, series: Series) -> bool:
        """Whether the series is one of this feed's, or of its longer bars."""
        return any(one is series for one in self._series) or any(one.owns(series) for one in self._coarser)

    def home_of(self, declaration: Declaration) -> LiveFeed | None:
        """The feed whose series the indicator is made of."""
        for feed in (self, *self._coarser):
            if any(one is series for series in declaration.series() for one in feed._series):
                return feed
        return None

    def _count(self) -> int:
        return len(self._arrays[0]) if self._running else 0

    def _column(self, name: str) -> Series:
        series = self._columns.get(name)
        if series is None:
            series = self._columns[name] = Series(COLUMNS.index(name))
            self._series.append(series)
            if self._running:
                extend(series, self._arrays[series.key].tolist())
        return series

    def _longer(self, span: str) -> Data:
        def source() -> Bars | None:
            bars = self._source()
            try:
                return None if bars is None else resample(bars, span)[0]
            except BacktestError:
                if bars is None or len(bars) < 2:
                    return None
                raise

        feed = LiveFeed(source)
        self._coarser.append(feed)
        return feed.data()

    def _refresh(self) -> None:
        bars = self._source()
        empty = np.empty(0)
        self._arrays = [empty if bars is None else getattr(bars, name) for name in COLUMNS]
        for declaration, count in self._declared:
            lines = lines_of(self._evaluate(declaration))
            if len(lines.arrays) != count:
                raise InvalidIndicator(f"The indicator {declaration} had {count} lines and now has others.")
            self._arrays += lines.arrays

    def _evaluate(self, declaration: Declaration) -> Any:
        def given(argument: Any) -> Any:
            return self._arrays[argument.key].copy() if isinstance(argument, Series) else argument

        try:
            return declaration.evaluate(given)
        except Exception as error:
            raise InvalidIndicator(f"The indicator {declaration} failed: {error}") from error


def _has_value(array: NDArray[Any]) -> bool:
    return bool(len(array)) and not (array.dtype.kind == "f" and np.isnan(array).all())
