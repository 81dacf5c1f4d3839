# Generated from spec/. Do not edit.
"""Wire models of the group `contracts`."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType

from ibkr_wire.models.portfolio import DisplayRule, IncrementRule

__all__ = [
    "Algo",
    "AlgoParameter",
    "Algos",
    "BondFilter",
    "BondFilterOption",
    "BondFilters",
    "ContractInfo",
    "ContractInfoAndRules",
    "ContractIssuer",
    "ContractMatch",
    "ContractRules",
    "ContractRulesRequest",
    "ContractSearchRequest",
    "ContractSection",
    "CurrencyPair",
    "Definition",
    "Definitions",
    "DefinitionsRequest",
    "ExchangeContract",
    "ExchangeRate",
    "Future",
    "SecdefInfo",
    "StockContract",
    "StockListing",
    "Strikes",
    "TifDefaults",
    "TradingDay",
    "TradingHours",
    "TradingPeriod",
    "VenueDay",
    "VenueHours",
    "VenueSchedule",
]


class ContractSearchRequest(
    Struct,
    kw_only=True,
    gc=False,
    rename={"sec_type": "secType", "fund_family_conid_ex": "fundFamilyConidEx"},
):
    """Search for a symbol or a company name."""

    symbol: str
    """Symbol, part of a company name, or type of a bond issuer."""
    sec_type: Literal["STK", "IND", "BOND"] | UnsetType = UNSET
    """Security type of the underlying."""
    name: bool | UnsetType = UNSET
    """Treat the symbol as part of a company name."""
    more: bool | UnsetType = UNSET
    """Ask for more rows."""
    fund: bool | UnsetType = UNSET
    """Search for funds."""
    fund_family_conid_ex: str | UnsetType = UNSET
    """Contract of a fund family to search in."""
    pattern: bool | UnsetType = UNSET
    """Treat the symbol as a pattern."""
    referrer: str | UnsetType = UNSET
    """Origin of the search, free text."""


class ContractMatch(
    Struct, kw_only=True, rename={"company_header": "companyHeader", "company_name": "companyName"}
):
    """One search result. The order of results carries no meaning. A bond result has a made-up contract id, no
    symbol, and the issuers to ask bond filters for.
    """

    conid: str | int | UnsetType = UNSET
    """Contract id of the underlying, as text."""
    company_header: str | None | UnsetType = UNSET
    """Company and exchange in one line."""
    company_name: str | None | UnsetType = UNSET
    """Company."""
    symbol: str | None | UnsetType = UNSET
    """Symbol; null for bonds."""
    description: str | None | UnsetType = UNSET
    """Exchange of the listing."""
    restricted: str | bool | None | UnsetType = UNSET
    """Set when trading is restricted."""
    fop: str | None | UnsetType = UNSET
    """Months with futures options, joined by semicolons."""
    opt: str | None | UnsetType = UNSET
    """Days with options, joined by semicolons."""
    war: str | None | UnsetType = UNSET
    """Days with warrants, joined by semicolons."""
    sections: list[ContractSection] | None | UnsetType = UNSET
    """Security types that exist for the underlying."""
    bondid: int | str | None | UnsetType = UNSET
    """Number of a bond result."""
    issuers: list[ContractIssuer] | None | UnsetType = UNSET
    """Bond issuers found."""


class ContractSection(
    Struct,
    kw_only=True,
    gc=False,
    rename={"sec_type": "secType", "show_prips": "showPrips", "leg_sec_type": "legSecType"},
):
    """One security type of an underlying."""

    sec_type: str | None | UnsetType = UNSET
    """Security type, such as STK, OPT or BAG."""
    months: str | None | UnsetType = UNSET
    """Expiry months such as MAR13, joined by semicolons."""
    exchange: str | None | UnsetType = UNSET
    """Exchanges joined by semicolons."""
    conid: str | int | None | UnsetType = UNSET
    """Contract id of this security type, if it has its own."""
    show_prips: bool | None | UnsetType = UNSET
    """Internal to IBKR."""
    leg_sec_type: str | None | UnsetType = UNSET
    """Security type of the legs of a combination."""


class ContractIssuer(Struct, kw_only=True, gc=False):
    """One bond issuer."""

    id: str | UnsetType = UNSET
    """Id to ask bond filters with."""
    name: str | None | UnsetType = UNSET
    """Name of the issuer."""


class StockListing(Struct, kw_only=True, rename={"chinese_name": "chineseName", "asset_class": "assetClass"}):
    """One company behind a symbol, with all its listings."""

    name: str | None | UnsetType = UNSET
    """Company."""
    chinese_name: str | None | UnsetType = UNSET
    """Company in Chinese; may hold HTML entities."""
    asset_class: str | None | UnsetType = UNSET
    """Always STK."""
    contracts: list[StockContract] | UnsetType = UNSET
    """Listings of the company."""


class StockContract(Struct, kw_only=True, gc=False, rename={"is_us": "isUS"}):
    """One listing of a stock."""

    conid: int
    """Contract id."""
    exchange: str | None | UnsetType = UNSET
    """Exchange of the listing."""
    is_us: bool | None | UnsetType = UNSET
    """The listing is in the United States."""


class ContractInfo(Struct, kw_only=True, gc=False):
    """Description of one contract. Keys that do not apply to its security type are null."""

    con_id: int
    """Contract id."""
    symbol: str | None | UnsetType = UNSET
    """Symbol of the underlying."""
    local_symbol: str | None | UnsetType = UNSET
    """Symbol at the exchange; the OCC symbol for options."""
    company_name: str | None | UnsetType = UNSET
    """Company or index."""
    instrument_type: str | None | UnsetType = UNSET
    """Security type, such as STK or OPT."""
    currency: str | None | UnsetType = UNSET
    """Trading currency."""
    exchange: str | None | UnsetType = UNSET
    """Exchange that orders go to, such as SMART."""
    valid_exchanges: str | None | UnsetType = UNSET
    """Possible exchanges joined by commas."""
    trading_class: str | None | UnsetType = UNSET
    """Trading class."""
    industry: str | None | UnsetType = UNSET
    """Industry."""
    category: str | None | UnsetType = UNSET
    """Category within the industry."""
    cfi_code: str | None | UnsetType = UNSET
    """Classification code of the instrument."""
    cusip: str | None | UnsetType = UNSET
    """CUSIP, for bonds."""
    expiry_full: str | None | UnsetType = UNSET
    """Expiry month, YYYYMM."""
    contract_month: str | None | UnsetType = UNSET
    """Contract month, YYYYMM."""
    maturity_date: str | None | UnsetType = UNSET
    """Last day, YYYYMMDD."""
    strike: str | float | None | UnsetType = UNSET
    """Strike of an option."""
    right: str | None | UnsetType = UNSET
    """Right of an option."""
    multiplier: str | float | None | UnsetType = UNSET
    """Contract multiplier."""
    underlying_con_id: int | None | UnsetType = UNSET
    """Contract id of the underlying; 0 when none."""
    underlying_issuer: str | None | UnsetType = UNSET
    """Issuer of the underlying."""
    contract_clarification_type: str | None | UnsetType = UNSET
    """Undocumented."""
    classifier: str | None | UnsetType = UNSET
    """Undocumented."""
    text: str | None | UnsetType = UNSET
    """Contract in words, for derivatives."""
    r_t_h: bool | None | UnsetType = UNSET
    """Trading outside regular hours is possible."""
    allow_sell_long: bool | None | UnsetType = UNSET
    """Shares held may be sold as such."""
    is_zero_commission_security: bool | None | UnsetType = UNSET
    """Trading costs no commission."""
    smart_available: bool | None | UnsetType = UNSET
    """Smart routing is possible."""
    has_related_contracts: bool | None | UnsetType = UNSET
    """Derivatives or siblings exist."""


class ContractInfoAndRules(Struct, kw_only=True):
    """A contract with the rules that its orders have to keep."""

    con_id: int
    """Contract id."""
    symbol: str | None | UnsetType = UNSET
    """Symbol of the underlying."""
    local_symbol: str | None | UnsetType = UNSET
    """Symbol at the exchange; the OCC symbol for options."""
    company_name: str | None | UnsetType = UNSET
    """Company or index."""
    instrument_type: str | None | UnsetType = UNSET
    """Security type, such as STK or OPT."""
    currency: str | None | UnsetType = UNSET
    """Trading currency."""
    exchange: str | None | UnsetType = UNSET
    """Exchange that orders go to, such as SMART."""
    valid_exchanges: str | None | UnsetType = UNSET
    """Possible exchanges joined by commas."""
    trading_class: str | None | UnsetType = UNSET
    """Trading class."""
    industry: str | None | UnsetType = UNSET
    """Industry."""
    category: str | None | UnsetType = UNSET
    """Category within the industry."""
    cfi_code: str | None | UnsetType = UNSET
    """Classification code of the instrument."""
    cusip: str | None | UnsetType = UNSET
    """CUSIP, for bonds."""
    expiry_full: str | None | UnsetType = UNSET
    """Expiry month, YYYYMM."""
    contract_month: str | None | UnsetType = UNSET
    """Contract month, YYYYMM."""
    maturity_date: str | None | UnsetType = UNSET
    """Last day, YYYYMMDD."""
    strike: str | float | None | UnsetType = UNSET
    """Strike of an option."""
    right: str | None | UnsetType = UNSET
    """Right of an option."""
    multiplier: str | float | None | UnsetType = UNSET
    """Contract multiplier."""
    underlying_con_id: int | None | UnsetType = UNSET
    """Contract id of the underlying; 0 when none."""
    underlying_issuer: str | None | UnsetType = UNSET
    """Issuer of the underlying."""
    contract_clarification_type: str | None | UnsetType = UNSET
    """Undocumented."""
    classifier: str | None | UnsetType = UNSET
    """Undocumented."""
    text: str | None | UnsetType = UNSET
    """Contract in words, for derivatives."""
    r_t_h: bool | None | UnsetType = UNSET
    """Trading outside regular hours is possible."""
    allow_sell_long: bool | None | UnsetType = UNSET
    """Shares held may be sold as such."""
    is_zero_commission_security: bool | None | UnsetType = UNSET
    """Trading costs no commission."""
    smart_available: bool | None | UnsetType = UNSET
    """Smart routing is possible."""
    has_related_contracts: bool | None | UnsetType = UNSET
    """Derivatives or siblings exist."""
    rules: ContractRules | None | UnsetType = UNSET
    """Trading rules."""


class ContractRulesRequest(
    Struct,
    kw_only=True,
    gc=False,
    rename={"is_buy": "isBuy", "modify_order": "modifyOrder", "order_id": "orderId"},
):
    """Contract, side and maybe order that the rules are wanted for."""

    conid: int
    """Contract id."""
    exchange: str | UnsetType = UNSET
    """Exchange that the order would go to."""
    is_buy: bool | UnsetType = UNSET
    """Rules for buying; false for selling."""
    modify_order: bool | UnsetType = UNSET
    """Rules for changing an order."""
    order_id: int | UnsetType = UNSET
    """Order to be changed; needed with modifyOrder."""


class ContractRules(
    Struct,
    kw_only=True,
    rename={
        "order_types": "orderTypes",
        "order_types_outside": "orderTypesOutside",
        "ib_algo_types": "ibAlgoTypes",
        "fraq_types": "fraqTypes",
        "cqt_types": "cqtTypes",
        "tif_types": "tifTypes",
        "algo_eligible": "algoEligible",
        "all_or_none_eligible": "allOrNoneEligible",
        "overnight_eligible": "overnightEligible",
        "negative_capable": "negativeCapable",
        "has_secondary": "hasSecondary",
        "cost_report": "costReport",
        "force_order_preview": "forceOrderPreview",
        "can_trade_acct_ids": "canTradeAcctIds",
        "order_defaults": "orderDefaults",
        "tif_defaults": "tifDefaults",
        "default_size": "defaultSize",
        "size_increment": "sizeIncrement",
        "cash_size": "cashSize",
        "cash_qty_incr": "cashQtyIncr",
        "cash_ccy": "cashCcy",
        "display_size": "displaySize",
        "fraq_int": "fraqInt",
        "limit_price": "limitPrice",
        "stop_price": "stopPrice",
        "increment_digits": "incrementDigits",
        "increment_type": "incrementType",
        "increment_rules": "incrementRules",
        "price_magnifier": "priceMagnifier",
        "order_origination": "orderOrigination",
        "mod_types": "modTypes",
    },
):
    """What an order for a contract may look like. Order types have their own words here, such as `stop_limit`.
    All keys but `error` may be missing when the rules are not available.
    """

    error: str | None | UnsetType = UNSET
    """Why the rules are not available; null when they are."""
    order_types: list[str] | None | UnsetType = UNSET
    """Order types that are possible."""
    order_types_outside: list[str] | None | UnsetType = UNSET
    """Order types that are possible outside regular hours."""
    ib_algo_types: list[str] | None | UnsetType = UNSET
    """Order types that algorithms take."""
    fraq_types: list[str] | None | UnsetType = UNSET
    """Order types for fractions of a share."""
    cqt_types: list[str] | None | UnsetType = UNSET
    """Order types for amounts of money."""
    tif_types: list[str] | None | UnsetType = UNSET
    """Times in force as `GTC/o,a`, where o allows outside hours and a all-or-none."""
    algo_eligible: bool | None | UnsetType = UNSET
    """Algorithms are possible."""
    all_or_none_eligible: bool | None | UnsetType = UNSET
    """All-or-none is possible."""
    overnight_eligible: bool | None | UnsetType = UNSET
    """Trading overnight is possible."""
    negative_capable: bool | None | UnsetType = UNSET
    """Prices may be negative."""
    has_secondary: bool | None | UnsetType = UNSET
    """Internal to IBKR."""
    cost_report: bool | None | UnsetType = UNSET
    """A cost report was asked for."""
    force_order_preview: bool | None | UnsetType = UNSET
    """IBKR's pages insist on a preview."""
    preview: bool | None | UnsetType = UNSET
    """IBKR's pages show a preview."""
    can_trade_acct_ids: list[str] | None | UnsetType = UNSET
    """Accounts that may trade it."""
    order_defaults: dict[str, dict[str, str | float | bool | None] | None] | None | UnsetType = UNSET
    """Defaults by order type, such as LP for the limit price."""
    tif_defaults: TifDefaults | None | UnsetType = UNSET
    """Defaults that hold for all order types."""
    default_size: float | None | UnsetType = UNSET
    """Quantity to start with."""
    size_increment: float | None | UnsetType = UNSET
    """Step of the quantity."""
    cash_size: float | None | UnsetType = UNSET
    """Amount of money to start with."""
    cash_qty_incr: float | None | UnsetType = UNSET
    """Step of the amount of money."""
    cash_ccy: str | None | UnsetType = UNSET
    """Currency of amounts of money."""
    display_size: float | str | None | UnsetType = UNSET
    """Step of the displayed quantity."""
    fraq_int: int | None | UnsetType = UNSET
    """Digits after the point of fractional quantities."""
    limit_price: float | str | None | UnsetType = UNSET
    """Limit to start with."""
    stopprice: float | str | None | UnsetType = UNSET
    """Stop to start with."""
    stop_price: float | str | None | UnsetType = UNSET
    """Stop to start with, in the published spelling."""
    increment: float | None | UnsetType = UNSET
    """Smallest price step at the present price."""
    increment_digits: int | None | UnsetType = UNSET
    """Digits after the point of prices."""
    increment_type: int | None | UnsetType = UNSET
    """Internal to IBKR."""
    increment_rules: list[IncrementRule] | None | UnsetType = UNSET
    """Price steps by price level."""
    price_magnifier: float | None | UnsetType = UNSET
    """Factor between prices and the currency's unit."""
    order_origination: str | None | UnsetType = UNSET
    """Origin of the order, for US options."""
    mod_types: list[Any] | None | UnsetType = UNSET
    """Order types that an order may be changed to."""


