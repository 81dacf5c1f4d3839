"""The bars and indicators of one series, and how they are revealed bar by bar.

The feed holds whole arrays; a strategy never holds the feed. What it is given are
`Series` that the feed lengthens as bars become known.
"""

from __future__ import annotations

from itertools import chain, repeat
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

extend = list[float].extend
"""The engine's way past the read-only face of a series."""


def values(array: NDArray[Any], start: int) -> Iterator[float]:
    """The array's values from `start` as Python numbers."""
    blocks = (array[at : at + BLOCK].tolist() for at in range(start, len(array), BLOCK))
    return chain.from_iterable(blocks)


class Feed:
    """Everything one run may look at of one series, and how much of it has been shown."""

    def __init__(
        self,
        bars: Bars,
        now: Callable[[], int],
        steps: NDArray[np.int64] | None = None,
        *,
        row: Callable[[], int] | None = None,
    ) -> None:
        """Take the columns of `bars`.

        `now` tells the current step, `steps` on which step each bar becomes known; None
        where every bar is a step. `row` tells the current bar, where somebody counts.
        """
        self._now = now
        self._row = row
        self._steps = steps
        self._arrays: list[NDArray[Any]] = [getattr(bars, name) for name in COLUMNS]
        self._open: WeakValueDictionary[str, Series] = WeakValueDictionary()
        self._series: list[ref[Series]] = []
        self._declarations: list[Declaration] = []
        self._started = False
        self._shown = 0
        self._alive: list[tuple[Series, NDArray[Any]]] = []
        self.late: list[Callable[[], object]] = []
        """Call each once a bar: the columns that were first touched during the run."""

    def __len__(self) -> int:
        """How many bars there are."""
        return len(self._arrays[0])

    def known(self) -> int:
        """How many bars are known now."""
        if self._steps is None:
            return self._now() + 1
        if self._row is not None:
            return self._row() + 1
        return int(np.searchsorted(self._steps, self._now(), side="right"))

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

    def counter(self) -> Callable[[], int]:
        """`known`, as a closure for the same reason."""

        def count() -> int:
            return self.known()

        return count

    def declare(self, declaration: Declaration) -> Series:
        """Take an indicator, to be calculated when `init` is over."""
        if self._started:
            raise InvalidIndicator("Indicators are declared in init(self), before the first bar.")
        self._declarations.append(declaration)
        return self._new_series(len(COLUMNS) + len(self._declarations) - 1)

    def has_declarations(self) -> bool:
        """Whether an indicator is made of this series."""
        return bool(self._declarations)

    def owns(self, series: Series) -> bool:
        """Whether the series is one of this feed's."""
        return any(reference() is series for reference in self._series)

    def _new_series(self, key: int) -> Series:
        series = Series(key)
        self._series.append(ref(series))
        if self._started:
            self._catch_up(series)
        return series

    def _catch_up(self, series: Series) -> None:
        """Show a column that is touched for the first time while the run is on."""
        array = self._arrays[series.key]
        known = self.known()
        extend(series, array[:known].tolist())
        if self._steps is None:
            self.late.append(map(appender(series), values(array, known)).__next__)
        self._alive.append((series, array))

    def compute(self) -> int:
        """Calculate the declared indicators; return the first bar on which all have a value."""
        leading = 0
        for declaration in self._declarations:
            array = self._calculate(declaration)
            leading = max(leading, _warm_up(array, declaration))
            self._arrays.append(array)
        return leading

    def step_of(self, row: int) -> int:
        """The step on which a bar becomes known."""
        return row if self._steps is None else int(self._steps[row])

    def steps_of(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """The steps on which bars become known."""
        return rows if self._steps is None else self._steps[rows]

    def truths(self, series: Series) -> NDArray[np.bool_]:
        """Where a calculated series is neither zero nor missing."""
        array = self._arrays[series.key]
        return np.nan_to_num(array, nan=0.0) != 0 if array.dtype.kind == "f" else array != 0

    def _calculate(self, declaration: Declaration) -> NDArray[Any]:
        array = self._evaluate(declaration, len(self))
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
        """Reveal the bars known before step `first`.

        Series that nobody kept after `init` are forgotten.
        """
        self._started = True
        # They hold the series they are made of, which must not be revealed for that alone.
        self._declarations.clear()
        self._shown = first if self._steps is None else int(np.searchsorted(self._steps, first))
        kept = (reference() for reference in self._series)
        self._alive = [(series, self._arrays[series.key]) for series in kept if series is not None]
        for series, array in self._alive:
            extend(series, array[: self._shown].tolist())

    def revealer(self) -> Iterator[object]:
        """Each `next` reveals one more bar of the series in use."""
        if not self._alive:
            return repeat(None, len(self) - self._shown)
        # zip pulls one value through each map, in C.
        return zip(
            *(map(appender(series), values(array, self._shown)) for series, array in self._alive),
            strict=True,
        )

    def reveal(self) -> None:
        """Reveal what has become known since the last time, however many bars that is."""
        if not self._alive:
            return
        known = self.known()
        if known == self._shown:
            return
        for series, array in self._alive:
            # A column touched in between was brought up to date at once.
            extend(series, array[len(series) : known].tolist())
        self._shown = known


def _warm_up(array: NDArray[Any], declaration: Declaration) -> int:
    present = ~np.isnan(array) if array.dtype.kind == "f" else np.ones(len(array), dtype=np.bool_)
    if not present.any():
        raise InvalidIndicator(
            f"The indicator {declaration} has no value within {len(array)} bars. "
            "Give more bars, or shorten its period."
        )
    return int(present.argmax())
