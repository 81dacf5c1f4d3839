"""The values and the ledger of an account as the websocket writes them.

The same figures as over REST, under other names: `NetLiquidation-S` for
`netliquidation-s`, `stockMarketValue` for `stockmarketvalue`. Times are in seconds.
Source: gateway facts "Websocket", sections ssd and sld.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ibkr.simulator.rendering.values import account_values

if TYPE_CHECKING:
    from ibkr.simulator.broker.account import AccountStart, LedgerEntry, Summary

Row = dict[str, Any]

_SPELLED = {
    name.lower(): name
    for name in (
        *("AccountCode", "AccountReady", "AccountType", "AccruedCash", "AccruedDividend", "AvailableFunds"),
        *("AvailableToTrade", "AvailableToWithdraw", "Billable", "BuyingPower", "ColumnPrio", "Cushion"),
        *("DayTradesRemaining", "DayTradesRemainingT+1", "DayTradesRemainingT+2", "DayTradesRemainingT+3"),
        *("DayTradesRemainingT+4", "DayTradingStatus", "DepositOnCreditHold", "EquityWithLoanValue"),
        *("ExcessLiquidity", "FullAvailableFunds", "FullExcessLiquidity", "FullInitMarginReq"),
        *("FullMaintMarginReq", "GrossPositionValue", "Guarantee", "HighestSeverity", "IncentiveCoupons"),
        *("IndianStockHaircut", "InitMarginReq", "Leverage", "LookAheadAvailableFunds"),
        *("LookAheadExcessLiquidity", "LookAheadInitMarginReq", "LookAheadMaintMarginReq"),
        *("LookAheadNextChange", "MaintMarginReq", "NetLiquidation", "NetLiquidationUncertainty"),
        *("NLVAndMarginInReview", "PASharesValue", "PhysicalCertificateValue", "PostExpirationExcess"),
        *("PostExpirationMargin", "PreviousDayEquityWithLoanValue", "RegTEquity", "RegTMargin"),
        *("SegmentTitle", "SMA", "TotalCashValue", "TotalDebitCardPendingCharges", "TradingType"),
        "WhatIfPMEnabled",
    )
}


def _spelled(name: str) -> str:
    """`NetLiquidation-S` for `netliquidation-s`."""
    stem, dash, segment = name.partition("-")
    return f"{_SPELLED[stem]}{dash}{segment.upper()}"


def streamed_summary(found: Summary, start: AccountStart, *, at: int) -> dict[str, Row]:
    """The rows of `ssd` by key; `at` is their time in epoch seconds."""
    return {
        key: {"key": key, **_value(value)}
        for key, value in (
            (_spelled(name), value) for name, value in account_values(found, start, at=at).items()
        )
    }


def _value(value: Mapping[str, Any]) -> Row:
    told = {"severity": value["severity"], "timestamp": value["timestamp"]}
    if value["currency"] is None:
        return {"value": value["value"], **told}
    return {"currency": value["currency"], "monetaryValue": value["amount"], **told}


def summary_changes(known: Mapping[str, Row], seen: Mapping[str, Row]) -> list[Row]:
    """The rows whose value changed; a new time alone is no change."""
    return [row for key, row in seen.items() if _timeless(known.get(key)) != _timeless(row)]


def _timeless(row: Row | None) -> Row | None:
    return None if row is None else {name: value for name, value in row.items() if name != "timestamp"}


_CLASSES = {
    "STK": "stockMarketValue",
    "OPT": "optionMarketValue",
    "BOND": "corporateBondsMarketValue",
}
_ZEROS = (
    *("cashBalanceFXSegment", "commodityMarketValue", "dividends", "funds", "interest"),
    *("issueOptionsMarketValue", "moneyFunds", "tBillsMarketValue", "tBondsMarketValue"),
    "warrantsMarketValue",
)


def streamed_ledger(account: str, entries: Mapping[str, LedgerEntry], *, at: int) -> dict[str, Row]:
    """The rows of `sld` by key, such as `LedgerListUSD`; `at` is their time in epoch seconds."""
    return {f"LedgerList{name}": _ledger_row(account, name, entry, at=at) for name, entry in entries.items()}


def _ledger_row(account: str, name: str, entry: LedgerEntry, *, at: int) -> Row:
    cash = float(round(entry.cash, 2))
    held = entry.net_liquidation - entry.cash
    return {
        "acctCode": account,
        "cashbalance": cash,
        "key": f"LedgerList{name}",
        "secondKey": name,
        "exchangeRate": float(round(entry.exchange_rate, 7)),
        "marketValue": float(round(held, 2)),
        "netLiquidationValue": float(round(entry.net_liquidation, 2)),
        "realizedPnl": float(round(entry.realized_pnl, 2)),
        "unrealizedPnl": float(round(entry.unrealized_pnl, 2)),
        "settledCash": cash,
        **{wire: float(round(entry.value(kind), 2)) for kind, wire in _CLASSES.items()},
        **dict.fromkeys(_ZEROS, 0.0),
        "severity": 0,
        "timestamp": at,
    }


def ledger_changes(known: Mapping[str, Row], seen: Mapping[str, Row]) -> list[Row]:
    """Every currency, each time; one without a change brings its key and the time only."""
    unchanged = {key for key in seen if _timeless(known.get(key)) == _timeless(seen[key])}
    return [
        {"key": key, "timestamp": row["timestamp"]} if key in unchanged else row for key, row in seen.items()
    ]
