# Generated from spec/. Do not edit.
"""Tell how the service understood a plain request.

`management.echo` is GET /gw/api/v1/echo/https.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.management_services import EchoAnswer
from ibkr_wire.operation import Operation
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["management.echo"]
ANSWER: Any = EchoAnswer
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation() -> Operation[EchoAnswer]:
    """Tell how the service understood a plain request.

    Scope `echo.read`.

    Only IBKR's own server has it. The path starts at the host.

    Answers with an error:
        401: The token is missing, wrong or too old.
        403: The token does not have the scope, or the account is not among those of the client id.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the service.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/management_services.yaml, GET /gw/api/v1/echo/https.
    """
    return Operation(INFO, "/gw/api/v1/echo/https", type=ANSWER)


def sync_detailed(*, client: Client | AuthenticatedClient) -> Response[EchoAnswer]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(), client=client)


def sync(*, client: Client | AuthenticatedClient) -> EchoAnswer | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(client=client).parsed


async def asyncio_detailed(*, client: Client | AuthenticatedClient) -> Response[EchoAnswer]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(), client=client)


async def asyncio(*, client: Client | AuthenticatedClient) -> EchoAnswer | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(client=client)).parsed
