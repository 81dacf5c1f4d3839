# Generated from spec/. Do not edit.
"""Show a model in short.

`advisor.model_summary` is POST /fa/model/summary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.advisor import ModelSummary
from ibkr_wire.operation import Operation, encode
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.advisor import ModelRequest
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["advisor.model_summary"]
ANSWER: Any = ModelSummary
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(body: ModelRequest) -> Operation[ModelSummary]:
    """Show a model in short.

    Args:
        body: What is sent, as JSON.

    Needs a brokerage session.

    Answers with an error:
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/advisor.yaml, POST /fa/model/summary.
    """
    return Operation(INFO, "/fa/model/summary", type=ANSWER, body=encode(body))


def sync_detailed(body: ModelRequest, *, client: Client | AuthenticatedClient) -> Response[ModelSummary]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(body), client=client)


def sync(body: ModelRequest, *, client: Client | AuthenticatedClient) -> ModelSummary | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(body, client=client).parsed


async def asyncio_detailed(
    body: ModelRequest, *, client: Client | AuthenticatedClient
) -> Response[ModelSummary]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(body), client=client)


async def asyncio(body: ModelRequest, *, client: Client | AuthenticatedClient) -> ModelSummary | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(body, client=client)).parsed
