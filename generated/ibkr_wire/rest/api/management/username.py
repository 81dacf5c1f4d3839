# Generated from spec/. Do not edit.
"""Tell whether a username is legal and free.

`management.username` is GET /gw/api/v1/validations/usernames/{username}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.management_accounts import UsernameCheck
from ibkr_wire.operation import Operation, quoted
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["management.username"]
ANSWER: Any = UsernameCheck
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(username: str) -> Operation[UsernameCheck]:
    """Tell whether a username is legal and free.

    Scope `accounts.read` or `validations.read`.

    Args:
        username: Username that is wanted.

    Only IBKR's own server has it. The path starts at the host.

    Answers with an error:
        400: The request is not complete, or a value is wrong.
        401: The token is missing, wrong or too old.
        403: The token does not have the scope, or the account is not among those of the client id.
        415: The body is in a format that the service does not read.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the service.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/management_utilities.yaml, GET /gw/api/v1/validations/usernames/{username}.
    """
    return Operation(INFO, f"/gw/api/v1/validations/usernames/{quoted(username)}", type=ANSWER)


def sync_detailed(username: str, *, client: Client | AuthenticatedClient) -> Response[UsernameCheck]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(username), client=client)


def sync(username: str, *, client: Client | AuthenticatedClient) -> UsernameCheck | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(username, client=client).parsed


async def asyncio_detailed(username: str, *, client: Client | AuthenticatedClient) -> Response[UsernameCheck]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(username), client=client)


async def asyncio(username: str, *, client: Client | AuthenticatedClient) -> UsernameCheck | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(username, client=client)).parsed
