"""Simple moving averages within kernels: `indicators.sma` to the last bit, a row for each window."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from .jit import kernel
from .kernels import stamped


def averages(values: Any, widths: Any, first: int, last: int, table: Any) -> None:
    """Write the averages over the windows `first` to `last` into the table's rows, NaN before them.

    Block by block, as `indicators._windows` has it: a window is the rest of its block and the
    beginning of the next, both less the block's last value, so nothing is subtracted again.
    """
    size = len(values)
    rest = np.empty(widths[first:last].max())
    for row in range(first, last):
        width, line = widths[row], table[row]
        line[: min(width - 1, size)] = np.nan
        for start in range(0, size - width + 1, width):
            centre = values[start + width - 1]
            total = 0.0
            for place in range(width - 1, -1, -1):
                total += values[start + place] - centre
                rest[place] = total
            line[start + width - 1] = centre + rest[0] / width
            ahead = 0.0
            for place in range(1, min(width, size - width + 1 - start)):
                ahead += values[start + width + place - 1] - centre
                line[start + width - 1 + place] = centre + (rest[place] + ahead) / width


@cache
def averaging() -> Any:
    """`averages`, compiled."""
    return kernel(stamped(averages))
