# Generated from spec/. Do not edit.
"""List executions, in the form of the old beta.

`trades.beta_executions` is GET /ccp/trades.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.operation import UNSET, Operation, UnsetType, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["trades.beta_executions"]
ANSWER: Any = Any
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(*, begin: str | UnsetType = UNSET, end: str | UnsetType = UNSET) -> Operation[Any]:
    """List executions, in the form of the old beta.

    Part of the old beta; gateways of today answer with an error or status 404.

    Args:
        begin: First instant, YYYYMMDD-HH:mm:ss.
        end: Last instant, YYYYMMDD-HH:mm:ss.

    Deprecated by IBKR. Needs a login.

    Answers with an error:
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/trades.yaml, GET /ccp/trades.
    """
    params: list[tuple[str, str]] = []
    if begin is not UNSET:
        params.append(("from", text(begin)))
    if end is not UNSET:
        params.append(("to", text(end)))
    return Operation(INFO, "/ccp/trades", type=ANSWER, params=params)


def sync_detailed(
    *, begin: str | UnsetType = UNSET, end: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Response[Any]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(begin=begin, end=end), client=client)


def sync(
    *, begin: str | UnsetType = UNSET, end: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Any:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(begin=begin, end=end, client=client).parsed


async def asyncio_detailed(
    *, begin: str | UnsetType = UNSET, end: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Response[Any]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(begin=begin, end=end), client=client)


async def asyncio(
    *, begin: str | UnsetType = UNSET, end: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Any:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(begin=begin, end=end, client=client)).parsed
