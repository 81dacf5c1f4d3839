"""Results as tables, compared with a benchmark, with the excursions of their trades."""

from __future__ import annotations

import json
import math
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from ibkr.backtest import (
    Asset,
    InvalidBars,
    MovingAverageCross,
    NoCommission,
    Split,
    backtest,
    read_bars,
)
from ibkr.backtest.libraries import load
from ibkr.backtest.metrics import alpha, beta, information_ratio, monthly_returns, returns_of, yearly_returns
from ibkr.backtest.tables import TABLES
from ibkr.errors import BacktestError, ConfigError, MissingExtra

from .examples import DAY_MS, acting, buy, daily, ohlc, run, sell, wandering

LIBRARIES = ("to_arrow", "to_pandas", "to_polars")
pytest.importorskip("pyarrow", reason="pyarrow is not installed; it is in the dev group")
pytest.importorskip("pandas", reason="pandas is not installed; it is in the dev group")
pytest.importorskip("polars", reason="polars is not installed; it is in the dev group")


def cross(**options: Any):
    return backtest(MovingAverageCross, wandering(250), asset="WALK", **options)


def plain(table: Any) -> dict[str, list[Any]]:
    """A table of any of the libraries as lists."""
    if hasattr(table, "to_pydict"):
        return table.to_pydict()
    if hasattr(table, "iloc"):
        return {name: list(table[name]) for name in table.columns}
    return table.to_dict(as_series=False)


@pytest.mark.parametrize("method", LIBRARIES)
def test_fills_become_a_table_with_their_values(method):
    result = cross()
    table = plain(getattr(result, method)("fills"))
    assert list(table)[:3] == ["time", "bar", "order_id"]
    assert table["price"] == [fill.price for fill in result.fills]
    assert table["side"] == [fill.side for fill in result.fills]
    assert [time.timestamp() for time in table["time"]] == [fill.time.timestamp() for fill in result.fills]
    assert table["time"][0].utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("library", "error", "remedy"),
    [
        ("pyarrow", MissingExtra, r'to_arrow\(\) needs more packages: pip install "ibkr\[backtest\]"'),
        ("pandas", ConfigError, r"pandas is not installed: pip install pandas"),
        ("polars", ConfigError, r"polars is not installed: pip install polars"),
    ],
)
def test_a_library_that_is_not_installed_is_named_with_what_to_install(
    library: str, error: type[ConfigError], remedy: str, monkeypatch: pytest.MonkeyPatch
):
    result = run(wandering(5), {})
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(error, match=remedy):
        getattr(result, f"to_{'arrow' if library == 'pyarrow' else library}")()


def test_a_library_that_lacks_one_of_its_own_says_so_itself(tmp_path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "broken_library.py").write_text("import a_library_that_nobody_has")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="a_library_that_nobody_has"):
        load("broken_library", needed_for="magic")


@pytest.mark.parametrize("method", LIBRARIES)
def test_the_equity_table_has_a_row_a_step(method):
    result = cross(benchmark=wandering(250, seed=2))
    table = plain(getattr(result, method)())
    assert table["equity"] == result.equity.tolist()
    assert table["returns"][1:] == result.returns.tolist()
    assert table["position"] == result.position.tolist()
    assert table["benchmark"] == wandering(250, seed=2).close.tolist()


@pytest.mark.parametrize("method", LIBRARIES)
@pytest.mark.parametrize("name", TABLES)
def test_a_table_without_rows_has_the_types_of_one_with_rows(method, name):
    full = run(wandering(20), {0: buy(10), 3: sell(10), 5: buy(10**6)}, asset="A")
    empty = run(wandering(20), {}, asset="A")
    tables = [getattr(result, method)(name) for result in (full, empty)]
    schemas = [getattr(table, "schema", None) for table in tables]
    assert schemas[0] == schemas[1]
    if method == "to_pandas":
        assert tables[0].dtypes.to_dict() == tables[1].dtypes.to_dict()


def test_the_trades_table_has_their_excursions():
    result = cross()
    table = result.to_arrow("trades").to_pydict()
    assert table["pnl"] == [trade.pnl for trade in result.trades]
    assert table["adverse"] == result.excursions.adverse.tolist()
    assert len(table["favourable"]) == len(result.trades) > 2


def test_a_table_there_is_not_is_named_beside_those_there_are():
    with pytest.raises(BacktestError, match="no table 'prices'; there are equity, orders, fills"):
        cross().to_arrow("prices")


