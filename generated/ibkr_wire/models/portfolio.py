# Generated from spec/. Do not edit.
"""Wire models of the group `portfolio`."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET, Struct, UnsetType

__all__ = [
    "AccountChoices",
    "AccountParent",
    "Allocation",
    "AllocationSides",
    "Combination",
    "CombinationLeg",
    "CurrentPosition",
    "DisplayRule",
    "DisplayRuleStep",
    "IncrementRule",
    "Invalidation",
    "LedgerEntry",
    "PortfolioAccount",
    "Position",
    "SubaccountCount",
    "SubaccountPage",
    "SummaryValue",
]


class PortfolioAccount(
    Struct,
    kw_only=True,
    rename={
        "account_id": "accountId",
        "account_van": "accountVan",
        "account_title": "accountTitle",
        "display_name": "displayName",
        "account_alias": "accountAlias",
        "account_status": "accountStatus",
        "trading_type": "tradingType",
        "business_type": "businessType",
        "ib_entity": "ibEntity",
        "clearing_status": "clearingStatus",
        "no_client_trading": "noClientTrading",
        "track_virtual_fx_portfolio": "trackVirtualFXPortfolio",
        "acct_cust_type": "acctCustType",
        "brokerage_access": "brokerageAccess",
        "prepaid_crypto_z": "PrepaidCrypto-Z",
        "prepaid_crypto_p": "PrepaidCrypto-P",
    },
):
    """One account that the login may look at."""

    id: str | UnsetType = UNSET
    """Same as accountId."""
    account_id: str
    """Id of the account; paper accounts start with DU."""
    account_van: str | None | UnsetType = UNSET
    """Virtual account number, else the account id."""
    account_title: str | None | UnsetType = UNSET
    """Name of the owner."""
    display_name: str | None | UnsetType = UNSET
    """Alias if there is one, else the account id."""
    account_alias: str | None | UnsetType = UNSET
    """Name that the user gave the account."""
    account_status: int | None | UnsetType = UNSET
    """Opening of the account, milliseconds since 1970."""
    currency: str | None | UnsetType = UNSET
    """Base currency."""
    type: str | None | UnsetType = UNSET
    """Kind of account."""
    trading_type: str | None | UnsetType = UNSET
    """Trading permissions as a code."""
    business_type: str | None | UnsetType = UNSET
    """Group within IBKR that looks after the account."""
    category: str | None | UnsetType = UNSET
    """Only set in unusual account structures."""
    ib_entity: str | None | UnsetType = UNSET
    """IBKR company that holds the account."""
    faclient: bool | UnsetType = UNSET
    """An advisor manages the account."""
    clearing_status: str | None | UnsetType = UNSET
    """N new, P pending, O open, C closed, R rejected, A abandoned."""
    covestor: bool | UnsetType = UNSET
    """The account follows a managed portfolio."""
    no_client_trading: bool | UnsetType = UNSET
    """The client may not trade."""
    track_virtual_fx_portfolio: bool | UnsetType = UNSET
    """Virtual currency positions are kept."""
    acct_cust_type: str | None | UnsetType = UNSET
    """Legal kind of customer, such as INDIVIDUAL."""
    brokerage_access: bool | UnsetType = UNSET
    """The account may receive orders."""
    prepaid_crypto_z: bool | UnsetType = UNSET
    """There is a prepaid crypto segment at Zero Hash."""
    prepaid_crypto_p: bool | UnsetType = UNSET
    """There is a prepaid crypto segment at Paxos."""
    parent: AccountParent | None | UnsetType = UNSET
    """Place of the account in a partitioned structure."""
    desc: str | None | UnsetType = UNSET
    """Description for display."""


class AccountParent(
    Struct,
    kw_only=True,
    rename={
        "account_id": "accountId",
        "is_m_parent": "isMParent",
        "is_m_child": "isMChild",
        "is_multiplex": "isMultiplex",
    },
):
    """Relation of an account to the accounts above and below it."""

    account_id: str | None | UnsetType = UNSET
    """Account above this one, or empty."""
    mmc: list[str] | None | UnsetType = UNSET
    """Clients of a money manager."""
    is_m_parent: bool | UnsetType = UNSET
    """The account is the head of a multiplexed structure."""
    is_m_child: bool | UnsetType = UNSET
    """The account is a member of a multiplexed structure."""
    is_multiplex: bool | UnsetType = UNSET
    """The account belongs to a multiplexed structure."""


class Position(
    Struct,
    kw_only=True,
    rename={
        "acct_id": "acctId",
        "contract_desc": "contractDesc",
        "mkt_price": "mktPrice",
        "mkt_value": "mktValue",
        "avg_cost": "avgCost",
        "avg_price": "avgPrice",
        "realized_pnl": "realizedPnl",
        "unrealized_pnl": "unrealizedPnl",
        "put_or_call": "putOrCall",
        "exercise_style": "exerciseStyle",
        "con_exch_map": "conExchMap",
        "asset_class": "assetClass",
        "und_conid": "undConid",
        "increment_rules": "incrementRules",
        "display_rule": "displayRule",
        "chinese_name": "chineseName",
        "all_exchanges": "allExchanges",
        "listing_exchange": "listingExchange",
        "country_code": "countryCode",
        "last_trading_day": "lastTradingDay",
        "sector_group": "sectorGroup",
        "has_options": "hasOptions",
        "full_name": "fullName",
        "is_us": "isUS",
        "is_event_contract": "isEventContract",
        "page_size": "pageSize",
        "und_comp": "undComp",
        "und_sym": "undSym",
        "cross_currency": "crossCurrency",
        "base_mkt_value": "baseMktValue",
        "base_mkt_price": "baseMktPrice",
        "base_avg_cost": "baseAvgCost",
        "base_avg_price": "baseAvgPrice",
        "base_realized_pnl": "baseRealizedPnl",
        "base_unrealized_pnl": "baseUnrealizedPnl",
    },
):
    """One holding. A session's first read brings 21 keys, without ticker or name. The next read adds the
    contract's description, and the base currency values where that currency differs.
    """

    acct_id: str | UnsetType = UNSET
    """Account that holds the position."""
    conid: int
    """Contract id."""
    contract_desc: str | None | UnsetType = UNSET
    """Contract in words."""
    position: float | UnsetType = UNSET
    """Quantity; negative when short."""
    mkt_price: float | None | UnsetType = UNSET
    """Price in the contract's currency."""
    mkt_value: float | None | UnsetType = UNSET
    """Value in the contract's currency."""
    currency: str | None | UnsetType = UNSET
    """Currency of the contract."""
    avg_cost: float | None | UnsetType = UNSET
    """Average cost with multiplier and commission."""
    avg_price: float | None | UnsetType = UNSET
    """Average price."""
    realized_pnl: float | None | UnsetType = UNSET
    """Profit realised today, in the contract's currency."""
    unrealized_pnl: float | None | UnsetType = UNSET
    """Open profit, in the contract's currency."""
    exchs: Any | UnsetType = UNSET
    """Undocumented; null in all recordings."""
    expiry: str | None | UnsetType = UNSET
    """Expiry of a derivative, YYYYMMDD."""
    put_or_call: str | None | UnsetType = UNSET
    """P or C for options."""
    multiplier: float | str | None | UnsetType = UNSET
    """Contract multiplier; 0 for stocks."""
    strike: str | float | None | UnsetType = UNSET
    """Strike; 0 for stocks."""
    exercise_style: str | None | UnsetType = UNSET
    """European or American, for options."""
    con_exch_map: list[Any] | None | UnsetType = UNSET
    """Undocumented; empty in all recordings."""
    asset_class: str | None | UnsetType = UNSET
    """Security type, such as STK or OPT."""
    und_conid: int | None | UnsetType = UNSET
    """Contract id of the underlying; 0 when there is none."""
    model: str | None | UnsetType = UNSET
    """Portfolio model that the position belongs to."""
    increment_rules: list[IncrementRule] | None | UnsetType = UNSET
    """Price increments by price level."""
    display_rule: DisplayRule | None | UnsetType = UNSET
    """How prices are shown."""
    time: int | None | UnsetType = UNSET
    """Milliseconds the lookup took."""
    chinese_name: str | None | UnsetType = UNSET
    """Name in Chinese; may hold HTML entities."""
    all_exchanges: str | None | UnsetType = UNSET
    """Exchanges joined by commas."""
    listing_exchange: str | None | UnsetType = UNSET
    """Exchange of the listing."""
    country_code: str | None | UnsetType = UNSET
    """Country of the issuer."""
    name: str | None | UnsetType = UNSET
    """Name of the issuer."""
    last_trading_day: str | None | UnsetType = UNSET
    """Last trading day of a derivative, YYYYMMDD."""
    group: str | None | UnsetType = UNSET
    """Industry group."""
    sector: str | None | UnsetType = UNSET
    """Industry sector."""
    sector_group: str | None | UnsetType = UNSET
    """Group within the sector."""
    ticker: str | None | UnsetType = UNSET
    """Symbol."""
    type: str | None | UnsetType = UNSET
    """Kind within the asset class, such as COMMON or ETF."""
    has_options: bool | None | UnsetType = UNSET
    """Options on the contract exist."""
    full_name: str | None | UnsetType = UNSET
    """Symbol with all terms of a derivative."""
    is_us: bool | None | UnsetType = UNSET
    """The contract is listed in the United States."""
    is_event_contract: bool | None | UnsetType = UNSET
    """The contract is an event contract."""
    page_size: int | None | UnsetType = UNSET
    """Rows a page; 100."""
    und_comp: str | None | UnsetType = UNSET
    """Company of the underlying."""
    und_sym: str | None | UnsetType = UNSET
    """Symbol of the underlying."""
    cross_currency: bool | None | UnsetType = UNSET
    """The contract is a pair of currencies."""
    base_mkt_value: float | None | UnsetType = UNSET
    """Value in the base currency."""
    base_mkt_price: float | None | UnsetType = UNSET
    """Price in the base currency."""
    base_avg_cost: float | None | UnsetType = UNSET
    """Average cost in the base currency."""
    base_avg_price: float | None | UnsetType = UNSET
    """Average price in the base currency."""
    base_realized_pnl: float | None | UnsetType = UNSET
    """Profit realised today in the base currency."""
    base_unrealized_pnl: float | None | UnsetType = UNSET
    """Open profit in the base currency."""


