"""Finding out what became of an order."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs
from ibkr_wire.rest.api.orders import live, status
from ibkr_wire.rest.api.trades import executions

from ibkr._core.exchange import converse
from ibkr._core.facing import facing
from ibkr._core.flow import Pause
from ibkr._core.life import FINAL, advance, reached
from ibkr.errors import (
    BadRequest,
    GatewayFault,
    IbkrError,
    InvalidArgument,
    NotFound,
    OrderEnded,
    OrderPending,
    OrderUnknown,
)
from ibkr.model.numbers import read_number
from ibkr.model.receipts import STATES, OrderProgress, OrderReceipt, PlacedLeg, order_state

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ibkr_wire.models.orders import LiveOrder, OrderStatus

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr.model.orders import Order

Look: TypeAlias = "Callable[[bool], Flow[OrderReceipt | None]]"
"""One look for an order; True rebuilds IBKR's list first."""

# Seconds before each look after silence: the order may still be on its way through the gateway.
LOOK_PAUSES: Final = (0.0, 2.0, 5.0)
CLEAN_LOOKS: Final = 2
POLL: Final = 1.0


def find_row(fits: Callable[[LiveOrder], bool], desk: Desk, *, force: bool = False) -> Flow[LiveOrder | None]:
    """The live order that fits, or None.

    `force` rebuilds IBKR's list: that call answers with nothing, the next one with all.
    """
    return next((row for row in (yield from rows(desk, force=force)) if fits(row)), None)


def rows(desk: Desk, *, force: bool = False) -> Flow[list[LiveOrder]]:
    """All live orders; with `force` as IBKR has them now."""
    if force:
        yield from converse(live.operation(force=True), desk)
    return (yield from converse(live.operation(), desk)).orders


def find_group(
    tickets: Sequence[Order], desk: Desk, *, account_id: str, force: bool
) -> Flow[OrderReceipt | None]:
    """The group whose orders are `tickets`, or None; a leg that is not listed is marked as refused.

    Children have no name of their own: they are known by their parent (orders.md, groups).
    """
    listed = yield from rows(desk, force=force)
    named = {one.client_order_id: one for one in tickets if one.parent_id is None}
    own = [row for row in listed if row.order_ref in named]
    if not own:
        return (yield from _traded(tickets[0].client_order_id, desk, account_id=account_id))
    parents = {str(row.order_id) for row in own}
    children = [row for row in listed if str(row.parent_id) in parents and row not in own]
    found = [_row_leg(row, named.get(str(row.order_ref))) for row in (*own, *children)]
    lacking = len(tickets) - len(found)
    missing = [PlacedLeg("", "", text="IBKR does not list it", refused=True)] * lacking
    first = next((leg for leg in found if leg.ticket is tickets[0]), found[0])
    receipt = _receipt(first.order_id, first.status, tickets[0].client_order_id, account_id)
    return attrs.evolve(receipt, legs=(*found, *missing))


def _row_leg(row: LiveOrder, ticket: Order | None) -> PlacedLeg:
    status = row.status if isinstance(row.status, str) else ""
    name = None if ticket is None else ticket.client_order_id
    return PlacedLeg(str(row.order_id), status, client_order_id=name, ticket=ticket)


def find(
    client_order_id: str, desk: Desk, *, account_id: str = "", force: bool = False
) -> Flow[OrderReceipt | None]:
    """The order of that name among live orders and today's executions, or None.

    Without an account the active one is looked at: IBKR lists no other.
    """
    looked = partial(_find, client_order_id, desk, account_id=account_id, force=force)
    return (yield from facing(account_id, looked, desk))


def _find(client_order_id: str, desk: Desk, *, account_id: str, force: bool) -> Flow[OrderReceipt | None]:
    row = yield from find_row(lambda row: row.order_ref == client_order_id, desk, force=force)
    if row is not None:
        return _receipt(row.order_id, row.status, client_order_id, account_id or row.acct)
    return (yield from _traded(client_order_id, desk, account_id=account_id))


def _traded(client_order_id: str, desk: Desk, *, account_id: str) -> Flow[OrderReceipt | None]:
    trades = yield from converse(executions.operation(), desk)
    trade = next((trade for trade in trades if trade.order_ref == client_order_id), None)
    if trade is None:
        return None
    return _receipt(trade.order_id, "Filled", client_order_id, account_id or trade.account)


def _receipt(order_id: object, status: object, client_order_id: str, account_id: object) -> OrderReceipt:
    return OrderReceipt(
        str(order_id) if isinstance(order_id, (int, str)) else "",
        client_order_id,
        account_id if isinstance(account_id, str) else "",
        status if isinstance(status, str) else "",
        found=True,
    )


