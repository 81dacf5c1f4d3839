# Generated from spec/. Do not edit.
"""Place an order, in the form of the old beta.

`orders.beta_place` is POST /ccp/order.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ibkr_wire.operation import UNSET, Operation, UnsetType, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["orders.beta_place"]
ANSWER: Any = Any
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(
    acct: str,
    conid: int,
    ccy: str,
    exchange: str,
    qty: Decimal,
    *,
    type: str | UnsetType = UNSET,
    side: str | UnsetType = UNSET,
    price: Decimal | UnsetType = UNSET,
    tif: str | UnsetType = UNSET,
) -> Operation[Any]:
    """Place an order, in the form of the old beta.

    Part of the old beta; gateways of today answer with an error or status 404.

    Args:
        acct: Account.
        conid: Contract id.
        ccy: Currency.
        exchange: Exchange.
        qty: Quantity.
        type: Kind of order.
        side: Direction.
        price: Limit; needed for limit orders.
        tif: How long the order lives.

    Deprecated by IBKR. Needs a login.

    Answers with an error:
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/orders.yaml, POST /ccp/order.
    """
    params: list[tuple[str, str]] = []
    params.append(("acct", text(acct)))
    params.append(("conid", text(conid)))
    params.append(("ccy", text(ccy)))
    params.append(("exchange", text(exchange)))
    params.append(("qty", text(qty)))
    if type is not UNSET:
        params.append(("type", text(type)))
    if side is not UNSET:
        params.append(("side", text(side)))
    if price is not UNSET:
        params.append(("price", text(price)))
    if tif is not UNSET:
        params.append(("tif", text(tif)))
    return Operation(INFO, "/ccp/order", type=ANSWER, params=params, account=acct)


def sync_detailed(
    acct: str,
    conid: int,
    ccy: str,
    exchange: str,
    qty: Decimal,
    *,
    type: str | UnsetType = UNSET,
    side: str | UnsetType = UNSET,
    price: Decimal | UnsetType = UNSET,
    tif: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[Any]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(
        operation(acct, conid, ccy, exchange, qty, type=type, side=side, price=price, tif=tif), client=client
    )


def sync(
    acct: str,
    conid: int,
    ccy: str,
    exchange: str,
    qty: Decimal,
    *,
    type: str | UnsetType = UNSET,
    side: str | UnsetType = UNSET,
    price: Decimal | UnsetType = UNSET,
    tif: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Any:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(
        acct, conid, ccy, exchange, qty, type=type, side=side, price=price, tif=tif, client=client
    ).parsed


async def asyncio_detailed(
    acct: str,
    conid: int,
    ccy: str,
    exchange: str,
    qty: Decimal,
    *,
    type: str | UnsetType = UNSET,
    side: str | UnsetType = UNSET,
    price: Decimal | UnsetType = UNSET,
    tif: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[Any]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(
        operation(acct, conid, ccy, exchange, qty, type=type, side=side, price=price, tif=tif), client=client
    )


async def asyncio(
    acct: str,
    conid: int,
    ccy: str,
    exchange: str,
    qty: Decimal,
    *,
    type: str | UnsetType = UNSET,
    side: str | UnsetType = UNSET,
    price: Decimal | UnsetType = UNSET,
    tif: str | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Any:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (
        await asyncio_detailed(
            acct, conid, ccy, exchange, qty, type=type, side=side, price=price, tif=tif, client=client
        )
    ).parsed
