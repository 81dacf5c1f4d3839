# Generated from spec/. Do not edit.
"""Find accounts by a part of their id.

`accounts.search` is GET /iserver/account/search/{searchPattern}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.accounts import AccountSearch
from ibkr_wire.operation import Operation, quoted
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["accounts.search"]
ANSWER: Any = AccountSearch
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(search_pattern: str) -> Operation[AccountSearch]:
    """Find accounts by a part of their id.

    For logins with too many accounts to list. Other logins are refused with status 503.

    Args:
        search_pattern: Part of the account id.

    Needs a brokerage session.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/accounts.yaml, GET /iserver/account/search/{searchPattern}.
    """
    return Operation(INFO, f"/iserver/account/search/{quoted(search_pattern)}", type=ANSWER)


def sync_detailed(search_pattern: str, *, client: Client | AuthenticatedClient) -> Response[AccountSearch]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(search_pattern), client=client)


def sync(search_pattern: str, *, client: Client | AuthenticatedClient) -> AccountSearch | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(search_pattern, client=client).parsed


async def asyncio_detailed(
    search_pattern: str, *, client: Client | AuthenticatedClient
) -> Response[AccountSearch]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(search_pattern), client=client)


async def asyncio(search_pattern: str, *, client: Client | AuthenticatedClient) -> AccountSearch | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(search_pattern, client=client)).parsed
