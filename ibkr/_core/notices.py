"""Notifications page by page, and their kinds: checked, since IBKR says yes to those that do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ibkr_wire.models.notifications import DeviceRequest, NotificationSwitch
from ibkr_wire.operation import UNSET
from ibkr_wire.rest.api.notifications import (
    acknowledge_disclaimer,
    change_setting,
    delivery,
    disclaimer,
    mark_read,
    recent,
    register_device,
    remove_device,
    set_email,
    settings,
    unread,
)

from ibkr._core.exchange import exchange
from ibkr._core.naming import one_of, said
from ibkr._core.pages import Pages
from ibkr._core.reading import flag, instant, rows, text, whole, word
from ibkr.errors import BadRequest, NotFound
from ibkr.model.notices import Delivery, Device, Notice, Subscription

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow

# The most that IBKR gives at once (endpoints.md, notifications).
PAGE: Final = 10
# The status for a user who has never subscribed to anything (errors.md, status codes).
NOT_SET_UP: Final = 423


def pages(desk: Desk, *, include: Iterable[str] = (), exclude: Iterable[str] = ()) -> Pages[Notice]:
    """Notifications, the latest first, a page at a time; kinds by typecode."""
    wanted, unwanted = ",".join(include), ",".join(exclude)

    def ask(_: int, last: Notice | None) -> Flow[list[Notice]]:
        operation = recent.operation(
            PAGE,
            include=wanted or UNSET,
            exclude=unwanted or UNSET,
            notification_id=UNSET if last is None else last.notice_id,
        )
        return _notices((yield from exchange(operation, desk)))

    return Pages(ask, key=_key, is_last=_is_last)


def _key(notice: Notice) -> str:
    return notice.notice_id


def _is_last(page: Sequence[Notice]) -> bool:
    return len(page) < PAGE


def _notices(found: Iterable[Any]) -> list[Notice]:
    return [_notice(row) for row in found]


def _notice(row: Any) -> Notice:
    return Notice(
        word(row.id),
        time=instant(row.date),
        title=word(row.title),
        content=word(row.content),
        is_html=flag(row.is_html) is True,
        typecode=word(row.typecode),
        is_read=flag(row.read) is True,
    )


def unread_count(desk: Desk) -> Flow[int]:
    """How many notifications are unread.

    Raises:
        BadRequest: the user has subscribed to nothing yet.
    """
    try:
        answer = yield from exchange(unread.operation(), desk)
    except BadRequest as error:
        if error.status != NOT_SET_UP:
            raise
        raise BadRequest(
            "This user has no notifications set up: subscribe to a kind with "
            "`ib.notifications.subscribe(typecode)` first.",
            operation=error.operation,
            status=error.status,
            body=error.body,
        ) from None
    return whole(answer.unread) or 0


def mark_all(notices: Iterable[Notice | str], desk: Desk) -> Flow[int]:
    """Mark notifications as read; returns how many were not before. Those that are read cost no call."""
    count = 0
    for one in notices:
        if isinstance(one, Notice) and one.is_read:
            continue
        yield from exchange(mark_read.operation(one if isinstance(one, str) else one.notice_id), desk)
        count += 1
    return count


# --- kinds -------------------------------------------------------------------------------------


def subscriptions(desk: Desk) -> Flow[dict[str, Subscription]]:
    """Every kind of notification by its typecode."""
    found = yield from exchange(settings.operation(), desk)
    return {word(row.typecode): _subscription(row) for row in found}


def _subscription(row: Any) -> Subscription:
    return Subscription(
        word(row.typecode),
        title=word(row.title),
        description=word(row.description),
        active=flag(row.active) is True,
        disclaimer_read=flag(row.disclaimer_read) is True,
    )


def subscribe(kinds: Iterable[str], desk: Desk, *, active: bool) -> Flow[None]:
    """Subscribe to kinds, or leave them; a kind that is so already costs no call.

    Raises:
        InvalidArgument: there is no such kind; those that exist are named.
    """
    known = yield from subscriptions(desk)
    wanted = [one_of(kind, known, what="kind of notification") for kind in kinds]
    for kind in wanted:
        if known[kind].active is not active:
            yield from exchange(change_setting.operation(kind, NotificationSwitch(enabled=active)), desk)


def disclaimer_text(typecode: str, desk: Desk) -> Flow[str]:
    """What IBKR wants to have said about a kind."""
    yield from _kind(typecode, desk)
    return word((yield from exchange(disclaimer.operation(typecode), desk)).text)


def accept_disclaimer(typecode: str, desk: Desk) -> Flow[None]:
    """Say that the disclaimer of a kind was read."""
    yield from _kind(typecode, desk)
    yield from exchange(acknowledge_disclaimer.operation(typecode), desk)


def _kind(typecode: str, desk: Desk) -> Flow[None]:
    one_of(typecode, (yield from subscriptions(desk)), what="kind of notification")


# --- delivery ----------------------------------------------------------------------------------


def delivery_options(desk: Desk) -> Flow[Delivery]:
    """Where notifications are sent."""
    answer = yield from exchange(delivery.operation(), desk)
    return Delivery(flag(answer.email) is True, [_device(row) for row in rows(answer.devices)])


def _device(row: Any) -> Device:
    return Device(
        word(row.device_id), name=word(row.name), app=word(row.ui_name), active=flag(row.active) is True
    )


def send_email(desk: Desk, *, on: bool) -> Flow[None]:
    """Send notifications by mail, or no longer."""
    yield from exchange(set_email.operation(on), desk)


def add_device(device_id: str, desk: Desk, *, name: str, app: str, active: bool) -> Flow[None]:
    """Register a device, or switch one that is registered."""
    wanted = DeviceRequest(
        device_name=said(name, what="the name of a device"),
        device_id=said(device_id, what="the id of a device"),
        ui_name=said(app, what="the app of a device"),
        enabled=active,
    )
    yield from exchange(register_device.operation(wanted), desk)


def drop_device(device_id: str, desk: Desk) -> Flow[None]:
    """Forget a device.

    Raises:
        NotFound: it is not registered.
    """
    known = {text(device.device_id) for device in (yield from delivery_options(desk)).devices}
    if device_id not in known:
        raise NotFound(
            "No such device is registered: `ib.notifications.delivery_options().devices` lists them.",
            operation="notifications.remove_device",
        )
    yield from exchange(remove_device.operation(device_id), desk)
