"""Positions and accounts as rows of the portfolio side.

Source: gateway facts "REST endpoints", repeated shapes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ibkr.simulator.rendering.definitions import PAGE_SIZE, day_text, definition_row

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from ibkr.simulator.broker.account import Position
    from ibkr.simulator.broker.starts import AccountStart
    from ibkr.simulator.broker.together import Combination

_OPENED = 1_325_394_000_000
"""When the accounts of this world were opened: 1 January 2012 in New York, milliseconds."""


def account_row(start: AccountStart) -> dict[str, Any]:
    """One account of the login."""
    account, below = start.account_id, start.master is not None
    return {
        "id": account,
        "PrepaidCrypto-Z": False,
        "PrepaidCrypto-P": False,
        "brokerageAccess": True,
        "accountId": account,
        "accountVan": account,
        "accountTitle": start.title,
        "displayName": start.alias or start.title,
        "accountAlias": start.alias,
        "accountStatus": _OPENED,
        "currency": start.currency,
        "type": "DEMO" if start.is_paper else "INDIVIDUAL",
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
            "accountId": start.master or "",
            "isMParent": False,
            "isMChild": False,
            "isMultiplex": False,
        },
        "desc": account,
    }


def sparse_row(position: Position) -> dict[str, Any]:
    """What the first read of a session brings: strike is a number and multiplier null."""
    listing = position.instrument
    return {
        "acctId": position.account,
        "conid": position.conid,
        "contractDesc": listing.name,
        "position": float(position.quantity),
        "mktPrice": float(position.price),
        "mktValue": float(round(position.value, 2)),
        "currency": listing.currency,
        "avgCost": float(round(position.average_cost, 8)),
        "avgPrice": float(round(position.average_price, 8)),
        "realizedPnl": float(round(position.realized_pnl, 2)),
        "unrealizedPnl": float(round(position.unrealized_pnl, 2)),
        "exchs": None,
        "expiry": day_text(listing.expiry),
        "putOrCall": listing.right or None,
        "multiplier": None,
        "strike": float(listing.strike or 0),
        "exerciseStyle": None,
        "conExchMap": [],
        "assetClass": listing.sec_type,
        "undConid": listing.underlying_conid,
        "model": "",
    }


def complete_row(position: Position) -> dict[str, Any]:
    """What a later read brings: strike turns to TEXT and multiplier to a number."""
    defined = definition_row(position.instrument)
    return {
        **sparse_row(position),
        "multiplier": defined["multiplier"],
        "strike": defined["strike"],
        **{key: defined[key] for key in _DEFINED},
        **_in_base(position),
        "time": 1,
        "pageSize": PAGE_SIZE,
    }


def _in_base(position: Position) -> dict[str, float]:
    """The figures in the currency of the account."""
    figures = {
        "baseMktValue": position.value,
        "baseMktPrice": position.price,
        "baseAvgCost": position.average_cost,
        "baseAvgPrice": position.average_price,
        "baseRealizedPnl": position.realized_pnl,
        "baseUnrealizedPnl": position.unrealized_pnl,
    }
    return {key: float(round(figure * position.rate, 8)) for key, figure in figures.items()}


def combination_row(combination: Combination, held: Mapping[int, Position]) -> dict[str, Any]:
    """One combination with its part of the positions in its legs; conids of legs are text."""
    side = 1 if combination.quantity > 0 else -1
    legs = [(leg.conid, leg.ratio * side) for leg in combination.legs]
    text = "".join(f"{ratio:+d}*{conid}" for conid, ratio in legs)
    parts = [_part(held[conid], ratio * abs(combination.quantity)) for conid, ratio in legs]
    return {
        "name": f"CP.CP{combination.number:08d}",
        "description": text.removeprefix("+"),
        "legs": [{"conid": str(conid), "ratio": ratio} for conid, ratio in legs],
        "positions": [complete_row(part) for part in parts],
    }


def _part(position: Position, quantity: Decimal) -> Position:
    """So much of a position, at its average cost."""
    cost = position.cost * quantity / position.quantity
    return attrs.evolve(position, quantity=quantity, cost=cost)


_DEFINED = (
    *(
        "incrementRules",
        "displayRule",
        "chineseName",
        "allExchanges",
        "listingExchange",
        "countryCode",
        "name",
    ),
    *("lastTradingDay", "group", "sector", "sectorGroup", "ticker", "type", "hasOptions", "fullName", "isUS"),
    "isEventContract",
)
"""Keys that a position has in common with the definition of its contract."""