class IncrementRule(Struct, kw_only=True, gc=False, rename={"lower_edge": "lowerEdge"}):
    """Smallest price step from a price level upwards."""

    lower_edge: float | UnsetType = UNSET
    """Price from which the step applies."""
    increment: float | UnsetType = UNSET
    """Smallest price step."""


class DisplayRule(Struct, kw_only=True, rename={"display_rule_step": "displayRuleStep"}):
    """How IBKR's own pages show prices of a contract."""

    magnification: int | None | UnsetType = UNSET
    """Power of ten that prices are scaled by."""
    display_rule_step: list[DisplayRuleStep] | None | UnsetType = UNSET
    """Digits by price level."""


class DisplayRuleStep(
    Struct,
    kw_only=True,
    gc=False,
    rename={"lower_edge": "lowerEdge", "decimal_digits": "decimalDigits", "whole_digits": "wholeDigits"},
):
    """Digits shown from a price level upwards."""

    lower_edge: float | UnsetType = UNSET
    """Price from which the step applies."""
    decimal_digits: int | UnsetType = UNSET
    """Digits after the point."""
    whole_digits: int | UnsetType = UNSET
    """Digits before the point."""


class SubaccountPage(Struct, kw_only=True):
    """One page of the accounts below an advisor or a broker."""

    metadata: SubaccountCount | None | UnsetType = UNSET
    """Place of the page among all of them."""
    subaccounts: list[PortfolioAccount] | None | UnsetType = UNSET
    """Accounts of the page."""


