"""What trading costs: IBKR's fixed and tiered commissions, by kind of contract.

An order's commission is counted over the order, so a fill costs what it rises by.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import attrs

if TYPE_CHECKING:
    from ibkr.simulator.market.contract import Instrument

Schedule = Literal["fixed", "tiered"]

PER_SHARE = Decimal("0.005")
LEAST_PER_ORDER = Decimal(1)
MOST_OF_VALUE = Decimal("0.01")

_TIERED_PER_SHARE, _TIERED_LEAST = Decimal("0.0035"), Decimal("0.35")
_TAKING_PER_SHARE = Decimal("0.003")
"""What exchanges take for an order that meets another; a tiered order is always taken as one."""
_CLEARING_PER_SHARE = Decimal("0.0002")
_SEC_OF_SALES = Decimal("0.0000224")
"""Fee on the value of sales, as of 2013."""
_FINRA_PER_SHARE_SOLD = Decimal("0.000119")
_PER_CONTRACT = {"fixed": Decimal("0.65"), "tiered": Decimal("0.7")}
_PER_FUTURE = Decimal("2.05")
_PER_MICRO = Decimal("0.47")
_MICRO = Decimal(5)
_OF_CURRENCY, _LEAST_OF_CURRENCY = Decimal("0.00002"), Decimal(2)
_OF_COINS, _LEAST_OF_COINS = Decimal("0.0018"), Decimal("1.75")
_OF_BONDS = Decimal("0.001")


@attrs.frozen(kw_only=True)
class Traded:
    """What an order has traded so far in one contract; `value` in the contract's currency."""

    listing: Instrument
    side: str
    quantity: Decimal = Decimal(0)
    value: Decimal = Decimal(0)

    def with_fill(self, quantity: Decimal, price: Decimal) -> Traded:
        """The same with one more fill."""
        value = self.value + quantity * price * self.listing.multiplier
        return attrs.evolve(self, quantity=self.quantity + quantity, value=value)


def commission(quantity: Decimal, value: Decimal) -> Decimal:
    """Fixed commission in USD of an order that has filled `quantity` shares for `value` in all.

    0.005 a share, at least 1.00 an order, but never more than 1 % of the value.
    """
    return min(max(PER_SHARE * quantity, LEAST_PER_ORDER), MOST_OF_VALUE * value)


def fee(traded: Traded, schedule: Schedule) -> Decimal:
    """Commission, with what is passed on, for all that an order has traded in a contract.

    In the contract's currency; of a currency pair in the one it is priced in.
    """
    if not traded.quantity:
        return Decimal(0)
    return _FEES[traded.listing.sec_type](traded, schedule)


def _stock(traded: Traded, schedule: Schedule) -> Decimal:
    if schedule == "fixed":
        return commission(traded.quantity, traded.value)
    own = max(_TIERED_PER_SHARE * traded.quantity, _TIERED_LEAST)
    passed_on = (_TAKING_PER_SHARE + _CLEARING_PER_SHARE) * traded.quantity
    if traded.side == "SELL":
        passed_on += _SEC_OF_SALES * traded.value + _FINRA_PER_SHARE_SOLD * traded.quantity
    return min(own, MOST_OF_VALUE * traded.value) + passed_on


def _option(traded: Traded, schedule: Schedule) -> Decimal:
    if traded.listing.is_event:
        return Decimal(0)  # the exchange earns the cent that yes and no cost above a dollar
    return max(_PER_CONTRACT[schedule] * traded.quantity, LEAST_PER_ORDER)


def _future(traded: Traded, _: Schedule) -> Decimal:
    each = _PER_MICRO if traded.listing.multiplier == _MICRO else _PER_FUTURE
    return each * traded.quantity


def _currency(traded: Traded, _: Schedule) -> Decimal:
    # The least is in dollars, and every pair has the dollar on one side.
    dollar = traded.value / traded.quantity if traded.listing.symbol == "USD" else Decimal(1)
    return max(_OF_CURRENCY * traded.value, _LEAST_OF_CURRENCY * dollar)


def _coin(traded: Traded, _: Schedule) -> Decimal:
    return min(max(_OF_COINS * traded.value, _LEAST_OF_COINS), MOST_OF_VALUE * traded.value)


def _bond(traded: Traded, _: Schedule) -> Decimal:
    return max(_OF_BONDS * traded.value, LEAST_PER_ORDER)


_FEES: dict[str, Callable[[Traded, Schedule], Decimal]] = {
    "STK": _stock,
    "OPT": _option,
    "FUT": _future,
    "FOP": _future,
    "CASH": _currency,
    "CRYPTO": _coin,
    "BOND": _bond,
}
