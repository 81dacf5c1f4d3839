# Generated from spec/. Do not edit.
"""List the accounts that the brokerage session may trade.

`accounts.brokerage` is GET /iserver/accounts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.accounts import BrokerageAccounts
from ibkr_wire.operation import Operation
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["accounts.brokerage"]
ANSWER: Any = BrokerageAccounts
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation() -> Operation[BrokerageAccounts]:
    """List the accounts that the brokerage session may trade.

    Orders, their changes and quotes need this call once in each session.

    Needs a brokerage session.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/accounts.yaml, GET /iserver/accounts.
    """
    return Operation(INFO, "/iserver/accounts", type=ANSWER)


def sync_detailed(*, client: Client | AuthenticatedClient) -> Response[BrokerageAccounts]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(), client=client)


def sync(*, client: Client | AuthenticatedClient) -> BrokerageAccounts | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(client=client).parsed


async def asyncio_detailed(*, client: Client | AuthenticatedClient) -> Response[BrokerageAccounts]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(), client=client)


async def asyncio(*, client: Client | AuthenticatedClient) -> BrokerageAccounts | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(client=client)).parsed
