# Generated from spec/. Do not edit.
"""Read historical bars, in the form of the old beta.

`market_data.beta_history` is GET /hmds/history.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ibkr_wire.models.market_data import BetaHistory
from ibkr_wire.operation import UNSET, Operation, UnsetType, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["market_data.beta_history"]
ANSWER: Any = BetaHistory
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(
    conid: int,
    period: str,
    bar: str,
    *,
    outside_rth: bool | UnsetType = UNSET,
    start_time: str | UnsetType = UNSET,
    direction: Literal[-1, 1] | UnsetType = UNSET,
    bar_type: str | UnsetType = UNSET,
) -> Operation[BetaHistory]:
    """Read historical bars, in the form of the old beta.

    Status 404 until the historical bridge is open. Capital and small letters of units matter. Reported as
    deprecated since November 2025; use the history of `/iserver` instead.

    Args:
        conid: Contract id.
        period: Length of the window with a unit of S (seconds), d, w, m (months) or y.
        bar: Length of a bar with its unit.
        outside_rth: Include bars outside regular hours.
        start_time: One end of the window as YYYYMMDD-HH:mm:ss; now by default.
        direction: -1 goes back in time, 1 goes forward.
        bar_type: Prices that the bars are made of.

    Deprecated by IBKR. Needs a login. The gateway wants to be asked before, once a session:
    auth.history_init.

    Answers with an error:
        404: The bridge is not open, or the service is gone.
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/market_data.yaml, GET /hmds/history.
    """
    params: list[tuple[str, str]] = []
    params.append(("conid", text(conid)))
    params.append(("period", text(period)))
    params.append(("bar", text(bar)))
    if outside_rth is not UNSET:
        params.append(("outsideRth", text(outside_rth)))
    if start_time is not UNSET:
        params.append(("startTime", text(start_time)))
    if direction is not UNSET:
        params.append(("direction", text(direction)))
    if bar_type is not UNSET:
        params.append(("barType", text(bar_type)))
    return Operation(INFO, "/hmds/history", type=ANSWER, params=params)


def sync_detailed(
    conid: int,
    period: str,
    bar: str,
    *,
    outside_rth: bool | UnsetType = UNSET,
    start_time: str | UnsetType = UNSET,
    direction: Literal[-1, 1] | UnsetType = UNSET,
    bar_type: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[BetaHistory]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(
        operation(
            conid,
            period,
            bar,
            outside_rth=outside_rth,
            start_time=start_time,
            direction=direction,
            bar_type=bar_type,
        ),
        client=client,
    )


def sync(
    conid: int,
    period: str,
    bar: str,
    *,
    outside_rth: bool | UnsetType = UNSET,
    start_time: str | UnsetType = UNSET,
    direction: Literal[-1, 1] | UnsetType = UNSET,
    bar_type: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> BetaHistory | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(
        conid,
        period,
        bar,
        outside_rth=outside_rth,
        start_time=start_time,
        direction=direction,
        bar_type=bar_type,
        client=client,
    ).parsed


async def asyncio_detailed(
    conid: int,
    period: str,
    bar: str,
    *,
    outside_rth: bool | UnsetType = UNSET,
    start_time: str | UnsetType = UNSET,
    direction: Literal[-1, 1] | UnsetType = UNSET,
    bar_type: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[BetaHistory]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(
        operation(
            conid,
            period,
            bar,
            outside_rth=outside_rth,
            start_time=start_time,
            direction=direction,
            bar_type=bar_type,
        ),
        client=client,
    )


async def asyncio(
    conid: int,
    period: str,
    bar: str,
    *,
    outside_rth: bool | UnsetType = UNSET,
    start_time: str | UnsetType = UNSET,
    direction: Literal[-1, 1] | UnsetType = UNSET,
    bar_type: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> BetaHistory | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (
        await asyncio_detailed(
            conid,
            period,
            bar,
            outside_rth=outside_rth,
            start_time=start_time,
            direction=direction,
            bar_type=bar_type,
            client=client,
        )
    ).parsed
