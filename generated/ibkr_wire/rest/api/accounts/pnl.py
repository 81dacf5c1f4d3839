# Generated from spec/. Do not edit.
"""Show profit and loss of every account.

`accounts.pnl` is GET /iserver/account/pnl/partitioned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.accounts import PartitionedPnl
from ibkr_wire.operation import Operation
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["accounts.pnl"]
ANSWER: Any = PartitionedPnl
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation() -> Operation[PartitionedPnl]:
    """Show profit and loss of every account.

    The first call of a session is answered with an empty map while the figures are being fetched.

    Needs a brokerage session. At most one call in 5 seconds.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/accounts.yaml, GET /iserver/account/pnl/partitioned.
    """
    return Operation(INFO, "/iserver/account/pnl/partitioned", type=ANSWER)


def sync_detailed(*, client: Client | AuthenticatedClient) -> Response[PartitionedPnl]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(), client=client)


def sync(*, client: Client | AuthenticatedClient) -> PartitionedPnl | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(client=client).parsed


async def asyncio_detailed(*, client: Client | AuthenticatedClient) -> Response[PartitionedPnl]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(), client=client)


async def asyncio(*, client: Client | AuthenticatedClient) -> PartitionedPnl | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(client=client)).parsed
