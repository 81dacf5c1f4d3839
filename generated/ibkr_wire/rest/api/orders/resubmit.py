# Generated from spec/. Do not edit.
"""Change a working order.

`orders.resubmit` is POST /iserver/account/{accountId}/order/{orderId}.
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


INFO = OPERATIONS["orders.resubmit"]
ANSWER: Any = list[OrderAnswer]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = True


def operation(account_id: str, order_id: int | str, body: OrderTicket) -> Operation[list[OrderAnswer]]:
    """Change a working order.

    The body is the full ticket with the changes in it, bare and not in a list; contract and side stay the
    same. Answers as for placing, questions included.

    Args:
        account_id: Account that trades, or the name of an advisor's group.
        order_id: Id of the order.
        body: What is sent, as JSON.

    Needs a brokerage session. The gateway wants to be asked before, once a session: accounts.brokerage,
    orders.live.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/orders.yaml, POST /iserver/account/{accountId}/order/{orderId}.
    """
    return Operation(
        INFO,
        f"/iserver/account/{quoted(account_id)}/order/{quoted(order_id)}",
        type=ANSWER,
        body=encode(body),
        account=account_id,
        wrap=WRAP,
    )


def sync_detailed(
    account_id: str, order_id: int | str, body: OrderTicket, *, client: Client | AuthenticatedClient
) -> Response[list[OrderAnswer]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(account_id, order_id, body), client=client)


def sync(
    account_id: str, order_id: int | str, body: OrderTicket, *, client: Client | AuthenticatedClient
) -> list[OrderAnswer] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(account_id, order_id, body, client=client).parsed


async def asyncio_detailed(
    account_id: str, order_id: int | str, body: OrderTicket, *, client: Client | AuthenticatedClient
) -> Response[list[OrderAnswer]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(account_id, order_id, body), client=client)


async def asyncio(
    account_id: str, order_id: int | str, body: OrderTicket, *, client: Client | AuthenticatedClient
) -> list[OrderAnswer] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(account_id, order_id, body, client=client)).parsed
