# Generated from spec/. Do not edit.
"""Wire models of the group `accounts`."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from msgspec import UNSET, Struct, UnsetType

from ibkr_wire.models.auth import ServerInfo
from ibkr_wire.operation import OpenRow

__all__ = [
    "AccountApplicant",
    "AccountChoice",
    "AccountEntity",
    "AccountOwners",
    "AccountPnl",
    "AccountProperties",
    "AccountSearch",
    "AccountSummary",
    "AccountSwitch",
    "AccountUser",
    "AllowedFeatures",
    "BrokerageAccounts",
    "CashBalance",
    "CcpAccounts",
    "CurrencyValue",
    "FoundAccount",
    "PartitionedPnl",
    "SegmentBalances",
    "SegmentFunds",
    "SegmentMargins",
]

_new = object.__new__
_NULL_OR_STR = frozenset({str, type(None)})
_NULL_OR_STR_OR_UNSET = frozenset({str, type(None), UnsetType})


class BrokerageAccounts(
    Struct,
    kw_only=True,
    rename={
        "acct_props": "acctProps",
        "allow_features": "allowFeatures",
        "chart_periods": "chartPeriods",
        "selected_account": "selectedAccount",
        "server_info": "serverInfo",
        "session_id": "sessionId",
        "is_ft": "isFT",
        "is_paper": "isPaper",
    },
):
    """Accounts that the session may trade, with their properties and the features of the user."""

    accounts: list[str]
    """Ids of the tradable accounts."""
    acct_props: dict[str, AccountProperties] | UnsetType = UNSET
    """Properties by account id."""
    aliases: dict[str, str | None] | UnsetType = UNSET
    """Display names by account id."""
    allow_features: AllowedFeatures | UnsetType = UNSET
    chart_periods: dict[str, list[str]] | UnsetType = UNSET
    """Chart periods by security type; `*` stands for all of them."""
    groups: list[str] | None | UnsetType = UNSET
    """Groups of an advisor."""
    profiles: list[str] | None | UnsetType = UNSET
    """Allocation profiles of an advisor."""
    selected_account: str | None | UnsetType = UNSET
    """Account that calls without an account refer to."""
    server_info: ServerInfo | None | UnsetType = UNSET
    """Server that holds the session."""
    session_id: str | None | UnsetType = UNSET
    """Id of the brokerage session; not the tickle token."""
    is_ft: bool | UnsetType = UNSET
    """The user is on a free trial."""
    is_paper: bool | UnsetType = UNSET
    """The session trades on paper."""


class AccountProperties(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "has_child_accounts": "hasChildAccounts",
        "supports_cash_qty": "supportsCashQty",
        "supports_fractions": "supportsFractions",
        "lite_under_pro": "liteUnderPro",
        "no_fx_conv": "noFXConv",
        "no_fx_conversion": "noFxConv",
        "is_prop": "isProp",
        "allow_customer_time": "allowCustomerTime",
        "auto_fx": "autoFx",
    },
):
    """What one account can do."""

    has_child_accounts: bool | UnsetType = UNSET
    """There are accounts below this one."""
    supports_cash_qty: bool | UnsetType = UNSET
    """Orders may name an amount of money."""
    supports_fractions: bool | UnsetType = UNSET
    """Orders may name fractions of a share."""
    lite_under_pro: bool | UnsetType = UNSET
    """A commission-free account below a paying one."""
    no_fx_conv: bool | UnsetType = UNSET
    """Currency conversion is off."""
    no_fx_conversion: bool | UnsetType = UNSET
    """The same, as spelled by other builds."""
    is_prop: bool | UnsetType = UNSET
    """A proprietary trading account."""
    allow_customer_time: bool | UnsetType = UNSET
    """Orders may carry a time of their own."""
    auto_fx: bool | UnsetType = UNSET
    """Currencies are converted automatically."""


class AllowedFeatures(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "show_gfis": "showGFIS",
        "show_eu_cost_report": "showEUCostReport",
        "allow_event_contract": "allowEventContract",
        "allow_fx_conv": "allowFXConv",
        "allow_financial_lens": "allowFinancialLens",
        "allow_mta": "allowMTA",
        "allow_type_ahead": "allowTypeAhead",
        "allow_event_trading": "allowEventTrading",
        "snapshot_refresh_timeout": "snapshotRefreshTimeout",
        "lite_user": "liteUser",
        "show_web_news": "showWebNews",
        "debug_pnl": "debugPnl",
        "show_tax_opt": "showTaxOpt",
        "show_impact_dashboard": "showImpactDashboard",
        "allow_dyn_account": "allowDynAccount",
        "allow_crypto": "allowCrypto",
        "allow_fa": "allowFA",
        "allow_lite_under_pro": "allowLiteUnderPro",
        "allowed_asset_types": "allowedAssetTypes",
        "restrict_trade_subscription": "restrictTradeSubscription",
        "show_uk_user_labels": "showUkUserLabels",
        "side_by_side": "sideBySide",
    },
):
    """What IBKR's own pages show to this user."""

    show_gfis: bool | UnsetType = UNSET
    """Market data subscriptions are shown."""
    show_eu_cost_report: bool | UnsetType = UNSET
    """The European cost report is shown."""
    allow_event_contract: bool | UnsetType = UNSET
    """Event contracts may be seen."""
    allow_fx_conv: bool | UnsetType = UNSET
    """Currencies may be converted."""
    allow_financial_lens: bool | UnsetType = UNSET
    """Internal to IBKR."""
    allow_mta: bool | UnsetType = UNSET
    """Mobile trading alerts are available."""
    allow_type_ahead: bool | UnsetType = UNSET
    """Search suggests while typing."""
    allow_event_trading: bool | UnsetType = UNSET
    """Event contracts may be traded."""
    snapshot_refresh_timeout: int | UnsetType = UNSET
    """Seconds between refreshes of snapshot quotes."""
    lite_user: bool | UnsetType = UNSET
    """The user trades commission-free."""
    show_web_news: bool | UnsetType = UNSET
    """News is shown."""
    research: bool | UnsetType = UNSET
    """Research is shown."""
    debug_pnl: bool | UnsetType = UNSET
    """Internal to IBKR."""
    show_tax_opt: bool | UnsetType = UNSET
    """The tax optimiser is shown."""
    show_impact_dashboard: bool | UnsetType = UNSET
    """The impact dashboard is shown."""
    allow_dyn_account: bool | UnsetType = UNSET
    """Accounts may be searched and set dynamically."""
    allow_crypto: bool | UnsetType = UNSET
    """Cryptocurrencies may be traded."""
    allow_fa: bool | UnsetType = UNSET
    """The user is an advisor."""
    allow_lite_under_pro: bool | UnsetType = UNSET
    """A commission-free account below a paying one is possible."""
    allowed_asset_types: str | None | UnsetType = UNSET
    """Security types that may be traded, joined by commas."""
    restrict_trade_subscription: bool | UnsetType = UNSET
    """Trades are not streamed to this user."""
    show_uk_user_labels: bool | UnsetType = UNSET
    """Texts for users in the United Kingdom are shown."""
    side_by_side: bool | UnsetType = UNSET
    """Internal to IBKR."""


