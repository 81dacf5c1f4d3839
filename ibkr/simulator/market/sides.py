"""Bars of bids, asks and midpoints, from bars of trades: the usual spread around each price.

A trade prints at one side of the touch, so both sides are taken to lie half a spread from
it, on whole steps of the price. `bid_ask` is read as in IBKR's other interface: opens with
the bid, closes with the ask, and reaches from the lowest bid to the highest ask.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs
import numpy as np

from ibkr.simulator.market.book import Touch

if TYPE_CHECKING:
    from ibkr.simulator.data.series import Floats
    from ibkr.simulator.market.bars import BarSeries
    from ibkr.simulator.market.listing import Instrument

TOUCHES = {
    "CASH": Touch(spread=0.00004, value=4e6),
    "FUT": Touch(spread=0.00005, value=4e6),
    "CRYPTO": Touch(spread=0.002, value=20_000),
    "BOND": Touch(spread=0.003, value=100_000),
}
"""What the touch is like of everything that is no stock; of an option it follows from its value."""
HALF_SPREAD_OF_OPTIONS = 0.015
"""As a share of the option's value."""
SIDES = frozenset({"bid", "ask", "midpoint", "bid_ask"})
"""The sources that are no trades."""


@attrs.frozen(eq=False)
class _Spread:
    """The distance of both sides from a price, and the step they stand on."""

    half: float
    step: float

    def bid(self, price: Floats) -> Floats:
        """The bid where it traded at that price; nothing is bid below zero."""
        lower = np.minimum(price * (1 - self.half), price - self.step / 2)
        return np.maximum(self._on_step(np.floor(lower / self.step + _ROUNDING)), 0.0)

    def ask(self, price: Floats) -> Floats:
        """The ask where it traded at that price."""
        upper = np.maximum(price * (1 + self.half), price + self.step / 2)
        return self._on_step(np.ceil(upper / self.step - _ROUNDING))

    def midpoint(self, price: Floats) -> Floats:
        """Half way between the two."""
        return np.round((self.bid(price) + self.ask(price)) / 2, 8)

    def _on_step(self, steps: Floats) -> Floats:
        return np.round(steps * self.step, 8)


_ROUNDING = 1e-9


def seen_from(series: BarSeries, source: str, listing: Instrument) -> BarSeries:
    """Bars of a source; of trades, and of a word that is unknown, the same bars."""
    if source not in SIDES or not len(series):
        return series
    spread = _spread_of(listing, float(series.close[-1]))
    if source == "bid_ask":
        return attrs.evolve(
            series,
            open=spread.bid(series.open),
            high=spread.ask(series.high),
            low=spread.bid(series.low),
            close=spread.ask(series.close),
        )
    side: Callable[[Floats], Floats] = getattr(spread, source)
    prices = {name: side(getattr(series, name)) for name in ("open", "high", "low", "close")}
    return attrs.evolve(series, **prices)


def _spread_of(listing: Instrument, price: float) -> _Spread:
    options = listing.sec_type in ("OPT", "FOP")
    half = HALF_SPREAD_OF_OPTIONS if options else TOUCHES.get(listing.sec_type, Touch()).spread / 2
    return _Spread(half, float(listing.tick_at(Decimal(repr(price)))))
