# Generated from spec/. Do not edit.
"""Subscribe to a kind of notification, or unsubscribe.

`notifications.change_setting` is POST /fyi/settings/{typecode}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.notifications import NotificationReceipt
from ibkr_wire.operation import Operation, encode, quoted
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.notifications import NotificationSwitch
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["notifications.change_setting"]
ANSWER: Any = NotificationReceipt
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(typecode: str, body: NotificationSwitch) -> Operation[NotificationReceipt]:
    """Subscribe to a kind of notification, or unsubscribe.

    Unknown kinds are confirmed as well.

    Args:
        typecode: Kind of notification: BA borrowing, CA comparable algos, CB cost basis, CT cash transfers,
            DA dividends, DL unexercised options, EA earnings, M8 tax rule 871(m), MF mutual funds, MS
            milestones, OE expiry, PR portfolio rebalancing, PS use of the platform, PT position transfers,
            SE economic events, SG short-term gains, SM system messages, ST saving taxes, T2 long-term
            assignment, TD losses of 10 % (MiFID), TI trade ideas, TO takeovers, UA user alerts.
        body: What is sent, as JSON.

    Needs a login. At most one call a second.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/notifications.yaml, POST /fyi/settings/{typecode}.
    """
    return Operation(INFO, f"/fyi/settings/{quoted(typecode)}", type=ANSWER, body=encode(body))


def sync_detailed(
    typecode: str, body: NotificationSwitch, *, client: Client | AuthenticatedClient
) -> Response[NotificationReceipt]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(typecode, body), client=client)


def sync(
    typecode: str, body: NotificationSwitch, *, client: Client | AuthenticatedClient
) -> NotificationReceipt | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(typecode, body, client=client).parsed


async def asyncio_detailed(
    typecode: str, body: NotificationSwitch, *, client: Client | AuthenticatedClient
) -> Response[NotificationReceipt]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(typecode, body), client=client)


async def asyncio(
    typecode: str, body: NotificationSwitch, *, client: Client | AuthenticatedClient
) -> NotificationReceipt | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(typecode, body, client=client)).parsed
