# Generated from spec/. Do not edit.
"""List executions of the last days.

`trades.executions` is GET /iserver/account/trades.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.trades import Trade
from ibkr_wire.operation import UNSET, Operation, UnsetType, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["trades.executions"]
ANSWER: Any = list[Trade]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(*, days: int | UnsetType = UNSET) -> Operation[list[Trade]]:
    """List executions of the last days.

    Not sorted by time. The first answer of a session is an empty list: ask again. Older executions come
    only from statements.

    Args:
        days: Days to look back, 1 to 7; today only if absent.

    Needs a brokerage session. At most one call in 5 seconds. The gateway wants to be asked before, once a
    session: accounts.brokerage.

    Answers with an error:
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/trades.yaml, GET /iserver/account/trades.
    """
    params: list[tuple[str, str]] = []
    if days is not UNSET:
        params.append(("days", text(days)))
    return Operation(INFO, "/iserver/account/trades", type=ANSWER, params=params)


def sync_detailed(
    *, days: int | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Response[list[Trade]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(days=days), client=client)


def sync(*, days: int | UnsetType = UNSET, client: Client | AuthenticatedClient) -> list[Trade] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(days=days, client=client).parsed


async def asyncio_detailed(
    *, days: int | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Response[list[Trade]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(days=days), client=client)


async def asyncio(
    *, days: int | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> list[Trade] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(days=days, client=client)).parsed
