# Generated from spec/. Do not edit.
"""Show what accounts have to invest in a model.

`advisor.pending_investment` is POST /fa/model/invest-divest-positions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.advisor import PendingInvestment
from ibkr_wire.operation import Operation, encode
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.advisor import PendingInvestmentRequest
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["advisor.pending_investment"]
ANSWER: Any = PendingInvestment
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(body: PendingInvestmentRequest) -> Operation[PendingInvestment]:
    """Show what accounts have to invest in a model.

    Args:
        body: What is sent, as JSON.

    Needs a brokerage session.

    Answers with an error:
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/advisor.yaml, POST /fa/model/invest-divest-positions.
    """
    return Operation(INFO, "/fa/model/invest-divest-positions", type=ANSWER, body=encode(body))


def sync_detailed(
    body: PendingInvestmentRequest, *, client: Client | AuthenticatedClient
) -> Response[PendingInvestment]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(body), client=client)


def sync(body: PendingInvestmentRequest, *, client: Client | AuthenticatedClient) -> PendingInvestment | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(body, client=client).parsed


async def asyncio_detailed(
    body: PendingInvestmentRequest, *, client: Client | AuthenticatedClient
) -> Response[PendingInvestment]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(body), client=client)


async def asyncio(
    body: PendingInvestmentRequest, *, client: Client | AuthenticatedClient
) -> PendingInvestment | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(body, client=client)).parsed