class TifDefaults(
    Struct,
    kw_only=True,
    gc=False,
    rename={"tif": "TIF", "size": "SIZE", "default_acct": "DEFAULT_ACCT", "pmalgo": "PMALGO"},
):
    """Defaults of the user, as set in Trader Workstation."""

    tif: str | None | UnsetType = UNSET
    """Time in force."""
    size: str | float | None | UnsetType = UNSET
    """Quantity, as text."""
    default_acct: str | None | UnsetType = UNSET
    """Account, where there are several."""
    pmalgo: bool | str | None | UnsetType = UNSET
    """Price management is on."""


class Algos(Struct, kw_only=True):
    """Algorithms of a contract."""

    algos: list[Algo] | None | UnsetType = UNSET
    """The algorithms."""


class Algo(Struct, kw_only=True):
    """One algorithm; the ticket takes its `id` as strategy."""

    id: str | UnsetType = UNSET
    """Id, in exactly this case."""
    name: str | None | UnsetType = UNSET
    """Name for display."""
    description: str | None | UnsetType = UNSET
    """Description, if it was asked for."""
    parameters: list[AlgoParameter] | None | UnsetType = UNSET
    """Parameters, if they were asked for."""


class AlgoParameter(
    Struct,
    kw_only=True,
    rename={
        "gui_rank": "guiRank",
        "value_class_name": "valueClassName",
        "default_value": "defaultValue",
        "min_value": "minValue",
        "max_value": "maxValue",
        "legal_strings": "legalStrings",
        "enabled_conditions": "enabledConditions",
        "price_market_rule": "priceMarketRule",
    },
):
    """One parameter of an algorithm; the ticket takes its `id` as a key of strategyParameters."""

    id: str | UnsetType = UNSET
    """Key."""
    name: str | None | UnsetType = UNSET
    """Name for display."""
    description: str | None | UnsetType = UNSET
    """Hint for display."""
    gui_rank: int | None | UnsetType = UNSET
    """Place on IBKR's pages."""
    value_class_name: str | None | UnsetType = UNSET
    """Kind of the value."""
    default_value: str | float | bool | None | UnsetType = UNSET
    """Value if the key is absent."""
    min_value: float | str | None | UnsetType = UNSET
    """Smallest value."""
    max_value: float | str | None | UnsetType = UNSET
    """Largest value."""
    required: str | bool | None | UnsetType = UNSET
    """The key is needed."""
    legal_strings: list[str] | None | UnsetType = UNSET
    """Possible values."""
    enabled_conditions: list[str] | None | UnsetType = UNSET
    """Conditions on other parameters that this one needs."""
    price_market_rule: bool | str | None | UnsetType = UNSET
    """The value keeps the price steps of the market."""


