"""The bars and indicators of one series, and how they are revealed bar by bar.

The feed holds whole arrays; a strategy never holds the feed. What it is given are
`Series` that the feed lengthens as bars become known.
"""

from __future__ import annotations

from functools import cache
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary, ref

import attrs
import numpy as np

from .errors import InvalidIndicator
from .lines import Lines, lines_of
from .prefixes import check_indicator
from .series import COLUMNS, Series, appender

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from ..model.bars import Bars
    from .strategy import Declaration

# Values are boxed this many at a time: a long run never holds a whole column as Python floats.
BLOCK = 4096

append, extend = list[float].append, list[float].extend
"""The engine's ways past the read-only face of a series."""


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
        self._declared: list[Declaration] = []
        self._leading = 0
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

    def declare(self, declaration: Declaration) -> Any:
        """Calculate an indicator; return its series, still empty, as its function returned its arrays.

        Raises:
            InvalidIndicator, LookAhead: it cannot be used.
        """
        if self._started:
            raise InvalidIndicator("Indicators are declared in init(self), before the first bar.")
        lines = self._calculate(declaration)
        self._leading = max(self._leading, _warm_up(lines, declaration, len(self)))
        self._declared.append(declaration)
        return lines.dressed([self._add_line(array) for array in lines.arrays])

    def _add_line(self, array: NDArray[Any]) -> Series:
        self._arrays.append(array)
        return self._new_series(len(self._arrays) - 1)

    def has_declarations(self) -> bool:
        """Whether an indicator is made of this series."""
        return bool(self._declared)

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

    def first_value(self) -> int:
        """The first bar on which every indicator has a value."""
        return self._leading

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

    def _calculate(self, declaration: Declaration) -> Lines:
        lines = self._evaluate(declaration, len(self))
        if not callable(declaration.source):
            return lines

        @cache
        def shorter(length: int) -> Lines:
            return self._evaluate(declaration, length)

        for place, array in enumerate(lines.arrays):
            said = _told(declaration, lines.names[place])
            check_indicator(array, lambda length, at=place: shorter(length).arrays[at], said)
        return lines

    def _evaluate(self, declaration: Declaration, length: int) -> Lines:
        """The indicator on the first `length` bars, in arrays of its own.

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
            lines = lines_of(declaration.evaluate(given))
        except Exception as error:
            raise InvalidIndicator(f"The indicator {declaration} failed: {error}") from error
        _check_lines(lines, declaration, length)
        own = tuple(_apart(array, copies) for array in lines.arrays)
        for copy in copies:
            copy.fill(np.nan if copy.dtype.kind == "f" else 0)
        return attrs.evolve(lines, arrays=own)

    def start(self, first: int) -> None:
        """Reveal the bars known before step `first`.

        Series that nobody kept after `init` are forgotten.
        """
        self._started = True
        # They hold the series they are made of, which must not be revealed for that alone.
        self._declared.clear()
        self._shown = first if self._steps is None else int(np.searchsorted(self._steps, first))
        kept = (reference() for reference in self._series)
        self._alive = [(series, self._arrays[series.key]) for series in kept if series is not None]
        self._forget()
        for series, array in self._alive:
            extend(series, array[: self._shown].tolist())

    def _forget(self) -> None:
        """Let go of indicators that nobody will look at: a long run has better use for the memory."""
        wanted = {series.key for series, _ in self._alive}
        for key in range(len(COLUMNS), len(self._arrays)):
            if key not in wanted:
                self._arrays[key] = self._arrays[key][:0].copy()

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
        known = self._now() + 1 if self._steps is None else self.known()
        if known == self._shown:
            return
        for series, array in self._alive:
            # A column touched in between was brought up to date at once.
            shown = len(series)
            if known == shown + 1:
                append(series, array.item(shown))
            else:
                extend(series, array[shown:known].tolist())
        self._shown = known


def _apart(array: NDArray[Any], copies: list[NDArray[Any]]) -> NDArray[Any]:
    """The array, or a copy where it is a part of what will be blanked."""
    return array.copy() if any(np.may_share_memory(array, copy) for copy in copies) else array


def _told(declaration: Declaration, line: str) -> str:
    return f"{declaration}{line and f' ({line})'}"


def _check_lines(lines: Lines, declaration: Declaration, length: int) -> None:
    for name, array in zip(lines.names, lines.arrays, strict=True):
        said = _told(declaration, name)
        if array.shape != (length,):
            shape = "×".join(map(str, array.shape)) or "one"
            raise InvalidIndicator(
                f"The indicator {said} has {shape} values for {length} bars; it needs one per bar."
            )
        if array.dtype.kind not in "biuf":
            raise InvalidIndicator(f"The indicator {said} holds {array.dtype}, not numbers.")


def _warm_up(lines: Lines, declaration: Declaration, length: int) -> int:
    """The first bar on which every line has a value."""
    latest = 0
    for array in lines.arrays:
        missing = np.isnan(array[:BLOCK]) if array.dtype.kind == "f" else np.zeros(1, dtype=np.bool_)
        if missing.all():
            missing = np.isnan(array)
        if missing.all():
            raise InvalidIndicator(
                f"The indicator {declaration} has no value within {length} bars. "
                "Give more bars, or shorten its period."
            )
        latest = max(latest, int(missing.argmin()))
    return latest
