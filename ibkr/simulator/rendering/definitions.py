"""Contracts as rows: the description of one, and definitions of many.

Source: gateway facts "REST endpoints", section contracts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr.simulator.rendering.rules import digits, increment_rules

if TYPE_CHECKING:
    from ibkr.simulator.market.contract import Instrument

PAGE_SIZE = 100


def contract_row(listing: Instrument) -> dict[str, Any]:
    """The body of GET /iserver/contract/{conid}/info: snake case, null where a key does not apply."""
    return {
        "cfi_code": "",
        "symbol": listing.symbol,
        "cusip": None,
        "expiry_full": None,
        "con_id": listing.conid,
        "maturity_date": None,
        "industry": listing.group,
        "instrument_type": listing.sec_type,
        "has_related_contracts": listing.has_options,
        "trading_class": listing.trading_class,
        "valid_exchanges": ",".join(listing.valid_exchanges),
        "allow_sell_long": False,
        "is_zero_commission_security": False,
        "local_symbol": listing.symbol,
        "contract_clarification_type": None,
        "contract_month": None,
        "classifier": None,
        "currency": listing.currency,
        "text": None,
        "underlying_con_id": 0,
        "r_t_h": True,
        "multiplier": None,
        "underlying_issuer": None,
        "company_name": listing.company_name,
        "smart_available": listing.is_us,
        "exchange": "SMART" if listing.is_us else listing.exchange,
        "category": listing.category,
    }


def definition_row(listing: Instrument) -> dict[str, Any]:
    """One element of /trsrv/secdef: strike is text and multiplier a number; nulls are frequent."""
    return {
        "conid": listing.conid,
        "currency": listing.currency,
        "time": 12,
        "allExchanges": ",".join(listing.valid_exchanges),
        "listingExchange": listing.exchange,
        "countryCode": listing.country,
        "chineseName": listing.company_name.title(),
        "name": listing.company_name,
        "assetClass": listing.sec_type,
        "expiry": None,
        "lastTradingDay": None,
        "group": listing.group or None,
        "putOrCall": None,
        "sector": listing.industry or None,
        "sectorGroup": listing.category or None,
        "strike": "0",
        "ticker": listing.symbol,
        "undConid": 0,
        "multiplier": 0.0,
        "type": "COMMON",
        "hasOptions": listing.has_options,
        "fullName": listing.symbol,
        "isUS": listing.is_us,
        "isEventContract": False,
        "incrementRules": increment_rules(listing),
        "displayRule": {
            "magnification": 0,
            "displayRuleStep": [{"decimalDigits": digits(listing.tick), "lowerEdge": 0.0, "wholeDigits": 4}],
        },
        "pageSize": PAGE_SIZE,
    }
