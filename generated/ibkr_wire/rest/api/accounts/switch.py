# Generated from spec/. Do not edit.
"""Make another account the active one.

`accounts.switch` is POST /iserver/account.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.accounts import AccountSwitch
from ibkr_wire.operation import Operation, encode
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.accounts import AccountChoice
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["accounts.switch"]
ANSWER: Any = AccountSwitch
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(body: AccountChoice) -> Operation[AccountSwitch]:
    """Make another account the active one.

    Calls without an account, such as those for live orders and trades, refer to the active account. An
    unknown account is answered with status 500, an empty body with 400.

    Args:
        body: What is sent, as JSON.

    Needs a brokerage session.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/accounts.yaml, POST /iserver/account.
    """
    return Operation(INFO, "/iserver/account", type=ANSWER, body=encode(body))


def sync_detailed(body: AccountChoice, *, client: Client | AuthenticatedClient) -> Response[AccountSwitch]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(body), client=client)


def sync(body: AccountChoice, *, client: Client | AuthenticatedClient) -> AccountSwitch | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(body, client=client).parsed


async def asyncio_detailed(
    body: AccountChoice, *, client: Client | AuthenticatedClient
) -> Response[AccountSwitch]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(body), client=client)


async def asyncio(body: AccountChoice, *, client: Client | AuthenticatedClient) -> AccountSwitch | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(body, client=client)).parsed
