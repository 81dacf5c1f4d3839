"""What a stream reads over REST, because no frame tells it: after a gap, and to make sure.

orders      when they are subscribed, after a gap, and every now and then
executions  after a gap, if they are subscribed
positions   when they are wanted, after a gap, and after executions
bars        when a reader of bars wants those that no tick could make; after all others
"""

from __future__ import annotations

import itertools
import math
from typing import Final, Literal, TypeAlias

import attrs

from ibkr.model.market_events import MissingBars

Subject: TypeAlias = Literal["orders", "executions", "positions", "bars"]

Key: TypeAlias = tuple[Subject, str | None, MissingBars | None]

LONGEST_LOOK: Final = 7
DAY: Final = 86_400.0


@attrs.frozen
class Errand:
    """One thing to read."""

    number: int
    subject: Subject
    account: str | None = None
    """Whose positions."""

    days: int = 1
    """How far back to look for executions, from 1 to 7."""

    closes_gap: bool = True
    """Whether a gap stays open until it is done."""

    missing: MissingBars | None = None
    """Which bars."""

    @property
    def key(self) -> Key:
        """What tells it from others: there is one of each."""
        return self.subject, self.account, self.missing


class Errands:
    """Those that are due, oldest first, one for each subject."""

    def __init__(self) -> None:
        """Begin with none."""
        self._numbers = itertools.count(1)
        self._due: dict[Key, Errand] = {}

    @property
    def due(self) -> tuple[Errand, ...]:
        """What is to be read, bars last: they may take long, and no gap waits for them."""
        return tuple(sorted(self._due.values(), key=lambda errand: errand.subject == "bars"))

    @property
    def holds_gap(self) -> bool:
        """Whether something is still to be read before a gap is closed."""
        return any(errand.closes_gap for errand in self._due.values())

    def add(
        self, subject: Subject, *, account: str | None = None, days: int = 1, closes_gap: bool = True
    ) -> None:
        """Something is to be read. One that is under way for the same began too early: it will not count."""
        before = self._due.get((subject, account, None))
        if before is not None:
            days, closes_gap = max(days, before.days), closes_gap or before.closes_gap
        self._put(Errand(next(self._numbers), subject, account, days, closes_gap))

    def add_bars(self, missing: MissingBars) -> None:
        """Bars are to be read."""
        self._put(Errand(next(self._numbers), "bars", closes_gap=False, missing=missing))

    def _put(self, errand: Errand) -> None:
        self._due[errand.key] = errand

    def done(self, errand: Errand) -> bool:
        """Strike it off; False if it no longer counts, and what was read is not to be used."""
        if self._due.get(errand.key) != errand:
            return False
        del self._due[errand.key]
        return True

    def drop(self, subject: Subject, account: str | None = None) -> None:
        """Nobody wants it any more."""
        self._due.pop((subject, account, None), None)

    def clear(self) -> None:
        """Forget all: the connection is gone, and what is read now would be too early."""
        self._due.clear()


def days_since(seconds: float) -> int:
    """How many days back one must look to see so many seconds, from 1 to 7."""
    return max(1, min(LONGEST_LOOK, math.ceil(seconds / DAY) + 1))
