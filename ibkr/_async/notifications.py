"""Messages of IBKR to the user, and where they are sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import TYPE_CHECKING

from ibkr_wire.resources.asynchronous.notifications import Notifications

from ibkr._core import notices

if TYPE_CHECKING:
    from ibkr._async._shell import AsyncShell
    from ibkr.model.notices import Delivery, Notice, Subscription


class AsyncNotifications(Notifications):
    """Operations of the group `notifications`, which IBKR calls FYI."""

    def __init__(self, shell: AsyncShell) -> None:
        """Made by the client."""
        super().__init__(shell)
        self._shell = shell

    async def iter_messages(
        self, *, include: Iterable[str] = (), exclude: Iterable[str] = ()
    ) -> AsyncIterator[Notice]:
        """Notifications one after the other, the latest first; ten are asked for when they are reached.

        `include` and `exclude` name kinds by typecode.

        Source: spec/openapi/paths/notifications.yaml, GET /fyi/notifications.
        """
        pages = notices.pages(self._shell.desk, include=include, exclude=exclude)
        while pages.more:
            for notice in await self._shell.run(pages.turn()):
                yield notice

    async def unread_count(self) -> int:
        """How many notifications are unread.

        Raises:
            BadRequest: the user has not subscribed to anything yet.
        """
        return await self._shell.run(notices.unread_count(self._shell.desk))

    async def mark_all_read(self, messages: Iterable[Notice | str]) -> int:
        """Mark notifications as read; returns how many calls that took. Those that are read take none."""
        return await self._shell.run(notices.mark_all(messages, self._shell.desk))

    async def subscriptions(self) -> dict[str, Subscription]:
        """Every kind of notification by its typecode."""
        return await self._shell.run(notices.subscriptions(self._shell.desk))

    async def subscribe(self, *typecodes: str) -> None:
        """Subscribe to kinds of notification.

        Raises:
            InvalidArgument: there is no such kind; IBKR itself says yes to any.
        """
        await self._shell.run(notices.subscribe(typecodes, self._shell.desk, active=True))

    async def unsubscribe(self, *typecodes: str) -> None:
        """Leave kinds of notification."""
        await self._shell.run(notices.subscribe(typecodes, self._shell.desk, active=False))

    async def disclaimer_text(self, typecode: str) -> str:
        """What IBKR wants to have said about a kind."""
        return await self._shell.run(notices.disclaimer_text(typecode, self._shell.desk))

    async def accept_disclaimer(self, typecode: str) -> None:
        """Say that the disclaimer of a kind was read."""
        await self._shell.run(notices.accept_disclaimer(typecode, self._shell.desk))

    async def delivery_options(self) -> Delivery:
        """Whether notifications are sent by mail, and to which devices."""
        return await self._shell.run(notices.delivery_options(self._shell.desk))

    async def add_device(self, device_id: str, *, name: str, app: str, active: bool = True) -> None:
        """Register a device, or switch one that is registered; `app` is the name of its app."""
        flow = notices.add_device(device_id, self._shell.desk, name=name, app=app, active=active)
        await self._shell.run(flow)

    async def drop_device(self, device_id: str) -> None:
        """Forget a device.

        Raises:
            NotFound: it is not registered.
        """
        await self._shell.run(notices.drop_device(device_id, self._shell.desk))
