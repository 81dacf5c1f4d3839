"""One contract's market data, merged from ticks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import attrs
import msgspec

from ibkr.model.availability import Availability
from ibkr.model.numbers import read_number

if TYPE_CHECKING:
    from decimal import Decimal

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
LAST_MILLISECOND: Final = 253_402_300_799_999  # of the year 9999, the last that `datetime` can tell

LAST, BID, ASK = "31", "84", "86"

# Keys of a tick that are no market data.
ENVELOPE: Final = frozenset({"topic", "conid", "conidEx", "_updated", "server_id"})

# What the gateway stamps on ticks unasked: 6119 its own mark, 6508 a list of services.
# Nothing has changed where nothing else is carried.
STAMPED: Final = ENVELOPE | {"6119", "6508"}


def read_decimal(value: object) -> Decimal | None:
    """The number in a value that the gateway wrote as number or text; None where there is none."""
    number = read_number(value) if isinstance(value, str | int | float) else None
    return None if number is None else number.value


def read_time(milliseconds: object) -> datetime | None:
    """The moment so many milliseconds after 1970 in UTC, or None for what is no such moment."""
    if isinstance(milliseconds, int) and 0 <= milliseconds <= LAST_MILLISECOND:
        return EPOCH + timedelta(milliseconds=milliseconds)
    return None


@attrs.frozen(eq=False)
class FieldNames:
    """How market data fields are called: key of a tick → name, and name or short name → key."""

    names: Mapping[str, str]
    keys: Mapping[str, str]


# A Struct where the house has attrs: quotes are made by the thousand, and this one costs a
# fifth of the attrs class, which took half of the way from the socket to the reader. The
# garbage collector has nothing to look for in it: what it holds never leads back to it.
class Quote(msgspec.Struct, frozen=True, eq=False, gc=False):
    """What is known of one contract after a tick: a merged picture, not only the tick.

    The gateway sends a contract's fields once and then only those that change,
    at most every 500 ms. A field that never came is None, never zero.
    Prices are in the contract's currency, exactly as written (`Decimal`);
    sizes of US stocks are in shares. Nothing is read before it is asked for, so a
    tick that nobody looks at costs next to nothing.

    Source: spec/asyncapi.yaml, topic smd.
    """

    conid: int
    target: str
    """The contract as it was subscribed: a conid, or `conid@EXCHANGE`."""

    known: Mapping[str, object]
    """Everything known so far under the gateway's own keys."""

    tick: Mapping[str, object]
    """What came last, under the gateway's own keys."""

    updated: int
    """The gateway's stamp of the tick, milliseconds since 1970."""

    _fields: FieldNames

    @property
    def values(self) -> Mapping[str, object]:
        """Every field known so far as the gateway wrote it, by field name; by tag where it has no name."""
        names = self._fields.names
        return {names.get(key, key): value for key, value in self.known.items() if key not in ENVELOPE}

    @property
    def changed(self) -> frozenset[str]:
        """Names of the fields that came with this tick."""
        names = self._fields.names
        return frozenset([names.get(key, key) for key in self.tick if key not in STAMPED])

    @property
    def time(self) -> datetime:
        """The gateway's stamp of the tick."""
        return EPOCH + timedelta(milliseconds=self.updated)

    def number(self, name: str) -> Decimal | None:
        """The field as a number: `quote.number("delta")`. None if it never came or is no number."""
        return read_decimal(self._value(name))

    def text(self, name: str) -> str | None:
        """The field as it was written: `quote.text("symbol")`. None if it never came."""
        value = self._value(name)
        return None if value is None else str(value)

    def _value(self, name: str) -> object:
        return self.known.get(self._fields.keys.get(name, name))

    @property
    def last(self) -> Decimal | None:
        """Price of the last trade; of the prior close while `marker` is `C`."""
        return read_decimal(self.known.get(LAST))

    @property
    def marker(self) -> str:
        """`C` if `last` is the prior close, `H` if trading is halted, else empty."""
        value = self.known.get(LAST)
        number = read_number(value) if isinstance(value, str) else None
        return "" if number is None else number.marker

    @property
    def closed(self) -> bool:
        """Whether `last` is the prior close, because nothing has been traded yet (marker C)."""
        return self.marker == "C"

    @property
    def halted(self) -> bool:
        """Whether trading is halted (marker H)."""
        return self.marker == "H"

    @property
    def bid(self) -> Decimal | None:
        """Best bid."""
        return read_decimal(self.known.get(BID))

    @property
    def ask(self) -> Decimal | None:
        """Best ask."""
        return read_decimal(self.known.get(ASK))

    @property
    def last_size(self) -> Decimal | None:
        """Size of the last trade."""
        return self.number("last_size")

    @property
    def bid_size(self) -> Decimal | None:
        """Size at the best bid."""
        return self.number("bid_size")

    @property
    def ask_size(self) -> Decimal | None:
        """Size at the best ask."""
        return self.number("ask_size")

    @property
    def volume(self) -> Decimal | None:
        """Volume of the day: exact if the gateway sent an exact form, else the rounded text (`12.2M`)."""
        for name in ("volume_long", "volume_raw", "volume"):
            if (number := self.number(name)) is not None:
                return number
        return None

    @property
    def open(self) -> Decimal | None:
        """First price of the day."""
        return self.number("open")

    @property
    def high(self) -> Decimal | None:
        """Highest price of the day."""
        return self.number("high")

    @property
    def low(self) -> Decimal | None:
        """Lowest price of the day."""
        return self.number("low")

    @property
    def prior_close(self) -> Decimal | None:
        """Closing price of the day before."""
        return self.number("prior_close")

    @property
    def change(self) -> Decimal | None:
        """Last price minus prior close."""
        return self.number("change")

    @property
    def change_percent(self) -> Decimal | None:
        """`change` in percent of the prior close: 1.25 means 1.25 %."""
        return self.number("change_percent")

    @property
    def availability(self) -> Availability:
        """How live the data is; its letters are in `code`, empty until the gateway has told."""
        return Availability(self.text("market_data_availability") or "")

    def merged_into(self, later: Quote) -> Quote:
        """`later`, with the changes of both: for a reader who skipped this one."""
        tick = {**self.tick, **later.tick}
        return Quote(later.conid, later.target, later.known, tick, later.updated, later._fields)

    def __repr__(self) -> str:
        return (
            f"Quote({self.target}, {self.time:%H:%M:%S.%f}, last={self.marker}{self.last}, "
            f"bid={self.bid}, ask={self.ask}, changed={sorted(self.changed)})"
        )
