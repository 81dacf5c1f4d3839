"""The reference engine: one pass over the bars, by docs/explanation/execution-rules.md.

Per bar: fill what was decided before, reveal the bar, let the strategy decide. The
loop keeps fills only; equity and every statistic are calculated from them afterwards.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from ..errors import BacktestError
from ..model.bars import from_milliseconds
from .broker import Broker
from .costs import IBKR_FIXED
from .errors import StrategyError
from .feed import Feed, values
from .inputs import BarsLike, fingerprint, read_bars
from .result import Result, settle
from .series import Data
from .strategy import Strategy, with_parameters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..model.bars import Bars
    from .costs import Commission

NEXT_OPEN: Final = "next_open"
"""The fill convention: decided when a bar is over, filled at the open of the next."""


def backtest(
    strategy: type[Strategy],
    bars: BarsLike,
    *,
    cash: float = 100_000.0,
    commission: Commission = IBKR_FIXED,
    parameters: Mapping[str, Any] | None = None,
    asset: str = "",
) -> Result:
    """Run `strategy` over `bars`, oldest first, and return what happened.

    `cash` is in the currency of the prices; `parameters` override the strategy's class
    attributes for this run; `asset` names what is traded, in errors and reports. The
    same inputs give the same result, byte for byte in `Result.to_json()`.

    Raises:
        InvalidBars: naming the first bad row.
        InvalidIndicator, LookAhead: an indicator cannot be used.
        StrategyError: the strategy raised; its `.result` ends with that bar.
        BacktestError: an unknown parameter, or cash that is not above zero.
    """
    if not (isinstance(strategy, type) and issubclass(strategy, Strategy)):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may be untyped
        raise BacktestError(f"{strategy!r} is not a class derived from ibkr.backtest.Strategy.")
    if not (math.isfinite(cash) and cash > 0):
        raise BacktestError(f"A backtest starts with cash above zero, not {cash}.")
    series = read_bars(bars)
    made, chosen = with_parameters(strategy, parameters or {})
    run = _Run(made, series, chosen, Broker(float(cash), commission), asset or "the asset")
    run.prepare()
    run.walk()
    return run.result(len(series))


class _Run:
    """One strategy on its way through the bars."""

    def __init__(
        self, strategy: Strategy, bars: Bars, parameters: dict[str, Any], broker: Broker, asset: str
    ) -> None:
        self.strategy = strategy
        self.name = type(strategy).__name__
        self.bars = bars
        self.parameters = parameters
        self.broker = broker
        self.starting_cash = broker.cash
        self.asset = asset
        self.feed = Feed(bars, self._known)
        self.first = 0
        """The first bar on which the strategy decides."""

    def _known(self) -> int:
        return self.broker.bar + 1

    def prepare(self) -> None:
        """Let the strategy declare what it needs, calculate it, and reveal the warm-up."""
        broker = self.broker
        # Not the bound method: what the strategy holds must not lead to this run and its arrays.
        data = Data(self.feed.column_opener(), lambda: broker.bar + 1)
        self.strategy.attach(broker, data, self.feed.declarer())
        try:
            self.strategy.init()
        except Exception as error:
            raise BacktestError(f"{self.name}.init failed: {type(error).__name__}: {error}") from error
        if broker.pending:
            raise BacktestError(f"{self.name}.init places an order; orders are placed in next, on a bar.")
        self.first = self.feed.compute()
        self.feed.start(self.first)
        data.settle()

    def walk(self) -> None:
        """Visit every bar from `first` on. This loop is the engine's running time."""
        broker, feed, decide = self.broker, self.feed, self.strategy.next
        pending, fill, reveals = broker.pending, broker.fill_pending, feed.reveals
        prices = zip(values(self.bars.open, self.first), values(self.bars.close, self.first), strict=True)
        try:
            for bar, (open_, close) in enumerate(prices, self.first):
                if pending:
                    fill(bar, open_)
                for reveal in reveals:
                    reveal()
                broker.bar = bar
                broker.price = close
                decide()
        except Exception as error:
            raise self._failed(error) from error
        broker.expire_pending()

    def _failed(self, error: Exception) -> StrategyError:
        bar = self.broker.bar
        time = from_milliseconds(int(self.bars.time[bar]))
        return StrategyError(
            f"{self.name} raised {type(error).__name__} on bar {bar} of {self.asset} "
            f"({time:%Y-%m-%d %H:%M} UTC): {error}. What happened until then is in `.result`.",
            bar=bar,
            time=time,
            asset=self.asset,
            result=self.result(bar + 1),
        )

    def result(self, length: int) -> Result:
        """Everything on the first `length` bars."""
        bars = self.bars if length == len(self.bars) else self.bars[:length]
        return settle(
            self.broker,
            strategy=self.name,
            asset=self.asset,
            bars=bars,
            starting_cash=self.starting_cash,
            parameters=self.parameters,
            convention=NEXT_OPEN,
            first_decision=self.first,
            fingerprint=fingerprint(bars),
        )
