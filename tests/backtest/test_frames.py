"""Bars from arrays, files and other libraries' frames, and in longer spans."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ibkr.backtest import InvalidBars, Strategy, backtest, check_causality
from ibkr.backtest.indicators import sma
from ibkr.backtest.inputs import is_panel, read_bars
from ibkr.backtest.resample import resample
from ibkr.errors import BacktestError
from ibkr.model.bars import Bars

from .examples import MONDAY, acting, ohlc, wandering

if TYPE_CHECKING:
    from pathlib import Path

BARS = ohlc((10, 12, 9, 11), (11, 13, 10, 12), (12, 14, 11, 13))
NAMES = ("time", "open", "high", "low", "close", "volume")
TEXTS = ["2013-01-07T00:00:00+00:00", "2013-01-08T00:00:00+00:00", "2013-01-09T00:00:00+00:00"]


def columns(**changes):
    return {**{name: getattr(BARS, name) for name in NAMES}, **changes}


class Table:
    """What an Arrow table has of what is read."""

    def __init__(self, content):
        self.content = content
        self.column_names = list(content)

    def column(self, name):
        return Column(self.content[name])


class Column:
    type = None

    def __init__(self, values):
        self.values = values

    def to_numpy(self):
        return np.asarray(self.values)


def test_every_shape_gives_the_same_series(tmp_path):
    table = np.column_stack([columns()[name] for name in NAMES])
    records = np.array(list(map(tuple, table)), dtype=[(name, "f8") for name in NAMES])
    rows = [dict(zip("tohlcv", row, strict=True)) for row in table.tolist()]
    path = tmp_path / "bars.csv"
    lines = [",".join(map(str, (text, *row[1:]))) for text, row in zip(TEXTS, table.tolist(), strict=True)]
    path.write_text("\n".join(["Date,Open,High,Low,Close,Volume", *lines]) + "\n")
    answer = {"symbol": "X", "timePeriod": "3d", "data": rows}
    (tmp_path / "bars.json").write_text(json.dumps(answer))
    shapes = {
        "mapping": columns(),
        "capitals": {name.title(): values for name, values in columns().items()},
        "texts": columns(time=TEXTS),
        "array": table,
        "records": records,
        "rows": rows,
        "IBKR": answer,
        "table": Table(columns()),
        "CSV": path,
        "CSV by name": str(path),
        "JSON": tmp_path / "bars.json",
    }
    for name, shape in shapes.items():
        assert read_bars(shape) == BARS, name


@pytest.mark.parametrize(
    ("given", "row", "complaint"),
    [
        (columns(time=["2013-01-07", *TEXTS[1:]]), 0, "has no time zone"),
        (columns(time=[TEXTS[0], "tomorrow", TEXTS[2]]), 1, "'tomorrow', not in ISO 8601"),
        (columns(close=["1", "x", "2"]), 1, "close of bar 1 is 'x', not a number"),
        (columns(time=np.array(["2013-01-07", "NaT", "2013-01-09"], dtype="M8[D]")), 1, "missing"),
        ([{"t": 1, "o": 1, "h": 1, "l": 1, "c": 1}, {"t": 2}], 1, "Bar 1 has no o"),
        (columns(t=[1, 2, 3]), None, "Two columns of the bars mean time"),
        (np.zeros((3, 4)), None, r"this one has the shape \(3, 4\)"),
        (42, None, "cannot be read from a int"),
        ("bars.xlsx", None, r"read from \.csv, \.json, \.parquet"),
    ],
)
def test_what_cannot_be_read_is_named(given, row, complaint):
    with pytest.raises(InvalidBars, match=complaint) as caught:
        read_bars(given)
    assert caught.value.row == row


@pytest.mark.parametrize(
    ("name", "content", "row", "complaint"),
    [
        ("bars.csv", "", None, "bars.csv is empty"),
        ("bars.csv", "time,open,high,low,close\n1,1,1,1,1\n2,1,1\n", 1, "Bar 1 of .* has 3 cells, not 5"),
        ("bars.json", "[1, 2]", None, "not a list of objects"),
        ("bars.json", "[]", None, "no bars"),
    ],
)
def test_a_file_without_bars_says_what_is_wrong(
    tmp_path: Path, name: str, content: str, row: int | None, complaint: str
):
    (tmp_path / name).write_text(content)
    with pytest.raises(InvalidBars, match=complaint) as caught:
        read_bars(tmp_path / name)
    assert caught.value.row == row


def test_a_bad_row_of_one_of_several_series_is_named_with_its_asset():
    with pytest.raises(InvalidBars, match=r"BAD: Bar 1 .* close is not above zero") as caught:
        backtest(acting({}), {"GOOD": BARS, "BAD": columns(close=[11.0, -1.0, 13.0])})
    assert caught.value.row == 1


def test_several_series_are_told_from_the_columns_of_one():
    assert is_panel({"A": BARS, "close": BARS})
    assert is_panel({"T": columns(), "C": columns()})
    assert not is_panel(columns())
    assert not is_panel({"symbol": "X", "data": []})


# --- longer spans ------------------------------------------------------------------------------

MINUTE = 60_000


def minutes(count: int, start: int = MONDAY) -> Bars:
    close = 100.0 + np.arange(count)
    return Bars(
        start + MINUTE * np.arange(count), close, close + 0.5, close - 0.5, close + 0.25, np.ones(count)
    )


def test_a_longer_bar_is_made_of_the_shorter_ones():
    longer, known = resample(minutes(10), "5min")
    assert longer.time.tolist() == [MONDAY, MONDAY + 5 * MINUTE]
    assert (longer.open.tolist(), longer.close.tolist()) == ([100, 105], [104.25, 109.25])
    assert (longer.high.tolist(), longer.low.tolist()) == ([104.5, 109.5], [99.5, 104.5])
    assert longer.volume.tolist() == [5, 5]
    assert known.tolist() == [4, 9]


def test_a_longer_bar_that_may_go_on_is_not_known():
    longer, known = resample(minutes(9), "5min")
    assert (len(longer), known.tolist()) == (1, [4])
    # Trading stops at 00:03: the first five minutes are over for certain only at the next bar.
    gap = Bars(*(getattr(minutes(12), name)[[0, 1, 2, 3, 7, 8, 9, 10]] for name in NAMES))
    assert resample(gap, "5min")[1].tolist() == [4, 6]


def test_weeks_begin_on_monday():
    longer, known = resample(wandering(15), "1w")
    assert longer.time.tolist() == [MONDAY, MONDAY + 7 * 86_400_000]
    assert known.tolist() == [6, 13]


@pytest.mark.parametrize("span", ["1min", "2 parsecs", "0h", "1w"])
def test_a_span_must_be_longer_and_known(span):
    with pytest.raises(BacktestError):
        resample(minutes(10), span)


class TwoSpans(Strategy):
    """Trades minutes by an average of five-minute bars."""

    def init(self):
        self.slow = self.data.resample("5min")
        self.mean = self.indicator(sma, self.slow.close, 2)
        self.seen = []

    def next(self):
        longer = self.slow
        assert len(longer) == len(longer.close) == len(self.mean) == (self.index + 1) // 5
        assert longer.close[-1] == self.data.close[(self.index + 1) // 5 * 5 - 1]
        if self.index % 7 == 0 and self.mean[-1] < self.data.close[-1]:
            self.buy(quantity=1)


def test_a_strategy_sees_longer_bars_only_when_they_are_over():
    result = backtest(TwoSpans, minutes(60))
    assert result.first_decision == 9
    assert len(result.orders) > 3
    check_causality(TwoSpans, minutes(60))


def test_longer_bars_are_asked_for_in_init():
    class Late(Strategy):
        def next(self):
            self.data.resample("5min")

    with pytest.raises(BacktestError, match=r"called in init"):
        backtest(Late, minutes(10))


# --- the other forms of a strategy --------------------------------------------------------------


class Above(Strategy):
    """The signal form: hold while the close is above the mean of the last three."""

    def init(self):
        return {"window": 3}

    def signal(self, bar, history, state):
        closes = [bar.close, *(past.close for past in history[: state["window"] - 1])]
        if len(closes) < state["window"]:
            return "hold"
        assert isinstance(bar.time, datetime)
        assert bar.time.tzinfo is UTC
        return ("buy" if bar.close > sum(closes) / len(closes) else "sell"), state


class AboveByNext(Strategy):
    """The same with `next`."""

    def init(self):
        self.mean = self.indicator(sma, self.data.close, 3)

    def next(self):
        if self.data.close[-1] > self.mean[-1]:
            if not self.position:
                self.buy(fraction=1.0)
        elif self.position:
            self.sell(quantity=self.position)


class AboveWoken(AboveByNext):
    """The same, called only where something may change."""

    def init(self):
        super().init()
        self.wake(lambda close: np.abs(np.sign(close - sma(close, 3))) > 0, self.data.close)


def test_the_signal_form_and_wake_conditions_give_the_same_fills():
    bars = wandering(200)
    fills = backtest(AboveByNext, bars).fills.rows
    assert len(fills) > 20
    assert backtest(Above, bars).fills.rows == fills
    assert backtest(AboveWoken, bars).fills.rows == fills


def test_history_is_newest_first_and_excludes_the_current_bar():
    seen = []

    class Look(Strategy):
        def signal(self, bar, history, state):
            seen.append((bar.close, [past.close for past in history], len(history)))
            return "hold"

    backtest(Look, BARS)
    assert seen == [(11, [], 0), (12, [11], 1), (13, [12, 11], 2)]


def test_an_unknown_signal_is_an_error():
    class Wrong(Strategy):
        def signal(self, bar, history, state):
            return "short"

    with pytest.raises(BacktestError, match="signal answered 'short', which is none of buy, sell, hold"):
        backtest(Wrong, BARS)


def test_next_is_called_only_where_a_condition_holds_or_an_order_fills():
    called = []

    class Sleeper(Strategy):
        def init(self):
            self.wake(np.arange(30) % 10 == 5)

        def next(self):
            called.append(self.index)
            assert self.data.close[-1] == bars.close[self.index]
            assert len(self.data) == self.index + 1
            if self.index == 15:
                self.buy(quantity=1)

    bars = wandering(30)
    result = backtest(Sleeper, bars)
    assert called == [5, 15, 16, 25]
    assert result.fills[0].bar == 16
    assert len(result.equity) == 30


def test_random_numbers_follow_the_seed():
    class Dice(Strategy):
        def next(self):
            if self.random.random() < 0.3:
                self.buy(quantity=1)

    runs = [backtest(Dice, wandering(60), seed=seed).to_json() for seed in (1, 1, 2)]
    assert runs[0] == runs[1] != runs[2]
