# Generated from spec/. Do not edit.
"""Search contracts by symbol or company name.

`contracts.search` is GET /iserver/secdef/search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ibkr_wire.models.contracts import ContractMatch
from ibkr_wire.operation import UNSET, Operation, UnsetType, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["contracts.search"]
ANSWER: Any = list[ContractMatch]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(
    symbol: str,
    *,
    sec_type: Literal["STK", "IND", "BOND"] | UnsetType = UNSET,
    name: bool | UnsetType = UNSET,
    more: bool | UnsetType = UNSET,
    fund: bool | UnsetType = UNSET,
    fund_family_conid_ex: str | UnsetType = UNSET,
    pattern: bool | UnsetType = UNSET,
    referrer: str | UnsetType = UNSET,
) -> Operation[list[ContractMatch]]:
    """Search contracts by symbol or company name.

    An unknown symbol is answered with an empty list, or with an error in status 200. Derivatives of an
    underlying can be looked up only after it was searched for, without `name`.

    Args:
        symbol: Symbol, part of a company name, or type of a bond issuer.
        sec_type: Security type of the underlying.
        name: Treat the symbol as part of a company name.
        more: Ask for more rows.
        fund: Search for funds.
        fund_family_conid_ex: Contract of a fund family to search in.
        pattern: Treat the symbol as a pattern.
        referrer: Origin of the search, free text.

    Needs a brokerage session.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/contracts.yaml, GET /iserver/secdef/search.
    """
    params: list[tuple[str, str]] = []
    params.append(("symbol", text(symbol)))
    if sec_type is not UNSET:
        params.append(("secType", text(sec_type)))
    if name is not UNSET:
        params.append(("name", text(name)))
    if more is not UNSET:
        params.append(("more", text(more)))
    if fund is not UNSET:
        params.append(("fund", text(fund)))
    if fund_family_conid_ex is not UNSET:
        params.append(("fundFamilyConidEx", text(fund_family_conid_ex)))
    if pattern is not UNSET:
        params.append(("pattern", text(pattern)))
    if referrer is not UNSET:
        params.append(("referrer", text(referrer)))
    return Operation(INFO, "/iserver/secdef/search", type=ANSWER, params=params)


def sync_detailed(
    symbol: str,
    *,
    sec_type: Literal["STK", "IND", "BOND"] | UnsetType = UNSET,
    name: bool | UnsetType = UNSET,
    more: bool | UnsetType = UNSET,
    fund: bool | UnsetType = UNSET,
    fund_family_conid_ex: str | UnsetType = UNSET,
    pattern: bool | UnsetType = UNSET,
    referrer: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[list[ContractMatch]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(
        operation(
            symbol,
            sec_type=sec_type,
            name=name,
            more=more,
            fund=fund,
            fund_family_conid_ex=fund_family_conid_ex,
            pattern=pattern,
            referrer=referrer,
        ),
        client=client,
    )


def sync(
    symbol: str,
    *,
    sec_type: Literal["STK", "IND", "BOND"] | UnsetType = UNSET,
    name: bool | UnsetType = UNSET,
    more: bool | UnsetType = UNSET,
    fund: bool | UnsetType = UNSET,
    fund_family_conid_ex: str | UnsetType = UNSET,
    pattern: bool | UnsetType = UNSET,
    referrer: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> list[ContractMatch] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(
        symbol,
        sec_type=sec_type,
        name=name,
        more=more,
        fund=fund,
        fund_family_conid_ex=fund_family_conid_ex,
        pattern=pattern,
        referrer=referrer,
        client=client,
    ).parsed


async def asyncio_detailed(
    symbol: str,
    *,
    sec_type: Literal["STK", "IND", "BOND"] | UnsetType = UNSET,
    name: bool | UnsetType = UNSET,
    more: bool | UnsetType = UNSET,
    fund: bool | UnsetType = UNSET,
    fund_family_conid_ex: str | UnsetType = UNSET,
    pattern: bool | UnsetType = UNSET,
    referrer: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[list[ContractMatch]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(
        operation(
            symbol,
            sec_type=sec_type,
            name=name,
            more=more,
            fund=fund,
            fund_family_conid_ex=fund_family_conid_ex,
            pattern=pattern,
            referrer=referrer,
        ),
        client=client,
    )


async def asyncio(
    symbol: str,
    *,
    sec_type: Literal["STK", "IND", "BOND"] | UnsetType = UNSET,
    name: bool | UnsetType = UNSET,
    more: bool | UnsetType = UNSET,
    fund: bool | UnsetType = UNSET,
    fund_family_conid_ex: str | UnsetType = UNSET,
    pattern: bool | UnsetType = UNSET,
    referrer: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> list[ContractMatch] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (
        await asyncio_detailed(
            symbol,
            sec_type=sec_type,
            name=name,
            more=more,
            fund=fund,
            fund_family_conid_ex=fund_family_conid_ex,
            pattern=pattern,
            referrer=referrer,
            client=client,
        )
    ).parsed
