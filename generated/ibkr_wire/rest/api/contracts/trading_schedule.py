# Generated from spec/. Do not edit.
"""Read the trading hours of a symbol at each of its venues.

`contracts.trading_schedule` is GET /trsrv/secdef/schedule.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from ibkr_wire.models.contracts import VenueSchedule
from ibkr_wire.operation import UNSET, Operation, UnsetType, joined, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["contracts.trading_schedule"]
ANSWER: Any = list[VenueSchedule]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(
    asset_class: Literal["STK", "OPT", "FUT", "CFD", "WAR", "SWP", "FND", "BND", "ICS"],
    symbol: str,
    *,
    conid: int | UnsetType = UNSET,
    exchange: str | UnsetType = UNSET,
    exchange_filter: Sequence[str] | UnsetType = UNSET,
) -> Operation[list[VenueSchedule]]:
    """Read the trading hours of a symbol at each of its venues.

    The dates 20000101 (a Saturday) to 20000107 (a Friday) stand for ordinary days of the week, other dates
    for themselves.

    Args:
        asset_class: Asset class; SWP is for currencies.
        symbol: Symbol.
        conid: Contract id, where the symbol is not enough.
        exchange: Exchange of the listing.
        exchange_filter: Exchanges to show.

    Needs a login.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/contracts.yaml, GET /trsrv/secdef/schedule.
    """
    params: list[tuple[str, str]] = []
    params.append(("assetClass", text(asset_class)))
    params.append(("symbol", text(symbol)))
    if conid is not UNSET:
        params.append(("conid", text(conid)))
    if exchange is not UNSET:
        params.append(("exchange", text(exchange)))
    if exchange_filter is not UNSET:
        params.append(("exchangeFilter", joined(exchange_filter, ",")))
    return Operation(INFO, "/trsrv/secdef/schedule", type=ANSWER, params=params)


def sync_detailed(
    asset_class: Literal["STK", "OPT", "FUT", "CFD", "WAR", "SWP", "FND", "BND", "ICS"],
    symbol: str,
    *,
    conid: int | UnsetType = UNSET,
    exchange: str | UnsetType = UNSET,
    exchange_filter: Sequence[str] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[list[VenueSchedule]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(
        operation(asset_class, symbol, conid=conid, exchange=exchange, exchange_filter=exchange_filter),
        client=client,
    )


def sync(
    asset_class: Literal["STK", "OPT", "FUT", "CFD", "WAR", "SWP", "FND", "BND", "ICS"],
    symbol: str,
    *,
    conid: int | UnsetType = UNSET,
    exchange: str | UnsetType = UNSET,
    exchange_filter: Sequence[str] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> list[VenueSchedule] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(
        asset_class, symbol, conid=conid, exchange=exchange, exchange_filter=exchange_filter, client=client
    ).parsed


async def asyncio_detailed(
    asset_class: Literal["STK", "OPT", "FUT", "CFD", "WAR", "SWP", "FND", "BND", "ICS"],
    symbol: str,
    *,
    conid: int | UnsetType = UNSET,
    exchange: str | UnsetType = UNSET,
    exchange_filter: Sequence[str] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[list[VenueSchedule]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(
        operation(asset_class, symbol, conid=conid, exchange=exchange, exchange_filter=exchange_filter),
        client=client,
    )


async def asyncio(
    asset_class: Literal["STK", "OPT", "FUT", "CFD", "WAR", "SWP", "FND", "BND", "ICS"],
    symbol: str,
    *,
    conid: int | UnsetType = UNSET,
    exchange: str | UnsetType = UNSET,
    exchange_filter: Sequence[str] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> list[VenueSchedule] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (
        await asyncio_detailed(
            asset_class,
            symbol,
            conid=conid,
            exchange=exchange,
            exchange_filter=exchange_filter,
            client=client,
        )
    ).parsed
