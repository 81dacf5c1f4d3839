# Generated from spec/. Do not edit.
"""Return how accounts did.

`session.performance` is POST /performance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.session import Token
from ibkr_wire.operation import Operation, encode
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.session import PerformanceRequest
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["session.performance"]
ANSWER: Any = Token | str
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(body: PerformanceRequest) -> Operation[Token | str]:
    """Return how accounts did.

    Args:
        body: What is sent, as JSON.

    At most one call in 900 seconds for each account.

    Source: tiny_spec/openapi/paths/session.yaml, POST /performance.
    """
    return Operation(INFO, "/performance", type=ANSWER, body=encode(body), account=body.acct_ids)


def sync_detailed(body: PerformanceRequest, *, client: Client | AuthenticatedClient) -> Response[Token | str]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(body), client=client)


def sync(body: PerformanceRequest, *, client: Client | AuthenticatedClient) -> Token | str | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(body, client=client).parsed


async def asyncio_detailed(
    body: PerformanceRequest, *, client: Client | AuthenticatedClient
) -> Response[Token | str]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(body), client=client)


async def asyncio(body: PerformanceRequest, *, client: Client | AuthenticatedClient) -> Token | str | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(body, client=client)).parsed
