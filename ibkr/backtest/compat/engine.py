"""Bars through a strategy into a portfolio."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from .bar import Bar
from .errors import NoBars, UnknownSignal
from .newest import Newest
from .portfolio import STARTING_CASH, Portfolio, added, quotient

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from ...model.bars import Bar as ModelBar
    from .strategy import HasSignal

# The original takes every bar for a day.
BARS_PER_YEAR: Final = 252


class TradeRecord(NamedTuple):
    """A fill and the bar it happened on."""

    side: str
    price: float
    timestamp: datetime
    bar: Bar


def _buy(portfolio: Portfolio, bar: Bar) -> Portfolio:
    return portfolio.buy(bar.close, bar.timestamp)


def _sell(portfolio: Portfolio, bar: Bar) -> Portfolio:
    return portfolio.sell(bar.close, bar.timestamp)


def _hold(portfolio: Portfolio, _bar: Bar) -> Portfolio:
    return portfolio.hold()


SIGNALS: Final[Mapping[str, Callable[[Portfolio, Bar], Portfolio]]] = {
    "buy": _buy,
    "sell": _sell,
    "hold": _hold,
}


def run(
    bars: Iterable[Bar | ModelBar],
    strategy: type[HasSignal] | HasSignal,
    *,
    starting_cash: float = STARTING_CASH,
    strategy_opts: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Run a strategy over bars, oldest first: each signal is filled at its own bar's close.

    Returns `portfolio`, `performance` (`Portfolio.performance_stats` at the last close),
    `trade_history` (`TradeRecord`s, the oldest first), `bars_processed`, `strategy` (as it
    was given) and `starting_cash`. Without bars, `performance` has only `total_value` and
    `return_percent`, `strategy` is None, and there is no `starting_cash`.

    Raises:
        InvalidBar: something among the bars is none.
        InvalidFill: a signal was to be filled at a close that is not above zero.
        UnknownSignal: the strategy answered something else than a signal and its state.
        Undefined: `starting_cash` is zero.
    """
    series = [Bar.from_historical_bar(bar) for bar in bars]
    if not series:
        return _of_nothing(starting_cash)
    steps = list(_steps(series, strategy, starting_cash, strategy_opts))
    return _result(series, steps, strategy, starting_cash)


