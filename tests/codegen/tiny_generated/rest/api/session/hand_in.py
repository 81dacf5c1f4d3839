# Generated from spec/. Do not edit.
"""Hand in what was signed before.

`session.hand_in` is POST /requests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.session import Token
from ibkr_wire.operation import Operation
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["session.hand_in"]
ANSWER: Any = Token
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(body: str) -> Operation[Token]:
    """Hand in what was signed before.

    Args:
        body: What is sent, as a signed token.

    Source: tiny_spec/openapi/paths/session.yaml, POST /requests.
    """
    return Operation(INFO, "/requests", type=ANSWER, body=body.encode())


def sync_detailed(body: str, *, client: Client | AuthenticatedClient) -> Response[Token]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(body), client=client)


def sync(body: str, *, client: Client | AuthenticatedClient) -> Token | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(body, client=client).parsed


async def asyncio_detailed(body: str, *, client: Client | AuthenticatedClient) -> Response[Token]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(body), client=client)


async def asyncio(body: str, *, client: Client | AuthenticatedClient) -> Token | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(body, client=client)).parsed
