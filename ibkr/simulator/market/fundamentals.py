"""Figures of companies that do not come from trading: invented, the same for the same contract.

A share's earnings and dividend, how many shares there are, how many can be borrowed and
for what; believable beside the price, and no company's own.
"""

from __future__ import annotations

import random
from decimal import Decimal

import attrs

_CENT = Decimal("0.01")


@attrs.frozen(kw_only=True)
class Fundamentals:
    """Of one stock."""

    shares: int
    """Shares outstanding."""
    earnings: Decimal
    """A year, for a share."""
    dividend: Decimal
    """A year, for a share; zero for a company that pays none."""
    beta: Decimal
    shortable: int
    """Shares that can be borrowed."""
    fee_percent: Decimal
    """A year, for borrowing."""


def fundamentals(conid: int, price: Decimal) -> Fundamentals:
    """The figures of a stock whose price lies around `price`."""
    rng = random.Random(f"fundamentals of {conid}")
    ratio, pays = rng.uniform(9, 28), rng.random() < 0.7
    # The price of a stock moves all day, its earnings do not.
    level = Decimal(round(price, -1) or 1)
    shares = rng.randrange(200, 9_000) * 1_000_000
    return Fundamentals(
        shares=shares,
        earnings=(level / Decimal(repr(ratio))).quantize(_CENT),
        dividend=(level * Decimal(repr(rng.uniform(0.005, 0.03)))).quantize(_CENT) if pays else Decimal(0),
        beta=Decimal(repr(rng.uniform(0.6, 1.6))).quantize(_CENT),
        shortable=shares // rng.randrange(40, 200),
        fee_percent=Decimal("0.25"),
    )
