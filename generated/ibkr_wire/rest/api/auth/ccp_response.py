# Generated from spec/. Do not edit.
"""Respond to the challenge of the old beta.

`auth.ccp_response` is POST /ccp/auth/response.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.auth import CcpStatus
from ibkr_wire.operation import Operation, encode
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.auth import CcpResponseRequest
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["auth.ccp_response"]
ANSWER: Any = CcpStatus
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(body: CcpResponseRequest) -> Operation[CcpStatus]:
    """Respond to the challenge of the old beta.

    Gateways of today answer with an error or status 404.

    Args:
        body: What is sent, as JSON.

    Deprecated by IBKR. Needs a login.

    Answers with an error:
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/auth.yaml, POST /ccp/auth/response.
    """
    return Operation(INFO, "/ccp/auth/response", type=ANSWER, body=encode(body))


def sync_detailed(body: CcpResponseRequest, *, client: Client | AuthenticatedClient) -> Response[CcpStatus]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(body), client=client)


def sync(body: CcpResponseRequest, *, client: Client | AuthenticatedClient) -> CcpStatus | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(body, client=client).parsed


async def asyncio_detailed(
    body: CcpResponseRequest, *, client: Client | AuthenticatedClient
) -> Response[CcpStatus]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(body), client=client)


async def asyncio(body: CcpResponseRequest, *, client: Client | AuthenticatedClient) -> CcpStatus | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(body, client=client)).parsed
