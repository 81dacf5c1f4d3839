"""Finding contracts: any by its conid, stocks by symbol and name.

Stocks are in `listing.py`, an index, currencies, a bond and a coin in `universe.py`,
options, futures and event contracts in `derivatives.py`.
"""

from __future__ import annotations

from functools import lru_cache

from ibkr.simulator.market import derivatives, universe
from ibkr.simulator.market.listing import (
    AAPL,
    FB,
    GOOG,
    IBM,
    INSTRUMENTS,
    MONTHS,
    MSFT,
    SPY,
    US_EXCHANGES,
    Instrument,
)

__all__ = [
    "AAPL",
    "FB",
    "GOOG",
    "IBM",
    "INSTRUMENTS",
    "MONTHS",
    "MSFT",
    "SPY",
    "US_EXCHANGES",
    "Instrument",
    "find",
    "find_by_name",
    "instrument",
]


def instrument(conid: int) -> Instrument:
    """The instrument with this conid, of whatever kind.

    Raises:
        KeyError: no such conid in this world.
    """
    found = _BY_CONID.get(conid)
    return _other(conid) if found is None else found


@lru_cache(maxsize=65_536)
def _other(conid: int) -> Instrument:
    found = universe.BY_CONID.get(conid) or derivatives.decoded(conid)
    if found is None:
        raise KeyError(conid)
    return found


def find(symbol: str) -> tuple[Instrument, ...]:
    """Every stock listing of a ticker, the US one first; empty when there is none. Case is ignored."""
    wanted = symbol.upper()
    return tuple(entry for entry in INSTRUMENTS if entry.symbol == wanted)


def find_by_name(text: str) -> tuple[Instrument, ...]:
    """Every stock listing of the companies whose name contains `text`. Case is ignored."""
    wanted = text.upper()
    return tuple(entry for entry in INSTRUMENTS if wanted in entry.company_name)


_BY_CONID = {entry.conid: entry for entry in INSTRUMENTS}
