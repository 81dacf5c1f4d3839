# Generated from spec/. Do not edit.
"""Return rows by name and day, or nothing.

`session.rows` is GET /rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.session import Token
from ibkr_wire.operation import Operation
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["session.rows"]
ANSWER: Any = dict[str, dict[str, Token]] | None
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation() -> Operation[dict[str, dict[str, Token]] | None]:
    """Return rows by name and day, or nothing.

    Source: tiny_spec/openapi/paths/session.yaml, GET /rows.
    """
    return Operation(INFO, "/rows", type=ANSWER)


def sync_detailed(*, client: Client | AuthenticatedClient) -> Response[dict[str, dict[str, Token]] | None]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(), client=client)


def sync(*, client: Client | AuthenticatedClient) -> dict[str, dict[str, Token]] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(client=client).parsed


async def asyncio_detailed(
    *, client: Client | AuthenticatedClient
) -> Response[dict[str, dict[str, Token]] | None]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(), client=client)


async def asyncio(*, client: Client | AuthenticatedClient) -> dict[str, dict[str, Token]] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(client=client)).parsed
