# Generated from spec/. Do not edit.
"""Forget a device; the answer is empty.

`session.remove_device` is DELETE /devices/{deviceId}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.operation import UNSET, Operation, UnsetType, encode, quoted, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.session import TokenRequest
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["session.remove_device"]
ANSWER: Any = str
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(
    device_id: str, *, x_trace: str | UnsetType = UNSET, body: TokenRequest | UnsetType = UNSET
) -> Operation[str]:
    """Forget a device; the answer is empty.

    Args:
        device_id: As the gateway names it.
        x_trace: As the gateway names it.
        body: What is sent, as JSON.

    Source: tiny_spec/openapi/paths/session.yaml, DELETE /devices/{deviceId}.
    """
    params: list[tuple[str, str]] = []
    params.append(("version", text(2)))
    headers: list[tuple[str, str]] = []
    if x_trace is not UNSET:
        headers.append(("X-Trace", text(x_trace)))
    return Operation(
        INFO,
        f"/devices/{quoted(device_id)}",
        type=ANSWER,
        params=params,
        headers=headers,
        body=None if body is UNSET else encode(body),
    )


def sync_detailed(
    device_id: str,
    *,
    x_trace: str | UnsetType = UNSET,
    body: TokenRequest | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[str]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(device_id, x_trace=x_trace, body=body), client=client)


def sync(
    device_id: str,
    *,
    x_trace: str | UnsetType = UNSET,
    body: TokenRequest | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> str | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(device_id, x_trace=x_trace, body=body, client=client).parsed


async def asyncio_detailed(
    device_id: str,
    *,
    x_trace: str | UnsetType = UNSET,
    body: TokenRequest | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[str]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(device_id, x_trace=x_trace, body=body), client=client)


async def asyncio(
    device_id: str,
    *,
    x_trace: str | UnsetType = UNSET,
    body: TokenRequest | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> str | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(device_id, x_trace=x_trace, body=body, client=client)).parsed
