# Generated from spec/. Do not edit.
"""Tell the state of all instructions of a set.

`management.instruction_set` is GET /gw/api/v1/instruction-sets/{instructionSetId}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.management_instructions import InstructionSetAnswer
from ibkr_wire.operation import Operation, quoted
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["management.instruction_set"]
ANSWER: Any = InstructionSetAnswer
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(instruction_set_id: int) -> Operation[InstructionSetAnswer]:
    """Tell the state of all instructions of a set.

    Scope `instructions.read`.

    Args:
        instruction_set_id: Id of the set.

    Only IBKR's own server has it. The path starts at the host.

    Answers with an error:
        401: The token is missing, wrong or too old.
        404: No instruction has this id.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the service.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/management_instructions.yaml, GET /gw/api/v1/instruction-
    sets/{instructionSetId}.
    """
    return Operation(INFO, f"/gw/api/v1/instruction-sets/{quoted(instruction_set_id)}", type=ANSWER)


def sync_detailed(
    instruction_set_id: int, *, client: Client | AuthenticatedClient
) -> Response[InstructionSetAnswer]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(instruction_set_id), client=client)


def sync(instruction_set_id: int, *, client: Client | AuthenticatedClient) -> InstructionSetAnswer | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(instruction_set_id, client=client).parsed


async def asyncio_detailed(
    instruction_set_id: int, *, client: Client | AuthenticatedClient
) -> Response[InstructionSetAnswer]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(instruction_set_id), client=client)


async def asyncio(
    instruction_set_id: int, *, client: Client | AuthenticatedClient
) -> InstructionSetAnswer | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(instruction_set_id, client=client)).parsed
