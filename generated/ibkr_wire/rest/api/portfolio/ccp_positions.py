# Generated from spec/. Do not edit.
"""List positions as the beta interface did.

`portfolio.ccp_positions` is GET /ccp/positions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.operation import Operation
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["portfolio.ccp_positions"]
ANSWER: Any = dict[str, float]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation() -> Operation[dict[str, float]]:
    """List positions as the beta interface did.

    Belongs to the first beta of the gateway; now answered with an error or status 404. Use
    portfolio.positions.

    Deprecated by IBKR. Needs a brokerage session.

    Answers with an error:
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        404: The build no longer has this call.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.

    Source: spec/openapi/paths/portfolio.yaml, GET /ccp/positions.
    """
    return Operation(INFO, "/ccp/positions", type=ANSWER)


def sync_detailed(*, client: Client | AuthenticatedClient) -> Response[dict[str, float]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(), client=client)


def sync(*, client: Client | AuthenticatedClient) -> dict[str, float] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(client=client).parsed


async def asyncio_detailed(*, client: Client | AuthenticatedClient) -> Response[dict[str, float]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(), client=client)


async def asyncio(*, client: Client | AuthenticatedClient) -> dict[str, float] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(client=client)).parsed
