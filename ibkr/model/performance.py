"""How accounts performed, and the transactions in one contract."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import attrs

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

PerformancePeriod: TypeAlias = Literal["1D", "7D", "MTD", "1M", "3M", "6M", "12M", "YTD", "1Y"]
PERIODS: Final[tuple[PerformancePeriod, ...]] = ("1D", "7D", "MTD", "1M", "3M", "6M", "12M", "YTD", "1Y")


@attrs.frozen
class AccountPerformance:
    """One account over one period. Figures are floats, oldest first; each list is as long as its days."""

    account_id: str
    currency: str | None
    """Of the net asset values."""
    days: Sequence[date]
    """Days of `nav` and `returns`."""
    nav: Sequence[float | None]
    """Net asset value at the end of each day."""
    returns: Sequence[float | None]
    """Return since the start of the period; 0.01 is one per cent."""
    start_nav: float | None
    """Net asset value before the first day."""
    months: Sequence[date] = ()
    """First days of the months of `monthly`."""
    monthly: Sequence[float | None] = ()
    """Return of each month."""

    @property
    def total(self) -> float | None:
        """Return over the whole period; None where it is not known."""
        known = [each for each in self.returns if each is not None]
        return known[-1] if known else None


@attrs.frozen
class Transaction:
    """One purchase, sale, payment or the like."""

    day: date | None
    kind: str
    """As IBKR calls it, such as `Buy` or `Sell`."""
    quantity: Decimal | None
    """Negative when sold."""
    price: Decimal | None
    amount: Decimal | None
    currency: str | None
    """Of price and amount."""
    exchange_rate: Decimal | None
    """Units of the currency asked for, for one of this currency."""
    account_id: str | None = attrs.field(repr=False)
    description: str


@attrs.frozen
class TransactionHistory:
    """The transactions in one contract over some days."""

    conid: int
    currency: str
    """In which the profit is."""
    transactions: Sequence[Transaction]
    """The latest first."""
    realized_pnl: Decimal | None
    """What they realised in all."""
    start: datetime | None
    end: datetime | None
    includes_today: bool
    warning: str | None
    """What IBKR says may be missing."""
