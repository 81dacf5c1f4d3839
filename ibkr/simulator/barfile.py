"""Files of bars that the user brings: CSV or Parquet, read and checked before anything is served.

    symbol,time,open,high,low,close,volume
    IBM,2013-01-31,203.32,204.47,202.96,203.07,2919900

`time` is a date for bars of days; for shorter ones the moment at which each begins, with its
zone (`2013-01-31T14:30:00Z`) or in milliseconds since the epoch. A file without the column
`symbol` is of one contract, which the caller names.
"""

from __future__ import annotations

import csv
import importlib
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import attrs
import numpy as np

from ibkr.errors import ConfigError, MissingExtra
from ibkr.simulator.market import universe
from ibkr.simulator.market.calendar import Session, to_ordinal
from ibkr.simulator.market.daily import DailyColumns
from ibkr.simulator.market.listing import INSTRUMENTS, Instrument
from ibkr.simulator.market.own import OwnBars, WithinDay

_PRICES = ("open", "high", "low", "close")
_TIMES = ("time", "date", "timestamp", "t")
_SHORTEST_BAR = 5
_FEWEST_SHARES = 4
KNOWN: dict[str, Instrument] = {
    **{each.symbol: each for each in INSTRUMENTS if each.has_prices},
    **{pair.trading_class: pair for pair in universe.PAIRS},
    universe.BTC.symbol: universe.BTC,
}
"""What bars may be brought for, by the name that a file calls it."""


@attrs.frozen
class _Bar:
    """One row that was understood. `opens` is None for a day."""

    row: int
    day: date
    opens: float | None
    prices: tuple[float, float, float, float]
    volume: int


class _Wrong(ValueError):
    """What is wrong with a row."""

    def __init__(self, row: int, reason: str) -> None:
        super().__init__(f"row {row}: {reason}")


