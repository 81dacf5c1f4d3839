# Generated from spec/. Do not edit.
"""Return a token for what was written into a form.

`session.token` is POST /token.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.session import Token
from ibkr_wire.operation import Operation, form
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.session import TokenRequest
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["session.token"]
ANSWER: Any = Token
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(body: TokenRequest) -> Operation[Token]:
    """Return a token for what was written into a form.

    Args:
        body: What is sent, as a form.

    Only IBKR's own server has it. The path starts at the host.

    Source: tiny_spec/openapi/paths/session.yaml, POST /token.
    """
    return Operation(INFO, "/token", type=ANSWER, body=form(body))


def sync_detailed(body: TokenRequest, *, client: Client | AuthenticatedClient) -> Response[Token]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(body), client=client)


def sync(body: TokenRequest, *, client: Client | AuthenticatedClient) -> Token | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(body, client=client).parsed


async def asyncio_detailed(body: TokenRequest, *, client: Client | AuthenticatedClient) -> Response[Token]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(body), client=client)


async def asyncio(body: TokenRequest, *, client: Client | AuthenticatedClient) -> Token | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(body, client=client)).parsed
