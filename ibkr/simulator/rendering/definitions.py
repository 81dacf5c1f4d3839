"""Contracts as rows: the description of one, and definitions of many.

Source: gateway facts "REST endpoints", section contracts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr.simulator.market import derivatives
from ibkr.simulator.rendering.rules import digits, increment_rules

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from ibkr.simulator.market.contract import Instrument

PAGE_SIZE = 100
_RIGHTS = {"C": "Call", "P": "Put"}


def day_text(day: date | None) -> str | None:
    """`20130215`, None without a day."""
    return None if day is None else f"{day:%Y%m%d}"


def plain(value: Decimal | None) -> str | None:
    """A number as text without idle zeros, None without one."""
    return None if value is None else f"{value.normalize():f}"


def contract_row(listing: Instrument) -> dict[str, Any]:
    """The body of GET /iserver/contract/{conid}/info: snake case, null where a key does not apply."""
    derived = listing.underlying_conid != 0
    return {
        "cfi_code": "",
        "symbol": listing.symbol,
        "cusip": None,
        "expiry_full": None if listing.expiry is None else f"{listing.expiry:%Y%m}",
        "con_id": listing.conid,
        "maturity_date": day_text(listing.expiry),
        "industry": listing.group,
        "instrument_type": listing.sec_type,
        "has_related_contracts": has_options(listing),
        "trading_class": listing.trading_class,
        "valid_exchanges": ",".join(listing.valid_exchanges),
        "allow_sell_long": False,
        "is_zero_commission_security": False,
        "local_symbol": listing.local_symbol or listing.symbol,
        "contract_clarification_type": None,
        "contract_month": None if listing.expiry is None else f"{listing.expiry:%Y%m}",
        "classifier": None,
        "currency": listing.currency,
        "text": listing.description or None,
        "underlying_con_id": listing.underlying_conid,
        "r_t_h": True,
        "multiplier": plain(listing.multiplier) if derived else None,
        "underlying_issuer": None,
        "company_name": listing.company_name,
        "smart_available": "SMART" in listing.valid_exchanges,
        "exchange": "SMART" if "SMART" in listing.valid_exchanges else listing.exchange,
        "category": listing.category,
        **({"strike": plain(listing.strike), "right": _RIGHTS[listing.right]} if listing.right else {}),
    }


def has_options(listing: Instrument) -> bool:
    """Whether options on the contract are traded in this world."""
    return derivatives.family_of(listing.conid) is not None


def definition_row(listing: Instrument) -> dict[str, Any]:
    """One element of /trsrv/secdef: strike is text and multiplier a number; nulls are frequent."""
    return {
        "conid": listing.conid,
        "currency": listing.currency,
        "time": 12,
        "allExchanges": ",".join(listing.valid_exchanges),
        "listingExchange": listing.exchange,
        "countryCode": listing.country or None,
        "chineseName": listing.company_name.title(),
        "name": listing.company_name,
        "assetClass": listing.sec_type,
        "expiry": day_text(listing.expiry),
        "lastTradingDay": day_text(listing.last_trading_day),
        "group": listing.group or None,
        "putOrCall": listing.right or None,
        "sector": listing.industry or None,
        "sectorGroup": listing.category or None,
        "strike": plain(listing.strike) or "0",
        "ticker": listing.symbol,
        "undConid": listing.underlying_conid,
        "multiplier": float(listing.multiplier) if listing.underlying_conid else 0.0,
        "type": listing.security_type,
        "hasOptions": has_options(listing),
        "fullName": listing.name,
        "isUS": listing.is_us,
        "isEventContract": listing.is_event,
        "incrementRules": increment_rules(listing),
        "displayRule": {
            "magnification": 0,
            "displayRuleStep": [
                {"decimalDigits": digits(step), "lowerEdge": float(edge), "wholeDigits": 4}
                for edge, step in listing.increments
            ],
        },
        "pageSize": PAGE_SIZE,
    }


def derivative_row(listing: Instrument) -> dict[str, Any]:
    """One element of secdef/info where it answers with a list."""
    return {
        "conid": listing.conid,
        "symbol": listing.symbol,
        "secType": listing.sec_type,
        "exchange": "SMART" if "SMART" in listing.valid_exchanges else listing.exchange,
        "listingExchange": None if "SMART" in listing.valid_exchanges else listing.exchange,
        "right": listing.right or "?",
        "strike": float(listing.strike or 0),
        "currency": listing.currency,
        "cusip": None,
        "coupon": "No Coupon" if listing.coupon is None else f"{listing.coupon}",
        "desc1": listing.symbol,
        "desc2": _second_line(listing),
        "maturityDate": day_text(listing.expiry),
        "multiplier": plain(listing.multiplier),
        "tradingClass": listing.trading_class,
        "validExchanges": ",".join(listing.valid_exchanges),
    }


def _second_line(listing: Instrument) -> str:
    """`FEB 15 '13 455 Call`, `MAR 15 '13`."""
    assert listing.expiry is not None, "derivatives and bonds end on a day"
    day = f"{listing.expiry:%b %d '%y}".upper()
    return f"{day} {plain(listing.strike)} {_RIGHTS[listing.right]}" if listing.right else day


def plain_row(listing: Instrument) -> dict[str, Any]:
    """The one object that secdef/info answers for a contract that is no derivative."""
    return {
        "conid": listing.conid,
        "ticker": listing.symbol,
        "secType": listing.sec_type,
        "listingExchange": listing.exchange,
        "exchange": "SMART" if "SMART" in listing.valid_exchanges else listing.exchange,
        "companyName": listing.company_name,
        "currency": listing.currency,
        "validExchanges": ",".join(listing.valid_exchanges),
        "priceRendering": None,
        "maturityDate": None,
        "right": "?",
        "strike": 0.0,
    }


def future_row(listing: Instrument) -> dict[str, Any]:
    """One element of trsrv/futures: days are whole numbers."""
    last = listing.last_trading_day or listing.expiry
    assert last is not None, "a future has a last day"
    last_day = int(f"{last:%Y%m%d}")
    return {
        "symbol": listing.symbol,
        "conid": listing.conid,
        "underlyingConid": listing.underlying_conid,
        "expirationDate": int(day_text(listing.expiry) or 0),
        "ltd": last_day,
        "shortFuturesCutOff": last_day,
        "longFuturesCutOff": last_day,
    }
