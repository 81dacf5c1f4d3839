"""Exchange rates out of the pairs that trade: each currency has one against the dollar."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from ibkr.simulator.market.universe import PAIRS

_DIGITS = Decimal("0.00000001")
_DOLLAR = "USD"


def rate(source: str, target: str, price: Callable[[int], Decimal]) -> Decimal:
    """Units of `target` for one of `source`, from `price(conid)` of the pairs.

    Raises:
        KeyError: a currency without a pair.
    """
    if source == target:
        return Decimal(1)
    return (_in_dollars(source, price) / _in_dollars(target, price)).quantize(_DIGITS)


def _in_dollars(currency: str, price: Callable[[int], Decimal]) -> Decimal:
    if currency == _DOLLAR:
        return Decimal(1)
    for pair in PAIRS:
        if pair.symbol == currency:
            return price(pair.conid)
        if pair.currency == currency:
            return 1 / price(pair.conid)
    raise KeyError(currency)
