"""What the compiled engine does not do, or cannot make sense of, it says before it begins."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime
from typing import Any

import attrs
import numpy as np
import pytest
from numba import njit

from ibkr.backtest import Asset, FixedSize, Risk, Split, StrategyError, TieredCommission, compiled
from ibkr.backtest.indicators import sma
from ibkr.errors import BacktestError

from .examples import gapped

BARS = gapped(60, 1)
SILENT = attrs.evolve(BARS, volume=np.zeros(60))
TWO = {"A": BARS, "B": BARS}
NO_WEIGHTS = compiled.weights(np.zeros((60, 2)))
ONE = compiled.indicator(sma, "close", "window")
NEVER = compiled.signals(np.zeros(60))
SPLIT = Asset("X", splits=[Split(datetime(2013, 1, 9, tzinfo=UTC), 2.0)])
NINE_TIERS = TieredCommission(tiers=[(100.0 * place, 0.01) for place in range(1, 10)])
buy, hold = compiled.buy, compiled.hold


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"leverage": 2.0}, "leverage=2"),
        ({"maintenance": 0.25}, "maintenance=0.25"),
        ({"latency": 1}, "latency=1"),
        ({"sizer": FixedSize(10)}, "sizer="),
        ({"risk": Risk(max_drawdown=0.1)}, "max_drawdown"),
        ({"asset": Asset("X", borrow_rate=0.02)}, "borrow_rate"),
        ({"asset": SPLIT}, "splits"),
        ({"commission": lambda quantity, price: 1.0}, "commission model"),
        ({"commission": NINE_TIERS}, "commission with more than 8 tiers"),
        ({"slippage": lambda *given: 1.0}, "slippage model"),
        ({"rates": {"EUR": 1.1}}, "rates"),
    ],
)
def test_what_only_the_reference_engine_has_is_named(terms: Any, words: str):
    with pytest.raises(BacktestError, match=f"{words}.*reference engine, ibkr.backtest.backtest"):
        compiled.run(BARS, NEVER, **terms)


NAMES = (
    "quantity",
    "fraction",
    "weight",
    "limit",
    "stop",
    "trail",
    "limit_offset",
    "stop_loss",
    "stop_trail",
)
UNSET = float("-inf")


@njit
def ordered(bar, parameters):
    quantity, fraction, weight, limit, stop, trail, limit_offset, stop_loss, stop_trail = parameters
    if bar.index == 7:
        return buy(
            quantity,
            fraction,
            weight,
            limit,
            stop,
            trail,
            UNSET,
            limit_offset,
            stop_loss,
            UNSET,
            stop_trail,
        )
    return hold()


def ordering(**given: float) -> Any:
    """A form that orders this on bar 7. `step` itself lets no parameter be infinite or NaN."""
    form = compiled.step(ordered, parameters=dict.fromkeys(NAMES, 0.0))
    return attrs.evolve(form, parameters=dict.fromkeys(NAMES, UNSET) | given)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"quantity": -5.0}, "quantity=-5.0 is not a number of shares"),
        ({"quantity": math.nan}, "quantity=nan is not a number of shares"),
        ({"quantity": 0.5}, "quantity=0.5 is not a whole number"),
        ({"fraction": 1.5}, "fraction=1.5 is not above 0"),
        ({"weight": math.inf}, "weight=inf is not a number"),
        ({"quantity": 10.0, "limit": -1.0, "stop": 40.0}, "limit=-1 is not a price above zero"),
        ({"quantity": 10.0, "stop_loss": math.nan}, "stop_loss=nan is not a price above zero"),
        ({"quantity": 10.0, "trail": 1.0, "limit": 40.0}, "no kind of order has limit=40, trail=1 together"),
        ({"quantity": 10.0, "limit_offset": 1.0}, "no kind of order has limit_offset=1 together"),
        ({}, "an order needs one of quantity="),
        ({"quantity": 10.0, "fraction": 0.5}, "an order needs one of quantity="),
        ({"quantity": 10.0, "stop_loss": 40.0, "stop_trail": 1.0}, "an order has one of stop_loss="),
    ],
)
def test_a_decision_that_cannot_be_meant_names_the_bar(given: dict[str, float], words: str):
    with pytest.raises(StrategyError, match=f"on bar 7 .*{re.escape(words)}") as caught:
        compiled.run(BARS, ordering(**given))
    assert len(caught.value.result.equity) == 8


def test_in_a_sweep_it_names_the_combination_too():
    form = compiled.step(sized, parameters={"quantity": 10.0})
    with pytest.raises(BacktestError, match=r"sized\(quantity=0.5\) decided on bar 0 .*not a whole number"):
        compiled.sweep(BARS, form, {"quantity": [10.0, 0.5]})


@njit
def sized(bar, parameters):
    return buy(quantity=parameters.quantity)


@njit
def nosy(bar, future):
    return hold()


@njit
def idle(bar, values):
    return hold()


def with_line(line: Any) -> Any:
    """A form with this line, or with what this function makes of the closes."""
    given = compiled.indicator(line, "close") if callable(line) else line
    return compiled.step(idle, indicators={"line": given})


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: compiled.step(nosy), "nosy asks for future"),
        (lambda: compiled.step(sized, state=(0.0,)), "an argument `state`"),
        (lambda: compiled.step(sized, parameters={"quantity": math.inf}), "quantity is inf, not a number"),
        (lambda: compiled.step(sized, parameters={"a b": 1.0}), "A name cannot be used"),
        (lambda: compiled.step(sized, indicators={"m": ONE}).with_parameters({"q": 1}), "no parameter q"),
        (lambda: compiled.run(BARS, compiled.step(sized, indicators={"m": ONE})), "neither a column"),
        (lambda: compiled.run(BARS, with_line(lambda close: close[1:])), "line has the shape"),
        (lambda: compiled.run(BARS, with_line(lambda close: close + "a")), "line failed"),
        (lambda: compiled.run(BARS, with_line(np.zeros(3))), "line has the shape"),
        (lambda: compiled.run(BARS, with_line(np.full(60, np.nan))), "line has no value within 60 bars"),
        (compiled.signals, "entries= or short_entries="),
        (lambda: compiled.signals([1, 0], [1]), "differ in length"),
        (lambda: compiled.signals([1.0, math.nan]), "not a number on bar 1"),
        (lambda: compiled.signals([[1, 0]]), "one value a bar"),
        (lambda: compiled.signals(["yes"]), "neither true nor false"),
        (lambda: compiled.signals([1], quantity=0), "above zero"),
        (lambda: compiled.signals([1], fraction=1.5), "at most 1"),
        (lambda: compiled.signals([1], fraction=0.5, quantity=10), "not both"),
        (lambda: compiled.targets([[1.0]]), "one weight a bar"),
        (lambda: compiled.targets([0.0, math.inf]), r"weight at \[1\] is infinite"),
        (lambda: compiled.weights([1.0]), "steps by assets"),
        (lambda: compiled.weights({"A": [math.inf]}), "infinite"),
        (lambda: compiled.moving_averages(30, 10), "less than slow"),
        (lambda: compiled.run(BARS, compiled.signals([True])), "1 values for 60 bars"),
        (lambda: compiled.run(BARS, compiled.moving_averages(10, 100)), "no value within 60 bars"),
        (lambda: compiled.run(TWO, NEVER), "There are 2 assets"),
        (lambda: compiled.run(TWO, compiled.weights(np.zeros((60, 3)))), "shape"),
        (lambda: compiled.run(BARS, compiled.weights(np.zeros((60, 1)))), "targets\\(\\) gives one asset"),
        (lambda: compiled.run(TWO, compiled.weights({"C": np.zeros(60)})), "no bars of C; there are A, B"),
        (lambda: compiled.run(TWO, NO_WEIGHTS, asset="A"), "names of several are their keys"),
        (lambda: compiled.run(TWO, NO_WEIGHTS, assets=[Asset("C")]), "no bars of C"),
        (lambda: compiled.sweep(TWO, NO_WEIGHTS, {"fast": [1]}), "no parameters to sweep"),
        (lambda: compiled.sweep(BARS, compiled.targets(np.zeros(60)), {"fast": [1]}), "no parameter fast"),
        (lambda: compiled.run(BARS, "buy low"), "none of the forms"),
        (lambda: compiled.reference("buy low"), "none of the forms"),
        (lambda: compiled.run(BARS, NEVER, cash=-1.0), "cash above zero"),
        (lambda: compiled.run(BARS, NEVER, convention="at_noon"), "none of next_open, next_close, close"),
        (lambda: compiled.run(BARS, NEVER, volume_limit=2.0), "not in"),
        (lambda: compiled.run(SILENT, NEVER, volume_limit=0.5), "the bars of the asset have none"),
    ],
)
def test_a_form_that_cannot_be_meant_is_refused(make: Any, words: str):
    with pytest.raises(BacktestError, match=words):
        make()
