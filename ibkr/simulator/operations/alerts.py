"""Alerts. Source: gateway facts "REST endpoints", section alerts and repeated shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr.simulator import reading
from ibkr.simulator.refusals import refuse
from ibkr.simulator.rendering.alerts import details_row, list_row
from ibkr.simulator.world.alerts import Condition, Kind, Terms
from ibkr.simulator.world.watch import instant

if TYPE_CHECKING:
    from ibkr.simulator.call import Call
    from ibkr.simulator.state import State
    from ibkr.simulator.world.alerts import Alert

ALL_ALERTS = 0
_OPERATORS = (">=", "<=")
_LOGIC = ("a", "o", "n")
_WITHOUT_OPERATOR = (Kind.TRADE,)


def entries(state: State, call: Call) -> list[dict[str, Any]]:
    """The user's alerts of an account in short."""
    account = state.known_account(call.path["accountId"])
    return [list_row(each) for each in state.desk.alerts.of(account)]


def details(state: State, call: Call) -> dict[str, Any]:
    """One alert with its conditions; an id that does not exist is an error under status 200."""
    alert_id = call.path_number("alertId")
    if call.query("type") != "Q":
        raise refuse(400, "Bad Request: type is not Q")
    found = state.desk.alerts.find(alert_id)
    if found is None:
        raise refuse(200, f"Alert {alert_id} is not found")
    return details_row(found)


def mobile(state: State, _: Call) -> dict[str, Any]:
    """The mobile trading alert of the active account, which always exists."""
    return details_row(state.desk.alerts.mobile(state.account))


def save(state: State, call: Call) -> dict[str, Any]:
    """Make an alert, or change the one whose id is given. What it cannot mean is refused under status 200."""
    account = state.known_account(call.path["accountId"])
    body = call.object()
    terms = _terms(body)
    if terms.tif == "GTD" and instant(terms.expire_time, None) is None:
        return _saved(None, "expireTime is needed for GTD, as YYYYMMDD-HH:mm:ss")
    if not body.get("orderId"):
        return _saved(state.desk.alerts.save(account, terms, now=state.world.now()))
    found = state.desk.alerts.find(reading.whole(body, "orderId"), account)
    if found is None:
        return _saved(None, f"Alert {body['orderId']} is not found")
    state.desk.alerts.change(found, terms)
    return _saved(found)


def _saved(alert: Alert | None, refusal: str = "") -> dict[str, Any]:
    return {
        "request_id": None,
        "order_id": None if alert is None else alert.alert_id,
        "success": alert is not None,
        "text": refusal or "Submitted",
        "order_status": None,
        "warning_message": None,
    }


def _terms(body: reading.Body) -> Terms:
    conditions = reading.objects(body, "conditions")
    if not conditions:
        raise reading.wrong("conditions")
    return Terms(
        name=reading.text(body, "alertName"),
        message=reading.text(body, "alertMessage"),
        conditions=tuple(_condition(entry) for entry in conditions),
        tif=reading.choice(body, "tif", ("GTC", "GTD")),
        expire_time=reading.optional_text(body, "expireTime"),
        email=reading.optional_text(body, "email"),
        is_repeatable=bool(reading.bit(body, "alertRepeatable")),
        outside_rth=bool(reading.bit(body, "outsideRth")),
        send_message=bool(reading.bit(body, "sendMessage", default=0)),
        show_popup=bool(reading.bit(body, "showPopup", default=0)),
        itws_only=bool(reading.bit(body, "iTWSOrdersOnly", default=0)),
    )


def _condition(entry: reading.Body) -> Condition:
    try:
        kind = Kind(reading.whole(entry, "type"))
    except ValueError:
        raise reading.wrong("type") from None
    compare = entry.get("operator")
    if compare not in _OPERATORS and kind not in _WITHOUT_OPERATOR:
        raise reading.wrong("operator")
    return Condition(
        kind,
        contract=reading.optional_text(entry, "conidex") or "*@*",
        operator=compare if compare in _OPERATORS else None,
        method=str(entry.get("triggerMethod", "0")),
        value=str(entry.get("value", "*")),
        logic=reading.choice(entry, "logicBind", _LOGIC),
        time_zone=reading.optional_text(entry, "timeZone"),
    )


def activate(state: State, call: Call) -> dict[str, Any]:
    """Switch an alert on or off; the mobile trading alert cannot be switched."""
    account = state.known_account(call.path["accountId"])
    body = call.object()
    alert_id, active = reading.whole(body, "alertId"), reading.bit(body, "alertActive")
    found = state.desk.alerts.find(alert_id, account)
    if found is None or found.is_mobile:
        return _changed(state, alert_id, failed=True)
    found.is_active = bool(active)
    return _changed(state, alert_id)


def delete(state: State, call: Call) -> dict[str, Any]:
    """Delete an alert, or with 0 all of an account; the mobile trading alert stays."""
    account = state.known_account(call.path["accountId"])
    alert_id = call.path_number("alertId")
    alerts = state.desk.alerts
    if alert_id == ALL_ALERTS:
        for each in alerts.of(account):
            alerts.delete(each)
        return _changed(state, alert_id)
    found = alerts.find(alert_id, account)
    if found is None or found.is_mobile:
        return _changed(state, alert_id, failed=True)
    alerts.delete(found)
    return _changed(state, alert_id)


def _changed(state: State, alert_id: int, *, failed: bool = False) -> dict[str, Any]:
    state.reads.alert_calls += 1
    return {
        "request_id": state.reads.alert_calls,
        "order_id": alert_id,
        "success": not failed,
        "text": f"Alert {alert_id} cannot be changed" if failed else "Request was submitted",
        "failure_list": str(alert_id) if failed else None,
    }


SERVES = {
    "alerts.all": entries,
    "alerts.details": details,
    "alerts.mobile": mobile,
    "alerts.save": save,
    "alerts.activate": activate,
    "alerts.delete": delete,
}
