# Generated from spec/. Do not edit.
"""Return the page that a browser logs in with.

`session.page` is GET /sso/page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.operation import Operation
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["session.page"]
ANSWER: Any = str
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation() -> Operation[str]:
    """Return the page that a browser logs in with.

    The path starts at the host.

    Source: tiny_spec/openapi/paths/session.yaml, GET /sso/page.
    """
    return Operation(INFO, "/sso/page", type=ANSWER)


def sync_detailed(*, client: Client | AuthenticatedClient) -> Response[str]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(), client=client)


def sync(*, client: Client | AuthenticatedClient) -> str | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(client=client).parsed


async def asyncio_detailed(*, client: Client | AuthenticatedClient) -> Response[str]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(), client=client)


async def asyncio(*, client: Client | AuthenticatedClient) -> str | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(client=client)).parsed
