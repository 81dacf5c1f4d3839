"""What is traded: its currency, its contract, what may be sold short, and what happens to it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import attrs

if TYPE_CHECKING:
    from datetime import datetime

    from .costs import Commission
    from .slippage import Slippage


def _aware(_owner: Any, field: attrs.Attribute[Any], value: datetime | None) -> None:
    if value is not None and value.tzinfo is None:
        raise ValueError(f"{field.name} must be an aware datetime: datetime(..., tzinfo=timezone.utc)")


_positive = attrs.validators.gt(0.0)
_not_negative = attrs.validators.ge(0.0)


@attrs.frozen
class Split:
    """`ratio` new shares for each old one from the first bar at or after `time`: 7.0 for a seven-for-one."""

    time: datetime = attrs.field(validator=_aware)
    ratio: float = attrs.field(validator=_positive)


@attrs.frozen
class Dividend:
    """`amount` of the asset's currency a share, for who holds it before the first bar at or after `time`.

    `time` is the ex-date. Who is short pays.
    """

    time: datetime = attrs.field(validator=_aware)
    amount: float = attrs.field(validator=_positive)


@attrs.frozen(kw_only=True)
class Asset:
    """The terms on which something is traded; every default is a share in the account's currency."""

    name: str = attrs.field(kw_only=False)
    currency: str | None = None
    """Of its prices; None for the account's own. Another needs `rates=`."""
    multiplier: float = attrs.field(default=1.0, validator=_positive)
    """Units of money for one point of price: 50 for an E-mini."""
    settled: bool = False
    """True for a future: holding it costs no money, gains and losses are settled in cash."""
    margin: float | None = attrs.field(default=None, validator=attrs.validators.optional(_positive))
    """Money to be set aside for one contract, in the asset's currency; None for its value over `leverage`."""
    borrow_rate: float = attrs.field(default=0.0, validator=_not_negative)
    """Yearly cost of being short, as a fraction of the position's value; 0.02 is 2 %."""
    shortable: float = attrs.field(default=math.inf, validator=_not_negative)
    """How many shares can be located to be sold short; 0 forbids it."""
    commission: Commission | None = None
    """Its own model; None for the run's."""
    slippage: Slippage | None = None
    """Its own model; None for the run's."""
    splits: tuple[Split, ...] = attrs.field(default=(), converter=tuple)
    dividends: tuple[Dividend, ...] = attrs.field(default=(), converter=tuple)
    expiry: datetime | None = attrs.field(default=None, validator=_aware)
    """A position still held is settled at the close of the last bar that opens before this."""
    roll: datetime | None = attrs.field(default=None, validator=_aware)
    """From the first bar at or after this on, a position moves into `roll_into`."""
    roll_into: str | None = None
    timezone: str = attrs.field(default="UTC")
    """Where its trading day is counted, for DAY orders and orders on open and close."""

    def __attrs_post_init__(self) -> None:
        """Say early what would only be noticed late."""
        ZoneInfo(self.timezone)
        if (self.roll is None) != (self.roll_into is None):
            raise ValueError(f"{self.name}: roll and roll_into are given together or not at all")

    @classmethod
    def future(cls, name: str, *, multiplier: float, **terms: Any) -> Asset:
        """A future: `multiplier` units of money a point, settled in cash."""
        return cls(name, multiplier=multiplier, settled=True, **terms)