class SecdefInfo(
    Struct,
    kw_only=True,
    rename={
        "company_name": "companyName",
        "sec_type": "secType",
        "listing_exchange": "listingExchange",
        "valid_exchanges": "validExchanges",
        "maturity_date": "maturityDate",
        "trading_class": "tradingClass",
        "price_rendering": "priceRendering",
        "show_prips": "showPrips",
    },
):
    """One contract that was looked up. Derivatives have `symbol` and the terms, a plain contract has `ticker`
    and `companyName`.
    """

    conid: int
    """Contract id."""
    symbol: str | None | UnsetType = UNSET
    """Symbol of the underlying, for derivatives."""
    ticker: str | None | UnsetType = UNSET
    """Symbol, for plain contracts."""
    company_name: str | None | UnsetType = UNSET
    """Company, for plain contracts."""
    sec_type: str | None | UnsetType = UNSET
    """Security type."""
    exchange: str | None | UnsetType = UNSET
    """Exchange that orders go to."""
    listing_exchange: str | None | UnsetType = UNSET
    """Exchange of the listing; null for derivatives."""
    valid_exchanges: str | None | UnsetType = UNSET
    """Possible exchanges joined by commas."""
    currency: str | None | UnsetType = UNSET
    """Trading currency."""
    right: str | None | UnsetType = UNSET
    """Right of an option."""
    strike: float | str | None | UnsetType = UNSET
    """Strike; 0 for stocks."""
    maturity_date: str | int | None | UnsetType = UNSET
    """Last day, YYYYMMDD."""
    multiplier: str | float | None | UnsetType = UNSET
    """Contract multiplier, as text."""
    trading_class: str | None | UnsetType = UNSET
    """Trading class."""
    desc1: str | None | UnsetType = UNSET
    """Symbol."""
    desc2: str | None | UnsetType = UNSET
    """Terms in words."""
    coupon: str | float | None | UnsetType = UNSET
    """Coupon of a bond; words where there is none."""
    cusip: str | None | UnsetType = UNSET
    """CUSIP, for bonds."""
    price_rendering: Any | UnsetType = UNSET
    """Internal to IBKR."""
    show_prips: bool | None | UnsetType = UNSET
    """Internal to IBKR."""


