"""The kernel for weights of many assets that all have a bar on every step, traded at the market.

Only steps with weights matter: what is held in between is worth one sum a step, taken for all
steps of a stretch at once, asset by asset. Tables are assets by steps, so that a stretch lies
together in memory. The operations on money are those of `ledger`, in the same order.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from ..account import DUST
from .jit import inlined, kernel
from .kernels import stamped
from .layout import CLOSE, NEXT_OPEN
from .plain import bought, charged, conclude, slipping
from .pricing import reduces
from .scanning import begun, measured


class Book(NamedTuple):
    """What is held: by asset, and the values of positions in a row, in the order of the assets."""

    positions: Any
    marks: Any
    names: Any
    """The assets held."""
    values: Any
    """Position times multiplier times mark, of each."""


@inlined
def summed(start: float, values: Any, count: int) -> float:
    """Cash plus what is held, asset by asset: `ledger.equity_of`."""
    for place in range(count):
        start += values[place]
    return start


@inlined
def needed(values: Any, count: int, left_out: int) -> float:
    """The value of the positions but one, rounded once: `ledger.required`."""
    total, rest = 0.0, 0.0
    for place in range(count):
        worth = 0.0 if place == left_out else abs(values[place])
        # Adding nothing changes nothing: leaving out a place needs no branch.
        added = total + worth
        part = added - total
        rest += (total - (added - part)) + (worth - part)
        total = added
    return total + rest


@inlined
def put_in(book: Any, count: int, place: int, index: int) -> int:
    """Make room for an asset in the row; how many are held."""
    for at in range(count, place, -1):
        book.names[at], book.values[at] = book.names[at - 1], book.values[at - 1]
    book.names[place] = index
    return count + 1


@inlined
def take_out(book: Any, count: int, place: int) -> int:
    """Close the gap that an asset leaves; how many are held."""
    for at in range(place, count - 1):
        book.names[at], book.values[at] = book.names[at + 1], book.values[at + 1]
    return count - 1


@inlined
def place_of(book: Any, count: int, index: int) -> int:
    """Where an asset stands in the row, or would."""
    low, high = 0, count
    while low < high:
        middle = (low + high) // 2
        if book.names[middle] < index:
            low = middle + 1
        else:
            high = middle
    return low


@inlined
def aimed(
    costs: Any, book: Any, count: int, place: int, held: float, cash: float, weight: float, price: float
) -> Any:
    """By how much a position changes for its weight: `ledger.to_weight`."""
    if held != 0:
        book.values[place] = held * costs.multiplier * price
    worth = summed(cash, book.values, count)
    aim = weight * worth
    wanted = bought(costs, abs(aim), price)
    room = worth - needed(book.values, count, place if held != 0 else -1)
    if room < abs(aim):
        wanted = min(wanted, bought(costs, max(room, 0.0), price))
    return (wanted if aim > 0 else -wanted) - held


@inlined
def payable(
    costs: Any,
    book: Any,
    count: int,
    place: int,
    held: float,
    position: float,
    cash: float,
    price: float,
    charge: float,
) -> bool:
    """Whether a fill that does not only reduce can be: `ledger.objection` of several assets.

    Leaves the row as it was, but for the asset's own value, which is at `price`.
    """
    if position < 0 and -position > costs.shortable:
        return False
    if held != 0:
        book.values[place] = held * costs.multiplier * price
    equity = summed(cash, book.values, count) - charge
    total, rest, before = 0.0, 0.0, held == 0
    worth = abs(position) * costs.multiplier * price
    for at in range(count + (1 if before else 0)):
        source = at - 1 if before and at > place else at
        value = worth if at == place else abs(book.values[source])
        added = total + value
        part = added - total
        rest += (total - (added - part)) + (value - part)
        total = added
    return total + rest <= equity + DUST


@inlined
def given(row: Any) -> bool:
    """Whether there is any weight. Counting has no way out, so several are looked at at once."""
    found = 0
    for place in range(len(row)):
        found += row[place] == row[place]
    return found > 0


@inlined
def sort_in(keys: Any, moves: Any, count: int, key: float, index: int) -> None:
    """Put an asset behind all whose key is not greater: equal keys stay in the order of the names."""
    low, high = 0, count
    while low < high:
        middle = (low + high) // 2
        if keys[middle] <= key:
            low = middle + 1
        else:
            high = middle
    for at in range(count, low, -1):
        keys[at], moves[at] = keys[at - 1], moves[at - 1]
    keys[low], moves[low] = key, index


@inlined
def wanted_order(book: Any, row: Any, equity: float, by_name: Any, keys: Any, moves: Any) -> int:
    """The assets to be ordered, sales first; how many: `rebalancing.order_weights`."""
    count = 0
    for index in by_name:
        weight = row[index]
        if math.isnan(weight):
            continue
        held = book.positions[index]
        worth = held * book.marks[index] if held != 0 else 0.0
        if weight != 0 or worth != 0:
            sort_in(keys, moves, count, abs(weight * equity) - abs(worth), index)
            count += 1
    return count


@inlined
def revalue(book: Any, costs: Any, count: int) -> None:
    """Each value at its mark."""
    for place in range(count):
        index = book.names[place]
        book.values[place] = book.positions[index] * costs[index].multiplier * book.marks[index]


@inlined
def stretch(
    so_far: Any,
    book: Any,
    costs: Any,
    count: int,
    cash: float,
    closes: Any,
    start: int,
    end: int,
    equity: Any,
) -> Any:
    """The equity of steps on which nothing is traded, and the statistics of it."""
    part = equity[start:end]
    part[:] = cash
    for place in range(count):
        index = book.names[place]
        held, prices = book.positions[index] * costs[index].multiplier, closes[index, start:end]
        for step in range(len(part)):
            part[step] += held * prices[step]
    if start == 0 and end > 0:
        so_far = begun(part[0])
    for step in range(len(part)):
        so_far = measured(so_far, part[step])
    return so_far


def balance(
    weights: Any,
    by_name: Any,
    costs: Any,
    opens: Any,
    closes: Any,
    cash: float,
    equity: Any,
    outcome: Any,
) -> None:
    """Trade the weights of the steps that have any; the equity at each close, and `outcomes.FIELDS`.

    `costs` has a record an asset.
    """
    assets, end = closes.shape
    book = Book(np.zeros(assets), np.zeros(assets), np.zeros(assets + 1, np.int64), np.zeros(assets + 1))
    keys, moves = np.empty(assets), np.empty(assets, np.int64)
    so_far = begun(cash)
    convention = costs[0].convention
    late = 0 if convention == CLOSE else 1
    count, since, fills, paid, traded = 0, 0, 0, 0.0, 0.0
    for step in range(end - late):
        if not given(weights[step]):
            continue
        at = step + late
        so_far = stretch(so_far, book, costs, count, cash, closes, since, at, equity)
        since = at
        book.marks[:] = closes[:, step]
        revalue(book, costs, count)
        ordered = wanted_order(book, weights[step], summed(cash, book.values, count), by_name, keys, moves)
        for index in moves[:ordered]:
            terms, held = costs[index], book.positions[index]
            market = opens[index, at] if convention == NEXT_OPEN else closes[index, at]
            place = place_of(book, count, index)
            mark = book.values[place] if held != 0 else 0.0
            weight = weights[step, index]
            change = aimed(terms, book, count, place, held, cash, weight, market)
            if terms.slippage != 0:
                sign = 1 if change > 0 else -1
                change = aimed(terms, book, count, place, held, cash, weight, slipping(terms, sign, market))
            price = slipping(terms, 1 if change > 0 else -1, market)
            charge = charged(terms, abs(change), price * terms.multiplier) if change != 0 else 0.0
            position = held + change
            fine = change != 0 and (
                (held != 0 and reduces(held, change))
                or payable(terms, book, count, place, held, position, cash, price, charge)
            )
            if held != 0:
                book.values[place] = mark
            if not fine:
                continue
            cash = cash - change * price * terms.multiplier - charge
            if held == 0:
                count = put_in(book, count, place, index)
            elif position == 0:
                count = take_out(book, count, place)
            if position != 0:
                book.values[place] = position * terms.multiplier * book.marks[index]
            book.positions[index] = position
            fills += 1
            paid += charge
            traded += abs(change) * price * terms.multiplier
    so_far = stretch(so_far, book, costs, count, cash, closes, since, end, equity)
    conclude(outcome, so_far, equity[end - 1])
    outcome[4], outcome[5], outcome[6] = fills, paid, traded


@cache
def balancing() -> Any:
    """`balance`, compiled."""
    return kernel(stamped(balance))
