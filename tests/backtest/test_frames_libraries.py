"""Bars from pandas, polars, Arrow and Parquet; the libraries are in the dev group."""

from __future__ import annotations

from typing import Any

import pytest

from ibkr.backtest import InvalidBars
from ibkr.backtest.inputs import is_panel, read_bars

from .examples import wandering

pandas: Any = pytest.importorskip("pandas", reason="pandas is not installed; it is in the dev group")
polars: Any = pytest.importorskip("polars", reason="polars is not installed; it is in the dev group")
pyarrow: Any = pytest.importorskip("pyarrow", reason="pyarrow is not installed; it is in the dev group")

BARS = wandering(50)
COLUMNS = {name: getattr(BARS, name) for name in ("time", "open", "high", "low", "close", "volume")}
PANDAS = pandas.DataFrame(COLUMNS)
AWARE = PANDAS.assign(time=pandas.to_datetime(PANDAS["time"], unit="ms", utc=True))
ABROAD = AWARE.assign(time=AWARE["time"].dt.tz_convert("America/New_York"))
NAIVE = PANDAS.assign(time=pandas.to_datetime(PANDAS["time"], unit="ms"))
POLARS = polars.DataFrame(COLUMNS)
INSTANTS = polars.col("time").cast(polars.Datetime("ms"))
BERLIN = POLARS.with_columns(INSTANTS.dt.replace_time_zone("UTC").dt.convert_time_zone("Europe/Berlin"))


@pytest.mark.parametrize(
    "frame",
    [
        PANDAS,
        AWARE,
        ABROAD,
        AWARE.set_index("time"),
        ABROAD.set_index("time").rename_axis(None).rename(columns=str.title),
        POLARS,
        BERLIN,
        pyarrow.table(COLUMNS),
        BERLIN.to_arrow(),
    ],
)
def test_a_frame_gives_the_same_series(frame: Any):
    assert read_bars(frame) == BARS


def test_a_parquet_file_gives_the_same_series(tmp_path):
    BERLIN.write_parquet(tmp_path / "bars.parquet")
    assert read_bars(tmp_path / "bars.parquet") == BARS


@pytest.mark.parametrize(
    "frame", [NAIVE, POLARS.with_columns(INSTANTS), POLARS.with_columns(INSTANTS).to_arrow()]
)
def test_times_without_a_zone_are_refused(frame: Any):
    with pytest.raises(InvalidBars, match="time of bar 0, 2013-01-07 00:00:00, has no time zone"):
        read_bars(frame)


def test_a_missing_value_is_a_bad_row():
    missing = PANDAS.astype({"close": "Float64"})
    missing.loc[3, "close"] = pandas.NA
    empty = POLARS.with_columns(polars.when(polars.col("close") < 0).then(polars.col("close")).alias("close"))
    for frame, row in ((missing, 3), (empty, 0)):
        with pytest.raises(InvalidBars, match="close is not a number") as caught:
            read_bars(frame)
        assert caught.value.row == row


def test_frames_by_name_are_several_series():
    assert is_panel({"A": PANDAS, "B": POLARS})
    assert not is_panel(PANDAS)
