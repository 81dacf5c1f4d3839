"""Arrays as text that a browser reads back: whole numbers, their differences, deflated, in base64."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MISSING: Final = -(2**31)
"""Stands for NaN."""
STEPS: Final = 2**22
"""How finely a series is told apart that is no multiple of a round number: far finer than a screen."""
FINE: Final = 2**30
"""The same for what is told to the cent."""
ROUND: Final = (1.0, 0.01, 0.0001, 1_000.0, 60_000.0, 86_400_000.0)
"""Prices are multiples of a tick, instants of a second, a minute or a day."""


@attrs.frozen
class Column:
    """`offset + scale × number`, for each number."""

    offset: float
    scale: float
    numbers: NDArray[np.int32]


def column(values: NDArray[Any], *, steps: int = STEPS) -> Column:
    """The values as whole numbers: exactly where all are multiples of a round number."""
    floats = np.asarray(values, dtype=np.float64)
    told = np.isfinite(floats)
    if not told.any():
        return Column(0.0, 1.0, np.full(len(floats), MISSING, dtype=np.int32))
    known = floats[told]
    low, span = float(known.min()), float(known.max() - known.min())
    exact = next((step for step in ROUND if _fits(known, span, step)), None)
    scale = exact or span / steps or 1.0
    offset = round(low / scale) * scale if exact else low
    numbers = np.full(len(floats), MISSING, dtype=np.int64)
    numbers[told] = np.rint((known - offset) / scale)
    return Column(offset, scale, numbers.astype(np.int32))


def _fits(values: NDArray[np.float64], span: float, step: float) -> bool:
    if span / step >= 2**31 - 1:
        return False
    exact = np.rint(values / step) * step
    return bool(np.all(np.abs(exact - values) <= 1e-12 * np.maximum(1.0, np.abs(values))))


def pack(
    arrays: Mapping[str, NDArray[Any]], records: Mapping[str, NDArray[Any]]
) -> tuple[list[list[Any]], str]:
    """A heading of (name, length, offset, scale) for each, and all of them as one text.

    `arrays` are drawn, `records` are told in numbers and kept more finely.

    Neighbours differ little, so differences are kept, lowest bytes of all first: a year of
    minutes deflates to a fraction.
    """
    heading: list[list[Any]] = []
    parts: list[bytes] = []
    columns = {name: column(values) for name, values in arrays.items()}
    columns |= {name: column(values, steps=FINE) for name, values in records.items()}
    for name, one in columns.items():
        heading.append([name, len(one.numbers), one.offset, one.scale])
        differences = np.diff(one.numbers, prepend=np.int32(0)).astype("<i4")
        parts.append(differences.view(np.uint8).reshape(-1, 4).T.tobytes())
    return heading, base64.b64encode(zlib.compress(b"".join(parts), 6)).decode("ascii")
