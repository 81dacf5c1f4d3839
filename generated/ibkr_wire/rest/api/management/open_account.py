# Generated from spec/. Do not edit.
"""Hand in the application for an account.

`management.open_account` is POST /gw/api/v1/accounts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.management_accounts import RequestReceipt
from ibkr_wire.operation import Operation
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["management.open_account"]
ANSWER: Any = RequestReceipt
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(body: str) -> Operation[RequestReceipt]:
    """Hand in the application for an account.

    Signed; scope `accounts.write`.

    Args:
        body: The signed request; its claims are AccountApplicationClaims.

    Only IBKR's own server has it. The path starts at the host.

    Answers with an error:
        400: The request is not complete, or a value is wrong.
        401: The token is missing, wrong or too old.
        403: The token does not have the scope, or the account is not among those of the client id.
        415: The body is in a format that the service does not read.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the service.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/management_accounts.yaml, POST /gw/api/v1/accounts.
    """
    return Operation(INFO, "/gw/api/v1/accounts", type=ANSWER, body=body.encode())


def sync_detailed(body: str, *, client: Client | AuthenticatedClient) -> Response[RequestReceipt]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(body), client=client)


def sync(body: str, *, client: Client | AuthenticatedClient) -> RequestReceipt | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(body, client=client).parsed


async def asyncio_detailed(body: str, *, client: Client | AuthenticatedClient) -> Response[RequestReceipt]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(body), client=client)


async def asyncio(body: str, *, client: Client | AuthenticatedClient) -> RequestReceipt | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(body, client=client)).parsed
