"""What orders for a contract may look like, in the words of contract/rules, and the algorithms.

Source: gateway facts "REST endpoints", section contracts, and "Orders", order types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from ibkr.simulator.market.contract import Instrument

ORDER_TYPES = (
    *("limit", "midprice", "market", "stop", "stop_limit", "mit", "lit", "trailing_stop"),
    *("trailing_stop_limit", "relative", "marketonclose", "limitonclose"),
)
_ONLY_STOCKS = ("midprice", "relative", "marketonclose", "limitonclose")
_OUTSIDE = ("limit", "stop_limit", "lit", "trailing_stop_limit", "relative")
_ALGO_TYPES = (
    "limit",
    "stop_limit",
    "lit",
    "trailing_stop_limit",
    "relative",
    "marketonclose",
    "limitonclose",
)
_TIFS = (
    "IOC/MARKET,LIMIT,RELATIVE,MARKETONCLOSE,MIDPRICE,LIMITONCLOSE,MIT,LIT,STOP,STOP_LIMIT,o,a",
    "GTC/o,a",
    "OPG/LIMIT,MARKET,a",
    "DAY/o,a",
)
UNAVAILABLE = (
    "Details currently unavailable. Please try again later and contact client services if the issue persists."
)


def order_rules(
    listing: Instrument, price: Decimal | None, *, is_buy: bool, accounts: Sequence[str]
) -> dict[str, Any]:
    """The rules of a contract whose last price is `price`; `error` is null in a good answer."""
    is_stock = listing.sec_type == "STK"
    types = [kind for kind in ORDER_TYPES if is_stock or kind not in _ONLY_STOCKS]
    shown = None if price is None else float(price)
    size = max(listing.lot, 1)
    return {
        "algoEligible": is_stock and listing.is_us,
        "allOrNoneEligible": True,
        "overnightEligible": is_stock and listing.is_us,
        "costReport": False,
        "canTradeAcctIds": list(accounts),
        "error": None,
        "orderTypes": types,
        "ibAlgoTypes": [kind for kind in _ALGO_TYPES if kind in types],
        "fraqTypes": [],
        "forceOrderPreview": False,
        "cqtTypes": ["limit", "market", "stop"] if is_stock else [],
        "orderDefaults": {"LMT": {"LP": "" if shown is None else f"{shown:.2f}"}},
        "orderTypesOutside": [kind for kind in _OUTSIDE if kind in types],
        "defaultSize": size,
        "cashSize": 0.0,
        "sizeIncrement": float(listing.size_increment) if listing.size_increment < 1 else size,
        "tifTypes": list(_TIFS),
        "tifDefaults": {"TIF": "DAY", "SIZE": f"{size}.00", "DEFAULT_ACCT": accounts[0], "PMALGO": is_stock},
        "limitPrice": shown,
        "stopprice": shown,
        "orderOrigination": None,
        "preview": True,
        "displaySize": None,
        "fraqInt": 4,
        "cashCcy": listing.currency,
        "cashQtyIncr": 500,
        "priceMagnifier": None,
        "negativeCapable": False,
        "incrementType": 1,
        "incrementRules": increment_rules(listing),
        "hasSecondary": is_buy,
        "modTypes": [],
        "increment": float(listing.tick),
        "incrementDigits": digits(listing.tick),
    }


def increment_rules(listing: Instrument) -> list[dict[str, float]]:
    """Steps of the price, and from which price each holds."""
    return [{"lowerEdge": float(edge), "increment": float(step)} for edge, step in listing.increments]


def digits(step: Decimal) -> int:
    """Digits after the point of a step."""
    exponent = step.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _parameter(rank: int, name: str, words: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"guiRank": rank, "id": name, "name": words, "valueClassName": kind, **more}


_URGENCY = _parameter(
    1,
    "adaptivePriority",
    "Urgency",
    "String",
    defaultValue="Normal",
    legalStrings=["Urgent", "Normal", "Patient"],
    required="true",
)
_SHARE = _parameter(
    1,
    "maxPctVol",
    "Most of the volume",
    "Double",
    minValue=0.01,
    maxValue=50,
    description="In percent, from 0.01 to 50",
)
_RISK = _parameter(
    2,
    "riskAversion",
    "Urgency and risk",
    "String",
    defaultValue="Neutral",
    legalStrings=["Get Done", "Aggressive", "Neutral", "Passive"],
)
_START = _parameter(3, "startTime", "Start", "Time", description="Now unless given")
_END = _parameter(4, "endTime", "End", "Time", description="The close unless given")
_PAST = _parameter(5, "allowPastEndTime", "Go on after the end", "Boolean", defaultValue=False)
_SIZE = _parameter(
    1, "displaySize", "Shown size", "Double", minValue=1, required="true", priceMarketRule=True
)

ALGOS: tuple[dict[str, Any], ...] = (
    {
        "name": "Adaptive",
        "id": "Adaptive",
        "description": "Trades between bid and ask, as urgently as is wished.",
        "parameters": [_URGENCY],
    },
    {
        "name": "VWAP",
        "id": "Vwap",
        "description": "Tries for the average price of the day, weighted by volume.",
        "parameters": [_SHARE, _START, _END, _PAST],
    },
    {
        "name": "TWAP",
        "id": "Twap",
        "description": "Tries for the average price over a time.",
        "parameters": [_START, _END, _PAST],
    },
    {
        "name": "Arrival Price",
        "id": "ArrivalPx",
        "description": "Tries for the middle of the market at the time of the order.",
        "parameters": [_SHARE, _RISK, _START, _END, _PAST],
    },
    {
        "name": "Close Price",
        "id": "ClosePx",
        "description": "Tries for the closing price without moving it.",
        "parameters": [_SHARE, _RISK, _START],
    },
    {
        "name": "Dark Ice",
        "id": "DarkIce",
        "description": "Shows a part of the order only, of a size that varies.",
        "parameters": [_SIZE, _START, _END, _PAST],
    },
    {
        "name": "Percentage of Volume",
        "id": "PctVol",
        "description": "Takes part in the market at a share of its volume.",
        "parameters": [{**_SHARE, "id": "pctVol", "required": "true"}, _START, _END],
    },
    {
        "name": "Minimise Impact",
        "id": "MinImpact",
        "description": "Slices the order so that it moves the market little.",
        "parameters": [_SHARE],
    },
)


def algo_row(algo: dict[str, Any], *, description: bool, parameters: bool) -> dict[str, Any]:
    """Name and id of an algorithm, and what else was asked for."""
    row = {"name": algo["name"], "id": algo["id"]}
    if description:
        row["description"] = algo["description"]
    if parameters:
        row["parameters"] = algo["parameters"]
    return row
