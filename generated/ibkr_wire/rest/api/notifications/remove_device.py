# Generated from spec/. Do not edit.
"""Stop sending notifications to a device.

`notifications.remove_device` is DELETE /fyi/deliveryoptions/{deviceId}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.operation import Operation, quoted
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["notifications.remove_device"]
ANSWER: Any = str
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(device_id: str) -> Operation[str]:
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
    return Operation(INFO, f"/fyi/deliveryoptions/{quoted(device_id)}", type=ANSWER)


def sync_detailed(device_id: str, *, client: Client | AuthenticatedClient) -> Response[str]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(device_id), client=client)


def sync(device_id: str, *, client: Client | AuthenticatedClient) -> str | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(device_id, client=client).parsed


async def asyncio_detailed(device_id: str, *, client: Client | AuthenticatedClient) -> Response[str]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(device_id), client=client)


async def asyncio(device_id: str, *, client: Client | AuthenticatedClient) -> str | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(device_id, client=client)).parsed
