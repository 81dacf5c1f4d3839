# Generated from spec/. Do not edit.
"""Look up a contract, or the derivatives of an underlying.

`contracts.secdef_info` is GET /iserver/secdef/info.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ibkr_wire.models.contracts import SecdefInfo
from ibkr_wire.operation import UNSET, Operation, UnsetType, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["contracts.secdef_info"]
ANSWER: Any = list[SecdefInfo]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = True


def operation(
    *,
    conid: int | UnsetType = UNSET,
    sectype: str | UnsetType = UNSET,
    month: str | UnsetType = UNSET,
    exchange: str | UnsetType = UNSET,
    strike: float | UnsetType = UNSET,
    right: Literal["C", "P"] | UnsetType = UNSET,
    issuer_id: str | UnsetType = UNSET,
    filters: str | UnsetType = UNSET,
) -> Operation[list[SecdefInfo]]:
    """Look up a contract, or the derivatives of an underlying.

    Search for the underlying before. Options and futures options need `sectype`, `month` and `strike`;
    without `right` both sides come back. A plain contract id is answered with one object, derivatives with
    a list. An unknown contract is answered with status 500 and an error that is JSON text itself.

    Args:
        conid: Contract id, of the underlying for derivatives.
        sectype: Security type of what is looked for, such as OPT, FOP, WAR, FUT or BOND.
        month: Expiry month as MMMYY.
        exchange: Exchange; SMART by default.
        strike: Strike.
        right: C for calls, P for puts.
        issuer_id: Bond issuer, as the search names it.
        filters: Further conditions, for bonds.

    Needs a brokerage session.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/contracts.yaml, GET /iserver/secdef/info.
    """
    params: list[tuple[str, str]] = []
    if conid is not UNSET:
        params.append(("conid", text(conid)))
    if sectype is not UNSET:
        params.append(("sectype", text(sectype)))
    if month is not UNSET:
        params.append(("month", text(month)))
    if exchange is not UNSET:
        params.append(("exchange", text(exchange)))
    if strike is not UNSET:
        params.append(("strike", text(strike)))
    if right is not UNSET:
        params.append(("right", text(right)))
    if issuer_id is not UNSET:
        params.append(("issuerId", text(issuer_id)))
    if filters is not UNSET:
        params.append(("filters", text(filters)))
    return Operation(INFO, "/iserver/secdef/info", type=ANSWER, params=params, wrap=WRAP)


def sync_detailed(
    *,
    conid: int | UnsetType = UNSET,
    sectype: str | UnsetType = UNSET,
    month: str | UnsetType = UNSET,
    exchange: str | UnsetType = UNSET,
    strike: float | UnsetType = UNSET,
    right: Literal["C", "P"] | UnsetType = UNSET,
    issuer_id: str | UnsetType = UNSET,
    filters: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[list[SecdefInfo]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(
        operation(
            conid=conid,
            sectype=sectype,
            month=month,
            exchange=exchange,
            strike=strike,
            right=right,
            issuer_id=issuer_id,
            filters=filters,
        ),
        client=client,
    )


def sync(
    *,
    conid: int | UnsetType = UNSET,
    sectype: str | UnsetType = UNSET,
    month: str | UnsetType = UNSET,
    exchange: str | UnsetType = UNSET,
    strike: float | UnsetType = UNSET,
    right: Literal["C", "P"] | UnsetType = UNSET,
    issuer_id: str | UnsetType = UNSET,
    filters: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> list[SecdefInfo] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(
        conid=conid,
        sectype=sectype,
        month=month,
        exchange=exchange,
        strike=strike,
        right=right,
        issuer_id=issuer_id,
        filters=filters,
        client=client,
    ).parsed


async def asyncio_detailed(
    *,
    conid: int | UnsetType = UNSET,
    sectype: str | UnsetType = UNSET,
    month: str | UnsetType = UNSET,
    exchange: str | UnsetType = UNSET,
    strike: float | UnsetType = UNSET,
    right: Literal["C", "P"] | UnsetType = UNSET,
    issuer_id: str | UnsetType = UNSET,
    filters: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[list[SecdefInfo]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(
        operation(
            conid=conid,
            sectype=sectype,
            month=month,
            exchange=exchange,
            strike=strike,
            right=right,
            issuer_id=issuer_id,
            filters=filters,
        ),
        client=client,
    )


async def asyncio(
    *,
    conid: int | UnsetType = UNSET,
    sectype: str | UnsetType = UNSET,
    month: str | UnsetType = UNSET,
    exchange: str | UnsetType = UNSET,
    strike: float | UnsetType = UNSET,
    right: Literal["C", "P"] | UnsetType = UNSET,
    issuer_id: str | UnsetType = UNSET,
    filters: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> list[SecdefInfo] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (
        await asyncio_detailed(
            conid=conid,
            sectype=sectype,
            month=month,
            exchange=exchange,
            strike=strike,
            right=right,
            issuer_id=issuer_id,
            filters=filters,
            client=client,
        )
    ).parsed
