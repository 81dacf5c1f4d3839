"""Orders that belong together: brackets and one-cancels-all groups."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibkr.simulator.broker.order import Order, OrderEvent, Status
from ibkr.simulator.broker.ticket import Refused, Ticket
from tests.simulator.broker.desk import ACCOUNT, CLOSE, TEN, broker, fills, last, limit, states, ticket

if TYPE_CHECKING:
    from ibkr.simulator.broker.broker import Broker

PRICE = last()
FAR = Decimal(20)


def bracket(entry: Ticket, *, up: str = "0.30", down: str = "0.30") -> list[Ticket]:
    """A purchase with a sale above and a stop below."""
    child: dict[str, Any] = {"side": "SELL", "parent_id": entry.client_order_id, "quantity": entry.quantity}
    return [
        entry,
        limit(PRICE + Decimal(up), **child),
        ticket(order_type="STP", price=PRICE - Decimal(down), **child),
    ]


def placed(desk: Broker, tickets: list[Ticket], at: float = TEN) -> list[Order]:
    """The orders of a request of which nothing is refused."""
    outcomes = desk.submit_group(tickets, at)
    orders = [each for each in outcomes if isinstance(each, Order)]
    assert len(orders) == len(tickets)
    return orders


def now(desk: Broker, orders: list[Order]) -> list[str]:
    """The states of orders."""
    return [str(desk.order(each.order_id).status) for each in orders]


def test_children_wait_until_their_parent_begins_to_fill():
    desk = broker()
    orders = placed(desk, bracket(limit(PRICE - FAR, client_order_id="p")))
    desk.advance(TEN + 3600)
    assert now(desk, orders) == ["Submitted", "PreSubmitted", "PreSubmitted"]
    assert [order.parent_id for order in orders] == [None, orders[0].order_id, orders[0].order_id]


def test_of_the_children_one_fills_and_the_other_ends():
    desk = broker()
    orders = placed(desk, bracket(ticket(client_order_id="p")))
    desk.advance(CLOSE - 1)
    assert now(desk, orders)[0] == "Filled"
    assert sorted(now(desk, orders)[1:]) == ["Cancelled", "Filled"]
    assert {order.oca_group for order in orders[1:]} == {str(orders[0].order_id)}
    assert fills(desk)[-1].position == 0


def test_the_parents_end_is_its_childrens():
    desk = broker()
    orders = placed(desk, bracket(limit(PRICE - FAR, client_order_id="p")))
    desk.cancel(orders[0].order_id, TEN + 5)
    desk.advance(TEN + 6)
    assert now(desk, orders) == ["Cancelled"] * 3
    assert desk.order(orders[1].order_id).cancelled_by_system


def partly_filled(desk: Broker, **child: Any) -> list[Order]:
    """A purchase that takes its time, and its child, a moment after its first fill."""
    size = Decimal(20_000)
    entry = ticket(quantity=size, client_order_id="p")
    orders = placed(desk, [entry, ticket(side="SELL", parent_id="p", quantity=size, **child)])
    desk.advance(TEN + 0.2)
    assert 0 < desk.order(orders[0].order_id).filled < size
    return orders


def test_a_bracket_whose_parent_ends_with_a_part_protects_that_part():
    desk = broker()
    parent, stop = partly_filled(desk, order_type="STP", price=PRICE - FAR, tif="GTC")
    desk.cancel(parent.order_id, TEN + 0.2)
    desk.advance(TEN + 0.3)
    opened = desk.order(parent.order_id).filled
    assert now(desk, [parent, stop]) == ["Cancelled", "PreSubmitted"]
    assert desk.order(stop.order_id).ticket.quantity == opened == desk.held(ACCOUNT, parent.ticket.conid)


def test_a_bracket_whose_parent_was_made_smaller_protects_what_it_opened():
    desk = broker()
    parent, stop = placed(
        desk,
        [
            limit(PRICE - FAR, client_order_id="p", quantity=Decimal(7)),
            ticket(order_type="STP", price=PRICE - 2 * FAR, side="SELL", parent_id="p", quantity=Decimal(7)),
        ],
    )
    smaller = attrs.evolve(parent.ticket, quantity=Decimal(1), price=PRICE + FAR)
    desk.modify(parent.order_id, smaller, TEN + 5)
    desk.advance(TEN + 60)
    assert now(desk, [parent, stop]) == ["Filled", "PreSubmitted"]
    assert desk.order(stop.order_id).ticket.quantity == desk.held(ACCOUNT, parent.ticket.conid) == 1


def test_a_child_that_closes_what_was_opened_ends_the_rest_of_its_parent():
    desk = broker()
    parent, sale = partly_filled(desk)
    desk.advance(TEN + 60)
    bought, sold = desk.order(parent.order_id), desk.order(sale.order_id)
    assert (bought.status, sold.status) == (Status.CANCELLED, Status.FILLED)
    assert "bracket" in str(bought.cancelled_by_system)
    assert bought.filled == sold.filled == sold.ticket.quantity
    assert desk.held(ACCOUNT, parent.ticket.conid) == 0


def test_a_child_that_closes_nothing_of_its_parent_is_as_large_as_it_was_asked_for():
    desk = broker()
    parent, hedge = placed(
        desk,
        [
            ticket(quantity=Decimal(20_000), client_order_id="p"),
            ticket(quantity=Decimal(25_000), client_order_id="h", parent_id="p"),
        ],
    )
    desk.cancel(parent.order_id, TEN + 0.2)
    desk.advance(CLOSE)
    assert now(desk, [parent, hedge]) == ["Cancelled", "Filled"]
    assert 0 < desk.order(parent.order_id).filled < 20_000
    assert desk.order(hedge.order_id).filled == 25_000


def test_a_child_can_come_later_by_order_id():
    desk = broker()
    parent = desk.submit(ticket(), TEN)
    desk.advance(TEN + 10)
    late = limit(PRICE - FAR, side="SELL", parent_id=str(parent.order_id))
    child = desk.submit(late, TEN + 10)
    desk.advance(TEN + 20)
    assert desk.order(child.order_id).status is Status.FILLED


def test_an_invalid_child_keeps_the_whole_bracket_from_being_sent():
    desk = broker()
    tickets = bracket(ticket(client_order_id="p"))
    tickets[1] = limit("0", side="SELL", parent_id="p")
    outcomes = desk.submit_group(tickets, TEN)
    desk.advance(TEN + 60)
    parent, refused, sibling = outcomes
    assert isinstance(refused, Refused)
    assert isinstance(parent, Order)
    assert isinstance(sibling, Order)
    assert now(desk, [parent, sibling]) == ["Inactive", "Inactive"]
    assert fills(desk) == []


def test_of_two_orders_of_a_request_with_one_name_the_second_is_refused():
    desk = broker()
    first, second = desk.submit_group([limit(PRICE - FAR, client_order_id="a") for _ in range(2)], TEN)
    assert isinstance(first, Order)
    assert isinstance(second, Refused)
    assert (second.cause, second.text[-34:]) == ("duplicate", "Local order ID=a is already registered"[-34:])


def test_an_invalid_parent_refuses_the_whole_bracket():
    desk = broker()
    with pytest.raises(Refused, match="limit price"):
        desk.submit_group(bracket(limit("0", client_order_id="p")), TEN)
    assert desk.journal == []


def test_activating_a_kept_parent_sends_its_children_too():
    desk = broker()
    tickets = bracket(ticket(client_order_id="p", deactivated=True))
    orders = placed(desk, tickets)
    assert now(desk, orders) == ["Inactive"] * 3
    desk.modify(orders[0].order_id, ticket(client_order_id="p"), TEN + 5)
    desk.advance(TEN + 10)
    assert now(desk, orders)[0] == "Filled"
    assert states(desk, orders[1])[:3] == ["Inactive", "PendingSubmit", "PreSubmitted"]


def test_a_child_of_nobody_is_refused():
    with pytest.raises(Refused) as refusal:
        broker().submit(ticket(parent_id="nobody"), TEN)
    assert refusal.value.cause == "parent"


def test_the_first_fill_of_a_group_ends_the_others():
    desk = broker()
    group = [ticket(single_group=True), limit(PRICE - FAR, single_group=True)]
    orders = placed(desk, group)
    desk.advance(TEN + 5)
    assert now(desk, orders) == ["Filled", "Cancelled"]
    assert orders[0].oca_group == orders[1].oca_group == f"oco-{orders[0].order_id}"


def test_two_groups_do_not_know_each_other():
    desk = broker()
    first = placed(desk, [limit(PRICE - FAR, single_group=True), limit(PRICE - FAR, single_group=True)])
    second = placed(desk, [ticket(single_group=True), limit(PRICE - FAR, single_group=True)], TEN + 1)
    desk.advance(TEN + 5)
    assert now(desk, first) == ["Submitted", "Submitted"]
    assert now(desk, second) == ["Filled", "Cancelled"]


def test_a_group_ties_up_the_funds_of_its_largest_order():
    desk = broker(cash=Decimal(15_000))
    group = [limit(PRICE - 1, single_group=True), limit(PRICE - 2, single_group=True)]
    assert len(placed(desk, group)) == 2
    with pytest.raises(Refused) as refusal:
        desk.submit(limit(PRICE - 1), TEN + 1)
    assert refusal.value.cause == "funds"


# -- whatever is ordered -----------------------------------------------------------------

cents = st.integers(-80, 80).map(lambda each: PRICE + Decimal(each) / 100)
entries = st.builds(
    lambda price, size, is_market: (
        ticket(quantity=Decimal(size), client_order_id="p")
        if is_market
        else limit(price, quantity=Decimal(size), client_order_id="p")
    ),
    cents,
    st.sampled_from([1, 300, 2500]),
    st.booleans(),
)
brackets = st.builds(
    lambda entry, up, down: bracket(entry, up=up, down=down),
    entries,
    *[st.integers(-50, 90).map(lambda each: str(Decimal(each) / 100))] * 2,
)
single = st.builds(
    lambda price, side, size: limit(price, side=side, single_group=True, quantity=Decimal(size)),
    cents,
    st.sampled_from(["BUY", "SELL"]),
    st.sampled_from([50, 700, 3000]),
)
requests = st.one_of(brackets, st.lists(single, min_size=2, max_size=4))
steps = st.lists(
    st.tuples(requests, st.sampled_from([0.1, 3.0, 900.0, 8000.0]), st.integers(0, 9)), min_size=1, max_size=4
)


@settings(max_examples=30, deadline=None)
@given(steps)
def test_at_most_one_of_a_group_fills_and_no_child_before_its_parent(
    flow: list[tuple[list[Ticket], float, int]],
):
    desk, at = broker(), TEN
    for number, (tickets, wait, victim) in enumerate(flow):
        renamed = [_renamed(each, str(number)) for each in tickets]
        orders = [each for each in desk.submit_group(renamed, at) if isinstance(each, Order)]
        at += wait
        desk.advance(at)
        chosen = desk.order(orders[victim % len(orders)].order_id)
        if chosen.is_editable:
            desk.cancel(chosen.order_id, at)
    desk.advance(CLOSE)
    check_groups(desk)
    check_children(desk)


def _renamed(each: Ticket, number: str) -> Ticket:
    name, parent = each.client_order_id, each.parent_id
    return attrs.evolve(
        each,
        client_order_id=name and name + number,
        parent_id=parent and parent + number,
    )


def check_groups(desk: Broker) -> None:
    filled: dict[str, set[int]] = {}
    for order in desk.orders(ACCOUNT):
        assert order.filled <= order.ticket.quantity
        if order.oca_group is not None and order.filled:
            filled.setdefault(order.oca_group, set()).add(order.order_id)
    assert all(len(orders) == 1 for orders in filled.values())


def check_children(desk: Broker) -> None:
    opened: dict[int, Decimal] = {}
    for event in desk.journal:
        if not isinstance(event, OrderEvent):
            continue
        order = event.order
        if order.parent_id is not None and (order.filled or order.status is Status.SUBMITTED):
            assert 0 < opened[order.parent_id] >= order.filled
        opened[order.order_id] = order.filled
