"""What the session's user sees of a contract: its quote, his position, figures of past sessions."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from ibkr.simulator.market.barsize import BarSize
from ibkr.simulator.market.calendar import session_of
from ibkr.simulator.market.contract import instrument
from ibkr.simulator.market.market import NoPrices
from ibkr.simulator.rendering.quotes import Background, Holding, View

if TYPE_CHECKING:
    from datetime import date

    from ibkr.simulator.broker.broker import Broker
    from ibkr.simulator.market.bars import BarSeries
    from ibkr.simulator.market.market import Market

_ONE_DAY = BarSize(1, "d")
_DAYS_OF_A_YEAR = 252
_DAYS_OF_AVERAGE_VOLUME = 90
_SPANS = (20, 50, 100, 200)
# An average over 200 days has forgotten its start after three times as many.
_DAYS_READ = 600


class Views:
    """Puts together what the market and the broker know of a contract."""

    def __init__(self, market: Market, broker: Broker) -> None:
        self._market = market
        self._broker = broker
        self._past = lru_cache(maxsize=256)(self._gathered)

    def of(self, conid: int, at: float, *, account: str | None = None, past: bool = False) -> View:
        """What is known of `conid` at epoch second `at`.

        With `account` its position is looked up too, with `past` the figures of past sessions.

        Raises:
            KeyError: no such conid in this world.
        """
        listing = instrument(conid)
        try:
            quote = self._market.quote(conid, at)
        except NoPrices:
            return View(instrument=listing, quote=None)
        return View(
            instrument=listing,
            quote=quote,
            holding=None if account is None else self._held(account, conid),
            background=self._past(conid, quote.session) if past else None,
        )

    def _held(self, account: str, conid: int) -> Holding | None:
        held = next((each for each in self._broker.positions(account) if each.conid == conid), None)
        if held is None or not held.quantity:
            return None
        return Holding(quantity=held.quantity, average_cost=held.average_cost, realized=held.realized_pnl)

    def _gathered(self, conid: int, day: date) -> Background | None:
        session = session_of(day)
        if session is None:
            return None
        # Sessions that have ended: figures of the past do not move with the day.
        bars = self._market.bars(conid, size=_ONE_DAY, until=session.opens - 1, count=_DAYS_READ)
        return _background(bars) if len(bars) else None


def _background(days: BarSeries) -> Background:
    year = days.last(_DAYS_OF_A_YEAR)
    return Background(
        average_volume=float(np.mean(days.last(_DAYS_OF_AVERAGE_VOLUME).volume)),
        week_52_high=_cents(float(np.max(year.high))),
        week_52_low=_cents(float(np.min(year.low))),
        ema={span: _cents(_ema(days.close.tolist(), span)) for span in _SPANS},
    )


def _ema(closes: list[float], span: int) -> float:
    weight = 2 / (span + 1)
    average = closes[0]
    for close in closes[1:]:
        average += weight * (close - average)
    return average


def _cents(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal("0.01"))