class AccountChoice(Struct, kw_only=True, gc=False, rename={"acct_id": "acctId"}):
    """The account that is to become the active one."""

    acct_id: str
    """Id of the account."""


class AccountSwitch(Struct, kw_only=True, gc=False, rename={"acct_id": "acctId"}):
    """Which account is active now, or that nothing had to change."""

    set: bool | None | UnsetType = UNSET
    """The account was switched."""
    acct_id: str | None | UnsetType = UNSET
    """Account that is active now."""
    success: str | bool | None | UnsetType = UNSET
    """A sentence saying that the account was active already."""


class AccountSearch(Struct, kw_only=True, rename={"matched_accounts": "matchedAccounts"}):
    """Accounts whose id matches a pattern."""

    matched_accounts: list[FoundAccount] | None | UnsetType = UNSET
    """Accounts that match; empty when none does."""
    pattern: str | None | UnsetType = UNSET
    """The pattern that was searched for."""


class FoundAccount(
    Struct, kw_only=True, gc=False, rename={"account_id": "accountId", "allocation_id": "allocationId"}
):
    """One account that a search found."""

    account_id: str | None | UnsetType = UNSET
    """Id of the account."""
    alias: str | None | UnsetType = UNSET
    """Name of the account, else its id."""
    allocation_id: str | int | None | UnsetType = UNSET
    """Internal to IBKR."""


class PartitionedPnl(Struct, kw_only=True):
    """Profit and loss of every account and of the models in it."""

    upnl: dict[str, AccountPnl] | None | UnsetType = UNSET
    """By `<account>.Core`, or `<account>.<model>`."""


class AccountPnl(Struct, kw_only=True, gc=False, rename={"row_type": "rowType"}):
    """Profit and loss of one account, in its base currency."""

    row_type: int | None | UnsetType = UNSET
    """Internal to IBKR; 1."""
    dpl: float | None | UnsetType = UNSET
    """Profit of the day."""
    nl: float | None | UnsetType = UNSET
    """Net liquidation value."""
    upl: float | None | UnsetType = UNSET
    """Open profit."""
    el: float | None | UnsetType = UNSET
    """Excess liquidity."""
    uel: float | None | UnsetType = UNSET
    """Excess liquidity, without rounding."""
    mv: float | None | UnsetType = UNSET
    """Market value of the positions."""


