"""Bars of several contracts brought together: a step is complete when no contract can add to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

import attrs

from .._core.stream.bars import BarFeed, milliseconds_of
from ..model.bars import to_milliseconds
from ..model.events import BarsRefilled, Gap, Heartbeat, MissingBars, Quote

if TYPE_CHECKING:
    from ..model.bars import Bar, Bars
    from ..model.events import StreamEvent

GRACE: Final = 2_000
"""How long after its end a bar of a slower contract is waited for, in milliseconds of the gateway's time."""


@attrs.frozen
class Step:
    """The bars of one instant."""

    time: int
    """Their opening, milliseconds since the epoch."""
    bars: Mapping[str, Bar]
    is_fresh: bool
    """It ended just now; an older one came late, after a gap."""


class Gathering:
    """Events in, steps out, in the order of time."""

    def __init__(
        self, contracts: Mapping[str, int], bar: str, past: Mapping[str, Bars], history: History
    ) -> None:
        """Go on from `past`, whose last bar of each contract may still be growing.

        `history` reads the bars that the stream could not make.
        """
        self.length = milliseconds_of(bar)
        self._history = history
        self._asked: list[MissingBars] = []
        self._names = {conid: name for name, conid in contracts.items()}
        self._feeds = {
            name: BarFeed(bar, after=past[name], target=conid, refill=self._asked.append)
            for name, conid in contracts.items()
        }
        self._waiting: dict[int, dict[str, Bar]] = {}
        self._told = dict.fromkeys(contracts, -1)
        self._done = -1
        self.now = -1
        """The gateway's time, milliseconds since the epoch."""
        self.problems: list[str] = []
        """Why bars that were missing could not be read, since somebody last looked."""

    def hear(self, event: StreamEvent) -> Iterator[Step]:
        """The steps that an event shows to be complete."""
        for name, feed in self._concerned(event):
            self._take(name, feed.hear(event))
        while self._asked:
            self._read(self._asked.pop(0))
        yield from self._complete()

    def _concerned(self, event: StreamEvent) -> list[tuple[str, BarFeed]]:
        if isinstance(event, Quote):
            self.now = max(self.now, event.updated)
            name = self._names.get(event.conid)
            return [] if name is None else [(name, self._feeds[name])]
        if isinstance(event, Heartbeat) and event.time is not None:
            self.now = max(self.now, to_milliseconds(event.time))
        return list(self._feeds.items()) if isinstance(event, Heartbeat | Gap) else []

    def _read(self, missing: MissingBars) -> None:
        name = self._names[int(missing.target)]
        bars, problem = self._history(name, missing)
        if problem is not None:
            self.problems.append(f"bars of {name} from {missing.since} to {missing.until}: {problem}")
        self._take(name, self._feeds[name].hear(BarsRefilled(missing, bars, problem)))

    def _take(self, name: str, bars: list[Bar]) -> None:
        for bar in bars:
            time = to_milliseconds(bar.time)
            self._told[name] = max(self._told[name], time)
            if time > self._done:
                self._waiting.setdefault(time, {})[name] = bar

    def _complete(self) -> Iterator[Step]:
        slowest = min(self._told.values())
        for time in sorted(self._waiting):
            if slowest < time and self.now < time + self.length + GRACE:
                return
            self._done = time
            is_fresh = self.now < time + 2 * self.length
            yield Step(time, self._waiting.pop(time), is_fresh)


History = Callable[[str, MissingBars], "tuple[list[Bar], str | None]"]
"""Bars of a contract that are missing, and why they could not be read."""
