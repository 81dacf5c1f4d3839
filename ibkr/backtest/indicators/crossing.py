"""Where one line crosses another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def crossover(first: ArrayLike, second: ArrayLike) -> NDArray[np.bool_]:
    """True on the bars where `first` is above `second` and was not on the bar before.

    Either may be a single number, such as a level. False on bar 0, and where either value is
    missing, on this bar or the one before.

    Raises:
        ValueError: the lengths differ.
    """
    above, below = _pair(first, second)
    result = np.zeros(len(above), dtype=np.bool_)
    result[1:] = (above[1:] > below[1:]) & (above[:-1] <= below[:-1])
    return result


def crossunder(first: ArrayLike, second: ArrayLike) -> NDArray[np.bool_]:
    """True on the bars where `first` is below `second` and was not on the bar before.

    The rest is as in `crossover`.
    """
    return crossover(second, first)


def _pair(first: ArrayLike, second: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    one, other = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    lines = [each for each in (one, other) if each.ndim == 1]
    if not lines or one.ndim > 1 or other.ndim > 1:
        raise ValueError("a crossing needs a line, one value per bar, and another line or a level")
    if len(lines[0]) != len(lines[-1]):
        raise ValueError(f"the two lines differ in length: {len(one)} and {len(other)}")
    shape = lines[0].shape
    return np.broadcast_to(one, shape), np.broadcast_to(other, shape)