class SubaccountCount(
    Struct,
    kw_only=True,
    gc=False,
    rename={"page_size": "pageSize", "page_num": "pageNum", "page_nume": "pageNume"},
):
    """Place of a page among all pages."""

    total: int | None | UnsetType = UNSET
    """Accounts on all pages."""
    page_size: int | None | UnsetType = UNSET
    """Accounts a page; 20."""
    page_num: int | None | UnsetType = UNSET
    """Number of the page, from 0."""
    page_nume: int | None | UnsetType = UNSET
    """Another spelling of pageNum."""


class SummaryValue(Struct, kw_only=True, gc=False, rename={"is_null": "isNull"}):
    """One value of an account; numbers stand in `amount`, everything else in `value`."""

    amount: float | None | UnsetType = UNSET
    """Number; 0 where the value is no number."""
    currency: str | float | None | UnsetType = UNSET
    """Currency of the amount; null where it is no money."""
    is_null: bool | None | UnsetType = UNSET
    """There is no such value, which is not the same as 0."""
    timestamp: int | None | UnsetType = UNSET
    """Time of the value, seconds since 1970."""
    value: str | float | bool | None | UnsetType = UNSET
    """Text; may repeat the number as text."""
    severity: int | None | UnsetType = UNSET
    """Internal to IBKR."""