def run_detailed(
    bars: Iterable[Bar | ModelBar],
    strategy: type[HasSignal] | HasSignal,
    *,
    starting_cash: float = STARTING_CASH,
    strategy_opts: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The same as `run`, and `portfolio_values`: what there was after each bar, at its close.

    Each is a mapping of `timestamp`, `portfolio_value` and `bar_index`, counted from 0.

    Raises:
        NoBars: there are none. The rest is as in `run`.
    """
    series = [Bar.from_historical_bar(bar) for bar in bars]
    if not series:
        raise NoBars("A detailed run needs at least one bar.")
    steps = list(_steps(series, strategy, starting_cash, strategy_opts))
    values = [
        {
            "timestamp": bar.timestamp,
            "portfolio_value": portfolio.total_value(bar.close),
            "bar_index": index,
        }
        for index, (bar, portfolio) in enumerate(zip(series, steps, strict=True))
    ]
    return {**_result(series, steps, strategy, starting_cash), "portfolio_values": values}


def calculate_metrics(result: Mapping[str, Any]) -> dict[str, Any]:
    """The `performance` of a result, and numbers of its trades and of its portfolio values.

    `win_rate` is in percent of the completed pairs of fills, a pair that breaks even not
    won; `avg_trade_return` is in money. `max_drawdown` is in percent; `volatility` is the
    sample deviation of returns per bar; `sharpe_ratio` is annualised with 252 bars whatever
    the bars are. The last three come with at least two `portfolio_values`.

    Raises:
        Undefined: a portfolio value of zero comes before another, or nothing but values up
            to zero come first.
    """
    values = [row["portfolio_value"] for row in result.get("portfolio_values", ())]
    return {
        **result["performance"],
        **_trade_metrics(result["trade_history"]),
        **(_curve_metrics(values) if len(values) > 1 else {}),
    }


class Engine:
    """The three functions under the name of the original's module."""

    run = staticmethod(run)
    run_detailed = staticmethod(run_detailed)
    calculate_metrics = staticmethod(calculate_metrics)


def _steps(
    bars: Sequence[Bar],
    strategy: type[HasSignal] | HasSignal,
    starting_cash: float,
    strategy_opts: Mapping[str, Any] | None,
) -> Iterator[Portfolio]:
    """The portfolio after each bar."""
    decider = strategy() if isinstance(strategy, type) else strategy
    init: Callable[[Mapping[str, Any]], Any] | None = getattr(decider, "init", None)
    state: Any = init(dict(strategy_opts or {})) if init else {}
    portfolio = Portfolio.new(starting_cash)
    previous: Newest[Bar] = Newest()
    for bar in bars:
        signal, state = _decision(decider.signal(bar, previous, state))
        portfolio = SIGNALS[signal](portfolio, bar)
        yield portfolio
        previous = previous.with_newest(bar)


def _decision(answer: Any) -> tuple[str, Any]:
    match answer:
        case (str(signal), state) if signal in SIGNALS:
            return signal, state
        case (signal, _):
            raise UnknownSignal(f"A signal is one of {', '.join(SIGNALS)}, not {signal!r}.")
        case _:
            raise UnknownSignal(
                f"A strategy answers a signal and its state, as in ('hold', state), not {answer!r}."
            )


def _of_nothing(starting_cash: float) -> dict[str, Any]:
    return {
        "portfolio": Portfolio.new(starting_cash),
        "performance": {"total_value": starting_cash, "return_percent": 0.0},
        "trade_history": [],
        "bars_processed": 0,
        "strategy": None,
    }


def _result(
    bars: Sequence[Bar],
    steps: Sequence[Portfolio],
    strategy: type[HasSignal] | HasSignal,
    starting_cash: float,
) -> dict[str, Any]:
    portfolio = steps[-1]
    before = [Portfolio.new(starting_cash), *steps[:-1]]
    return {
        "portfolio": portfolio,
        "performance": portfolio.performance_stats(bars[-1].close, starting_cash),
        # A signal that changed nothing left the same portfolio, and no trade.
        "trade_history": [
            TradeRecord(*after.trades[0], bar)
            for bar, earlier, after in zip(bars, before, steps, strict=True)
            if len(after.trades) > len(earlier.trades)
        ],
        "bars_processed": len(bars),
        "strategy": strategy,
        "starting_cash": starting_cash,
    }


def _trade_metrics(trades: Sequence[Sequence[Any]]) -> dict[str, Any]:
    if len(trades) < 2:
        return {"win_rate": 0.0, "avg_trade_return": 0.0, "total_trades": len(trades)}
    pairs = zip(trades[::2], trades[1::2], strict=False)
    gains = [sold[1] - bought[1] for bought, sold in pairs]
    return {
        "win_rate": sum(gain > 0 for gain in gains) / len(gains) * 100.0,
        "avg_trade_return": added(gains) / len(gains),
        "total_trades": len(trades),
        "completed_trades": len(gains),
    }


def _curve_metrics(values: Sequence[float]) -> dict[str, Any]:
    returns = [quotient(value - before, before, "A return") for before, value in pairwise(values)]
    mean = added(returns) / len(returns)
    volatility = _deviation(returns, mean)
    return {
        "max_drawdown": _deepest(values) * 100.0,
        "sharpe_ratio": mean * math.sqrt(BARS_PER_YEAR) / volatility if volatility else 0.0,
        "volatility": volatility,
    }


def _deviation(returns: Sequence[float], mean: float) -> float:
    """The sample standard deviation; 0.0 of a single return."""
    if len(returns) < 2:
        return 0.0
    # With `pow`, as the original: a product may differ in the last bit.
    squares = added(math.pow(value - mean, 2) for value in returns)
    return math.sqrt(squares / (len(returns) - 1))


def _deepest(values: Sequence[float]) -> float:
    peak = deepest = 0.0
    for value in values:
        peak = max(peak, value)
        deepest = max(deepest, quotient(peak - value, peak, "The drawdown"))
    return deepest
