# Generated from spec/. Do not edit.
"""Send orders and return what the gateway made of each.

`orders.submit` is POST /account/{accountId}/orders.
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


INFO = OPERATIONS["orders.submit"]
ANSWER: Any = list[OrderAnswer]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = True


def operation(account_id: str, body: OrderTickets) -> Operation[list[OrderAnswer]]:
    """Send orders and return what the gateway made of each.

    Args:
        account_id: Account that the call is for.
        body: The tickets.

    Needs a brokerage session. At most one call in 5 seconds for each account. The gateway wants to be asked
    before, once a session: orders.open.

    Answers with an error:
        401: There is no session.

    Source: tiny_spec/openapi/paths/orders.yaml, POST /account/{accountId}/orders.
    """
    return Operation(
        INFO,
        f"/account/{quoted(account_id)}/orders",
        type=ANSWER,
        body=encode(body),
        account=account_id,
        wrap=WRAP,
    )


def sync_detailed(
    account_id: str, body: OrderTickets, *, client: Client | AuthenticatedClient
) -> Response[list[OrderAnswer]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(account_id, body), client=client)


def sync(
    account_id: str, body: OrderTickets, *, client: Client | AuthenticatedClient
) -> list[OrderAnswer] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(account_id, body, client=client).parsed


async def asyncio_detailed(
    account_id: str, body: OrderTickets, *, client: Client | AuthenticatedClient
) -> Response[list[OrderAnswer]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(account_id, body), client=client)


async def asyncio(
    account_id: str, body: OrderTickets, *, client: Client | AuthenticatedClient
) -> list[OrderAnswer] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(account_id, body, client=client)).parsed
