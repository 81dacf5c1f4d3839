"""IBKR as it may be: gateways that count periods, cut answers and have no data each in its own way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from ibkr._core.flow import Flow, Pause, Request, Response
from ibkr._core.walking import Job, begin
from ibkr.model.bars import Bars, to_milliseconds
from ibkr.model.clock import ManualClock
from ibkr.model.downloads import bar_length
from tests.core.canned import json

if TYPE_CHECKING:
    from ibkr._core.downloading import Download

DAY = 86_400_000
MOST_CALLS = 2000


@attrs.define
class Gateway:
    """Answers history calls out of `truth`, bars by size."""

    truth: dict[str, Bars]
    cuts_oldest: bool = False
    """Of more than 1000 bars the oldest come, not the newest."""
    counts_sessions: bool = True
    """A day of a period is a day with trading."""
    includes_end: bool = False
    """A bar that opens just when the window ends is part of it."""
    silent_when_empty: bool = False
    """A window without bars is an empty list, not an error."""
    duration: int | None = 390
    failing: int = 0
    """So many calls are answered 503 first."""
    serves: str | None = None
    """The bar size that it says it serves, whatever was asked for."""
    others: dict[str, Gateway] = attrs.field(factory=dict[str, "Gateway"])
    """Who answers for other conids."""
    calls: list[dict[str, str]] = attrs.field(factory=list[dict[str, str]])

    def answer(self, request: Request) -> Response:
        """One call."""
        asked = dict(request.params)
        self.calls.append(asked)
        assert len(self.calls) < MOST_CALLS, "the download does not come to an end"
        if asked["conid"] in self.others:
            return self.others[asked["conid"]].answer(request)
        if self.failing:
            self.failing -= 1
            return json({"error": "Service Unavailable"}, status=503)
        bars = self._window(asked)
        if not len(bars) and not self.silent_when_empty:
            return json({"error": "Chart data unavailable"}, status=500)
        return json(self._told(bars, asked["bar"]))

    def _window(self, asked: dict[str, str]) -> Bars:
        bars = self.truth.get(asked["bar"])
        if bars is None:
            return Bars([], [], [], [], [], [])
        end = to_milliseconds(datetime.strptime(asked["startTime"], "%Y%m%d-%H:%M:%S").replace(tzinfo=UTC))
        until = int(np.searchsorted(bars.time, end, side="right" if self.includes_end else "left"))
        known = bars[:until]
        first = self._first(known, end, asked["period"])
        window = known[int(np.searchsorted(known.time, first)) :]
        return window[:1000] if self.cuts_oldest else window[-1000:]

    def _first(self, known: Bars, end: int, period: str) -> int:
        count, unit = re.fullmatch(r"(\d+)(min|h|d|w|m|y)", period).groups()
        if unit == "d" and self.counts_sessions:
            days = np.unique(known.time // DAY)
            return int(days[-int(count) :][0] * DAY) if len(days) else end
        days_of = {"h": 1 / 24, "d": 1, "w": 7, "m": 31, "y": 366}
        return end - int(int(count) * days_of[unit] * DAY)

    def _told(self, bars: Bars, bar: str) -> dict[str, Any]:
        rows = [
            {
                "t": int(row.time.timestamp() * 1000),
                "o": row.open,
                "h": row.high,
                "l": row.low,
                "c": row.close,
                "v": row.volume,
            }
            for row in bars
        ]
        told = {
            "barLength": int(bar_length(self.serves or bar).total_seconds()),
            "data": rows,
            "points": len(rows) - 1,
        }
        return told if self.duration is None else {**told, "tradingDayDuration": self.duration}


def months_of(bars: Bars) -> Bars:
    """A bar a month, at the opening of its first day with trading."""
    months = bars.time.astype("datetime64[ms]").astype("datetime64[M]").astype(int)
    _, firsts = np.unique(months, return_index=True)
    return Bars(*(getattr(bars, name)[firsts] for name in ("time", "open", "high", "low", "close", "volume")))


def run(download: Download, gateway: Gateway, *, answers: int | None = None) -> bool:
    """Take the jobs of a download one after the other; False if it was cut off after so many answers."""
    waiting: list[Job] = list(begin(download))
    while waiting:
        if answers is not None and len(gateway.calls) >= answers:
            return False
        job = waiting.pop(0)
        outcome = driven(job.ask(), gateway, download.desk.clock)
        waiting = [*job.keep(outcome), *waiting]
    return True


def driven(flow: Flow[Any], gateway: Gateway, clock: Any) -> Any:
    """The result of one flow."""
    assert isinstance(clock, ManualClock)
    answer: Response | None = None
    while True:
        try:
            command = flow.send(answer)
        except StopIteration as end:
            return end.value
        answer = None
        if isinstance(command, Pause):
            clock.sleep(command.seconds)
        elif isinstance(command, Request):
            answer = gateway.answer(command)


def sessions(
    first: datetime, days: Sequence[int], *, minutes: int = 390, bar: int = 1, opens: int = 870
) -> list[int]:
    """Opening instants of bars on those days after `first`, `opens` minutes after midnight UTC."""
    return [
        to_milliseconds(first + timedelta(days=day, minutes=opens + minute))
        for day in days
        for minute in range(0, minutes, bar)
    ]
