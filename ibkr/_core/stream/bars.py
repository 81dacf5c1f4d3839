"""Bars from ticks, on the gateway's time.

A tick is a picture, not a trade: the price of the last trade, and how much was traded
today. What a bar's volume is follows from the second, so that it is right even where
ticks were merged or skipped: the gateway sends at most one each half second.

    - The first picture after a beginning or a gap is where counting starts: no trade.
    - A bar is told when a later tick or heartbeat shows that its time is over.
    - A bar whose begin was not heard, or that a gap has holes in, is not told.
    - A tick that comes after its bar was told is late: its price is left out, its
      volume is in the next difference, so nothing is lost from the sum.
    - A time without a trade has no bar, as in history.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import attrs

from ibkr._core.fields import DEFAULT_FIELDS
from ibkr.errors import InvalidArgument
from ibkr.model.bars import Bar, Bars, from_milliseconds, to_milliseconds
from ibkr.model.events import Gap, Heartbeat, Quote, StreamEvent
from ibkr.model.quotes import LAST

FIELDS: Final = (*DEFAULT_FIELDS, "volume_long")
UNITS: Final = {"s": 1_000, "min": 60_000, "h": 3_600_000}
HOUR: Final = 3_600_000
GRACE: Final = 1_000
"""How long after its end a bar still takes ticks, in milliseconds: heartbeats overtake ticks."""


def milliseconds_of(size: str) -> int:
    """The length of a bar written as `30s`, `5min` or `1h`.

    Raises:
        InvalidArgument: it is none, or does not fill an hour evenly.
    """
    found = re.fullmatch(r"(\d{1,4})(s|min|h)", size, re.ASCII)
    length = int(found[1]) * UNITS[found[2]] if found else 0
    if not length or HOUR % length:
        raise InvalidArgument(
            f"Bars of {size!r} cannot be made from ticks. Use one that fills an hour: 1s, 30s, 5min, 1h."
        )
    return length


@attrs.define
class Forming:
    """The bar that is growing."""

    start: int
    is_whole: bool
    open: float = 0.0
    high: float = 0.0
    low: float = 0.0
    close: float = 0.0
    volume: float = 0.0
    is_traded: bool = False

    def trade(self, price: float) -> None:
        """A trade at that price."""
        if not self.is_traded:
            self.open = self.high = self.low = price
            self.is_traded = True
        self.high, self.low, self.close = max(self.high, price), min(self.low, price), price

    def bar(self) -> Bar:
        """As it is now."""
        return Bar(from_milliseconds(self.start), self.open, self.high, self.low, self.close, self.volume)


class BarFeed:
    """Events of one contract in, bars out."""

    def __init__(self, size: str, *, after: Bars | Sequence[Bar] = ()) -> None:
        """Bars of `size`, continuing those of history: the last of `after` may still grow."""
        self._length = milliseconds_of(size)
        self._seed = after[-1] if len(after) else None
        self._now: Forming | None = None
        self._heard_since: int | None = None
        self._volume: Decimal | None = None
        self._is_counting = False
        self._told = -1
        self.late = 0

    @property
    def forming(self) -> Bar | None:
        """The bar of now; None before its first trade, or if its begin was missed."""
        now = self._now
        return now.bar() if now is not None and now.is_traded and now.is_whole else None

    def hear(self, event: StreamEvent) -> list[Bar]:
        """The bars that an event shows to be over."""
        if isinstance(event, Quote):
            return self._tick(event)
        if isinstance(event, Gap):
            self._break()
        elif isinstance(event, Heartbeat) and event.time is not None:
            return self._beat(to_milliseconds(event.time))
        return []

    def _beat(self, time: int) -> list[Bar]:
        if self._heard_since is None:
            self._heard_since = time
        now = self._now
        return self._finish() if now is not None and time >= now.start + self._length + GRACE else []

    def _tick(self, quote: Quote) -> list[Bar]:
        time = quote.updated
        if self._heard_since is None:
            self._heard_since = time
        start = time - time % self._length
        if start <= self._told or (self._now is not None and start < self._now.start):
            self.late += 1
            return []
        told = self._finish() if self._now is not None and start > self._now.start else []
        if self._now is None:
            self._now = self._begin(start)
        self._count(quote, self._now)
        return told

    def _begin(self, start: int) -> Forming:
        heard = self._heard_since
        forming = Forming(start, heard is not None and heard <= start)
        seed, self._seed = self._seed, None
        if seed is None or to_milliseconds(seed.time) != start:
            return forming
        return Forming(start, True, seed.open, seed.high, seed.low, seed.close, seed.volume, True)

    def _count(self, quote: Quote, forming: Forming) -> None:
        grown = traded_since(self._volume, quote.volume)
        self._volume = quote.volume
        forming.volume += grown
        # The first picture tells of trades before it, of which nobody knows when.
        is_first, self._is_counting = not self._is_counting, True
        price = quote.last
        if is_first or price is None or quote.closed:
            return
        if grown > 0 or LAST in quote.tick:
            forming.trade(float(price))

    def _finish(self) -> list[Bar]:
        forming, self._now = self._now, None
        assert forming is not None, "somebody looked before"
        self._told = forming.start
        return [forming.bar()] if forming.is_whole and forming.is_traded else []

    def _break(self) -> None:
        """What is growing has a hole, and the next picture tells of trades in the gap."""
        self._heard_since = self._volume = None
        self._is_counting = False
        if self._now is not None:
            self._now.is_whole = False


def traded_since(before: Decimal | None, after: Decimal | None) -> float:
    """How much was traded between two readings of the day's volume; a smaller one is a new day's."""
    if before is None or after is None:
        return 0.0
    return float(after if after < before / 2 else max(after - before, Decimal(0)))
