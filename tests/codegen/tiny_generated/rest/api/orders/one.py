# Generated from spec/. Do not edit.
"""Return one order

`orders.one` is GET /account/{accountId}/orders/{orderId}.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ibkr_wire.models.orders import PlacedOrder
from ibkr_wire.operation import Operation, quoted, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["orders.one"]
ANSWER: Any = PlacedOrder | None
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(account_id: str, order_id: int | str, keys: Sequence[str]) -> Operation[PlacedOrder | None]:
    """Return one order.

    Args:
        account_id: Account that the call is for.
        order_id: As the gateway names it.
        keys: As the gateway names it.

    Needs a brokerage session. At most 1 at once.

    Source: tiny_spec/openapi/paths/orders.yaml, GET /account/{accountId}/orders/{orderId}.
    """
    params: list[tuple[str, str]] = []
    params.extend(("keys", text(value)) for value in keys)
    return Operation(
        INFO,
        f"/account/{quoted(account_id)}/orders/{quoted(order_id)}",
        type=ANSWER,
        params=params,
        account=account_id,
    )


def sync_detailed(
    account_id: str, order_id: int | str, keys: Sequence[str], *, client: Client | AuthenticatedClient
) -> Response[PlacedOrder | None]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(account_id, order_id, keys), client=client)


def sync(
    account_id: str, order_id: int | str, keys: Sequence[str], *, client: Client | AuthenticatedClient
) -> PlacedOrder | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(account_id, order_id, keys, client=client).parsed


async def asyncio_detailed(
    account_id: str, order_id: int | str, keys: Sequence[str], *, client: Client | AuthenticatedClient
) -> Response[PlacedOrder | None]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(account_id, order_id, keys), client=client)


async def asyncio(
    account_id: str, order_id: int | str, keys: Sequence[str], *, client: Client | AuthenticatedClient
) -> PlacedOrder | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(account_id, order_id, keys, client=client)).parsed
