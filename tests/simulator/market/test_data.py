"""The bundled bars are what NOTICE says they are."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from ibkr.simulator.data.series import SYMBOLS, daily_series
from ibkr.simulator.market import calendar


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
