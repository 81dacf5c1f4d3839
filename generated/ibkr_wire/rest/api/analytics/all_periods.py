# Generated from spec/. Do not edit.
"""Show net asset value and returns of accounts over every period.

`analytics.all_periods` is POST /pa/allperiods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.analytics import PeriodPerformance
from ibkr_wire.operation import UNSET, Operation, UnsetType, encode, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.analytics import PerformanceAccounts
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["analytics.all_periods"]
ANSWER: Any = dict[
    str,
    dict[str, PeriodPerformance | list[str] | str | float | bool | None]
    | list[str]
    | str
    | float
    | bool
    | None,
]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(
    body: PerformanceAccounts, *, account_id: str | UnsetType = UNSET
) -> Operation[
    dict[
        str,
        dict[str, PeriodPerformance | list[str] | str | float | bool | None]
        | list[str]
        | str
        | float
        | bool
        | None,
    ]
]:
    """Show net asset value and returns of accounts over every period.

    Accounts are keys of the answer and periods are keys of an account, among keys with fixed names.

    Args:
        body: What is sent, as JSON.
        account_id: One account, in place of those in the body.

    Needs a login.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/analytics.yaml, POST /pa/allperiods.
    """
    params: list[tuple[str, str]] = []
    if account_id is not UNSET:
        params.append(("param", text(account_id)))
    return Operation(INFO, "/pa/allperiods", type=ANSWER, params=params, body=encode(body))


def sync_detailed(
    body: PerformanceAccounts, *, account_id: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Response[
    dict[
        str,
        dict[str, PeriodPerformance | list[str] | str | float | bool | None]
        | list[str]
        | str
        | float
        | bool
        | None,
    ]
]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(body, account_id=account_id), client=client)


def sync(
    body: PerformanceAccounts, *, account_id: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> (
    dict[
        str,
        dict[str, PeriodPerformance | list[str] | str | float | bool | None]
        | list[str]
        | str
        | float
        | bool
        | None,
    ]
    | None
):
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(body, account_id=account_id, client=client).parsed


async def asyncio_detailed(
    body: PerformanceAccounts, *, account_id: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Response[
    dict[
        str,
        dict[str, PeriodPerformance | list[str] | str | float | bool | None]
        | list[str]
        | str
        | float
        | bool
        | None,
    ]
]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(body, account_id=account_id), client=client)


async def asyncio(
    body: PerformanceAccounts, *, account_id: str | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> (
    dict[
        str,
        dict[str, PeriodPerformance | list[str] | str | float | bool | None]
        | list[str]
        | str
        | float
        | bool
        | None,
    ]
    | None
):
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(body, account_id=account_id, client=client)).parsed
