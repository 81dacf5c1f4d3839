# Generated from spec/. Do not edit.
"""Tell what became of a request.

`management.request_status` is GET /gw/api/v1/requests/{requestId}/status.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ibkr_wire.models.management_accounts import RequestReceipt
from ibkr_wire.operation import Operation, quoted, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["management.request_status"]
ANSWER: Any = RequestReceipt
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(request_id: int, kind: Literal["response", "update"]) -> Operation[RequestReceipt]:
    """Tell what became of a request.

    Scope `accounts.read`.

    Args:
        request_id: Id of the request.
        kind: Answer to an application, or state of a change.

    Only IBKR's own server has it. The path starts at the host.

    Answers with an error:
        400: The request is not complete, or a value is wrong.
        401: The token is missing, wrong or too old.
        403: The token does not have the scope, or the account is not among those of the client id.
        415: The body is in a format that the service does not read.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the service.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/management_utilities.yaml, GET /gw/api/v1/requests/{requestId}/status.
    """
    params: list[tuple[str, str]] = []
    params.append(("type", text(kind)))
    return Operation(INFO, f"/gw/api/v1/requests/{quoted(request_id)}/status", type=ANSWER, params=params)


def sync_detailed(
    request_id: int, kind: Literal["response", "update"], *, client: Client | AuthenticatedClient
) -> Response[RequestReceipt]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(request_id, kind), client=client)


def sync(
    request_id: int, kind: Literal["response", "update"], *, client: Client | AuthenticatedClient
) -> RequestReceipt | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(request_id, kind, client=client).parsed


async def asyncio_detailed(
    request_id: int, kind: Literal["response", "update"], *, client: Client | AuthenticatedClient
) -> Response[RequestReceipt]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(request_id, kind), client=client)


async def asyncio(
    request_id: int, kind: Literal["response", "update"], *, client: Client | AuthenticatedClient
) -> RequestReceipt | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(request_id, kind, client=client)).parsed
