# Generated from spec/. Do not edit.
"""Let orders pass without some of the questions.

`orders.suppress` is POST /iserver/questions/suppress.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.orders import SuppressAnswer
from ibkr_wire.operation import Operation, encode
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.orders import SuppressRequest
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["orders.suppress"]
ANSWER: Any = SuppressAnswer
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(body: SuppressRequest) -> Operation[SuppressAnswer]:
    """Let orders pass without some of the questions.

    Lasts until the brokerage session ends and has to be repeated in the next one. At most 51 questions.

    Args:
        body: What is sent, as JSON.

    Needs a brokerage session.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/orders.yaml, POST /iserver/questions/suppress.
    """
    return Operation(INFO, "/iserver/questions/suppress", type=ANSWER, body=encode(body))


def sync_detailed(body: SuppressRequest, *, client: Client | AuthenticatedClient) -> Response[SuppressAnswer]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(body), client=client)


def sync(body: SuppressRequest, *, client: Client | AuthenticatedClient) -> SuppressAnswer | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(body, client=client).parsed


async def asyncio_detailed(
    body: SuppressRequest, *, client: Client | AuthenticatedClient
) -> Response[SuppressAnswer]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(body), client=client)


async def asyncio(body: SuppressRequest, *, client: Client | AuthenticatedClient) -> SuppressAnswer | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(body, client=client)).parsed
