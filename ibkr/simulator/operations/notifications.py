"""Notifications, their kinds and channels. Source: gateway facts "REST endpoints", section FYIs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr.simulator import reading
from ibkr.simulator.http import Response
from ibkr.simulator.refusals import not_there, refuse, refuse_with_code
from ibkr.simulator.world.notifications import KINDS, Device, Notification

if TYPE_CHECKING:
    from ibkr.simulator.call import Call
    from ibkr.simulator.state import State
    from ibkr.simulator.world.notifications import Notifications

MOST = 10
_TAKEN = {"V": 1, "T": 10}


def unread(state: State, _: Call) -> dict[str, int]:
    """How many notifications are unread; 423 for a user who has subscribed to nothing."""
    notifications = state.desk.notifications
    if not notifications.is_set_up:
        raise refuse_with_code(423, "FYI is not set up for this user")
    return {"BN": notifications.unread}


def recent(state: State, call: Call) -> list[dict[str, Any]]:
    """The latest notifications, or those that follow one."""
    most = call.number("max", default=0)
    if not 1 <= most <= MOST:
        raise refuse(400, f"Bad Request: max is not between 1 and {MOST}")
    found = state.desk.notifications.latest(
        include=_codes(call.query("include")),
        exclude=_codes(call.query("exclude")),
        after=call.query("id") or None,
    )
    return [_row(each) for each in found[:most]]


def older(state: State, call: Call) -> list[dict[str, Any]]:
    """The notifications that follow one."""
    if not call.query("id"):
        raise refuse(400, "Bad Request: id is missing")
    return [_row(each) for each in state.desk.notifications.latest(after=call.query("id"))[:MOST]]


def _codes(text: str) -> list[str]:
    return [code for code in text.split(",") if code]


def _row(notification: Notification) -> dict[str, Any]:
    return {
        "R": int(notification.is_read),
        # Epoch seconds as text with a fraction of nothing.
        "D": f"{int(notification.date)}.0",
        "MS": notification.title,
        "MD": notification.content,
        "ID": notification.notification_id,
        "HT": int(notification.is_html),
        "FC": notification.typecode,
    }


def mark_read(state: State, call: Call) -> dict[str, Any]:
    """Mark a notification as read."""
    name = call.path["notificationId"]
    if not state.desk.notifications.mark_read(name):
        raise refuse(400, f"Bad Request: there is no notification {name}")
    return {"V": 1, "T": 5, "P": {"R": 1, "ID": name}}


def settings(state: State, _: Call) -> list[dict[str, Any]]:
    """Every kind, and whether it is subscribed to."""
    return [
        {
            "FC": code,
            "H": int(setting.is_disclaimed),
            "A": int(setting.is_active),
            "FD": KINDS[code].description,
            "FN": KINDS[code].name,
        }
        for code, setting in state.desk.notifications.settings.items()
    ]


def change_setting(state: State, call: Call) -> dict[str, int]:
    """Subscribe to a kind or leave it; kinds that do not exist are confirmed as well."""
    state.desk.notifications.subscribe(call.path["typecode"], active=reading.flag(call.object(), "enabled"))
    return dict(_TAKEN)


def disclaimer(_: State, call: Call) -> dict[str, str]:
    """What a kind wants to have said before."""
    code = call.path["typecode"]
    if code not in KINDS:
        raise refuse(400, f"Bad Request: there is no kind {code}")
    return {
        "FC": code,
        "DT": f"{KINDS[code].name}: this is information, not advice, and may be late or wrong.",
    }


def acknowledge_disclaimer(state: State, call: Call) -> dict[str, int]:
    """Mark the disclaimer of a kind as read."""
    setting = state.desk.notifications.settings.get(call.path["typecode"])
    if setting is None:
        raise refuse(400, f"Bad Request: there is no kind {call.path['typecode']}")
    setting.is_disclaimed = True
    return dict(_TAKEN)


def delivery(state: State, _: Call) -> dict[str, Any]:
    """Mail and devices."""
    notifications: Notifications = state.desk.notifications
    devices = [
        {"NM": device.name, "I": device.device_id, "UI": device.app, "A": int(device.is_active)}
        for device in notifications.devices.values()
    ]
    return {"E": devices, "M": int(notifications.by_mail)}


def register_device(state: State, call: Call) -> dict[str, int]:
    """Register a device, or switch one that is registered."""
    body = call.object()
    device = Device(
        reading.text(body, "deviceId"),
        reading.text(body, "deviceName"),
        reading.text(body, "uiName"),
        reading.flag(body, "enabled"),
    )
    state.desk.notifications.devices[device.device_id] = device
    return dict(_TAKEN)


def remove_device(state: State, call: Call) -> Response:
    """Forget a device: an empty body, or the page of a path that does not exist."""
    if state.desk.notifications.devices.pop(call.path["deviceId"], None) is None:
        return not_there()
    return Response.text("")


def set_email(state: State, call: Call) -> dict[str, int]:
    """Switch mail on or off by a text of the query."""
    wanted = call.query("enabled").lower()
    if wanted not in ("true", "false"):
        raise refuse(400, "Bad Request: enabled is neither true nor false")
    state.desk.notifications.by_mail = wanted == "true"
    return dict(_TAKEN)


SERVES = {
    "notifications.unread": unread,
    "notifications.recent": recent,
    "notifications.older": older,
    "notifications.mark_read": mark_read,
    "notifications.settings": settings,
    "notifications.change_setting": change_setting,
    "notifications.disclaimer": disclaimer,
    "notifications.acknowledge_disclaimer": acknowledge_disclaimer,
    "notifications.delivery": delivery,
    "notifications.register_device": register_device,
    "notifications.remove_device": remove_device,
    "notifications.set_email": set_email,
}
