"""Bars as a backtest takes them: read from several shapes, checked row by row, fingerprinted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from os import PathLike
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

import numpy as np

from ..model.bars import Bar, Bars, from_milliseconds, to_milliseconds
from .errors import InvalidBars
from .frames import named, opened
from .series import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

BarsLike: TypeAlias = Bars | Iterable[Bar] | Mapping[str, Any] | str | PathLike[str] | Any
"""What `read_bars` reads."""

PRICES: Final = ("open", "high", "low", "close")


def read_bars(bars: BarsLike, name: str = "") -> Bars:
    """The bars as a checked series; `name` tells which one in errors.

    Reads a `Bars`; an iterable of `Bar`; a mapping of columns; a numpy array of columns
    `time, open, high, low, close[, volume]` or with such field names; a frame of pandas
    (also indexed by time), polars or Arrow; what the history store's `read` gives; the path
    of a CSV or Parquet file; and what IBKR's history answers, as decoded JSON or the path
    of a `.json` file.

    Columns are named `time`, `open`, `high`, `low` and `close` (any capitals; `date`,
    `datetime`, `timestamp` and IBKR's `t`, `o`, `h`, `l`, `c`, `v` do too); `volume` may
    be left out and is 0 then. `time` may be milliseconds since the epoch, `datetime64`
    (UTC), aware datetimes, or text in ISO 8601 with a zone.

    Raises:
        InvalidBars: the first bad row is named; nothing is sorted, filled or dropped.
        MissingExtra: pyarrow is needed to read a Parquet file and is not there.
    """
    try:
        columns = _columns(bars)
        _check(columns)
    except InvalidBars as error:
        raise (InvalidBars(f"{name}: {error}", row=error.row) if name else error) from error.__cause__
    return bars if isinstance(bars, Bars) else Bars(**columns)


def is_panel(bars: Any) -> bool:
    """Whether `bars` is several series by name, and not the columns of one."""
    if not isinstance(bars, Mapping) or not bars:
        return False
    table = cast("Mapping[str, Any]", bars)
    if isinstance(table.get("data"), list):
        return False  # What IBKR's history answers.
    first = next(iter(table.values()))
    # A frame, or what the history store's `read` gives; a column has neither.
    table_like = hasattr(first, "columns") or hasattr(first, "to_polars")
    if isinstance(first, (Bars, Mapping, str, PathLike)) or table_like:
        return True
    values = np.asarray(first)
    return values.ndim == 2 or (values.dtype.kind == "O" and isinstance(values.flat[0], Bar))


def fingerprint(bars: Bars) -> str:
    """SHA-256 of the columns' bytes (little-endian, in the order of `Bars`), in hexadecimal."""
    digest = hashlib.sha256()
    for name in COLUMNS:
        column: NDArray[Any] = getattr(bars, name)
        digest.update(np.ascontiguousarray(column, dtype="<i8" if name == "time" else "<f8").tobytes())
    return digest.hexdigest()


def _columns(bars: BarsLike) -> dict[str, NDArray[Any]]:
    if not isinstance(bars, (Bars, Mapping)):
        bars = opened(bars)
    if isinstance(bars, Bars):
        return {name: getattr(bars, name) for name in COLUMNS}
    if isinstance(bars, Mapping):
        return _from_mapping(named(cast("Mapping[str, Any]", bars)))
    return _from_rows(cast("Iterable[Bar]", bars))


def _from_rows(bars: Iterable[Bar]) -> dict[str, NDArray[Any]]:
    rows = list(bars)
    for row, bar in enumerate(rows):
        if not isinstance(bar, Bar):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may be untyped
            raise InvalidBars(f"Item {row} is a {type(bar).__name__}, not an ibkr Bar.", row=row)
    columns: dict[str, NDArray[Any]] = {
        name: np.array([getattr(bar, name) for bar in rows], dtype=np.float64) for name in (*PRICES, "volume")
    }
    columns["time"] = np.array([to_milliseconds(bar.time) for bar in rows], dtype=np.int64)
    return columns


def _from_mapping(bars: Mapping[str, Any]) -> dict[str, NDArray[Any]]:
    missing = [name for name in ("time", *PRICES) if name not in bars]
    if missing:
        raise InvalidBars(f"The bars have no column {', '.join(missing)}; there are {', '.join(bars)}.")
    columns: dict[str, NDArray[Any]] = {"time": milliseconds(bars["time"])}
    volume = bars.get("volume")
    for name in PRICES:
        columns[name] = _numbers(name, bars[name])
    columns["volume"] = np.zeros(len(columns["time"])) if volume is None else _numbers("volume", volume)
    sizes = {name: column.shape for name, column in columns.items()}
    if any(shape != sizes["time"] or len(shape) != 1 for shape in sizes.values()):
        raise InvalidBars(f"The columns differ in length: {sizes}.")
    return columns


def _numbers(name: str, values: Any) -> NDArray[np.float64]:
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        for row, value in enumerate(values):
            if not _is_number(value):
                raise InvalidBars(f"The {name} of bar {row} is {value!r}, not a number.", row=row) from None
        raise


def _is_number(value: Any) -> bool:
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return True


def milliseconds(times: Any) -> NDArray[np.int64]:
    """Instants as milliseconds since the epoch.

    Raises:
        InvalidBars: naming the first that is no instant, or has no time zone.
    """
    array = np.asarray(times)
    if array.dtype.kind == "M":
        missing = np.isnat(array)
        if missing.any():
            row = int(missing.argmax())
            raise InvalidBars(f"The time of bar {row} is missing.", row=row)
        return array.astype("datetime64[ms]").astype(np.int64)
    if array.dtype.kind in "OUT":
        return np.array([_instant(row, value) for row, value in enumerate(array.tolist())], dtype=np.int64)
    if array.dtype.kind not in "iuf" or not np.all(np.isfinite(array)):
        raise InvalidBars("The times are neither milliseconds nor instants.")
    return array.astype(np.int64)


def _instant(row: int, value: object) -> int:
    if isinstance(value, str):
        value = _parsed(row, value)
    if isinstance(value, int):
        return value
    if not isinstance(value, datetime):
        raise InvalidBars(f"The time of bar {row} is {value!r}, not a datetime.", row=row)
    if value.tzinfo is None:
        raise InvalidBars(f"The time of bar {row}, {value}, has no time zone; make it aware.", row=row)
    return to_milliseconds(value)


def _parsed(row: int, text: str) -> datetime | int:
    if text.lstrip("-").isdigit():
        return int(text)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise InvalidBars(f"The time of bar {row} is {text!r}, not in ISO 8601.", row=row) from None


Columns: TypeAlias = Mapping[str, "NDArray[Any]"]


def _bad_number(name: str, columns: Columns) -> NDArray[np.bool_]:
    return ~np.isfinite(columns[name])


def _bad_price(name: str, columns: Columns) -> NDArray[np.bool_]:
    return columns[name] <= 0


def _outside(name: str, columns: Columns) -> NDArray[np.bool_]:
    return (columns[name] > columns["high"]) | (columns[name] < columns["low"])


def _out_of_order(columns: Columns) -> NDArray[np.bool_]:
    late = np.zeros(len(columns["time"]), dtype=np.bool_)
    late[1:] = columns["time"][1:] <= columns["time"][:-1]
    return late


Rule: TypeAlias = "tuple[Callable[[Columns], NDArray[np.bool_]], str]"

# Which rows are bad, and how to say it. Tried in this order; the earliest bad row is named.
RULES: Final[tuple[Rule, ...]] = (
    (_out_of_order, "its time does not come after the bar before it (sort the bars and drop duplicates)"),
    *(
        (lambda columns, name=name: _bad_number(name, columns), f"its {name} is not a number")
        for name in (*PRICES, "volume")
    ),
    *(
        (lambda columns, name=name: _bad_price(name, columns), f"its {name} is not above zero")
        for name in PRICES
    ),
    (lambda columns: columns["volume"] < 0, "its volume is negative"),
    (lambda columns: columns["high"] < columns["low"], "its high is below its low"),
    (lambda columns: _outside("open", columns), "its open lies outside low and high"),
    (lambda columns: _outside("close", columns), "its close lies outside low and high"),
)


def _check(columns: Columns) -> None:
    if not len(columns["time"]):
        raise InvalidBars("There are no bars to run on.")
    found: tuple[int, str] | None = None
    for bad_rows, complaint in RULES:
        bad = bad_rows(columns)
        if bad.any():
            row = int(bad.argmax())
            if found is None or row < found[0]:
                found = row, complaint
    if found is not None:
        raise InvalidBars(_describe(columns, *found), row=found[0])


def _describe(columns: Columns, row: int, complaint: str) -> str:
    time = from_milliseconds(int(columns["time"][row]))
    prices = ", ".join(f"{name} {columns[name][row]:g}" for name in (*PRICES, "volume"))
    return f"Bar {row} ({time:%Y-%m-%d %H:%M} UTC) cannot be right: {complaint}. It has {prices}."
