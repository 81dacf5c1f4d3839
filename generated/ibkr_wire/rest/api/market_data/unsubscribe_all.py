# Generated from spec/. Do not edit.
"""Release all market data lines.

`market_data.unsubscribe_all` is GET /iserver/marketdata/unsubscribeall.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.market_data import UnsubscribeAllAnswer
from ibkr_wire.operation import Operation
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["market_data.unsubscribe_all"]
ANSWER: Any = UnsubscribeAllAnswer
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation() -> Operation[UnsubscribeAllAnswer]:
    """Release all market data lines.

    The next snapshot of any contract holds no quotes again.

    Needs a brokerage session.

    Answers with an error:
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/market_data.yaml, GET /iserver/marketdata/unsubscribeall.
    """
    return Operation(INFO, "/iserver/marketdata/unsubscribeall", type=ANSWER)


def sync_detailed(*, client: Client | AuthenticatedClient) -> Response[UnsubscribeAllAnswer]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(), client=client)


def sync(*, client: Client | AuthenticatedClient) -> UnsubscribeAllAnswer | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(client=client).parsed


async def asyncio_detailed(*, client: Client | AuthenticatedClient) -> Response[UnsubscribeAllAnswer]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(), client=client)


async def asyncio(*, client: Client | AuthenticatedClient) -> UnsubscribeAllAnswer | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(client=client)).parsed
