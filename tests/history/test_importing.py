"""Bars from CSV files and pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from ibkr.errors import InvalidArgument
from ibkr.history import Store, read_csv, read_pandas

from .made import at

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "Date,Open,High,Low,Close,Volume\n"


def csv(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "bars.csv"
    path.write_text(text)
    return path


def test_a_csv_file_becomes_bars_sorted_by_time_and_can_be_stored(tmp_path: Path):
    rows = "2012-06-02,2,3,1,2.5,10\n2012-06-01,1,2,0.5,1.5,20\n"
    bars = read_csv(csv(tmp_path, HEADER + rows), timezone="UTC")
    assert [(bar.time, bar.close, bar.volume) for bar in bars] == [
        (at("2012-06-01"), 1.5, 20.0), (at("2012-06-02"), 2.5, 10.0)
    ]  # fmt: skip
    Store(tmp_path / "store").append(265598, bars, "1d")
    assert Store(tmp_path / "store").read(265598, "1d").to_numpy() == bars


def test_times_in_new_york_become_utc_in_summer_and_winter(tmp_path: Path):
    rows = "2012-01-03 09:30,1,1,1,1,1\n2012-06-01 09:30,1,1,1,1,1\n"
    bars = read_csv(csv(tmp_path, HEADER + rows), timezone="America/New_York")
    assert [bar.time for bar in bars] == [at("2012-01-03 14:30"), at("2012-06-01 13:30")]


def test_times_with_an_offset_need_no_time_zone(tmp_path: Path):
    bars = read_csv(csv(tmp_path, HEADER + "2012-01-03T09:30:00-05:00,1,1,1,1,1\n"))
    assert bars[0].time == at("2012-01-03 14:30")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEADER + "2012-01-03,1,1,1,1,1\n", "no time zone"),
        ("Open,High,Low,Close\n1,1,1,1\n", "No column of times"),
        ("Date,Open,High,Low\n2012-01-03T00:00Z,1,1,1\n", "No column 'close'"),
        (HEADER + "2012-01-03T00:00Z,1,1,1,n/k,1\n", "no number"),
        (HEADER + "2012-01-03T00:00Z,1,1,1,1,1\n" * 2, "does not come after"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path: Path, text: str, words: str):
    with pytest.raises(InvalidArgument, match=words):
        read_csv(csv(tmp_path, text))


def test_columns_by_other_names_and_no_volume():
    frame = pd.DataFrame(
        {"O": [1.0], "H": [2.0], "L": [0.5], "Last": [1.5]}, index=pd.DatetimeIndex(["2012-01-03"], tz="UTC")
    )
    bars = read_pandas(frame, columns={"open": "O", "high": "H", "low": "L", "close": "Last"})
    assert (bars[0].open, bars[0].close, bars[0].volume) == (1.0, 1.5, 0.0)


def test_what_a_store_gives_to_pandas_it_takes_back(tmp_path: Path):
    store = Store(tmp_path)
    store.append(1, read_csv(csv(tmp_path / "..", HEADER + "2012-01-03,1,2,0,1,5\n"), timezone="UTC"), "1d")
    chosen = store.read(1, "1d")
    assert read_pandas(chosen.to_pandas()) == chosen.to_numpy()
