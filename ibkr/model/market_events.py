"""Market data other than quotes: bars by stream, and the price ladder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from ibkr.model.quotes import read_decimal, read_time

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from ibkr.model.bars import Bar, Bars


@attrs.frozen(eq=False)
class HistoryUpdate:
    """Bars of one contract: all that were asked for at first, later the last one anew.

    Source: spec/asyncapi.yaml, topic smh.
    """

    conid: int | None
    target: str
    """The contract as it was asked for."""

    rows: Sequence[Mapping[str, object]] = attrs.field(repr=False)
    """The bars as they were sent, `t` in milliseconds since 1970."""

    values: Mapping[str, object] = attrs.field(repr=False)
    """The frame without its bars, by the gateway's own keys."""

    @property
    def symbol(self) -> str | None:
        """Ticker of the contract."""
        value = self.values.get("symbol")
        return None if value is None else str(value)

    @property
    def bars(self) -> Bars:
        """The bars that are whole, oldest first; volume in shares or contracts."""
        from ibkr.model.bars import Bars

        found = {bar.time: bar for bar in map(self._bar, self.rows) if bar is not None}
        return Bars.from_bars(found[time] for time in sorted(found))

    def _bar(self, row: Mapping[str, object]) -> Bar | None:
        from ibkr.model.bars import Bar

        time = read_time(row.get("t"))
        prices = [_float(row.get(letter)) for letter in "ohlc"]
        if time is None or None in prices:
            return None
        factor = _float(self.values.get("volumeFactor")) or 1.0
        first, high, low, last = (price or 0.0 for price in prices)
        return Bar(time, first, high, low, last, (_float(row.get("v")) or 0.0) * factor)


@attrs.frozen
class MissingBars:
    """Bars that the ticks of a stream could not make, because it did not hear all of their time."""

    target: str
    """The contract as it was subscribed."""

    size: str
    since: datetime
    """When the first of them opens."""

    until: datetime
    """When the first one opens that was heard whole again."""


@attrs.frozen(eq=False)
class BarsRefilled:
    """Bars that a stream could not make itself were read from history, or could not be."""

    missing: MissingBars
    bars: Sequence[Bar] = attrs.field(repr=lambda bars: f"{len(bars)} bars")
    problem: str | None = None
    """Why they could not be read; they stay missing then."""

    @property
    def target(self) -> str:
        """The contract as it was subscribed."""
        return self.missing.target


@attrs.frozen
class LadderRow:
    """One price of a ladder; a size that is not there is None."""

    row: int
    """Place in the ladder, from 0 at the top."""

    price: Decimal | None
    bid: Decimal | None
    """Size wanted at the price."""

    ask: Decimal | None
    """Size offered at the price."""

    traded: Decimal | None
    """Size of the last trade, where it was at this price."""

    focus: bool
    """Whether the last trade was at this price."""


@attrs.frozen(eq=False)
class LadderUpdate:
    """The book of one contract, price by price. Needs a level 2 subscription.

    Source: spec/asyncapi.yaml, topic sbd.
    """

    account_id: str
    target: str
    """The contract as it was asked for, with `+EXCHANGE` for one venue."""

    values: Mapping[int, Mapping[str, object]] = attrs.field(repr=False)
    """Every row known, by its place, with the gateway's own keys."""

    changed: frozenset[int]
    """Places of the rows that came with this update."""

    @property
    def rows(self) -> tuple[LadderRow, ...]:
        """The ladder from the highest price down."""
        return tuple(ladder_row(place, self.values[place]) for place in sorted(self.values))


def ladder_row(place: int, values: Mapping[str, object]) -> LadderRow:
    """A row as it was sent: the price of the last trade reads `100 @ 204.55`, its size before it."""
    size, at, price = str(values.get("price") or "").rpartition("@")
    return LadderRow(
        place,
        read_decimal(price),
        read_decimal(values.get("bid")),
        read_decimal(values.get("ask")),
        read_decimal(size) if at else None,
        values.get("focus") == 1,
    )


def _float(value: object) -> float | None:
    number = read_decimal(value)
    return None if number is None else float(number)
