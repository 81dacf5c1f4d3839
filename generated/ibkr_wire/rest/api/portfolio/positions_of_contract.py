# Generated from spec/. Do not edit.
"""Show what every account holds of one contract.

`portfolio.positions_of_contract` is GET /portfolio/positions/{conid}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.portfolio import Position
from ibkr_wire.operation import Operation, quoted
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["portfolio.positions_of_contract"]
ANSWER: Any = dict[str, list[Position] | Position | None]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(conid: int) -> Operation[dict[str, list[Position] | Position | None]]:
    """Show what every account holds of one contract.

    Args:
        conid: Contract id.

    Needs a login. The gateway wants to be asked before, once a session: portfolio.accounts.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/portfolio.yaml, GET /portfolio/positions/{conid}.
    """
    return Operation(INFO, f"/portfolio/positions/{quoted(conid)}", type=ANSWER)


def sync_detailed(
    conid: int, *, client: Client | AuthenticatedClient
) -> Response[dict[str, list[Position] | Position | None]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(conid), client=client)


def sync(
    conid: int, *, client: Client | AuthenticatedClient
) -> dict[str, list[Position] | Position | None] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(conid, client=client).parsed


async def asyncio_detailed(
    conid: int, *, client: Client | AuthenticatedClient
) -> Response[dict[str, list[Position] | Position | None]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(conid), client=client)


async def asyncio(
    conid: int, *, client: Client | AuthenticatedClient
) -> dict[str, list[Position] | Position | None] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(conid, client=client)).parsed
