"""What the market shows at one instant."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.market.calendar import Phase

if TYPE_CHECKING:
    from datetime import date

    from ibkr.simulator.market.pricing import Greeks

_UNITS_OF_A_TICK = 100
_CENT = Decimal("0.01")


def to_price(units: int, tick: Decimal = _CENT) -> Decimal:
    """A price from hundredths of a tick: as many decimals as the tick has, more between the ticks.

    >>> to_price(4_381_700), to_price(4_381_799), to_price(2_727_400, Decimal("0.00005"))
    (Decimal('438.17'), Decimal('438.1799'), Decimal('1.36370'))
    """
    price = Decimal(int(units)).scaleb(-2) * tick
    return price.quantize(tick) if units % _UNITS_OF_A_TICK == 0 else price


@attrs.frozen(kw_only=True)
class MarketQuote:
    """Top of book and day figures of one contract, in its currency; sizes are shares or contracts.

    While the market is closed this is the last state of the latest session, with
    `is_open` false; `last` is then that session's close. `bid` and `ask` always lie
    on the cent grid; `last`, `high`, `low`, `open` and `prior_close` are real prints
    and may have four decimals. `halted` is here for scenarios; nothing halts by itself.

    An index has no bid and ask: they are its last price, with sizes of 0. A worthless
    option has a bid of 0 with a size of 0.
    """

    conid: int
    time: float
    """Epoch seconds of the change that led to this state."""
    session: date
    """The trading day (New York) the day figures belong to."""
    is_open: bool
    halted: bool = False
    phase: Phase = Phase.REGULAR
    """Of the session whose prices these are, while it runs; else closed."""
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
    greeks: Greeks | None = None
    """Of an option or event contract."""
    underlying: Decimal | None = None
    """Last price of what an option is on."""
    open_interest: int | None = None
    """Contracts of a derivative that are open."""

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
