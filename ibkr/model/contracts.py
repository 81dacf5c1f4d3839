"""A contract as the library's own functions return it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from ibkr.model.ticks import TickRules


@attrs.frozen
class Contract:
    """One tradable contract.

    `conid` is what every other call wants. Text that IBKR did not give is empty.
    """

    conid: int
    symbol: str
    sec_type: str = "STK"
    name: str = ""
    exchange: str = ""
    currency: str = ""
    """Empty until IBKR was asked for it: a search does not tell."""
    is_us: bool | None = None
    ticks: TickRules | None = attrs.field(default=None, repr=False)
    """The steps its price moves in, where known."""

    def __str__(self) -> str:
        """Symbol, kind, exchange, name and conid in one line."""
        parts = (self.symbol, self.sec_type, self.exchange, self.currency, self.name)
        return f"{' '.join(filter(None, parts))} (conid {self.conid})"
