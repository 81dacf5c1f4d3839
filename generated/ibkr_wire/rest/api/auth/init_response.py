# Generated from spec/. Do not edit.
"""Second half of opening the brokerage session, which the gateway does by itself.

`auth.init_response` is POST /iserver/auth/ssodh/response.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.auth import CcpStatus
from ibkr_wire.operation import Operation, encode
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.auth import InitResponseRequest
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["auth.init_response"]
ANSWER: Any = CcpStatus
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(body: InitResponseRequest) -> Operation[CcpStatus]:
    """Second half of opening the brokerage session, which the gateway does by itself.

    Not for clients; listed because it is there.

    Args:
        body: What is sent, as JSON.

    Needs a login.

    Answers with an error:
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/auth.yaml, POST /iserver/auth/ssodh/response.
    """
    return Operation(INFO, "/iserver/auth/ssodh/response", type=ANSWER, body=encode(body))


def sync_detailed(body: InitResponseRequest, *, client: Client | AuthenticatedClient) -> Response[CcpStatus]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(body), client=client)


def sync(body: InitResponseRequest, *, client: Client | AuthenticatedClient) -> CcpStatus | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(body, client=client).parsed


async def asyncio_detailed(
    body: InitResponseRequest, *, client: Client | AuthenticatedClient
) -> Response[CcpStatus]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(body), client=client)


async def asyncio(body: InitResponseRequest, *, client: Client | AuthenticatedClient) -> CcpStatus | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(body, client=client)).parsed
