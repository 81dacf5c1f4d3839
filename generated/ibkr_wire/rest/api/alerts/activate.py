# Generated from spec/. Do not edit.
"""Switch an alert on or off.

`alerts.activate` is POST /iserver/account/{accountId}/alert/activate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.alerts import AlertChange
from ibkr_wire.operation import Operation, encode, quoted
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.alerts import AlertActivation
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["alerts.activate"]
ANSWER: Any = AlertChange
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(account_id: str, body: AlertActivation) -> Operation[AlertChange]:
    """Switch an alert on or off.

    The mobile trading alert cannot be switched.

    Args:
        account_id: Account of the alert.
        body: What is sent, as JSON.

    Needs a brokerage session.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        403: This session may not change alerts.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/alerts.yaml, POST /iserver/account/{accountId}/alert/activate.
    """
    return Operation(
        INFO,
        f"/iserver/account/{quoted(account_id)}/alert/activate",
        type=ANSWER,
        body=encode(body),
        account=account_id,
    )


def sync_detailed(
    account_id: str, body: AlertActivation, *, client: Client | AuthenticatedClient
) -> Response[AlertChange]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(account_id, body), client=client)


def sync(
    account_id: str, body: AlertActivation, *, client: Client | AuthenticatedClient
) -> AlertChange | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(account_id, body, client=client).parsed


async def asyncio_detailed(
    account_id: str, body: AlertActivation, *, client: Client | AuthenticatedClient
) -> Response[AlertChange]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(account_id, body), client=client)


async def asyncio(
    account_id: str, body: AlertActivation, *, client: Client | AuthenticatedClient
) -> AlertChange | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(account_id, body, client=client)).parsed
