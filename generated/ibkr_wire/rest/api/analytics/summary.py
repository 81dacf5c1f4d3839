# Generated from spec/. Do not edit.
"""Show a summary of balances of accounts.

`analytics.summary` is POST /pa/summary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.operation import Operation, encode
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.analytics import PerformanceAccounts
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["analytics.summary"]
ANSWER: Any = Any
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(body: PerformanceAccounts) -> Operation[Any]:
    """Show a summary of balances of accounts.

    No longer documented, and what it answers is not known. Use portfolio.summary.

    Args:
        body: What is sent, as JSON.

    Deprecated by IBKR. Needs a login. At most one call in 900 seconds for each account.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/analytics.yaml, POST /pa/summary.
    """
    return Operation(INFO, "/pa/summary", type=ANSWER, body=encode(body), account=body.acct_ids)


def sync_detailed(body: PerformanceAccounts, *, client: Client | AuthenticatedClient) -> Response[Any]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(body), client=client)


def sync(body: PerformanceAccounts, *, client: Client | AuthenticatedClient) -> Any:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(body, client=client).parsed


async def asyncio_detailed(
    body: PerformanceAccounts, *, client: Client | AuthenticatedClient
) -> Response[Any]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(body), client=client)


async def asyncio(body: PerformanceAccounts, *, client: Client | AuthenticatedClient) -> Any:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(body, client=client)).parsed