def test_a_benchmark_fills_in_the_metrics_of_comparison():
    market = wandering(250, seed=2)
    result = cross(benchmark=market)
    theirs, year = returns_of(market.close), result.metrics.calendar.periods_per_year
    assert result.metrics.beta == beta(result.returns, theirs)
    assert result.metrics.alpha == alpha(result.returns, theirs, year)
    assert result.metrics.information_ratio == information_ratio(result.returns, theirs, year)
    assert math.isnan(cross().metrics.beta)
    assert json.loads(result.to_json())["equity"]["benchmark"] == market.close.tolist()


def test_one_of_several_assets_may_be_the_benchmark():
    series = {"ONE": wandering(60), "TWO": wandering(60, seed=2)}
    result = backtest(acting({0: lambda s: s.target(1.0, asset="TWO")}), series, benchmark="TWO")
    assert result.benchmark is not None
    assert result.benchmark.tolist() == series["TWO"].close.tolist()
    assert result.metrics.beta == pytest.approx(1.0, abs=0.05)


def test_a_benchmark_with_other_days_counts_with_its_latest_close():
    weekly = wandering(250)[::7]
    result = cross(benchmark=weekly)
    assert result.benchmark is not None
    assert result.benchmark.tolist() == np.repeat(weekly.close, 7)[:250].tolist()


@pytest.mark.parametrize(
    ("benchmark", "complaint"),
    [
        (wandering(250)[1:], "begins after the first bar"),
        ({"time": [0]}, "benchmark: The bars have no column"),
    ],
)
def test_a_benchmark_that_cannot_be_used_says_so(benchmark, complaint):
    with pytest.raises(InvalidBars, match=complaint):
        cross(benchmark=benchmark)


def test_months_and_years_are_those_of_the_equity():
    result = cross()
    curve = result.equity, result.times
    np.testing.assert_array_equal(result.yearly_returns.returns, yearly_returns(*curve).returns)
    np.testing.assert_array_equal(result.monthly_returns.months, monthly_returns(*curve).months)


BARS = ohlc((10, 11, 9, 10), (10, 14, 8, 12), (12, 13, 11, 12), (12, 20, 5, 12), (12, 12, 12, 12))


def test_excursions_are_of_the_bars_between_entry_and_exit():
    result = run(BARS, {0: buy(10), 2: sell(10)})
    assert result.excursions.favourable.tolist() == [pytest.approx(0.4)]
    assert result.excursions.adverse.tolist() == [pytest.approx(-0.2)]


def test_excursions_of_several_assets_look_at_their_own_bars():
    other = ohlc((100, 100, 100, 100), (100, 150, 90, 100), (100, 100, 100, 100), (100, 100, 100, 100))
    result = backtest(
        acting(
            {
                0: lambda s: (s.buy(quantity=1, asset="A"), s.buy(quantity=1, asset="B")),
                2: lambda s: (s.sell(quantity=1, asset="A"), s.sell(quantity=1, asset="B")),
            }
        ),
        {"A": BARS, "B": other},
        commission=NoCommission(),
    )
    found = dict(zip([trade.asset for trade in result.trades], result.excursions.favourable, strict=True))
    assert found == {"A": pytest.approx(0.4), "B": pytest.approx(0.5)}


def test_excursions_across_a_split_compare_like_with_like():
    halved = ohlc((10, 11, 9, 10), (10, 14, 8, 12), (6, 7, 5, 6), (6, 6, 6, 6))
    day = datetime.fromtimestamp(halved.time[2] / 1000, UTC)
    result = run(halved, {0: buy(10), 2: sell(20)}, asset=Asset("A", splits=[Split(day, 2.0)]))
    assert result.excursions.favourable.tolist() == [pytest.approx(0.4)]
    assert result.excursions.adverse.tolist() == [pytest.approx(-0.2)]


def test_without_trades_there_are_no_excursions():
    result = run(daily((10, 10), (11, 11)), {})
    assert len(result.excursions.adverse) == len(result.excursions.favourable) == 0


class Selection:
    """What the history store's `read` gives, as far as it is looked at."""

    def to_numpy(self) -> Any:
        return wandering(30)

    def to_polars(self) -> Any:
        raise AssertionError("a copy is not needed")


def test_what_the_history_store_reads_is_a_series_and_several_are_a_panel():
    assert read_bars(Selection()) == wandering(30)
    result = backtest(acting({}), {"A": Selection(), "B": Selection()})
    assert list(result.series) == ["A", "B"]
    assert result.times.tolist() == (wandering(30).time[0] + DAY_MS * np.arange(30)).tolist()
