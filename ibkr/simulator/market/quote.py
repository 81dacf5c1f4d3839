"""What the market shows at one instant."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from datetime import date

_WHOLE_CENT = 100
_CENT = Decimal("0.01")


def to_price(units: int) -> Decimal:
    """Dollars from ten-thousandths: two decimals, or four where the tape printed between the cents.

    >>> to_price(4_381_700), to_price(4_381_799)
    (Decimal('438.17'), Decimal('438.1799'))
    """
    price = Decimal(int(units)).scaleb(-4)
    return price.quantize(_CENT) if units % _WHOLE_CENT == 0 else price


@attrs.frozen(kw_only=True)
class MarketQuote:
    """Top of book and day figures of one stock. Prices are USD as `Decimal`, sizes are shares.

    While the market is closed this is the last state of the latest session, with
    `is_open` false; `last` is then that session's close. `bid` and `ask` always lie
    on the cent grid; `last`, `high`, `low`, `open` and `prior_close` are real prints
    and may have four decimals. `halted` is here for scenarios; nothing halts by itself.
    """

    conid: int
    time: float
    """Epoch seconds of the change that led to this state."""
    session: date
    """The trading day (New York) the day figures belong to."""
    is_open: bool
    halted: bool = False
    last: Decimal
    last_size: int
    last_exchange: str
    """Letter of the venue, as market data field 7058 shows it."""
    bid: Decimal
    bid_size: int
    bid_exchange: str
    ask: Decimal
    ask_size: int
    ask_exchange: str
    open: Decimal
    high: Decimal
    low: Decimal
    volume: int
    """Shares traded in this session so far."""
    prior_close: Decimal
    """Close of the session before; on the first day of the data, that day's open."""

    @property
    def change(self) -> Decimal:
        """Last minus prior close."""
        return self.last - self.prior_close

    @property
    def change_percent(self) -> float:
        """Change in percent of the prior close."""
        return float(self.change / self.prior_close) * 100

    @property
    def mark(self) -> Decimal:
        """Last price bounded by bid and ask, as field 7635 is defined."""
        return min(max(self.last, self.bid), self.ask)
