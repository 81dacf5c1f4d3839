# Generated from spec/. Do not edit.
"""Show what an account may still spend, by segment.

`accounts.available_funds` is GET /iserver/account/{accountId}/summary/available_funds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.accounts import SegmentFunds
from ibkr_wire.operation import Operation, quoted
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["accounts.available_funds"]
ANSWER: Any = dict[str, SegmentFunds]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(account_id: str) -> Operation[dict[str, SegmentFunds]]:
    """Show what an account may still spend, by segment.

    Amounts are text for display, with separators and currency.

    Args:
        account_id: Account to report on.

    Needs a brokerage session.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/accounts.yaml, GET /iserver/account/{accountId}/summary/available_funds.
    """
    return Operation(
        INFO,
        f"/iserver/account/{quoted(account_id)}/summary/available_funds",
        type=ANSWER,
        account=account_id,
    )


def sync_detailed(
    account_id: str, *, client: Client | AuthenticatedClient
) -> Response[dict[str, SegmentFunds]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(account_id), client=client)


def sync(account_id: str, *, client: Client | AuthenticatedClient) -> dict[str, SegmentFunds] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(account_id, client=client).parsed


async def asyncio_detailed(
    account_id: str, *, client: Client | AuthenticatedClient
) -> Response[dict[str, SegmentFunds]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(account_id), client=client)


async def asyncio(account_id: str, *, client: Client | AuthenticatedClient) -> dict[str, SegmentFunds] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(account_id, client=client)).parsed
