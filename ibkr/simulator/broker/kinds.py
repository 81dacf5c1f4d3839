"""What each order type waits for, how it fills, and which prices it needs: one table.

Source: gateway facts "Orders", table of order types.
"""

from __future__ import annotations

from typing import Literal

import attrs

Wake = Literal["stop", "touch", "trail"]
"""What an order sleeps for: a price beyond the market, one better than it, a moving stop."""
Fill = Literal["market", "limit", "middle", "relative", "close"]
"""At what price an order that is awake fills."""

_EVERYTHING = frozenset({"STK", "OPT", "FUT", "FOP", "CASH", "BOND", "CRYPTO", "BAG"})
_NO_SPREADS = _EVERYTHING - {"BAG", "CRYPTO"}
_EXCHANGES = frozenset({"STK", "OPT", "FUT", "FOP"})


@attrs.frozen(kw_only=True)
class Kind:
    """One order type."""

    display: str
    """How it is shown to people, such as `Stop Limit`."""
    code: str
    """How it is shown as a code, such as `STOP_LIMIT`."""
    fill: Fill
    wake: Wake | None = None
    limit: Literal["needed", "optional"] | None = None
    """Whether its price is a limit."""
    stop: Literal["price", "aux_price", "either"] | None = None
    """Which field holds the price that wakes it."""
    trails: bool = False
    traded_as: frozenset[str] = _EVERYTHING
    """Kinds of contracts that can be ordered so."""
    works_outside: bool = False
    """Whether it may work outside of regular hours."""


KINDS: dict[str, Kind] = {
    "MKT": Kind(display="Market", code="MARKET", fill="market"),
    "LMT": Kind(display="Limit", code="LIMIT", fill="limit", limit="needed", works_outside=True),
    "STP": Kind(display="Stop", code="STOP", fill="market", wake="stop", stop="price", traded_as=_NO_SPREADS),
    "STOP_LIMIT": Kind(
        display="Stop Limit",
        code="STOP_LIMIT",
        fill="limit",
        wake="stop",
        limit="needed",
        stop="aux_price",
        traded_as=_NO_SPREADS,
        works_outside=True,
    ),
    "MIDPRICE": Kind(
        display="MidPrice", code="MIDPRICE", fill="middle", limit="optional", traded_as=frozenset({"STK"})
    ),
    "TRAIL": Kind(
        display="Trailing Stop",
        code="TRAILING_STOP",
        fill="market",
        wake="trail",
        stop="price",
        trails=True,
        traded_as=_NO_SPREADS,
    ),
    "TRAILLMT": Kind(
        display="Trailing Stop Limit",
        code="TRAILING_STOP_LIMIT",
        fill="limit",
        wake="trail",
        limit="needed",
        stop="aux_price",
        trails=True,
        traded_as=_NO_SPREADS,
        works_outside=True,
    ),
    "LOC": Kind(
        display="Limit On Close", code="LIMITONCLOSE", fill="close", limit="needed", traded_as=_EXCHANGES
    ),
    "MOC": Kind(display="Market On Close", code="MARKETONCLOSE", fill="close", traded_as=_EXCHANGES),
    "MIT": Kind(
        display="Market If Touched",
        code="MIT",
        fill="market",
        wake="touch",
        stop="either",
        traded_as=_NO_SPREADS,
    ),
    "LIT": Kind(
        display="Limit If Touched",
        code="LIT",
        fill="limit",
        wake="touch",
        limit="needed",
        stop="aux_price",
        traded_as=_NO_SPREADS,
        works_outside=True,
    ),
    "REL": Kind(display="Relative", code="RELATIVE", fill="relative", limit="optional", traded_as=_EXCHANGES),
}
"""The order types by their name in a ticket."""

STRATEGIES = (
    *("Adaptive", "Vwap", "Twap", "ArrivalPx", "DarkIce", "PctVol"),
    *("AccuDistr", "BalanceImpactRisk", "ClosePx", "MinImpact", "PctVolPx", "PctVolSz", "PctVolTm"),
)
"""Ids of the algorithms that are accepted; each works as the order type beneath it."""
