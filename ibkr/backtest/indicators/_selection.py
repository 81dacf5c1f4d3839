"""The k-th smallest of every window, and how many of a window lie below a bound.

A wavelet matrix, descended for all windows at once: about log2(n) passes over the column
whatever the width of the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


def _levels(order: NDArray[np.intp]) -> Iterator[tuple[int, NDArray[np.intp], int]]:
    """From the highest bit down: the bit, how many before each place have it clear, how many in all."""
    for bit in reversed(range(max(len(order) - 1, 1).bit_length())):
        clear = (order >> bit) & 1 == 0
        before = np.concatenate(([0], np.cumsum(clear)))
        yield bit, before, int(before[-1])
        order = np.concatenate((order[clear], order[~clear]))


def smallest(order: NDArray[np.intp], width: int, rank: int) -> NDArray[np.intp]:
    """The `rank`-th smallest (0 the smallest) of every window of a permutation of 0..n-1."""
    low = np.arange(len(order) - width + 1)
    high = low + width
    left = np.full(len(low), rank)
    found = np.zeros(len(low), dtype=np.intp)
    for bit, before, clear in _levels(order):
        from_low, from_high = before[low], before[high]
        here = from_high - from_low
        upper = left >= here
        low = np.where(upper, clear + low - from_low, from_low)
        high = np.where(upper, clear + high - from_high, from_high)
        left -= np.where(upper, here, 0)
        found |= upper.astype(np.intp) << bit
    return found


def below(order: NDArray[np.intp], width: int, bounds: NDArray[np.intp]) -> NDArray[np.intp]:
    """How many of every window of a permutation of 0..n-1 are less than the window's bound (0..n)."""
    low = np.arange(len(order) - width + 1)
    high = low + width
    count = np.zeros(len(low), dtype=np.intp)
    everything = bounds >= len(order)
    for bit, before, clear in _levels(order):
        from_low, from_high = before[low], before[high]
        upper = (bounds >> bit) & 1 == 1
        count += np.where(upper, from_high - from_low, 0)
        low = np.where(upper, clear + low - from_low, from_low)
        high = np.where(upper, clear + high - from_high, from_high)
    return np.where(everything, width, count)
