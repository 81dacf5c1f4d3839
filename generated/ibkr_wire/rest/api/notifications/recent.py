# Generated from spec/. Do not edit.
"""List the latest notifications.

`notifications.recent` is GET /fyi/notifications.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.notifications import Notification
from ibkr_wire.operation import UNSET, Operation, UnsetType, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["notifications.recent"]
ANSWER: Any = list[Notification]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(
    count: int,
    *,
    include: str | UnsetType = UNSET,
    exclude: str | UnsetType = UNSET,
    notification_id: str | UnsetType = UNSET,
) -> Operation[list[Notification]]:
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
    params: list[tuple[str, str]] = []
    params.append(("max", text(count)))
    if include is not UNSET:
        params.append(("include", text(include)))
    if exclude is not UNSET:
        params.append(("exclude", text(exclude)))
    if notification_id is not UNSET:
        params.append(("id", text(notification_id)))
    return Operation(INFO, "/fyi/notifications", type=ANSWER, params=params)


def sync_detailed(
    count: int,
    *,
    include: str | UnsetType = UNSET,
    exclude: str | UnsetType = UNSET,
    notification_id: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[list[Notification]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(
        operation(count, include=include, exclude=exclude, notification_id=notification_id), client=client
    )


def sync(
    count: int,
    *,
    include: str | UnsetType = UNSET,
    exclude: str | UnsetType = UNSET,
    notification_id: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> list[Notification] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(
        count, include=include, exclude=exclude, notification_id=notification_id, client=client
    ).parsed


async def asyncio_detailed(
    count: int,
    *,
    include: str | UnsetType = UNSET,
    exclude: str | UnsetType = UNSET,
    notification_id: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[list[Notification]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(
        operation(count, include=include, exclude=exclude, notification_id=notification_id), client=client
    )


async def asyncio(
    count: int,
    *,
    include: str | UnsetType = UNSET,
    exclude: str | UnsetType = UNSET,
    notification_id: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> list[Notification] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (
        await asyncio_detailed(
            count, include=include, exclude=exclude, notification_id=notification_id, client=client
        )
    ).parsed