class AccountSummary(
    Struct,
    kw_only=True,
    rename={
        "account_type": "accountType",
        "sma": "SMA",
        "buying_power": "buyingPower",
        "available_funds": "availableFunds",
        "excess_liquidity": "excessLiquidity",
        "net_liquidation_value": "netLiquidationValue",
        "equity_with_loan_value": "equityWithLoanValue",
        "reg_t_loan": "regTLoan",
        "securities_gvp": "securitiesGVP",
        "total_cash_value": "totalCashValue",
        "accrued_interest": "accruedInterest",
        "reg_t_margin": "regTMargin",
        "initial_margin": "initialMargin",
        "maintenance_margin": "maintenanceMargin",
        "cash_balances": "cashBalances",
    },
):
    """Balances of one account as numbers, in its base currency."""

    account_type: str | None | UnsetType = UNSET
    """Kind of account; empty for a plain one."""
    status: str | None | UnsetType = UNSET
    """Why the account may not trade; empty when it may."""
    balance: float | None | UnsetType = UNSET
    """Funds that are free for trading."""
    sma: float | None | UnsetType = UNSET
    """Special memorandum account under Regulation T."""
    buying_power: float | None | UnsetType = UNSET
    """Value of what may be bought."""
    available_funds: float | None | UnsetType = UNSET
    """Equity above the initial margin."""
    excess_liquidity: float | None | UnsetType = UNSET
    """Equity above the maintenance margin."""
    net_liquidation_value: float | None | UnsetType = UNSET
    """Worth of the account if all were closed."""
    equity_with_loan_value: float | None | UnsetType = UNSET
    """Equity that may be borrowed against."""
    reg_t_loan: float | None | UnsetType = UNSET
    """Loan under Regulation T."""
    securities_gvp: float | None | UnsetType = UNSET
    """Sum of the absolute values of positions in securities."""
    total_cash_value: float | None | UnsetType = UNSET
    """Cash, with the profit of futures."""
    accrued_interest: float | None | UnsetType = UNSET
    """Interest that has built up."""
    reg_t_margin: float | None | UnsetType = UNSET
    """Margin under Regulation T."""
    initial_margin: float | None | UnsetType = UNSET
    """Margin to open the present positions."""
    maintenance_margin: float | None | UnsetType = UNSET
    """Margin to keep the present positions."""
    cash_balances: list[CashBalance] | None | UnsetType = UNSET
    """Cash by currency, then all of it in the base currency."""


class CashBalance(Struct, kw_only=True, gc=False, rename={"settled_cash": "settledCash"}):
    """Cash in one currency."""

    currency: str | None | UnsetType = UNSET
    """Currency, or a text like `Total (in USD)`."""
    balance: float | None | UnsetType = UNSET
    """Cash."""
    settled_cash: float | None | UnsetType = UNSET
    """Cash that is settled."""


