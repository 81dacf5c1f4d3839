# Generated from spec/. Do not edit.
"""Search contracts by symbol or company name, by POST.

`contracts.search_post` is POST /iserver/secdef/search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.contracts import ContractMatch
from ibkr_wire.operation import Operation, encode
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.contracts import ContractSearchRequest
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["contracts.search_post"]
ANSWER: Any = list[ContractMatch]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(body: ContractSearchRequest) -> Operation[list[ContractMatch]]:
    """Search contracts by symbol or company name, by POST.

    Same as the GET form, with the search as a body.

    Args:
        body: What is sent, as JSON.

    Needs a brokerage session.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/contracts.yaml, POST /iserver/secdef/search.
    """
    return Operation(INFO, "/iserver/secdef/search", type=ANSWER, body=encode(body))


def sync_detailed(
    body: ContractSearchRequest, *, client: Client | AuthenticatedClient
) -> Response[list[ContractMatch]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(body), client=client)


def sync(body: ContractSearchRequest, *, client: Client | AuthenticatedClient) -> list[ContractMatch] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(body, client=client).parsed


async def asyncio_detailed(
    body: ContractSearchRequest, *, client: Client | AuthenticatedClient
) -> Response[list[ContractMatch]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(body), client=client)


async def asyncio(
    body: ContractSearchRequest, *, client: Client | AuthenticatedClient
) -> list[ContractMatch] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(body, client=client)).parsed
