# Generated from spec/. Do not edit.
"""List banks that IBKR can draw from directly.

`management.participating_banks` is GET /gw/api/v1/participating-banks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.management_accounts import ParticipatingBanks
from ibkr_wire.operation import Operation, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["management.participating_banks"]
ANSWER: Any = ParticipatingBanks
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(kind: str) -> Operation[ParticipatingBanks]:
    """List banks that IBKR can draw from directly.

    Scope `enumerations.read`.

    Args:
        kind: Kind of connection.

    Only IBKR's own server has it. The path starts at the host.

    Answers with an error:
        400: The request is not complete, or a value is wrong.
        401: The token is missing, wrong or too old.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the service.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/management_utilities.yaml, GET /gw/api/v1/participating-banks.
    """
    params: list[tuple[str, str]] = []
    params.append(("type", text(kind)))
    return Operation(INFO, "/gw/api/v1/participating-banks", type=ANSWER, params=params)


def sync_detailed(kind: str, *, client: Client | AuthenticatedClient) -> Response[ParticipatingBanks]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(kind), client=client)


def sync(kind: str, *, client: Client | AuthenticatedClient) -> ParticipatingBanks | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(kind, client=client).parsed


async def asyncio_detailed(
    kind: str, *, client: Client | AuthenticatedClient
) -> Response[ParticipatingBanks]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(kind), client=client)


async def asyncio(kind: str, *, client: Client | AuthenticatedClient) -> ParticipatingBanks | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(kind, client=client)).parsed
