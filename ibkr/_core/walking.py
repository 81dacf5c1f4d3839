"""Downloading history: what is still to be asked for, page by page, newest first.

A download is made of jobs. Each job says what to ask (`ask`, a flow), and takes what
came of it (`keep`, which may write to the disk) into the store; it returns the jobs to
go on with. Jobs of several contracts run side by side; what is kept is there for good,
so that a download can stop anywhere and go on from there.

Going back in time, each window reaches past the oldest bar that is known already. A page
that does not hold this bar would leave a hole: then a shorter window is asked for, and if
that does not help the hole is reported. Nothing is taken to be complete on faith.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Protocol

import attrs
import numpy as np

from ibkr._core import contracts as lookup
from ibkr._core.downloading import AT_ONCE, MONTH, Download, Entry, Target, Wanted
from ibkr._core.paging import (
    MOST_POINTS,
    REGULAR_MINUTES,
    Page,
    bars_a_session,
    best_window,
    page,
    usual_minutes,
    window_length,
    windows,
)
from ibkr._core.sessions import Timetable
from ibkr.errors import (
    BadRequest,
    ContractError,
    DecodeError,
    GatewayFault,
    HistoryError,
    IbkrError,
    NotFound,
)
from ibkr.model.bars import Bars, from_milliseconds, to_milliseconds
from ibkr.model.contracts import Contract
from ibkr.model.downloads import Series, bar_length, no_bars
from ibkr.model.spans import Span, without

if TYPE_CHECKING:
    from ibkr._core.flow import Flow

# "Chart data unavailable" comes with 500, or with 404; 503 is a gateway that is away (errors.md).
NO_DATA: Final = frozenset({404, 500})
# What is one contract's misfortune; anything else ends the whole download.
MISFORTUNES: Final = (BadRequest, ContractError, DecodeError, GatewayFault, HistoryError, NotFound)
# Below this distance from now IBKR may still be adding bars.
RECENT: Final = timedelta(days=1)
PROBE_PERIOD: Final = "15y"
PROBE_REACH: Final = timedelta(days=14 * 365)
# A span is worth dividing when it takes more answers than this.
WORTH_DIVIDING: Final = 10
# So many windows are tried at one place: more than there are.
MOST_TRIES: Final = 60
_UNKNOWN: Final = datetime.min.replace(tzinfo=UTC) + timedelta(days=2)


class Job(Protocol):
    """One thing to ask next."""

    def ask(self) -> Flow[Any]:
        """Ask; what one contract cannot help is returned as an error, not raised."""
        ...

    def keep(self, outcome: Any) -> Sequence[Job]:
        """Put away what came, and say what to do next. Writes to the store."""
        ...


def begin(download: Download) -> Sequence[Job]:
    """What a download asks first."""
    return [Opening(download, entry) for entry in download.entries]


class Opening:
    """Find out which contract is meant, and what of it is still missing."""

    def __init__(self, download: Download, entry: Entry) -> None:
        self._download = download
        self._entry = entry

    def ask(self) -> Flow[Contract | IbkrError]:
        """The contract, and its exchange's timetable if nobody has asked for that yet."""
        try:
            contract = yield from self._find(self._entry.wanted)
            yield from self._learn(contract)
        except MISFORTUNES as error:
            return error
        return contract

    def _find(self, wanted: Wanted) -> Flow[Contract]:
        if isinstance(wanted, Contract):
            return wanted
        if isinstance(wanted, int) or wanted.isdigit():
            return (yield from lookup.by_conid(int(wanted), self._download.desk))
        return (yield from lookup.find(wanted, self._download.desk))

    def _learn(self, contract: Contract) -> Flow[None]:
        download = self._download
        if download.schedule is not None and contract.exchange not in download.timetables:
            found = yield from download.schedule(contract, download.desk)
            download.timetables[contract.exchange] = found or Timetable()

    def keep(self, outcome: Contract | IbkrError) -> Sequence[Job]:
        """Look into the store."""
        download, entry = self._download, self._entry
        if isinstance(outcome, IbkrError):
            download.end(entry, outcome)
            return ()
        series = attrs.evolve(download.template, conid=outcome.conid)
        entry.target = target = Target(outcome, series)
        there = () if download.refresh else download.store.covered(series)
        missing = without(download.span, there)
        left = sum((span.length for span in missing), timedelta())
        download.skip(entry, download.span.length - left)
        if not missing:
            download.end(entry)
            return ()
        return [Probe(download, entry, target, missing)]


