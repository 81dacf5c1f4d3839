# Generated from spec/. Do not edit.
"""Place one order, in the form of an older gateway.

`orders.submit_one` is POST /iserver/account/{accountId}/order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.orders import OrderAnswer
from ibkr_wire.operation import Operation, encode, quoted
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.orders import OrderTicket
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["orders.submit_one"]
ANSWER: Any = list[OrderAnswer]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = True


def operation(account_id: str, body: OrderTicket) -> Operation[list[OrderAnswer]]:
    """Place one order, in the form of an older gateway.

    The body is the bare ticket. Use the form that takes a list instead.

    Args:
        account_id: Account that trades, or the name of an advisor's group.
        body: What is sent, as JSON.

    Deprecated by IBKR. Needs a brokerage session. The gateway wants to be asked before, once a session:
    accounts.brokerage.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/orders.yaml, POST /iserver/account/{accountId}/order.
    """
    return Operation(
        INFO,
        f"/iserver/account/{quoted(account_id)}/order",
        type=ANSWER,
        body=encode(body),
        account=account_id,
        wrap=WRAP,
    )


def sync_detailed(
    account_id: str, body: OrderTicket, *, client: Client | AuthenticatedClient
) -> Response[list[OrderAnswer]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(account_id, body), client=client)


def sync(
    account_id: str, body: OrderTicket, *, client: Client | AuthenticatedClient
) -> list[OrderAnswer] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(account_id, body, client=client).parsed


async def asyncio_detailed(
    account_id: str, body: OrderTicket, *, client: Client | AuthenticatedClient
) -> Response[list[OrderAnswer]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(account_id, body), client=client)


async def asyncio(
    account_id: str, body: OrderTicket, *, client: Client | AuthenticatedClient
) -> list[OrderAnswer] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(account_id, body, client=client)).parsed
