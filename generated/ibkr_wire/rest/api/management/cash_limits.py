# Generated from spec/. Do not edit.
"""Tell how much may be withdrawn, or paid into a retirement account.

`management.cash_limits` is POST /gw/api/v1/external-cash-transfers/query.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.management_instructions import InstructionAnswer
from ibkr_wire.operation import Operation, encode
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.management_banking import CashQueryRequest
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["management.cash_limits"]
ANSWER: Any = InstructionAnswer
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(body: CashQueryRequest) -> Operation[InstructionAnswer]:
    """Tell how much may be withdrawn, or paid into a retirement account.

    Signed; scope `transfers.read`.

    Args:
        body: What is sent, as JSON.

    Only IBKR's own server has it. The path starts at the host.

    Answers with an error:
        400: The request is not complete, or a value is wrong.
        401: The token is missing, wrong or too old.
        403: The client id has no right to do this with the account.
        422: The instruction makes no sense for the account.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the service.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/management_external_transfers.yaml, POST /gw/api/v1/external-cash-
    transfers/query.
    """
    return Operation(INFO, "/gw/api/v1/external-cash-transfers/query", type=ANSWER, body=encode(body))


def sync_detailed(
    body: CashQueryRequest, *, client: Client | AuthenticatedClient
) -> Response[InstructionAnswer]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(body), client=client)


def sync(body: CashQueryRequest, *, client: Client | AuthenticatedClient) -> InstructionAnswer | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(body, client=client).parsed


async def asyncio_detailed(
    body: CashQueryRequest, *, client: Client | AuthenticatedClient
) -> Response[InstructionAnswer]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(body), client=client)


async def asyncio(
    body: CashQueryRequest, *, client: Client | AuthenticatedClient
) -> InstructionAnswer | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(body, client=client)).parsed
