# Generated from spec/. Do not edit.
"""Show the disclaimer of a kind of notification.

`notifications.disclaimer` is GET /fyi/disclaimer/{typecode}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.notifications import Disclaimer
from ibkr_wire.operation import Operation, quoted
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["notifications.disclaimer"]
ANSWER: Any = Disclaimer
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(typecode: str) -> Operation[Disclaimer]:
    """Show the disclaimer of a kind of notification.

    Args:
        typecode: Kind of notification: BA borrowing, CA comparable algos, CB cost basis, CT cash transfers,
            DA dividends, DL unexercised options, EA earnings, M8 tax rule 871(m), MF mutual funds, MS
            milestones, OE expiry, PR portfolio rebalancing, PS use of the platform, PT position transfers,
            SE economic events, SG short-term gains, SM system messages, ST saving taxes, T2 long-term
            assignment, TD losses of 10 % (MiFID), TI trade ideas, TO takeovers, UA user alerts.

    Needs a login. At most one call a second.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/notifications.yaml, GET /fyi/disclaimer/{typecode}.
    """
    return Operation(INFO, f"/fyi/disclaimer/{quoted(typecode)}", type=ANSWER)


def sync_detailed(typecode: str, *, client: Client | AuthenticatedClient) -> Response[Disclaimer]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(typecode), client=client)


def sync(typecode: str, *, client: Client | AuthenticatedClient) -> Disclaimer | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(typecode, client=client).parsed


async def asyncio_detailed(typecode: str, *, client: Client | AuthenticatedClient) -> Response[Disclaimer]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(typecode), client=client)


async def asyncio(typecode: str, *, client: Client | AuthenticatedClient) -> Disclaimer | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(typecode, client=client)).parsed
