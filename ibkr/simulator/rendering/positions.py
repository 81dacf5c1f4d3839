"""Positions and accounts as rows of the portfolio side.

Source: gateway facts "REST endpoints", repeated shapes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr.simulator.world.structure import master_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ibkr.simulator.broker.account import Position
    from ibkr.simulator.market.contract import Instrument

PAGE_SIZE = 100
_OPENED = 1_325_394_000_000
"""When the accounts of this world were opened: 1 January 2012 in New York, milliseconds."""


def account_row(account: str, accounts: Sequence[str]) -> dict[str, Any]:
    """One account of the login whose `accounts` these are."""
    master = master_of(accounts)
    below = master is not None and account != master
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
        "type": "DEMO" if account.startswith("D") else "INDIVIDUAL",
        "tradingType": "STKNOPT",
        "businessType": "INDEPENDENT",
        "category": "",
        "ibEntity": "IBLLC-US",
        "faclient": below,
        "clearingStatus": "O",
        "covestor": False,
        "noClientTrading": False,
        "trackVirtualFXPortfolio": False,
        "acctCustType": "INDIVIDUAL",
        "parent": {
            "mmc": [],
            "accountId": master if below else "",
            "isMParent": False,
            "isMChild": False,
            "isMultiplex": False,
        },
        "desc": account,
    }


def sparse_row(position: Position) -> dict[str, Any]:
    """What the first read of a session brings: strike is a number and multiplier null."""
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


def enrichment(listing: Instrument) -> dict[str, Any]:
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
