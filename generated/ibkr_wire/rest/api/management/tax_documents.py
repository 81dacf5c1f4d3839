# Generated from spec/. Do not edit.
"""Fetch a tax document.

`management.tax_documents` is POST /gw/api/v1/tax-documents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.management_services import ReportAnswer
from ibkr_wire.operation import Operation, encode
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.models.management_services import TaxDocumentRequest
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["management.tax_documents"]
ANSWER: Any = ReportAnswer
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(body: TaxDocumentRequest) -> Operation[ReportAnswer]:
    """Fetch a tax document.

    A PDF comes as the bare file when the Accept header asks for one. Signed; scope `statements.write` or
    `reports.write`.

    Args:
        body: What is sent, as JSON.

    Only IBKR's own server has it. The path starts at the host.

    Answers with an error:
        400: The request is not complete, or a value is wrong.
        401: The token is missing, wrong or too old.
        402: The user may not see these reports.
        403: The token does not have the scope, or the account is not among those of the client id.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the service.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/management_services.yaml, POST /gw/api/v1/tax-documents.
    """
    return Operation(INFO, "/gw/api/v1/tax-documents", type=ANSWER, body=encode(body))


def sync_detailed(
    body: TaxDocumentRequest, *, client: Client | AuthenticatedClient
) -> Response[ReportAnswer]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(body), client=client)


def sync(body: TaxDocumentRequest, *, client: Client | AuthenticatedClient) -> ReportAnswer | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(body, client=client).parsed


async def asyncio_detailed(
    body: TaxDocumentRequest, *, client: Client | AuthenticatedClient
) -> Response[ReportAnswer]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(body), client=client)


async def asyncio(body: TaxDocumentRequest, *, client: Client | AuthenticatedClient) -> ReportAnswer | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(body, client=client)).parsed