class LedgerEntry(Struct, kw_only=True, gc=False):
    """Cash and values in one currency."""

    acctcode: str | None | UnsetType = UNSET
    """Account."""
    currency: str | None | UnsetType = UNSET
    """Currency, or BASE."""
    secondkey: str | None | UnsetType = UNSET
    """Same as currency."""
    key: str | None | UnsetType = UNSET
    """Internal to IBKR; LedgerList."""
    cashbalance: float | None | UnsetType = UNSET
    """Cash."""
    settledcash: float | None | UnsetType = UNSET
    """Cash that is settled."""
    cashbalancefxsegment: float | None | UnsetType = UNSET
    """Cash in the currency segment."""
    netliquidationvalue: float | None | UnsetType = UNSET
    """Worth if all were closed."""
    stockmarketvalue: float | None | UnsetType = UNSET
    """Stocks."""
    stockoptionmarketvalue: float | None | UnsetType = UNSET
    """Options on stocks."""
    futuremarketvalue: float | None | UnsetType = UNSET
    """Futures."""
    futureoptionmarketvalue: float | None | UnsetType = UNSET
    """Options on futures."""
    futuresonlypnl: float | None | UnsetType = UNSET
    """Profit of futures."""
    commoditymarketvalue: float | None | UnsetType = UNSET
    """Commodities."""
    corporatebondsmarketvalue: float | None | UnsetType = UNSET
    """Corporate bonds."""
    tbondsmarketvalue: float | None | UnsetType = UNSET
    """Treasury bonds."""
    tbillsmarketvalue: float | None | UnsetType = UNSET
    """Treasury bills."""
    warrantsmarketvalue: float | None | UnsetType = UNSET
    """Warrants."""
    issueroptionsmarketvalue: float | None | UnsetType = UNSET
    """Options of issuers on their own stock."""
    cryptocurrencyvalue: float | None | UnsetType = UNSET
    """Cryptocurrencies."""
    funds: float | None | UnsetType = UNSET
    """Mutual funds."""
    moneyfunds: float | None | UnsetType = UNSET
    """Money market funds."""
    dividends: float | None | UnsetType = UNSET
    """Dividends not yet paid out."""
    interest: float | None | UnsetType = UNSET
    """Interest not yet paid out."""
    realizedpnl: float | None | UnsetType = UNSET
    """Profit realised today."""
    unrealizedpnl: float | None | UnsetType = UNSET
    """Open profit."""
    exchangerate: float | None | UnsetType = UNSET
    """Units of the base currency for one of this currency."""
    sessionid: int | None | UnsetType = UNSET
    """Internal to IBKR."""
    severity: int | None | UnsetType = UNSET
    """Internal to IBKR."""
    timestamp: int | None | UnsetType = UNSET
    """Time of the values, seconds since 1970."""
    endofbundle: int | None | UnsetType = UNSET
    """Internal to IBKR."""


