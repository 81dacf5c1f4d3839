"""The book below its touch: what waits at each price around the market.

The touch is the market's own; what lies behind it is drawn, the same for the same
contract, price and moment.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.market.contract import instrument

if TYPE_CHECKING:
    from decimal import Decimal

    from ibkr.simulator.market.quote import MarketQuote

LEVELS = 10
"""Prices on each side of the touch."""
_REDRAW_SECONDS = 3
"""So long what waits at a price stays as it is."""


@attrs.frozen(kw_only=True)
class Level:
    """One price of the book; a size of 0 stands for nothing there."""

    price: Decimal
    bid_size: int = 0
    ask_size: int = 0
    last_size: int = 0
    """Of the last trade, if that was here."""


def ladder(quote: MarketQuote) -> list[Level]:
    """The levels around the market, dearest first, the last trade among them.

    An index, which nobody can trade, has its last price alone.
    """
    tick = instrument(quote.conid).tick
    levels: dict[Decimal, Level] = {}
    for step in range(LEVELS):
        above, below = quote.ask + step * tick, quote.bid - step * tick
        if quote.ask_size:
            levels[above] = Level(price=above, ask_size=_size(quote, above, step, quote.ask_size))
        if quote.bid_size and below > 0:
            levels[below] = Level(price=below, bid_size=_size(quote, below, step, quote.bid_size))
    last = quote.last.quantize(tick)
    levels[last] = attrs.evolve(levels.get(last, Level(price=last)), last_size=quote.last_size)
    return [levels[price] for price in sorted(levels, reverse=True)]


def _size(quote: MarketQuote, price: Decimal, step: int, touch: int) -> int:
    """The touch as it is; behind it more and more."""
    if step == 0:
        return touch
    moment = int(quote.time) // _REDRAW_SECONDS
    rng = random.Random(f"{quote.conid}:{price}:{moment}")
    return max(1, round(touch * (1 + step / 3) * (0.5 + rng.random()) / 100)) * (100 if touch >= 100 else 1)
