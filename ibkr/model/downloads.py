"""What a download of history is made of: series, where they are kept, how far it is, what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

import attrs

from ibkr.model.bars import Bar, Bars

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ibkr.errors import IbkrError
    from ibkr.model.contracts import Contract
    from ibkr.model.periods import BarSize, Source
    from ibkr.model.spans import Span

_UNITS = {"min": 60, "h": 3600, "d": 86_400, "w": 604_800, "m": 2_592_000}


def bar_length(bar: str) -> timedelta:
    """The longest time from a bar's opening to the next one's; a month counts 30 days."""
    count = bar.rstrip("adhimnw")
    return timedelta(seconds=int(count) * _UNITS[bar[len(count) :]])


def no_bars() -> Bars:
    """A series of no bars."""
    return Bars([], [], [], [], [], [])


@attrs.frozen
class Series:
    """Bars of one contract that belong together: same size, source, hours and exchange."""

    conid: int
    bar: BarSize = "1d"
    source: Source = "trades"
    outside_rth: bool = False
    """Whether bars outside regular hours are among them."""
    exchange: str = ""
    """Empty: IBKR's choice."""

    def __str__(self) -> str:
        """`265598 1min trades`, and what is unusual about it."""
        hours = " all hours" if self.outside_rth else ""
        return f"{self.conid} {self.bar} {self.source}{hours}{self.exchange and f' at {self.exchange}'}"


@attrs.frozen
class Change:
    """A bar that is told differently from what is stored: a correction, or another adjustment for a split."""

    series: Series
    stored: Bar
    told: Bar
    replaced: bool
    """Whether the store now holds what was told; False: it still holds what it held."""


class BarStore(Protocol):
    """Where a download keeps bars. `ibkr.history.Store` is one."""

    def covered(self, series: Series) -> Sequence[Span]:
        """The time of which all bars are there."""
        ...

    def add(
        self,
        series: Series,
        bars: Bars,
        *,
        covers: Span | None = None,
        contract: Contract | None = None,
        replace: bool = True,
    ) -> Sequence[Change]:
        """Keep bars for good, and note that `covers` holds no others; return what was told differently."""
        ...

    def compare(self, series: Series, bars: Bars) -> Sequence[Change]:
        """What differs between `bars` and those of the same time that are there; nothing is changed."""
        ...

    def times(self, series: Series, span: Span) -> NDArray[np.int64]:
        """Opening instants of the bars within a span, milliseconds since the epoch, oldest first."""
        ...

    def settle(self, series: Series) -> None:
        """Tidy up: nothing more comes soon."""
        ...


Evidence: TypeAlias = Literal["schedule", "others", "weekday"]
"""Why a session should be there: IBKR's schedule names the date, other contracts of the exchange were traded
that day, or nothing but the day of the week."""


@attrs.frozen
class MissingSession:
    """A day without a single bar."""

    day: date
    """In the exchange's time zone where it is known, else in UTC."""
    conids: tuple[int, ...]
    evidence: Evidence

    @property
    def verified(self) -> bool:
        """Whether the exchange is known to have been open; False: it may have been a holiday."""
        return self.evidence != "weekday"


@attrs.frozen
class Hole:
    """Time without bars on a day that has some, where nearly all other days have bars."""

    conid: int
    span: Span
    """From the opening of the first bar that is missing to the end of the last one."""
    verified: bool
    """Whether another contract of the exchange was traded meanwhile; False: it may have been a short day."""


@attrs.frozen
class Progress:
    """How far a download is."""

    contracts: int
    finished: int
    """Contracts that need no more calls."""
    pages: int
    """Answers received so far."""
    bars: int
    """Bars received so far."""
    fraction: float
    """Part of the time span that is done, 0.0 to 1.0."""
    elapsed: float
    """Seconds since it began."""
    remaining: float | None
    """Seconds still to go at this speed; None while nobody can know."""


@attrs.frozen
class DownloadedSeries:
    """What came of one contract."""

    contract: Contract
    series: Series
    asked: Span
    received: int
    """Bars that came in this run; 0 when all of them were there already."""
    first_bar: datetime | None
    """The first bar IBKR has at all, where that was found out."""
    unanswered: tuple[Span, ...] = ()
    """Time that could not be settled; the next run asks for it again."""
    changes: tuple[Change, ...] = ()
    """Bars told differently from what was stored before."""

    @property
    def starts_late(self) -> bool:
        """Whether the span asked for begins before the first bar there is."""
        return self.first_bar is not None and self.asked.start < self.first_bar


@attrs.frozen
class Downloaded:
    """What came of a download. Nothing is hidden: what is not there is in one of the lists."""

    series: tuple[DownloadedSeries, ...]
    failed: Mapping[int | str, IbkrError]
    """Contracts that could not be downloaded, or not to the end, by what the caller named them."""
    missing: tuple[MissingSession, ...]
    """Days without a bar, oldest first. Only looked for in bars of a day or less."""
    pages: int
    """Answers that it took."""
    bars: Mapping[int, Bars] = attrs.field(factory=dict[int, Bars], repr=False)
    """The bars by conid; empty when they went to a store."""
    holes: tuple[Hole, ...] = ()
    """Time without bars on days that have some, oldest first. Only looked for in bars below a day."""

    @property
    def complete(self) -> bool:
        """Whether every contract was downloaded and no open day is known to be missing."""
        unsettled = any(one.unanswered for one in self.series)
        return not self.failed and not unsettled and not any(one.verified for one in self.missing)
