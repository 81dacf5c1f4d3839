"""Asking what an order would cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ibkr_wire.models.orders import OrderTickets
from ibkr_wire.rest.api.market_data import snapshot_rows
from ibkr_wire.rest.api.orders import whatif

from ibkr._core.exchange import converse, order_lane
from ibkr._core.flow import holding
from ibkr._core.orders import wire_ticket
from ibkr._core.recognise import quoted
from ibkr._core.suppressing import restate
from ibkr._core.ticking import check_ticks
from ibkr.errors import OrderRejected, ResponseError
from ibkr.model.previews import Change, Money, Preview

if TYPE_CHECKING:
    from ibkr_wire.models.orders import OrderPreview, PreviewAmount, PreviewChange

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr.model.orders import Order

LAST_PRICE: Final = "31"


def preview(account_id: str, ticket: Order, desk: Desk) -> Flow[Preview]:
    """What the order would cost and change; nothing is placed.

    Raises:
        OrderRejected: IBKR would refuse it, for lack of funds or permission and the like.
    """
    yield from check_ticks(ticket, desk)
    yield from restate(desk)
    if ";;;" not in (ticket.conid_ex or ""):  # a combination has no quote under its own number
        yield from _subscribe(ticket.conid, desk)
    body = OrderTickets(orders=[wire_ticket(ticket, named=False)])
    answer = yield from holding(order_lane(account_id), converse(whatif.operation(account_id, body), desk))
    if isinstance(answer.error, str) and answer.error:
        raise OrderRejected(
            f"IBKR would refuse this order: {quoted(answer.error)}. Correct the ticket.",
            reason=answer.error,
            operation="orders.whatif",
        )
    return _read(answer)


def _subscribe(conid: int, desk: Desk) -> Flow[None]:
    """Ask for a quote once a session: without one the preview warns of missing market data."""
    key = f"quote of {conid}"
    if key in desk.session.warmed:
        return
    desk.session.warmed.add(key)
    try:
        yield from converse(snapshot_rows.operation([conid], fields=[LAST_PRICE]), desk)
    except ResponseError:  # a preview without quotes is still a preview; its warning tells
        return


def _read(answer: OrderPreview) -> Preview:
    amounts: PreviewAmount | None = answer.amount or None
    return Preview(
        amount=_money(getattr(amounts, "amount", None)),
        commission=_money(getattr(amounts, "commission", None)),
        total=_money(getattr(amounts, "total", None)),
        equity=_change(answer.equity or None),
        initial_margin=_change(answer.initial or None),
        maintenance_margin=_change(answer.maintenance or None),
        position=_change(answer.position or None),
        warnings=_warnings(answer),
    )


def _money(value: Any) -> Money | None:
    return Money.read(str(value)) if isinstance(value, (str, int, float)) else None


def _change(block: PreviewChange | None) -> Change | None:
    if block is None:
        return None
    known = [_money(value) or Money("") for value in (block.current, block.change, block.after)]
    return Change(*known)


def _warnings(answer: OrderPreview) -> tuple[str, ...]:
    """`warn` repeats the first of `warns`; each is `<number>/<text>`."""
    several = answer.warns if isinstance(answer.warns, list) else []
    found = [text for text in (answer.warn, *several) if isinstance(text, str) and text]
    return tuple(dict.fromkeys(found))
