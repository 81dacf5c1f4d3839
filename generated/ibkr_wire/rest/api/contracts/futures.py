# Generated from spec/. Do not edit.
"""List the futures of root symbols.

`contracts.futures` is GET /trsrv/futures.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ibkr_wire.models.contracts import Future
from ibkr_wire.operation import UNSET, Operation, UnsetType, joined, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["contracts.futures"]
ANSWER: Any = dict[str, list[Future]]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(
    symbols: Sequence[str], *, exchange: str | UnsetType = UNSET
) -> Operation[dict[str, list[Future]]]:
    """List the futures of root symbols.

    The answer is keyed by symbol and not sorted by expiry.

    Args:
        symbols: Root symbols in capital letters.
        exchange: Exchange of the listing.

    Needs a login.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/contracts.yaml, GET /trsrv/futures.
    """
    params: list[tuple[str, str]] = []
    params.append(("symbols", joined(symbols, ",")))
    if exchange is not UNSET:
        params.append(("exchange", text(exchange)))
    return Operation(INFO, "/trsrv/futures", type=ANSWER, params=params)


def sync_detailed(
    symbols: Sequence[str], *, exchange: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Response[dict[str, list[Future]]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(symbols, exchange=exchange), client=client)


def sync(
    symbols: Sequence[str], *, exchange: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> dict[str, list[Future]] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(symbols, exchange=exchange, client=client).parsed


async def asyncio_detailed(
    symbols: Sequence[str], *, exchange: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Response[dict[str, list[Future]]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(symbols, exchange=exchange), client=client)


async def asyncio(
    symbols: Sequence[str], *, exchange: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> dict[str, list[Future]] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(symbols, exchange=exchange, client=client)).parsed
