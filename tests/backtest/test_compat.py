"""The Elixir engine's numbers, to the last bit."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibkr.backtest import compat
from ibkr.backtest.compat import MA, Bar, Engine, Newest, Portfolio
from ibkr.errors import BacktestError, InvalidArgument
from ibkr.model.bars import Bar as ModelBar
from ibkr.model.bars import Bars

START = datetime(2024, 1, 1, tzinfo=UTC)
PRINTED = Path(__file__).parents[3] / "shared" / "elixir-vectors.json"
"""Results that the Elixir engine itself has printed; not part of this repository."""


def bars_of(*closes: float) -> list[Bar]:
    """One flat bar a day."""
    return [
        Bar(START + timedelta(days=at), close, close, close, close, 1000) for at, close in enumerate(closes)
    ]


class Scripted:
    """Gives the signals it was told, in turn."""

    def init(self, opts: Any) -> Iterator[str]:
        return iter(opts["seq"])

    def signal(self, bar: Bar, previous_bars: Any, state: Iterator[str]) -> tuple[str, Any]:
        return next(state), state


def scripted(closes: list[float], signals: list[str], *, cash: float = 100.0) -> dict[str, Any]:
    return compat.run_detailed(bars_of(*closes), Scripted, starting_cash=cash, strategy_opts={"seq": signals})


def moving(closes: list[float], *, cash: float = 1000.0, **opts: int) -> dict[str, Any]:
    return compat.run_detailed(bars_of(*closes), MA, starting_cash=cash, strategy_opts=opts)


def bits(value: Any) -> Any:
    """Numbers as texts that differ where a bit differs; ints and floats apart."""
    if isinstance(value, dict):
        return {key: bits(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [bits(item) for item in value]
    return value.hex() if isinstance(value, float) else value


def vectors() -> list[dict[str, Any]]:
    return json.loads(PRINTED.read_text())["vectors"] if PRINTED.exists() else []


@pytest.mark.skipif(not PRINTED.exists(), reason="the shared folder with the engine's own output is not here")
@pytest.mark.parametrize("vector", vectors(), ids=lambda vector: vector["name"])
def test_every_number_that_the_elixir_engine_printed_is_reproduced(vector):
    strategy: Any = {"MA": MA, "seq": Scripted}[vector["strategy"]]
    result = compat.run_detailed(
        bars_of(*vector["closes"]),
        strategy,
        starting_cash=vector["starting_cash"],
        strategy_opts=vector["opts"],
    )
    metrics = compat.calculate_metrics(result)
    trades = [(trade.side, trade.price, (trade.timestamp - START).days) for trade in result["trade_history"]]
    assert bits(trades) == bits(vector["trades"])
    assert bits([row["portfolio_value"] for row in result["portfolio_values"]]) == bits(vector["values"])
    assert bits(metrics) == bits(vector["metrics"])


# The numbers of the next three can be written in closed form, so they are exact anywhere.


def test_a_winner_that_is_still_open():
    result = moving([8.0, 8.0, 16.0, 32.0], cash=64.0, window=2)
    assert [(trade.side, trade.price) for trade in result["trade_history"]] == [("buy", 16.0)]
    assert [row["portfolio_value"] for row in result["portfolio_values"]] == [64.0, 64.0, 64.0, 80.0]
    mean = (0.0 + 0.0 + 0.25) / 3
    volatility = math.sqrt((math.pow(0 - mean, 2) + math.pow(0 - mean, 2) + math.pow(0.25 - mean, 2)) / 2)
    assert bits(compat.calculate_metrics(result)) == bits(
        {
            "total_value": 80.0,
            "total_return": 16.0,
            "return_percent": 25.0,
            "realized_pnl": 0.0,
            "unrealized_pnl": 16.0,
            "total_trades": 1,
            "cash": 48.0,
            "position": 1,
            "entry_price": 16.0,
            "win_rate": 0.0,
            "avg_trade_return": 0.0,
            "max_drawdown": 0.0,
            "sharpe_ratio": mean * math.sqrt(252) / volatility,
            "volatility": volatility,
        }
    )


def test_a_win_and_a_break_even():
    result = scripted([64.0, 80.0, 80.0, 80.0], ["buy", "sell", "buy", "sell"], cash=128.0)
    assert [row["portfolio_value"] for row in result["portfolio_values"]] == [128.0, 144.0, 144.0, 144.0]
    mean = 0.125 / 3
    volatility = math.sqrt((math.pow(0.125 - mean, 2) + math.pow(-mean, 2) + math.pow(-mean, 2)) / 2)
    assert bits(compat.calculate_metrics(result)) == bits(
        {
            "total_value": 144.0,
            "total_return": 16.0,
            "return_percent": 12.5,
            "realized_pnl": 16.0,
            "unrealized_pnl": 0.0,
            "total_trades": 4,
            "completed_trades": 2,
            "cash": 144.0,
            "position": 0,
            "entry_price": None,
            "win_rate": 50.0,
            "avg_trade_return": 8.0,
            "max_drawdown": 0.0,
            "sharpe_ratio": mean * math.sqrt(252) / volatility,
            "volatility": volatility,
        }
    )


def test_cash_may_go_below_zero_and_signals_that_change_nothing_leave_no_trade():
    result = scripted([32.0, 64.0, 64.0, 32.0, 32.0], ["sell", "buy", "buy", "sell", "sell"], cash=32.0)
    assert [(trade.side, trade.price, trade.bar.timestamp.day) for trade in result["trade_history"]] == [
        ("buy", 64.0, 2),
        ("sell", 32.0, 4),
    ]
    found = compat.calculate_metrics(scripted([32.0, 64.0, 48.0], ["hold", "buy", "hold"], cash=32.0))
    assert (found["cash"], found["total_value"], found["max_drawdown"]) == (-32.0, 16.0, 50.0)
    assert (found["return_percent"], found["unrealized_pnl"]) == (-50.0, -16.0)


def test_sums_go_from_left_to_right_and_the_average_newest_first():
    closes = [0.1, 0.2, 0.3, 1e16, 1.0]
    bars = bars_of(*reversed(closes))
    assert MA.calculate_sma(bars, 5) == (((((0 + 1.0) + 1e16) + 0.3) + 0.2) + 0.1) / 5
    assert MA.calculate_sma(bars_of(0.1, 0.2, 0.3), 3).hex() == ((0.1 + 0.2 + 0.3) / 3).hex()
    assert (0.1 + 0.2 + 0.3) / 3 != (0.3 + 0.2 + 0.1) / 3


def test_an_average_of_too_few_bars_is_zero():
    assert MA.calculate_sma(bars_of(1.0, 2.0), 3) == 0.0
    assert MA.calculate_sma(bars_of(1.0, 3.0, 8.0), 2) == 2.0


def test_the_moving_average_looks_at_five_bars_unless_told_otherwise():
    assert MA.init() == MA.init({}) == {"window": 5}
    assert MA.init(window=3) == MA.init({"window": 3}) == {"window": 3}
    with pytest.raises(InvalidArgument, match="at least 1 bar, not 0"):
        MA.init(window=0)


def test_the_moving_average_holds_while_bars_are_short_and_when_it_equals_the_close():
    before = bars_of(4.0, 2.0)[::-1]
    (bar,) = bars_of(3.0)
    for window, close, expected in [(4, 9.0, "hold"), (3, 3.0, "hold"), (3, 3.5, "buy"), (2, 1.0, "sell")]:
        bar = bars_of(close)[0]
        assert MA.signal(bar, before, {"window": window}) == (expected, {"window": window})


def test_a_bar_keeps_its_numbers_as_they_come():
    bar = Bar.from_ibkr({"t": 1_704_067_200_123, "o": 10, "h": 12.5, "l": 9, "c": 11, "v": 1_000})
    assert bar == Bar(datetime(2024, 1, 1, 0, 0, 0, 123_000, tzinfo=UTC), 10, 12.5, 9, 11, 1_000)
    assert isinstance(bar.volume, int)
    assert bar.typical_price() == (12.5 + 9 + 11) / 3.0
    assert bar.range() == 3.5
    assert (bar.is_bullish(), bar.is_bearish()) == (True, False)


def test_a_bar_that_closes_where_it_opened_is_neither_bullish_nor_bearish():
    (bar,) = bars_of(5.0)
    assert not bar.is_bullish()
    assert not bar.is_bearish()
    assert Bar(START, 5.0, 5.0, 4.0, 4.0, 0).is_bearish()


@pytest.mark.parametrize("key", ["t", "o", "h", "l", "c", "v"])
def test_a_bar_without_one_of_its_keys_is_refused(key):
    whole = {"t": 0, "o": 1.0, "h": 1.0, "l": 1.0, "c": 1.0, "v": 1}
    with pytest.raises(compat.InvalidBar, match=f"{key} is missing"):
        Bar.from_ibkr({name: value for name, value in whole.items() if name != key})


def test_a_time_that_is_no_whole_number_is_refused():
    with pytest.raises(compat.InvalidBar, match="whole milliseconds"):
        Bar.from_ibkr({"t": "0", "o": 1.0, "h": 1.0, "l": 1.0, "c": 1.0, "v": 1})


def test_the_librarys_own_bars_are_taken_too():
    own = [
        ModelBar(START + timedelta(days=at), 1.0, 2.0, 0.5, close, 7.0) for at, close in enumerate([1.0, 1.5])
    ]
    assert Bar.from_historical_bar(own[0]) == Bar(START, 1.0, 2.0, 0.5, 1.0, 7.0)
    for given_bars in (own, Bars.from_bars(own), iter(own)):
        result = compat.run(given_bars, Scripted, strategy_opts={"seq": ["buy", "sell"]})
        assert [trade.price for trade in result["trade_history"]] == [1.0, 1.5]
        assert result["trade_history"][1].bar == Bar.from_historical_bar(own[1])
    wrong: Any = [{"close": 1.0}]
    with pytest.raises(
        compat.InvalidBar, match=r"is not a bar; for the gateway's own bars use Bar\.from_ibkr"
    ):
        compat.run(wrong, MA)


def test_a_portfolio_starts_with_cash():
    assert Portfolio.new() == Portfolio(cash=100_000.0, position=0, entry_price=None, trades=[])
    assert Portfolio.new(5).cash == 5


def test_buying_and_selling_one_share():
    start = Portfolio.new(100.0)
    long = start.buy(40.0, START)
    assert (long.cash, long.position, long.entry_price) == (60.0, 1, 40.0)
    flat = long.sell(50.0, START)
    assert (flat.cash, flat.position, flat.entry_price) == (110.0, 0, None)
    assert flat.trades == [("sell", 50.0, START), ("buy", 40.0, START)]
    assert (start.trades, long.trades) == ([], [("buy", 40.0, START)])
    assert long.total_value(45.0) == 105.0
    assert long.unrealized_pnl(45.0) == 5.0
    assert flat.realized_pnl() == 10.0


def test_one_portfolio_may_go_on_in_two_ways():
    long = Portfolio.new(100.0).buy(40.0, START)
    assert long.sell(50.0, START).trades[0].price == 50.0
    assert long.sell(30.0, START).trades == [("sell", 30.0, START), ("buy", 40.0, START)]


def test_a_fill_is_stamped_with_the_present_unless_told_otherwise():
    before = datetime.now(UTC)
    (fill,) = Portfolio.new().buy(1.0).trades
    assert before <= fill.timestamp <= datetime.now(UTC)


def test_what_changes_nothing_looks_at_no_price():
    flat, long = Portfolio.new(), Portfolio.new().buy(1.0, START)
    assert flat.sell(-1.0) is flat
    assert long.buy(-1.0) is long
    assert long.hold() is long


@pytest.mark.parametrize(
    "fill",
    [
        lambda: Portfolio.new().buy(0.0),
        lambda: Portfolio.new().buy(-1.0),
        lambda: Portfolio.new().buy(math.nan),
        lambda: Portfolio.new().buy(1.0).sell(0.0),
        lambda: Portfolio(position=2, entry_price=1.0).sell(1.0),
        lambda: Portfolio(position=-1, entry_price=1.0).buy(1.0),
        lambda: Portfolio(position=-1, entry_price=1.0).sell(1.0),
    ],
)
def test_a_fill_without_a_rule_is_refused(fill: Callable[[], Portfolio]):
    with pytest.raises(compat.InvalidFill, match="a price is above zero and a position 0 or 1"):
        fill()


def test_realized_profit_pairs_each_purchase_with_the_next_sale():
    trades: Any = [("sell", 9.0), ("buy", 5.0), ("buy", 6.0), ("sell", 8.0), ("sell", 7.0), ("buy", 1.0)]
    portfolio = Portfolio(trades=[(*trade, START) for trade in reversed(trades)])
    assert portfolio.realized_pnl() == 3.0


def test_performance_counts_fills_and_starts_from_100_000_unless_told_otherwise():
    portfolio = Portfolio.new(50_000.0).buy(100.0, START)
    assert portfolio.performance_stats(110.0) == {
        "total_value": 50_010.0,
        "total_return": -49_990.0,
        "return_percent": -49.99,
        "realized_pnl": 0.0,
        "unrealized_pnl": 10.0,
        "total_trades": 1,
        "cash": 49_900.0,
        "position": 1,
        "entry_price": 100.0,
    }
    assert portfolio.performance_stats(110.0, 50_000.0)["total_return"] == 10.0


def test_a_run_returns_what_the_original_returns():
    bars = bars_of(1.0, 2.0)
    result = compat.run(bars, Scripted, strategy_opts={"seq": ["buy", "hold"]})
    assert list(result) == [
        *("portfolio", "performance", "trade_history", "bars_processed", "strategy", "starting_cash")
    ]
    assert result["portfolio"].cash == 99_999.0
    assert result["trade_history"] == [("buy", 1.0, START, bars[0])]
    assert (result["bars_processed"], result["strategy"], result["starting_cash"]) == (2, Scripted, 100_000.0)
    assert result["performance"] == result["portfolio"].performance_stats(2.0)


def test_a_detailed_run_adds_the_value_after_each_bar():
    bars, opts = bars_of(1.0, 2.0), {"seq": ["buy", "sell"]}
    plain = compat.run(bars, Scripted, strategy_opts=opts)
    detailed = compat.run_detailed(bars, Scripted, strategy_opts=opts)
    assert detailed.pop("portfolio_values") == [
        {"timestamp": START, "portfolio_value": 100_000.0, "bar_index": 0},
        {"timestamp": START + timedelta(days=1), "portfolio_value": 100_001.0, "bar_index": 1},
    ]
    assert detailed == plain


def test_a_run_of_no_bars_has_only_its_cash():
    result = compat.run([], MA, starting_cash=7.0)
    assert result == {
        "portfolio": Portfolio.new(7.0),
        "performance": {"total_value": 7.0, "return_percent": 0.0},
        "trade_history": [],
        "bars_processed": 0,
        "strategy": None,
    }
    assert compat.calculate_metrics(result) == {
        "total_value": 7.0,
        "return_percent": 0.0,
        "win_rate": 0.0,
        "avg_trade_return": 0.0,
        "total_trades": 0,
    }


def test_a_detailed_run_of_no_bars_is_refused():
    with pytest.raises(compat.NoBars):
        compat.run_detailed([], MA)


def test_one_value_makes_no_curve_and_two_make_no_deviation():
    one = compat.calculate_metrics(scripted([5.0], ["buy"]))
    assert not {"max_drawdown", "volatility", "sharpe_ratio"} & set(one)
    two = compat.calculate_metrics(scripted([5.0, 10.0], ["buy", "hold"]))
    assert (two["max_drawdown"], two["volatility"], two["sharpe_ratio"]) == (0.0, 0.0, 0.0)


def test_an_odd_fill_is_left_out_of_the_pairs():
    found = compat.calculate_metrics(scripted([5.0, 9.0, 5.0], ["buy", "sell", "buy"]))
    assert (found["win_rate"], found["avg_trade_return"]) == (100.0, 4.0)
    assert (found["total_trades"], found["completed_trades"]) == (3, 1)


def test_a_plain_run_has_metrics_of_its_trades_only():
    result = compat.run(bars_of(5.0, 9.0), Scripted, strategy_opts={"seq": ["buy", "sell"]})
    found = compat.calculate_metrics(result)
    assert found["win_rate"] == 100.0
    assert "sharpe_ratio" not in found


@pytest.mark.parametrize(
    "divide",
    [
        lambda: compat.run(bars_of(1.0), MA, starting_cash=0.0),
        lambda: compat.calculate_metrics(scripted([5.0, 5.0, 10.0], ["buy", "hold", "hold"], cash=0.0)),
        lambda: compat.calculate_metrics(scripted([5.0, 0.0, 10.0], ["buy", "hold", "hold"], cash=5.0)),
        lambda: compat.calculate_metrics(scripted([5.0, 6.0], ["hold", "hold"], cash=-5.0)),
    ],
)
def test_a_division_by_zero_is_named(divide: Callable[[], Any]):
    with pytest.raises(compat.Undefined, match="divided by zero") as raised:
        divide()
    assert isinstance(raised.value, ArithmeticError)
    assert isinstance(raised.value, BacktestError)


@pytest.mark.parametrize("answer", ["BUY", None, 1])
def test_an_unknown_signal_is_refused(answer):
    with pytest.raises(compat.UnknownSignal, match="is one of buy, sell, hold"):
        compat.run(bars_of(1.0), Scripted, strategy_opts={"seq": [answer]})


def test_an_answer_without_a_state_is_refused():
    class Forgetful:
        def signal(self, bar: Any, previous_bars: Any, state: Any) -> Any:
            return "hold"

    with pytest.raises(compat.UnknownSignal, match="a signal and its state"):
        compat.run(bars_of(1.0), Forgetful)


def test_a_price_that_is_not_above_zero_cannot_be_bought():
    with pytest.raises(compat.InvalidFill, match="bought at -1"):
        scripted([-1.0], ["buy"])
    assert scripted([-1.0, 5.0], ["sell", "buy"])["portfolio"].entry_price == 5.0


def test_a_strategy_without_init_starts_with_an_empty_state():
    class Counting:
        def signal(self, bar: Any, previous_bars: Any, state: Any) -> tuple[str, Any]:
            return "hold", {"seen": state.get("seen", 0) + 1, "was": [*state.get("was", []), state]}

    class Inheriting(compat.Strategy):
        def signal(self, bar: Any, previous_bars: Any, state: Any, /) -> tuple[str, Any]:
            assert state == {}
            return "buy", state

    assert compat.run(bars_of(1.0, 2.0), Counting())["bars_processed"] == 2
    assert len(compat.run(bars_of(1.0, 2.0), Inheriting)["trade_history"]) == 1


def test_a_strategy_sees_the_bars_before_its_own_newest_first():
    seen: list[list[float]] = []

    class Watching:
        def signal(self, bar: Bar, previous_bars: Any, state: Any) -> tuple[str, Any]:
            seen.append([bar.close, *(each.close for each in previous_bars)])
            return "hold", state

    compat.run(bars_of(1.0, 2.0, 3.0), Watching)
    assert seen == [[1.0], [2.0, 1.0], [3.0, 2.0, 1.0]]


def test_the_bars_that_a_strategy_has_seen_stay_as_they_were():
    kept: list[Any] = []

    class Keeping:
        def signal(self, bar: Bar, previous_bars: Any, state: Any) -> tuple[str, Any]:
            kept.append(previous_bars)
            return "hold", state

    bars = bars_of(1.0, 2.0, 3.0)
    compat.run(bars, Keeping)
    assert kept == [[], bars[:1], bars[1::-1]]


def test_the_engine_has_the_three_functions():
    assert (Engine.run, Engine.run_detailed) == (compat.run, compat.run_detailed)
    assert Engine.calculate_metrics is compat.calculate_metrics


def slow_replay(closes: list[float], window: int, cash: float) -> tuple[list[Any], list[float]]:
    """The original's rules in the shortest words: quadratic, and without any of our classes."""
    trades: list[Any] = []
    values: list[float] = []
    entry: float | None = None
    for at, close in enumerate(closes):
        recent = closes[: at + 1][::-1][:window]
        total: float = 0
        for each in recent:
            total += each
        mean = total / window
        if len(recent) == window and close > mean and entry is None:
            cash, entry = cash - close, close
            trades.append(("buy", close, at))
        elif len(recent) == window and close < mean and entry is not None:
            cash, entry = cash + close, None
            trades.append(("sell", close, at))
        values.append(cash if entry is None else cash + 1 * close)
    return trades, values


