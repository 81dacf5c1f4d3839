# Generated from spec/. Do not edit.
"""Show the rows of a watchlist.

`watchlists.content` is GET /iserver/watchlist.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.watchlists import Watchlist
from ibkr_wire.operation import Operation, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["watchlists.content"]
ANSWER: Any = Watchlist
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(watchlist_id: str) -> Operation[Watchlist]:
    """Show the rows of a watchlist.

    The first read of a session may bring contract ids and names only.

    Args:
        watchlist_id: Id of the watchlist.

    Needs a brokerage session.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/watchlists.yaml, GET /iserver/watchlist.
    """
    params: list[tuple[str, str]] = []
    params.append(("id", text(watchlist_id)))
    return Operation(INFO, "/iserver/watchlist", type=ANSWER, params=params)


def sync_detailed(watchlist_id: str, *, client: Client | AuthenticatedClient) -> Response[Watchlist]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(watchlist_id), client=client)


def sync(watchlist_id: str, *, client: Client | AuthenticatedClient) -> Watchlist | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(watchlist_id, client=client).parsed


async def asyncio_detailed(watchlist_id: str, *, client: Client | AuthenticatedClient) -> Response[Watchlist]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(watchlist_id), client=client)


async def asyncio(watchlist_id: str, *, client: Client | AuthenticatedClient) -> Watchlist | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(watchlist_id, client=client)).parsed
