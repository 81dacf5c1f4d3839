"""Numbers of the closed trades and of the position. Money is in the currency of the prices.

A win is a trade that earned more than its commissions (pnl > 0), a loss one with pnl < 0;
one that breaks even is neither.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ._sample import complete, ratio

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..records import Trade


class Excursions(NamedTuple):
    """How far each trade went against and for its holder, as fractions of the entry price."""

    adverse: NDArray[np.float64]
    """Zero or negative."""
    favourable: NDArray[np.float64]
    """Zero or positive."""


def win_rate(trades: Sequence[Trade]) -> float:
    """Closed trades that earned more than their commissions (pnl > 0), over closed trades."""
    return ratio(sum(trade.pnl > 0 for trade in trades), len(trades))


def profit_factor(trades: Sequence[Trade]) -> float:
    """Money won / money lost. NaN without a loss."""
    won, lost = _won_and_lost(trades)
    return ratio(math.fsum(won), -math.fsum(lost))


def expectancy(trades: Sequence[Trade]) -> float:
    """Mean pnl of a trade, in money."""
    return ratio(math.fsum(trade.pnl for trade in trades), len(trades))


def average_win(trades: Sequence[Trade]) -> float:
    """Mean pnl of the wins, in money. NaN without one."""
    won, _ = _won_and_lost(trades)
    return ratio(math.fsum(won), len(won))


def average_loss(trades: Sequence[Trade]) -> float:
    """Mean pnl of the losses, in money: negative. NaN without one."""
    _, lost = _won_and_lost(trades)
    return ratio(math.fsum(lost), len(lost))


def payoff(trades: Sequence[Trade]) -> float:
    """Average win / average loss, as a positive number. NaN without one of either."""
    return ratio(average_win(trades), -average_loss(trades))


def exposure(position: NDArray[np.int64] | NDArray[np.float64]) -> float:
    """Bars that end with a position, long or short, over all bars.

    With several assets, one column each, a bar counts once.
    """
    held = position != 0
    return ratio(int(np.count_nonzero(held if held.ndim == 1 else held.any(axis=1))), len(position))


def turnover(traded: float, equity: NDArray[np.float64], periods_per_year: float) -> float:
    """Value of all fills, purchases and sales alike / mean equity, a year.

    1 is the whole equity bought, or sold, once a year. The year is counted in bars.
    """
    if not complete(equity, 2):
        return math.nan
    years = (len(equity) - 1) / periods_per_year
    return ratio(traded, float(np.mean(equity)) * years)


def excursions(
    trades: Sequence[Trade], high: NDArray[np.float64], low: NDArray[np.float64], *, at_close: bool = False
) -> Excursions:
    """Maximum adverse and favourable excursion of each trade (MAE, MFE).

    The highest high and the lowest low from the bar of the entry to the one before the exit,
    and the exit price: what the exit's own bar did before it is not known. `at_close` is for
    fills at the close, where the entry's bar is over and the exit's bar counts.
    """
    begins = np.array([trade.entry_bar for trade in trades], dtype=np.int64) + at_close
    ends = np.array([trade.exit_bar for trade in trades], dtype=np.int64) + at_close
    entry = np.array([trade.entry_price for trade in trades], dtype=np.float64)
    exits = np.array([trade.exit_price for trade in trades], dtype=np.float64)
    highest = np.maximum(_extreme(np.maximum, high, begins, ends, -math.inf), np.maximum(entry, exits))
    lowest = np.minimum(_extreme(np.minimum, low, begins, ends, math.inf), np.minimum(entry, exits))
    long = np.array([trade.side == "long" for trade in trades], dtype=np.bool_)
    up, down = highest / entry - 1.0, lowest / entry - 1.0
    return Excursions(np.where(long, down, -up), np.where(long, up, -down))


def _extreme(
    operation: np.ufunc,
    values: NDArray[np.float64],
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    nothing: float,
) -> NDArray[np.float64]:
    """The operation over each stretch of bars; `nothing` where it is empty."""
    if not len(begins):
        return np.zeros(0)
    stretches = np.stack((begins, ends), axis=1).reshape(-1)
    found = operation.reduceat(np.append(values, nothing), stretches)[::2]
    return np.where(ends > begins, found, nothing)


def _won_and_lost(trades: Sequence[Trade]) -> tuple[list[float], list[float]]:
    return [trade.pnl for trade in trades if trade.pnl > 0], [trade.pnl for trade in trades if trade.pnl < 0]
