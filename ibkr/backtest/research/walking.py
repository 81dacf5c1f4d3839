"""Walk-forward: choose on the past, trade the future that the choice has not seen, move on."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

import attrs
import numpy as np

from ...errors import BacktestError
from ..carry import rate_series
from ..engine import backtest
from ..metrics import Metrics, calendar_of, measure, returns_of
from .sweeping import sweep
from .trials import loaded

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from numpy.typing import NDArray

    from ...model.bars import Bars
    from ..inputs import BarsLike
    from ..records import Trade
    from ..result import Result
    from ..strategy import Strategy
    from .ranking import Sweep
    from .space import Search


@attrs.frozen(eq=False)
class Window:
    """One choice, and what came of it afterwards. Places count steps of the whole series."""

    train: tuple[int, int]
    """First step and the one after the last, of what the choice was made on."""
    test: tuple[int, int]
    """The same of what it was tried on."""
    search: Sweep
    parameters: Mapping[str, Any]
    in_sample: float
    """The score of the choice where it was made."""
    out_of_sample: float
    """The score of the same parameters on the steps after."""
    result: Result
    """The run on the test steps; what comes before them in it only warmed up the indicators."""


@attrs.frozen(eq=False)
class WalkForward:
    """All windows, and the account that had followed them."""

    by: str
    anchored: bool
    windows: tuple[Window, ...]
    times: NDArray[np.int64]
    """The instant of each out-of-sample step, milliseconds since the epoch."""
    equity: NDArray[np.float64]
    """At the close of each; every window begins and ends flat, the costs of closing paid."""
    trades: tuple[Trade, ...]
    metrics: Metrics
    """Of the stitched equity."""

    @property
    def returns(self) -> NDArray[np.float64]:
        """Simple returns of the stitched equity."""
        return returns_of(self.equity)

    @property
    def efficiency(self) -> float:
        """The mean score out of sample over the mean score in sample: 1 would be a choice that held.

        Windows without a score out of sample (nothing was traded) are left out of both.
        """
        told = [window for window in self.windows if math.isfinite(window.out_of_sample)]
        inside = math.fsum(window.in_sample for window in told)
        outside = math.fsum(window.out_of_sample for window in told)
        return outside / inside if inside else math.nan


def walk_forward(
    strategy: type[Strategy] | Any,
    bars: BarsLike | Mapping[str, BarsLike],
    search: Search | Callable[[], Search],
    *,
    train: int,
    test: int,
    anchored: bool = False,
    by: str = "sharpe",
    maximize: bool = True,
    executor: Executor | int | None = None,
    cash: float = 100_000.0,
    progress: Callable[[int, int], object] | None = None,
    **terms: Any,
) -> WalkForward:
    """Choose parameters on `train` steps, trade the `test` steps after them, and go on by `test`.

    `anchored` always trains from the first step. Out of sample, indicators are warm from
    the training steps, and no order is placed before the first test step; what a strategy
    remembers by itself in `next` begins there. Each window starts with the cash that the one
    before it left.

    Args:
        search: begun again for every window; one that draws makes the same draws each time. A
            function that makes a search is asked for one a window.
        progress: called with (windows done, all windows).

    Raises:
        BacktestError: the series is too short for one window, no choice of a window has a score, or
            the strategy is not a class.
    """
    if not isinstance(strategy, type):
        raise BacktestError(
            f"walk_forward() takes a class of strategies, not {strategy!r}: compiled forms know no window."
        )
    walk = _Walk(strategy, loaded(bars), {"by": by, "maximize": maximize, "executor": executor}, terms)
    places = list(_places(len(walk.times), train, test, anchored=anchored))
    windows: list[Window] = []
    for inside, outside in places:
        windows.append(walk.window(search() if callable(search) else search, inside, outside, cash))
        cash = _left(windows[-1].result)
        if progress is not None:
            progress(len(windows), len(places))
    return _stitched(windows, walk.times, by, anchored=anchored)


class _Walk:
    """What all windows of a walk share."""

    def __init__(
        self, strategy: type[Strategy], series: Any, ranking: Mapping[str, Any], terms: Mapping[str, Any]
    ) -> None:
        self._strategy = strategy
        self._series = series
        self._ranking = ranking
        self._terms = terms
        self.times = _times(series)

    def window(
        self, search: Search, inside: tuple[int, int], outside: tuple[int, int], cash: float
    ) -> Window:
        """Choose on the steps inside, trade the steps outside."""
        bars = _cut(self._series, self.times, *inside)
        found = sweep(self._strategy, bars, search, keep=0, cash=cash, **self._ranking, **self._terms)
        best = found.best
        result = backtest(
            later(self._strategy, outside[0] - inside[0]),
            _cut(self._series, self.times, inside[0], outside[1]),
            parameters=dict(best.parameters),
            cash=cash,
            **self._terms,
        )
        score = _measured(result, outside[0] - inside[0]).as_dict()[found.by]
        return Window(inside, outside, found, best.parameters, best.metrics[found.by], float(score), result)


def _times(series: Any) -> NDArray[np.int64]:
    """Every instant at which there is a bar."""
    if isinstance(series, Mapping):
        by_asset = cast("Mapping[str, Bars]", series)
        every = [bars.time for bars in by_asset.values()]
        return np.unique(np.concatenate(every))
    return series.time


def _places(
    length: int, train: int, test: int, *, anchored: bool
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    if train < 2 or test < 2:
        raise BacktestError(f"train={train} and test={test} are numbers of bars: give at least 2 of each.")
    if length < train + 2:
        raise BacktestError(f"There are {length} bars: too few to train on {train} and test on what follows.")
    # A rest of one bar has no return; it is left out.
    for start in range(train, length - 1, test):
        yield (0 if anchored else start - train, start), (start, min(start + test, length))


def _cut(series: Any, times: NDArray[np.int64], first: int, after: int) -> Any:
    """The bars of the steps from `first` to before `after`; an asset without any is left out."""
    if not isinstance(series, Mapping):
        return series[first:after]
    by_asset = cast("Mapping[str, Bars]", series)
    ends = np.array([times[first], times[after - 1] + 1])
    places = {name: np.searchsorted(bars.time, ends).tolist() for name, bars in by_asset.items()}
    cut = {name: bars[places[name][0] : places[name][1]] for name, bars in by_asset.items()}
    return {name: bars for name, bars in cut.items() if len(bars)}


def later(strategy: type[Strategy], first: int) -> type[Strategy]:
    """The same strategy, asked from step `first` on; its indicators see all steps."""
    forms: dict[str, Any] = {}
    asked: Any = getattr(strategy, "signal", None)
    if asked is not None:

        def signal(self: Any, bar: Any, history: Any, state: Any) -> Any:
            answer = asked(self, bar, history, state)
            if self.index >= first:
                return answer
            return ("hold", cast("tuple[Any, Any]", answer)[1]) if isinstance(answer, tuple) else "hold"

        forms["signal"] = signal
    else:

        def decide(self: Strategy) -> None:
            if self.index >= first:
                strategy.next(self)

        forms["next"] = decide
    return type(strategy.__name__, (strategy,), forms)


def _measured(result: Result, warm: int) -> Metrics:
    """The metrics of the test steps alone."""
    equity = np.concatenate([[result.starting_cash], _closed(result)[warm:]])
    held = np.column_stack([np.concatenate([[0], each[warm:]]) for each in result.positions.values()])
    return measure(
        equity,
        held,
        result.trades,
        commission=math.fsum(fill.commission for fill in result.fills),
        calendar=calendar_of(result.times),
    )


def _closed(result: Result) -> NDArray[np.float64]:
    """The equity, with what closing the last positions at the last close would cost taken off its end."""
    equity = result.equity.copy()
    equity[-1] = _left(result)
    return equity


def _left(result: Result) -> float:
    """What an account has after its open positions are closed at their last close, commission paid."""
    cost = 0.0
    rates = rate_series(result.rates, result.times)
    terms = {asset.name: asset for asset in result.terms.assets}
    for name, held in result.positions.items():
        if held[-1]:
            asset = terms[name]
            commission = asset.commission or result.commission
            value = float(result.closes(name)[-1]) * asset.multiplier
            rate = float(rates[asset.currency][-1]) if asset.currency in rates else 1.0
            cost += commission(abs(float(held[-1])), value) * rate
    return float(result.equity[-1]) - cost


def _stitched(windows: list[Window], times: NDArray[np.int64], by: str, *, anchored: bool) -> WalkForward:
    equity = np.concatenate(
        [_closed(window.result)[window.test[0] - window.train[0] :] for window in windows]
    )
    held = np.concatenate([_invested(window) for window in windows])
    trades = tuple(trade for window in windows for trade in window.result.trades)
    stitched = times[windows[0].test[0] : windows[-1].test[1]]
    metrics = measure(
        np.concatenate([[windows[0].result.starting_cash], equity]),
        np.concatenate([[0], held]),
        trades,
        commission=math.fsum(fill.commission for window in windows for fill in window.result.fills),
        calendar=calendar_of(stitched),
    )
    return WalkForward(by, anchored, tuple(windows), stitched, equity, trades, metrics)


def _invested(window: Window) -> NDArray[np.int64]:
    return window.result.invested[window.test[0] - window.train[0] :]
