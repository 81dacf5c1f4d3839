# Generated from spec/. Do not edit.
"""List the strikes of an expiry month.

`contracts.strikes` is GET /iserver/secdef/strikes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ibkr_wire.models.contracts import Strikes
from ibkr_wire.operation import UNSET, Operation, UnsetType, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["contracts.strikes"]
ANSWER: Any = Strikes
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(
    conid: int, sectype: Literal["OPT", "FOP", "WAR"], month: str, *, exchange: str | UnsetType = UNSET
) -> Operation[Strikes]:
    """List the strikes of an expiry month.

    Both lists are empty unless the underlying was searched for in this session, without `name`. Not every
    strike exists for every day of the month.

    Args:
        conid: Contract id of the underlying.
        sectype: Kind of derivative.
        month: Expiry month as MMMYY.
        exchange: Exchange.

    Needs a brokerage session.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/contracts.yaml, GET /iserver/secdef/strikes.
    """
    params: list[tuple[str, str]] = []
    params.append(("conid", text(conid)))
    params.append(("sectype", text(sectype)))
    params.append(("month", text(month)))
    if exchange is not UNSET:
        params.append(("exchange", text(exchange)))
    return Operation(INFO, "/iserver/secdef/strikes", type=ANSWER, params=params)


def sync_detailed(
    conid: int,
    sectype: Literal["OPT", "FOP", "WAR"],
    month: str,
    *,
    exchange: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[Strikes]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(conid, sectype, month, exchange=exchange), client=client)


def sync(
    conid: int,
    sectype: Literal["OPT", "FOP", "WAR"],
    month: str,
    *,
    exchange: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Strikes | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(conid, sectype, month, exchange=exchange, client=client).parsed


async def asyncio_detailed(
    conid: int,
    sectype: Literal["OPT", "FOP", "WAR"],
    month: str,
    *,
    exchange: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[Strikes]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(conid, sectype, month, exchange=exchange), client=client)


async def asyncio(
    conid: int,
    sectype: Literal["OPT", "FOP", "WAR"],
    month: str,
    *,
    exchange: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Strikes | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(conid, sectype, month, exchange=exchange, client=client)).parsed
