# Generated from spec/. Do not edit.
"""Answer the question that an order raised.

`orders.reply` is POST /iserver/reply/{replyId}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.orders import OrderAnswer
from ibkr_wire.operation import Operation, encode, quoted
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.orders import ReplyRequest
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["orders.reply"]
ANSWER: Any = list[OrderAnswer]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = True


def operation(reply_id: str, body: ReplyRequest) -> Operation[list[OrderAnswer]]:
    """Answer the question that an order raised.

    The answer may be the next question; up to three were seen. Send nothing before the reply: it would then
    get status 503, with the order dropped or, as was seen once, working.

    Args:
        reply_id: Id of the question.
        body: What is sent, as JSON.

    Needs a brokerage session.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/orders.yaml, POST /iserver/reply/{replyId}.
    """
    return Operation(INFO, f"/iserver/reply/{quoted(reply_id)}", type=ANSWER, body=encode(body), wrap=WRAP)


def sync_detailed(
    reply_id: str, body: ReplyRequest, *, client: Client | AuthenticatedClient
) -> Response[list[OrderAnswer]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(reply_id, body), client=client)


def sync(
    reply_id: str, body: ReplyRequest, *, client: Client | AuthenticatedClient
) -> list[OrderAnswer] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(reply_id, body, client=client).parsed


async def asyncio_detailed(
    reply_id: str, body: ReplyRequest, *, client: Client | AuthenticatedClient
) -> Response[list[OrderAnswer]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(reply_id, body), client=client)


async def asyncio(
    reply_id: str, body: ReplyRequest, *, client: Client | AuthenticatedClient
) -> list[OrderAnswer] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(reply_id, body, client=client)).parsed
