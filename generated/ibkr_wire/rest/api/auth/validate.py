# Generated from spec/. Do not edit.
"""Read who is logged in, and extend the login.

`auth.validate` is GET /sso/validate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.auth import SsoValidation
from ibkr_wire.operation import Operation
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["auth.validate"]
ANSWER: Any = SsoValidation
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation() -> Operation[SsoValidation]:
    """Read who is logged in, and extend the login.

    Not available with OAuth 1.0a.

    Needs a login. At most one call in 60 seconds.

    Answers with an error:
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.

    Source: spec/openapi/paths/auth.yaml, GET /sso/validate.
    """
    return Operation(INFO, "/sso/validate", type=ANSWER)


def sync_detailed(*, client: Client | AuthenticatedClient) -> Response[SsoValidation]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(), client=client)


def sync(*, client: Client | AuthenticatedClient) -> SsoValidation | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(client=client).parsed


async def asyncio_detailed(*, client: Client | AuthenticatedClient) -> Response[SsoValidation]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(), client=client)


async def asyncio(*, client: Client | AuthenticatedClient) -> SsoValidation | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(client=client)).parsed