class SegmentFunds(OpenRow):
    """What may still be spent in one segment, as text such as `271,224 USD`."""

    __slots__ = (
        "buying_power",
        "current_available",
        "current_excess",
        "day_trades_left",
        "leverage",
        "look_ahead_available",
        "look_ahead_excess",
        "overnight_available",
        "overnight_excess",
        "sma",
    )

    wire_names: ClassVar[dict[str, str]] = {
        "current_available": "current_available",
        "current_excess": "current_excess",
        "buying_power": "buying_power",
        "leverage": "leverage",
        "look_ahead_available": "look_ahead_available",
        "look_ahead_excess": "look_ahead_excess",
        "overnight_available": "overnight_available",
        "overnight_excess": "overnight_excess",
        "day_trades_left": "day_trades_left",
        "sma": "SMA",
    }
    wire_types: ClassVar[dict[str, frozenset[type]]] = {
        "current_available": _NULL_OR_STR_OR_UNSET,
        "current_excess": _NULL_OR_STR_OR_UNSET,
        "buying_power": _NULL_OR_STR_OR_UNSET,
        "leverage": _NULL_OR_STR_OR_UNSET,
        "look_ahead_available": _NULL_OR_STR_OR_UNSET,
        "look_ahead_excess": _NULL_OR_STR_OR_UNSET,
        "overnight_available": _NULL_OR_STR_OR_UNSET,
        "overnight_excess": _NULL_OR_STR_OR_UNSET,
        "day_trades_left": _NULL_OR_STR_OR_UNSET,
        "SMA": _NULL_OR_STR_OR_UNSET,
    }
    tag_types: ClassVar[frozenset[type]] = _NULL_OR_STR

    current_available: str | None | UnsetType
    """Equity above the initial margin."""
    current_excess: str | None | UnsetType
    """Equity above the maintenance margin."""
    buying_power: str | None | UnsetType
    """Value of what may be bought."""
    leverage: str | None | UnsetType
    """Gross position value by net liquidation value, or n/a."""
    look_ahead_available: str | None | UnsetType
    """Available funds after the next margin change."""
    look_ahead_excess: str | None | UnsetType
    """Excess liquidity after the next margin change."""
    overnight_available: str | None | UnsetType
    """Available funds over night."""
    overnight_excess: str | None | UnsetType
    """Excess liquidity over night."""
    day_trades_left: str | None | UnsetType
    """Day trades left, or Unlimited."""
    sma: str | None | UnsetType
    """Special memorandum account under Regulation T."""
    tags: dict[str, str | None]
    """Every other key of the object, as it came."""

    def __init__(
        self,
        *,
        current_available: str | None | UnsetType = UNSET,
        current_excess: str | None | UnsetType = UNSET,
        buying_power: str | None | UnsetType = UNSET,
        leverage: str | None | UnsetType = UNSET,
        look_ahead_available: str | None | UnsetType = UNSET,
        look_ahead_excess: str | None | UnsetType = UNSET,
        overnight_available: str | None | UnsetType = UNSET,
        overnight_excess: str | None | UnsetType = UNSET,
        day_trades_left: str | None | UnsetType = UNSET,
        sma: str | None | UnsetType = UNSET,
        tags: dict[str, str | None] | None = None,
    ) -> None:
        self.current_available = current_available
        self.current_excess = current_excess
        self.buying_power = buying_power
        self.leverage = leverage
        self.look_ahead_available = look_ahead_available
        self.look_ahead_excess = look_ahead_excess
        self.overnight_available = overnight_available
        self.overnight_excess = overnight_excess
        self.day_trades_left = day_trades_left
        self.sma = sma
        self.tags = {} if tags is None else tags

    @classmethod
    def adopt(cls, keys: dict[str, Any], checked: bool = True, tags_checked: bool = False) -> Self:
        row = _new(cls)
        row.tags = keys
        take: Any = keys.pop
        row.current_available = take("current_available", UNSET)
        row.current_excess = take("current_excess", UNSET)
        row.buying_power = take("buying_power", UNSET)
        row.leverage = take("leverage", UNSET)
        row.look_ahead_available = take("look_ahead_available", UNSET)
        row.look_ahead_excess = take("look_ahead_excess", UNSET)
        row.overnight_available = take("overnight_available", UNSET)
        row.overnight_excess = take("overnight_excess", UNSET)
        row.day_trades_left = take("day_trades_left", UNSET)
        row.sma = take("SMA", UNSET)
        if checked and not (
            (tags_checked or _NULL_OR_STR.issuperset(map(type, keys.values())))
            and type(row.current_available) in _NULL_OR_STR_OR_UNSET
            and type(row.current_excess) in _NULL_OR_STR_OR_UNSET
            and type(row.buying_power) in _NULL_OR_STR_OR_UNSET
            and type(row.leverage) in _NULL_OR_STR_OR_UNSET
            and type(row.look_ahead_available) in _NULL_OR_STR_OR_UNSET
            and type(row.look_ahead_excess) in _NULL_OR_STR_OR_UNSET
            and type(row.overnight_available) in _NULL_OR_STR_OR_UNSET
            and type(row.overnight_excess) in _NULL_OR_STR_OR_UNSET
            and type(row.day_trades_left) in _NULL_OR_STR_OR_UNSET
            and type(row.sma) in _NULL_OR_STR_OR_UNSET
        ):
            raise row.mismatch()
        return row


