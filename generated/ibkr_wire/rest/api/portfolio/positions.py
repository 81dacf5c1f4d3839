# Generated from spec/. Do not edit.
"""List one page of an account's positions.

`portfolio.positions` is GET /portfolio/{accountId}/positions/{pageId}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ibkr_wire.models.portfolio import Position
from ibkr_wire.operation import UNSET, Operation, UnsetType, quoted, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["portfolio.positions"]
ANSWER: Any = list[Position]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(
    account_id: str,
    page_id: int,
    *,
    model: str | UnsetType = UNSET,
    sort: str | UnsetType = UNSET,
    direction: Literal["a", "d"] | UnsetType = UNSET,
    wait_for_sec_def: bool | UnsetType = UNSET,
) -> Operation[list[Position]]:
    """List one page of an account's positions.

    Pages hold 100 rows; a page past the end is an empty list. The first read of a session answers with
    sparse rows, the next one with all keys.

    Args:
        account_id: Account that is asked about.
        page_id: Number of the page, from 0.
        model: Portfolio model to restrict the rows to.
        sort: Key of the row to sort by, such as name.
        direction: a sorts upwards, d downwards.
        wait_for_sec_def: Wait for the descriptions of all contracts; false answers sooner with sparse rows.

    Needs a login. The gateway wants to be asked before, once a session: portfolio.accounts.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/portfolio.yaml, GET /portfolio/{accountId}/positions/{pageId}.
    """
    params: list[tuple[str, str]] = []
    if model is not UNSET:
        params.append(("model", text(model)))
    if sort is not UNSET:
        params.append(("sort", text(sort)))
    if direction is not UNSET:
        params.append(("direction", text(direction)))
    if wait_for_sec_def is not UNSET:
        params.append(("waitForSecDef", text(wait_for_sec_def)))
    return Operation(
        INFO,
        f"/portfolio/{quoted(account_id)}/positions/{quoted(page_id)}",
        type=ANSWER,
        params=params,
        account=account_id,
    )


def sync_detailed(
    account_id: str,
    page_id: int,
    *,
    model: str | UnsetType = UNSET,
    sort: str | UnsetType = UNSET,
    direction: Literal["a", "d"] | UnsetType = UNSET,
    wait_for_sec_def: bool | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[list[Position]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(
        operation(
            account_id,
            page_id,
            model=model,
            sort=sort,
            direction=direction,
            wait_for_sec_def=wait_for_sec_def,
        ),
        client=client,
    )


def sync(
    account_id: str,
    page_id: int,
    *,
    model: str | UnsetType = UNSET,
    sort: str | UnsetType = UNSET,
    direction: Literal["a", "d"] | UnsetType = UNSET,
    wait_for_sec_def: bool | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> list[Position] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(
        account_id,
        page_id,
        model=model,
        sort=sort,
        direction=direction,
        wait_for_sec_def=wait_for_sec_def,
        client=client,
    ).parsed


async def asyncio_detailed(
    account_id: str,
    page_id: int,
    *,
    model: str | UnsetType = UNSET,
    sort: str | UnsetType = UNSET,
    direction: Literal["a", "d"] | UnsetType = UNSET,
    wait_for_sec_def: bool | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[list[Position]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(
        operation(
            account_id,
            page_id,
            model=model,
            sort=sort,
            direction=direction,
            wait_for_sec_def=wait_for_sec_def,
        ),
        client=client,
    )


async def asyncio(
    account_id: str,
    page_id: int,
    *,
    model: str | UnsetType = UNSET,
    sort: str | UnsetType = UNSET,
    direction: Literal["a", "d"] | UnsetType = UNSET,
    wait_for_sec_def: bool | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> list[Position] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (
        await asyncio_detailed(
            account_id,
            page_id,
            model=model,
            sort=sort,
            direction=direction,
            wait_for_sec_def=wait_for_sec_def,
            client=client,
        )
    ).parsed
