# Generated from spec/. Do not edit.
"""Read the rate between two currencies.

`contracts.exchange_rate` is GET /iserver/exchangerate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.contracts import ExchangeRate
from ibkr_wire.operation import Operation, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["contracts.exchange_rate"]
ANSWER: Any = ExchangeRate
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(target: str, source: str) -> Operation[ExchangeRate]:
    """Read the rate between two currencies.

    Args:
        target: Currency to convert to.
        source: Currency to convert from.

    Needs a brokerage session.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/contracts.yaml, GET /iserver/exchangerate.
    """
    params: list[tuple[str, str]] = []
    params.append(("target", text(target)))
    params.append(("source", text(source)))
    return Operation(INFO, "/iserver/exchangerate", type=ANSWER, params=params)


def sync_detailed(
    target: str, source: str, *, client: Client | AuthenticatedClient
) -> Response[ExchangeRate]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(target, source), client=client)


def sync(target: str, source: str, *, client: Client | AuthenticatedClient) -> ExchangeRate | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(target, source, client=client).parsed


async def asyncio_detailed(
    target: str, source: str, *, client: Client | AuthenticatedClient
) -> Response[ExchangeRate]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(target, source), client=client)


async def asyncio(target: str, source: str, *, client: Client | AuthenticatedClient) -> ExchangeRate | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(target, source, client=client)).parsed