class SegmentBalances(OpenRow):
    """What one segment is worth, as text such as `314,535 USD`."""

    __slots__ = (
        "cash",
        "equity_with_loan",
        "mtd_interest",
        "net_liquidation",
        "previous_day_equity_with_loan",
        "sec_gross_pos_val",
        "securities_gvp",
    )

    wire_names: ClassVar[dict[str, str]] = {
        "net_liquidation": "net_liquidation",
        "equity_with_loan": "equity_with_loan",
        "previous_day_equity_with_loan": "previous_day_equity_with_loan",
        "securities_gvp": "securities_gvp",
        "sec_gross_pos_val": "sec_gross_pos_val",
        "cash": "cash",
        "mtd_interest": "MTD Interest",
    }
    wire_types: ClassVar[dict[str, frozenset[type]]] = {
        "net_liquidation": _NULL_OR_STR_OR_UNSET,
        "equity_with_loan": _NULL_OR_STR_OR_UNSET,
        "previous_day_equity_with_loan": _NULL_OR_STR_OR_UNSET,
        "securities_gvp": _NULL_OR_STR_OR_UNSET,
        "sec_gross_pos_val": _NULL_OR_STR_OR_UNSET,
        "cash": _NULL_OR_STR_OR_UNSET,
        "MTD Interest": _NULL_OR_STR_OR_UNSET,
    }
    tag_types: ClassVar[frozenset[type]] = _NULL_OR_STR

    net_liquidation: str | None | UnsetType
    """Worth if all were closed."""
    equity_with_loan: str | None | UnsetType
    """Equity that may be borrowed against."""
    previous_day_equity_with_loan: str | None | UnsetType
    """The same at the close of the day before."""
    securities_gvp: str | None | UnsetType
    """Sum of the absolute values of positions."""
    sec_gross_pos_val: str | None | UnsetType
    """Another spelling of securities_gvp."""
    cash: str | None | UnsetType
    """Cash."""
    mtd_interest: str | None | UnsetType
    """Interest of the month so far."""
    tags: dict[str, str | None]
    """Every other key of the object, as it came."""

    def __init__(
        self,
        *,
        net_liquidation: str | None | UnsetType = UNSET,
        equity_with_loan: str | None | UnsetType = UNSET,
        previous_day_equity_with_loan: str | None | UnsetType = UNSET,
        securities_gvp: str | None | UnsetType = UNSET,
        sec_gross_pos_val: str | None | UnsetType = UNSET,
        cash: str | None | UnsetType = UNSET,
        mtd_interest: str | None | UnsetType = UNSET,
        tags: dict[str, str | None] | None = None,
    ) -> None:
        self.net_liquidation = net_liquidation
        self.equity_with_loan = equity_with_loan
        self.previous_day_equity_with_loan = previous_day_equity_with_loan
        self.securities_gvp = securities_gvp
        self.sec_gross_pos_val = sec_gross_pos_val
        self.cash = cash
        self.mtd_interest = mtd_interest
        self.tags = {} if tags is None else tags

    @classmethod
    def adopt(cls, keys: dict[str, Any], checked: bool = True, tags_checked: bool = False) -> Self:
        row = _new(cls)
        row.tags = keys
        take: Any = keys.pop
        row.net_liquidation = take("net_liquidation", UNSET)
        row.equity_with_loan = take("equity_with_loan", UNSET)
        row.previous_day_equity_with_loan = take("previous_day_equity_with_loan", UNSET)
        row.securities_gvp = take("securities_gvp", UNSET)
        row.sec_gross_pos_val = take("sec_gross_pos_val", UNSET)
        row.cash = take("cash", UNSET)
        row.mtd_interest = take("MTD Interest", UNSET)
        if checked and not (
            (tags_checked or _NULL_OR_STR.issuperset(map(type, keys.values())))
            and type(row.net_liquidation) in _NULL_OR_STR_OR_UNSET
            and type(row.equity_with_loan) in _NULL_OR_STR_OR_UNSET
            and type(row.previous_day_equity_with_loan) in _NULL_OR_STR_OR_UNSET
            and type(row.securities_gvp) in _NULL_OR_STR_OR_UNSET
            and type(row.sec_gross_pos_val) in _NULL_OR_STR_OR_UNSET
            and type(row.cash) in _NULL_OR_STR_OR_UNSET
            and type(row.mtd_interest) in _NULL_OR_STR_OR_UNSET
        ):
            raise row.mismatch()
        return row


class SegmentMargins(OpenRow):
    """Margin of one segment, as text such as `43,312 USD`."""

    __slots__ = (
        "current_initial",
        "current_maint",
        "look_ahead_initial",
        "look_ahead_maint",
        "projected_overnight_initial_margin",
        "reg_t_margin",
    )

    wire_names: ClassVar[dict[str, str]] = {
        "current_initial": "current_initial",
        "current_maint": "current_maint",
        "look_ahead_initial": "look_ahead_initial",
        "look_ahead_maint": "look_ahead_maint",
        "reg_t_margin": "RegT Margin",
        "projected_overnight_initial_margin": "projected_overnight_initial_margin",
    }
    wire_types: ClassVar[dict[str, frozenset[type]]] = {
        "current_initial": _NULL_OR_STR_OR_UNSET,
        "current_maint": _NULL_OR_STR_OR_UNSET,
        "look_ahead_initial": _NULL_OR_STR_OR_UNSET,
        "look_ahead_maint": _NULL_OR_STR_OR_UNSET,
        "RegT Margin": _NULL_OR_STR_OR_UNSET,
        "projected_overnight_initial_margin": _NULL_OR_STR_OR_UNSET,
    }
    tag_types: ClassVar[frozenset[type]] = _NULL_OR_STR

    current_initial: str | None | UnsetType
    """Margin to open the present positions."""
    current_maint: str | None | UnsetType
    """Margin to keep the present positions."""
    look_ahead_initial: str | None | UnsetType
    """Initial margin after the next margin change."""
    look_ahead_maint: str | None | UnsetType
    """Maintenance margin after the next margin change."""
    reg_t_margin: str | None | UnsetType
    """Margin under Regulation T."""
    projected_overnight_initial_margin: str | None | UnsetType
    """Initial margin over night."""
    tags: dict[str, str | None]
    """Every other key of the object, as it came."""

    def __init__(
        self,
        *,
        current_initial: str | None | UnsetType = UNSET,
        current_maint: str | None | UnsetType = UNSET,
        look_ahead_initial: str | None | UnsetType = UNSET,
        look_ahead_maint: str | None | UnsetType = UNSET,
        reg_t_margin: str | None | UnsetType = UNSET,
        projected_overnight_initial_margin: str | None | UnsetType = UNSET,
        tags: dict[str, str | None] | None = None,
    ) -> None:
        self.current_initial = current_initial
        self.current_maint = current_maint
        self.look_ahead_initial = look_ahead_initial
        self.look_ahead_maint = look_ahead_maint
        self.reg_t_margin = reg_t_margin
        self.projected_overnight_initial_margin = projected_overnight_initial_margin
        self.tags = {} if tags is None else tags

    @classmethod
    def adopt(cls, keys: dict[str, Any], checked: bool = True, tags_checked: bool = False) -> Self:
        row = _new(cls)
        row.tags = keys
        take: Any = keys.pop
        row.current_initial = take("current_initial", UNSET)
        row.current_maint = take("current_maint", UNSET)
        row.look_ahead_initial = take("look_ahead_initial", UNSET)
        row.look_ahead_maint = take("look_ahead_maint", UNSET)
        row.reg_t_margin = take("RegT Margin", UNSET)
        row.projected_overnight_initial_margin = take("projected_overnight_initial_margin", UNSET)
        if checked and not (
            (tags_checked or _NULL_OR_STR.issuperset(map(type, keys.values())))
            and type(row.current_initial) in _NULL_OR_STR_OR_UNSET
            and type(row.current_maint) in _NULL_OR_STR_OR_UNSET
            and type(row.look_ahead_initial) in _NULL_OR_STR_OR_UNSET
            and type(row.look_ahead_maint) in _NULL_OR_STR_OR_UNSET
            and type(row.reg_t_margin) in _NULL_OR_STR_OR_UNSET
            and type(row.projected_overnight_initial_margin) in _NULL_OR_STR_OR_UNSET
        ):
            raise row.mismatch()
        return row


