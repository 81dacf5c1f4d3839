"""Catching an indicator that knew a bar before it was there, by hiding bars and asking again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .errors import InvalidIndicator, LookAhead

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

# Running sums differ in their last digits with the length of the array; a peek differs in the first.
TOLERANCE = 1e-9


# A peek shows after a few bars as well as after a million, and the check must not cost as much as the run.
LONGEST = 2_048


def check_indicator(array: NDArray[Any], recompute: Callable[[int], NDArray[Any]], name: str) -> None:
    """Raise `LookAhead` if the indicator changes when later bars are hidden.

    `recompute(length)` gives the indicator on the first `length` bars only. It is asked
    for all but the last bar and for half of them, at most some thousand beyond the warm-up.
    """
    size = len(array)
    warm = int(np.argmax(~np.isnan(array))) if array.dtype.kind == "f" else 0
    longest = min(size - 1, warm + LONGEST)
    for length in {longest, min(size // 2, warm + LONGEST // 2)}:
        # Before its first value an indicator says nothing, so it cannot say too much.
        if length <= warm:
            continue
        try:
            shorter = recompute(length)
        except InvalidIndicator as error:
            raise InvalidIndicator(
                f"{error} (on the first {length} of {size} bars, to see whether it looks ahead)"
            ) from error
        same = np.isclose(shorter, array[:length], rtol=TOLERANCE, atol=TOLERANCE, equal_nan=True)
        if not same.all():
            bar = int(np.argmin(same))
            raise LookAhead(
                f"The indicator {name} looks ahead: its value on bar {bar} is {array[bar]} with all {size} "
                f"bars and {shorter[bar]} with the first {length}. Use past values only.",
                bar=bar,
            )
