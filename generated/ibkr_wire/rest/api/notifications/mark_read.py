# Generated from spec/. Do not edit.
"""Mark a notification as read.

`notifications.mark_read` is PUT /fyi/notifications/{notificationId}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.notifications import ReadReceipt
from ibkr_wire.operation import Operation, quoted
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["notifications.mark_read"]
ANSWER: Any = ReadReceipt
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(notification_id: str) -> Operation[ReadReceipt]:
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
    return Operation(INFO, f"/fyi/notifications/{quoted(notification_id)}", type=ANSWER)


def sync_detailed(notification_id: str, *, client: Client | AuthenticatedClient) -> Response[ReadReceipt]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(notification_id), client=client)


def sync(notification_id: str, *, client: Client | AuthenticatedClient) -> ReadReceipt | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(notification_id, client=client).parsed


async def asyncio_detailed(
    notification_id: str, *, client: Client | AuthenticatedClient
) -> Response[ReadReceipt]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(notification_id), client=client)


async def asyncio(notification_id: str, *, client: Client | AuthenticatedClient) -> ReadReceipt | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(notification_id, client=client)).parsed
