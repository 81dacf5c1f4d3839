# Generated from spec/. Do not edit.
"""List all contracts of an exchange.

`contracts.conids` is GET /trsrv/all-conids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.contracts import ExchangeContract
from ibkr_wire.operation import UNSET, Operation, UnsetType, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["contracts.conids"]
ANSWER: Any = list[ExchangeContract]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(exchange: str, *, asset_class: str | UnsetType = UNSET) -> Operation[list[ExchangeContract]]:
    """List all contracts of an exchange.

    Stocks only, unless another asset class is given.

    Args:
        exchange: Exchange.
        asset_class: Asset class.

    Needs a login.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/contracts.yaml, GET /trsrv/all-conids.
    """
    params: list[tuple[str, str]] = []
    params.append(("exchange", text(exchange)))
    if asset_class is not UNSET:
        params.append(("assetClass", text(asset_class)))
    return Operation(INFO, "/trsrv/all-conids", type=ANSWER, params=params)


def sync_detailed(
    exchange: str, *, asset_class: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Response[list[ExchangeContract]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(exchange, asset_class=asset_class), client=client)


def sync(
    exchange: str, *, asset_class: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> list[ExchangeContract] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(exchange, asset_class=asset_class, client=client).parsed


async def asyncio_detailed(
    exchange: str, *, asset_class: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Response[list[ExchangeContract]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(exchange, asset_class=asset_class), client=client)


async def asyncio(
    exchange: str, *, asset_class: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> list[ExchangeContract] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(exchange, asset_class=asset_class, client=client)).parsed
