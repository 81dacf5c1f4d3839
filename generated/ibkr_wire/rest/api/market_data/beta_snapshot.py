# Generated from spec/. Do not edit.
"""Read quotes of many contracts, in the form of the old beta.

`market_data.beta_snapshot` is GET /md/snapshot.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ibkr_wire.models.market_data import BetaSnapshotRow
from ibkr_wire.operation import UNSET, Operation, UnsetType, joined
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["market_data.beta_snapshot"]
ANSWER: Any = list[BetaSnapshotRow]
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(
    conids: Sequence[int | str], *, fields: Sequence[str] | UnsetType = UNSET
) -> Operation[list[BetaSnapshotRow]]:
    """Read quotes of many contracts, in the form of the old beta.

    Use the snapshot of `/iserver` instead.

    Args:
        conids: Contract ids, also as conid@EXCHANGE:TYPE.
        fields: Market data tags of fields.yaml, at most 50.

    Deprecated by IBKR. Needs a brokerage session.

    Answers with an error:
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/market_data.yaml, GET /md/snapshot.
    """
    params: list[tuple[str, str]] = []
    params.append(("conids", joined(conids, ",")))
    if fields is not UNSET:
        params.append(("fields", joined(fields, ",")))
    return Operation(INFO, "/md/snapshot", type=ANSWER, params=params)


def sync_detailed(
    conids: Sequence[int | str],
    *,
    fields: Sequence[str] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[list[BetaSnapshotRow]]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(operation(conids, fields=fields), client=client)


def sync(
    conids: Sequence[int | str],
    *,
    fields: Sequence[str] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> list[BetaSnapshotRow] | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(conids, fields=fields, client=client).parsed


async def asyncio_detailed(
    conids: Sequence[int | str],
    *,
    fields: Sequence[str] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[list[BetaSnapshotRow]]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(operation(conids, fields=fields), client=client)


async def asyncio(
    conids: Sequence[int | str],
    *,
    fields: Sequence[str] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> list[BetaSnapshotRow] | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (await asyncio_detailed(conids, fields=fields, client=client)).parsed
