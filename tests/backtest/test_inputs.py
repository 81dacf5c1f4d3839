"""Bars are checked before anything runs, and the first bad row is named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from ibkr.backtest import InvalidBars, backtest
from ibkr.backtest.inputs import fingerprint, read_bars
from ibkr.model.bars import Bar, Bars

from .examples import acting, wandering


def columns(**changes: Any) -> dict[str, Any]:
    good = {
        "time": [1_000, 2_000, 3_000],
        "open": [10.0, 11.0, 12.0],
        "high": [12.0, 13.0, 14.0],
        "low": [9.0, 10.0, 11.0],
        "close": [11.0, 12.0, 13.0],
        "volume": [1.0, 2.0, 0.0],
    }
    return {**good, **changes}


@pytest.mark.parametrize(
    ("changes", "row", "complaint"),
    [
        ({"time": [1_000, 3_000, 2_000]}, 2, "does not come after"),
        ({"time": [1_000, 1_000, 2_000]}, 1, "drop duplicates"),
        ({"close": [11.0, float("nan"), 13.0]}, 1, "close is not a number"),
        ({"high": [12.0, 13.0, float("inf")]}, 2, "high is not a number"),
        ({"volume": [1.0, float("nan"), 1.0]}, 1, "volume is not a number"),
        ({"low": [-9.0, 10.0, 11.0]}, 0, "low is not above zero"),
        ({"low": [9.0, 0.0, 11.0]}, 1, "low is not above zero"),
        ({"volume": [1.0, -1.0, 1.0]}, 1, "volume is negative"),
        ({"high": [12.0, 9.5, 14.0]}, 1, "high is below its low"),
        ({"open": [10.0, 14.0, 12.0]}, 1, "open lies outside"),
        ({"close": [11.0, 12.0, 10.5]}, 2, "close lies outside"),
        ({"close": [11.0, 12.0, 99.0], "volume": [1.0, -1.0, 1.0]}, 1, "volume is negative"),
    ],
)
def test_the_first_bad_row_is_named(changes, row, complaint):
    with pytest.raises(InvalidBars, match=complaint) as caught:
        backtest(acting({}), columns(**changes))
    assert caught.value.row == row
    assert str(caught.value).startswith(f"Bar {row} (1970-01-01 00:00 UTC) cannot be right")


def test_there_must_be_bars():
    with pytest.raises(InvalidBars, match="no bars"):
        backtest(acting({}), [])


def test_columns_must_be_there_and_of_one_length():
    with pytest.raises(InvalidBars, match=r"no column low"):
        read_bars({name: column for name, column in columns().items() if name != "low"})
    with pytest.raises(InvalidBars, match="differ in length"):
        read_bars(columns(volume=[1.0]))


def test_a_time_without_a_zone_is_refused():
    naive = [datetime(2013, 1, day) for day in (7, 8, 9)]  # noqa: DTZ001 - the fault under test
    with pytest.raises(InvalidBars, match=r"time of bar 0.*has no time zone"):
        read_bars(columns(time=naive))


@pytest.mark.parametrize(
    ("changes", "row", "complaint"),
    [
        ({"open": [10.0, "ten", 12.0]}, 1, "The open of bar 1 is 'ten', not a number"),
        (
            {"time": [datetime(2013, 1, 7, tzinfo=UTC), None, None]},
            1,
            "time of bar 1 is None, not a datetime",
        ),
        ({"time": ["2013-01-07T00:00:00Z", "someday", "never"]}, 1, "bar 1"),
        ({"time": [1e3, float("nan"), 3e3]}, None, "neither milliseconds nor instants"),
        ({"time": [True, False, True]}, None, "neither milliseconds nor instants"),
        ({"time": np.array(["2013-01-07", "NaT", "2013-01-09"], dtype="datetime64[D]")}, 1, "is missing"),
    ],
)
def test_what_is_no_number_or_no_instant_is_named(changes: dict[str, Any], row: int | None, complaint: str):
    with pytest.raises(InvalidBars, match=complaint) as caught:
        read_bars(columns(**changes))
    assert caught.value.row == row


def test_times_may_be_milliseconds_in_words_as_a_file_has_them():
    assert read_bars(columns(time=["1000", "2000", "3000"])) == read_bars(columns())
    mixed = np.array([1_000, 2_000, 3_000], dtype=object)
    assert read_bars(columns(time=mixed)) == read_bars(columns())


def test_an_iterable_of_bars_a_mapping_and_columns_are_the_same_series():
    start = datetime(2013, 1, 7, tzinfo=UTC)
    rows = [Bar(start + timedelta(days=at), 10.0 + at, 12.0 + at, 9.0, 11.0 + at, 5.0) for at in range(3)]
    series = Bars.from_bars(rows)
    mapping = {
        "time": np.array(["2013-01-07", "2013-01-08", "2013-01-09"], dtype="datetime64[D]"),
        "open": series.open,
        "high": series.high,
        "low": series.low,
        "close": series.close,
        "volume": series.volume,
    }
    aware = {**mapping, "time": [row.time for row in rows]}
    assert read_bars(iter(rows)) == read_bars(mapping) == read_bars(aware) == series
    with pytest.raises(InvalidBars, match="Item 1 is a int"):
        read_bars([rows[0], 7])  # type: ignore[list-item]  # the fault under test


def test_the_fingerprint_is_that_of_the_data():
    assert fingerprint(wandering(50)) == fingerprint(wandering(50))
    assert fingerprint(wandering(50)) != fingerprint(wandering(50, seed=2))
    assert len(fingerprint(wandering(50))) == 64
