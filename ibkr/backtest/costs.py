"""What a fill costs: small models that anybody can replace.

A commission model is anything that answers `model(quantity, price)` with the money
charged for `quantity` shares or contracts (positive, whatever the side), each worth
`price` (a future's price times its multiplier). It is asked about a whole order: an
order filled in parts pays, at each part, what its total is charged beyond what it has
paid. Nothing is rounded to cents. To size an order so that its commission fits too,
the engine relies on one property: more shares never cost less.
"""

from __future__ import annotations

from typing import Final, Protocol

import attrs


class Commission(Protocol):
    """What the engine asks of a commission model."""

    def __call__(self, quantity: float, price: float) -> float:
        """The money charged for filling `quantity` units worth `price` each, in the price's currency."""
        ...


_not_negative = attrs.validators.ge(0.0)


@attrs.frozen
class NoCommission:
    """Trading is free."""

    def __call__(self, quantity: float, price: float) -> float:
        """0.0."""
        return 0.0


@attrs.frozen
class FixedCommission:
    """`amount` for each order, whatever its size."""

    amount: float = attrs.field(validator=_not_negative)

    def __call__(self, quantity: float, price: float) -> float:
        """The fixed amount."""
        return self.amount


@attrs.frozen
class PercentCommission:
    """`percent` of the traded value, at least `minimum`: 0.1 is a tenth of a percent."""

    percent: float = attrs.field(validator=_not_negative)
    minimum: float = attrs.field(default=0.0, validator=_not_negative)

    def __call__(self, quantity: float, price: float) -> float:
        """That share of `quantity * price`."""
        return max(quantity * price * self.percent / 100.0, self.minimum)


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

    def __call__(self, quantity: float, price: float) -> float:
        """The charge within its two bounds."""
        charge = quantity * self.per_share
        charge = charge if charge > self.minimum else self.minimum
        cap = quantity * price * self.maximum_percent / 100.0
        return charge if charge < cap else cap


IBKR_TIERS: Final = (
    (300_000.0, 0.0035),
    (3_000_000.0, 0.0020),
    (20_000_000.0, 0.0015),
    (100_000_000.0, 0.0010),
    (float("inf"), 0.0005),
)
"""Shares a month up to which a rate holds, and the rate a share, in dollars."""


@attrs.frozen
class TieredCommission:
    """A rate a share that falls with the month's volume, and third-party fees on top.

    Rates are marginal: an order that crosses a boundary pays the higher rate up to it.
    The defaults are IBKR's tiered pricing for US stocks in dollars: 0.35 an order at
    least, 1 % of the value at most. `clearing_per_share` and `exchange_per_share` are
    what clearing house and exchange charge; they lie outside both bounds. Their defaults
    are assumptions (NSCC and DTC at 0.0002; taking liquidity at 0.003): exchanges differ,
    and pay for orders that give liquidity. Fees on sales (SEC, FINRA) are not part of it.

    Source: IBKR, Commissions Stocks, United States, "Tiered".
    """

    tiers: tuple[tuple[float, float], ...] = IBKR_TIERS
    minimum: float = attrs.field(default=0.35, validator=_not_negative)
    maximum_percent: float = attrs.field(default=1.0, validator=_not_negative)
    clearing_per_share: float = attrs.field(default=0.0002, validator=_not_negative)
    exchange_per_share: float = attrs.field(default=0.003, validator=_not_negative)
    volume: float = attrs.field(default=0.0, validator=_not_negative)
    """Shares traded this month before the order."""

    def __call__(self, quantity: float, price: float) -> float:
        """IBKR's part within its bounds, plus the fees of others."""
        cap = quantity * price * self.maximum_percent / 100.0
        own = min(max(self._by_tier(quantity), self.minimum), cap)
        return own + quantity * (self.clearing_per_share + self.exchange_per_share)

    def _by_tier(self, quantity: float) -> float:
        charge, done, end = 0.0, self.volume, self.volume + quantity
        for upper, rate in self.tiers:
            if done < upper:
                part = min(end, upper) - done
                charge += part * rate
                done += part
            if done >= end:
                break
        return charge

    def after(self, volume: float) -> TieredCommission:
        """The same schedule further into the month."""
        return attrs.evolve(self, volume=volume)


@attrs.frozen
class PerContractCommission:
    """So much a contract: IBKR's part, the exchange's and the regulator's, whatever the price.

    The defaults are IBKR's fixed price for US futures, 0.85, and for the others an
    assumption: what CME charges for the E-mini S&P 500, 1.38, and NFA, 0.02. Each
    contract has its own exchange fee.

    Source: IBKR, Commissions Futures, United States.
    """

    per_contract: float = attrs.field(default=0.85, validator=_not_negative)
    exchange: float = attrs.field(default=1.38, validator=_not_negative)
    regulatory: float = attrs.field(default=0.02, validator=_not_negative)

    def __call__(self, quantity: float, price: float) -> float:
        """The sum of the three, for each contract."""
        return quantity * (self.per_contract + self.exchange + self.regulatory)


IBKR_FIXED: Final = PerShareCommission()
"""What IBKR charges for US stocks with fixed pricing."""

IBKR_TIERED: Final = TieredCommission()
"""What IBKR charges for US stocks with tiered pricing, exchange fees as assumed there."""

IBKR_FUTURES: Final = PerContractCommission()
"""What IBKR charges for a US future, exchange fee as assumed there."""

IBKR_FOREX: Final = PercentCommission(percent=0.002, minimum=2.0)
"""What IBKR charges for spot currencies up to a billion dollars a month: 0.2 basis points, 2.00 at least.

Source: IBKR, Commissions Spot Currencies.
"""
