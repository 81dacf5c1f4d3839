# Generated from spec/. Do not edit.
"""Read the definitions of many contracts, by POST.

`contracts.definitions_post` is POST /trsrv/secdef.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.contracts import Definitions
from ibkr_wire.operation import Operation, encode
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.contracts import DefinitionsRequest
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["contracts.definitions_post"]
ANSWER: Any = Definitions | None
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(body: DefinitionsRequest) -> Operation[Definitions | None]:
    """Read the definitions of many contracts, by POST.

    An older form with the contract ids in the body, not in the published document.

    Args:
        body: What is sent, as JSON.

    Deprecated by IBKR. Needs a login.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/contracts.yaml, POST /trsrv/secdef.
    """
    return Operation(INFO, "/trsrv/secdef", type=ANSWER, body=encode(body))


def sync_detailed(
    body: DefinitionsRequest, *, client: Client | AuthenticatedClient
) -> Response[Definitions | None]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(body), client=client)


def sync(body: DefinitionsRequest, *, client: Client | AuthenticatedClient) -> Definitions | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(body, client=client).parsed


async def asyncio_detailed(
    body: DefinitionsRequest, *, client: Client | AuthenticatedClient
) -> Response[Definitions | None]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(body), client=client)


async def asyncio(body: DefinitionsRequest, *, client: Client | AuthenticatedClient) -> Definitions | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(body, client=client)).parsed
