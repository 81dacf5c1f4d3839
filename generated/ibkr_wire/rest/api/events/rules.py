# Generated from spec/. Do not edit.
"""Read how an event contract is decided and paid.

`events.rules` is GET /forecast/contract/rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.events import EventRules
from ibkr_wire.operation import Operation, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["events.rules"]
ANSWER: Any = EventRules
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(conid: int) -> Operation[EventRules]:
    """Read how an event contract is decided and paid.

    Args:
        conid: Contract id of an event contract.

    Needs a brokerage session.

    Answers with an error:
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/events.yaml, GET /forecast/contract/rules.
    """
    params: list[tuple[str, str]] = []
    params.append(("conid", text(conid)))
    return Operation(INFO, "/forecast/contract/rules", type=ANSWER, params=params)


def sync_detailed(conid: int, *, client: Client | AuthenticatedClient) -> Response[EventRules]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(conid), client=client)


def sync(conid: int, *, client: Client | AuthenticatedClient) -> EventRules | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(conid, client=client).parsed


async def asyncio_detailed(conid: int, *, client: Client | AuthenticatedClient) -> Response[EventRules]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(conid), client=client)


async def asyncio(conid: int, *, client: Client | AuthenticatedClient) -> EventRules | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(conid, client=client)).parsed
