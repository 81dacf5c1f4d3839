# Generated from spec/. Do not edit.
"""Make the address of a page where the holder proves his identity.

`management.identity_check` is GET /gw/api/v1/accounts/{accountId}/kyc.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.management_accounts import IdentityCheck
from ibkr_wire.operation import Operation, quoted
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["management.identity_check"]
ANSWER: Any = IdentityCheck
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(account_id: str) -> Operation[IdentityCheck]:
    """Make the address of a page where the holder proves his identity.

    Scope `accounts.read`.

    Args:
        account_id: Account that is asked about.

    Only IBKR's own server has it. The path starts at the host.

    Answers with an error:
        400: The request is not complete, or a value is wrong.
        401: The token is missing, wrong or too old.
        403: The token does not have the scope, or the account is not among those of the client id.
        415: The body is in a format that the service does not read.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the service.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/management_accounts.yaml, GET /gw/api/v1/accounts/{accountId}/kyc.
    """
    return Operation(INFO, f"/gw/api/v1/accounts/{quoted(account_id)}/kyc", type=ANSWER, account=account_id)


def sync_detailed(account_id: str, *, client: Client | AuthenticatedClient) -> Response[IdentityCheck]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(account_id), client=client)


def sync(account_id: str, *, client: Client | AuthenticatedClient) -> IdentityCheck | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(account_id, client=client).parsed


async def asyncio_detailed(
    account_id: str, *, client: Client | AuthenticatedClient
) -> Response[IdentityCheck]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(account_id), client=client)


async def asyncio(account_id: str, *, client: Client | AuthenticatedClient) -> IdentityCheck | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(account_id, client=client)).parsed
