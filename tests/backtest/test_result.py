"""The result as a value: reproducible, frozen, as JSON and as text."""

from __future__ import annotations

import json
import pickle

import attrs
import numpy as np
import pytest

from ibkr.backtest import BuyAndHold, MovingAverageCross, backtest
from ibkr.backtest.summary import sparkline

from .examples import acting, buy, daily, run, wandering


def cross(seed: int = 1, **parameters: object):
    return backtest(MovingAverageCross, wandering(250, seed=seed), parameters=parameters, asset="WALK")


def test_the_same_inputs_give_the_same_bytes():
    assert cross().to_json() == cross().to_json()
    assert cross().to_json() != cross(seed=2).to_json()
    assert cross().to_json() != cross(fast=9).to_json()


def test_the_json_holds_everything_needed_to_check_the_run():
    result = cross()
    told = json.loads(result.to_json())
    assert told["convention"] == "next_open"
    assert told["parameters"] == {"fast": 10, "slow": 30, "fraction": 1.0}
    assert told["data"] == {
        "bars": 250,
        "first": "2013-01-07T00:00:00+00:00",
        "last": "2013-09-13T00:00:00+00:00",
        "sha256": result.fingerprint,
    }
    assert len(told["equity"]["equity"]) == 250
    assert [fill["price"] for fill in told["fills"]] == [fill.price for fill in result.fills]
    assert told["commission"] == "PerShareCommission(per_share=0.005, minimum=1.0, maximum_percent=1.0)"


def test_what_cannot_be_told_is_null_in_json():
    told = json.loads(backtest(acting({}), wandering(3)).to_json())
    assert told["metrics"]["sharpe"] is None
    assert told["metrics"]["win_rate"] is None


def test_a_result_cannot_be_changed():
    result = cross()
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        result.equity = np.zeros(1)
    with pytest.raises(ValueError, match="read-only"):
        result.equity[0] = 1.0
    with pytest.raises(TypeError):
        result.parameters["fast"] = 1


def test_metrics_come_from_the_equity_curve():
    result = cross()
    assert result.metrics.final_equity == result.equity[-1]
    assert result.metrics.total_return == result.equity[-1] / 100_000 - 1
    assert result.metrics.trades == len(result.trades) > 2
    assert result.metrics.calendar.basis == "daily bars, 365 calendar days a year"


def test_buy_and_hold_buys_at_the_second_open_and_keeps():
    bars = wandering(20)
    result = backtest(BuyAndHold, bars)
    (fill,) = result.fills
    assert (fill.bar, fill.price) == (1, bars.open[1])
    assert result.position[-1] == fill.quantity


def test_the_cross_holds_exactly_while_the_fast_average_is_above():
    bars = daily(*[(price, price) for price in (5, 5, 5, 5, 8, 9, 9, 7, 4, 3, 3)])
    result = backtest(MovingAverageCross, bars, parameters={"fast": 2, "slow": 4})
    assert [(fill.side, fill.bar) for fill in result.fills] == [("BUY", 5), ("SELL", 8)]


def test_records_are_a_sequence_of_values():
    fills = cross().fills
    assert len(fills) == len(list(fills)) == len(fills.rows)
    assert fills[:2] == (fills[0], fills[1])
    assert fills[-1] == list(fills)[-1]
    assert pickle.loads(pickle.dumps(fills)) == fills
    assert repr(fills) == f"<{len(fills)} × Fill>"


def test_the_summary_says_what_happened_in_a_few_lines():
    result = run(daily((10, 10), (20, 20), (30, 30)), {0: buy(100), 1: buy(10_000)}, asset="AAPL")
    lines = result.summary().splitlines()
    assert lines[0] == "Scripted on AAPL  (none)"
    assert lines[1] == "7 Jan 2013 – 9 Jan 2013, 3 bars, next_open"
    assert "▁▁█" in lines[3]
    assert "Total return +10.0 %" in [" ".join(line.split()) for line in lines]
    assert any("Still open: 100 shares" in line for line in lines)
    assert any("1 refused; the first: BUY 10,000" in line for line in lines)


def test_a_sparkline_runs_from_lowest_to_highest():
    assert sparkline(np.arange(8.0)) == "▁▂▃▄▅▆▇█"
    assert sparkline(np.ones(3)) == "▁▁▁"
    assert len(sparkline(np.arange(1000.0), 20)) == 20


def test_a_result_can_be_sent_to_another_process():
    result = cross()
    copy = pickle.loads(pickle.dumps(result))
    assert copy.to_json() == result.to_json()
    assert copy.orders == result.orders


def test_every_convention_and_several_assets_have_a_summary_and_a_report(tmp_path):
    series = {"ONE": wandering(120), "TWO": wandering(90, seed=2)}
    for convention in ("next_open", "next_close", "close"):
        result = backtest(BuyAndHold, series, convention=convention, leverage=1.5)
        assert convention in result.summary()
        assert "shares of TWO" in result.summary()
        html = result.report(tmp_path / "report.html").read_text(encoding="utf-8")
        assert "<h3>ONE</h3>" in html
        assert "leverage 1.5" in html
        assert convention in html
