"""A download: what is wanted, how far it is, and what came of it; `walking.py` says what to ask."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from ibkr._core.history import check_bar, check_source
from ibkr._core.memory import Memory
from ibkr._core.sessions import Timetable, Traded, holes_of, missing_sessions
from ibkr.errors import (
    IbkrError,
    InvalidArgument,
)
from ibkr.model.bars import from_milliseconds
from ibkr.model.contracts import Contract
from ibkr.model.downloads import (
    Change,
    Downloaded,
    DownloadedSeries,
    Hole,
    MissingSession,
    Progress,
    Series,
    bar_length,
    no_bars,
)
from ibkr.model.spans import Span, joined

if TYPE_CHECKING:
    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr.model.downloads import BarStore

MONTH: Final = timedelta(days=32)
"""No month is longer, wherever it begins."""
AT_ONCE: Final = 5
"""Source: limits-and-session.md, history."""

Wanted: TypeAlias = Contract | int | str
Schedule: TypeAlias = "Callable[[Contract, Desk], Flow[Timetable | None]]"


@attrs.frozen
class Target:
    """A contract and the bars of it that are wanted."""

    contract: Contract
    series: Series


@attrs.define(eq=False)
class Entry:
    """How far one contract is."""

    wanted: Wanted
    target: Target | None = None
    """None until it is known which contract is meant."""
    left: timedelta = timedelta()
    """Time still to be settled."""
    walking: int = 0
    """Spans being walked."""
    received: int = 0
    begins: datetime | None = None
    """Begin of the month of the contract's first bar, where that lies within the span."""
    ends: datetime | None = None
    """Somewhat after its last bar of all, where that lies within the span."""
    unanswered: list[Span] = attrs.field(factory=list[Span])
    changes: list[Change] = attrs.field(factory=list[Change])
    error: IbkrError | None = None
    finished: bool = False


