# Generated from spec/. Do not edit.
"""Read quotes of many contracts.

`market_data.snapshot_rows` is GET /iserver/marketdata/snapshot.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ibkr_wire.models.market_data import SnapshotRow
from ibkr_wire.operation import UNSET, Operation, UnsetType, joined
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["market_data.snapshot_rows"]
ANSWER: Any = list[SnapshotRow]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(
    conids: Sequence[int | str], *, fields: Sequence[str] | UnsetType = UNSET
) -> Operation[list[SnapshotRow]]:
    """Read quotes of many contracts.

    The first call for a contract only opens its stream and answers with a row that holds no quotes; fields
    arrive half a second to a second later, some after seconds. The stream ends about 10 minutes after the
    last call.

    Args:
        conids: Contract ids, at most 100; with @EXCHANGE for one venue.
        fields: Market data tags of fields.yaml, at most 50.

    Needs a brokerage session. At most 10 calls a second. The gateway wants to be asked before, once a
    session: accounts.brokerage.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/market_data.yaml, GET /iserver/marketdata/snapshot.
    """
    params: list[tuple[str, str]] = []
    params.append(("conids", joined(conids, ",")))
    if fields is not UNSET:
        params.append(("fields", joined(fields, ",")))
    return Operation(INFO, "/iserver/marketdata/snapshot", type=ANSWER, params=params)


def sync_detailed(
    conids: Sequence[int | str],
    *,
    fields: Sequence[str] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[list[SnapshotRow]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(conids, fields=fields), client=client)


def sync(
    conids: Sequence[int | str],
    *,
    fields: Sequence[str] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> list[SnapshotRow] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(conids, fields=fields, client=client).parsed


async def asyncio_detailed(
    conids: Sequence[int | str],
    *,
    fields: Sequence[str] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[list[SnapshotRow]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(conids, fields=fields), client=client)


async def asyncio(
    conids: Sequence[int | str],
    *,
    fields: Sequence[str] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> list[SnapshotRow] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(conids, fields=fields, client=client)).parsed
