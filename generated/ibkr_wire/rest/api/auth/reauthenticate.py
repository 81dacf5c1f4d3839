# Generated from spec/. Do not edit.
"""Open the brokerage session anew, in the form of an older gateway.

`auth.reauthenticate` is POST /iserver/reauthenticate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.auth import ReauthenticateAnswer
from ibkr_wire.operation import UNSET, Operation, UnsetType, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["auth.reauthenticate"]
ANSWER: Any = ReauthenticateAnswer
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(*, force: bool | UnsetType = UNSET) -> Operation[ReauthenticateAnswer]:
    """Open the brokerage session anew, in the form of an older gateway.

    The gateway answers by itself and at once; the state of the session tells what came of it. It can end a
    session that was good. Without a login the answer is an error with status 200.

    Args:
        force: Do it although the session is alive.

    Deprecated by IBKR. Needs a login.

    Answers with an error:
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/auth.yaml, POST /iserver/reauthenticate.
    """
    params: list[tuple[str, str]] = []
    if force is not UNSET:
        params.append(("force", text(force)))
    return Operation(INFO, "/iserver/reauthenticate", type=ANSWER, params=params)


def sync_detailed(
    *, force: bool | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Response[ReauthenticateAnswer]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(force=force), client=client)


def sync(
    *, force: bool | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> ReauthenticateAnswer | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(force=force, client=client).parsed


async def asyncio_detailed(
    *, force: bool | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Response[ReauthenticateAnswer]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(force=force), client=client)


async def asyncio(
    *, force: bool | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> ReauthenticateAnswer | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(force=force, client=client)).parsed