class CurrencyValue(OpenRow):
    """Market value of what is held in one currency, as text such as `64,535`."""

    __slots__ = (
        "bonds",
        "cfd",
        "commodity",
        "cryptocurrency",
        "dividends_receivable",
        "exchange_rate",
        "funds",
        "future_options",
        "futures",
        "govt_bonds",
        "issuer_option",
        "money_market",
        "mtd_interest",
        "mutual_funds",
        "net_liquidation",
        "notional_cfd",
        "options",
        "realized_pnl",
        "settled_cash",
        "stock",
        "t_bills",
        "total_cash",
        "unrealized_pnl",
        "warrants",
    )

    wire_names: ClassVar[dict[str, str]] = {
        "total_cash": "total_cash",
        "settled_cash": "settled_cash",
        "mtd_interest": "MTD Interest",
        "stock": "stock",
        "options": "options",
        "futures": "futures",
        "future_options": "future_options",
        "funds": "funds",
        "mutual_funds": "mutual_funds",
        "money_market": "money_market",
        "dividends_receivable": "dividends_receivable",
        "bonds": "bonds",
        "govt_bonds": "Govt Bonds",
        "t_bills": "t_bills",
        "warrants": "warrants",
        "issuer_option": "issuer_option",
        "commodity": "commodity",
        "notional_cfd": "Notional CFD",
        "cfd": "cfd",
        "cryptocurrency": "Cryptocurrency",
        "net_liquidation": "net_liquidation",
        "unrealized_pnl": "unrealized_pnl",
        "realized_pnl": "realized_pnl",
        "exchange_rate": "Exchange Rate",
    }
    wire_types: ClassVar[dict[str, frozenset[type]]] = {
        "total_cash": _NULL_OR_STR_OR_UNSET,
        "settled_cash": _NULL_OR_STR_OR_UNSET,
        "MTD Interest": _NULL_OR_STR_OR_UNSET,
        "stock": _NULL_OR_STR_OR_UNSET,
        "options": _NULL_OR_STR_OR_UNSET,
        "futures": _NULL_OR_STR_OR_UNSET,
        "future_options": _NULL_OR_STR_OR_UNSET,
        "funds": _NULL_OR_STR_OR_UNSET,
        "mutual_funds": _NULL_OR_STR_OR_UNSET,
        "money_market": _NULL_OR_STR_OR_UNSET,
        "dividends_receivable": _NULL_OR_STR_OR_UNSET,
        "bonds": _NULL_OR_STR_OR_UNSET,
        "Govt Bonds": _NULL_OR_STR_OR_UNSET,
        "t_bills": _NULL_OR_STR_OR_UNSET,
        "warrants": _NULL_OR_STR_OR_UNSET,
        "issuer_option": _NULL_OR_STR_OR_UNSET,
        "commodity": _NULL_OR_STR_OR_UNSET,
        "Notional CFD": _NULL_OR_STR_OR_UNSET,
        "cfd": _NULL_OR_STR_OR_UNSET,
        "Cryptocurrency": _NULL_OR_STR_OR_UNSET,
        "net_liquidation": _NULL_OR_STR_OR_UNSET,
        "unrealized_pnl": _NULL_OR_STR_OR_UNSET,
        "realized_pnl": _NULL_OR_STR_OR_UNSET,
        "Exchange Rate": _NULL_OR_STR_OR_UNSET,
    }
    tag_types: ClassVar[frozenset[type]] = _NULL_OR_STR

    total_cash: str | None | UnsetType
    """Cash."""
    settled_cash: str | None | UnsetType
    """Cash that is settled."""
    mtd_interest: str | None | UnsetType
    """Interest of the month so far."""
    stock: str | None | UnsetType
    """Stocks."""
    options: str | None | UnsetType
    """Options on securities."""
    futures: str | None | UnsetType
    """Futures."""
    future_options: str | None | UnsetType
    """Options on futures."""
    funds: str | None | UnsetType
    """Funds."""
    mutual_funds: str | None | UnsetType
    """Mutual funds."""
    money_market: str | None | UnsetType
    """Money market funds."""
    dividends_receivable: str | None | UnsetType
    """Dividends not yet paid out."""
    bonds: str | None | UnsetType
    """Corporate bonds."""
    govt_bonds: str | None | UnsetType
    """Government bonds."""
    t_bills: str | None | UnsetType
    """Treasury bills."""
    warrants: str | None | UnsetType
    """Warrants."""
    issuer_option: str | None | UnsetType
    """Options of issuers on their own stock."""
    commodity: str | None | UnsetType
    """Commodities."""
    notional_cfd: str | None | UnsetType
    """Notional value of contracts for difference."""
    cfd: str | None | UnsetType
    """Contracts for difference."""
    cryptocurrency: str | None | UnsetType
    """Cryptocurrencies."""
    net_liquidation: str | None | UnsetType
    """Worth if all were closed."""
    unrealized_pnl: str | None | UnsetType
    """Open profit."""
    realized_pnl: str | None | UnsetType
    """Profit realised today."""
    exchange_rate: str | None | UnsetType
    """Units of the base currency for one of this currency."""
    tags: dict[str, str | None]
    """Every other key of the object, as it came."""

    def __init__(
        self,
        *,
        total_cash: str | None | UnsetType = UNSET,
        settled_cash: str | None | UnsetType = UNSET,
        mtd_interest: str | None | UnsetType = UNSET,
        stock: str | None | UnsetType = UNSET,
        options: str | None | UnsetType = UNSET,
        futures: str | None | UnsetType = UNSET,
        future_options: str | None | UnsetType = UNSET,
        funds: str | None | UnsetType = UNSET,
        mutual_funds: str | None | UnsetType = UNSET,
        money_market: str | None | UnsetType = UNSET,
        dividends_receivable: str | None | UnsetType = UNSET,
        bonds: str | None | UnsetType = UNSET,
        govt_bonds: str | None | UnsetType = UNSET,
        t_bills: str | None | UnsetType = UNSET,
        warrants: str | None | UnsetType = UNSET,
        issuer_option: str | None | UnsetType = UNSET,
        commodity: str | None | UnsetType = UNSET,
        notional_cfd: str | None | UnsetType = UNSET,
        cfd: str | None | UnsetType = UNSET,
        cryptocurrency: str | None | UnsetType = UNSET,
        net_liquidation: str | None | UnsetType = UNSET,
        unrealized_pnl: str | None | UnsetType = UNSET,
        realized_pnl: str | None | UnsetType = UNSET,
        exchange_rate: str | None | UnsetType = UNSET,
        tags: dict[str, str | None] | None = None,
    ) -> None:
        self.total_cash = total_cash
        self.settled_cash = settled_cash
        self.mtd_interest = mtd_interest
        self.stock = stock
        self.options = options
        self.futures = futures
        self.future_options = future_options
        self.funds = funds
        self.mutual_funds = mutual_funds
        self.money_market = money_market
        self.dividends_receivable = dividends_receivable
        self.bonds = bonds
        self.govt_bonds = govt_bonds
        self.t_bills = t_bills
        self.warrants = warrants
        self.issuer_option = issuer_option
        self.commodity = commodity
        self.notional_cfd = notional_cfd
        self.cfd = cfd
        self.cryptocurrency = cryptocurrency
        self.net_liquidation = net_liquidation
        self.unrealized_pnl = unrealized_pnl
        self.realized_pnl = realized_pnl
        self.exchange_rate = exchange_rate
        self.tags = {} if tags is None else tags

    @classmethod
    def adopt(cls, keys: dict[str, Any], checked: bool = True, tags_checked: bool = False) -> Self:
        row = _new(cls)
        row.tags = keys
        take: Any = keys.pop
        row.total_cash = take("total_cash", UNSET)
        row.settled_cash = take("settled_cash", UNSET)
        row.mtd_interest = take("MTD Interest", UNSET)
        row.stock = take("stock", UNSET)
        row.options = take("options", UNSET)
        row.futures = take("futures", UNSET)
        row.future_options = take("future_options", UNSET)
        row.funds = take("funds", UNSET)
        row.mutual_funds = take("mutual_funds", UNSET)
        row.money_market = take("money_market", UNSET)
        row.dividends_receivable = take("dividends_receivable", UNSET)
        row.bonds = take("bonds", UNSET)
        row.govt_bonds = take("Govt Bonds", UNSET)
        row.t_bills = take("t_bills", UNSET)
        row.warrants = take("warrants", UNSET)
        row.issuer_option = take("issuer_option", UNSET)
        row.commodity = take("commodity", UNSET)
        row.notional_cfd = take("Notional CFD", UNSET)
        row.cfd = take("cfd", UNSET)
        row.cryptocurrency = take("Cryptocurrency", UNSET)
        row.net_liquidation = take("net_liquidation", UNSET)
        row.unrealized_pnl = take("unrealized_pnl", UNSET)
        row.realized_pnl = take("realized_pnl", UNSET)
        row.exchange_rate = take("Exchange Rate", UNSET)
        if checked and not (
            (tags_checked or _NULL_OR_STR.issuperset(map(type, keys.values())))
            and type(row.total_cash) in _NULL_OR_STR_OR_UNSET
            and type(row.settled_cash) in _NULL_OR_STR_OR_UNSET
            and type(row.mtd_interest) in _NULL_OR_STR_OR_UNSET
            and type(row.stock) in _NULL_OR_STR_OR_UNSET
            and type(row.options) in _NULL_OR_STR_OR_UNSET
            and type(row.futures) in _NULL_OR_STR_OR_UNSET
            and type(row.future_options) in _NULL_OR_STR_OR_UNSET
            and type(row.funds) in _NULL_OR_STR_OR_UNSET
            and type(row.mutual_funds) in _NULL_OR_STR_OR_UNSET
            and type(row.money_market) in _NULL_OR_STR_OR_UNSET
            and type(row.dividends_receivable) in _NULL_OR_STR_OR_UNSET
            and type(row.bonds) in _NULL_OR_STR_OR_UNSET
            and type(row.govt_bonds) in _NULL_OR_STR_OR_UNSET
            and type(row.t_bills) in _NULL_OR_STR_OR_UNSET
            and type(row.warrants) in _NULL_OR_STR_OR_UNSET
            and type(row.issuer_option) in _NULL_OR_STR_OR_UNSET
            and type(row.commodity) in _NULL_OR_STR_OR_UNSET
            and type(row.notional_cfd) in _NULL_OR_STR_OR_UNSET
            and type(row.cfd) in _NULL_OR_STR_OR_UNSET
            and type(row.cryptocurrency) in _NULL_OR_STR_OR_UNSET
            and type(row.net_liquidation) in _NULL_OR_STR_OR_UNSET
            and type(row.unrealized_pnl) in _NULL_OR_STR_OR_UNSET
            and type(row.realized_pnl) in _NULL_OR_STR_OR_UNSET
            and type(row.exchange_rate) in _NULL_OR_STR_OR_UNSET
        ):
            raise row.mismatch()
        return row


