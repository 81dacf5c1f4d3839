# Generated from spec/. Do not edit.
"""List the watchlists of the user.

`watchlists.all` is GET /iserver/watchlists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ibkr_wire.models.watchlists import WatchlistOverview
from ibkr_wire.operation import UNSET, Operation, UnsetType, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["watchlists.all"]
ANSWER: Any = WatchlistOverview
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(*, scope: Literal["USER_WATCHLIST"] | UnsetType = UNSET) -> Operation[WatchlistOverview]:
    """List the watchlists of the user.

    Args:
        scope: USER_WATCHLIST leaves out the lists of IBKR.

    Needs a brokerage session.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/watchlists.yaml, GET /iserver/watchlists.
    """
    params: list[tuple[str, str]] = []
    if scope is not UNSET:
        params.append(("SC", text(scope)))
    return Operation(INFO, "/iserver/watchlists", type=ANSWER, params=params)


def sync_detailed(
    *, scope: Literal["USER_WATCHLIST"] | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Response[WatchlistOverview]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(scope=scope), client=client)


def sync(
    *, scope: Literal["USER_WATCHLIST"] | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> WatchlistOverview | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(scope=scope, client=client).parsed


async def asyncio_detailed(
    *, scope: Literal["USER_WATCHLIST"] | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Response[WatchlistOverview]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(scope=scope), client=client)


async def asyncio(
    *, scope: Literal["USER_WATCHLIST"] | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> WatchlistOverview | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(scope=scope, client=client)).parsed
