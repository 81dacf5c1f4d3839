"""What a fill costs: small models that anybody can replace.

A commission model is anything that answers `model(quantity, price)` with the money
charged for one fill: `quantity` shares (positive, whatever the side) at `price`.
Nothing is rounded to cents. To size an order so that its commission fits too, the
engine relies on one property: more shares never cost less.
"""

from __future__ import annotations

from typing import Final, Protocol

import attrs


class Commission(Protocol):
    """What the engine asks of a commission model."""

    def __call__(self, quantity: int, price: float) -> float:
        """The money charged for filling `quantity` shares at `price`, in the price's currency."""
        ...


_not_negative = attrs.validators.ge(0.0)


@attrs.frozen
class NoCommission:
    """Trading is free."""

    def __call__(self, quantity: int, price: float) -> float:
        """0.0."""
        return 0.0


@attrs.frozen
class FixedCommission:
    """`amount` for each fill, whatever its size."""

    amount: float = attrs.field(validator=_not_negative)

    def __call__(self, quantity: int, price: float) -> float:
        """The fixed amount."""
        return self.amount


@attrs.frozen
class PercentCommission:
    """`percent` of the traded value: 0.1 is a tenth of a percent."""

    percent: float = attrs.field(validator=_not_negative)

    def __call__(self, quantity: int, price: float) -> float:
        """That share of `quantity * price`."""
        return quantity * price * self.percent / 100.0


@attrs.frozen
class PerShareCommission:
    """So much a share, at least `minimum`, at most `maximum_percent` of the traded value.

    The defaults are IBKR's fixed pricing for US stocks in dollars: 0.005 a share, 1.00
    at least, 1 % of the value at most. Where the two bounds cross the maximum wins, so
    ten shares at 0.20 cost 0.02. Fees that IBKR passes through (SEC, FINRA) are not
    part of it.

    Source: IBKR, Commissions Stocks, United States, "Fixed".
    """

    per_share: float = attrs.field(default=0.005, validator=_not_negative)
    minimum: float = attrs.field(default=1.0, validator=_not_negative)
    maximum_percent: float = attrs.field(default=1.0, validator=_not_negative)

    def __call__(self, quantity: int, price: float) -> float:
        """The charge within its two bounds."""
        cap = quantity * price * self.maximum_percent / 100.0
        return min(max(quantity * self.per_share, self.minimum), cap)


IBKR_FIXED: Final = PerShareCommission()
"""What IBKR charges for US stocks with fixed pricing."""
