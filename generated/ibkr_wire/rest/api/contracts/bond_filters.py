# Generated from spec/. Do not edit.
"""List what the bonds of an issuer can be filtered by.

`contracts.bond_filters` is GET /iserver/secdef/bond-filters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.contracts import BondFilters
from ibkr_wire.operation import Operation, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["contracts.bond_filters"]
ANSWER: Any = BondFilters
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(symbol: str, issuer_id: str) -> Operation[BondFilters]:
    """List what the bonds of an issuer can be filtered by.

    An issuer that does not exist is answered with status 200 as well.

    Args:
        symbol: Always BOND.
        issuer_id: Bond issuer, as the search names it.

    Needs a brokerage session.

    Answers with an error:
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/contracts.yaml, GET /iserver/secdef/bond-filters.
    """
    params: list[tuple[str, str]] = []
    params.append(("symbol", text(symbol)))
    params.append(("issuerId", text(issuer_id)))
    return Operation(INFO, "/iserver/secdef/bond-filters", type=ANSWER, params=params)


def sync_detailed(
    symbol: str, issuer_id: str, *, client: Client | AuthenticatedClient
) -> Response[BondFilters]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(symbol, issuer_id), client=client)


def sync(symbol: str, issuer_id: str, *, client: Client | AuthenticatedClient) -> BondFilters | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(symbol, issuer_id, client=client).parsed


async def asyncio_detailed(
    symbol: str, issuer_id: str, *, client: Client | AuthenticatedClient
) -> Response[BondFilters]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(symbol, issuer_id), client=client)


async def asyncio(symbol: str, issuer_id: str, *, client: Client | AuthenticatedClient) -> BondFilters | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(symbol, issuer_id, client=client)).parsed
