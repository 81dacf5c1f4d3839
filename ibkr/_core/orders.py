"""Placing, changing and cancelling orders: what is sent, and how it is looked for after silence."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import msgspec
from ibkr_wire.models.orders import OrderTicket, OrderTickets
from ibkr_wire.operation import UNSET
from ibkr_wire.rest.api.orders import resubmit, submit, withdraw
from ibkr_wire.tables.questions import QUESTIONS

from ibkr._core.conversing import Talk, settled
from ibkr._core.exchange import converse, order_lane, vet
from ibkr._core.facing import facing
from ibkr._core.flow import holding
from ibkr._core.journal import entry_of
from ibkr._core.looking import find, find_group, find_row, progress
from ibkr._core.suppressing import restate
from ibkr._core.ticking import check_ticks
from ibkr.errors import GatewayFault, InvalidArgument, InvalidOrder, NotFound, TransportError
from ibkr.model.answers import Answers
from ibkr.model.groups import OrderGroup
from ibkr.model.nearest import nearest
from ibkr.model.numbers import read_number
from ibkr.model.receipts import DryRun, OrderProgress, OrderReceipt

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ibkr_wire.models.orders import CancelAnswer, LiveOrder
    from ibkr_wire.operation import Operation

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr.model.answers import Policy
    from ibkr.model.orders import Order

CANCEL_TAKEN: Final = frozenset({"pending_cancel", "pre_cancelled", "cancelled", "filled"})
ALL_ORDERS: Final = -1
# A change keeps side and contract (orders.md, modify and cancel).
FIXED: Final = frozenset({"side", "conid", "conid_ex", "client_order_id", "parent_id"})


def place(account_id: str, ticket: Order | OrderGroup, policy: Policy, desk: Desk) -> Flow[OrderReceipt]:
    """Place one order, or one group, and see it through its questions.

    Raises:
        OrderDeclined: `policy` said no to a question; IBKR was told so.
        OrderRejected: IBKR refused.
        OrderPartlyRejected: some legs of a group are live, others were refused.
        OrderUnknown: no answer came and IBKR does not list the order; it was sent once.
        GatewayUnreachable: certainly nothing was sent.
        InvalidOrder: a price lies between two ticks.
        InvalidArgument: `policy` accepts a question that does not exist.
    """
    check_policy(policy)
    tickets = _tickets(ticket)
    for one in tickets:
        yield from check_ticks(one, desk)
    yield from restate(desk)

    def look(force: bool) -> Flow[OrderReceipt | None]:
        if len(tickets) > 1:
            group = partial(find_group, tickets, desk, account_id=account_id, force=force)
            return facing(account_id, group, desk)
        return find(ticket.client_order_id, desk, account_id=account_id, force=force)

    entry = entry_of("place", account_id, tickets, now=desk.clock.now())
    talk = Talk(account_id, tickets, policy, placing(account_id, tickets), entry, look)
    return (yield from holding(order_lane(account_id), settled(talk, desk)))


def _tickets(ticket: Order | OrderGroup) -> tuple[Order, ...]:
    return ticket.legs if isinstance(ticket, OrderGroup) else (ticket,)


def placing(account_id: str, tickets: Collection[Order]) -> Operation[Any]:
    """The request that places orders which belong together."""
    return submit.operation(account_id, OrderTickets(orders=[wire_ticket(one) for one in tickets]))


def dry_run(account_id: str, ticket: Order | OrderGroup, desk: Desk) -> Flow[DryRun]:
    """What `place` would send, after the same checks; nothing is placed."""
    tickets = _tickets(ticket)
    for one in tickets:
        yield from check_ticks(one, desk)
    operation = placing(account_id, tickets)
    yield from vet(operation, desk)
    return DryRun(operation.info.method, operation.path, (operation.body or b"").decode())


def modify(account_id: str, order_id: str, ticket: Order, policy: Policy, desk: Desk) -> Flow[OrderReceipt]:
    """Replace a working order's ticket; side and contract must stay. Raises as `place`."""
    check_policy(policy)
    yield from check_ticks(ticket, desk)
    yield from restate(desk)
    body = wire_ticket(ticket, named=False)

    def look(force: bool) -> Flow[OrderReceipt | None]:
        fits = partial(find_row, lambda row: str(row.order_id) == order_id, desk, force=force)
        row = yield from facing(account_id, fits, desk)
        if row is None or not carries(row, ticket.to_wire()):
            return None
        status = row.status if isinstance(row.status, str) else ""
        return OrderReceipt(order_id, ticket.client_order_id, account_id, status, found=True)

    entry = entry_of("modify", account_id, (ticket,), now=desk.clock.now(), order_id=order_id)
    change = resubmit.operation(account_id, order_id, body)
    talk = Talk(account_id, (ticket,), policy, change, entry, look)
    return (yield from holding(order_lane(account_id), settled(talk, desk)))


