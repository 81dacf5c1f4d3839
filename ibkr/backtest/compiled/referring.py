"""The same forms as strategies of the reference engine: for what kernels cannot do, and to compare.

    backtest(reference(form), bars)

makes the same orders and fills as `run(bars, form)`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import singledispatch
from typing import Any, cast

import numpy as np

from ...errors import BacktestError
from ..strategies import MovingAverageCross
from ..strategy import Strategy
from .decisions import CANCEL, CLOSE_POSITION, HOLD, UNSET, Account, Bar
from .forms import Crossing, Indicator, Signals, Step, Targets, Weights
from .jit import plain
from .layout import LONG_ENTRY, LONG_EXIT, SHORT_ENTRY, SHORT_EXIT

PRICES = ("limit", "stop", "trail", "trail_percent", "limit_offset")
EXITS = ("stop_loss", "take_profit", "stop_trail", "stop_trail_percent")


@singledispatch
def reference(form: object) -> type[Strategy]:
    """A strategy class for `backtest` that decides what a form decides."""
    raise BacktestError(f"{form!r} is none of the forms of ibkr.backtest.compiled.")


@reference.register
def _(form: Signals) -> type[Strategy]:
    size: Any = {"quantity": form.quantity} if form.quantity != UNSET else {"fraction": form.fraction}

    class SignalsStrategy(Strategy):
        def next(self) -> None:
            action, position = int(form.actions[self.index]), self.position
            if position == 0 and action & LONG_ENTRY:
                self.buy(**size)
            elif position == 0 and action & SHORT_ENTRY:
                self.sell(**size)
            elif (position > 0 and action & LONG_EXIT) or (position < 0 and action & SHORT_EXIT):
                self.close_position()

    return SignalsStrategy


@reference.register
def _(form: Targets) -> type[Strategy]:
    class TargetsStrategy(Strategy):
        def next(self) -> None:
            weight = float(form.values[self.index])
            if not math.isnan(weight):
                self.target(weight)

    return TargetsStrategy


@reference.register
def _(form: Weights) -> type[Strategy]:
    class WeightsStrategy(Strategy):
        def next(self) -> None:
            wanted = row_of(form.values, self.assets, self.index)
            equity, moves = self.equity, list[tuple[float, str]]()
            for name, weight in wanted.items():
                worth = self.positions.get(name, 0.0)
                worth = worth * self.data[name].close[-1] if worth else 0.0
                if weight or worth:
                    moves.append((abs(weight * equity) - abs(worth), name))
            for _, name in sorted(moves):
                self.target(wanted[name], asset=name)

    return WeightsStrategy


def row_of(values: Any, names: tuple[str, ...], step: int) -> dict[str, float]:
    """The weights given on a step."""
    if isinstance(values, Mapping):
        row = {name: float(cast("Any", values)[name][step]) for name in names if name in values}
    else:
        row = {name: float(weight) for name, weight in zip(names, values[step], strict=True)}
    return {name: weight for name, weight in row.items() if not math.isnan(weight)}


@reference.register
def _(form: Crossing) -> type[Strategy]:
    numbers = form.parameters

    class CrossingStrategy(MovingAverageCross):
        fast = int(numbers["fast"])
        slow = int(numbers["slow"])
        fraction = numbers["fraction"]

    return CrossingStrategy


@reference.register
def _(form: Step) -> type[Strategy]:
    class StepStrategy(Strategy):
        def init(self) -> None:
            columns = {
                name: getattr(self.data, name) for name in ("time", "open", "high", "low", "close", "volume")
            }
            self.kept = form.state
            self.numbers = form.parameters_type(*form.parameters.values())
            self.lines: list[Any] = []
            for given in form.indicators.values():
                if isinstance(given, Indicator):
                    arguments = [
                        columns.get(each, form.parameters.get(each, each)) if isinstance(each, str) else each
                        for each in given.arguments
                    ]
                    arguments = [
                        int(each) if isinstance(each, float) and each.is_integer() else each
                        for each in arguments
                    ]
                    self.lines.append(self.indicator(given.function, *arguments))
                else:
                    self.lines.append(self.indicator(np.asarray(given, dtype=np.float64)))

        def next(self) -> None:
            account: Any = self._account
            offered: dict[str, Any] = {
                "bar": _bar(self),
                "account": Account(
                    float(self.position), self.cash, self.equity, account.average[0], bool(self.orders)
                ),
                "values": form.values_type(*(line[-1] for line in self.lines)),
                "parameters": self.numbers,
                "state": self.kept,
            }
            answer = plain(form.function)(*(offered[name] for name in form.asked))
            if form.state:
                answer, self.kept = answer
            carry_out(self, answer)

    return StepStrategy


def _bar(strategy: Any) -> Bar:
    data = strategy.data
    time = int(data.time[-1].timestamp() * 1000) if hasattr(data.time[-1], "timestamp") else data.time[-1]
    return Bar(
        strategy.index, time, data.open[-1], data.high[-1], data.low[-1], data.close[-1], data.volume[-1]
    )


def carry_out(strategy: Strategy, decision: Any) -> None:
    """Do what a decision says with the methods of a strategy."""
    if decision.action == HOLD:
        return
    if decision.replace or decision.action == CANCEL:
        strategy.cancel_all()
        if decision.action == CANCEL:
            return
    if decision.action == CLOSE_POSITION:
        strategy.close_position()
        return
    options: Any = _given(decision, (*PRICES, "quantity", "fraction", "weight"))
    exits = _given(decision, EXITS)
    if exits:
        strategy.bracket("BUY" if decision.sign > 0 else "SELL", **exits, **options)
    elif decision.sign > 0:
        strategy.buy(**options)
    else:
        strategy.sell(**options)


def _given(decision: Any, names: tuple[str, ...]) -> dict[str, float]:
    return {name: getattr(decision, name) for name in names if getattr(decision, name) != UNSET}
