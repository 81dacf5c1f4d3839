"""What an indicator may return: one line of values, or several that belong together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

import attrs
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from .series import Series


@attrs.frozen
class Lines:
    """The lines of one indicator, and how a strategy gets them: alone, or in the shape they came in."""

    names: tuple[str, ...]
    """What tells them apart; the empty text for one that is alone."""
    arrays: tuple[NDArray[Any], ...]
    shape: Callable[[Sequence[Series]], Any]

    def dressed(self, series: Sequence[Series]) -> Any:
        """The series of the lines, as the function returned its arrays."""
        return self.shape(series)


def lines_of(value: Any) -> Lines:
    """The lines in what an indicator returned.

    A named tuple stays one (`macd(...).signal`), a tuple a tuple, a mapping or a frame a
    dict by name; a table of one row a line, or one column a line, becomes a tuple.
    """
    if hasattr(value, "iloc") and hasattr(value, "columns"):
        value = {str(name): value[name] for name in value.columns}
    if isinstance(value, Mapping):
        named = cast("Mapping[str, Any]", value)
        names = tuple(named)
        return Lines(names, _arrays(named.values()), lambda series: dict(zip(names, series, strict=True)))
    if isinstance(value, tuple) and any(np.ndim(line) for line in cast("tuple[Any, ...]", value)):
        several = cast("tuple[Any, ...]", value)
        fields = getattr(several, "_fields", None)
        names = fields or tuple(map(str, range(len(several))))
        return Lines(names, _arrays(several), getattr(several, "_make", tuple))
    return _of_table(np.asarray(cast("Any", value)))


def _of_table(table: NDArray[Any]) -> Lines:
    if table.ndim != 2:
        return Lines(("",), (table,), lambda series: series[0])
    rows = table if len(table) <= table.shape[1] else table.T
    return Lines(tuple(map(str, range(len(rows)))), tuple(rows), tuple)


def _arrays(lines: Any) -> tuple[NDArray[Any], ...]:
    return tuple(np.asarray(line) for line in lines)
