# Generated from spec/. Do not edit.
"""List the brokers that a kind of transfer works with.

`management.transfer_brokers` is GET /gw/api/v1/enumerations/complex-asset-transfer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.management_accounts import TransferBrokers
from ibkr_wire.operation import Operation, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["management.transfer_brokers"]
ANSWER: Any = TransferBrokers
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(instruction_type: str) -> Operation[TransferBrokers]:
    """List the brokers that a kind of transfer works with.

    Scope `enumerations.read`.

    Args:
        instruction_type: Kind of transfer.

    Only IBKR's own server has it. The path starts at the host.

    Answers with an error:
        400: The request is not complete, or a value is wrong.
        401: The token is missing, wrong or too old.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the service.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/management_utilities.yaml, GET /gw/api/v1/enumerations/complex-asset-
    transfer.
    """
    params: list[tuple[str, str]] = []
    params.append(("instructionType", text(instruction_type)))
    return Operation(INFO, "/gw/api/v1/enumerations/complex-asset-transfer", type=ANSWER, params=params)


def sync_detailed(
    instruction_type: str, *, client: Client | AuthenticatedClient
) -> Response[TransferBrokers]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(instruction_type), client=client)


def sync(instruction_type: str, *, client: Client | AuthenticatedClient) -> TransferBrokers | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(instruction_type, client=client).parsed


async def asyncio_detailed(
    instruction_type: str, *, client: Client | AuthenticatedClient
) -> Response[TransferBrokers]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(instruction_type), client=client)


async def asyncio(instruction_type: str, *, client: Client | AuthenticatedClient) -> TransferBrokers | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(instruction_type, client=client)).parsed
