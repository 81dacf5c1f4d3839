# Generated from spec/. Do not edit.
"""Describe one contract.

`contracts.info` is GET /iserver/contract/{conid}/info.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.contracts import ContractInfo
from ibkr_wire.operation import Operation, quoted
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["contracts.info"]
ANSWER: Any = ContractInfo
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(conid: int) -> Operation[ContractInfo]:
    """Describe one contract.

    An unknown contract is answered with status 500 or 503.

    Args:
        conid: Contract id.

    Needs a brokerage session.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/contracts.yaml, GET /iserver/contract/{conid}/info.
    """
    return Operation(INFO, f"/iserver/contract/{quoted(conid)}/info", type=ANSWER)


def sync_detailed(conid: int, *, client: Client | AuthenticatedClient) -> Response[ContractInfo]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(conid), client=client)


def sync(conid: int, *, client: Client | AuthenticatedClient) -> ContractInfo | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(conid, client=client).parsed


async def asyncio_detailed(conid: int, *, client: Client | AuthenticatedClient) -> Response[ContractInfo]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(conid), client=client)


async def asyncio(conid: int, *, client: Client | AuthenticatedClient) -> ContractInfo | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(conid, client=client)).parsed
