"""Market data lines given back, and the one snapshot that costs money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ibkr_wire.models.market_data import UnsubscribeRequest
from ibkr_wire.rest.api.market_data import regulatory_snapshot, unsubscribe

from ibkr._core.exchange import converse
from ibkr._core.snapshots import named_values
from ibkr.errors import BadRequest, GatewayFault, Guarded, NotFound
from ibkr.model.contracts import HasConid, conid_of
from ibkr.model.snapshots import Snapshot

if TYPE_CHECKING:
    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow

PRICE: Final = "0.01 USD"
"""Of one regulatory snapshot (endpoints.md)."""


def release(which: int | HasConid, desk: Desk) -> Flow[bool]:
    """Give back the market data line of a contract; False where none was open."""
    request = UnsubscribeRequest(conid=conid_of(which))
    try:
        answer = yield from converse(unsubscribe.operation(request), desk)
    except (BadRequest, NotFound, GatewayFault) as error:
        # Status 500 with the error `unknown` says that no line is open (endpoints.md); 503 is a fault.
        if error.status != 500:
            raise
        return False
    return answer.success is not False


def paid_snapshot(which: int | HasConid, desk: Desk, *, pay: bool) -> Flow[Snapshot]:
    """The best bid and offer of all exchanges of the United States, for money.

    Raises:
        Guarded: nobody agreed to pay.
        NotFound: IBKR does not offer it any more.
    """
    conid = conid_of(which)
    if pay is not True:
        raise Guarded(
            f"A regulatory snapshot costs {PRICE} a call, so it is only asked for with pay=True; "
            "`ib.market_data.snapshot(conid)` costs nothing.",
            operation="market_data.regulatory_snapshot",
        )
    try:
        row = yield from converse(regulatory_snapshot.operation(conid), desk)
    except NotFound as error:
        raise NotFound(
            "IBKR withdrew the regulatory snapshot in February 2026, and this gateway does not have it any "
            "more: use `ib.market_data.snapshot(conid)`.",
            operation=error.operation,
            status=error.status,
            body=error.body,
        ) from error
    tags = {tag: value for tag, value in row.tags.items() if isinstance(value, (str, int, float))}
    return Snapshot(conid, named_values(tags), raw=row.tags)
