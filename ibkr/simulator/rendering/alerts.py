"""Alerts as rows. Source: gateway facts "REST endpoints", section alerts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr.simulator.market.contract import instrument
from ibkr.simulator.quoting import contract_conid
from ibkr.simulator.rendering.numbers import dashed_time

if TYPE_CHECKING:
    from ibkr.simulator.world.alerts import Alert, Condition

_MOBILE_LIMITS = "9:STATE=1,MIN=-30000,MAX=30000,STEP=500|5:STATE=0|8:STATE=0|7:STATE=0"
_FIRST_TOOL = 55_000_000_000


def list_row(alert: Alert) -> dict[str, Any]:
    """One element of the list of alerts."""
    return {
        "order_id": alert.alert_id,
        "account": alert.account,
        "alert_name": alert.terms.name,
        "alert_active": int(alert.is_active),
        "order_time": dashed_time(alert.created),
        "alert_triggered": alert.is_triggered,
        "alert_repeatable": int(alert.terms.is_repeatable),
    }


def details_row(alert: Alert) -> dict[str, Any]:
    """One alert whole."""
    terms = alert.terms
    return {
        "account": alert.account,
        "order_id": alert.alert_id,
        "alert_name": terms.name,
        "tif": terms.tif,
        "expire_time": terms.expire_time,
        "alert_active": int(alert.is_active),
        "alert_repeatable": int(terms.is_repeatable),
        "alert_email": terms.email,
        "alert_send_message": int(terms.send_message),
        "alert_message": terms.message,
        "alert_show_popup": int(terms.show_popup),
        "alert_play_audio": None,
        "order_status": "Submitted" if alert.is_active else "Presubmitted",
        "alert_triggered": int(alert.is_triggered),
        "fg_color": "#FFFFFF",
        "bg_color": "#0000CC",
        "order_not_editable": False,
        "itws_orders_only": int(terms.itws_only),
        "alert_mta_currency": "USD" if alert.is_mobile else None,
        "alert_mta_defaults": _MOBILE_LIMITS if alert.is_mobile else None,
        "tool_id": _FIRST_TOOL + alert.alert_id if alert.is_mobile else None,
        "time_zone": None,
        "alert_default_type": None,
        "condition_size": len(terms.conditions),
        "condition_outside_rth": int(terms.outside_rth),
        "conditions": [_condition(each) for each in terms.conditions],
    }


def _condition(condition: Condition) -> dict[str, Any]:
    return {
        "condition_type": int(condition.kind),
        "conidex": condition.contract,
        "contract_description_1": _described(condition.contract),
        "condition_operator": condition.operator,
        "condition_trigger_method": condition.method,
        "condition_value": condition.value,
        "condition_logic_bind": condition.logic,
        "condition_time_zone": condition.time_zone,
    }


def _described(contract: str) -> str | None:
    try:
        return instrument(contract_conid(contract) or 0).symbol
    except KeyError:
        return None
