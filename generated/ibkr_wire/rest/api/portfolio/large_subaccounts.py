# Generated from spec/. Do not edit.
"""List one page of the accounts below an advisor or a broker.

`portfolio.large_subaccounts` is GET /portfolio/subaccounts2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.portfolio import PortfolioAccount, SubaccountPage
from ibkr_wire.operation import Operation, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["portfolio.large_subaccounts"]
ANSWER: Any = SubaccountPage | list[PortfolioAccount]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(page: int) -> Operation[SubaccountPage | list[PortfolioAccount]]:
    """List one page of the accounts below an advisor or a broker.

    Pages hold 20 accounts. In tiered structures this call, too, prepares the other portfolio calls.

    Args:
        page: Number of the page, from 0.

    Needs a login.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/portfolio.yaml, GET /portfolio/subaccounts2.
    """
    params: list[tuple[str, str]] = []
    params.append(("page", text(page)))
    return Operation(INFO, "/portfolio/subaccounts2", type=ANSWER, params=params)


def sync_detailed(
    page: int, *, client: Client | AuthenticatedClient
) -> Response[SubaccountPage | list[PortfolioAccount]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(page), client=client)


def sync(
    page: int, *, client: Client | AuthenticatedClient
) -> SubaccountPage | list[PortfolioAccount] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(page, client=client).parsed


async def asyncio_detailed(
    page: int, *, client: Client | AuthenticatedClient
) -> Response[SubaccountPage | list[PortfolioAccount]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(page), client=client)


async def asyncio(
    page: int, *, client: Client | AuthenticatedClient
) -> SubaccountPage | list[PortfolioAccount] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(page, client=client)).parsed
