# Generated from spec/. Do not edit.
"""Wire models of the group `alerts`."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

__all__ = [
    "AlertActivation",
    "AlertChange",
    "AlertCondition",
    "AlertDetails",
    "AlertEntry",
    "AlertRequest",
    "AlertRequestCondition",
    "SavedAlert",
]


class AlertRequest(
    Struct,
    kw_only=True,
    rename={
        "order_id": "orderId",
        "alert_name": "alertName",
        "alert_message": "alertMessage",
        "alert_repeatable": "alertRepeatable",
        "expire_time": "expireTime",
        "itws_orders_only": "iTWSOrdersOnly",
        "outside_rth": "outsideRth",
        "send_message": "sendMessage",
        "show_popup": "showPopup",
    },
):
    """An alert to be created, or changed where `orderId` is given."""

    order_id: int | UnsetType = UNSET
    """Id of the alert that is changed; absent for a new one."""
    alert_name: str
    """Name of the alert."""
    alert_message: str
    """Text that is sent."""
    alert_repeatable: Literal[0, 1]
    """1 when it may go off more than once."""
    email: str | UnsetType = UNSET
    """Address that mail goes to."""
    expire_time: str | UnsetType = UNSET
    """End of a GTD alert, YYYYMMDD-HH:mm:ss in UTC."""
    itws_orders_only: Literal[0, 1] | UnsetType = UNSET
    """0 also alerts the mobile app."""
    outside_rth: Literal[0, 1]
    """1 when it may go off outside regular hours."""
    send_message: Literal[0, 1] | UnsetType = UNSET
    """1 sends mail."""
    show_popup: Literal[0, 1] | UnsetType = UNSET
    """1 opens a window in TWS."""
    tif: Literal["GTC", "GTD"]
    """GTC lives until deleted, GTD until expireTime."""
    conditions: list[AlertRequestCondition]
    """Conditions, joined from first to last by their logicBind."""


class AlertRequestCondition(
    Struct,
    kw_only=True,
    gc=False,
    rename={"trigger_method": "triggerMethod", "logic_bind": "logicBind", "time_zone": "timeZone"},
):
    """One condition of an alert to be saved."""

    type: Literal[1, 3, 4, 5, 6, 7, 8, 9]
    """1 price, 3 time, 4 margin, 5 trade, 6 volume; for the mobile trading alert 7 market, 8 position, 9
    profit of the day.
    """
    conidex: str | UnsetType = UNSET
    """Contract id and exchange as 8314@NYSE; `*@*` where there is none."""
    operator: Literal[">=", "<="]
    """At least, or at most."""
    trigger_method: str | UnsetType = UNSET
    """Price that is watched; 0 is the usual one."""
    value: str
    """What is compared with, or `*`."""
    logic_bind: Literal["a", "o", "n"] | UnsetType = UNSET
    """a and, o or, n for the last condition."""
    time_zone: str | UnsetType = UNSET
    """Time zone of a time condition, such as US/Eastern."""


class AlertActivation(
    Struct, kw_only=True, gc=False, rename={"alert_id": "alertId", "alert_active": "alertActive"}
):
    """The alert that is switched."""

    alert_id: int
    """Id of the alert."""
    alert_active: Literal[0, 1]
    """1 switches on, 0 off."""


class SavedAlert(Struct, kw_only=True, gc=False):
    """What came of saving an alert."""

    request_id: int | str | None | UnsetType = UNSET
    """Internal to IBKR."""
    order_id: int | str | None | UnsetType = UNSET
    """Id of the alert."""
    success: bool | None | UnsetType = UNSET
    """The alert was saved."""
    text: str | None | UnsetType = UNSET
    """Confirmation, or the reason of a refusal."""
    order_status: str | None | UnsetType = UNSET
    """Status of the order behind the alert."""
    warning_message: str | None | UnsetType = UNSET
    """What to mind."""
    failure_list: str | None | UnsetType = UNSET
    """Ids that failed."""


class AlertChange(Struct, kw_only=True, gc=False):
    """What came of switching or deleting an alert."""

    request_id: int | str | None | UnsetType = UNSET
    """Internal to IBKR."""
    order_id: int | str | None | UnsetType = UNSET
    """Id of the alert; 0 for all of them."""
    success: bool | None | UnsetType = UNSET
    """The change was made."""
    text: str | None | UnsetType = UNSET
    """Confirmation, or the reason of a refusal."""
    failure_list: str | None | UnsetType = UNSET
    """Ids that failed."""


class AlertEntry(Struct, kw_only=True, gc=False):
    """One alert in short."""

    order_id: int | str | None | UnsetType = UNSET
    """Id of the alert."""
    account: str | None | UnsetType = UNSET
    """Account."""
    alert_name: str | None | UnsetType = UNSET
    """Name of the alert."""
    alert_active: int | bool | None | UnsetType = UNSET
    """1 when it is switched on."""
    alert_repeatable: int | bool | None | UnsetType = UNSET
    """1 when it may go off more than once."""
    alert_triggered: bool | int | None | UnsetType = UNSET
    """It went off."""
    order_time: str | None | UnsetType = UNSET
    """Creation, YYYYMMDD-HH:mm:ss in UTC."""


class AlertDetails(Struct, kw_only=True, rename={"alert_name_as_published": "alertName"}):
    """One alert with its conditions."""

    account: str | None | UnsetType = UNSET
    """Account."""
    order_id: int | str | None | UnsetType = UNSET
    """Id of the alert."""
    alert_name: str | None | UnsetType = UNSET
    """Name of the alert."""
    alert_name_as_published: str | None | UnsetType = UNSET
    """Another spelling of alert_name."""
    tif: str | None | UnsetType = UNSET
    """How long the alert lives."""
    expire_time: str | None | UnsetType = UNSET
    """End of a GTD alert."""
    order_time: str | None | UnsetType = UNSET
    """Creation, YYYYMMDD-HH:mm:ss in UTC."""
    alert_active: int | bool | None | UnsetType = UNSET
    """1 when it is switched on."""
    alert_repeatable: int | bool | None | UnsetType = UNSET
    """1 when it may go off more than once."""
    alert_email: str | None | UnsetType = UNSET
    """Address that mail goes to."""
    alert_send_message: int | bool | None | UnsetType = UNSET
    """1 sends mail."""
    alert_message: str | None | UnsetType = UNSET
    """Text that is sent."""
    alert_show_popup: int | bool | None | UnsetType = UNSET
    """1 opens a window in TWS."""
    alert_play_audio: int | bool | str | None | UnsetType = UNSET
    """1 plays a sound in TWS."""
    order_status: str | None | UnsetType = UNSET
    """Status of the order behind the alert."""
    alert_triggered: bool | int | None | UnsetType = UNSET
    """It went off."""
    fg_color: str | None | UnsetType = UNSET
    """Text colour on IBKR's pages."""
    bg_color: str | None | UnsetType = UNSET
    """Background colour on IBKR's pages."""
    order_not_editable: bool | None | UnsetType = UNSET
    """The alert cannot be changed."""
    itws_orders_only: int | bool | None | UnsetType = UNSET
    """0 also alerts the mobile app."""
    alert_mta_currency: str | None | UnsetType = UNSET
    """Currency of the mobile trading alert."""
    alert_mta_defaults: str | None | UnsetType = UNSET
    """Limits of the mobile trading alert, as text."""
    tool_id: int | str | None | UnsetType = UNSET
    """Id of the mobile trading alert; null on others."""
    time_zone: str | None | UnsetType = UNSET
    """Time zone of time conditions."""
    alert_default_type: int | str | None | UnsetType = UNSET
    """Internal to IBKR."""
    condition_size: int | None | UnsetType = UNSET
    """Number of conditions."""
    condition_outside_rth: int | bool | None | UnsetType = UNSET
    """1 when it may go off outside regular hours."""
    conditions: list[AlertCondition] | None | UnsetType = UNSET
    """Conditions, first to last."""


class AlertCondition(Struct, kw_only=True, gc=False):
    """One condition of an alert."""

    condition_type: int | str | None | UnsetType = UNSET
    """1 price, 3 time, 4 margin, 5 trade, 6 volume, 7 to 9 mobile."""
    conidex: str | None | UnsetType = UNSET
    """Contract id and exchange as 8314@NYSE; `*@*` where there is none."""
    contract_description_1: str | None | UnsetType = UNSET
    """Contract in words."""
    condition_operator: str | None | UnsetType = UNSET
    """At least or at most."""
    condition_trigger_method: str | int | None | UnsetType = UNSET
    """Price that is watched."""
    condition_value: str | float | None | UnsetType = UNSET
    """What is compared with, or `*`."""
    condition_logic_bind: str | bool | None | UnsetType = UNSET
    """a and, o or, n for the last condition."""
    condition_time_zone: str | None | UnsetType = UNSET
    """Time zone of a time condition."""
