# Generated from spec/. Do not edit.
"""Prepare to invest accounts in a model, or to take them out of it.

`advisor.invest` is POST /fa/model/invest-divest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.advisor import ModelInvestmentStarted
from ibkr_wire.operation import Operation, encode
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.advisor import ModelInvestment
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["advisor.invest"]
ANSWER: Any = ModelInvestmentStarted
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(body: ModelInvestment) -> Operation[ModelInvestmentStarted]:
    """Prepare to invest accounts in a model, or to take them out of it.

    Orders are made ready; they are sent by advisor.submit_transfers. What an item of the list is made of is
    not documented.

    Args:
        body: What is sent, as JSON.

    Needs a brokerage session.

    Answers with an error:
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/advisor.yaml, POST /fa/model/invest-divest.
    """
    return Operation(INFO, "/fa/model/invest-divest", type=ANSWER, body=encode(body))


def sync_detailed(
    body: ModelInvestment, *, client: Client | AuthenticatedClient
) -> Response[ModelInvestmentStarted]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(body), client=client)


def sync(body: ModelInvestment, *, client: Client | AuthenticatedClient) -> ModelInvestmentStarted | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(body, client=client).parsed


async def asyncio_detailed(
    body: ModelInvestment, *, client: Client | AuthenticatedClient
) -> Response[ModelInvestmentStarted]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(body), client=client)


async def asyncio(
    body: ModelInvestment, *, client: Client | AuthenticatedClient
) -> ModelInvestmentStarted | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(body, client=client)).parsed
