# Generated from spec/. Do not edit.
"""Show one alert with its conditions.

`alerts.details` is GET /iserver/account/alert/{alertId}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ibkr_wire.models.alerts import AlertDetails
from ibkr_wire.operation import Operation, quoted, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["alerts.details"]
ANSWER: Any = AlertDetails
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(alert_id: int, query_type: Literal["Q"]) -> Operation[AlertDetails]:
    """Show one alert with its conditions.

    Id 0 is answered with an error under status 200.

    Args:
        alert_id: Id of the alert.
        query_type: Q, always.

    Needs a brokerage session.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/alerts.yaml, GET /iserver/account/alert/{alertId}.
    """
    params: list[tuple[str, str]] = []
    params.append(("type", text(query_type)))
    return Operation(INFO, f"/iserver/account/alert/{quoted(alert_id)}", type=ANSWER, params=params)


def sync_detailed(
    alert_id: int, query_type: Literal["Q"], *, client: Client | AuthenticatedClient
) -> Response[AlertDetails]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(alert_id, query_type), client=client)


def sync(
    alert_id: int, query_type: Literal["Q"], *, client: Client | AuthenticatedClient
) -> AlertDetails | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(alert_id, query_type, client=client).parsed


async def asyncio_detailed(
    alert_id: int, query_type: Literal["Q"], *, client: Client | AuthenticatedClient
) -> Response[AlertDetails]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(alert_id, query_type), client=client)


async def asyncio(
    alert_id: int, query_type: Literal["Q"], *, client: Client | AuthenticatedClient
) -> AlertDetails | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(alert_id, query_type, client=client)).parsed
