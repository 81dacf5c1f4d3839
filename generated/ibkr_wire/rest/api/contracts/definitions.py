# Generated from spec/. Do not edit.
"""Read the definitions of many contracts.

`contracts.definitions` is GET /trsrv/secdef.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ibkr_wire.models.contracts import Definitions
from ibkr_wire.operation import Operation, joined
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["contracts.definitions"]
ANSWER: Any = Definitions | None
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(conids: Sequence[int]) -> Operation[Definitions | None]:
    """Read the definitions of many contracts.

    A list of contracts of which none exists may be answered with status 204 and no body.

    Args:
        conids: Contract ids, at most 200.

    Needs a login.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/contracts.yaml, GET /trsrv/secdef.
    """
    params: list[tuple[str, str]] = []
    params.append(("conids", joined(conids, ",")))
    return Operation(INFO, "/trsrv/secdef", type=ANSWER, params=params)


def sync_detailed(
    conids: Sequence[int], *, client: Client | AuthenticatedClient
) -> Response[Definitions | None]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(conids), client=client)


def sync(conids: Sequence[int], *, client: Client | AuthenticatedClient) -> Definitions | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(conids, client=client).parsed


async def asyncio_detailed(
    conids: Sequence[int], *, client: Client | AuthenticatedClient
) -> Response[Definitions | None]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(conids), client=client)


async def asyncio(conids: Sequence[int], *, client: Client | AuthenticatedClient) -> Definitions | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(conids, client=client)).parsed
