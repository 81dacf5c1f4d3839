"""What a strategy is given: parameters, data, indicators, errors."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from ibkr.backtest import InvalidIndicator, MovingAverageCross, Strategy, StrategyError, backtest
from ibkr.backtest.indicators import bollinger, crossover, sma
from ibkr.errors import BacktestError

from .examples import acting, buy, daily, run, wandering


def test_parameters_are_class_attributes_that_a_run_can_override():
    result = backtest(MovingAverageCross, wandering(100), parameters={"fast": 5})
    assert dict(result.parameters) == {"fast": 5, "slow": 30, "fraction": 1.0}
    assert MovingAverageCross.fast == 10


def test_an_unknown_parameter_is_named_beside_those_there_are():
    with pytest.raises(BacktestError, match=r"no parameter quick; it has fast, slow, fraction"):
        backtest(MovingAverageCross, wandering(100), parameters={"quick": 5})


def test_a_parameter_out_of_range_is_a_backtest_error():
    with pytest.raises(BacktestError, match=r"fast=40 must be at least 1 and less than slow=30"):
        backtest(MovingAverageCross, wandering(100), parameters={"fast": 40})


def test_the_first_decision_comes_with_the_first_value_of_every_indicator():
    asked: list[int] = []

    class Asked(Strategy):
        def init(self):
            self.mean = self.indicator(sma, self.data.close, 3)

        def next(self):
            asked.append(self.index)
            assert len(self.mean) == len(self.data) == len(self.data.close) == self.index + 1
            assert self.mean[-1] == pytest.approx(sum(self.data.close[-3:]) / 3)

    result = backtest(Asked, wandering(8))
    assert asked == [2, 3, 4, 5, 6, 7]
    assert result.first_decision == 2


def test_too_few_bars_for_an_indicator_is_an_error_not_an_empty_result():
    with pytest.raises(InvalidIndicator, match=r"sma\(…, 30\) has no value within 29 bars"):
        backtest(MovingAverageCross, wandering(29))


def test_position_cash_and_equity_are_those_after_the_bars_fills():
    seen: list[tuple[int, float, float]] = []

    def look(strategy):
        seen.append((strategy.position, strategy.cash, strategy.equity))

    run(daily((10, 11), (12, 13), (14, 15)), {0: buy(100), 1: look})
    assert seen == [(100, 8_800.0, 8_800.0 + 1_300.0)]


def test_columns_touched_late_show_all_bars_until_now():
    seen: dict[str, object] = {}

    def look(strategy):
        seen.update(high=strategy.data.high[:], time=strategy.data.time[-1], volume=strategy.data.volume[-1])

    def look_again(strategy):
        seen.update(later=strategy.data.high[:])

    run(daily((10, 11), (12, 13), (14, 15), (16, 17)), {1: look, 3: look_again})
    assert seen == {
        "high": [11.0, 13.0],
        "time": datetime(2013, 1, 8, tzinfo=UTC),
        "volume": 1000.0,
        "later": [11.0, 13.0, 15.0, 17.0],
    }


def test_an_indicator_may_be_made_of_indicators_or_given_as_an_array():
    class Layers(Strategy):
        def init(self):
            inner = self.indicator(sma, self.data.close, period=2)
            self.outer = self.indicator(sma, inner, 2)
            self.weekday = self.indicator(np.arange(6) % 5)

        def next(self):
            assert self.weekday[-1] == self.index % 5
            c = self.data.close
            assert self.outer[-1] == pytest.approx((c[-3] + 2 * c[-2] + c[-1]) / 4)

    assert backtest(Layers, wandering(6)).first_decision == 2


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        (lambda close: close[1:], "has 5 values for 6 bars"),
        (lambda close: close.mean(), "has one values for 6 bars"),
        (lambda close: np.array(["a"] * len(close)), "not numbers"),
        (lambda close: 1 / 0, "failed: division by zero"),
    ],
)
def test_an_indicator_that_cannot_be_used_says_why(source, complaint):
    class Broken(Strategy):
        def init(self):
            self.indicator(source, self.data.close)

    with pytest.raises(InvalidIndicator, match=complaint):
        backtest(Broken, wandering(6))


def test_a_strategy_that_raises_is_named_with_bar_time_and_asset_and_keeps_its_result():
    def fail(strategy):
        raise ZeroDivisionError("no volume")

    with pytest.raises(StrategyError) as caught:
        run(daily((10, 11), (12, 13), (14, 15)), {0: buy(100), 1: fail}, asset="AAPL")
    error = caught.value
    assert str(error).startswith("Scripted raised ZeroDivisionError on bar 1 of AAPL (2013-01-08 00:00 UTC)")
    assert (error.bar, error.time, error.asset) == (1, datetime(2013, 1, 8, tzinfo=UTC), "AAPL")
    assert isinstance(error.__cause__, ZeroDivisionError)
    assert error.result.equity.tolist() == [10_000.0, 10_100.0]
    assert len(error.result.fills) == 1


def test_a_strategy_without_next_is_told_to_write_one():
    class Idle(Strategy):
        pass

    with pytest.raises(StrategyError, match=r"Idle has no next\(self\)"):
        backtest(Idle, wandering(3))


def test_orders_and_indicators_have_their_place():
    class Early(Strategy):
        def init(self):
            self.buy(quantity=1)

    with pytest.raises(BacktestError, match="orders are placed in next"):
        backtest(Early, wandering(3))
    with pytest.raises(StrategyError, match="declared in init"):
        run(wandering(3), {1: lambda strategy: strategy.indicator(sma, [], 1)})


@pytest.mark.parametrize("cash", [0, -1.0, math.nan, math.inf])
def test_a_backtest_needs_cash(cash):
    with pytest.raises(BacktestError, match="cash above zero"):
        backtest(acting({}), wandering(3), cash=cash)


def test_a_moving_average_is_missing_exactly_while_it_warms_up():
    mean = sma([1.0, 2.0, 3.0, 4.0], 3)
    assert np.isnan(mean[:2]).all()
    assert mean[2:].tolist() == [2.0, 3.0]
    assert np.isnan(sma([1.0], 2)).all()
    with pytest.raises(ValueError, match="at least 1"):
        sma([1.0], 0)


def test_a_crossover_is_the_bar_on_which_the_first_gets_above():
    first = [math.nan, 1.0, 2.0, 3.0, 1.0, 2.0, 3.0]
    second = [2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0]
    assert crossover(first, second).tolist() == [False, False, False, True, False, False, True]


def test_times_are_aware_instants_and_slices_of_them():
    class Clock(Strategy):
        def next(self):
            assert self.data.time[-1] == first + timedelta(days=self.index)
            assert self.data.time[:2] == [first, first + timedelta(days=1)][: self.index + 1]
            assert len(self.data.time) == self.index + 1

    first = datetime(2013, 1, 7, tzinfo=UTC)
    assert backtest(Clock, wandering(4)).first_decision == 0


def test_a_column_that_bars_do_not_have_is_named_with_those_they_have():
    class Greedy(Strategy):
        def next(self):
            self.data.vwap  # noqa: B018 - the fault under test

    with pytest.raises(StrategyError, match="bars have no column 'vwap'; there are time, open, high"):
        backtest(Greedy, wandering(3))


def test_the_data_of_several_assets_is_a_mapping_of_their_names():
    class Looking(Strategy):
        def next(self):
            assert (len(self.data), list(self.data)) == (2, ["A", "B"])
            assert not hasattr(self.data, "vwap")
            assert self.data.items() >= {("A", self.data["A"])}

    backtest(Looking, {"A": wandering(3), "B": wandering(3)})


def test_the_signal_form_is_for_one_asset():
    class ByBar(Strategy):
        def signal(self, bar, history, state):
            return "hold"

    with pytest.raises(ValueError, match="is for one asset; write next"):
        backtest(ByBar, {"A": wandering(3), "B": wandering(3)})


def test_an_array_of_ones_own_belongs_to_the_asset_it_fits():
    class Given(Strategy):
        def init(self):
            self.mine = self.indicator(np.arange(5.0))

        def next(self):
            assert self.mine[-1] == len(self.data["SHORT"].close) - 1

    series = {"LONG": wandering(8), "SHORT": wandering(5)}
    assert len(backtest(Given, series).times) == 8


def test_an_indicator_that_fails_on_fewer_bars_says_on_how_many():
    def picky(close):
        if len(close) < 50:
            raise ZeroDivisionError("too few")
        return close

    class Picky(Strategy):
        def init(self):
            self.indicator(picky, self.data.close)

    with pytest.raises(InvalidIndicator, match=r"too few \(on the first \d+ of 60 bars, to see whether it"):
        backtest(Picky, wandering(60))


def test_a_condition_to_wake_on_is_one_line():
    class Bands(Strategy):
        def init(self):
            self.wake(bollinger, self.data.close, 3)

    with pytest.raises(InvalidIndicator, match="is one line of values, not several"):
        backtest(Bands, wandering(20))
