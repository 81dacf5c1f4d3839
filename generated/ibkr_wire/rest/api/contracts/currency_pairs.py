# Generated from spec/. Do not edit.
"""List the currency pairs of a currency.

`contracts.currency_pairs` is GET /iserver/currency/pairs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.contracts import CurrencyPair
from ibkr_wire.operation import Operation, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["contracts.currency_pairs"]
ANSWER: Any = dict[str, list[CurrencyPair]]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(currency: str) -> Operation[dict[str, list[CurrencyPair]]]:
    """List the currency pairs of a currency.

    The answer is keyed by the currency.

    Args:
        currency: Currency code.

    Needs a brokerage session.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/contracts.yaml, GET /iserver/currency/pairs.
    """
    params: list[tuple[str, str]] = []
    params.append(("currency", text(currency)))
    return Operation(INFO, "/iserver/currency/pairs", type=ANSWER, params=params)


def sync_detailed(
    currency: str, *, client: Client | AuthenticatedClient
) -> Response[dict[str, list[CurrencyPair]]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(currency), client=client)


def sync(currency: str, *, client: Client | AuthenticatedClient) -> dict[str, list[CurrencyPair]] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(currency, client=client).parsed


async def asyncio_detailed(
    currency: str, *, client: Client | AuthenticatedClient
) -> Response[dict[str, list[CurrencyPair]]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(currency), client=client)


async def asyncio(
    currency: str, *, client: Client | AuthenticatedClient
) -> dict[str, list[CurrencyPair]] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(currency, client=client)).parsed
