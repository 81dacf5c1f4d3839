"""Accounts and positions as the portfolio side sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr.simulator.refusals import refuse

if TYPE_CHECKING:
    from ibkr.simulator.broker.account import Position
    from ibkr.simulator.call import Call
    from ibkr.simulator.market.contract import Instrument
    from ibkr.simulator.state import State

PAGE_SIZE = 100
_OPENED = 1_325_394_000_000
"""When the accounts of this world were opened: 1 January 2012 in New York, milliseconds."""


def accounts(state: State, _: Call) -> list[dict[str, Any]]:
    """The accounts that may be looked at; must be asked before anything else of the portfolio."""
    return [_account(account) for account in state.broker.accounts]


def _account(account: str) -> dict[str, Any]:
    return {
        "id": account,
        "PrepaidCrypto-Z": False,
        "PrepaidCrypto-P": False,
        "brokerageAccess": True,
        "accountId": account,
        "accountVan": account,
        "accountTitle": "Simulated Person",
        "displayName": "Simulated Person",
        "accountAlias": None,
        "accountStatus": _OPENED,
        "currency": "USD",
        "type": "DEMO",
        "tradingType": "STKNOPT",
        "businessType": "INDEPENDENT",
        "category": "",
        "ibEntity": "IBLLC-US",
        "faclient": False,
        "clearingStatus": "O",
        "covestor": False,
        "noClientTrading": False,
        "trackVirtualFXPortfolio": False,
        "acctCustType": "INDIVIDUAL",
        "parent": {"mmc": [], "accountId": "", "isMParent": False, "isMChild": False, "isMultiplex": False},
        "desc": account,
    }


def positions(state: State, call: Call) -> list[dict[str, Any]]:
    """One page of 100 rows; sparse on the first read of a session, [] past the end."""
    account = state.known_account(call.path["accountId"])
    page = call.path_number("pageId")
    if page < 0:
        raise refuse(400, "Bad Request: pageId is below 0")
    held = [each for each in state.broker.positions(account) if each.quantity]
    ordered = _sorted([_sparse(each) for each in held], call.query("sort"), call.query("direction"))
    shown = ordered[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    if account not in state.enriched:
        state.enriched.add(account)
        return shown
    if not call.flag("waitForSecDef", default=True):
        return shown
    listings = {each.conid: each.instrument for each in held}
    return [row | _enrichment(listings[row["conid"]]) for row in shown]


def _sorted(rows: list[dict[str, Any]], column: str, direction: str) -> list[dict[str, Any]]:
    if not rows or column not in rows[0] or not isinstance(rows[0][column], (str, int, float)):
        return rows
    return sorted(rows, key=lambda row: row[column], reverse=direction == "d")


def _sparse(position: Position) -> dict[str, Any]:
    average = float(round(position.average_cost, 8))
    return {
        "acctId": position.account,
        "conid": position.conid,
        "contractDesc": position.instrument.symbol,
        "position": float(position.quantity),
        "mktPrice": float(position.price),
        "mktValue": float(round(position.value, 2)),
        "currency": position.instrument.currency,
        "avgCost": average,
        "avgPrice": average,
        "realizedPnl": float(round(position.realized_pnl, 2)),
        "unrealizedPnl": float(round(position.unrealized_pnl, 2)),
        "exchs": None,
        "expiry": None,
        "putOrCall": None,
        "multiplier": None,
        "strike": 0.0,
        "exerciseStyle": None,
        "conExchMap": [],
        "assetClass": position.instrument.sec_type,
        "undConid": 0,
        "model": "",
    }


def _enrichment(listing: Instrument) -> dict[str, Any]:
    """What a later read adds: strike turns to TEXT and multiplier to a number."""
    tick = float(listing.tick)
    return {
        "multiplier": 0.0,
        "strike": "0",
        "incrementRules": [{"lowerEdge": 0.0, "increment": tick}],
        "displayRule": {
            "magnification": 0,
            "displayRuleStep": [{"decimalDigits": 2, "lowerEdge": 0.0, "wholeDigits": 4}],
        },
        "time": 1,
        "chineseName": listing.company_name.title(),
        "allExchanges": ",".join(listing.valid_exchanges),
        "listingExchange": listing.exchange,
        "countryCode": listing.country,
        "name": listing.company_name,
        "lastTradingDay": None,
        "group": listing.group,
        "sector": listing.industry,
        "sectorGroup": listing.category,
        "ticker": listing.symbol,
        "type": "COMMON",
        "hasOptions": listing.has_options,
        "fullName": listing.symbol,
        "isUS": listing.is_us,
        "isEventContract": False,
        "pageSize": PAGE_SIZE,
    }


SERVES = {"portfolio.accounts": accounts, "portfolio.positions": positions}
