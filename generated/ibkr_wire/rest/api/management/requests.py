# Generated from spec/. Do not edit.
"""List the requests of a period.

`management.requests` is GET /gw/api/v1/requests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ibkr_wire.models.management_accounts import ManagementRequests
from ibkr_wire.operation import UNSET, Operation, UnsetType, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["management.requests"]
ANSWER: Any = ManagementRequests
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(
    start_date: str,
    end_date: str,
    *,
    offset: int | UnsetType = UNSET,
    limit: int | UnsetType = UNSET,
    status: Literal["N", "O", "P", "C", "A", "E", "F", "I", "J", "L", "M", "R", "W", "Q"] | UnsetType = UNSET,
) -> Operation[ManagementRequests]:
    """List the requests of a period.

    Scope `accounts.read`.

    Args:
        start_date: First day, as 2013-02-01.
        end_date: Last day, as 2013-02-28.
        offset: Rows to skip.
        limit: Rows wanted.
        status: Letter of the status.

    Only IBKR's own server has it. The path starts at the host.

    Answers with an error:
        400: The request is not complete, or a value is wrong.
        401: The token is missing, wrong or too old.
        403: The token does not have the scope, or the account is not among those of the client id.
        415: The body is in a format that the service does not read.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the service.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/management_utilities.yaml, GET /gw/api/v1/requests.
    """
    params: list[tuple[str, str]] = []
    params.append(("startDate", text(start_date)))
    params.append(("endDate", text(end_date)))
    if offset is not UNSET:
        params.append(("offset", text(offset)))
    if limit is not UNSET:
        params.append(("limit", text(limit)))
    if status is not UNSET:
        params.append(("status", text(status)))
    return Operation(INFO, "/gw/api/v1/requests", type=ANSWER, params=params)


def sync_detailed(
    start_date: str,
    end_date: str,
    *,
    offset: int | UnsetType = UNSET,
    limit: int | UnsetType = UNSET,
    status: Literal["N", "O", "P", "C", "A", "E", "F", "I", "J", "L", "M", "R", "W", "Q"] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[ManagementRequests]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(start_date, end_date, offset=offset, limit=limit, status=status), client=client)


def sync(
    start_date: str,
    end_date: str,
    *,
    offset: int | UnsetType = UNSET,
    limit: int | UnsetType = UNSET,
    status: Literal["N", "O", "P", "C", "A", "E", "F", "I", "J", "L", "M", "R", "W", "Q"] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> ManagementRequests | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(
        start_date, end_date, offset=offset, limit=limit, status=status, client=client
    ).parsed


async def asyncio_detailed(
    start_date: str,
    end_date: str,
    *,
    offset: int | UnsetType = UNSET,
    limit: int | UnsetType = UNSET,
    status: Literal["N", "O", "P", "C", "A", "E", "F", "I", "J", "L", "M", "R", "W", "Q"] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[ManagementRequests]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(
        operation(start_date, end_date, offset=offset, limit=limit, status=status), client=client
    )


async def asyncio(
    start_date: str,
    end_date: str,
    *,
    offset: int | UnsetType = UNSET,
    limit: int | UnsetType = UNSET,
    status: Literal["N", "O", "P", "C", "A", "E", "F", "I", "J", "L", "M", "R", "W", "Q"] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> ManagementRequests | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (
        await asyncio_detailed(start_date, end_date, offset=offset, limit=limit, status=status, client=client)
    ).parsed
