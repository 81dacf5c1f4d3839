"""What a position ties up: Regulation T for stocks, and plain rules in its manner for the rest.

Amounts are in the contract's currency.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import attrs

from ibkr.simulator.market.contract import Instrument, instrument

INITIAL_MARGIN = Decimal("0.5")
"""Share of a stock position's value, long or short, that must be covered to open it."""
MAINTENANCE_MARGIN = Decimal("0.25")
"""Share that must be covered to keep it."""

_OF_FUTURES = Decimal("0.06"), Decimal("0.048")
_OF_BONDS = Decimal("0.25"), Decimal("0.2")
_OF_CURRENCY = Decimal("0.03")
"""Of a purchase or sale of currency that is not done yet; done, it is money like any other."""
_OF_UNDERLYING, _LEAST_OF_UNDERLYING = Decimal("0.2"), Decimal("0.1")
"""Of a naked short option: this share of the underlying less what it is out of the money."""


@attrs.frozen
class Margin:
    """What must be covered to open a position, and to keep it."""

    initial: Decimal = Decimal(0)
    maintenance: Decimal = Decimal(0)

    def __add__(self, other: Margin) -> Margin:
        """Both together."""
        return Margin(self.initial + other.initial, self.maintenance + other.maintenance)

    def times(self, factor: Decimal) -> Margin:
        """The same in another currency."""
        return Margin(self.initial * factor, self.maintenance * factor)


@attrs.frozen(kw_only=True)
class Stake:
    """A position as far as margin depends on it."""

    listing: Instrument
    quantity: Decimal
    mark: Decimal
    underlying: Decimal
    """Price of what a derivative is on; 0 for others."""

    @property
    def value(self) -> Decimal:
        """Size of the position, without sign."""
        return abs(self.quantity) * self.mark * self.listing.multiplier


def margin_of(conid: int, quantity: Decimal, marks: Mapping[int, Decimal]) -> Margin:
    """What a position of that size ties up at those prices, in the contract's currency."""
    listing = instrument(conid)
    under = marks.get(listing.underlying_conid, Decimal(0))
    stake = Stake(listing=listing, quantity=quantity, mark=marks[conid], underlying=under)
    return _RULES[listing.sec_type](stake)


def _stock(stake: Stake) -> Margin:
    return Margin(stake.value * INITIAL_MARGIN, stake.value * MAINTENANCE_MARGIN)


def _option(stake: Stake) -> Margin:
    if stake.quantity >= 0:
        return Margin(stake.value, stake.value)
    if stake.listing.is_event:
        risk = abs(stake.quantity) * stake.listing.multiplier
        return Margin(risk, risk)
    risk = abs(stake.quantity) * stake.listing.multiplier * _risk_of_a_share(stake)
    return Margin(risk, risk)


def _risk_of_a_share(stake: Stake) -> Decimal:
    strike, spot = stake.listing.strike or Decimal(0), stake.underlying
    away = max(strike - spot if stake.listing.right == "C" else spot - strike, Decimal(0))
    return max(_OF_UNDERLYING * spot - away, _LEAST_OF_UNDERLYING * spot)


def _future(stake: Stake) -> Margin:
    return Margin(stake.value * _OF_FUTURES[0], stake.value * _OF_FUTURES[1])


def _bond(stake: Stake) -> Margin:
    return Margin(stake.value * _OF_BONDS[0], stake.value * _OF_BONDS[1])


def _whole(stake: Stake) -> Margin:
    return Margin(stake.value, stake.value)


def _currency(stake: Stake) -> Margin:
    return Margin(stake.value * _OF_CURRENCY, stake.value * _OF_CURRENCY)


_RULES: dict[str, Callable[[Stake], Margin]] = {
    "STK": _stock,
    "OPT": _option,
    "FUT": _future,
    "FOP": _option,
    "BOND": _bond,
    "CRYPTO": _whole,
    "CASH": _currency,
}
