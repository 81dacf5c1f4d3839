# Generated from spec/. Do not edit.
"""Read the trading hours of a contract, day by day.

`contracts.trading_hours` is GET /contract/trading-schedule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.contracts import TradingHours
from ibkr_wire.operation import UNSET, Operation, UnsetType, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["contracts.trading_hours"]
ANSWER: Any = TradingHours
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(conid: int, *, exchange: str | UnsetType = UNSET) -> Operation[TradingHours]:
    """Read the trading hours of a contract, day by day.

    Some past days and the days to come, keyed by date as YYYYMMDD.

    Args:
        conid: Contract id.
        exchange: Exchange; that of the listing by default.

    Needs a brokerage session.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/contracts.yaml, GET /contract/trading-schedule.
    """
    params: list[tuple[str, str]] = []
    params.append(("conid", text(conid)))
    if exchange is not UNSET:
        params.append(("exchange", text(exchange)))
    return Operation(INFO, "/contract/trading-schedule", type=ANSWER, params=params)


def sync_detailed(
    conid: int, *, exchange: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Response[TradingHours]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(conid, exchange=exchange), client=client)


def sync(
    conid: int, *, exchange: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> TradingHours | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(conid, exchange=exchange, client=client).parsed


async def asyncio_detailed(
    conid: int, *, exchange: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Response[TradingHours]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(conid, exchange=exchange), client=client)


async def asyncio(
    conid: int, *, exchange: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> TradingHours | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(conid, exchange=exchange, client=client)).parsed
