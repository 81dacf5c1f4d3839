"""The values of an account by name, and its ledger.

Source: gateway facts "REST endpoints", section portfolio. Names are lower case; -s is
about securities, -c about commodities, no suffix about both.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ibkr.simulator.broker.account import AccountStart, LedgerEntry, Summary

_ZERO = Decimal(0)

_NOTHING = (
    *("accruedcash", "accrueddividend", "billable", "guarantee", "indianstockhaircut", "pasharesvalue"),
    *("physicalcertificatevalue", "postexpirationmargin", "totaldebitcardpendingcharges", "incentivecoupons"),
    *("netliquidationuncertainty", "depositoncredithold"),
)
"""Amounts that are zero in this world, for the whole and for both segments."""

_COLUMNPRIO = {"columnprio-c": "2", "columnprio-s": "1"}
_UNLIMITED = ("daytradesremaining", *(f"daytradesremainingt+{day}" for day in (1, 2, 3, 4)))


def account_values(found: Summary, start: AccountStart, *, at: int) -> dict[str, Any]:
    """The body of GET /portfolio/{accountId}/summary; `at` is its time in epoch seconds."""
    values: dict[str, Any] = {}
    for name, amount in _amounts(found).items():
        values[name] = _amount(amount, start.currency, at)
        values[f"{name}-c"] = _amount(_ZERO, start.currency, at)
        values[f"{name}-s"] = _amount(amount, start.currency, at)
    for name, amount in _wholes(found).items():
        values[name] = _amount(amount, start.currency, at)
        values[f"{name}-s"] = _amount(amount, start.currency, at)
    for name, text in _texts(found).items():
        values[name] = _text(text, at)
    values["buyingpower"] = _amount(found.buying_power, start.currency, at)
    values["highestseverity"] = _amount(_ZERO, start.currency, at)
    return dict(sorted(values.items()))


def _amounts(found: Summary) -> dict[str, Decimal]:
    """Amounts of the whole and of both segments; all there is belongs to securities."""
    margins = {"initmarginreq": found.initial_margin, "maintmarginreq": found.maintenance_margin}
    frees = {"availablefunds": found.available_funds, "excessliquidity": found.excess_liquidity}
    views = {
        f"{view}{name}": amount
        for view in ("", "full", "lookahead")
        for name, amount in (margins | frees).items()
    }
    return {
        **dict.fromkeys(_NOTHING, _ZERO),
        **views,
        "availabletotrade": found.available_funds,
        "availabletowithdraw": max(min(found.available_funds, found.cash), _ZERO),
        "equitywithloanvalue": found.net_liquidation,
        "netliquidation": found.net_liquidation,
        "postexpirationexcess": found.excess_liquidity,
        "totalcashvalue": found.cash,
    }


def _wholes(found: Summary) -> dict[str, Decimal]:
    """Amounts of the whole and of securities only."""
    return {
        "grosspositionvalue": found.gross_position_value,
        "previousdayequitywithloanvalue": found.net_liquidation - found.daily_pnl,
        "regtequity": found.net_liquidation,
        "regtmargin": found.initial_margin,
        "sma": found.available_funds,
    }


def _texts(found: Summary) -> dict[str, str]:
    equity = found.net_liquidation
    leverage = found.gross_position_value / equity if equity > 0 else _ZERO
    return {
        **_COLUMNPRIO,
        **dict.fromkeys(_UNLIMITED, "-1"),
        "accountcode": found.account,
        "accountready": "true",
        "accounttype": "INDIVIDUAL",
        "cushion": f"{found.cushion:.6f}",
        "daytradingstatus-s": "",
        "leverage-s": f"{leverage:.2f}",
        "lookaheadnextchange": "0",
        "nlvandmargininreview": "false",
        "segmenttitle-c": "US Commodities",
        "segmenttitle-s": "US Securities",
        "tradingtype-s": "STKNOPT",
        "whatifpmenabled": "true",
    }


def _amount(amount: Decimal, currency: str, at: int) -> dict[str, Any]:
    # Money is told twice, as a number and as text, as recorded.
    number = float(round(amount, 2))
    return _value(number, currency, f"{number}", at)


def _text(text: str, at: int) -> dict[str, Any]:
    # Text sits in `value`, with an amount of nothing.
    return _value(0.0, None, text, at)


def _value(amount: float, currency: str | None, text: str, at: int) -> dict[str, Any]:
    return {
        "amount": amount,
        "currency": currency,
        "isNull": False,
        "timestamp": at,
        "value": text,
        "severity": 0,
    }


_LEDGER_CLASSES = {
    "STK": "stockmarketvalue",
    "OPT": "stockoptionmarketvalue",
    "FUT": "futuremarketvalue",
    "FOP": "futureoptionmarketvalue",
    "BOND": "corporatebondsmarketvalue",
    "CRYPTO": "cryptocurrencyvalue",
}
_LEDGER_ZEROS = (
    *("commoditymarketvalue", "warrantsmarketvalue", "moneyfunds", "funds", "issueroptionsmarketvalue"),
    *("tbondsmarketvalue", "cashbalancefxsegment", "tbillsmarketvalue", "dividends"),
)


def ledger_rows(account: str, entries: Mapping[str, LedgerEntry], *, session: int, at: int) -> dict[str, Any]:
    """The body of GET /portfolio/{accountId}/ledger: all lower case, integers among the numbers."""
    rows = {
        name: _ledger_row(account, name, entry, session=session, at=at) for name, entry in entries.items()
    }
    rows["BASE"]["endofbundle"] = 1
    return rows


def _ledger_row(account: str, name: str, entry: LedgerEntry, *, session: int, at: int) -> dict[str, Any]:
    cash = float(round(entry.cash, 2))
    rate = entry.exchange_rate
    return {
        **dict.fromkeys(_LEDGER_ZEROS, 0.0),
        **{wire: float(round(entry.value(kind), 2)) for kind, wire in _LEDGER_CLASSES.items()},
        "futuresonlypnl": float(round(entry.futures_pnl, 2)),
        "settledcash": cash,
        # One to one is written as an integer, a rate as a fraction.
        "exchangerate": 1 if rate == 1 else float(round(rate, 7)),
        "sessionid": session,
        "cashbalance": cash,
        "netliquidationvalue": float(round(entry.net_liquidation, 2)),
        "interest": 0,
        "unrealizedpnl": float(round(entry.unrealized_pnl, 2)),
        "currency": name,
        "realizedpnl": float(round(entry.realized_pnl, 2)),
        "acctcode": account,
        "key": "LedgerList",
        "timestamp": at,
        "severity": 0,
        "secondkey": name,
    }
