"""Bars and strategies that the tests of this folder share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ibkr.backtest import NoCommission, Result, Strategy, backtest
from ibkr.model.bars import Bars

DAY_MS = 86_400_000
MONDAY = 15_712 * DAY_MS
"""7 January 2013, 00:00 UTC."""


def daily(*opens_and_closes: tuple[float, float]) -> Bars:
    """One bar a calendar day from 7 January 2013, each given as (open, close)."""
    opens = np.array([pair[0] for pair in opens_and_closes], dtype=np.float64)
    closes = np.array([pair[1] for pair in opens_and_closes], dtype=np.float64)
    return Bars(
        time=MONDAY + DAY_MS * np.arange(len(opens)),
        open=opens,
        high=np.maximum(opens, closes),
        low=np.minimum(opens, closes),
        close=closes,
        volume=np.full(len(opens), 1000.0),
    )


def ohlc(*rows: tuple[float, float, float, float], volume: float = 1000.0, step: int = DAY_MS) -> Bars:
    """One bar a calendar day (or every `step` milliseconds), each given as (open, high, low, close)."""
    table = np.array(rows, dtype=np.float64).T
    times = MONDAY + step * np.arange(len(rows))
    return Bars(times, *table, np.full(len(rows), volume))


def flat(price: float, count: int = 6, **options: Any) -> Bars:
    """Bars on which nothing happens."""
    return ohlc(*[(price, price, price, price)] * count, **options)


def wandering(size: int, *, seed: int = 1) -> Bars:
    """A random walk with gaps between one bar's close and the next one's open."""
    random = np.random.default_rng(seed)
    closes = 100.0 * np.exp(np.cumsum(random.normal(0.0, 0.02, size)))
    opens = np.concatenate(([100.0], closes[:-1])) * np.exp(random.normal(0.0, 0.01, size))
    return daily(*zip(opens.tolist(), closes.tolist(), strict=True))


def acting(decisions: dict[int, Callable[[Any], object]]) -> type[Strategy]:
    """A strategy that does what is written down for each bar."""

    class Scripted(Strategy):
        def next(self) -> None:
            if self.index in decisions:
                decisions[self.index](self)

    return Scripted


def run(bars: Bars, decisions: dict[int, Callable[[Any], object]], **options: Any) -> Result:
    """Run that strategy: 10,000 in cash and free trading unless said otherwise."""
    return backtest(acting(decisions), bars, **{"cash": 10_000.0, "commission": NoCommission(), **options})


def buy(quantity: int) -> Callable[[Any], object]:
    return lambda strategy: strategy.buy(quantity=quantity)


def sell(quantity: int) -> Callable[[Any], object]:
    return lambda strategy: strategy.sell(quantity=quantity)


def facts(result: Result) -> list[tuple[Any, ...]]:
    """Bar, side, quantity and price of each fill."""
    return [(fill.bar, fill.side, fill.quantity, fill.price) for fill in result.fills]


def reasons(result: Result, kind: str) -> list[str]:
    """What the events of a kind say."""
    return [event.reason for event in result.events if event.kind == kind]
