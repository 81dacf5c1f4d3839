"""Excursions of a run's trades, each against the bars of its own asset."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from .metrics import Excursions, excursions

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .records import Trade
    from .result import Result


def trade_excursions(result: Result) -> Excursions:
    """How far each trade went against and for its holder, in the order of `result.trades`.

    Under the conventions that fill at the close, the bar of the entry is over and does not
    count; where another order filled within it, that is a simplification. A step on which
    the asset has no bar says nothing. Prices before a split are restated.
    """
    adverse, favourable = np.zeros(len(result.trades)), np.zeros(len(result.trades))
    at_close = result.convention != "next_open"
    for asset in result.series:
        mine = [place for place, trade in enumerate(result.trades) if trade.asset == asset]
        ratio = _restated(result, asset)
        high, low = _ranges(result, asset)
        trades = [_after_splits(result.trades[place], ratio) for place in mine]
        found = excursions(trades, high * ratio, low * ratio, at_close=at_close)
        adverse[mine], favourable[mine] = found
    return Excursions(adverse, favourable)


def _ranges(result: Result, asset: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Highs and lows at each step; without a bar, what no price exceeds."""
    bars = result.series[asset]
    steps = np.searchsorted(result.times, bars.time)
    high, low = np.full(len(result.times), -np.inf), np.full(len(result.times), np.inf)
    high[steps], low[steps] = bars.high, bars.low
    return high, low


def _restated(result: Result, asset: str) -> NDArray[np.float64]:
    """What a price of each step is multiplied by to be one of after the last split."""
    ratio = np.ones(len(result.times))
    for step, name, shares in result.splits:
        if name == asset:
            ratio[:step] /= shares
    return ratio


def _after_splits(trade: Trade, ratio: NDArray[np.float64]) -> Trade:
    # The prices of a trade are those of its exit's day: splits in between are in them.
    factor = ratio[trade.exit_bar]
    return attrs.evolve(trade, entry_price=trade.entry_price * factor, exit_price=trade.exit_price * factor)
