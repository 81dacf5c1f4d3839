"""Taking an account through one step of the market: what is due, fills, the new prices, what is due after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .matching import match, match_several

if TYPE_CHECKING:
    from collections.abc import Callable

    from .broker import Broker
    from .duties import Duties
    from .market import Market
    from .matching import Price


def turner(market: Market, broker: Broker, duties: Duties, first: int) -> Callable[[int, list[int]], None]:
    """A function of a step and the assets that have a bar on it, to be called from step `first` on."""
    books, marks, rows = broker.books, broker.marks, market.rows
    readers = [market.bar(index) for index in range(len(market.series))]
    for index, bars in enumerate(market.series):
        rows[index] = int(np.searchsorted(market.steps(index), first)) - 1
        if rows[index] >= 0:
            marks[index] = float(bars.close[rows[index]])
    closes = [bars.close for bars in market.series]

    def bar(index: int) -> Price:
        return readers[index]()

    def turn(step: int, present: list[int]) -> None:
        broker.bar = step
        for index in present:
            rows[index] += 1
            if not rows[index]:
                marks[index] = readers[index]()[0]
        due = step >= duties.alarm
        if due:
            duties.open(step)
        if broker.delayed:
            broker.catch_up(step)
        if broker.used:
            broker.used.clear()
        working = [index for index in present if books[index]]
        if len(working) == 1:
            match(broker, working[0], readers[working[0]]()[0], readers[working[0]], step)
        elif working:
            match_several(broker, working, bar, step)
        for index in present:
            marks[index] = closes[index].item(rows[index])
        if due:
            duties.close(step)

    return turn
