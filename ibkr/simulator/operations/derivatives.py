"""Chains of options and futures, bonds, currencies.

Source: gateway facts "REST endpoints", section contracts.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import msgspec

from ibkr.simulator.market import catalogue
from ibkr.simulator.market.contract import INSTRUMENTS, instrument
from ibkr.simulator.market.derivatives import ROOTS
from ibkr.simulator.market.market import NoPrices
from ibkr.simulator.operations.contracts import issuer_id
from ibkr.simulator.refusals import Refused, refuse
from ibkr.simulator.rendering.definitions import derivative_row, future_row, plain_row

if TYPE_CHECKING:
    from ibkr.simulator.call import Call
    from ibkr.simulator.market.contract import Instrument
    from ibkr.simulator.state import State

_OPTIONS = ("OPT", "FOP", "WAR")
_LARGEST_STRIKE = Decimal(10) ** 9


def strikes(state: State, call: Call) -> dict[str, list[float]]:
    """Strikes of a month; both lists are empty unless the underlying was searched for by symbol."""
    conid, sec_type, month = call.number("conid", default=0), call.query("sectype"), call.query("month")
    if not conid or sec_type not in _OPTIONS or not month:
        raise refuse(400, "Bad Request: conid, sectype and month are needed")
    if conid not in state.reads.searched or sec_type == "WAR":
        return {"call": [], "put": []}
    listed = [float(each) for each in _strikes(state, conid, month, sec_type)]
    return {"call": listed, "put": list(listed)}


def _strikes(state: State, conid: int, month: str, sec_type: str) -> tuple[Decimal, ...]:
    try:
        return catalogue.strikes(state.market, conid, month, state.world.now(), sec_type=sec_type)
    except NoPrices:
        return ()


def secdef_info(state: State, call: Call) -> object:
    """One object for a plain contract, a list for derivatives."""
    if call.query("sectype") == "BOND" or call.query("issuerId"):
        return [derivative_row(each) for each in _bonds(call.query("issuerId"))]
    conid = call.number("conid", default=0)
    listing = _known(conid)
    chains = {"OPT": _option_rows, "FOP": _option_rows, "WAR": _nothing, "FUT": _future_rows}
    chain = chains.get(call.query("sectype"))
    if chain is None:
        return [derivative_row(listing)] if listing.underlying_conid else plain_row(listing)
    if conid not in state.reads.searched:
        raise _unknown(conid)
    return chain(state, call, listing)


def _known(conid: int) -> Instrument:
    try:
        return instrument(conid)
    except KeyError:
        raise _unknown(conid) from None


def _unknown(conid: int) -> Refused:
    """The error that is JSON text within JSON."""
    reason = msgspec.json.encode({"reason": f"No contracts retrieved for {conid}"}).decode()
    return refuse(500, reason)


def _option_rows(state: State, call: Call, listing: Instrument) -> list[dict[str, Any]]:
    month, strike, right = call.query("month"), _strike(call), call.query("right") or None
    sec_type = call.query("sectype")
    if not month or strike is None:
        raise refuse(400, f"{'month' if not month else 'strike'} required for sectype {sec_type}")
    if right not in (None, "C", "P"):
        raise refuse(400, "Bad Request: right is neither C nor P")
    try:
        now = state.world.now()
        found = catalogue.options(
            state.market, listing.conid, month, now, strike=strike, right=right, sec_type=sec_type
        )
    except NoPrices:
        found = ()
    if not found:
        raise _unknown(listing.conid)
    return [derivative_row(each) for each in found]


def _strike(call: Call) -> Decimal | None:
    text = call.query("strike")
    if not text:
        return None
    try:
        strike = Decimal(text)
    except InvalidOperation:
        raise refuse(400, "Bad Request: strike is not a number") from None
    if not (strike.is_finite() and 0 <= strike < _LARGEST_STRIKE):
        raise refuse(400, "Bad Request: strike is out of range")
    return strike


def _future_rows(state: State, call: Call, listing: Instrument) -> list[dict[str, Any]]:
    month = call.query("month").upper()
    if not month:
        raise refuse(400, "month required for sectype FUT")
    found = [
        each
        for root in ROOTS
        for each in catalogue.futures(root.symbol, state.world.now())
        if each.underlying_conid == listing.conid and each.month == month
    ]
    if not found:
        raise _unknown(listing.conid)
    return [derivative_row(each) for each in found]


def _nothing(_: State, __: Call, listing: Instrument) -> list[dict[str, Any]]:
    """This world has no warrants."""
    raise _unknown(listing.conid)


def futures(state: State, call: Call) -> dict[str, list[dict[str, Any]]]:
    """Futures by root symbol, in no order; an unknown root has an empty list."""
    symbols = [word for word in call.query("symbols").split(",") if word]
    if not symbols:
        raise refuse(400, "Bad Request: symbols are missing")
    exchange = call.query("exchange")
    return {symbol: _futures(state, symbol, exchange) for symbol in symbols}


def _futures(state: State, symbol: str, exchange: str) -> list[dict[str, Any]]:
    listed = catalogue.futures(symbol, state.world.now()) if symbol == symbol.upper() else ()
    rows = [future_row(each) for each in listed if exchange in ("", each.exchange)]
    # Not sorted by expiry.
    return rows[1:] + rows[:1]


# --- bonds and currencies -----------------------------------------------------------------


def bond_filters(_: State, call: Call) -> dict[str, Any]:
    """What the bonds of an issuer differ in; one that does not exist has none, under status 200."""
    if not call.query("symbol") or not call.query("issuerId"):
        raise refuse(400, "Bad Request: symbol and issuerId are needed")
    bonds = _bonds(call.query("issuerId"))
    maturities = sorted({each.expiry for each in bonds if each.expiry is not None})
    options = {
        ("Exchange", 2): [{"value": "SMART"}] if bonds else [],
        ("Currency", 5): [{"value": each} for each in sorted({bond.currency for bond in bonds})],
        ("Maturity Date", 27): [{"text": f"{day:%b %Y}", "value": f"{day:%Y%m}"} for day in maturities],
    }
    return {
        "bondFilters": [
            {"displayText": text, "columnId": column, "options": listed}
            for (text, column), listed in options.items()
        ]
    }


def _bonds(issuer: str) -> tuple[Instrument, ...]:
    stock = next((each for each in INSTRUMENTS if issuer_id(each) == issuer and each.is_us), None)
    return () if stock is None else catalogue.bonds(stock.conid)


def currency_pairs(_: State, call: Call) -> dict[str, list[dict[str, Any]]]:
    """Pairs of a currency, in an object with the currency as its key."""
    currency = call.query("currency").upper()
    if not currency:
        raise refuse(400, "Bad Request: currency is missing")
    rows = [
        {
            "symbol": each.local_symbol,
            "conid": each.conid,
            "ccyPair": each.currency if each.symbol == currency else each.symbol,
        }
        for each in catalogue.pairs(currency)
    ]
    return {currency: rows}


def exchange_rate(state: State, call: Call) -> dict[str, float]:
    """Units of the target currency for one of the source currency."""
    source, target = call.query("source").upper(), call.query("target").upper()
    if not source or not target:
        raise refuse(400, "Bad Request: source and target are needed")
    try:
        return {"rate": float(state.market.rate(source, target, state.world.now()))}
    except KeyError:
        raise refuse(400, f"Bad Request: there is no rate of {source} in {target}") from None


SERVES = {
    "contracts.strikes": strikes,
    "contracts.secdef_info": secdef_info,
    "contracts.futures": futures,
    "contracts.bond_filters": bond_filters,
    "contracts.currency_pairs": currency_pairs,
    "contracts.exchange_rate": exchange_rate,
}
