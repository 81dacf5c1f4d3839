# Derived from ibkr/_async by codegen/derive_sync.py. Do not edit.
"""Messages of IBKR to the user, and where they are sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ibkr_wire.resources.synchronous.notifications import Notifications as NotificationsOperations

from ibkr._core import notices

if TYPE_CHECKING:
    from ibkr._sync._shell import Shell
    from ibkr.model.notices import Delivery, Notice, Subscription


class Notifications(NotificationsOperations):
    """Operations of the group `notifications`, which IBKR calls FYI."""

    def __init__(self, shell: Shell) -> None:
        """Made by the client."""
        super().__init__(shell)
        self._shell = shell

    def iter_messages(self, *, include: Iterable[str] = (), exclude: Iterable[str] = ()) -> Iterator[Notice]:
        """Notifications one after the other, the latest first; ten are asked for when they are reached.

        `include` and `exclude` name kinds by typecode.

        Source: spec/openapi/paths/notifications.yaml, GET /fyi/notifications.
        """
        pages = notices.pages(self._shell.desk, include=include, exclude=exclude)
        while pages.more:
            yield from self._shell.run(pages.turn())

    def unread_count(self) -> int:
        """How many notifications are unread.

        Raises:
            BadRequest: the user has not subscribed to anything yet.
        """
        return self._shell.run(notices.unread_count(self._shell.desk))

    def mark_all_read(self, messages: Iterable[Notice | str]) -> int:
        """Mark notifications as read; returns how many calls that took. Those that are read take none."""
        return self._shell.run(notices.mark_all(messages, self._shell.desk))

    def subscriptions(self) -> dict[str, Subscription]:
        """Every kind of notification by its typecode."""
        return self._shell.run(notices.subscriptions(self._shell.desk))

    def subscribe(self, *typecodes: str) -> None:
        """Subscribe to kinds of notification.

        Raises:
            InvalidArgument: there is no such kind; IBKR itself says yes to any.
        """
        self._shell.run(notices.subscribe(typecodes, self._shell.desk, active=True))

    def unsubscribe(self, *typecodes: str) -> None:
        """Leave kinds of notification."""
        self._shell.run(notices.subscribe(typecodes, self._shell.desk, active=False))

    def disclaimer_text(self, typecode: str) -> str:
        """What IBKR wants to have said about a kind."""
        return self._shell.run(notices.disclaimer_text(typecode, self._shell.desk))

    def accept_disclaimer(self, typecode: str) -> None:
        """Say that the disclaimer of a kind was read."""
        self._shell.run(notices.accept_disclaimer(typecode, self._shell.desk))

    def delivery_options(self) -> Delivery:
        """Whether notifications are sent by mail, and to which devices."""
        return self._shell.run(notices.delivery_options(self._shell.desk))

    def add_device(self, device_id: str, *, name: str, app: str, active: bool = True) -> None:
        """Register a device, or switch one that is registered; `app` is the name of its app."""
        flow = notices.add_device(device_id, self._shell.desk, name=name, app=app, active=active)
        self._shell.run(flow)

    def drop_device(self, device_id: str) -> None:
        """Forget a device.

        Raises:
            NotFound: it is not registered.
        """
        self._shell.run(notices.drop_device(device_id, self._shell.desk))