class Strikes(Struct, kw_only=True):
    """Strikes of one month."""

    call: list[float]
    """Strikes of calls, ascending."""
    put: list[float]
    """Strikes of puts, ascending."""


class BondFilters(Struct, kw_only=True, rename={"bond_filters": "bondFilters"}):
    """What the bonds of an issuer can be filtered by."""

    bond_filters: list[BondFilter] | None | UnsetType = UNSET
    """The filters."""


class BondFilter(Struct, kw_only=True, rename={"display_text": "displayText", "column_id": "columnId"}):
    """One property of bonds and its values."""

    display_text: str | None | UnsetType = UNSET
    """Name of the property."""
    column_id: int | str | None | UnsetType = UNSET
    """Number of the property; 27 is the maturity."""
    options: list[BondFilterOption] | None | UnsetType = UNSET
    """Values."""


class BondFilterOption(Struct, kw_only=True, gc=False):
    """One value of a bond filter."""

    text: str | None | UnsetType = UNSET
    """Value for display, where it differs."""
    value: str | float | None | UnsetType = UNSET
    """Value to filter by."""


class CurrencyPair(Struct, kw_only=True, gc=False, rename={"ccy_pair": "ccyPair"}):
    """One currency pair."""

    conid: int
    """Contract id of the pair."""
    symbol: str | None | UnsetType = UNSET
    """Pair as USD.JPY."""
    ccy_pair: str | int | None | UnsetType = UNSET
    """The other currency."""


