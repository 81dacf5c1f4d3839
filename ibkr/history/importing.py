"""Bars from elsewhere: CSV files and pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import InvalidArgument
from ..model.bars import Bars
from .extras import load

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

COLUMNS = ("time", "open", "high", "low", "close", "volume")
# What the column of times is called elsewhere; looked for in this order.
TIMES = ("time", "date", "datetime", "timestamp")


def read_csv(
    path: str | os.PathLike[str], *, timezone: str | None = None, columns: Mapping[str, str] | None = None
) -> Bars:
    """The bars of a CSV file with a header, sorted by time: for `store.append`.

    Args:
        path: the file.
        timezone: of times without an offset, such as `UTC` or `America/New_York`.
        columns: names in the file by ours, where they differ: {"close": "Last"}. Capitals do not matter.

    Raises:
        InvalidArgument: a column is missing, a time has no time zone, or two bars have one time.
        MissingExtra: pandas is not installed.
    """
    frame = load("pandas", needed_for="read_csv()").read_csv(path)
    return read_pandas(frame, timezone=timezone, columns=columns)


def read_pandas(frame: Any, *, timezone: str | None = None, columns: Mapping[str, str] | None = None) -> Bars:
    """The bars of a `pandas.DataFrame`, sorted by time; the index may be the time. As `read_csv`."""
    pandas = load("pandas", needed_for="read_pandas()")
    by_name = {str(name).lower(): frame[name] for name in frame.columns}
    wanted = {name: (columns or {}).get(name, name).lower() for name in COLUMNS}
    times = _times(pandas, by_name, frame.index, wanted["time"])
    values = [_values(pandas, by_name, wanted[name], name, len(frame)) for name in COLUMNS[1:]]
    milliseconds = _in_utc(times, timezone)
    order = np.argsort(milliseconds, kind="stable")
    try:
        return Bars(milliseconds[order], *(column[order] for column in values))
    except ValueError as error:
        raise InvalidArgument(f"These bars cannot be stored: {error}.") from error


def _times(pandas: Any, by_name: Mapping[str, Any], index: Any, wanted: str) -> Any:
    for name in (wanted, *TIMES):
        if name in by_name:
            return pandas.DatetimeIndex(pandas.to_datetime(by_name[name]))
    if isinstance(index, pandas.DatetimeIndex):
        return index
    raise InvalidArgument(
        f"No column of times: there are {', '.join(by_name)}. Name it with columns={{'time': ...}}."
    )


def _in_utc(times: Any, timezone: str | None) -> Any:
    if times.tz is None:
        if timezone is None:
            raise InvalidArgument(
                "These times have no time zone, so nobody can know which instants are meant: "
                'give timezone="UTC" or the exchange\'s.'
            )
        times = times.tz_localize(timezone)
    if times.hasnans:
        raise InvalidArgument("Some bars have no time.")
    return times.tz_convert("UTC").as_unit("ms").asi8


def _values(pandas: Any, by_name: Mapping[str, Any], column: str, name: str, rows: int) -> Any:
    if column not in by_name:
        if name == "volume":
            return np.zeros(rows)
        raise InvalidArgument(
            f"No column {column!r} for {name}: there are {', '.join(by_name)}. "
            f"Name it with columns={{{name!r}: ...}}."
        )
    try:
        return pandas.to_numeric(by_name[column]).to_numpy(dtype=np.float64)
    except (ValueError, TypeError) as error:
        raise InvalidArgument(f"Column {column!r} holds something that is no number: {error}.") from error
