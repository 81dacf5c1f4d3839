"""Contract search and definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr.simulator.market import contract
from ibkr.simulator.refusals import refuse
from ibkr.simulator.rendering.definitions import contract_row
from ibkr.simulator.rendering.months import option_months

if TYPE_CHECKING:
    from ibkr.simulator.call import Call
    from ibkr.simulator.market.contract import Instrument
    from ibkr.simulator.state import State

OPTION_EXCHANGES = "SMART;AMEX;BOX;CBOE;CBOE2;ISE;MIAX;NASDAQOM;PHLX;PSE"
BOND_CONID = "2147483647"
_TRUE = (True, "true", "True")


def search(state: State, call: Call) -> list[dict[str, Any]]:
    """Rows for a symbol, from the query."""
    return _found(state, dict(call.request.query))


def search_by_body(state: State, call: Call) -> list[dict[str, Any]]:
    """Rows for a symbol, from a JSON body."""
    return _found(state, call.object())


def _found(state: State, asked: dict[str, Any]) -> list[dict[str, Any]]:
    symbol = asked.get("symbol")
    if not isinstance(symbol, str) or not symbol.strip():
        raise refuse(400, "Bad Request: symbol is missing")
    sec_type = asked.get("secType") or "STK"
    by_name = asked.get("name") in _TRUE
    listings = contract.find_by_name(symbol) if by_name else contract.find(symbol)
    rows = _of_type(state, str(sec_type), listings)
    if not rows:
        raise refuse(200, f"No symbol found for {symbol}")
    if not by_name:
        # Derivatives can be looked up after a search by symbol only.
        state.reads.searched.update(each.conid for each in listings)
    return rows


def _of_type(state: State, sec_type: str, listings: tuple[Instrument, ...]) -> list[dict[str, Any]]:
    stocks = [_stock_row(state, each) for each in listings] if sec_type == "STK" else []
    issuers = [each for each in listings if each.is_us] if sec_type in ("STK", "BOND") else []
    return stocks + [_bond_row(each) for each in issuers[:1]]


def _stock_row(state: State, listing: Instrument) -> dict[str, Any]:
    return {
        "conid": str(listing.conid),
        "companyHeader": listing.header,
        "companyName": listing.company_name,
        "symbol": listing.symbol,
        "description": listing.exchange,
        "restricted": None,
        "sections": _sections(state, listing),
    }


def _sections(state: State, listing: Instrument) -> list[dict[str, Any]]:
    if not listing.has_options:
        return [{"secType": "STK", "exchange": f"{listing.exchange};"}]
    months = option_months(state.world.datetime().date())
    return [
        {"secType": "STK"},
        {"secType": "OPT", "months": months, "exchange": OPTION_EXCHANGES},
        {"secType": "BAG"},
    ]


def _bond_row(listing: Instrument) -> dict[str, Any]:
    return {
        "issuers": [{"id": f"e{1_400_000 + listing.conid % 99_991}", "name": listing.company_name.title()}],
        "bondid": 1,
        "conid": BOND_CONID,
        "companyHeader": "Corporate Fixed Income",
        "companyName": None,
        "symbol": None,
        "description": None,
        "restricted": None,
        "sections": [{"secType": "BOND"}],
    }


def stocks(_: State, call: Call) -> dict[str, list[dict[str, Any]]]:
    """Stock listings by symbol; an unknown or lower-case symbol has an empty list under its key."""
    symbols = call.query("symbols")
    if not symbols:
        raise refuse(400, "Bad Request: symbols are missing")
    return {symbol: _companies(symbol) for symbol in symbols.split(",")}


def _companies(symbol: str) -> list[dict[str, Any]]:
    listings = contract.find(symbol) if symbol == symbol.upper() else ()
    if not listings:
        return []
    listed = [{"conid": each.conid, "exchange": each.exchange, "isUS": each.is_us} for each in listings]
    name = listings[0].company_name
    return [{"name": name, "chineseName": None, "assetClass": "STK", "contracts": listed}]


def info(_: State, call: Call) -> dict[str, Any]:
    """Contract details in snake case; an unknown conid is a 500."""
    return contract_row(described(call.path_number("conid")))


def described(conid: int) -> Instrument:
    """The contract with that id, refused as the gateway refuses an unknown one."""
    try:
        return contract.instrument(conid)
    except KeyError:
        raise refuse(500, "Details currently unavailable. Please try again later") from None


SERVES = {
    "contracts.search": search,
    "contracts.search_post": search_by_body,
    "contracts.stocks": stocks,
    "contracts.info": info,
}
