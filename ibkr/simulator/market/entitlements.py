"""What a user may see of the market: at once, late, or not at all.

Source: gateway facts "Market data fields", availability (6509).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.market.calendar import Phase

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


Contracts = Collection[int] | bool
"""Conids; or all contracts, or none."""


@attrs.frozen(kw_only=True)
class Entitlements:
    """The contracts whose data comes late or not at all; everything else is real time."""

    delayed: Contracts = ()
    without: Contracts = ()

    def seen(self, market: Market, conid: int, at: float, *, extended: bool = False) -> Seen:
        """What the user sees of a contract at epoch second `at`.

        With `extended` trading outside of regular hours counts while it runs; once it
        is over the close of the regular session is shown.

        Raises:
            NoPrices: there is nothing to see.
        """
        if self.lacks(conid):
            return Seen(None, NOT_SUBSCRIBED)
        is_late = _includes(self.delayed, conid)
        moment = at - DELAY_SECONDS if is_late else at
        quote = market.quote(conid, moment, extended=extended)
        if extended and not quote.is_open and quote.phase is Phase.CLOSED:
            quote = market.quote(conid, moment)
        return Seen(quote, availability(quote, is_late=is_late))

    def lacks(self, conid: int) -> bool:
        """Whether the user gets no data of a contract."""
        return _includes(self.without, conid)


def availability(quote: MarketQuote, *, is_late: bool = False) -> str:
    """Field 6509 of a quote: frozen while nothing trades."""
    trades = quote.is_open or quote.phase is not Phase.CLOSED
    timeline = ("DY" if is_late else "RZ")[0 if trades else 1]
    return f"{timeline}pB" if trades else f"{timeline}B"


def _includes(contracts: Contracts, conid: int) -> bool:
    return contracts if isinstance(contracts, bool) else conid in contracts
