"""Many assets on one account, step by step, with the weights that each shall have."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .jit import inlined
from .layout import CLOSE, NOBODY, WEIGHT
from .ledger import equity_of
from .matching import at_close, move_inside, move_trails, open_all, tidy
from .records import asset_at, order_at
from .scanning import begun, keep_statistics, measured, statistics_of
from .submitting import market_order
from .walking import FINISHED, FULL, begin_month, is_full


@inlined
def working(account: Any, count: int) -> int:
    """How many orders wait or work."""
    found = 0
    for index in range(count):
        number = asset_at(account, index).head
        while number != NOBODY:
            found += 1
            number = order_at(account, number).next
    return found


@inlined
def present(account: Any, closes: Any, step: int, found: Any) -> int:
    """How many assets have orders and a bar; their places, the one with the oldest order first."""
    many = 0
    for index in range(closes.shape[1]):
        head = asset_at(account, index).head
        if head == NOBODY or math.isnan(closes[step, index]):
            continue
        place = many
        while place > 0 and asset_at(account, found[place - 1]).head > head:
            found[place] = found[place - 1]
            place -= 1
        found[place] = index
        many += 1
    return many


@inlined
def fill_all(account: Any, bars: Any, step: int, found: Any) -> None:
    """Carry the assets through their bars: each moment for all of them before the next."""
    opens, highs, lows, closes, volumes = bars
    many = present(account, closes, step, found)
    for index in found[:many]:
        # What is bought on its first bar is worth its open until the bar is over.
        if math.isnan(asset_at(account, index).mark):
            asset_at(account, index).mark = opens[step, index]
    for index in found[:many]:
        asset_at(account, index).volume = volumes[step, index]
        open_all(account, index, opens[step, index])
    for index in found[:many]:
        move_inside(account, index, opens[step, index], highs[step, index], lows[step, index])
    for index in found[:many]:
        at_close(account, index, closes[step, index])
    for index in found[:many]:
        move_trails(account, index, highs[step, index], lows[step, index], closes[step, index])
        tidy(account, index)
    for index in range(closes.shape[1]):
        if not math.isnan(closes[step, index]):
            asset_at(account, index).mark = closes[step, index]


@inlined
def order_weights(account: Any, weights: Any, step: int, by_name: Any, keys: Any, moves: Any) -> bool:
    """Order what brings each asset to its weight, sales first; whether anything was asked for."""
    equity = equity_of(account)
    count, asked = 0, False
    for index in by_name:
        weight = weights[step, index]
        if math.isnan(weight):
            continue
        asked = True
        asset = asset_at(account, index)
        worth = asset.position * asset.mark if asset.position != 0 else 0.0
        if weight != 0 or worth != 0:
            keys[count], moves[count] = abs(weight * equity) - abs(worth), index
            count += 1
    for place in np.argsort(keys[:count], kind="mergesort"):
        index = moves[place]
        weight = weights[step, index]
        market_order(account, index, 1 if weight > 0 else -1, WEIGHT, weight)
    return asked


@inlined
def close_all(account: Any, bars: Any, step: int, found: Any) -> None:
    """Convention `close`: what was ordered on this step is filled at its close."""
    closes, volumes = bars[3], bars[4]
    for index in found[: present(account, closes, step, found)]:
        asset_at(account, index).volume = volumes[step, index]
        at_close(account, index, closes[step, index])
        tidy(account, index)


def rebalance(
    accounts: Any, bars: Any, months: Any, weights: Any, by_name: Any, curve: Any, outcome: Any
) -> int:
    """Go on until the steps are over or a table is full; say which."""
    account = accounts[0]
    steps, count = weights.shape
    keys, moves = np.empty(count), np.empty(count, np.int64)
    for step in range(account.next, steps):
        account.waiting = working(account, count) + count
        if is_full(account):
            account.next = step
            return FULL
        account.bar = step
        begin_month(account, months, step)
        fill_all(account, bars, step, moves)
        asked = order_weights(account, weights, step, by_name, keys, moves)
        if asked and account.convention == CLOSE:
            close_all(account, bars, step, moves)
        if len(curve) or account.statistics:
            equity = equity_of(account)
            if len(curve):
                curve[step] = equity
            if account.statistics:
                so_far = begun(equity) if step == 0 else measured(statistics_of(account), equity)
                keep_statistics(account, so_far)
    account.waiting = 0
    outcome[0] = equity_of(account)
    outcome[1] = min(account.deepest, account.trough / account.peak - 1.0)
    outcome[2], outcome[3] = account.total, account.squares
    outcome[4], outcome[5], outcome[6] = account.fills, account.paid, account.traded
    return FINISHED