def after_silence(client_order_id: str, look: Look) -> Flow[OrderReceipt]:
    """What IBKR knows of an order whose sending met silence. Nothing is ever sent again.

    Raises:
        OrderUnknown: IBKR does not list it, or cannot be asked.
    """
    found = yield from search(client_order_id, look)
    if found is None:
        raise _unknown(client_order_id, problem=None)
    return found


def search(client_order_id: str, look: Look) -> Flow[OrderReceipt | None]:
    """Look several times for an order that may still be on its way; None when it is not listed.

    Raises:
        OrderUnknown: IBKR cannot be asked.
    """
    clean, problem = 0, None
    for seconds in LOOK_PAUSES:
        if seconds:
            yield Pause(seconds)
        try:
            found = yield from look(clean > 0)
        except IbkrError as error:
            problem = error
            continue
        if found is not None:
            return found
        clean += 1
        if clean == CLEAN_LOOKS:
            break
    if clean:
        return None
    raise _unknown(client_order_id, problem=problem) from problem


def _unknown(client_order_id: str, *, problem: IbkrError | None) -> OrderUnknown:
    looked = "IBKR lists no such order so far" if problem is None else "IBKR could not be asked about it"
    return OrderUnknown(
        f"The order was sent and no answer came; {looked}. Do not send it again before "
        f"`ib.orders.find({client_order_id!r})` or IBKR's own screens have told what became of it.",
        client_order_id=client_order_id,
        operation="orders.submit",
    )


# --- progress ----------------------------------------------------------------------------------


def progress(order_id: str, desk: Desk, *, account_id: str = "") -> Flow[OrderProgress]:
    """Where an order stands, from its status or, when IBKR has not cached that, from the live orders.

    Raises:
        NotFound: IBKR knows no such order, of that account or, without one, of the active account.
    """
    return (yield from facing(account_id, partial(_progress, order_id, desk), desk))


def _progress(order_id: str, desk: Desk) -> Flow[OrderProgress]:
    try:
        found = yield from converse(status.operation(order_id), desk)
    except (NotFound, BadRequest, GatewayFault) as error:
        row = yield from find_row(lambda row: str(row.order_id) == order_id, desk)
        if row is None:
            raise NotFound(
                f"IBKR knows no order {order_id} of today: check the id with `ib.orders.live()`.",
                operation="orders.status",
            ) from error
        return _row_progress(order_id, row)
    return _status_progress(order_id, found)


def _row_progress(order_id: str, row: LiveOrder) -> OrderProgress:
    return OrderProgress(
        order_id,
        order_state(row.status if isinstance(row.status, str) else ""),
        filled=_number(row.filled_quantity),
        remaining=_number(row.remaining_quantity),
        average_price=_number(row.avg_price),
    )


def _status_progress(order_id: str, found: OrderStatus) -> OrderProgress:
    filled = _number(found.cum_fill, found.filled_quantity)
    total = _number(found.total_size)
    remaining = _number(found.remaining_quantity)
    if remaining is None and None not in (filled, total):
        remaining = (total or Decimal()) - (filled or Decimal())
    return OrderProgress(
        order_id,
        order_state(found.order_status if isinstance(found.order_status, str) else ""),
        filled=filled,
        remaining=remaining,
        average_price=_number(found.average_price, found.avg_fill_price),
    )


def _number(*values: Any) -> Decimal | None:
    """The first that is a number: builds differ in their keys, most numbers are text."""
    read = (read_number(value) for value in values if isinstance(value, (str, int, float)))
    return next((number.value for number in read if number is not None), None)


def wait(
    order_id: str,
    wanted: str,
    desk: Desk,
    *,
    timeout: float | None,
    account_id: str = "",
    known: str = "new",
    seen: Callable[[str], None] | None = None,
) -> Flow[OrderProgress]:
    """Return once the order is, or has been, in the state `wanted`; `seen` hears every state on the way.

    Raises:
        OrderEnded: it is over, another way.
        OrderPending: `timeout` seconds have passed.
    """
    if wanted not in STATES.values():
        raise InvalidArgument(
            f"There is no order state {wanted!r} to wait for: choose one of {', '.join(STATES.values())}."
        )
    deadline = None if timeout is None else desk.clock.monotonic() + timeout
    while True:
        stands = yield from progress(order_id, desk, account_id=account_id)
        known = advance(known, stands.state)
        if seen is not None:
            seen(stands.state)
        if reached(known, wanted):
            return stands
        if known in FINAL:
            raise OrderEnded(
                f"The order ended as {known} and will not be {wanted}; `error.progress` tells more.",
                progress=stands,
            )
        if deadline is not None and desk.clock.monotonic() >= deadline:
            raise OrderPending(
                f"The order is {known}, not {wanted}, after {timeout or 0:g} s: wait longer, or cancel it.",
                progress=stands,
            )
        yield Pause(POLL)
