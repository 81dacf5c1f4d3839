"""What indicators are given: columns of one length and periods that make sense."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def column(values: ArrayLike) -> NDArray[np.float64]:
    """The values as one row of float64, not copied where they are that already.

    Raises:
        ValueError: they have not exactly one dimension.
    """
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 1:
        raise ValueError(f"an indicator needs one value per bar, not an array of {array.ndim} dimensions")
    return array


def columns(*values: ArrayLike) -> tuple[NDArray[np.float64], ...]:
    """Several columns that belong to the same bars.

    Raises:
        ValueError: their lengths differ.
    """
    arrays = tuple(column(each) for each in values)
    lengths = [len(array) for array in arrays]
    if len(set(lengths)) > 1:
        raise ValueError(f"the columns of an indicator differ in length: {', '.join(map(str, lengths))}")
    return arrays


def bars(period: int, *, least: int = 1) -> int:
    """The period as a whole number of bars.

    Raises:
        ValueError: it is less than `least`.
        TypeError: it is not a whole number.
    """
    count = operator.index(period)
    if count < least:
        raise ValueError(f"this indicator needs a period of at least {least}, not {count}")
    return count


def warming(values: NDArray[np.float64], length: int) -> NDArray[np.float64]:
    """The values at the end of an array of `length`, NaN before them."""
    result = np.full(length, np.nan)
    if len(values):
        result[length - len(values) :] = values
    return result
