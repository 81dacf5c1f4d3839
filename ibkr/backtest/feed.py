"""The bars and indicators of one run, and how they are revealed bar by bar.

The feed holds whole arrays; a strategy never holds the feed. What it is given are
`Series` that the feed lengthens by one value after each bar's fills.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary, ref

import numpy as np

from .errors import InvalidIndicator
from .prefixes import check_indicator
from .series import COLUMNS, Series, appender

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from ..model.bars import Bars
    from .strategy import Declaration

# Values are boxed this many at a time: a long run never holds a whole column as Python floats.
BLOCK = 4096


def values(array: NDArray[Any], start: int) -> Iterator[float]:
    """The array's values from `start` as Python numbers."""
    blocks = (array[at : at + BLOCK].tolist() for at in range(start, len(array), BLOCK))
    return chain.from_iterable(blocks)


class Feed:
    """Everything one run may look at, and how much of it has been shown."""

    def __init__(self, bars: Bars, count: Callable[[], int]) -> None:
        """Take the columns of `bars`; `count` says how many of them the strategy may know."""
        self._count = count
        self._arrays: list[NDArray[Any]] = [getattr(bars, name) for name in COLUMNS]
        self._open: WeakValueDictionary[str, Series] = WeakValueDictionary()
        self._series: list[ref[Series]] = []
        self._declarations: list[Declaration] = []
        self._started = False
        self.reveals: list[Callable[[], object]] = []
        """Call each once a bar: they lengthen every series in use by one value."""

    def column_opener(self) -> Callable[[str], Series]:
        """How a strategy's data asks for a column.

        A closure, so that following the attributes of what a strategy holds never
        leads to the arrays.
        """

        def column(name: str) -> Series:
            series = self._open.get(name)
            if series is None:
                series = self._open[name] = self._new_series(COLUMNS.index(name))
            return series

        return column

    def declarer(self) -> Callable[[Declaration], Series]:
        """How a strategy asks for an indicator; a closure, for the same reason."""

        def declare(declaration: Declaration) -> Series:
            if self._started:
                raise InvalidIndicator("Indicators are declared in init(self), before the first bar.")
            self._declarations.append(declaration)
            return self._new_series(len(COLUMNS) + len(self._declarations) - 1)

        return declare

    def _new_series(self, key: int) -> Series:
        series = Series(key)
        self._series.append(ref(series))
        if self._started:
            self.reveals.append(self._catch_up(series))
        return series

    def _catch_up(self, series: Series) -> Callable[[], object]:
        array = self._arrays[series.key]
        known = self._count()
        list[float].extend(series, array[:known].tolist())
        return map(appender(series), values(array, known)).__next__

    def compute(self) -> int:
        """Calculate the declared indicators; return the first bar on which all have a value."""
        leading = 0
        for declaration in self._declarations:
            array = self._calculate(declaration)
            leading = max(leading, _warm_up(array, declaration))
            self._arrays.append(array)
        return leading

    def _calculate(self, declaration: Declaration) -> NDArray[Any]:
        size = len(self._arrays[0])
        array = self._evaluate(declaration, size)
        if callable(declaration.source):
            check_indicator(array, lambda length: self._evaluate(declaration, length), str(declaration))
        return array

    def _evaluate(self, declaration: Declaration, length: int) -> NDArray[Any]:
        """The indicator on the first `length` bars, as an array of its own.

        The function works on copies that are blanked afterwards, so an array that
        it kept shows it nothing later.
        """
        copies: list[NDArray[Any]] = []

        def given(argument: Any) -> Any:
            if not isinstance(argument, Series):
                return argument
            copies.append(self._arrays[argument.key][:length].copy())
            return copies[-1]

        try:
            array = declaration.evaluate(given)
        except Exception as error:
            raise InvalidIndicator(f"The indicator {declaration} failed: {error}") from error
        if array.shape != (length,):
            shape = "×".join(map(str, array.shape)) or "one"
            raise InvalidIndicator(
                f"The indicator {declaration} has {shape} values for {length} bars; it needs one per bar."
            )
        if array.dtype.kind not in "biuf":
            raise InvalidIndicator(f"The indicator {declaration} holds {array.dtype}, not numbers.")
        for copy in copies:
            copy.fill(np.nan if copy.dtype.kind == "f" else 0)
        return array

    def start(self, first: int) -> None:
        """Reveal the bars before `first` at once and make ready to reveal one at a time.

        Series that nobody kept after `init` are forgotten.
        """
        self._started = True
        alive = [series for series in (reference() for reference in self._series) if series is not None]
        for series in alive:
            list[float].extend(series, self._arrays[series.key][:first].tolist())
        if alive:
            steps = [map(appender(series), values(self._arrays[series.key], first)) for series in alive]
            # One call reveals them all: zip pulls one value through each map, in C.
            self.reveals.append(zip(*steps, strict=True).__next__)


def _warm_up(array: NDArray[Any], declaration: Declaration) -> int:
    present = ~np.isnan(array) if array.dtype.kind == "f" else np.ones(len(array), dtype=np.bool_)
    if not present.any():
        raise InvalidIndicator(
            f"The indicator {declaration} has no value within {len(array)} bars. "
            "Give more bars, or shorten its period."
        )
    return int(present.argmax())
