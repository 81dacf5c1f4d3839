# Generated from spec/. Do not edit.
"""Ask for an order to be cancelled.

`orders.withdraw` is DELETE /iserver/account/{accountId}/order/{orderId}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.orders import CancelAnswer
from ibkr_wire.operation import UNSET, Operation, UnsetType, quoted, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["orders.withdraw"]
ANSWER: Any = CancelAnswer | list[CancelAnswer]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(
    account_id: str,
    order_id: int | str,
    *,
    ext_operator: str | UnsetType = UNSET,
    manual_indicator: bool | UnsetType = UNSET,
    manual_cancel_time: int | UnsetType = UNSET,
) -> Operation[CancelAnswer | list[CancelAnswer]]:
    """Ask for an order to be cancelled.

    The answer only says that the wish was taken; the status tells whether the order is cancelled. An order
    that is unknown or not working is refused with an error, also with status 200.

    Args:
        account_id: Account that trades, or the name of an advisor's group.
        order_id: Id of the order; -1 cancels all orders of the account.
        ext_operator: Who gave the order; needed for United States futures.
        manual_indicator: A person cancels; needed for United States futures.
        manual_cancel_time: Time of a manual cancellation, for brokers and advisors.

    Needs a brokerage session. The gateway wants to be asked before, once a session: accounts.brokerage,
    orders.live.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/orders.yaml, DELETE /iserver/account/{accountId}/order/{orderId}.
    """
    params: list[tuple[str, str]] = []
    if ext_operator is not UNSET:
        params.append(("extOperator", text(ext_operator)))
    if manual_indicator is not UNSET:
        params.append(("manualIndicator", text(manual_indicator)))
    if manual_cancel_time is not UNSET:
        params.append(("manualCancelTime", text(manual_cancel_time)))
    return Operation(
        INFO,
        f"/iserver/account/{quoted(account_id)}/order/{quoted(order_id)}",
        type=ANSWER,
        params=params,
        account=account_id,
    )


def sync_detailed(
    account_id: str,
    order_id: int | str,
    *,
    ext_operator: str | UnsetType = UNSET,
    manual_indicator: bool | UnsetType = UNSET,
    manual_cancel_time: int | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[CancelAnswer | list[CancelAnswer]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(
        operation(
            account_id,
            order_id,
            ext_operator=ext_operator,
            manual_indicator=manual_indicator,
            manual_cancel_time=manual_cancel_time,
        ),
        client=client,
    )


def sync(
    account_id: str,
    order_id: int | str,
    *,
    ext_operator: str | UnsetType = UNSET,
    manual_indicator: bool | UnsetType = UNSET,
    manual_cancel_time: int | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> CancelAnswer | list[CancelAnswer] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(
        account_id,
        order_id,
        ext_operator=ext_operator,
        manual_indicator=manual_indicator,
        manual_cancel_time=manual_cancel_time,
        client=client,
    ).parsed


async def asyncio_detailed(
    account_id: str,
    order_id: int | str,
    *,
    ext_operator: str | UnsetType = UNSET,
    manual_indicator: bool | UnsetType = UNSET,
    manual_cancel_time: int | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[CancelAnswer | list[CancelAnswer]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(
        operation(
            account_id,
            order_id,
            ext_operator=ext_operator,
            manual_indicator=manual_indicator,
            manual_cancel_time=manual_cancel_time,
        ),
        client=client,
    )


async def asyncio(
    account_id: str,
    order_id: int | str,
    *,
    ext_operator: str | UnsetType = UNSET,
    manual_indicator: bool | UnsetType = UNSET,
    manual_cancel_time: int | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> CancelAnswer | list[CancelAnswer] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (
        await asyncio_detailed(
            account_id,
            order_id,
            ext_operator=ext_operator,
            manual_indicator=manual_indicator,
            manual_cancel_time=manual_cancel_time,
            client=client,
        )
    ).parsed
