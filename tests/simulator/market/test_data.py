"""The bundled bars are what NOTICE says they are."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import numpy as np
import pytest

from ibkr.simulator.data.series import SYMBOLS, DailySeries, daily_series
from ibkr.simulator.market import calendar
from tests.prices import columns_of


def close_ratio(symbol: str, day: date, *, adjusted: bool = False) -> float:
    """Close of a day over the close of the day before."""
    series = daily_series(symbol)
    closes = series.adjusted_close if adjusted else series.prices("close")
    at = series.day.tolist().index(calendar.to_ordinal(day))
    return float(closes[at] / closes[at - 1])


@pytest.mark.parametrize(
    ("symbol", "first", "days"),
    [
        ("AAPL", date(2000, 3, 1), 3270),
        ("FB", date(2012, 5, 18), 196),
        ("GOOG", date(2004, 8, 19), 2148),
        ("IBM", date(2000, 3, 1), 3270),
        ("MSFT", date(2000, 3, 1), 3270),
    ],
)
def test_each_series_runs_from_its_first_day_to_march_2013(symbol: str, first: date, days: int):
    series = daily_series(symbol)
    assert calendar.from_ordinal(series.day[0]) == first
    assert calendar.from_ordinal(series.day[-1]) == date(2013, 3, 1)
    assert len(series) == days


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_every_bar_is_possible(symbol: str):
    bars = daily_series(symbol)
    assert (np.diff(bars.day) > 0).all()
    assert (bars.low <= np.minimum(bars.open, bars.close)).all()
    assert (bars.high >= np.maximum(bars.open, bars.close)).all()
    assert (bars.low > 0).all()
    assert (bars.volume > 0).all()


@pytest.mark.parametrize("day", [date(2000, 6, 21), date(2005, 2, 28)])
def test_splits_of_apple_show_in_raw_prices_and_not_in_adjusted_ones(day: date):
    assert close_ratio("AAPL", day) == pytest.approx(0.5, rel=0.12)
    assert close_ratio("AAPL", day, adjusted=True) == pytest.approx(1.0, rel=0.12)


def test_apples_profit_warning_of_2000_was_no_split():
    day = date(2000, 9, 29)
    assert close_ratio("AAPL", day) == pytest.approx(close_ratio("AAPL", day, adjusted=True), rel=1e-3)


def test_facebooks_first_day_is_the_one_remembered():
    bars = daily_series("FB")
    assert [float(bars.prices(column)[0]) for column in ("open", "high", "close")] == [42.05, 45.0, 38.2318]


def test_a_symbol_without_bars_is_named():
    with pytest.raises(KeyError, match="no daily bars are bundled for TSLA"):
        daily_series("TSLA")


MADE_UP: dict[str, list[Any]] = {
    "date": ["2013-02-28", "2013-03-01"],
    "open": [202.0, 200.65],
    "high": [203.25, 202.9401],
    "low": [200.0, 199.36],
    "close": [200.83, 202.91],
    "volume": [3_454_600, 2_750_100],
    "adj_close": [199.1, 201.2],
}


def test_prices_are_written_as_they_are_read():
    columns = columns_of("IBM", MADE_UP)
    assert columns["IBM_day"].tolist() == [15764, 15765]
    assert columns["IBM_high"].tolist() == [2_032_500, 2_029_401]
    assert columns["IBM_adjusted_close"].tolist() == MADE_UP["adj_close"]
    assert set(columns) == {f"IBM_{name.name}" for name in attrs.fields(DailySeries) if name.name != "symbol"}


def test_a_price_finer_than_its_unit_is_not_rounded_away():
    with pytest.raises(ValueError, match="more than four decimals"):
        columns_of("IBM", MADE_UP | {"close": [200.83, 202.91005]})
