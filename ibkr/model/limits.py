"""What a client may trade, as its owner set it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

import attrs

from ibkr.errors import ConfigError
from ibkr.model.contracts import Contract


def _bound(name: str) -> Callable[[object], Decimal | None]:
    def convert(value: object) -> Decimal | None:
        if value is None:
            return None
        try:
            number = Decimal(str(value))
        except InvalidOperation as error:
            raise ConfigError(f"Limits({name}=...) must be a number, not {value!r}.") from error
        if not number.is_finite() or number <= 0:
            raise ConfigError(f"Limits({name}=...) must be greater than zero, not {value!r}.")
        return number

    return convert


def _conids(allow: Iterable[Any] | None) -> frozenset[int] | None:
    if allow is None:
        return None
    conids = frozenset(one.conid if isinstance(one, Contract) else one for one in allow)
    if wrong := [one for one in conids if not isinstance(one, int) or isinstance(one, bool)]:
        raise ConfigError(f"Limits(allow=...) holds contracts or their conids, not {wrong[0]!r}.")
    return conids


@attrs.frozen(kw_only=True)
class Limits:
    """Orders beyond these are refused on this machine, whichever way they are sent.

        ibkr.Client(limits=ibkr.Limits(max_order_value=10_000, max_quantity=100, allow=[aapl]))

    They hold for each order by itself, also for each leg of a group, and for changes
    to working orders.
    """

    max_order_value: Decimal | None = attrs.field(default=None, converter=_bound("max_order_value"))
    """Quantity times price times multiplier, in the contract's own currency. An order without a
    price is counted at the last price, and refused if that cannot be learnt."""
    max_quantity: Decimal | None = attrs.field(default=None, converter=_bound("max_quantity"))
    """Shares or contracts. An order for an amount of money has none, and is refused under this limit."""
    allow: frozenset[int] | None = attrs.field(default=None, converter=_conids)
    """The contracts that may be traded; None for all. For a combination, all of its legs."""
