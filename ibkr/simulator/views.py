"""What the session's user sees of a contract: its quote, his position, figures of past sessions."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from ibkr.simulator.broker.quoting import quote_of
from ibkr.simulator.broker.ticket import Ticket
from ibkr.simulator.market.barsize import BarSize
from ibkr.simulator.market.contract import instrument
from ibkr.simulator.market.entitlements import NOT_SUBSCRIBED, Entitlements, availability
from ibkr.simulator.market.market import NoPrices
from ibkr.simulator.market.universe import SPX
from ibkr.simulator.rendering.quotes import Background, Holding, View

if TYPE_CHECKING:
    from datetime import date

    from ibkr.simulator.broker.broker import Broker
    from ibkr.simulator.data.series import Floats
    from ibkr.simulator.market.bars import BarSeries
    from ibkr.simulator.market.catalogue import Combo
    from ibkr.simulator.market.market import Market

_ONE_DAY = BarSize(1, "d")
_DAYS_OF_A_YEAR = 252
_DAYS_OF_AVERAGE_VOLUME = 90
_DAYS_OF_VOLATILITY = 30
_SPANS = (20, 50, 100, 200)
# An average over 200 days has forgotten its start after three times as many.
_DAYS_READ = 600


class Views:
    """Puts together what the market and the broker know of a contract."""

    def __init__(self, market: Market, broker: Broker, entitlements: Entitlements | None = None) -> None:
        self._market = market
        self._broker = broker
        self._entitlements = Entitlements() if entitlements is None else entitlements
        self._past = lru_cache(maxsize=256)(self._gathered)

    def of(self, conid: int, at: float, *, account: str | None = None, past: bool = False) -> View:
        """What is known of `conid` at epoch second `at`, trading outside of regular hours included.

        With `account` its position is looked up too, with `past` the figures of past sessions.

        Raises:
            KeyError: no such conid in this world.
        """
        listing = instrument(conid)
        holding = None if account is None else self._held(account, conid)
        try:
            seen = self._entitlements.seen(self._market, conid, at, extended=True)
            live = None if holding is None else self._market.quote(conid, at, extended=True)
        except NoPrices:
            return View(instrument=listing, quote=None, at=at)
        return View(
            instrument=listing,
            quote=seen.quote,
            availability=seen.availability,
            live=live,
            holding=holding,
            background=self._past(conid, seen.quote.session) if past and seen.quote else None,
            implied=self._market.implied_volatility(conid) if seen.quote else None,
            at=at,
        )

    def of_combo(self, combo: Combo, at: float) -> View:
        """What is known of a combination: its legs taken together.

        Raises:
            KeyError: a leg is unknown in this world or has no prices.
        """
        ticket = Ticket(account="", conid=combo.conid, side="BUY", quantity=Decimal(1), legs=combo.legs)
        lacking = any(self._entitlements.lacks(leg.conid) for leg in combo.legs)
        quote = None if lacking else quote_of(self._market, ticket, at)
        seen = NOT_SUBSCRIBED if quote is None else availability(quote)
        return View(instrument=instrument(combo.conid), quote=quote, availability=seen)

    def _held(self, account: str, conid: int) -> Holding | None:
        held = next((each for each in self._broker.positions(account) if each.conid == conid), None)
        if held is None or not held.quantity:
            return None
        return Holding(
            quantity=held.quantity,
            average_cost=held.average_cost,
            realized=held.realized_pnl,
            multiplier=held.instrument.multiplier,
            rate=held.rate,
            equity=self._broker.summary(account).net_liquidation,
        )

    def _gathered(self, conid: int, day: date) -> Background | None:
        session = instrument(conid).hours.regular(day)
        assert session is not None, "a quote is of a session"
        # Sessions that have ended: figures of the past do not move with the day.
        bars = self._market.bars(conid, size=_ONE_DAY, until=session.opens - 1, count=_DAYS_READ)
        index = self._market.bars(SPX.conid, size=_ONE_DAY, until=session.opens - 1, count=1)
        return _background(bars, float(index.close[-1])) if len(bars) else None


def _background(days: BarSeries, index: float) -> Background:
    year = days.last(_DAYS_OF_A_YEAR)
    return Background(
        average_volume=float(np.mean(days.last(_DAYS_OF_AVERAGE_VOLUME).volume)),
        week_52_high=_cents(float(np.max(year.high))),
        week_52_low=_cents(float(np.min(year.low))),
        volatility=_volatility(days.last(_DAYS_OF_VOLATILITY + 1).close),
        index=_cents(index),
        ema={span: _cents(_ema(days.close.tolist(), span)) for span in _SPANS},
    )


def _volatility(closes: Floats) -> float:
    if len(closes) < 3:
        return 0.0
    return float(np.std(np.diff(np.log(closes))) * np.sqrt(_DAYS_OF_A_YEAR))


def _ema(closes: list[float], span: int) -> float:
    weight = 2 / (span + 1)
    average = closes[0]
    for close in closes[1:]:
        average += weight * (close - average)
    return average


def _cents(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal("0.01"))
