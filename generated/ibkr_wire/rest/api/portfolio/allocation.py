# Generated from spec/. Do not edit.
"""Show how an account is spread over asset classes, sectors and groups.

`portfolio.allocation` is GET /portfolio/{accountId}/allocation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.portfolio import Allocation
from ibkr_wire.operation import UNSET, Operation, UnsetType, quoted, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["portfolio.allocation"]
ANSWER: Any = Allocation
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(account_id: str, *, model: str | UnsetType = UNSET) -> Operation[Allocation]:
    """Show how an account is spread over asset classes, sectors and groups.

    Args:
        account_id: Account that is asked about.
        model: Portfolio model to restrict the values to.

    Needs a login. The gateway wants to be asked before, once a session: portfolio.accounts.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/portfolio.yaml, GET /portfolio/{accountId}/allocation.
    """
    params: list[tuple[str, str]] = []
    if model is not UNSET:
        params.append(("model", text(model)))
    return Operation(
        INFO, f"/portfolio/{quoted(account_id)}/allocation", type=ANSWER, params=params, account=account_id
    )


def sync_detailed(
    account_id: str, *, model: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Response[Allocation]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(account_id, model=model), client=client)


def sync(
    account_id: str, *, model: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Allocation | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(account_id, model=model, client=client).parsed


async def asyncio_detailed(
    account_id: str, *, model: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Response[Allocation]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(account_id, model=model), client=client)


async def asyncio(
    account_id: str, *, model: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Allocation | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(account_id, model=model, client=client)).parsed
