# Generated from spec/. Do not edit.
"""Show what an account holds of one contract.

`portfolio.position` is GET /portfolio/{accountId}/position/{conid}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.portfolio import Position
from ibkr_wire.operation import Operation, quoted
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["portfolio.position"]
ANSWER: Any = list[Position]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(account_id: str, conid: int) -> Operation[list[Position]]:
    """Show what an account holds of one contract.

    A list even where there is one row, since portfolio models have rows of their own; empty where nothing
    is held.

    Args:
        account_id: Account that is asked about.
        conid: Contract id.

    Needs a login. The gateway wants to be asked before, once a session: portfolio.accounts.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/portfolio.yaml, GET /portfolio/{accountId}/position/{conid}.
    """
    return Operation(
        INFO, f"/portfolio/{quoted(account_id)}/position/{quoted(conid)}", type=ANSWER, account=account_id
    )


def sync_detailed(
    account_id: str, conid: int, *, client: Client | AuthenticatedClient
) -> Response[list[Position]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(account_id, conid), client=client)


def sync(account_id: str, conid: int, *, client: Client | AuthenticatedClient) -> list[Position] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(account_id, conid, client=client).parsed


async def asyncio_detailed(
    account_id: str, conid: int, *, client: Client | AuthenticatedClient
) -> Response[list[Position]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(account_id, conid), client=client)


async def asyncio(
    account_id: str, conid: int, *, client: Client | AuthenticatedClient
) -> list[Position] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(account_id, conid, client=client)).parsed
