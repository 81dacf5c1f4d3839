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

Bars that are not told are missing, and kept in `missing`. With `refill` they are asked
for from history once the first bar after them is over, and told before it: that late,
because history must have them whole.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final, get_args

import attrs

from ibkr._core.fields import DEFAULT_FIELDS
from ibkr.errors import InvalidArgument
from ibkr.model.bars import Bar, Bars, from_milliseconds, to_milliseconds
from ibkr.model.events import BarsRefilled, Gap, Heartbeat, MissingBars, Quote, StreamEvent
from ibkr.model.periods import BarSize
from ibkr.model.quotes import LAST

FIELDS: Final = (*DEFAULT_FIELDS, "volume_long")
UNITS: Final = {"s": 1_000, "min": 60_000, "h": 3_600_000}
HOUR: Final = 3_600_000
GRACE: Final = 1_000
"""How long after its end a bar still takes ticks, in milliseconds: heartbeats overtake ticks."""


MOST_HELD: Final = 10_000
"""Bars kept while those before them are read."""

MOST_MISSING: Final = 1_000
"""Times without bars that are remembered."""


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

    def __init__(
        self,
        size: str,
        *,
        after: Bars | Sequence[Bar] = (),
        target: int | str = "",
        refill: Callable[[MissingBars], None] | None = None,
    ) -> None:
        """Bars of `size`, continuing those of history: the last of `after` may still grow.

        `refill` asks for bars of `target` that no tick could make; `BarsRefilled` answers.

        Raises:
            InvalidArgument: such bars cannot be made, or history has none of them to refill with.
        """
        self._length = milliseconds_of(size)
        if refill is not None and size not in get_args(BarSize):
            raise InvalidArgument(f"History has no bars of {size!r} to refill with. Use 1min or longer.")
        self._size, self._target, self._refill = size, str(target), refill
        self._sure = to_milliseconds(after[-1].time) if len(after) else None
        self._since: int | None = None
        self._until: int | None = None
        self._asked: MissingBars | None = None
        self._held: deque[Bar] = deque(maxlen=MOST_HELD)
        self.missing: deque[MissingBars] = deque(maxlen=MOST_MISSING)
        """The last times in which bars could not be made from ticks."""
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
        elif isinstance(event, BarsRefilled) and event.missing == self._asked:
            return self._fill(event)
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
        seed, self._seed = self._seed, None
        if seed is not None and to_milliseconds(seed.time) == start:
            return Forming(start, True, seed.open, seed.high, seed.low, seed.close, seed.volume, True)
        is_whole = heard is not None and heard <= start
        if seed is not None or not is_whole:
            self._miss(start)
        if is_whole and self._since is not None and self._until is None:
            self._until = start
        return Forming(start, is_whole)

    def _miss(self, start: int) -> None:
        """Bars from the last one that is sure are missing; without any, from `start`."""
        sure = start if self._sure is None else self._sure
        self._since = sure if self._since is None else min(self._since, sure)

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
        if not forming.is_whole:
            return []
        self._sure = forming.start + self._length
        whole = [forming.bar()] if forming.is_traded else []
        return self._mark(whole) if self._until is not None or self._asked is not None else whole

    def _mark(self, whole: list[Bar]) -> list[Bar]:
        """Note what is missing before a bar that is whole, and hold it back while that is asked for."""
        since, until = self._since, self._until
        if since is not None and until is not None:
            self._since = self._until = None
            span = from_milliseconds(since), from_milliseconds(until)
            missing = MissingBars(self._target, self._size, *span)
            if since < until:
                self.missing.append(missing)
                self._ask(missing)
        if self._asked is None:
            return whole
        self._held.extend(whole)
        return []

    def _ask(self, missing: MissingBars) -> None:
        if self._refill is not None:
            self._asked = missing
            self._refill(missing)

    def _fill(self, event: BarsRefilled) -> list[Bar]:
        """History's bars of the time that was missing, then those that waited for them."""
        span, self._asked = event.missing, None
        told = [bar for bar in event.bars if span.since <= bar.time < span.until]
        told += self._held
        self._held.clear()
        return told

    def _break(self) -> None:
        """What is growing has a hole, and the next picture tells of trades in the gap."""
        self._heard_since = self._volume = None
        self._is_counting = False
        now = self._now
        if now is not None:
            now.is_whole = False
        begun = self._sure if now is None else now.start
        if begun is not None:
            self._until = None
            self._miss(begun)
        asked, self._asked = self._asked, None
        if asked is not None:
            # Whoever was to read them has forgotten it with the connection: all is asked for again.
            self.missing.pop()
            self._held.clear()
            self._since = to_milliseconds(asked.since)


def traded_since(before: Decimal | None, after: Decimal | None) -> float:
    """How much was traded between two readings of the day's volume; a smaller one is a new day's."""
    if before is None or after is None:
        return 0.0
    return float(after if after < before / 2 else max(after - before, Decimal(0)))
