# Generated from spec/. Do not edit.
"""Return one row of quotes for each contract.

`market_data.snapshot_rows` is GET /marketdata/snapshot.
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
    conids: Sequence[int], *, fields: Sequence[str] | UnsetType = UNSET
) -> Operation[list[SnapshotRow]]:
    """Return one row of quotes for each contract.

    Args:
        conids: Contract ids.
        fields: As the gateway names it.

    At most 10 calls a second, and 5 at once.

    Source: tiny_spec/openapi/paths/market_data.yaml, GET /marketdata/snapshot.
    """
    params: list[tuple[str, str]] = []
    params.append(("conids", joined(conids, ",")))
    if fields is not UNSET:
        params.append(("fields", joined(fields, ",")))
    return Operation(INFO, "/marketdata/snapshot", type=ANSWER, params=params)


def sync_detailed(
    conids: Sequence[int], *, fields: Sequence[str] | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Response[list[SnapshotRow]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(conids, fields=fields), client=client)


def sync(
    conids: Sequence[int], *, fields: Sequence[str] | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> list[SnapshotRow] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(conids, fields=fields, client=client).parsed


async def asyncio_detailed(
    conids: Sequence[int], *, fields: Sequence[str] | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> Response[list[SnapshotRow]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(conids, fields=fields), client=client)


async def asyncio(
    conids: Sequence[int], *, fields: Sequence[str] | UnsetType = UNSET, client: Client | AuthenticatedClient
) -> list[SnapshotRow] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(conids, fields=fields, client=client)).parsed
