"""What the compiled engine does not do, or cannot make sense of, it says before it begins."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest
from numba import njit

from ibkr.backtest import Asset, FixedSize, Risk, Split, StrategyError, compiled
from ibkr.errors import BacktestError

from .examples import gapped

BARS = gapped(60, 1)
NEVER = compiled.signals(np.zeros(60))
SPLIT = Asset("X", splits=[Split(datetime(2013, 1, 9, tzinfo=UTC), 2.0)])
buy, hold = compiled.buy, compiled.hold


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"leverage": 2.0}, "leverage=2"),
        ({"latency": 1}, "latency=1"),
        ({"sizer": FixedSize(10)}, "sizer="),
        ({"risk": Risk(max_drawdown=0.1)}, "max_drawdown"),
        ({"asset": Asset("X", borrow_rate=0.02)}, "borrow_rate"),
        ({"asset": SPLIT}, "splits"),
        ({"commission": lambda quantity, price: 1.0}, "commission model"),
        ({"slippage": lambda *given: 1.0}, "slippage model"),
        ({"rates": {"EUR": 1.1}}, "rates"),
    ],
)
def test_what_only_the_reference_engine_has_is_named(terms: Any, words: str):
    with pytest.raises(BacktestError, match=f"{words}.*reference engine, ibkr.backtest.backtest"):
        compiled.run(BARS, NEVER, **terms)


@njit
def ordered(bar, parameters):
    if bar.index == 7:
        return buy(quantity=parameters.quantity, limit=parameters.limit)
    return hold()


@pytest.mark.parametrize(
    ("quantity", "limit", "words"),
    [
        (-5.0, 40.0, "quantity=-5.0 is not a number of shares"),
        (0.5, 40.0, "quantity=0.5 is not a whole number"),
        (10.0, -1.0, "limit=-1 is not a price above zero"),
    ],
)
def test_a_decision_that_cannot_be_meant_names_the_bar(quantity: float, limit: float, words: str):
    form = compiled.step(ordered, parameters={"quantity": quantity, "limit": limit})
    with pytest.raises(StrategyError, match=f"on bar 7 .*{words}") as caught:
        compiled.run(BARS, form)
    assert len(caught.value.result.equity) == 8


def plain(bar: Any) -> Any:
    return bar


@njit
def nosy(bar, future):
    return hold()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: compiled.step(plain), "put @numba.njit above it"),
        (lambda: compiled.step(nosy), "nosy asks for future"),
        (compiled.signals, "entries= or short_entries="),
        (lambda: compiled.signals([1, 0], [1]), "differ in length"),
        (lambda: compiled.signals([1.0, float("nan")]), "not a number on bar 1"),
        (lambda: compiled.signals([1], quantity=0), "above zero"),
        (lambda: compiled.signals([1], fraction=1.5), "at most 1"),
        (lambda: compiled.moving_averages(30, 10), "less than slow"),
        (lambda: compiled.run(BARS, compiled.signals([True])), "1 values for 60 bars"),
        (lambda: compiled.run(BARS, compiled.moving_averages(10, 100)), "no value within 60 bars"),
        (lambda: compiled.run({"A": BARS, "B": BARS}, NEVER), "There are 2 assets"),
        (lambda: compiled.run({"A": BARS, "B": BARS}, compiled.weights(np.zeros((60, 3)))), "shape"),
        (lambda: compiled.run(BARS, NEVER, cash=-1.0), "cash above zero"),
    ],
)
def test_a_form_that_cannot_be_meant_is_refused(make: Any, words: str):
    with pytest.raises(BacktestError, match=words):
        make()


@njit
def muddled(bar):
    return hold() if bar.close > "much" else None


@njit
def forgetful(bar):
    return bar.nothing


@pytest.mark.parametrize("function", [muddled, forgetful])
def test_a_step_function_that_cannot_be_compiled_is_named(function: Any):
    name = function.py_func.__name__
    with pytest.raises(
        BacktestError, match=rf"step function {name} \(test_refusals.py, line \d+\) cannot be"
    ):
        compiled.run(BARS, compiled.step(function))


def test_importing_the_package_does_not_import_numba():
    script = "import sys, ibkr.backtest, ibkr.backtest.compiled; print('numba' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
