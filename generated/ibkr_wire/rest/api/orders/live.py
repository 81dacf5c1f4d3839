# Generated from spec/. Do not edit.
"""List working orders and those finished today.

`orders.live` is GET /iserver/account/orders.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from ibkr_wire.models.orders import LiveOrders
from ibkr_wire.operation import UNSET, Operation, UnsetType, joined, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["orders.live"]
ANSWER: Any = LiveOrders
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(
    *,
    filters: Sequence[
        Literal[
            "inactive",
            "pending_submit",
            "pre_submitted",
            "submitted",
            "filled",
            "pending_cancel",
            "pre_cancelled",
            "cancelled",
            "warn_state",
            "sort_by_time",
        ]
    ]
    | UnsetType = UNSET,
    force: bool | UnsetType = UNSET,
) -> Operation[LiveOrders]:
    """List working orders and those finished today.

    The first answer of a session is empty with `snapshot` false: ask again. `filters` mutes the websocket
    topic for orders until a call with `force`, which itself answers with an empty list.

    Args:
        filters: Statuses to list; sort_by_time sorts instead of filtering.
        force: Drop the cached list; this answer is empty, the next one is fresh.

    Needs a brokerage session. At most one call in 5 seconds. The gateway wants to be asked before, once a
    session: accounts.brokerage.

    Answers with an error:
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/orders.yaml, GET /iserver/account/orders.
    """
    params: list[tuple[str, str]] = []
    if filters is not UNSET:
        params.append(("filters", joined(filters, ",")))
    if force is not UNSET:
        params.append(("force", text(force)))
    return Operation(INFO, "/iserver/account/orders", type=ANSWER, params=params)


def sync_detailed(
    *,
    filters: Sequence[
        Literal[
            "inactive",
            "pending_submit",
            "pre_submitted",
            "submitted",
            "filled",
            "pending_cancel",
            "pre_cancelled",
            "cancelled",
            "warn_state",
            "sort_by_time",
        ]
    ]
    | UnsetType = UNSET,
    force: bool | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[LiveOrders]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(filters=filters, force=force), client=client)


def sync(
    *,
    filters: Sequence[
        Literal[
            "inactive",
            "pending_submit",
            "pre_submitted",
            "submitted",
            "filled",
            "pending_cancel",
            "pre_cancelled",
            "cancelled",
            "warn_state",
            "sort_by_time",
        ]
    ]
    | UnsetType = UNSET,
    force: bool | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> LiveOrders | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(filters=filters, force=force, client=client).parsed


async def asyncio_detailed(
    *,
    filters: Sequence[
        Literal[
            "inactive",
            "pending_submit",
            "pre_submitted",
            "submitted",
            "filled",
            "pending_cancel",
            "pre_cancelled",
            "cancelled",
            "warn_state",
            "sort_by_time",
        ]
    ]
    | UnsetType = UNSET,
    force: bool | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[LiveOrders]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(filters=filters, force=force), client=client)


async def asyncio(
    *,
    filters: Sequence[
        Literal[
            "inactive",
            "pending_submit",
            "pre_submitted",
            "submitted",
            "filled",
            "pending_cancel",
            "pre_cancelled",
            "cancelled",
            "warn_state",
            "sort_by_time",
        ]
    ]
    | UnsetType = UNSET,
    force: bool | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> LiveOrders | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(filters=filters, force=force, client=client)).parsed
