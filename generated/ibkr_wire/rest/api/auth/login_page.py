# Generated from spec/. Do not edit.
"""Fetch the page that a browser logs in with.

`auth.login_page` is GET /sso/Login.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.operation import UNSET, Operation, UnsetType, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["auth.login_page"]
ANSWER: Any = str
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(
    *, forward_to: int | UnsetType = UNSET, rl: int | UnsetType = UNSET, ip2loc: str | UnsetType = UNSET
) -> Operation[str]:
    """Fetch the page that a browser logs in with.

    At the root of the host, not below `/v1/api`. The login ends with a page that reads `Client login
    succeeds`.

    Args:
        forward_to: What follows the login; 22 for the gateway.
        rl: Internal to IBKR; 1 for the gateway.
        ip2loc: Country, as set in the gateway's configuration.

    The path starts at the host.

    Source: spec/openapi/paths/auth.yaml, GET /sso/Login.
    """
    params: list[tuple[str, str]] = []
    if forward_to is not UNSET:
        params.append(("forwardTo", text(forward_to)))
    if rl is not UNSET:
        params.append(("RL", text(rl)))
    if ip2loc is not UNSET:
        params.append(("ip2loc", text(ip2loc)))
    return Operation(INFO, "/sso/Login", type=ANSWER, params=params)


def sync_detailed(
    *,
    forward_to: int | UnsetType = UNSET,
    rl: int | UnsetType = UNSET,
    ip2loc: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[str]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(forward_to=forward_to, rl=rl, ip2loc=ip2loc), client=client)


def sync(
    *,
    forward_to: int | UnsetType = UNSET,
    rl: int | UnsetType = UNSET,
    ip2loc: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> str | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(forward_to=forward_to, rl=rl, ip2loc=ip2loc, client=client).parsed


async def asyncio_detailed(
    *,
    forward_to: int | UnsetType = UNSET,
    rl: int | UnsetType = UNSET,
    ip2loc: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[str]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(forward_to=forward_to, rl=rl, ip2loc=ip2loc), client=client)


async def asyncio(
    *,
    forward_to: int | UnsetType = UNSET,
    rl: int | UnsetType = UNSET,
    ip2loc: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> str | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(forward_to=forward_to, rl=rl, ip2loc=ip2loc, client=client)).parsed