def check_changes(changes: Collection[str]) -> None:
    """Raise `InvalidOrder` for a change that no order can take."""
    if fixed := sorted(FIXED.intersection(changes)):
        raise InvalidOrder(
            f"a working order keeps its {', '.join(fixed)}: cancel it, and place a new one instead."
        )


def check_policy(policy: Policy) -> None:
    """Raise `InvalidArgument` when a policy accepts a question that does not exist."""
    if isinstance(policy, Answers):
        check_questions(policy.accepted, remedy="Answers.accept(..., unlisted=[...])")


def check_questions(ids: Collection[str], *, remedy: str) -> None:
    """Raise `InvalidArgument` when one of the ids is not in the table of questions."""
    for one in sorted(set(ids) - QUESTIONS.keys()):
        near = ", ".join(nearest(one, QUESTIONS)) or "o163, o354, o451"
        raise InvalidArgument(
            f"There is no question {one!r}; near it are {near}. If IBKR asks it all the same, name it in "
            f"{remedy}."
        )


def wire_ticket(ticket: Order, *, named: bool = True) -> OrderTicket:
    """The ticket as the generated model; without its `cOID` for an order that IBKR knows already."""
    wire = ticket.to_wire()
    if not named:
        wire.pop("cOID", None)
    return msgspec.convert(wire, OrderTicket)


def carries(row: LiveOrder, wire: Mapping[str, Any]) -> bool:
    """Whether a live order shows the quantity and the prices of a ticket (under the gateway's names)."""
    pairs = [(row.total_size, wire.get("quantity")), (row.price, wire.get("price"))]
    if row.aux_price not in (UNSET, None, ""):
        pairs.append((row.aux_price, wire.get("auxPrice")))
    return all(wanted is None or _same(shown, wanted) for shown, wanted in pairs)


def _same(shown: object, wanted: object) -> bool:
    first, second = (
        read_number(one if isinstance(one, (str, int, float)) else str(one)) for one in (shown, wanted)
    )
    return first is not None and second is not None and first.value == second.value


# --- cancel ------------------------------------------------------------------------------------


def cancel(
    account_id: str,
    order_id: str,
    desk: Desk,
    *,
    manual_indicator: bool | None = None,
    ext_operator: str | None = None,
) -> Flow[OrderProgress]:
    """Ask for an order to be cancelled. The answer says that IBKR took the wish, not that it came true.

    After silence the order's status is read, and the wish repeated only if the order
    does not show it.

    Raises:
        NotFound: IBKR knows no such order, or it is over already.
    """
    wish = withdraw.operation(
        account_id,
        order_id,
        manual_indicator=UNSET if manual_indicator is None else manual_indicator,
        ext_operator=UNSET if ext_operator is None else ext_operator,
    )
    return (yield from holding(order_lane(account_id), _cancel(wish, account_id, order_id, desk)))


def _cancel(
    wish: Operation[CancelAnswer | list[CancelAnswer]], account_id: str, order_id: str, desk: Desk
) -> Flow[OrderProgress]:
    try:
        yield from converse(wish, desk)
    except (TransportError, GatewayFault) as error:
        if not _may_have_been_heard(error, wish):
            raise
        seen = yield from progress(order_id, desk, account_id=account_id)
        if seen.state in CANCEL_TAKEN:
            return seen
        yield from converse(wish, desk)
    return OrderProgress(order_id, "pending_cancel")


def _may_have_been_heard(error: TransportError | GatewayFault, wish: Operation[Any]) -> bool:
    return error.operation == wish.info.name and not (isinstance(error, TransportError) and not error.sent)


def cancel_all(account_id: str, desk: Desk) -> Flow[None]:
    """Ask for every order of the account to be cancelled; after silence once more, which does no harm."""
    wish = withdraw.operation(account_id, ALL_ORDERS)
    yield from holding(order_lane(account_id), _cancel_all(wish, desk))


def _cancel_all(wish: Operation[CancelAnswer | list[CancelAnswer]], desk: Desk) -> Flow[None]:
    try:
        yield from converse(wish, desk)
    except (TransportError, GatewayFault) as error:
        if not _may_have_been_heard(error, wish):
            raise
        yield from converse(wish, desk)


def cancel_group(receipt: OrderReceipt, group: OrderGroup, desk: Desk) -> Flow[tuple[OrderProgress, ...]]:
    """Ask for a whole group to be cancelled: the parent of a bracket, then whatever still works."""
    seen: list[OrderProgress] = []
    for leg in sorted(receipt.legs, key=lambda leg: leg.client_order_id != group.client_order_id):
        try:
            progress_ = yield from cancel(receipt.account_id, leg.order_id, desk)
        except NotFound:  # it went with its parent, or with the leg that was filled
            progress_ = yield from progress(leg.order_id, desk, account_id=receipt.account_id)
        seen.append(progress_)
    return tuple(seen)
