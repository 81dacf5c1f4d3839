"""Sums and extremes of every window of a column, at a cost that does not depend on its width.

The column is cut into blocks as long as the window. A window that starts within a block is
the rest of that block and the beginning of the next, so its sum is one running sum from the
right plus one from the left (van Herk 1992, Gil and Werman 1993, for extremes). Nothing is
ever subtracted again: no rounding is carried along, a NaN reaches only the windows that
hold it, and a window's value does not depend on the bars around it.
"""

from __future__ import annotations

from functools import wraps
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Windows = Callable[..., NDArray[np.float64]]

STRETCH: Final = 32_768
"""Values worked on at a time: what is calculated in between then stays in the processor's cache."""
SHORT: Final = 100


def _by_stretches(calculate: Windows) -> Windows:
    """The same function of (values, width, …), a stretch of whole blocks at a time.

    A window's value is that of its block and the next, so where a stretch ends changes no bit.
    """

    @wraps(calculate)
    def whole(values: NDArray[np.float64], width: int, *rest: Any) -> NDArray[np.float64]:
        step = max(STRETCH // width, 1) * width
        if len(values) < 2 * step:
            return calculate(values, width, *rest)
        result = np.empty(len(values) - width + 1)
        for start in range(0, len(result), step):
            result[start : start + step] = calculate(values[start : start + step + width - 1], width, *rest)
        return result

    return whole


class Centred(NamedTuple):
    """A column in blocks, each window's values minus one of its own.

    `here` holds each block, `ahead` the block after it, both minus `centre`, the last value
    of the block. Every window that starts in a block holds that value. So sums of equal
    values are exactly zero, and the square of the centre's distance from the mean is at
    most the window's sum of squares: what cancels out is bounded.
    """

    centre: NDArray[np.float64]
    here: NDArray[np.float64]
    ahead: NDArray[np.float64]


def _centred(values: NDArray[np.float64], width: int) -> Centred:
    blocks = _blocks(values, width)
    centre = blocks[:-1, -1:]
    return Centred(centre, blocks[:-1] - centre, blocks[1:] - centre)


def _blocks(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """The values in rows of `width`, filled up with zeros that no whole window reaches."""
    rows = len(values) // width + 2
    padded = np.zeros(rows * width)
    padded[: len(values)] = values
    return padded.reshape(rows, width)


def _combine(
    here: NDArray[np.float64], ahead: NDArray[np.float64], operation: np.ufunc
) -> NDArray[np.float64]:
    """The operation over every window, in a row for each block, at the place where it starts."""
    right = _running(here[:, ::-1], operation)[::-1]
    left = _running(ahead[:, :-1], operation)
    operation(right[1:], left, out=right[1:])
    return right.T


def _running(blocks: NDArray[np.float64], operation: np.ufunc) -> NDArray[np.float64]:
    """`operation.accumulate` along each block, the blocks in columns.

    Many short blocks are gone through a place at a time, all at once; few long ones in turn.
    """
    if blocks.shape[1] > SHORT:
        return operation.accumulate(blocks, axis=1).T
    places = np.array(blocks.T, order="C")
    for last, place in pairwise(places):
        operation(last, place, out=place)
    return places


def _flat(table: NDArray[np.float64], values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """The whole windows of such a table, in order of time."""
    return table.reshape(-1)[: max(len(values) - width + 1, 0)]


@_by_stretches
def combined(values: NDArray[np.float64], width: int, operation: np.ufunc) -> NDArray[np.float64]:
    """`np.add`, `np.minimum` or `np.maximum` over each window."""
    blocks = _blocks(values, width)
    return _flat(_combine(blocks[:-1], blocks[1:], operation), values, width)


@_by_stretches
def means(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """The mean of each window; exact for equal values, and for whole numbers with a whole mean."""
    centre, here, ahead = _centred(values, width)
    return _flat(centre + _combine(here, ahead, np.add) / width, values, width)


@_by_stretches
def ramp_means(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """The mean of each window with the weights 1, 2, ... `width`."""
    centre, here, ahead = _centred(values, width)
    # Summed twice from the right, a value counts once for every place it is away from the start.
    sums = np.cumsum(np.cumsum(here[:, ::-1], axis=1), axis=1)[:, ::-1]
    # A window that starts at place m of its block has m values ahead, weighted width - m + 1 and on.
    places = np.arange(1.0, width)
    left = ahead[:, :-1]
    sums[:, 1:] += np.cumsum(left, axis=1) * (width - places) + np.cumsum(left * places, axis=1)
    return _flat(centre + sums / (width * (width + 1) / 2.0), values, width)


@_by_stretches
def squares(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Each window's sum of squares about its mean; zero for equal values."""
    _, here, ahead = _centred(values, width)
    sums = _combine(here, ahead, np.add)
    total = _combine(here * here, ahead * ahead, np.add) - sums * sums / width
    return _flat(np.maximum(total, 0.0), values, width)


def products(first: NDArray[np.float64], second: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Each window's sum of products about the means of the two columns."""
    one, other = _centred(first, width), _centred(second, width)
    sums = _combine(one.here, one.ahead, np.add) * _combine(other.here, other.ahead, np.add)
    total = _combine(one.here * other.here, one.ahead * other.ahead, np.add) - sums / width
    return _flat(total, first, width)
