# Generated from spec/. Do not edit.
"""Return the names of open orders by their id.

`orders.open` is GET /account/{accountId}/orders/open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ibkr_wire.models.orders import OpenOrders
from ibkr_wire.operation import UNSET, Operation, UnsetType, quoted, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["orders.open"]
ANSWER: Any = OpenOrders
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(
    account_id: str,
    *,
    page_id: int | UnsetType = UNSET,
    force: bool | UnsetType = UNSET,
    side: Literal["BUY", "SELL"] | UnsetType = UNSET,
) -> Operation[OpenOrders]:
    """Return the names of open orders by their id.

    Orders of other accounts are left out.

    Args:
        account_id: Account that the call is for.
        page_id: Number of the page.
        force: As the gateway names it.
        side: As the gateway names it.

    Deprecated by IBKR. Needs a login.

    Source: tiny_spec/openapi/paths/orders.yaml, GET /account/{accountId}/orders/open.
    """
    params: list[tuple[str, str]] = []
    if page_id is not UNSET:
        params.append(("pageId", text(page_id)))
    if force is not UNSET:
        params.append(("force", text(force)))
    if side is not UNSET:
        params.append(("side", text(side)))
    return Operation(
        INFO, f"/account/{quoted(account_id)}/orders/open", type=ANSWER, params=params, account=account_id
    )


def sync_detailed(
    account_id: str,
    *,
    page_id: int | UnsetType = UNSET,
    force: bool | UnsetType = UNSET,
    side: Literal["BUY", "SELL"] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[OpenOrders]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(account_id, page_id=page_id, force=force, side=side), client=client)


def sync(
    account_id: str,
    *,
    page_id: int | UnsetType = UNSET,
    force: bool | UnsetType = UNSET,
    side: Literal["BUY", "SELL"] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> OpenOrders | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(account_id, page_id=page_id, force=force, side=side, client=client).parsed


async def asyncio_detailed(
    account_id: str,
    *,
    page_id: int | UnsetType = UNSET,
    force: bool | UnsetType = UNSET,
    side: Literal["BUY", "SELL"] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[OpenOrders]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(account_id, page_id=page_id, force=force, side=side), client=client)


async def asyncio(
    account_id: str,
    *,
    page_id: int | UnsetType = UNSET,
    force: bool | UnsetType = UNSET,
    side: Literal["BUY", "SELL"] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> OpenOrders | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(account_id, page_id=page_id, force=force, side=side, client=client)).parsed
