# Generated from spec/. Do not edit.
"""List the days that have trade confirmations.

`management.available_trade_confirmations` is GET /gw/api/v1/trade-confirmations/available.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.management_services import AvailableTradeConfirmations
from ibkr_wire.operation import Operation, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["management.available_trade_confirmations"]
ANSWER: Any = AvailableTradeConfirmations
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(account_id: str) -> Operation[AvailableTradeConfirmations]:
    """List the days that have trade confirmations.

    Scope `statements.read` or `reports.read`.

    Args:
        account_id: Account.

    Only IBKR's own server has it. The path starts at the host.

    Answers with an error:
        400: The request is not complete, or a value is wrong.
        401: The token is missing, wrong or too old.
        402: The user may not see these reports.
        403: The token does not have the scope, or the account is not among those of the client id.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the service.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/management_services.yaml, GET /gw/api/v1/trade-confirmations/available.
    """
    params: list[tuple[str, str]] = []
    params.append(("accountId", text(account_id)))
    return Operation(INFO, "/gw/api/v1/trade-confirmations/available", type=ANSWER, params=params)


def sync_detailed(
    account_id: str, *, client: Client | AuthenticatedClient
) -> Response[AvailableTradeConfirmations]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(account_id), client=client)


def sync(account_id: str, *, client: Client | AuthenticatedClient) -> AvailableTradeConfirmations | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(account_id, client=client).parsed


async def asyncio_detailed(
    account_id: str, *, client: Client | AuthenticatedClient
) -> Response[AvailableTradeConfirmations]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(account_id), client=client)


async def asyncio(
    account_id: str, *, client: Client | AuthenticatedClient
) -> AvailableTradeConfirmations | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(account_id, client=client)).parsed
