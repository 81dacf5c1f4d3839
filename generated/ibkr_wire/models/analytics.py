# Generated from spec/. Do not edit.
"""Wire models of the group `analytics`."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

__all__ = [
    "Performance",
    "PerformanceAccounts",
    "PerformanceRequest",
    "PerformanceRow",
    "PerformanceSeries",
    "PeriodPerformance",
    "RealizedDay",
    "RealizedPnl",
    "StartingValue",
    "Transaction",
    "Transactions",
    "TransactionsRequest",
]


class PerformanceAccounts(Struct, kw_only=True, rename={"acct_ids": "acctIds"}):
    """The accounts whose performance is asked for."""

    acct_ids: list[str]
    """Ids of the accounts."""


class PerformanceRequest(Struct, kw_only=True, rename={"acct_ids": "acctIds"}):
    """The accounts and the period whose performance is asked for."""

    acct_ids: list[str]
    """Ids of the accounts."""
    period: Literal["1D", "7D", "MTD", "1M", "3M", "6M", "12M", "YTD", "1Y"] | UnsetType = UNSET
    """Period up to today. Builds differ in whether they take 3M, 6M and 12M, or 1Y."""


class TransactionsRequest(Struct, kw_only=True, rename={"acct_ids": "acctIds"}):
    """Whose transactions in which contract are asked for."""

    acct_ids: list[str]
    """Ids of the accounts."""
    conids: list[int]
    """Contract id; only one."""
    currency: str
    """Currency to show amounts in."""
    days: int | UnsetType = UNSET
    """Days up to today."""


class Performance(Struct, kw_only=True, rename={"currency_type": "currencyType"}):
    """Performance of accounts over one period. All series are the same length as their dates."""

    id: str | None | UnsetType = UNSET
    """Name of the request, getPerformanceData."""
    currency_type: str | None | UnsetType = UNSET
    """base for amounts in the base currency."""
    pm: str | None | UnsetType = UNSET
    """Measure: time or money weighted."""
    nd: int | None | UnsetType = UNSET
    """Number of days."""
    rc: int | None | UnsetType = UNSET
    """Internal to IBKR; 0."""
    included: list[str] | None | UnsetType = UNSET
    """Accounts that are included."""
    view: list[str] | None | UnsetType = UNSET
    """Accounts that were asked for."""
    cps: PerformanceSeries | None | UnsetType = UNSET
    """Return since the start of the period, by day."""
    tpps: PerformanceSeries | None | UnsetType = UNSET
    """Return of each month."""
    nav: PerformanceSeries | None | UnsetType = UNSET
    """Net asset value, by day."""


class PerformanceSeries(Struct, kw_only=True):
    """One measure over time, a row for each account."""

    freq: str | None | UnsetType = UNSET
    """D daily, M monthly, Q quarterly."""
    dates: list[str] | None | UnsetType = UNSET
    """Days as YYYYMMDD, or months as YYYYMM."""
    data: list[PerformanceRow] | None | UnsetType = UNSET
    """Rows."""


class PerformanceRow(
    Struct,
    kw_only=True,
    rename={"id_type": "idType", "base_currency": "baseCurrency", "start_nav": "startNAV"},
):
    """Figures of one account; `navs` where the series is of net asset value, else `returns`."""

    id: str | None | UnsetType = UNSET
    """Account."""
    id_type: str | None | UnsetType = UNSET
    """What the id is."""
    start: str | None | UnsetType = UNSET
    """First day, YYYYMMDD."""
    end: str | None | UnsetType = UNSET
    """Last day, YYYYMMDD."""
    base_currency: str | None | UnsetType = UNSET
    """Base currency of the account."""
    returns: list[float | None] | None | UnsetType = UNSET
    """Returns; 0.01 is one per cent."""
    navs: list[float | None] | None | UnsetType = UNSET
    """Net asset values."""
    start_nav: StartingValue | None | UnsetType = UNSET
    """Net asset value before the first day."""


class StartingValue(Struct, kw_only=True, gc=False):
    """Net asset value on the day before a period."""

    date: str | None | UnsetType = UNSET
    """Day, YYYYMMDD."""
    val: float | None | UnsetType = UNSET
    """Net asset value."""


class PeriodPerformance(Struct, kw_only=True, rename={"start_nav": "startNAV"}):
    """Performance of one account over one period. All series are the same length as the dates."""

    freq: str | None | UnsetType = UNSET
    """D daily, M monthly, Q quarterly."""
    dates: list[str] | None | UnsetType = UNSET
    """Days as YYYYMMDD."""
    nav: list[float | None] | None | UnsetType = UNSET
    """Net asset values."""
    cps: list[float | None] | None | UnsetType = UNSET
    """Returns since the start of the period; 0.01 is one per cent."""
    start_nav: StartingValue | None | UnsetType = UNSET
    """Net asset value before the first day."""


class Transactions(
    Struct,
    kw_only=True,
    rename={"from_time": "from", "to_time": "to", "includes_real_time": "includesRealTime"},
):
    """Transactions in one contract, and what they realised."""

    id: str | None | UnsetType = UNSET
    """Name of the request, getTransactions."""
    currency: str | None | UnsetType = UNSET
    """Currency of the amounts."""
    from_time: int | None | UnsetType = UNSET
    """Start, milliseconds since 1970."""
    to_time: int | None | UnsetType = UNSET
    """End, milliseconds since 1970."""
    nd: int | None | UnsetType = UNSET
    """Number of days."""
    rc: int | None | UnsetType = UNSET
    """Internal to IBKR; 0."""
    includes_real_time: bool | str | None | UnsetType = UNSET
    """Transactions of today are included."""
    warning: str | None | UnsetType = UNSET
    """What may be incomplete."""
    rpnl: RealizedPnl | None | UnsetType = UNSET
    """What the transactions realised."""
    transactions: list[Transaction] | None | UnsetType = UNSET
    """Transactions, the latest first."""


class RealizedPnl(Struct, kw_only=True):
    """Profit that was realised, by day and in all."""

    data: list[RealizedDay] | None | UnsetType = UNSET
    """Rows by day."""
    amt: str | float | None | UnsetType = UNSET
    """Profit in all."""


class RealizedDay(Struct, kw_only=True, gc=False, rename={"fx_rate": "fxRate"}):
    """Profit that was realised on one day."""

    date: str | None | UnsetType = UNSET
    """Day, YYYYMMDD."""
    cur: str | None | UnsetType = UNSET
    """Currency."""
    fx_rate: float | None | UnsetType = UNSET
    """Units of the currency asked for, for one of this currency."""
    side: str | None | UnsetType = UNSET
    """G gain, L loss."""
    acctid: str | None | UnsetType = UNSET
    """Account."""
    amt: str | float | None | UnsetType = UNSET
    """Profit."""
    conid: str | int | None | UnsetType = UNSET
    """Contract id."""


class Transaction(Struct, kw_only=True, gc=False, rename={"raw_date": "rawDate", "fx_rate": "fxRate"}):
    """One purchase, sale, payment or the like."""

    date: str | None | UnsetType = UNSET
    """Day in words, such as Fri Feb 01 00:00:00 EST 2013."""
    raw_date: str | None | UnsetType = UNSET
    """Day, YYYYMMDD."""
    cur: str | None | UnsetType = UNSET
    """Currency."""
    fx_rate: float | None | UnsetType = UNSET
    """Units of the currency asked for, for one of this currency."""
    pr: float | None | UnsetType = UNSET
    """Price."""
    qty: float | None | UnsetType = UNSET
    """Quantity; negative when sold."""
    acctid: str | None | UnsetType = UNSET
    """Account."""
    amt: float | str | None | UnsetType = UNSET
    """Amount."""
    conid: int | str | None | UnsetType = UNSET
    """Contract id."""
    type: str | None | UnsetType = UNSET
    """Kind of transaction, such as Buy or Sell."""
    desc: str | None | UnsetType = UNSET
    """Company."""
    symbol: str | None | UnsetType = UNSET
    """Symbol."""
