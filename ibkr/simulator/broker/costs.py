"""What trading costs and ties up: IBKR's fixed commission for US stocks, and margin after Regulation T."""

from __future__ import annotations

from decimal import Decimal

PER_SHARE = Decimal("0.005")
LEAST_PER_ORDER = Decimal(1)
MOST_OF_VALUE = Decimal("0.01")

INITIAL_MARGIN = Decimal("0.5")
"""Share of a position's value, long or short, that must be covered to open it."""
MAINTENANCE_MARGIN = Decimal("0.25")
"""Share that must be covered to keep it."""


def commission(quantity: Decimal, value: Decimal) -> Decimal:
    """Commission in USD of an order that has filled `quantity` shares for `value` in all.

    0.005 a share, at least 1.00 an order, but never more than 1 % of the value. It is
    counted over the order, so a fill costs what the order's commission rises by.
    """
    return min(max(PER_SHARE * quantity, LEAST_PER_ORDER), MOST_OF_VALUE * value)
