"""The words of a history request: bar sizes and periods."""

from __future__ import annotations

import re

import attrs

SECONDS = {"s": 1, "min": 60, "h": 3600}
"""Units that divide a session; d, w and m (month) gather whole sessions."""

_WORD = re.compile(r"(\d+)(min|[shdwmy])")


@attrs.frozen
class BarSize:
    """How long one bar is: `BarSize(5, "min")`. Units: s, min, h, d, w, m (month), y (periods only)."""

    count: int
    unit: str

    @property
    def seconds(self) -> int | None:
        """The length within a session; None for bars of whole days."""
        return self.count * SECONDS[self.unit] if self.unit in SECONDS else None

    def __str__(self) -> str:
        """The gateway's spelling, `5min`."""
        return f"{self.count}{self.unit}"


def parse(word: str) -> BarSize:
    """`1min`, `4h`, `1d`, `2w`, `3m`, `15y` as count and unit; a bar size or a period.

    Units are lower case. The gateway answers an unknown word with a default window;
    what to do is up to the caller.

    Raises:
        ValueError: not a count followed by a unit.
    """
    match = _WORD.fullmatch(word)
    if match is None or int(match[1]) == 0:
        raise ValueError(f"{word!r} is not a number with a unit s, min, h, d, w, m or y")
    return BarSize(int(match[1]), match[2])