class Download:
    """The whole of it: contracts, span, store, and how far it is. Safe to use from many threads."""

    def __init__(
        self,
        desk: Desk,
        wanted: Iterable[Wanted],
        span: Span,
        template: Series,
        *,
        store: BarStore | None = None,
        schedule: Schedule | None = None,
        refresh: bool = False,
    ) -> None:
        """Settle what is asked for; nothing is sent yet.

        Args:
            desk: the client's.
            wanted: contracts, conids or symbols; one that is named twice counts once.
            span: the time whose bars are wanted; what lies in the future is left out.
            template: bar size, source, hours and exchange; its conid means nothing.
            store: where bars go; None keeps them in memory.
            schedule: asks on which days an exchange trades.
            refresh: ask again for what the store has, and replace it.

        Raises:
            InvalidArgument: no contract, a span that has not begun, or bars that IBKR does not serve.
        """
        self.desk = desk
        self.template = template
        self.schedule = schedule
        self.refresh = refresh
        self.asked = span
        self.span = self._past(span)
        check_bar(template.bar)
        check_source(template.source)
        self.memory = Memory()
        self.store: BarStore = self.memory if store is None else store
        self.entries = [Entry(one, left=self.span.length) for one in dict.fromkeys(wanted)]
        if not self.entries:
            raise InvalidArgument("There is no contract to download: name at least one.")
        self.timetables: dict[str, Timetable] = {}
        self.pages = 0
        self._there = timedelta()
        """Time of all contracts that an earlier run has settled."""
        self._began = desk.clock.monotonic()
        self._lock = threading.Lock()

    def _past(self, span: Span) -> Span:
        if span.start >= self.now():
            raise InvalidArgument(f"start={span.start.isoformat()} lies in the future: no bars yet.")
        return Span(span.start, min(span.end, self.now()))

    def now(self) -> datetime:
        """The present."""
        return datetime.fromtimestamp(self.desk.clock.now(), UTC)

    # --- how far it is -------------------------------------------------------------------------

    def progress(self) -> Progress:
        """How far it is now."""
        total = self.span.length * len(self.entries)
        with self._lock:
            left = sum((entry.left for entry in self.entries), timedelta())
            elapsed = self.desk.clock.monotonic() - self._began
            return Progress(
                contracts=len(self.entries),
                finished=sum(entry.finished for entry in self.entries),
                pages=self.pages,
                bars=sum(entry.received for entry in self.entries),
                fraction=max(0.0, 1.0 - left / total),
                elapsed=elapsed,
                remaining=self._remaining(elapsed, left, total - left - self._there),
            )

    @staticmethod
    def _remaining(elapsed: float, left: timedelta, walked: timedelta) -> float | None:
        """What an earlier run has brought took no time now, and says nothing about the speed."""
        if not left:
            return 0.0
        return elapsed * (left / walked) if walked else None

    def answered(self) -> None:
        """Count an answer."""
        with self._lock:
            self.pages += 1

    def skip(self, entry: Entry, length: timedelta) -> None:
        """So much of a contract's time was there before."""
        with self._lock:
            entry.left = max(entry.left - length, timedelta())
            self._there += length

    def settle(self, entry: Entry, length: timedelta, bars: int = 0) -> None:
        """So much of a contract's time is settled."""
        with self._lock:
            entry.left = max(entry.left - length, timedelta())
            entry.received += bars

    def end(self, entry: Entry, error: IbkrError | None = None) -> None:
        """One walk of a contract has ended; with the last one the contract is finished."""
        with self._lock:
            entry.error = entry.error or error
            entry.walking -= 1
            last = entry.walking <= 0
            entry.finished = last
            if last:
                entry.left = timedelta()
        if last and entry.target is not None:
            self._settle_edges(entry, entry.target.series)
            self.store.settle(entry.target.series)

    def _settle_edges(self, entry: Entry, series: Series) -> None:
        """Before the first bar of all and after the last one, no answer is the right answer."""
        times = self.store.times(series, self.span)
        if not len(times) or not entry.unanswered or entry.error is not None:
            return
        first, last = (from_milliseconds(int(times[place])) for place in (0, -1))
        begins = entry.begins is not None and first < entry.begins + MONTH
        for span in entry.unanswered[:]:
            if (begins and span.end <= first) or (entry.ends is not None and span.start > last):
                self.store.add(series, no_bars(), covers=span)
                entry.unanswered.remove(span)

    # --- what came of it -----------------------------------------------------------------------

    def result(self) -> Downloaded:
        """What came of it. Reads the store, to see which days have bars."""
        known = [self._look(entry, entry.target) for entry in self.entries if entry.target is not None]
        traded = [days for _, days in known if days is not None]
        held = [one.series for one, _ in known] if self.store is self.memory else []
        return Downloaded(
            series=tuple(one for one, _ in known),
            failed={_name(entry.wanted): entry.error for entry in self.entries if entry.error is not None},
            missing=self._missing(traded),
            holes=self._holes(traded),
            pages=self.pages,
            bars={series.conid: self.memory.bars(series) for series in held},
        )

    def _look(self, entry: Entry, target: Target) -> tuple[DownloadedSeries, Traded | None]:
        """What is there now; and on which days, unless something else is wrong with the contract already."""
        times = self.store.times(target.series, self.span)
        first = from_milliseconds(int(times[0])) if entry.begins is not None and len(times) else None
        series = DownloadedSeries(
            target.contract,
            target.series,
            self.asked,
            entry.received,
            first,
            joined(entry.unanswered),
            tuple(entry.changes),
        )
        expected = Span(first or self.span.start, self.span.end)
        traded = Traded(target.series.conid, target.contract.exchange, expected, times)
        return series, None if entry.error is not None else traded

    def _missing(self, traded: Sequence[Traded]) -> tuple[MissingSession, ...]:
        if bar_length(self.template.bar) > timedelta(days=1):
            return ()
        return missing_sessions(traded, self.timetables)

    def _holes(self, traded: Sequence[Traded]) -> tuple[Hole, ...]:
        if bar_length(self.template.bar) >= timedelta(days=1):
            return ()
        return holes_of(traded, self.timetables, self.template.bar)


def _name(wanted: Wanted) -> int | str:
    return wanted.conid if isinstance(wanted, Contract) else wanted