class ExchangeRate(Struct, kw_only=True, gc=False):
    """Rate between two currencies."""

    rate: float | UnsetType = UNSET
    """Units of the target currency for one unit of the source currency."""


class TradingHours(Struct, kw_only=True):
    """Trading hours of a contract by date."""

    exchange_time_zone: str | None | UnsetType = UNSET
    """Time zone of the exchange, such as US/Eastern."""
    schedules: dict[str, TradingDay] | None | UnsetType = UNSET
    """Days by date as YYYYMMDD."""


class TradingDay(Struct, kw_only=True):
    """Trading hours of one day; a kind of hours that the day does not have may be missing."""

    liquid_hours: list[TradingPeriod] | None | UnsetType = UNSET
    """Regular hours."""
    extended_hours: list[TradingPeriod] | None | UnsetType = UNSET
    """All hours."""


class TradingPeriod(Struct, kw_only=True, gc=False):
    """One stretch of trading."""

    opening: int | None | UnsetType = UNSET
    """Begin, seconds since 1970."""
    closing: int | None | UnsetType = UNSET
    """End, seconds since 1970."""
    cancel_daily_orders: bool | None | UnsetType = UNSET
    """Day orders end with it."""


class VenueSchedule(Struct, kw_only=True, rename={"trade_venue_id": "tradeVenueId"}):
    """Trading hours at one venue."""

    id: str | int | None | UnsetType = UNSET
    """Id of the schedule."""
    trade_venue_id: str | int | None | UnsetType = UNSET
    """Id of the venue."""
    exchange: str | None | UnsetType = UNSET
    """Exchange."""
    description: str | None | UnsetType = UNSET
    """Name of the exchange."""
    timezone: str | None | UnsetType = UNSET
    """Time zone of all times."""
    schedules: list[VenueDay] | None | UnsetType = UNSET
    """Days of the week and special days."""


