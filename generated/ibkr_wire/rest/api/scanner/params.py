# Generated from spec/. Do not edit.
"""List everything a scan can be made of.

`scanner.params` is GET /iserver/scanner/params.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.models.scanner import ScannerParams
from ibkr_wire.operation import Operation
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["scanner.params"]
ANSWER: Any = ScannerParams
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation() -> Operation[ScannerParams]:
    """List everything a scan can be made of.

    Very large, and the same all day: keep it.

    Needs a brokerage session. At most one call in 900 seconds.

    Answers with an error:
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/scanner.yaml, GET /iserver/scanner/params.
    """
    return Operation(INFO, "/iserver/scanner/params", type=ANSWER)


def sync_detailed(*, client: Client | AuthenticatedClient) -> Response[ScannerParams]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(), client=client)


def sync(*, client: Client | AuthenticatedClient) -> ScannerParams | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(client=client).parsed


async def asyncio_detailed(*, client: Client | AuthenticatedClient) -> Response[ScannerParams]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(), client=client)


async def asyncio(*, client: Client | AuthenticatedClient) -> ScannerParams | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(client=client)).parsed
