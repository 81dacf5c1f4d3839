"""What a user may see of the market: at once, late, or not at all.

Source: gateway facts "Market data fields", availability (6509).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from ibkr.simulator.market.market import Market
    from ibkr.simulator.market.quote import MarketQuote

DELAY_SECONDS = 900.0
"""How late data without a subscription comes, where it comes at all."""
NOT_SUBSCRIBED = "N"


@attrs.frozen
class Seen:
    """A quote as a user gets it (None: not at all), and the code that says how."""

    quote: MarketQuote | None
    availability: str
    """Timeline (R real time, D delayed, Z and Y the same frozen, N nothing), then p (consolidated) and B."""


@attrs.frozen(kw_only=True)
class Entitlements:
    """The contracts whose data comes late or not at all; everything else is real time."""

    delayed: Collection[int] = ()
    without: Collection[int] = ()

    def seen(self, market: Market, conid: int, at: float, *, extended: bool = False) -> Seen:
        """What the user sees of a contract at epoch second `at`.

        Raises:
            NoPrices: there is nothing to see.
        """
        if conid in self.without:
            return Seen(None, NOT_SUBSCRIBED)
        is_late = conid in self.delayed
        quote = market.quote(conid, at - DELAY_SECONDS if is_late else at, extended=extended)
        timeline = ("DY" if is_late else "RZ")[0 if quote.is_open else 1]
        return Seen(quote, f"{timeline}pB" if quote.is_open else f"{timeline}B")