class VenueDay(
    Struct,
    kw_only=True,
    rename={
        "trading_schedule_date": "tradingScheduleDate",
        "clearing_cycle_end_time": "clearingCycleEndTime",
    },
):
    """Trading hours of one day of the week, or of one date."""

    trading_schedule_date: str | int | None | UnsetType = UNSET
    """Date as YYYYMMDD; 20000101 to 20000107 stand for Saturday to Friday."""
    clearing_cycle_end_time: str | int | None | UnsetType = UNSET
    """End of the clearing day, HHmm."""
    sessions: list[VenueHours] | None | UnsetType = UNSET
    """Regular hours."""
    tradingtimes: list[VenueHours] | None | UnsetType = UNSET
    """All hours."""


class VenueHours(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "opening_time": "openingTime",
        "closing_time": "closingTime",
        "cancel_day_orders": "cancelDayOrders",
    },
):
    """One stretch of trading at a venue."""

    opening_time: str | int | None | UnsetType = UNSET
    """Begin, HHmm."""
    closing_time: str | int | None | UnsetType = UNSET
    """End, HHmm."""
    prop: str | None | UnsetType = UNSET
    """Kind of hours."""
    cancel_day_orders: str | None | UnsetType = UNSET
    """Day orders end with it."""


class Future(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "underlying_conid": "underlyingConid",
        "expiration_date": "expirationDate",
        "short_futures_cut_off": "shortFuturesCutOff",
        "long_futures_cut_off": "longFuturesCutOff",
    },
):
    """One future."""

    conid: int
    """Contract id."""
    symbol: str | None | UnsetType = UNSET
    """Root symbol."""
    underlying_conid: int | None | UnsetType = UNSET
    """Contract id of the underlying."""
    expiration_date: int | str | None | UnsetType = UNSET
    """Expiry, YYYYMMDD."""
    ltd: int | str | None | UnsetType = UNSET
    """Last trading day, YYYYMMDD."""
    short_futures_cut_off: int | str | None | UnsetType = UNSET
    """Last day to close a short position, YYYYMMDD."""
    long_futures_cut_off: int | str | None | UnsetType = UNSET
    """Last day to close a long position, YYYYMMDD."""


