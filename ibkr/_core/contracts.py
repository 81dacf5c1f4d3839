"""Settling on one contract, without ever choosing silently."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import attrs
from ibkr_wire.rest.api.contracts import info, search, stocks

from ibkr._core import currencies
from ibkr._core.exchange import converse
from ibkr._core.flow import together
from ibkr._core.recall import recall
from ibkr._core.ticking import ticks_of
from ibkr._core.wire import text as _text
from ibkr.errors import (
    AmbiguousContract,
    BadRequest,
    GatewayFault,
    InvalidArgument,
    NoSuchContract,
    NotFound,
    ResponseError,
)
from ibkr.model.contracts import Contract, HasConid, conid_of
from ibkr.model.ticks import US_STOCKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ibkr_wire.models.contracts import ContractMatch, StockListing
    from ibkr_wire.operation import Operation

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow

FindableType: TypeAlias = Literal["STK", "IND", "CASH"]
LISTED: Final = 8
# Where a kind that `find` does not settle is looked for.
ELSEWHERE: Final = {
    "FUT": "ib.contracts.futures(symbol)",
    "OPT": "ib.contracts.option_chain(symbol)",
    "FOP": 'ib.contracts.option_chain(symbol, sec_type="FOP")',
}
# Two letters for the country, nine characters, a check digit (ISO 6166).
_ISIN: Final = re.compile(r"[A-Z]{2}[A-Z0-9]{9}[0-9]", re.ASCII)


def find(
    symbol: str,
    desk: Desk,
    *,
    sec_type: FindableType = "STK",
    exchange: str | None = None,
    currency: str | None = None,
    is_us: bool | None = None,
) -> Flow[Contract]:
    """The one contract that fits: a stock, an index, or a currency pair such as EUR.USD.

    A stock is listed in many countries under one symbol. When nothing narrows the
    search, the listings in the United States are meant if there are any.

    Raises:
        InvalidArgument: no symbol, or a kind that a symbol alone does not settle.
        AmbiguousContract: several fit; it lists them.
        NoSuchContract: none fits.
    """
    if sec_type not in _SEARCHES:
        instead = ELSEWHERE.get(sec_type, "ib.contracts.search(symbol)")
        raise InvalidArgument(f"find() settles {', '.join(_SEARCHES)}, not {sec_type!r}: use {instead}.")
    wanted = _symbol(symbol)
    found = yield from _SEARCHES[sec_type](wanted, desk)
    if exchange is None and currency is None and is_us is None:
        is_us = True if any(one.is_us for one in found) else None
    fitting = [one for one in found if _fits(one, exchange, is_us)]
    if currency is not None:
        fitting = yield from _in_currency(fitting, currency.upper(), desk)
    return _only(wanted, sec_type, found, fitting, desk)


def _symbol(symbol: str) -> str:
    wanted = symbol.strip().upper() if isinstance(symbol, str) else ""  # pyright: ignore[reportUnnecessaryIsInstance]  # callers without a type checker
    if not wanted or "," in wanted:
        raise InvalidArgument(
            f"Name one symbol, such as AAPL, not {symbol!r}; ib.contracts.by_conid() takes numbers."
        )
    if _ISIN.fullmatch(wanted):
        raise InvalidArgument(
            f"{wanted} looks like an ISIN, by which IBKR's gateway does not search: use the symbol."
        )
    return wanted


def _fits(contract: Contract, exchange: str | None, is_us: bool | None) -> bool:
    at_exchange = exchange is None or contract.exchange.upper() == exchange.upper()
    return at_exchange and is_us in (None, contract.is_us)


def _only(
    symbol: str, sec_type: str, found: Sequence[Contract], fitting: Sequence[Contract], desk: Desk
) -> Contract:
    if len(fitting) == 1:
        desk.ticks.setdefault(fitting[0].conid, fitting[0].ticks)
        return fitting[0]
    if fitting:
        raise AmbiguousContract(
            f"{symbol} fits {len(fitting)} contracts: {_listed(fitting)}. Choose one with exchange=, "
            "currency= or is_us=, or use its conid.",
            candidates=tuple(fitting),
        )
    if found:
        raise NoSuchContract(
            f"IBKR knows {symbol} only as {_listed(found)}: loosen exchange=, currency= or is_us=.",
            operation="contracts.find",
        )
    raise NoSuchContract(
        f"IBKR knows no contract {symbol!r} of type {sec_type}: check the symbol, or search by name with "
        "ib.contracts.search(..., name=True).",
        operation="contracts.find",
    )


def _listed(contracts: Sequence[Contract]) -> str:
    shown = "; ".join(map(str, contracts[:LISTED]))
    return shown if len(contracts) <= LISTED else f"{shown}; and {len(contracts) - LISTED} more"


# --- one search a kind -------------------------------------------------------------------------


def _stocks(symbol: str, desk: Desk) -> Flow[list[Contract]]:
    try:
        listings = yield from recall(stocks.operation([symbol]), desk)
    except (BadRequest, NotFound):  # an unknown symbol is an error in some builds, an empty list in others
        return []
    return [contract for listing in listings.get(symbol, []) for contract in _listed_stocks(symbol, listing)]


def _listed_stocks(symbol: str, listing: StockListing) -> list[Contract]:
    contracts = listing.contracts if isinstance(listing.contracts, list) else []
    return [
        Contract(
            one.conid,
            symbol,
            name=_text(listing.name),
            exchange=_text(one.exchange),
            is_us=one.is_us if isinstance(one.is_us, bool) else None,
            ticks=US_STOCKS if one.is_us is True else None,
        )
        for one in contracts
    ]


def _indices(symbol: str, desk: Desk) -> Flow[list[Contract]]:
    try:
        matches = yield from recall(search.operation(symbol, sec_type="IND"), desk)
    except (BadRequest, NotFound):
        return []
    return [_index(match) for match in matches if _is_index(match, symbol)]


def _is_index(match: ContractMatch, symbol: str) -> bool:
    sections = match.sections if isinstance(match.sections, list) else []
    kinds = {one.sec_type for one in sections}
    return match.symbol == symbol and "IND" in kinds and str(match.conid).isdigit()


def _index(match: ContractMatch) -> Contract:
    return Contract(
        int(str(match.conid)),
        _text(match.symbol),
        "IND",
        name=_text(match.company_name),
        exchange=_text(match.description),
    )


_SEARCHES: Final = {"STK": _stocks, "IND": _indices, "CASH": currencies.pair}


def matches(operation: Operation[list[ContractMatch]], desk: Desk) -> Flow[list[ContractMatch]]:
    """The rows of a search; none where IBKR knows nothing of the sort, however it says so."""
    try:
        return (yield from converse(operation, desk))
    except (BadRequest, NotFound) as error:
        # In status 200 the error is about what was searched for, not about how (endpoints.md, search).
        if error.status is not None and error.status != 200:
            raise
        return []


# --- details -----------------------------------------------------------------------------------


def _in_currency(contracts: Sequence[Contract], currency: str, desk: Desk) -> Flow[list[Contract]]:
    """Those traded in `currency`; a search does not tell, so each is asked for."""
    details = yield from together(recall(info.operation(one.conid), desk) for one in contracts)
    told = zip(contracts, details, strict=True)
    return [attrs.evolve(one, currency=currency) for one, detail in told if detail.currency == currency]


def unknown_conid(conid: int, error: ResponseError) -> NoSuchContract:
    """The error for a number that IBKR gives to no contract."""
    return NoSuchContract(
        f"IBKR knows no contract {conid}: `ib.contracts.find(symbol)` tells the number of one.",
        operation="contracts.info",
        status=error.status,
        body=error.body,
    )


def by_conid(which: int | HasConid, desk: Desk) -> Flow[Contract]:
    """The contract of that number.

    Raises:
        InvalidArgument: that is no conid.
        NoSuchContract: IBKR knows none.
    """
    conid = conid_of(which)
    try:
        details = yield from recall(info.operation(conid), desk)
    except (BadRequest, NotFound, GatewayFault) as error:
        raise unknown_conid(conid, error) from error
    return Contract(
        conid,
        _text(details.symbol),
        _text(details.instrument_type),
        name=_text(details.company_name),
        exchange=_text(details.exchange),
        currency=_text(details.currency),
        ticks=ticks_of(details),
    )
