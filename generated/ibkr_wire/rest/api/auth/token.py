# Generated from spec/. Do not edit.
"""Fetch an access token, with OAuth 2.0.

`auth.token` is POST /oauth2/api/v1/token.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.auth import TokenAnswer
from ibkr_wire.operation import Operation, form
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.auth import TokenRequest
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["auth.token"]
ANSWER: Any = TokenAnswer
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(body: TokenRequest) -> Operation[TokenAnswer]:
    """Fetch an access token, with OAuth 2.0.

    At the root of the hosted server. The assertion is a token that the client has signed, good for about a
    minute.

    Args:
        body: What is sent, as a form.

    Only IBKR's own server has it. The path starts at the host.

    Answers with an error:
        400: A parameter is wrong.
        401: The client is not known.
        500: A fault of the server.

    Source: spec/openapi/paths/auth.yaml, POST /oauth2/api/v1/token.
    """
    return Operation(INFO, "/oauth2/api/v1/token", type=ANSWER, body=form(body))


def sync_detailed(body: TokenRequest, *, client: Client | AuthenticatedClient) -> Response[TokenAnswer]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(body), client=client)


def sync(body: TokenRequest, *, client: Client | AuthenticatedClient) -> TokenAnswer | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(body, client=client).parsed


async def asyncio_detailed(
    body: TokenRequest, *, client: Client | AuthenticatedClient
) -> Response[TokenAnswer]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(body), client=client)


async def asyncio(body: TokenRequest, *, client: Client | AuthenticatedClient) -> TokenAnswer | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(body, client=client)).parsed