class AccountChoices(Struct, kw_only=True, rename={"acct_ids": "acctIds"}):
    """The accounts that are asked about."""

    acct_ids: list[str]
    """Ids of the accounts."""


class Allocation(Struct, kw_only=True, rename={"asset_class": "assetClass"}):
    """Value of positions by asset class, sector and industry group, in the base currency."""

    asset_class: AllocationSides | None | UnsetType = UNSET
    """By security type; CASH stands for cash."""
    sector: AllocationSides | None | UnsetType = UNSET
    """By sector."""
    group: AllocationSides | None | UnsetType = UNSET
    """By industry group."""


class AllocationSides(Struct, kw_only=True):
    """Values by name, long and short positions apart."""

    long: dict[str, float | None] | None | UnsetType = UNSET
    """Values of long positions."""
    short: dict[str, float | None] | None | UnsetType = UNSET
    """Values of short positions; negative."""


class Invalidation(Struct, kw_only=True, gc=False):
    """Whether the remembered positions were dropped."""

    message: str | None | UnsetType = UNSET
    """success, or what went wrong."""


class Combination(Struct, kw_only=True):
    """Positions that were opened together as a combination."""

    name: str | None | UnsetType = UNSET
    """Internal name."""
    description: str | None | UnsetType = UNSET
    """Legs as text, such as 1*8314-1*272093."""
    legs: list[CombinationLeg] | None | UnsetType = UNSET
    """Contracts of the combination."""
    positions: list[Position] | None | UnsetType = UNSET
    """Positions of the legs."""


class CombinationLeg(Struct, kw_only=True, gc=False):
    """One contract of a combination."""

    conid: str | int | None | UnsetType = UNSET
    """Contract id."""
    ratio: float | str | None | UnsetType = UNSET
    """Share of the leg; negative when sold."""


class CurrentPosition(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "avg_cost": "avgCost",
        "avg_price": "avgPrice",
        "is_last_to_loq": "isLastToLoq",
        "market_price": "marketPrice",
        "market_value": "marketValue",
        "realized_pnl": "realizedPnl",
        "unrealized_pnl": "unrealizedPnl",
        "sec_type": "secType",
        "asset_class": "assetClass",
    },
):
    """One holding, read without cache."""

    position: float | None | UnsetType = UNSET
    """Quantity; negative when short."""
    conid: str | int | None | UnsetType = UNSET
    """Contract id."""
    avg_cost: float | None | UnsetType = UNSET
    """Average cost with multiplier and commission."""
    avg_price: float | None | UnsetType = UNSET
    """Average price."""
    currency: str | None | UnsetType = UNSET
    """Currency of the contract."""
    description: str | None | UnsetType = UNSET
    """Contract in words."""
    is_last_to_loq: bool | None | UnsetType = UNSET
    """Internal to IBKR."""
    market_price: float | None | UnsetType = UNSET
    """Price in the contract's currency, not rounded."""
    market_value: float | None | UnsetType = UNSET
    """Value in the contract's currency, not rounded."""
    realized_pnl: float | None | UnsetType = UNSET
    """Profit realised today, in the contract's currency."""
    unrealized_pnl: float | None | UnsetType = UNSET
    """Open profit, in the contract's currency."""
    sec_type: str | None | UnsetType = UNSET
    """Security type."""
    asset_class: str | None | UnsetType = UNSET
    """Security type, again."""
    sector: str | None | UnsetType = UNSET
    """Industry sector."""
    group: str | None | UnsetType = UNSET
    """Industry group."""
    model: str | None | UnsetType = UNSET
    """Portfolio model that the position belongs to."""
    timestamp: int | None | UnsetType = UNSET
    """Time of the values, seconds since 1970."""
