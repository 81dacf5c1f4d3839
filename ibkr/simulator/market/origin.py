"""Where the invented price series begin, what they pass through, and how they move.

The prices at the end of January 2013 are near the real ones, so that the world fits its
date; the ways there and onwards are drawn from the seed.
"""

from __future__ import annotations

import math
from datetime import date

import attrs

from ibkr.simulator.market import universe
from ibkr.simulator.market.contract import SPY

ANCHOR = date(2013, 1, 31)


@attrs.frozen(kw_only=True)
class Origin:
    """A series that begins at `first_price` and closes at `anchor_price` on `ANCHOR`."""

    first_day: date
    first_price: float
    anchor_price: float
    volatility: float
    """Of a year."""
    lots: float
    """Traded on a middling day."""
    days_of_year: int = 252

    @property
    def daily_volatility(self) -> float:
        """Of one trading day."""
        return self.volatility / math.sqrt(self.days_of_year)


_FOREX = date(2004, 1, 2)

ORIGINS: dict[int, Origin] = {
    SPY.conid: Origin(
        first_day=date(2004, 1, 2), first_price=111.0, anchor_price=149.7, volatility=0.14, lots=1_200_000
    ),
    universe.BTC.conid: Origin(
        first_day=date(2012, 1, 1),
        first_price=5.27,
        anchor_price=20.41,
        volatility=0.8,
        lots=40_000,
        days_of_year=365,
    ),
    universe.IBM_BOND.conid: Origin(
        first_day=date(2012, 8, 1), first_price=99.6, anchor_price=98.2, volatility=0.04, lots=3_000
    ),
    **{
        pair.conid: Origin(
            first_day=_FOREX, first_price=first, anchor_price=anchor, volatility=volatility, lots=9_000
        )
        for pair, first, anchor, volatility in (
            (universe.EUR_USD, 1.2592, 1.35795, 0.09),
            (universe.GBP_USD, 1.7906, 1.58575, 0.08),
            (universe.AUD_USD, 0.7531, 1.04265, 0.11),
            (universe.USD_JPY, 106.945, 91.715, 0.1),
            (universe.USD_CHF, 1.23775, 0.91025, 0.1),
            (universe.USD_CAD, 1.2924, 0.99735, 0.09),
        )
    },
}
"""The invented series by conid."""
