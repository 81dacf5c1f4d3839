# Generated from spec/. Do not edit.
"""Switch notifications by mail on or off.

`notifications.set_email` is PUT /fyi/deliveryoptions/email.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.notifications import NotificationReceipt
from ibkr_wire.operation import Operation, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["notifications.set_email"]
ANSWER: Any = NotificationReceipt
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(enabled: bool) -> Operation[NotificationReceipt]:
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
    params: list[tuple[str, str]] = []
    params.append(("enabled", text(enabled)))
    return Operation(INFO, "/fyi/deliveryoptions/email", type=ANSWER, params=params)


def sync_detailed(enabled: bool, *, client: Client | AuthenticatedClient) -> Response[NotificationReceipt]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(enabled), client=client)


def sync(enabled: bool, *, client: Client | AuthenticatedClient) -> NotificationReceipt | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(enabled, client=client).parsed


async def asyncio_detailed(
    enabled: bool, *, client: Client | AuthenticatedClient
) -> Response[NotificationReceipt]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(enabled), client=client)


async def asyncio(enabled: bool, *, client: Client | AuthenticatedClient) -> NotificationReceipt | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(enabled, client=client)).parsed
