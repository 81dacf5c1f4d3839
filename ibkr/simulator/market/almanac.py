"""The days of each contract: bars without end, whether it trades, what a derivative ends at.

An index and its futures follow an ETF, options their underlying; everything else has
bars of its own.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from ibkr.simulator.market import calendar
from ibkr.simulator.market.calendar import Phase, Session
from ibkr.simulator.market.contract import AAPL, SPY, Instrument, instrument
from ibkr.simulator.market.daily import DailyBars, Days, ScaledBars
from ibkr.simulator.market.listing import OPTION_TYPES
from ibkr.simulator.market.quote import to_price
from ibkr.simulator.market.tape import OptionDays, OptionModel
from ibkr.simulator.market.universe import SPX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ibkr.simulator.data.series import Floats, Ints
    from ibkr.simulator.market.hours import Hours
    from ibkr.simulator.market.own import OwnBars

_INDEX_FACTOR = 10.0
_CARRY = -0.015
"""Of a year: what a future is dearer than its index."""
_CONTRACT_SHARES = 100
"""Shares of the ETF that trade for one future."""
_OPTION_VOLATILITY = {AAPL.conid: 0.32, SPY.conid: 0.14, SPX.conid: 0.14}


class NoPrices(KeyError):
    """This market has no prices of that contract, or none yet at that time."""

    def __str__(self) -> str:
        """The sentence, without the quotes that a KeyError adds."""
        return str(self.args[0])


class Almanac:
    """Daily bars of every contract, each made when it is first asked for."""

    def __init__(self, seed: int, own: Mapping[int, OwnBars]) -> None:
        """Draw from `seed`; `own` bars, by conid, take the place of others."""
        self._seed = seed
        self._own = own
        self._daily: dict[int, Days] = {}
        self.model = lru_cache(maxsize=2048)(self._modelled)
        """How an option or event contract is valued."""
        self.trades_in = lru_cache(maxsize=2048)(self._trades_in)
        """Whether a contract trades in a session, of whatever phase."""

    def days(self, conid: int) -> Days:
        """The daily bars of a contract.

        Raises:
            NoPrices: the contract has no data.
        """
        found = self._daily.get(conid)
        if found is None:
            found = self._daily.setdefault(conid, self._begun(listed(conid)))
        return found

    def settlement(self, conid: int) -> Decimal:
        """What a derivative is worth at the end of its life.

        Raises:
            NoPrices: it has no such end, or no data then.
        """
        listing = listed(conid)
        day = listing.last_trading_day
        session = None if day is None else listing.hours.regular(day)
        bar = None if session is None else self.days(listing.underlying_conid or conid).bar(session)
        if bar is None:
            raise NoPrices(f"{listing.name} has no last day of trading")
        if listing.sec_type not in OPTION_TYPES:
            own = self.days(conid).bar(bar.session)
            assert own is not None, "a future lives on its last day of trading"
            return to_price(own.close, listing.tick)
        model = self.model(conid)
        return Decimal(str(round(model.payoff(bar.close * model.unit), 4)))

    def _trades_in(self, conid: int, session: Session) -> bool:
        return self.days(conid).bar(regular_of(listed(conid).hours, session)) is not None

    def _begun(self, listing: Instrument) -> Days:
        if listing.sec_type in OPTION_TYPES:
            return OptionDays(self.model(listing.conid), self.days(listing.underlying_conid))
        if listing is SPX:
            return ScaledBars(self._etf, lambda day: np.full(len(day), _INDEX_FACTOR), lot=1)
        if listing.sec_type == "FUT":
            return self._followed(listing)
        own = self._own.get(listing.conid)
        return DailyBars(listing, seed=self._seed, columns=None if own is None else own.days)

    @property
    def _etf(self) -> DailyBars:
        found = self.days(SPY.conid)
        assert isinstance(found, DailyBars)
        return found

    def _followed(self, future: Instrument) -> ScaledBars:
        assert future.expiry is not None
        assert future.last_trading_day is not None
        ends = calendar.to_ordinal(future.expiry)
        level = _INDEX_FACTOR * float(SPY.unit / future.unit)

        def factor(day: Ints) -> Floats:
            return level * np.exp(_CARRY * (ends - day) / 365)

        lives = (calendar.from_ordinal(ends - 760), future.last_trading_day)
        return ScaledBars(self._etf, factor, lot=_CONTRACT_SHARES, lives=lives)

    def _modelled(self, conid: int) -> OptionModel:
        option = instrument(conid)
        under = instrument(option.underlying_conid)
        volatility = volatility_of(under)
        assert volatility is not None, "whatever has options has a volatility"
        return OptionModel(option, under, volatility=volatility)


def volatility_of(under: Instrument) -> float | None:
    """The volatility from which options on a contract are priced; None without such options.

    Futures move as the index does that they are on.
    """
    return _OPTION_VOLATILITY.get(under.underlying_conid if under.sec_type == "FUT" else under.conid)


def regular_of(hours: Hours, session: Session) -> Session:
    """The regular session of the same trading day."""
    if session.phase is Phase.REGULAR:
        return session
    found = hours.regular(session.day)
    assert found is not None, "a day with sessions has a regular one"
    return found


def listed(conid: int) -> Instrument:
    """A contract that has prices.

    Raises:
        NoPrices: it is unknown, or has none.
    """
    listing = priced(conid)
    if listing is None:
        raise NoPrices(f"there are no prices of contract {conid} in this market")
    return listing


def priced(conid: int) -> Instrument | None:
    """The same, None if it is unknown or has no prices."""
    try:
        listing = instrument(conid)
    except KeyError:
        return None
    return listing if listing.has_prices else None
