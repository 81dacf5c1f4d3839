# Generated from spec/. Do not edit.
"""Read historical bars of one contract.

`market_data.history` is GET /iserver/marketdata/history.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ibkr_wire.models.market_data import History
from ibkr_wire.operation import UNSET, Operation, UnsetType, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["market_data.history"]
ANSWER: Any = History
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(
    conid: int,
    period: str,
    bar: Literal[
        "1min",
        "2min",
        "3min",
        "5min",
        "10min",
        "15min",
        "30min",
        "1h",
        "2h",
        "3h",
        "4h",
        "8h",
        "1d",
        "1w",
        "1m",
    ],
    *,
    exchange: str | UnsetType = UNSET,
    outside_rth: bool | UnsetType = UNSET,
    start_time: str | UnsetType = UNSET,
    direction: Literal[-1, 1] | UnsetType = UNSET,
    source: Literal["trades", "midpoint", "bid_ask"] | UnsetType = UNSET,
) -> Operation[History]:
    """Read historical bars of one contract.

    At most 1000 bars, oldest first. `startTime` is the end of the window, not its begin. The first call for
    a contract may answer with status 404, 500 or 503: ask up to three times, two seconds apart. A contract
    without data answers with status 500.

    Args:
        conid: Contract id.
        period: Length of the window: 1-30min, 1-8h, 1-1000d, 1-792w, 1-182m (months) or 1-15y.
        bar: Length of a bar; m is a month.
        exchange: Exchange to take the data from; SMART by default.
        outside_rth: Include bars outside regular hours.
        start_time: End of the window in UTC as YYYYMMDD-HH:mm:ss; now by default.
        direction: -1 lets the window end at startTime; 1 is documented but refused.
        source: Prices that the bars are made of.

    Needs a brokerage session. At most 5 at once.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        404: Nothing is known about the contract yet; ask again.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: No data, or not yet; ask again.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/market_data.yaml, GET /iserver/marketdata/history.
    """
    params: list[tuple[str, str]] = []
    params.append(("conid", text(conid)))
    params.append(("period", text(period)))
    params.append(("bar", text(bar)))
    if exchange is not UNSET:
        params.append(("exchange", text(exchange)))
    if outside_rth is not UNSET:
        params.append(("outsideRth", text(outside_rth)))
    if start_time is not UNSET:
        params.append(("startTime", text(start_time)))
    if direction is not UNSET:
        params.append(("direction", text(direction)))
    if source is not UNSET:
        params.append(("source", text(source)))
    return Operation(INFO, "/iserver/marketdata/history", type=ANSWER, params=params)


def sync_detailed(
    conid: int,
    period: str,
    bar: Literal[
        "1min",
        "2min",
        "3min",
        "5min",
        "10min",
        "15min",
        "30min",
        "1h",
        "2h",
        "3h",
        "4h",
        "8h",
        "1d",
        "1w",
        "1m",
    ],
    *,
    exchange: str | UnsetType = UNSET,
    outside_rth: bool | UnsetType = UNSET,
    start_time: str | UnsetType = UNSET,
    direction: Literal[-1, 1] | UnsetType = UNSET,
    source: Literal["trades", "midpoint", "bid_ask"] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[History]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(
        operation(
            conid,
            period,
            bar,
            exchange=exchange,
            outside_rth=outside_rth,
            start_time=start_time,
            direction=direction,
            source=source,
        ),
        client=client,
    )


def sync(
    conid: int,
    period: str,
    bar: Literal[
        "1min",
        "2min",
        "3min",
        "5min",
        "10min",
        "15min",
        "30min",
        "1h",
        "2h",
        "3h",
        "4h",
        "8h",
        "1d",
        "1w",
        "1m",
    ],
    *,
    exchange: str | UnsetType = UNSET,
    outside_rth: bool | UnsetType = UNSET,
    start_time: str | UnsetType = UNSET,
    direction: Literal[-1, 1] | UnsetType = UNSET,
    source: Literal["trades", "midpoint", "bid_ask"] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> History | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(
        conid,
        period,
        bar,
        exchange=exchange,
        outside_rth=outside_rth,
        start_time=start_time,
        direction=direction,
        source=source,
        client=client,
    ).parsed


async def asyncio_detailed(
    conid: int,
    period: str,
    bar: Literal[
        "1min",
        "2min",
        "3min",
        "5min",
        "10min",
        "15min",
        "30min",
        "1h",
        "2h",
        "3h",
        "4h",
        "8h",
        "1d",
        "1w",
        "1m",
    ],
    *,
    exchange: str | UnsetType = UNSET,
    outside_rth: bool | UnsetType = UNSET,
    start_time: str | UnsetType = UNSET,
    direction: Literal[-1, 1] | UnsetType = UNSET,
    source: Literal["trades", "midpoint", "bid_ask"] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[History]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(
        operation(
            conid,
            period,
            bar,
            exchange=exchange,
            outside_rth=outside_rth,
            start_time=start_time,
            direction=direction,
            source=source,
        ),
        client=client,
    )


async def asyncio(
    conid: int,
    period: str,
    bar: Literal[
        "1min",
        "2min",
        "3min",
        "5min",
        "10min",
        "15min",
        "30min",
        "1h",
        "2h",
        "3h",
        "4h",
        "8h",
        "1d",
        "1w",
        "1m",
    ],
    *,
    exchange: str | UnsetType = UNSET,
    outside_rth: bool | UnsetType = UNSET,
    start_time: str | UnsetType = UNSET,
    direction: Literal[-1, 1] | UnsetType = UNSET,
    source: Literal["trades", "midpoint", "bid_ask"] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> History | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (
        await asyncio_detailed(
            conid,
            period,
            bar,
            exchange=exchange,
            outside_rth=outside_rth,
            start_time=start_time,
            direction=direction,
            source=source,
            client=client,
        )
    ).parsed
