# Generated from spec/. Do not edit.
"""Operations of the group `notifications`, asynchronous."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibkr_wire.operation import UNSET

if TYPE_CHECKING:
    from ibkr_wire.models.notifications import (
        DeliveryOptions,
        DeviceRequest,
        Disclaimer,
        Notification,
        NotificationReceipt,
        NotificationSetting,
        NotificationSwitch,
        ReadReceipt,
        UnreadCount,
    )
    from ibkr_wire.operation import UnsetType
    from ibkr_wire.resources import AsyncCaller


class Notifications:
    """Operations of the group `notifications`."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def unread(self) -> UnreadCount:
        """Count the unread notifications.

        Needs a login. At most one call a second.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            423: The user has no notifications set up.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/notifications.yaml, GET /fyi/unreadnumber.
        """
        from ibkr_wire.rest.api.notifications.unread import operation

        return await self._caller.call(operation())

    async def recent(
        self,
        count: int,
        *,
        include: str | UnsetType = UNSET,
        exclude: str | UnsetType = UNSET,
        notification_id: str | UnsetType = UNSET,
    ) -> list[Notification]:
        """List the latest notifications.

        Args:
            count: How many at most.
            include: Kind of notification to restrict the list to.
            exclude: Kind of notification to leave out.
            notification_id: Last notification of the batch before; the list goes on from there.

        Needs a login. At most one call a second.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/notifications.yaml, GET /fyi/notifications.
        """
        from ibkr_wire.rest.api.notifications.recent import operation

        return await self._caller.call(
            operation(count, include=include, exclude=exclude, notification_id=notification_id)
        )

    async def older(self, notification_id: str) -> list[Notification]:
        """List notifications that are older than one.

        Same as the list of the latest with an id; missing from later documentation.

        Args:
            notification_id: Notification to go on from.

        Needs a login. At most one call a second.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/notifications.yaml, GET /fyi/notifications/more.
        """
        from ibkr_wire.rest.api.notifications.older import operation

        return await self._caller.call(operation(notification_id))

    async def mark_read(self, notification_id: str) -> ReadReceipt:
        """Mark a notification as read.

        Args:
            notification_id: Id of the notification.

        Needs a login. At most one call a second.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/notifications.yaml, PUT /fyi/notifications/{notificationId}.
        """
        from ibkr_wire.rest.api.notifications.mark_read import operation

        return await self._caller.call(operation(notification_id))

    async def settings(self) -> list[NotificationSetting]:
        """List the kinds of notifications, and which are subscribed to.

        Needs a login. At most one call a second.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/notifications.yaml, GET /fyi/settings.
        """
        from ibkr_wire.rest.api.notifications.settings import operation

        return await self._caller.call(operation())

    async def change_setting(self, typecode: str, body: NotificationSwitch) -> NotificationReceipt:
        """Subscribe to a kind of notification, or unsubscribe.

        Unknown kinds are confirmed as well.

        Args:
            typecode: Kind of notification: BA borrowing, CA comparable algos, CB cost basis, CT cash
                transfers, DA dividends, DL unexercised options, EA earnings, M8 tax rule 871(m), MF mutual
                funds, MS milestones, OE expiry, PR portfolio rebalancing, PS use of the platform, PT
                position transfers, SE economic events, SG short-term gains, SM system messages, ST saving
                taxes, T2 long-term assignment, TD losses of 10 % (MiFID), TI trade ideas, TO takeovers, UA
                user alerts.
            body: What is sent, as JSON.

        Needs a login. At most one call a second.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/notifications.yaml, POST /fyi/settings/{typecode}.
        """
        from ibkr_wire.rest.api.notifications.change_setting import operation

        return await self._caller.call(operation(typecode, body))

    async def disclaimer(self, typecode: str) -> Disclaimer:
        """Show the disclaimer of a kind of notification.

        Args:
            typecode: Kind of notification: BA borrowing, CA comparable algos, CB cost basis, CT cash
                transfers, DA dividends, DL unexercised options, EA earnings, M8 tax rule 871(m), MF mutual
                funds, MS milestones, OE expiry, PR portfolio rebalancing, PS use of the platform, PT
                position transfers, SE economic events, SG short-term gains, SM system messages, ST saving
                taxes, T2 long-term assignment, TD losses of 10 % (MiFID), TI trade ideas, TO takeovers, UA
                user alerts.

        Needs a login. At most one call a second.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/notifications.yaml, GET /fyi/disclaimer/{typecode}.
        """
        from ibkr_wire.rest.api.notifications.disclaimer import operation

        return await self._caller.call(operation(typecode))

    async def acknowledge_disclaimer(self, typecode: str) -> NotificationReceipt:
        """Mark the disclaimer of a kind of notification as read.

        Args:
            typecode: Kind of notification: BA borrowing, CA comparable algos, CB cost basis, CT cash
                transfers, DA dividends, DL unexercised options, EA earnings, M8 tax rule 871(m), MF mutual
                funds, MS milestones, OE expiry, PR portfolio rebalancing, PS use of the platform, PT
                position transfers, SE economic events, SG short-term gains, SM system messages, ST saving
                taxes, T2 long-term assignment, TD losses of 10 % (MiFID), TI trade ideas, TO takeovers, UA
                user alerts.

        Needs a login. At most one call a second.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/notifications.yaml, PUT /fyi/disclaimer/{typecode}.
        """
        from ibkr_wire.rest.api.notifications.acknowledge_disclaimer import operation

        return await self._caller.call(operation(typecode))

    async def delivery(self) -> DeliveryOptions:
        """Show where notifications are sent.

        Needs a login. At most one call a second.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/notifications.yaml, GET /fyi/deliveryoptions.
        """
        from ibkr_wire.rest.api.notifications.delivery import operation

        return await self._caller.call(operation())

    async def register_device(self, body: DeviceRequest) -> NotificationReceipt:
        """Register a device for notifications, or switch it on or off.

        Args:
            body: What is sent, as JSON.

        Needs a login. At most one call a second.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/notifications.yaml, POST /fyi/deliveryoptions/device.
        """
        from ibkr_wire.rest.api.notifications.register_device import operation

        return await self._caller.call(operation(body))

    async def remove_device(self, device_id: str) -> str:
        """Stop sending notifications to a device.

        Args:
            device_id: Id of the device.

        Needs a login. At most one call a second.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            404: No such device.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/notifications.yaml, DELETE /fyi/deliveryoptions/{deviceId}.
        """
        from ibkr_wire.rest.api.notifications.remove_device import operation

        return await self._caller.call(operation(device_id))

    async def set_email(self, enabled: bool) -> NotificationReceipt:
        """Switch notifications by mail on or off.

        Args:
            enabled: True switches them on, false off.

        Needs a login. At most one call a second.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/notifications.yaml, PUT /fyi/deliveryoptions/email.
        """
        from ibkr_wire.rest.api.notifications.set_email import operation

        return await self._caller.call(operation(enabled))
