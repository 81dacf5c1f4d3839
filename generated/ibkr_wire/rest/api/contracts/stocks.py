# Generated from spec/. Do not edit.
"""List the stocks behind each symbol.

`contracts.stocks` is GET /trsrv/stocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ibkr_wire.models.contracts import StockListing
from ibkr_wire.operation import Operation, joined
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["contracts.stocks"]
ANSWER: Any = dict[str, list[StockListing]]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(symbols: Sequence[str]) -> Operation[dict[str, list[StockListing]]]:
    """List the stocks behind each symbol.

    The answer is keyed by symbol; an unknown symbol has an empty list.

    Args:
        symbols: Symbols in capital letters.

    Needs a login.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/contracts.yaml, GET /trsrv/stocks.
    """
    params: list[tuple[str, str]] = []
    params.append(("symbols", joined(symbols, ",")))
    return Operation(INFO, "/trsrv/stocks", type=ANSWER, params=params)


def sync_detailed(
    symbols: Sequence[str], *, client: Client | AuthenticatedClient
) -> Response[dict[str, list[StockListing]]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(symbols), client=client)


def sync(
    symbols: Sequence[str], *, client: Client | AuthenticatedClient
) -> dict[str, list[StockListing]] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(symbols, client=client).parsed


async def asyncio_detailed(
    symbols: Sequence[str], *, client: Client | AuthenticatedClient
) -> Response[dict[str, list[StockListing]]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(symbols), client=client)


async def asyncio(
    symbols: Sequence[str], *, client: Client | AuthenticatedClient
) -> dict[str, list[StockListing]] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(symbols, client=client)).parsed