@attrs.frozen
class Extent:
    """Between which instants a contract has bars at all."""

    first: datetime
    """Begin of the month in which the first bar is, where that is known."""
    last: datetime
    """Not exact: somewhat after the last bar."""
    session_minutes: int | None


class Probe:
    """Find out from when to when IBKR has bars of a contract: one call for fifteen years of months."""

    def __init__(self, download: Download, entry: Entry, target: Target, missing: Sequence[Span]) -> None:
        self._download = download
        self._entry = entry
        self._target = target
        self._missing = missing

    def ask(self) -> Flow[Extent | IbkrError]:
        """The extent of the contract's history."""
        try:
            return (yield from self._extent())
        except MISFORTUNES as error:
            return error

    def _extent(self) -> Flow[Extent]:
        end = self._missing[-1].end
        found = yield from self._months(end)
        if found is None:
            return (yield from self._without_months(end))
        first = oldest = _first(found.bars)
        while self._missing[0].start < oldest and end - oldest > PROBE_REACH:
            end = oldest
            older = yield from self._months(end)
            first = oldest = _first(older.bars) if older is not None else oldest
            if older is None:
                break
        begin = first.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        return Extent(begin, _last(found.bars) + MONTH, found.session_minutes)

    def _months(self, end: datetime) -> Flow[Page | None]:
        months = attrs.evolve(self._target.series, bar="1m")
        return (yield from page_or_nothing(months, self._download, end=end, period=PROBE_PERIOD))

    def _without_months(self, end: datetime) -> Flow[Extent]:
        """IBKR has no months; perhaps it has what is wanted."""
        series = self._target.series
        found = yield from page_or_nothing(series, self._download, end=end, period=windows(series.bar)[-1])
        if found is None:
            raise HistoryError(
                f"IBKR has no {series.bar} bars of {self._target.contract} until {end:%Y-%m-%d}: it may have "
                "expired, not have been traded yet, or need a market data subscription.",
                operation="market_data.history",
            )
        return Extent(_UNKNOWN, _last(found.bars) + MONTH, found.session_minutes)

    def keep(self, outcome: Extent | IbkrError) -> Sequence[Job]:
        """Divide what is missing among walks."""
        download, entry = self._download, self._entry
        if isinstance(outcome, IbkrError):
            download.end(entry, outcome)
            return ()
        if outcome.first >= download.span.end:
            error = HistoryError(
                f"{self._target.contract} has no bars in the span asked for, {download.span}: "
                f"its first are from {outcome.first:%B %Y}.",
                operation="market_data.history",
            )
            download.end(entry, error)
            return ()
        entry.begins = outcome.first if outcome.first >= download.span.start else None
        entry.ends = outcome.last if outcome.last < download.span.end else None
        walks = [Walk(download, entry, self._target, span, outcome) for span in self._divided(outcome)]
        entry.walking = len(walks)
        return walks

    def _divided(self, extent: Extent) -> list[Span]:
        """The missing spans, the newest first; long ones in pieces when there are places to spare."""
        bar = self._target.series.bar
        places = 1 if bar_length(bar).days else max(1, AT_ONCE // len(self._download.entries))
        usual = extent.session_minutes or REGULAR_MINUTES
        each = window_length(windows(bar)[best_window(bar, bars_a_session(bar, usual))])
        pieces = [
            divide(span, places if span.length > each * WORTH_DIVIDING else 1) for span in self._missing
        ]
        return [piece for some in pieces for piece in some][::-1]


def page_or_nothing(series: Series, download: Download, *, end: datetime, period: str) -> Flow[Page | None]:
    """A page, or None where IBKR says that it has nothing there."""
    try:
        found = yield from page(series, download.desk, end=min(end, download.now()), period=period)
    except (NotFound, GatewayFault) as error:
        if error.status not in NO_DATA:
            raise
        return None
    finally:
        download.answered()
    return found if len(found.bars) else None


def divide(span: Span, pieces: int) -> list[Span]:
    """Pieces of about the same length, cut at midnight UTC, oldest first."""
    cuts = [span.start + span.length * number / pieces for number in range(1, pieces)]
    midnights = [cut.replace(hour=0, minute=0, second=0, microsecond=0) for cut in cuts]
    edges = [span.start, *(cut for cut in midnights if span.start < cut), span.end]
    return [Span(start, end) for start, end in itertools.pairwise(edges) if start < end]


class Walk:
    """One span of one contract, from its end back to its start."""

    def __init__(self, download: Download, entry: Entry, target: Target, span: Span, extent: Extent) -> None:
        self._download = download
        self._entry = entry
        self._contract = target.contract
        self._series = target.series
        self._span = span
        # A day earlier: the month may begin in another time zone.
        self._floor = max(span.start, extent.first - timedelta(days=1))
        self._length = bar_length(target.series.bar)
        self._windows = windows(target.series.bar)
        self._minutes = extent.session_minutes
        usual = usual_minutes(target.contract.sec_type, outside_rth=target.series.outside_rth)
        self._a_session = bars_a_session(target.series.bar, extent.session_minutes or usual)
        self._window = best_window(target.series.bar, self._a_session)
        self._limit = len(self._windows) - 1
        """The longest window whose answers hold what they must."""
        self._blind_limit = self._limit
        """The same until a first bar is known."""
        self._end = span.end
        """All from here on is settled."""
        self._best, self._tries = self._end, 0
        self._anchor: int | None = None
        """Opening of the oldest bar received; the next page must hold it."""
        if extent.last < span.end and extent.last > span.start:
            self._skip_to(extent.last)

    def _skip_to(self, last: datetime) -> None:
        """The contract has no bars any more behind `last`."""
        self._download.store.add(self._series, no_bars(), covers=Span(last, self._end))
        self._settle_until(last)

    def ask(self) -> Flow[Page | IbkrError | None]:
        """The page before the oldest bar that is known."""
        # Two bars more, so that the oldest one known is complete and inside, however the end is counted.
        end = self._end + 2 * self._length
        try:
            return (
                yield from page_or_nothing(
                    self._series, self._download, end=end, period=self._windows[self._window]
                )
            )
        except MISFORTUNES as error:
            return error

    def keep(self, outcome: Page | IbkrError | None) -> Sequence[Job]:
        """Put the page away and go on below it."""
        if isinstance(outcome, IbkrError):
            self._entry.unanswered.append(Span(self._span.start, self._end))
            self._download.end(self._entry, outcome)
            return ()
        if outcome is None:
            self._step_back()
        elif self._leaves_a_hole(outcome.bars):
            self._narrow(outcome.bars)
        else:
            self._take(outcome.bars)
        if self._end <= self._span.start:
            self._download.end(self._entry)
            return ()
        return [self] if self._gets_somewhere() else self._give_up()

    def _gets_somewhere(self) -> bool:
        """Whether one of the latest pages settled anything: gateways answer in ways nobody thought of."""
        if self._end < self._best:
            self._best, self._tries = self._end, 0
        self._tries += 1
        return self._tries <= MOST_TRIES

    def _give_up(self) -> Sequence[Job]:
        error = HistoryError(
            f"IBKR's answers for {self._series} lead no further back than {self._end:%Y-%m-%d %H:%M} UTC: "
            "what came is kept; ask for smaller spans or another bar size.",
            operation="market_data.history",
        )
        return self.keep(error)

    # --- an answer without bars ------------------------------------------------------------------

    def _step_back(self) -> None:
        """IBKR has nothing in this window: look further back, if there can be more."""
        if self._window < self._longest:
            self._window = self._longest
            return
        if self._end <= self._floor:
            # The months say that nothing is older, and so does this answer.
            self._reach_start()
            return
        below = self._below()
        if below is not None:
            self._entry.unanswered.append(Span(below, self._end))
            self._anchor = None
            self._settle_until(below)

    @property
    def _longest(self) -> int:
        return min(self._limit, self._blind_limit)

    def _below(self) -> datetime | None:
        """Where the longest window begins; None, and a shorter one next, where nobody can tell."""
        length = window_length(self._windows[self._window])
        if length > timedelta():
            return max(self._end - length, self._floor)
        self._window = self._limit = max(self._window - 1, 0)
        return None

    def _reach_start(self) -> None:
        self._download.store.add(self._series, no_bars(), covers=Span(self._span.start, self._end))
        self._settle_until(self._span.start)

    # --- a page ------------------------------------------------------------------------------------

    def _leaves_a_hole(self, bars: Bars) -> bool:
        if self._anchor is not None:
            place = np.searchsorted(bars.time, self._anchor)
            return bool(place == len(bars) or bars.time[place] != self._anchor)
        # Which thousand of a window come, the gateway does not say; with an anchor it need not.
        return len(bars) >= MOST_POINTS and self._window > 0

    def _narrow(self, bars: Bars) -> None:
        if self._window == 0:
            self._leave_a_hole(bars)
        elif self._anchor is None:
            self._window = self._blind_limit = self._window // 2
        else:
            self._window = self._limit = self._window - 1

    def _leave_a_hole(self, bars: Bars) -> None:
        """Not even the shortest window reaches up to what is known: say so, and go on below."""
        newest = min(_last(bars) + self._length, self._end)
        if newest < self._end:
            self._entry.unanswered.append(Span(newest, self._end))
            self._settle_until(newest)
        self._anchor = None

    def _take(self, bars: Bars) -> None:
        whole = self._complete(bars)
        self._compare(whole)
        top = self._settled_top(whole)
        fresh = _cut(whole, self._span.start, min(self._end, top))
        reached = bool(len(whole)) and _first(whole) <= self._floor
        bottom = self._span.start if reached else _first(fresh) if len(fresh) else None
        if bottom is None:
            self._widen()
            return
        self._keep(fresh, bottom, top)
        self._learn(whole)

    def _keep(self, fresh: Bars, bottom: datetime, top: datetime) -> None:
        covers = Span(bottom, top) if bottom < top else None
        changes = self._download.store.add(self._series, fresh, covers=covers, contract=self._contract)
        self._entry.changes.extend(changes)
        if len(fresh):
            self._anchor = int(fresh.time[0])
            self._blind_limit = len(self._windows) - 1
        self._settle_until(bottom, bars=len(fresh))

    def _complete(self, bars: Bars) -> Bars:
        """Without the bar that is still growing."""
        now = to_milliseconds(self._download.now())
        ends = bars.time + self._lasts()
        return bars[: int(np.searchsorted(ends, now, side="right"))]

    def _lasts(self) -> int:
        """Milliseconds from a bar's opening until it cannot change any more."""
        if self._series.bar == "1d" and self._minutes is not None and not self._series.outside_rth:
            return self._minutes * 60_000
        return self._length // timedelta(milliseconds=1)

    def _settled_top(self, bars: Bars) -> datetime:
        """How far up the first page settles: IBKR may still be adding bars near the present."""
        if self._anchor is not None or self._download.now() - self._end > RECENT:
            return self._end
        if not len(bars):
            return self._end
        return min(self._end, _last(bars) + timedelta(milliseconds=self._lasts()))

    def _compare(self, bars: Bars) -> None:
        """Where the walk meets what was stored before, both must say the same."""
        if self._download.refresh:
            return
        if self._anchor is None and self._end == self._span.end:
            self._look_at(_cut(bars, self._end, datetime.max.replace(tzinfo=UTC)))
        if len(bars) and _first(bars) < self._span.start:
            self._look_at(_cut(bars, datetime.min.replace(tzinfo=UTC), self._span.start))

    def _look_at(self, bars: Bars) -> None:
        if len(bars):
            self._entry.changes.extend(self._download.store.compare(self._series, bars))

    def _widen(self) -> None:
        """The window holds nothing new: ask for a longer one, then look behind the longest."""
        if self._window < self._longest:
            self._window = min(2 * self._window + 1, self._longest)
            return
        below = self._below()
        if below is None:
            return
        if below <= self._floor:
            self._reach_start()
            return
        self._download.store.add(self._series, no_bars(), covers=Span(below, self._end))
        self._settle_until(below)
        self._anchor = None

    def _learn(self, bars: Bars) -> None:
        """Choose the next window by the fullest day seen."""
        _, counts = np.unique(bars.time // 86_400_000, return_counts=True)
        if len(counts) and not self._length.days:
            self._a_session = max(self._a_session, int(counts.max()))
        best = best_window(self._series.bar, self._a_session, begun=self._anchor is not None)
        self._window = min(best, self._limit)

    def _settle_until(self, bottom: datetime, *, bars: int = 0) -> None:
        self._download.settle(self._entry, self._end - bottom, bars)
        self._end = bottom


def _first(bars: Bars) -> datetime:
    return from_milliseconds(int(bars.time[0]))


def _last(bars: Bars) -> datetime:
    return from_milliseconds(int(bars.time[-1]))


def _cut(bars: Bars, start: datetime, end: datetime) -> Bars:
    """The bars that open from `start` until just before `end`."""
    low, high = np.searchsorted(bars.time, [to_milliseconds(start), to_milliseconds(end)])
    return bars[int(low) : int(high)]
