"""Bars of one contract as the gateway answers them, over REST and on the websocket alike.

Source: gateway facts "REST endpoints", history, and "Websocket", smh.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ibkr.simulator.history import MOST_POINTS, Window
from ibkr.simulator.market.contract import Instrument, instrument
from ibkr.simulator.market.sides import SIDES, seen_from
from ibkr.simulator.rendering.numbers import dashed_time

if TYPE_CHECKING:
    from ibkr.simulator.market.bars import BarSeries
    from ibkr.simulator.market.market import Market

PRICE_FACTOR = 100
SOURCES_WITHOUT_VOLUME = SIDES


@attrs.frozen(kw_only=True)
class Chart:
    """What was asked for, and the bars that were found: at least one."""

    listing: Instrument
    window: Window
    outside_rth: bool
    series: BarSeries

    def head(self) -> dict[str, Any]:
        """The answer without its bars and without an id."""
        series = self.series
        return {
            "symbol": self.listing.symbol,
            "text": self.listing.company_name,
            "priceFactor": PRICE_FACTOR,
            "startTime": dashed_time(int(series.time[0]) / 1000),
            "high": _extreme(series, int(series.high.argmax()), float(series.high.max())),
            "low": _extreme(series, int(series.low.argmin()), float(series.low.min())),
            "timePeriod": str(self.window.period),
            "barLength": self.window.bar_seconds,
            "mdAvailability": "S",
            "mktDataDelay": 0,
            "outsideRth": self.outside_rth,
            "volumeFactor": 1,
            "priceDisplayRule": 1,
            "priceDisplayValue": "2",
            "negativeCapable": False,
            "messageVersion": 2,
        }


def _extreme(series: BarSeries, index: int, price: float) -> str:
    """`65820/26572.9/67`: price times priceFactor, volume, minutes since the first bar."""
    minutes = (int(series.time[index]) - int(series.time[0])) // 60_000
    return f"{round(price * PRICE_FACTOR)}/{float(series.volume[index])}/{minutes}"


def chart(
    market: Market, conid: int, window: Window, *, until: float, outside_rth: bool, source: str = "trades"
) -> Chart:
    """The bars of a window that ends at epoch second `until`, at most 1000, the newest ones.

    `source` says whether they are of trades, bids, asks or midpoints.

    Raises:
        NoPrices: the contract has none.
        LookupError: there are none in that window.
    """
    # Well above the limit the window need not be gathered to be cut.
    is_cut = window.points > 1.2 * MOST_POINTS
    series = market.bars(
        conid,
        size=window.bar,
        until=until,
        count=MOST_POINTS if is_cut else None,
        period=None if is_cut else window.period,
        outside_rth=outside_rth,
    )
    if not len(series):
        raise LookupError(conid)
    listing = instrument(conid)
    shown = seen_from(series.last(MOST_POINTS), source, listing)
    return Chart(listing=listing, window=window, outside_rth=outside_rth, series=shown)