def read_bars(path: str | Path, *, symbol: str | None = None) -> tuple[OwnBars, ...]:
    """The bars of a file, by contract. `symbol` is of whom they are when the file does not say.

    Raises:
        ConfigError: the file cannot be read, or a row is wrong, out of order or missing; the
            text names the row (the header of a CSV file is row 1) and the reason.
    """
    try:
        rows = list(_rows(Path(path)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ConfigError(f"bars file {path} cannot be read: {error}") from error
    if not rows:
        raise ConfigError(f"bars file {path} has no rows")
    try:
        return tuple(_contract(name, bars) for name, bars in _by_symbol(rows, symbol).items())
    except _Wrong as wrong:
        raise ConfigError(f"bars file {path}, {wrong}") from wrong


# --- rows of either kind of file


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    if path.suffix.lower() in (".parquet", ".pq"):
        yield from enumerate((_lowered(row) for row in _parquet(path)), 1)
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            yield reader.line_num, _lowered(row)


def _parquet(path: Path) -> list[dict[str, Any]]:
    try:
        pyarrow: Any = importlib.import_module("pyarrow")
        parquet: Any = importlib.import_module("pyarrow.parquet")
    except ImportError as error:
        raise MissingExtra("history", needed_for="Bars in a Parquet file") from error
    try:
        return parquet.read_table(path).to_pylist()
    except pyarrow.ArrowException as error:
        raise ConfigError(f"bars file {path} is no Parquet file: {error}") from error


def _lowered(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(key).strip().lower(): value for key, value in row.items()}


def _by_symbol(rows: Iterable[tuple[int, Mapping[str, Any]]], symbol: str | None) -> dict[str, list[_Bar]]:
    found: dict[str, list[_Bar]] = {}
    for number, row in rows:
        name = row.get("symbol") or symbol
        if not name:
            raise _Wrong(number, "it has no symbol: add that column, or give the file as SYMBOL=FILE")
        listing = KNOWN.get(str(name).strip().upper())
        if listing is None:
            raise _Wrong(number, f"{name!r} has no prices in this world; there are {', '.join(KNOWN)}")
        found.setdefault(str(name).strip().upper(), []).append(_bar(number, row, listing))
    return found


# --- one row


def _bar(row: int, values: Mapping[str, Any], listing: Instrument) -> _Bar:
    when = _when(row, values)
    prices = tuple(_number(row, name, values) for name in _PRICES)
    opened, high, low, closed = prices
    if low <= 0:
        raise _Wrong(row, f"low={low:g} must be above 0")
    if high < max(opened, closed) or low > min(opened, closed):
        raise _Wrong(row, f"open {opened:g} and close {closed:g} do not lie between {low:g} and {high:g}")
    volume = _number(row, "volume", values)
    if volume < 0:
        raise _Wrong(row, f"volume={volume:g} is below 0")
    if isinstance(when, datetime):
        day = listing.hours.day_of(when.timestamp())
        return _Bar(row, day, when.timestamp(), (opened, high, low, closed), int(volume))
    if volume < _FEWEST_SHARES:
        raise _Wrong(row, f"volume={volume:g}: a day needs at least {_FEWEST_SHARES}, one for each price")
    return _Bar(row, when, None, (opened, high, low, closed), int(volume))


def _when(row: int, values: Mapping[str, Any]) -> date:
    name = next((each for each in _TIMES if each in values), None)
    if name is None:
        raise _Wrong(row, f"there is no column {' or '.join(_TIMES)}")
    value: object = values[name]
    try:
        found = _moment(value)
    except (ValueError, OverflowError, OSError) as error:
        raise _Wrong(row, f"{name}={value!r} is no date and no time: {error}") from error
    if isinstance(found, datetime) and found.tzinfo is None:
        raise _Wrong(row, f"{name}={value} has no time zone: write it as 2013-01-31T14:30:00Z")
    return found


def _moment(value: object) -> date:
    """A date, a datetime if there is a time of day."""
    if isinstance(value, date):
        return value
    text = str(value).strip()
    if text.isascii() and text.isdigit() and len(text) > len("YYYYMMDD"):
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    return date.fromisoformat(text) if len(text) <= len("YYYY-MM-DD") else datetime.fromisoformat(text)


def _number(row: int, name: str, values: Mapping[str, Any]) -> float:
    value: Any = values.get(name)
    try:
        found = float(value)
    except (TypeError, ValueError):
        raise _Wrong(row, f"{name}={value!r} is no number") from None
    if not math.isfinite(found):
        raise _Wrong(row, f"{name}={value!r} is no number")
    return found


# --- all rows of one contract


def _contract(symbol: str, bars: Sequence[_Bar]) -> OwnBars:
    listing = KNOWN[symbol]
    _check_order(bars)
    days = [list(group) for _, group in groupby(bars, key=lambda bar: bar.day)]
    _check_days(listing, [day[0] for day in days])
    unit = float(listing.unit)
    within: dict[int, WithinDay] = {}
    if bars[0].opens is not None:
        size = _size(bars)
        within = {to_ordinal(day[0].day): _within(listing, day, size, unit) for day in days}
    columns = DailyColumns(*_columns([(to_ordinal(day[0].day), *_whole(day, unit)) for day in days]))
    return OwnBars(listing.conid, symbol, bars[0].day, columns, within)


def _check_order(bars: Sequence[_Bar]) -> None:
    for before, bar in pairwise(bars):
        if (bar.opens is None) != (before.opens is None):
            raise _Wrong(bar.row, "bars of days and shorter ones are mixed: give one kind for a contract")
        if (bar.day, bar.opens or 0.0) <= (before.day, before.opens or 0.0):
            raise _Wrong(bar.row, f"it is not after row {before.row}: sort the bars of a contract by time")


def _check_days(listing: Instrument, firsts: Sequence[_Bar]) -> None:
    """No day on which nothing trades, and none left out."""
    for bar in firsts:
        if listing.hours.regular(bar.day) is None:
            raise _Wrong(bar.row, f"{listing.name} does not trade on {bar.day}")
    for before, bar in pairwise(firsts):
        missing = listing.hours.next(before.day).day
        if missing != bar.day:
            raise _Wrong(bar.row, f"there is a gap: {missing} is missing before {bar.day}")


def _size(bars: Sequence[_Bar]) -> int:
    """Seconds of a bar: the step that there is most often."""
    starts = [bar.opens or 0.0 for bar in bars]
    steps = Counter(int(after - before) for before, after in pairwise(starts))
    size = steps.most_common(1)[0][0] if steps else 0
    if size < _SHORTEST_BAR:
        raise _Wrong(bars[0].row, f"bars of {size} seconds: give two or more, of at least {_SHORTEST_BAR}")
    return size


def _within(listing: Instrument, day: Sequence[_Bar], size: int, unit: float) -> WithinDay:
    session = listing.hours.regular(day[0].day)
    assert session is not None, "days were checked before"
    starts = [int((bar.opens or 0.0) - session.opens) for bar in day]
    expected = _expected(session, size, on_the_clock=starts[1:2] == [_rest_of_first(session, size)])
    for bar, start, due in zip(day, starts, expected, strict=False):
        if start != due:
            raise _Wrong(
                bar.row, f"there is a gap: due is {_clock(session, due)}, this is {_clock(session, start)}"
            )
    if len(day) != len(expected):
        extra = len(day) > len(expected)
        reason = "it is after the regular session, which ended" if extra else "its day has no more, it ends"
        end = _clock(session, session.seconds)
        raise _Wrong(day[len(expected) if extra else -1].row, f"{reason} at {end}")
    rows = [(start, *_units(bar, unit), bar.volume) for start, bar in zip(starts, day, strict=True)]
    return WithinDay(*_columns(rows))


def _expected(session: Session, size: int, *, on_the_clock: bool) -> list[int]:
    """When bars begin, in seconds since the open: counted from there, or on the clock as IBKR's do."""
    second = _rest_of_first(session, size) if on_the_clock else size
    return [0, *range(second, session.seconds, size)]


def _rest_of_first(session: Session, size: int) -> int:
    """How long the first bar is when all others begin on the clock: half an hour before ten."""
    return int(-session.opens % size) or size


def _clock(session: Session, second: int) -> str:
    return f"{datetime.fromtimestamp(session.opens, UTC) + timedelta(seconds=second):%Y-%m-%d %H:%M:%S} UTC"


def _whole(day: Sequence[_Bar], unit: float) -> tuple[int, int, int, int, int]:
    prices = [_units(bar, unit) for bar in day]
    volume = max(sum(bar.volume for bar in day), _FEWEST_SHARES)
    highest, lowest = max(each[1] for each in prices), min(each[2] for each in prices)
    return prices[0][0], highest, lowest, prices[-1][3], volume


def _units(bar: _Bar, unit: float) -> tuple[int, int, int, int]:
    opened, high, low, closed = (round(price / unit) for price in bar.prices)
    return opened, high, low, closed


def _columns(rows: Sequence[Sequence[int]]) -> list[np.ndarray[tuple[int], np.dtype[np.int64]]]:
    return [np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)]