class DefinitionsRequest(Struct, kw_only=True):
    """Contracts to define."""

    conids: list[int]
    """Contract ids."""


class Definitions(Struct, kw_only=True):
    """Definitions of contracts; those that do not exist are left out."""

    secdef: list[Definition] | None | UnsetType = UNSET
    """The definitions."""


class Definition(
    Struct,
    kw_only=True,
    rename={
        "full_name": "fullName",
        "chinese_name": "chineseName",
        "asset_class": "assetClass",
        "listing_exchange": "listingExchange",
        "all_exchanges": "allExchanges",
        "country_code": "countryCode",
        "sector_group": "sectorGroup",
        "last_trading_day": "lastTradingDay",
        "put_or_call": "putOrCall",
        "und_conid": "undConid",
        "und_sym": "undSym",
        "und_comp": "undComp",
        "exercise_style": "exerciseStyle",
        "cross_currency": "crossCurrency",
        "has_options": "hasOptions",
        "is_us": "isUS",
        "is_event_contract": "isEventContract",
        "increment_rules": "incrementRules",
        "display_rule": "displayRule",
        "page_size": "pageSize",
    },
):
    """Definition of one contract, mostly with the keys of an enriched position."""

    conid: int
    """Contract id."""
    ticker: str | None | UnsetType = UNSET
    """Symbol."""
    full_name: str | None | UnsetType = UNSET
    """Symbol with all terms of a derivative."""
    name: str | None | UnsetType = UNSET
    """Name of the issuer."""
    chinese_name: str | None | UnsetType = UNSET
    """Name in Chinese; may hold HTML entities."""
    asset_class: str | None | UnsetType = UNSET
    """Security type, such as STK or OPT."""
    type: str | None | UnsetType = UNSET
    """Kind within the asset class, such as COMMON or ETF."""
    currency: str | None | UnsetType = UNSET
    """Trading currency."""
    listing_exchange: str | None | UnsetType = UNSET
    """Exchange of the listing."""
    all_exchanges: str | None | UnsetType = UNSET
    """Exchanges joined by commas."""
    country_code: str | None | UnsetType = UNSET
    """Country of the issuer."""
    sector: str | None | UnsetType = UNSET
    """Industry sector."""
    sector_group: str | None | UnsetType = UNSET
    """Group within the sector."""
    group: str | None | UnsetType = UNSET
    """Industry group."""
    expiry: str | int | None | UnsetType = UNSET
    """Expiry of a derivative, YYYYMMDD."""
    last_trading_day: str | int | None | UnsetType = UNSET
    """Last trading day of a derivative, YYYYMMDD."""
    put_or_call: str | None | UnsetType = UNSET
    """P or C for options."""
    strike: str | float | None | UnsetType = UNSET
    """Strike; 0 for stocks."""
    multiplier: float | str | None | UnsetType = UNSET
    """Contract multiplier; 0 for stocks."""
    und_conid: int | None | UnsetType = UNSET
    """Contract id of the underlying; 0 when there is none."""
    und_sym: str | None | UnsetType = UNSET
    """Symbol of the underlying."""
    und_comp: str | None | UnsetType = UNSET
    """Company of the underlying."""
    exercise_style: str | None | UnsetType = UNSET
    """European or American, for options."""
    cross_currency: bool | None | UnsetType = UNSET
    """The contract is a currency pair."""
    has_options: bool | None | UnsetType = UNSET
    """Options on the contract exist."""
    is_us: bool | None | UnsetType = UNSET
    """The contract is listed in the United States."""
    is_event_contract: bool | None | UnsetType = UNSET
    """The contract is an event contract."""
    increment_rules: list[IncrementRule] | None | UnsetType = UNSET
    """Price steps by price level."""
    display_rule: DisplayRule | None | UnsetType = UNSET
    """How prices are shown."""
    time: int | None | UnsetType = UNSET
    """Milliseconds the lookup took."""
    page_size: int | None | UnsetType = UNSET
    """Rows a page, copied from positions."""


class ExchangeContract(Struct, kw_only=True, gc=False):
    """One contract of an exchange."""

    conid: int
    """Contract id."""
    ticker: str | None | UnsetType = UNSET
    """Symbol."""
    exchange: str | None | UnsetType = UNSET
    """Exchange or market segment, such as NMS."""
