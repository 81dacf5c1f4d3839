# Generated from spec/. Do not edit.
"""List the IB algorithms that a contract can be traded with.

`contracts.algos` is GET /iserver/contract/{conid}/algos.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from ibkr_wire.models.contracts import Algos
from ibkr_wire.operation import UNSET, Operation, UnsetType, joined, quoted, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["contracts.algos"]
ANSWER: Any = Algos
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(
    conid: int,
    *,
    algos: Sequence[str] | UnsetType = UNSET,
    add_description: Literal[0, 1] | UnsetType = UNSET,
    add_params: Literal[0, 1] | UnsetType = UNSET,
) -> Operation[Algos]:
    """List the IB algorithms that a contract can be traded with.

    An unknown contract is answered with status 503.

    Args:
        conid: Contract id.
        algos: Ids of algorithms to show, at most 8; capital letters matter.
        add_description: 1 adds the description of each algorithm.
        add_params: 1 adds the parameters of each algorithm.

    Needs a brokerage session.

    Answers with an error:
        400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
        401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
        429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
        500: A fault of the server, or input that it could not use.
        503: Overload, reset, or something that is unknown or not cached yet.

    Source: spec/openapi/paths/contracts.yaml, GET /iserver/contract/{conid}/algos.
    """
    params: list[tuple[str, str]] = []
    if algos is not UNSET:
        params.append(("algos", joined(algos, ";")))
    if add_description is not UNSET:
        params.append(("addDescription", text(add_description)))
    if add_params is not UNSET:
        params.append(("addParams", text(add_params)))
    return Operation(INFO, f"/iserver/contract/{quoted(conid)}/algos", type=ANSWER, params=params)


def sync_detailed(
    conid: int,
    *,
    algos: Sequence[str] | UnsetType = UNSET,
    add_description: Literal[0, 1] | UnsetType = UNSET,
    add_params: Literal[0, 1] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[Algos]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(
        operation(conid, algos=algos, add_description=add_description, add_params=add_params), client=client
    )


def sync(
    conid: int,
    *,
    algos: Sequence[str] | UnsetType = UNSET,
    add_description: Literal[0, 1] | UnsetType = UNSET,
    add_params: Literal[0, 1] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Algos | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(
        conid, algos=algos, add_description=add_description, add_params=add_params, client=client
    ).parsed


async def asyncio_detailed(
    conid: int,
    *,
    algos: Sequence[str] | UnsetType = UNSET,
    add_description: Literal[0, 1] | UnsetType = UNSET,
    add_params: Literal[0, 1] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[Algos]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(
        operation(conid, algos=algos, add_description=add_description, add_params=add_params), client=client
    )


async def asyncio(
    conid: int,
    *,
    algos: Sequence[str] | UnsetType = UNSET,
    add_description: Literal[0, 1] | UnsetType = UNSET,
    add_params: Literal[0, 1] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Algos | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (
        await asyncio_detailed(
            conid, algos=algos, add_description=add_description, add_params=add_params, client=client
        )
    ).parsed
