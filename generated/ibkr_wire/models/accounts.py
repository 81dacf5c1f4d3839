# Generated from spec/. Do not edit.
"""Wire models of the group `accounts`."""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType

from ibkr_wire.models.auth import ServerInfo

__all__ = ["AccountProperties", "AllowedFeatures", "BrokerageAccounts"]


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
