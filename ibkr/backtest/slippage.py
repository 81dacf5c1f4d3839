"""How much worse than the market's price a fill is: small models that anybody can replace.

A slippage model is anything that answers `model(sign, quantity, price, volume)` with the
price paid: `sign` is +1 for a purchase and -1 for a sale, `volume` the bar's. Orders with
a limit fill at a price that somebody offered and are not asked about.
"""

from __future__ import annotations

import math
from typing import Protocol

import attrs


class Slippage(Protocol):
    """What the engine asks of a slippage model."""

    def __call__(self, sign: int, quantity: float, price: float, volume: float) -> float:
        """The price paid or received for `quantity` where the market stands at `price`."""
        ...


_not_negative = attrs.validators.ge(0.0)


@attrs.frozen
class SpreadSlippage:
    """Half of a constant bid-ask `spread`, in units of price."""

    spread: float = attrs.field(validator=_not_negative)

    def __call__(self, sign: int, quantity: float, price: float, volume: float) -> float:
        """`price` plus or minus half the spread."""
        return price + sign * self.spread / 2.0


@attrs.frozen
class PercentSlippage:
    """`percent` of the price: 0.05 is five basis points."""

    percent: float = attrs.field(validator=attrs.validators.and_(_not_negative, attrs.validators.lt(100.0)))

    def __call__(self, sign: int, quantity: float, price: float, volume: float) -> float:
        """`price` made worse by that share."""
        return price * (1.0 + sign * self.percent / 100.0)


@attrs.frozen
class VolumeShareSlippage:
    """`impact` times the square of our share of the bar's volume, as a fraction of the price.

    The share counts as 1 where the bar has no volume or less than ours. With the default
    0.1, a tenth of the volume costs 0.1 % and all of it 10 %.
    """

    impact: float = attrs.field(default=0.1, validator=_not_negative)

    def __call__(self, sign: int, quantity: float, price: float, volume: float) -> float:
        """`price` made worse by impact * share ** 2."""
        share = min(quantity / volume, 1.0) if volume > 0 else 1.0
        return price * (1.0 + sign * self.impact * share * share)


@attrs.frozen
class SquareRootImpact:
    """The square-root law: `coefficient` times the daily `volatility` times the root of our volume share.

    `volatility` is the standard deviation of the return over the bar's span, as a fraction
    (0.02 for a share that moves 2 % a day, on daily bars).
    """

    volatility: float = attrs.field(validator=_not_negative)
    coefficient: float = attrs.field(default=1.0, validator=_not_negative)

    def __call__(self, sign: int, quantity: float, price: float, volume: float) -> float:
        """`price` made worse by coefficient * volatility * sqrt(share), at most by half."""
        share = quantity / volume if volume > 0 else 1.0
        return price * (1.0 + sign * min(self.coefficient * self.volatility * math.sqrt(share), 0.5))