@given(
    closes=st.lists(st.floats(0.01, 1e6), min_size=1, max_size=40),
    window=st.integers(1, 6),
    cash=st.floats(1.0, 1e6),
)
def test_any_run_is_that_of_the_rules_to_the_bit(closes, window, cash):
    result = moving(closes, cash=cash, window=window)
    trades, values = slow_replay(closes, window, cash)
    found = [(trade.side, trade.price, (trade.timestamp - START).days) for trade in result["trade_history"]]
    assert bits(found) == bits(trades)
    assert bits([row["portfolio_value"] for row in result["portfolio_values"]]) == bits(values)
    gains = [sold[1] - bought[1] for bought, sold in zip(trades[::2], trades[1::2], strict=False)]
    total: float = 0.0
    for gain in gains:
        total += gain
    assert result["performance"]["realized_pnl"].hex() == total.hex()
    if gains:
        assert compat.calculate_metrics(result)["avg_trade_return"] == total / len(gains)


def operations(size: int) -> int:
    """How many functions, Python's and C's, a run over so many bars calls."""
    closes = [10.0 + at % 3 for at in range(size)]
    bars, count = bars_of(*closes), 0

    def counted(*_event: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        compat.calculate_metrics(compat.run_detailed(bars, MA, strategy_opts={"window": 3}))
    finally:
        sys.setprofile(before)
    return count


def test_twice_the_bars_are_twice_the_work():
    small, large, largest = operations(300), operations(600), operations(1_200)
    assert largest - large == pytest.approx(2 * (large - small), rel=0.01)


def test_growing_at_the_front_copies_nothing():
    grown: Newest[int] = Newest()
    logs: set[int] = set()
    for item in range(100):
        grown = grown.with_newest(item)
        logs.add(id(grown._log))  # pyright: ignore[reportPrivateUsage]  # that it is one and the same is the point
    assert len(logs) == 1
    assert list(grown) == list(range(99, -1, -1))


@given(items=st.lists(st.integers(), max_size=8), cut=st.slices(8))
def test_newest_first_is_a_reversed_list(items, cut):
    newest, expected = Newest(items), items[::-1]
    assert newest == expected
    assert list(reversed(newest)) == items
    assert newest[cut] == expected[cut]
    assert [newest[at] for at in range(-len(items), len(items))] == expected * 2
    assert hash(newest) == hash(tuple(expected))
    assert repr(newest) == repr(expected)
    with pytest.raises(IndexError):
        newest[len(items)]


@given(items=st.lists(st.integers(), min_size=1, max_size=8), first=st.integers(), second=st.integers())
def test_two_sequences_that_grow_from_one_know_nothing_of_each_other(items, first, second):
    root = Newest(items)
    one, other = root.with_newest(first), root.with_newest(second)
    assert root == items[::-1]
    assert one == [first, *items[::-1]]
    assert other == [second, *items[::-1]]
    assert Newest([1]) != "1"
