# Generated from spec/. Do not edit.
"""Place orders for an advisor's group of accounts, in the form of an older gateway.

`orders.submit_for_group` is POST /iserver/account/orders/{faGroup}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.orders import OrderAnswer
from ibkr_wire.operation import Operation, encode, quoted
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.orders import OrderTickets
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["orders.submit_for_group"]
ANSWER: Any = list[OrderAnswer]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = True


def operation(fa_group: str, body: OrderTickets) -> Operation[list[OrderAnswer]]:
    """Place orders for an advisor's group of accounts, in the form of an older gateway.

    Today the group stands in place of the account in the ordinary path.

    Args:
        fa_group: Name of the group.
        body: What is sent, as JSON.

    Deprecated by IBKR. Needs a brokerage session. The gateway wants to be asked before, once a session:
    accounts.brokerage.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/orders.yaml, POST /iserver/account/orders/{faGroup}.
    """
    return Operation(
        INFO, f"/iserver/account/orders/{quoted(fa_group)}", type=ANSWER, body=encode(body), wrap=WRAP
    )


def sync_detailed(
    fa_group: str, body: OrderTickets, *, client: Client | AuthenticatedClient
) -> Response[list[OrderAnswer]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(fa_group, body), client=client)


def sync(
    fa_group: str, body: OrderTickets, *, client: Client | AuthenticatedClient
) -> list[OrderAnswer] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(fa_group, body, client=client).parsed


async def asyncio_detailed(
    fa_group: str, body: OrderTickets, *, client: Client | AuthenticatedClient
) -> Response[list[OrderAnswer]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(fa_group, body), client=client)


async def asyncio(
    fa_group: str, body: OrderTickets, *, client: Client | AuthenticatedClient
) -> list[OrderAnswer] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(fa_group, body, client=client)).parsed
