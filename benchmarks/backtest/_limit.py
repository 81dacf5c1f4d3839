"""The limit: one pass over arrays, compiled, that can do nothing but its workload.

It has no orders, no events and no checks; what it leaves is the equity curve. Its final
equity is what every engine must come to under the same convention.
"""

from __future__ import annotations

import numpy as np
from numba import njit, prange

FREE, IBKR_FIXED = 0, 1


@njit(cache=True)
def fee(model, shares, price):
    """Nothing, or IBKR's fixed price for US stocks."""
    if model == FREE:
        return 0.0
    charge = max(shares * 0.005, 1.0)
    return min(charge, shares * price * 0.01)


@njit(cache=True)
def affordable(model, cash, price):
    """Whole shares that the cash pays for, with their commission."""
    most = int(cash / price)
    if most == 0:
        return 0
    shares = int((cash - fee(model, most, price)) / price)
    if shares > 0 and shares * price + fee(model, shares, price) > cash:
        shares -= 1
    return max(shares, 0)


@njit(cache=True)
def average(close, period):
    """The mean of the last `period` closes, by a running sum."""
    found = np.full(len(close), np.nan)
    total = 0.0
    for bar in range(len(close)):
        total += close[bar]
        if bar >= period:
            total -= close[bar - period]
        if bar >= period - 1:
            found[bar] = total / period
    return found


@njit(cache=True)
def cross(opens, close, fast, slow, cash, model, at_open, equity):  # noqa: PLR0917 - numba takes flat arguments
    """All in above, all out below; filled at the close of the bar, or at the next one's open.

    Writes the equity curve unless `equity` is empty; returns the last value and the fills.
    """
    shares, wanted, fills, keep = 0, 0, 0, len(equity) > 0
    for bar in range(len(close)):
        if at_open and wanted != 0:
            shares, cash, done = trade(wanted, shares, cash, opens[bar], model)
            fills, wanted = fills + done, 0
        if bar > 0:
            if fast[bar] > slow[bar] and fast[bar - 1] <= slow[bar - 1]:
                wanted = 1
            elif fast[bar] < slow[bar] and fast[bar - 1] >= slow[bar - 1]:
                wanted = -1
        if not at_open and wanted != 0:
            shares, cash, done = trade(wanted, shares, cash, close[bar], model)
            fills, wanted = fills + done, 0
        if keep:
            equity[bar] = cash + shares * close[bar]
    return cash + shares * close[-1], fills


@njit(cache=True)
def trade(wanted, shares, cash, price, model):
    """Carry out a decision: shares, cash, and how many fills that was."""
    if wanted > 0 and shares == 0:
        bought = affordable(model, cash, price)
        return bought, cash - bought * price - fee(model, bought, price), int(bought > 0)
    if wanted < 0 and shares > 0:
        return 0, cash + shares * price - fee(model, shares, price), 1
    return shares, cash, 0


@njit(cache=True, parallel=True)
def sweep(opens, close, averages, fast, slow, cash, model, at_open):  # noqa: PLR0917 - as above
    """The last value of each pair; `averages` has a row a period, `fast` and `slow` name rows."""
    found = np.empty(len(fast))
    for pair in prange(len(fast)):
        found[pair], _ = cross(
            opens, close, averages[fast[pair]], averages[slow[pair]], cash, model, at_open, np.empty(0)
        )
    return found


@njit(cache=True)
def rebalanced(close, weights, cash):
    """Equity at each close where weights are taken at that close, in parts of shares and without cost."""
    days, assets = close.shape
    held, equity = np.zeros(assets), np.empty(days)
    for day in range(days):
        worth = cash + np.sum(held * close[day])
        if not np.isnan(weights[day, 0]):
            for asset in range(assets):
                aim = weights[day, asset] * worth / close[day, asset]
                cash -= (aim - held[asset]) * close[day, asset]
                held[asset] = aim
        equity[day] = worth
    return equity