class AccountOwners(Struct, kw_only=True, rename={"account_id": "accountId"}):
    """People who own or use an account."""

    account_id: str | None | UnsetType = UNSET
    """Account."""
    users: list[AccountUser] | None | UnsetType = UNSET
    """User names and the people behind them."""
    applicant: AccountApplicant | None | UnsetType = UNSET
    """Who signed the application."""


class AccountUser(
    Struct,
    kw_only=True,
    rename={"role_id": "roleId", "has_right_code_ind": "hasRightCodeInd", "user_name": "userName"},
):
    """One user name and its owner."""

    role_id: str | None | UnsetType = UNSET
    """Role of the user."""
    has_right_code_ind: bool | None | UnsetType = UNSET
    """Internal to IBKR."""
    user_name: str | None | UnsetType = UNSET
    """User name."""
    entity: AccountEntity | None | UnsetType = UNSET
    """Person or organisation behind the user name."""


class AccountEntity(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "first_name": "firstName",
        "last_name": "lastName",
        "entity_type": "entityType",
        "entity_name": "entityName",
        "date_of_birth": "dateOfBirth",
    },
):
    """A person or an organisation."""

    first_name: str | None | UnsetType = UNSET
    """First name."""
    last_name: str | None | UnsetType = UNSET
    """Last name."""
    entity_type: str | None | UnsetType = UNSET
    """Kind of entity."""
    entity_name: str | None | UnsetType = UNSET
    """Full name, with the form of address."""
    date_of_birth: str | None | UnsetType = UNSET
    """Date of birth, YYYY-MM-DD."""


class AccountApplicant(Struct, kw_only=True):
    """Who signed the application of an account."""

    signatures: list[str] | None | UnsetType = UNSET
    """Names as signed."""


class CcpAccounts(Struct, kw_only=True, rename={"main_acct": "mainAcct", "acct_list": "acctList"}):
    """Accounts as the beta interface listed them."""

    main_acct: str | None | UnsetType = UNSET
    """Main account."""
    acct_list: list[str] | None | UnsetType = UNSET
    """All accounts."""
