"""Contract search and definitions."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ibkr.simulator.market import calendar, catalogue, contract, derivatives
from ibkr.simulator.refusals import refuse
from ibkr.simulator.rendering.definitions import contract_row

if TYPE_CHECKING:
    from datetime import date

    from ibkr.simulator.call import Call
    from ibkr.simulator.market.catalogue import Section
    from ibkr.simulator.market.contract import Instrument
    from ibkr.simulator.state import State

BOND_CONID = "2147483647"
_KINDS = ("STK", "IND", "FUT", "CASH", "CRYPTO")
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
    by_name = asked.get("name") in _TRUE
    listings = _listings(symbol, str(asked.get("secType") or ""), by_name=by_name)
    if not listings:
        raise refuse(200, f"No symbol found for {symbol}")
    if not by_name:
        # Derivatives can be looked up after a search by symbol only.
        state.reads.searched.update(each.conid for each in listings)
    issuers = [each for each in listings if each.is_us and catalogue.bonds(each.conid)]
    only_bonds = asked.get("secType") == "BOND"
    rows = [] if only_bonds else [_row(state, each) for each in listings]
    return rows + [_bond_row(each) for each in issuers[:1]]


def _listings(symbol: str, sec_type: str, *, by_name: bool) -> tuple[Instrument, ...]:
    """Contracts for a search. Unless a type is asked for, the first type that knows the symbol answers."""
    if sec_type == "BOND":
        found = catalogue.search(symbol, by_name=by_name)
        return tuple(each for each in found if catalogue.bonds(each.conid))
    kinds = (sec_type,) if sec_type else _KINDS
    found = (catalogue.search(symbol, sec_type=kind, by_name=by_name) for kind in kinds)
    return next((each for each in found if each), ())


def _row(state: State, listing: Instrument) -> dict[str, Any]:
    return {
        "conid": str(listing.conid),
        "companyHeader": listing.header,
        "companyName": listing.company_name,
        "symbol": listing.symbol,
        "description": listing.exchange,
        "restricted": None,
        "fop": _expiries(listing.conid, calendar.local_date(state.world.now()), futures=True),
        "opt": _expiries(listing.conid, calendar.local_date(state.world.now())),
        "war": None,
        "sections": [_section(each) for each in catalogue.sections(listing.conid, state.world.now())],
    }


@lru_cache(maxsize=256)
def _expiries(conid: int, today: date, *, futures: bool = False) -> str | None:
    """The days on which options on a contract, or on its futures, expire; None where there are none."""
    family = derivatives.family_of(conid, futures=futures)
    if family is None:
        return None
    return ";".join(f"{day:%Y%m%d}" for day in derivatives.expiries(family, today))


def _section(section: Section) -> dict[str, Any]:
    months = {"months": ";".join(section.months)} if section.months else {}
    exchange = {"exchange": section.exchange} if section.exchange else {}
    return {"secType": section.sec_type, **months, **exchange}


def _bond_row(listing: Instrument) -> dict[str, Any]:
    return {
        "issuers": [{"id": issuer_id(listing), "name": listing.company_name.title()}],
        "bondid": 1,
        "conid": BOND_CONID,
        "companyHeader": "Corporate Fixed Income",
        "companyName": None,
        "symbol": None,
        "description": None,
        "restricted": None,
        **dict.fromkeys(("fop", "opt", "war")),
        "sections": [{"secType": "BOND"}],
    }


def issuer_id(listing: Instrument) -> str:
    """The id of a company as an issuer of bonds."""
    return f"e{1_400_000 + listing.conid % 99_991}"


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
    return [{"name": name, "chineseName": name.title(), "assetClass": "STK", "contracts": listed}]


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
