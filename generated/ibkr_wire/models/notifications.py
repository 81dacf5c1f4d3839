# Generated from spec/. Do not edit.
"""Wire models of the group `notifications`."""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType

__all__ = [
    "DeliveryDevice",
    "DeliveryOptions",
    "DeviceRequest",
    "Disclaimer",
    "Notification",
    "NotificationReceipt",
    "NotificationSetting",
    "NotificationSwitch",
    "ReadReceipt",
    "ReadState",
    "UnreadCount",
]


class Notification(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "id": "ID",
        "read": "R",
        "date": "D",
        "title": "MS",
        "content": "MD",
        "is_html": "HT",
        "typecode": "FC",
    },
):
    """One notification."""

    id: str | int | None | UnsetType = UNSET
    """Id of the notification."""
    read: int | str | None | UnsetType = UNSET
    """1 when it was read."""
    date: str | float | None | UnsetType = UNSET
    """Time, seconds since 1970 as text."""
    title: str | None | UnsetType = UNSET
    """Title."""
    content: str | None | UnsetType = UNSET
    """Content; HTML where HT is 1."""
    is_html: int | bool | None | UnsetType = UNSET
    """1 when the content is HTML."""
    typecode: str | None | UnsetType = UNSET
    """Kind of notification."""


class NotificationSetting(
    Struct,
    kw_only=True,
    gc=False,
    rename={"typecode": "FC", "title": "FN", "description": "FD", "active": "A", "disclaimer_read": "H"},
):
    """One kind of notification, and whether it is subscribed to."""

    typecode: str | None | UnsetType = UNSET
    """Kind of notification."""
    title: str | None | UnsetType = UNSET
    """Title."""
    description: str | None | UnsetType = UNSET
    """Description."""
    active: int | bool | None | UnsetType = UNSET
    """1 when it is subscribed to."""
    disclaimer_read: int | bool | None | UnsetType = UNSET
    """1 when its disclaimer was read."""


class NotificationSwitch(Struct, kw_only=True, gc=False):
    """Whether a kind of notification is wanted."""

    enabled: bool
    """True subscribes, false unsubscribes."""


class NotificationReceipt(Struct, kw_only=True, gc=False, rename={"acknowledged": "V", "took": "T"}):
    """A change of settings was taken."""

    acknowledged: int | None | UnsetType = UNSET
    """1 when it was taken."""
    took: int | None | UnsetType = UNSET
    """Milliseconds it took."""


class ReadReceipt(Struct, kw_only=True, rename={"acknowledged": "V", "took": "T", "state": "P"}):
    """A notification was marked as read."""

    acknowledged: int | None | UnsetType = UNSET
    """1 when it was taken."""
    took: int | None | UnsetType = UNSET
    """Milliseconds it took."""
    state: ReadState | None | UnsetType = UNSET
    """State of the notification now."""


class ReadState(Struct, kw_only=True, gc=False, rename={"read": "R", "id": "ID"}):
    """Whether a notification was read."""

    read: int | str | None | UnsetType = UNSET
    """1 when it was read."""
    id: str | int | None | UnsetType = UNSET
    """Id of the notification."""


class UnreadCount(Struct, kw_only=True, gc=False, rename={"unread": "BN"}):
    """How many notifications are unread."""

    unread: int | None | UnsetType = UNSET
    """Unread notifications."""


class Disclaimer(Struct, kw_only=True, gc=False, rename={"typecode": "FC", "text": "DT"}):
    """Disclaimer of a kind of notification."""

    typecode: str | None | UnsetType = UNSET
    """Kind of notification."""
    text: str | None | UnsetType = UNSET
    """The disclaimer."""


class DeliveryOptions(Struct, kw_only=True, rename={"email": "M", "devices": "E"}):
    """Where notifications are sent."""

    email: int | bool | None | UnsetType = UNSET
    """1 when they are sent by mail."""
    devices: list[DeliveryDevice] | None | UnsetType = UNSET
    """Devices."""


class DeliveryDevice(
    Struct, kw_only=True, gc=False, rename={"device_id": "I", "name": "NM", "ui_name": "UI", "active": "A"}
):
    """A device that notifications are sent to."""

    device_id: str | None | UnsetType = UNSET
    """Id of the device."""
    name: str | None | UnsetType = UNSET
    """Name of the device."""
    ui_name: str | None | UnsetType = UNSET
    """Name of its app."""
    active: int | bool | None | UnsetType = UNSET
    """1 when it is switched on."""


class DeviceRequest(
    Struct,
    kw_only=True,
    gc=False,
    rename={"device_name": "deviceName", "device_id": "deviceId", "ui_name": "uiName"},
):
    """A device to be registered, switched on or off."""

    device_name: str
    """Name of the device."""
    device_id: str
    """Id of the device."""
    ui_name: str
    """Name of its app."""
    enabled: bool
    """True switches it on, false off."""
