"""Bars in the shapes other programs keep them in: arrays, frames, files, IBKR's JSON.

Everything becomes a mapping of columns; `inputs` checks it. Other libraries are imported
only when one of their objects or files is given.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import Any, Final, cast

import numpy as np

from ..model.bars import Bars
from .errors import InvalidBars
from .libraries import load

COLUMNS: Final = ("time", "open", "high", "low", "close", "volume")

# What others call our columns, in small letters.
NAMES: Final = {
    **{name: name for name in COLUMNS},
    "date": "time",
    "datetime": "time",
    "timestamp": "time",
    "index": "time",
    "t": "time",
    "o": "open",
    "h": "high",
    "l": "low",
    "c": "close",
    "v": "volume",
}


def named(columns: Mapping[str, Any]) -> dict[str, Any]:
    """The columns under our names; IBKR's history answer becomes its `data`, columns we do not know stay.

    Raises:
        InvalidBars: two columns mean the same.
    """
    if "data" in columns and not {"close", "c"} & {str(name).lower() for name in columns}:
        return named(_of_rows(columns["data"]))
    found: dict[str, Any] = {}
    for name, values in columns.items():
        ours = NAMES.get(str(name).lower(), str(name))
        if ours in found:
            raise InvalidBars(f"Two columns of the bars mean {ours}: {', '.join(map(str, columns))}.")
        found[ours] = values
    return found


def opened(source: Any) -> Any:
    """A mapping of columns made of what was given, or what was given, if it is an iterable of bars.

    Raises:
        InvalidBars: nothing that bars can be read from.
    """
    if isinstance(source, (str, PathLike)):
        return _file(Path(fspath(cast("str", source))))
    if isinstance(source, np.ndarray):
        return _array(cast("np.ndarray[Any, Any]", source))
    for attribute, read in SHAPES.items():
        if hasattr(source, attribute):
            return read(source)
    if isinstance(source, (list, tuple)):
        rows = cast("list[Any]", source)
        return _of_rows(rows) if rows and isinstance(rows[0], Mapping) else rows
    if hasattr(source, "to_numpy"):
        kept = source.to_numpy()
        if isinstance(kept, Bars):  # What the history store gives.
            return kept
    if isinstance(source, Iterable):
        return cast("Iterable[Any]", source)
    raise InvalidBars(f"Bars cannot be read from a {type(source).__name__}.")


def _array(array: np.ndarray[Any, Any]) -> dict[str, Any]:
    if array.dtype.names is not None:
        return {name: array[name] for name in array.dtype.names}
    if array.ndim != 2 or array.shape[1] not in (5, 6):
        raise InvalidBars(
            f"An array of bars has the columns time, open, high, low, close and perhaps volume; "
            f"this one has the shape {array.shape}."
        )
    return dict(zip(COLUMNS, array.T, strict=False))


def _pandas(frame: Any) -> dict[str, Any]:
    names = [str(name).lower() for name in frame.columns]
    columns = {str(name): _pandas_column(frame[name]) for name in frame.columns}
    if not any(NAMES.get(name) == "time" for name in names):
        columns["time"] = _pandas_column(frame.index.to_series())
    return columns


def _pandas_column(series: Any) -> Any:
    if getattr(series.dtype, "tz", None) is not None:
        # Aware instants; numpy keeps them as UTC.
        return series.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy()
    if series.dtype.kind == "M":
        return list(series.dt.to_pydatetime())
    return series.to_numpy()


def _polars(frame: Any) -> dict[str, Any]:
    return {name: _polars_column(frame[name]) for name in frame.columns}


def _polars_column(series: Any) -> Any:
    zone = getattr(series.dtype, "time_zone", None)
    if zone is None:
        return series.to_list() if series.dtype.is_temporal() else series.to_numpy()
    return series.dt.convert_time_zone("UTC").dt.replace_time_zone(None).to_numpy()


def _arrow(table: Any) -> dict[str, Any]:
    return {name: _arrow_column(table.column(name)) for name in table.column_names}


def _arrow_column(column: Any) -> Any:
    unit, zone = getattr(column.type, "unit", None), getattr(column.type, "tz", None)
    if unit is None:
        return column.to_numpy()
    if zone is None:
        return column.to_pylist()
    return column.cast("int64").to_numpy().view(f"datetime64[{unit}]")


# What tells a frame of each library from the others, most particular first.
SHAPES: Final[dict[str, Callable[[Any], dict[str, Any]]]] = {
    "column_names": _arrow,
    "iloc": _pandas,
    "with_columns": _polars,
}


def _of_rows(rows: Any) -> dict[str, Any]:
    """Columns of rows given as mappings, as IBKR's history has them."""
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in cast("list[Any]", rows)):
        raise InvalidBars("The bars of a JSON answer are not a list of objects.")
    table = cast("list[Mapping[str, Any]]", rows)
    if not table:
        return {name: [] for name in COLUMNS}
    names = list(table[0])
    for place, row in enumerate(table):
        for name in names:
            if name not in row:
                raise InvalidBars(f"Bar {place} has no {name}.", row=place)
    return {name: [row[name] for row in table] for name in names}


def _file(path: Path) -> dict[str, Any]:
    read = FILES.get(path.suffix.lower())
    if read is None:
        raise InvalidBars(f"{path}: bars are read from {', '.join(FILES)} files.")
    return read(path)


def _csv(path: Path) -> dict[str, Any]:
    """A CSV file with a heading; empty cells are missing numbers."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        lines = csv.reader(file)
        heading = next(lines, None)
        if heading is None:
            raise InvalidBars(f"{path} is empty.")
        rows = list(lines)
    for place, row in enumerate(rows):
        if len(row) != len(heading):
            raise InvalidBars(f"Bar {place} of {path} has {len(row)} cells, not {len(heading)}.", row=place)
    return {name.strip(): [row[at].strip() or "nan" for row in rows] for at, name in enumerate(heading)}


def _json(path: Path) -> dict[str, Any]:
    content = json.loads(path.read_text(encoding="utf-8"))
    return _of_rows(content) if isinstance(content, list) else content


def _parquet(path: Path) -> dict[str, Any]:
    parquet = load("pyarrow.parquet", needed_for=f"Reading {path}")
    return _arrow(parquet.read_table(path))


FILES: Final[dict[str, Callable[[Path], dict[str, Any]]]] = {
    ".csv": _csv,
    ".json": _json,
    ".parquet": _parquet,
}
