# Generated from spec/. Do not edit.
"""Begin to be authorised by a user of another firm, with OAuth 1.0a.

`auth.request_token` is POST /oauth/request_token.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.auth import OauthRequestToken
from ibkr_wire.operation import Operation
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["auth.request_token"]
ANSWER: Any = OauthRequestToken
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation() -> Operation[OauthRequestToken]:
    """Begin to be authorised by a user of another firm, with OAuth 1.0a.

    For third parties only. Parameters travel signed in the header Authorization; the body is empty.

    Only IBKR's own server has it.

    Answers with an error:
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/auth.yaml, POST /oauth/request_token.
    """
    return Operation(INFO, "/oauth/request_token", type=ANSWER)


def sync_detailed(*, client: Client | AuthenticatedClient) -> Response[OauthRequestToken]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(), client=client)


def sync(*, client: Client | AuthenticatedClient) -> OauthRequestToken | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(client=client).parsed


async def asyncio_detailed(*, client: Client | AuthenticatedClient) -> Response[OauthRequestToken]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(), client=client)


async def asyncio(*, client: Client | AuthenticatedClient) -> OauthRequestToken | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(client=client)).parsed
