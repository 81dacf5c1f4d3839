# Generated from spec/. Do not edit.
"""Wire models of the group `events`."""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType

__all__ = [
    "EventCategories",
    "EventCategory",
    "EventContract",
    "EventDay",
    "EventDetails",
    "EventHours",
    "EventMarket",
    "EventMarketLink",
    "EventRules",
    "EventSchedules",
]


class EventCategories(Struct, kw_only=True):
    """Categories by id."""

    categories: dict[str, EventCategory] | None | UnsetType = UNSET
    """Categories by id, such as g101."""


class EventCategory(Struct, kw_only=True):
    """One category; a top one has no parent, and one without markets has others below it."""

    name: str | None | UnsetType = UNSET
    """Name for display."""
    parent_id: str | None | UnsetType = UNSET
    """Id of the category above."""
    markets: list[EventMarketLink] | None | UnsetType = UNSET
    """Markets of the category."""


class EventMarketLink(Struct, kw_only=True, gc=False):
    """One market, as the categories list it."""

    name: str | None | UnsetType = UNSET
    """Name for display."""
    symbol: str | None | UnsetType = UNSET
    """Symbol."""
    exchange: str | None | UnsetType = UNSET
    """Exchange."""
    conid: int | None | UnsetType = UNSET
    """Contract id to list its contracts by."""
    product_conid: int | None | UnsetType = UNSET
    """Contract id of the product."""


class EventMarket(Struct, kw_only=True):
    """One market and its contracts."""

    market_name: str | None | UnsetType = UNSET
    """Name for display."""
    exchange: str | None | UnsetType = UNSET
    """Exchange."""
    symbol: str | None | UnsetType = UNSET
    """Symbol."""
    category: str | None | UnsetType = UNSET
    """Id of the category."""
    logo_category: str | None | UnsetType = UNSET
    """Id of the category whose picture is shown."""
    exclude_historical_data: bool | None | UnsetType = UNSET
    """There is no history."""
    payout: float | str | None | UnsetType = UNSET
    """Payment of a contract that comes true."""
    underlying_conid: int | str | None | UnsetType = UNSET
    """Contract id of the market."""
    product_conid: int | str | None | UnsetType = UNSET
    """Contract id of the product."""
    is_restricted: bool | None | UnsetType = UNSET
    """The account may not trade it."""
    contracts: list[EventContract] | None | UnsetType = UNSET
    """The contracts."""


class EventContract(Struct, kw_only=True, gc=False):
    """One side of one question."""

    conid: int | None | UnsetType = UNSET
    """Contract id."""
    side: str | None | UnsetType = UNSET
    """Side."""
    expiration: str | int | None | UnsetType = UNSET
    """Last day, YYYYMMDD."""
    strike: float | str | None | UnsetType = UNSET
    """Threshold."""
    strike_label: str | None | UnsetType = UNSET
    """Threshold in words."""
    expiry_label: str | None | UnsetType = UNSET
    """Period in words."""
    underlying_conid: int | str | None | UnsetType = UNSET
    """Contract id of the market."""
    product_conid: int | str | None | UnsetType = UNSET
    """Contract id of the product."""
    time_specifier: str | None | UnsetType = UNSET
    """Period as YYYY.MM.DD."""
    is_restricted: bool | None | UnsetType = UNSET
    """The account may not trade it."""


class EventDetails(Struct, kw_only=True, gc=False):
    """The question of an event contract and both of its sides."""

    conid_yes: int | None | UnsetType = UNSET
    """Contract id of yes."""
    conid_no: int | None | UnsetType = UNSET
    """Contract id of no."""
    question: str | None | UnsetType = UNSET
    """The question."""
    side: str | None | UnsetType = UNSET
    """Side that was asked for."""
    strike_label: str | None | UnsetType = UNSET
    """Threshold in words."""
    strike: float | str | None | UnsetType = UNSET
    """Threshold."""
    exchange: str | None | UnsetType = UNSET
    """Exchange."""
    expiration: str | int | None | UnsetType = UNSET
    """Last day, YYYYMMDD."""
    symbol: str | None | UnsetType = UNSET
    """Symbol."""
    category: str | None | UnsetType = UNSET
    """Id of the category."""
    logo_category: str | None | UnsetType = UNSET
    """Id of the category whose picture is shown."""
    measured_period: str | None | UnsetType = UNSET
    """Period as Feb28'13."""
    market_name: str | None | UnsetType = UNSET
    """Market."""
    underlying_conid: int | str | None | UnsetType = UNSET
    """Contract id of the market."""
    payout: float | str | None | UnsetType = UNSET
    """Payment of a contract that comes true."""
    product_conid: int | str | None | UnsetType = UNSET
    """Contract id of the product."""
    is_restricted: bool | None | UnsetType = UNSET
    """The account may not trade it."""


class EventRules(Struct, kw_only=True, gc=False):
    """How an event contract is decided and paid."""

    asset_class: str | None | UnsetType = UNSET
    """Security type, such as OPT."""
    description: str | None | UnsetType = UNSET
    """What is measured."""
    market_name: str | None | UnsetType = UNSET
    """Market."""
    measured_period: str | None | UnsetType = UNSET
    """Period as Feb28'13."""
    threshold: str | float | None | UnsetType = UNSET
    """Threshold."""
    source_agency: str | None | UnsetType = UNSET
    """Who publishes the figure."""
    data_and_resolution_link: str | None | UnsetType = UNSET
    """Address of the figure."""
    market_rules_link: str | None | UnsetType = UNSET
    """Address of the full rules."""
    product_code: str | None | UnsetType = UNSET
    """Symbol of the product."""
    last_trade_time: int | None | UnsetType = UNSET
    """End of trading, seconds since 1970."""
    release_time: int | None | UnsetType = UNSET
    """Publication of the figure, seconds since 1970."""
    payout_time: int | None | UnsetType = UNSET
    """Payment, seconds since 1970."""
    payout: str | float | None | UnsetType = UNSET
    """Payment of a contract that comes true, such as $1.00."""
    price_increment: str | float | None | UnsetType = UNSET
    """Smallest price step, such as $0.01."""
    exchange_timezone: str | None | UnsetType = UNSET
    """Time zone of the exchange."""


class EventSchedules(Struct, kw_only=True):
    """Trading hours of an event contract."""

    timezone: str | None | UnsetType = UNSET
    """Time zone of all times."""
    trading_schedules: list[EventDay] | None | UnsetType = UNSET
    """Days of the week."""


class EventDay(Struct, kw_only=True):
    """Trading hours of one day of the week."""

    day_of_week: str | None | UnsetType = UNSET
    """Day in English."""
    trading_times: list[EventHours] | None | UnsetType = UNSET
    """Stretches of trading."""


class EventHours(Struct, kw_only=True, gc=False):
    """One stretch of trading, in clock times such as 4:15 PM."""

    open: str | None | UnsetType = UNSET
    """Begin."""
    close: str | None | UnsetType = UNSET
    """End."""
