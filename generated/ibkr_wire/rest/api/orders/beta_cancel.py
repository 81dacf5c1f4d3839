# Generated from spec/. Do not edit.
"""Ask for an order to be cancelled, in the form of the old beta.

`orders.beta_cancel` is DELETE /ccp/order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.operation import Operation, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["orders.beta_cancel"]
ANSWER: Any = Any
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(acct: str, id: int | str) -> Operation[Any]:
    """Ask for an order to be cancelled, in the form of the old beta.

    Part of the old beta; gateways of today answer with an error or status 404.

    Args:
        acct: Account.
        id: Id of the order.

    Deprecated by IBKR. Needs a login.

    Answers with an error:
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/orders.yaml, DELETE /ccp/order.
    """
    params: list[tuple[str, str]] = []
    params.append(("acct", text(acct)))
    params.append(("id", text(id)))
    return Operation(INFO, "/ccp/order", type=ANSWER, params=params, account=acct)


def sync_detailed(acct: str, id: int | str, *, client: Client | AuthenticatedClient) -> Response[Any]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(acct, id), client=client)


def sync(acct: str, id: int | str, *, client: Client | AuthenticatedClient) -> Any:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(acct, id, client=client).parsed


async def asyncio_detailed(
    acct: str, id: int | str, *, client: Client | AuthenticatedClient
) -> Response[Any]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(acct, id), client=client)


async def asyncio(acct: str, id: int | str, *, client: Client | AuthenticatedClient) -> Any:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(acct, id, client=client)).parsed
