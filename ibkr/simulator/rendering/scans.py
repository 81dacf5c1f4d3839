"""The vocabulary of scans, as large as the gateway makes it, and the rows of a result.

Only scans and filters of `ibkr.simulator.world.scans` are worked; the others are there
because a client must cope with hundreds of words.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ibkr.simulator.world.scans import FILTERS, SCANS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ibkr.simulator.world.scans import Found, Scan

INSTRUMENTS = {
    "STK": "US Stocks",
    "ETF.EQ.US": "US Equity ETFs",
    "ETF.FI.US": "US Fixed Income ETFs",
    "FUT.US": "US Futures",
    "IND.US": "US Indexes",
    "BOND": "Corporate Bonds",
    "STOCK.NA": "America Non-US Stocks",
    "STOCK.EU": "Europe Stocks",
    "FUT.EU": "Europe Futures",
    "IND.EU": "Europe Indexes",
    "SSF.EU": "Europe SSFs",
    "STOCK.HK": "Asia Stocks",
    "FUT.HK": "Asia Futures",
    "IND.HK": "Asia Indexes",
    "NATCOMB": "Native Combos",
}
LOCATIONS = {
    "STK": ("STK.US.MAJOR", "STK.US.MINOR", "STK.NASDAQ", "STK.NYSE", "STK.AMEX", "STK.ARCA"),
    "ETF.EQ.US": ("ETF.EQ.US.MAJOR", "ETF.EQ.ARCA", "ETF.EQ.BATS"),
    "ETF.FI.US": ("ETF.FI.US.MAJOR",),
    "FUT.US": ("FUT.CME", "FUT.CBOT", "FUT.NYMEX", "FUT.COMEX", "FUT.ICEUS"),
    "IND.US": ("IND.US",),
    "BOND": ("BOND.US",),
    "STOCK.NA": ("STK.NA.CANADA", "STK.NA.MEXI"),
    "STOCK.EU": ("STK.EU.IBIS", "STK.EU.LSE", "STK.EU.SBF", "STK.EU.EBS", "STK.EU.BVME"),
    "FUT.EU": ("FUT.EU.EUREX", "FUT.EU.LIFFE"),
    "IND.EU": ("IND.EU.EUREX",),
    "SSF.EU": ("SSF.EU.EUREX",),
    "STOCK.HK": ("STK.HK.SEHK", "STK.HK.TSE_JPN", "STK.HK.ASX", "STK.HK.SGX"),
    "FUT.HK": ("FUT.HK.HKFE", "FUT.HK.OSE_JPN"),
    "IND.HK": ("IND.HK.HKFE",),
    "NATCOMB": ("NATCOMB.OPT.US",),
}
_FIGURES = (
    *("afterHoursChange", "afterHoursChangePerc", "avgOptVolume", "avgPriceTarget", "avgRating"),
    *("avgVolume", "dividendFrd", "dividendYieldFrd", "ema20", "ema50", "ema100", "ema200", "epsChangeTTM"),
    *("estimate", "feeRate", "floatShares", "growthRate", "histDividend", "impVolat", "impVolatOverHist"),
    *("institutionalOfFloatPerc", "lastVsEMAChangeRatio20", "lastVsEMAChangeRatio50", "macd"),
    *("marketCap", "maxPeRatio", "minPeRatio", "netProfitMarginTTM", "numPriceTargets", "numRatings"),
    *("numSharesInsider", "numSharesInstitutional", "operatingMarginTTM", "optVolume", "optVolumePCRatio"),
    *("payoutRatio", "ppo", "price2Bk", "price2TanBk", "priceVsBook", "quickRatio", "returnOnEquity"),
    *("revChange", "revGrowthRate", "sharesAvailable", "shortInterest", "socialSentimentScore", "stVolume"),
    *("tradeCount", "tradeRate", "utilization", "volumeRate", "wtdAverageCoupon", "yieldMaturity"),
)
_PERIODS = ("13W", "26W", "52W")
_EDGES = (("HIGH_VS", "High"), ("LOW_VS", "Low"))
_RANKED = (
    *("HIGH_OPT_IMP_VOLAT", "LOW_OPT_IMP_VOLAT", "TOP_OPT_IMP_VOLAT_GAIN", "TOP_OPT_IMP_VOLAT_LOSE"),
    *("OPT_VOLUME_MOST_ACTIVE", "OPT_OPEN_INTEREST_MOST_ACTIVE", "HIGH_OPT_VOLUME_PUT_CALL_RATIO"),
    *("HIGH_DIVIDEND_YIELD_IB", "HIGH_PE_RATIO", "LOW_PE_RATIO", "HIGH_RETURN_ON_EQUITY", "HIGH_GROWTH_RATE"),
    *("HALTED", "LIMIT_UP_DOWN", "TOP_AFTER_HOURS_PERC_GAIN", "TOP_AFTER_HOURS_PERC_LOSE", "TOP_TRADE_RATE"),
    *(
        "TOP_VOLUME_RATE",
        "SCAN_socialSentimentScore_DESC",
        "BOND_CUSIP_AZ",
        "FAR_CONTRACT",
        "FIRST_TRADE_DATE_DESC",
    ),
)
NOT_WORKED: dict[str, str] = {
    **{
        f"{code}_{period}_HL": f"{weeks[:-1]}-Week {name}"
        for code, name in _EDGES
        for period in _PERIODS
        for weeks in (period,)
    },
    **{code: code.replace("_", " ").title() for code in _RANKED},
    **{f"SCAN_{figure}_{way}": f"{figure} {way.title()}" for figure in _FIGURES for way in ("ASC", "DESC")},
}
"""Scans that find nothing here, and their names."""


@cache
def vocabulary() -> dict[str, Any]:
    """The body of GET /iserver/scanner/params."""
    filters = _filters()
    codes = [each["code"] for each in filters]
    names = {code: scan.name for code, scan in SCANS.items()} | NOT_WORKED
    return {
        "scan_type_list": [
            {"display_name": name, "code": code, "instruments": list(INSTRUMENTS)}
            for code, name in names.items()
        ],
        "instrument_list": [
            {"display_name": name, "type": kind, "filters": codes} for kind, name in INSTRUMENTS.items()
        ],
        "filter_list": filters,
        "location_tree": [
            {
                "display_name": name,
                "type": kind,
                # Leaves carry null here, or nothing at all.
                "locations": [
                    {"display_name": place, "type": place, "locations": None} for place in LOCATIONS[kind]
                ],
            }
            for kind, name in INSTRUMENTS.items()
        ],
    }


def _filters() -> list[dict[str, Any]]:
    worked = [
        {
            "group": code.removesuffix("Above").removesuffix("Below"),
            "display_name": each.name,
            "code": code,
            "type": "non-range",
        }
        for code, each in FILTERS.items()
    ]
    others = [
        {"group": figure, "display_name": f"{figure} {word}", "code": f"{figure}{word}", "type": "range"}
        for figure in _FIGURES
        for word in ("Above", "Below")
    ]
    kinds = [
        {"code": code, "display_name": code.title(), "default": code == "ALL"}
        for code in ("ALL", "STK", "ETF", "ADR")
    ]
    chosen = {
        "group": "stkTypes",
        "display_name": "Stock type",
        "code": "stkTypes",
        "type": "non-range",
        "combo_values": kinds,
    }
    return [*worked, *others, chosen]


def result(scan: Scan, found: Sequence[Found]) -> dict[str, Any]:
    """The body of POST /iserver/scanner/run."""
    rows = [_row(place, each) for place, each in enumerate(found)]
    if rows:
        # The column's name stands in the first row only.
        rows[0] = {"server_id": rows[0].pop("server_id"), "column_name": scan.column, **rows[0]}
    return {"contracts": rows, "scan_data_column_name": scan.column}


def _row(place: int, found: Found) -> dict[str, Any]:
    listing = found.listing
    return {
        "server_id": str(place),
        "symbol": listing.symbol,
        "conidex": str(listing.conid),
        "con_id": listing.conid,
        "available_chart_periods": "#R|1",
        "company_name": listing.company_name,
        "scan_data": found.shown,
        "contract_description_1": listing.symbol,
        "listing_exchange": "NASDAQ.NMS" if listing.exchange == "NASDAQ" else listing.exchange,
        "sec_type": listing.sec_type,
    }
