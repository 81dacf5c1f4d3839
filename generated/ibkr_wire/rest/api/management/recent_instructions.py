# Generated from spec/. Do not edit.
"""Ask for the instructions of the last days, up to thirty.

`management.recent_instructions` is POST /gw/api/v1/instructions/query.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.management_instructions import InstructionAnswer
from ibkr_wire.operation import Operation, encode
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.management_instructions import RecentInstructionsRequest
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["management.recent_instructions"]
ANSWER: Any = InstructionAnswer
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(body: RecentInstructionsRequest) -> Operation[InstructionAnswer]:
    """Ask for the instructions of the last days, up to thirty.

    The list itself is in the state of this very instruction. Signed; scope `instructions.read`.

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

    Source: spec/openapi/paths/management_instructions.yaml, POST /gw/api/v1/instructions/query.
    """
    return Operation(INFO, "/gw/api/v1/instructions/query", type=ANSWER, body=encode(body))


def sync_detailed(
    body: RecentInstructionsRequest, *, client: Client | AuthenticatedClient
) -> Response[InstructionAnswer]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(body), client=client)


def sync(
    body: RecentInstructionsRequest, *, client: Client | AuthenticatedClient
) -> InstructionAnswer | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(body, client=client).parsed


async def asyncio_detailed(
    body: RecentInstructionsRequest, *, client: Client | AuthenticatedClient
) -> Response[InstructionAnswer]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(body), client=client)


async def asyncio(
    body: RecentInstructionsRequest, *, client: Client | AuthenticatedClient
) -> InstructionAnswer | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(body, client=client)).parsed
