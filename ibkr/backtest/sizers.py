"""How much: sizes, and rules that find one from what is known when the decision is made.

    self.buy(size=VolatilityTarget(0.10))

A sizer is anything that answers `sizer(view)` with a `Size`. Shares of equity are
turned into shares at the fill, at the fill's own price.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

import attrs

_not_negative = attrs.validators.ge(0.0)


@attrs.frozen
class Size:
    """One of: `quantity` shares, `fraction` of the equity, or up to `weight` of it including what is held."""

    quantity: float | None = None
    fraction: float | None = None
    weight: float | None = None


@attrs.frozen
class View:
    """What a sizer may look at: one asset's past and the account, as of the decision."""

    closes: Sequence[float]
    """Closes until now, oldest first."""
    periods_per_year: float
    equity: float
    position: float


class Sizer(Protocol):
    """What the engine asks of a sizing rule."""

    def __call__(self, view: View) -> Size:
        """How much to order; a size of zero is refused with an event."""
        ...


@attrs.frozen
class FixedSize:
    """Always `quantity` shares."""

    quantity: float = attrs.field(validator=_not_negative)

    def __call__(self, view: View) -> Size:
        """That many."""
        return Size(quantity=self.quantity)


@attrs.frozen
class PercentOfEquity:
    """`percent` of the equity for each order: 10 is a tenth."""

    percent: float = attrs.field(validator=attrs.validators.gt(0.0))

    def __call__(self, view: View) -> Size:
        """That part."""
        return Size(fraction=self.percent / 100.0)


@attrs.frozen
class TargetWeight:
    """As much as brings the position to `weight` of the equity."""

    weight: float

    def __call__(self, view: View) -> Size:
        """That weight."""
        return Size(weight=self.weight)


@attrs.frozen
class VolatilityTarget:
    """The weight at which the asset's volatility is `volatility` a year: target / measured, at most `most`.

    Measured as the standard deviation (n - 1) of the last `lookback` simple returns times
    the root of the bars a year.
    """

    volatility: float = attrs.field(validator=attrs.validators.gt(0.0))
    lookback: int = attrs.field(default=20, validator=attrs.validators.ge(2))
    most: float = attrs.field(default=1.0, validator=attrs.validators.gt(0.0))

    def __call__(self, view: View) -> Size:
        """That weight; none before there are enough bars."""
        returns = recent_returns(view.closes, self.lookback)
        if returns is None:
            return Size(weight=0.0)
        measured = math.sqrt(_variance(returns) * view.periods_per_year)
        return Size(weight=self.most if measured == 0 else min(self.volatility / measured, self.most))


@attrs.frozen
class Kelly:
    """The growth-optimal weight, `scale` of it: mean / variance of the last `lookback` returns.

    Between 0 and `most`; the usual half Kelly is the default. It trusts the past more than
    anything else here: keep `scale` and `most` low.
    """

    lookback: int = attrs.field(default=60, validator=attrs.validators.ge(2))
    scale: float = attrs.field(default=0.5, validator=_not_negative)
    most: float = attrs.field(default=1.0, validator=attrs.validators.gt(0.0))

    def __call__(self, view: View) -> Size:
        """That weight; none before there are enough bars or where the mean is not above zero."""
        returns = recent_returns(view.closes, self.lookback)
        if returns is None:
            return Size(weight=0.0)
        mean, variance = math.fsum(returns) / len(returns), _variance(returns)
        best = mean / variance if variance > 0 else (math.inf if mean > 0 else 0.0)
        return Size(weight=min(max(self.scale * best, 0.0), self.most))


def recent_returns(closes: Sequence[float], count: int) -> list[float] | None:
    """The last `count` simple returns, or None where there are too few closes."""
    if len(closes) <= count:
        return None
    last = closes[-count - 1 :]
    return [after / before - 1.0 for before, after in pairwise(last)]


def _variance(values: Sequence[float]) -> float:
    mean = math.fsum(values) / len(values)
    return math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1)
