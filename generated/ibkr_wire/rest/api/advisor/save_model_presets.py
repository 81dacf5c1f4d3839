# Generated from spec/. Do not edit.
"""Change the rules for all models.

`advisor.save_model_presets` is POST /fa/fa-preset/save.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.advisor import ModelOutcome
from ibkr_wire.operation import Operation, encode
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.advisor import ModelPresetsRequest
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["advisor.save_model_presets"]
ANSWER: Any = ModelOutcome
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(body: ModelPresetsRequest) -> Operation[ModelOutcome]:
    """Change the rules for all models.

    A success may carry the word None as its error.

    Args:
        body: What is sent, as JSON.

    Needs a brokerage session.

    Answers with an error:
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/advisor.yaml, POST /fa/fa-preset/save.
    """
    return Operation(INFO, "/fa/fa-preset/save", type=ANSWER, body=encode(body))


def sync_detailed(
    body: ModelPresetsRequest, *, client: Client | AuthenticatedClient
) -> Response[ModelOutcome]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(body), client=client)


def sync(body: ModelPresetsRequest, *, client: Client | AuthenticatedClient) -> ModelOutcome | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(body, client=client).parsed


async def asyncio_detailed(
    body: ModelPresetsRequest, *, client: Client | AuthenticatedClient
) -> Response[ModelOutcome]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(body), client=client)


async def asyncio(body: ModelPresetsRequest, *, client: Client | AuthenticatedClient) -> ModelOutcome | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(body, client=client)).parsed
