# Generated from spec/. Do not edit.
"""Delete an alert, or all alerts of an account.

`alerts.delete` is DELETE /iserver/account/{accountId}/alert/{alertId}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.alerts import AlertChange
from ibkr_wire.operation import Operation, encode, quoted
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["alerts.delete"]
ANSWER: Any = AlertChange
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(account_id: str, alert_id: str, body: dict[str, Any]) -> Operation[AlertChange]:
    """Delete an alert, or all alerts of an account.

    The body is an empty object. The mobile trading alert cannot be deleted.

    Args:
        account_id: Account of the alert.
        alert_id: Id of the alert; 0 deletes all alerts.
        body: What is sent, as JSON.

    Needs a brokerage session.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        403: This session may not change alerts.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/alerts.yaml, DELETE /iserver/account/{accountId}/alert/{alertId}.
    """
    return Operation(
        INFO,
        f"/iserver/account/{quoted(account_id)}/alert/{quoted(alert_id)}",
        type=ANSWER,
        body=encode(body),
        account=account_id,
    )


def sync_detailed(
    account_id: str, alert_id: str, body: dict[str, Any], *, client: Client | AuthenticatedClient
) -> Response[AlertChange]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(account_id, alert_id, body), client=client)


def sync(
    account_id: str, alert_id: str, body: dict[str, Any], *, client: Client | AuthenticatedClient
) -> AlertChange | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(account_id, alert_id, body, client=client).parsed


async def asyncio_detailed(
    account_id: str, alert_id: str, body: dict[str, Any], *, client: Client | AuthenticatedClient
) -> Response[AlertChange]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(account_id, alert_id, body), client=client)


async def asyncio(
    account_id: str, alert_id: str, body: dict[str, Any], *, client: Client | AuthenticatedClient
) -> AlertChange | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(account_id, alert_id, body, client=client)).parsed
