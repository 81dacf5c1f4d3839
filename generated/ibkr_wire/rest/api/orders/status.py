# Generated from spec/. Do not edit.
"""Read one order in detail.

`orders.status` is GET /iserver/account/order/status/{orderId}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.orders import OrderStatus
from ibkr_wire.operation import Operation, quoted
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["orders.status"]
ANSWER: Any = OrderStatus
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(order_id: int | str) -> Operation[OrderStatus]:
    """Read one order in detail.

    An order that is unknown, not cached, or of another account is answered with status 503 after about five
    seconds.

    Args:
        order_id: Id of the order.

    Needs a brokerage session. The gateway wants to be asked before, once a session: accounts.brokerage.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Unknown or not cached, or the service is away.

    Source: spec/openapi/paths/orders.yaml, GET /iserver/account/order/status/{orderId}.
    """
    return Operation(INFO, f"/iserver/account/order/status/{quoted(order_id)}", type=ANSWER)


def sync_detailed(order_id: int | str, *, client: Client | AuthenticatedClient) -> Response[OrderStatus]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(order_id), client=client)


def sync(order_id: int | str, *, client: Client | AuthenticatedClient) -> OrderStatus | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(order_id, client=client).parsed


async def asyncio_detailed(
    order_id: int | str, *, client: Client | AuthenticatedClient
) -> Response[OrderStatus]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(order_id), client=client)


async def asyncio(order_id: int | str, *, client: Client | AuthenticatedClient) -> OrderStatus | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(order_id, client=client)).parsed
