# Generated from spec/. Do not edit.
"""List the event contracts of a market.

`events.market` is GET /forecast/contract/market.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.events import EventMarket
from ibkr_wire.operation import UNSET, Operation, UnsetType, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["events.market"]
ANSWER: Any = EventMarket
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(underlying_conid: int, *, exchange: str | UnsetType = UNSET) -> Operation[EventMarket]:
    """List the event contracts of a market.

    Two contracts for each strike: one for yes, one for no.

    Args:
        underlying_conid: Contract id of the market, as the categories name it.
        exchange: Exchange.

    Needs a brokerage session.

    Answers with an error:
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/events.yaml, GET /forecast/contract/market.
    """
    params: list[tuple[str, str]] = []
    params.append(("underlyingConid", text(underlying_conid)))
    if exchange is not UNSET:
        params.append(("exchange", text(exchange)))
    return Operation(INFO, "/forecast/contract/market", type=ANSWER, params=params)


def sync_detailed(
    underlying_conid: int, *, exchange: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Response[EventMarket]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(underlying_conid, exchange=exchange), client=client)


def sync(
    underlying_conid: int, *, exchange: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> EventMarket | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(underlying_conid, exchange=exchange, client=client).parsed


async def asyncio_detailed(
    underlying_conid: int, *, exchange: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Response[EventMarket]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(underlying_conid, exchange=exchange), client=client)


async def asyncio(
    underlying_conid: int, *, exchange: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> EventMarket | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(underlying_conid, exchange=exchange, client=client)).parsed
