"""Promise 1: an order is never sent twice, whatever breaks, and never lost silently."""

from __future__ import annotations

from typing import Any

import pytest

import ibkr
from ibkr.simulator import Fault, Gateway

ACCOUNT = "DU1234567"
AAPL = 265598
# AAPL trades near 449 on this day: a limit 5 % above raises the question o163, one at 440 raises none.
QUESTIONED = {"quantity": 10, "price": "480"}
QUIET = {"quantity": 10, "price": "446"}


def ticket(**fields: Any) -> ibkr.Order:
    return ibkr.Order.limit(AAPL, "BUY", fields.pop("quantity"), **fields)


def working(gateway: Gateway, name: str) -> list[str]:
    """Ids of the orders of that name which the gateway holds."""
    return [
        str(order.order_id)
        for order in gateway.broker.orders(ACCOUNT)
        if order.ticket.client_order_id == name
    ]


def asked(gateway: Gateway, operation: str) -> int:
    """How often the gateway saw the operation."""
    return sum(entry.operation == operation for entry in gateway.log)


def test_an_order_goes_through_its_question_once_answered(play_everywhere, gateway):
    order = ticket(**QUESTIONED)

    def story(ib):
        return (yield ib.orders.place(ACCOUNT, order, answer=ibkr.Answers.accept("o163")))

    placed = play_everywhere(story, gateway)
    assert working(gateway, order.client_order_id) == [placed.order_id]
    assert [turn.question.message_ids for turn in placed.transcript.turns] == [("o163",)]


def test_a_connection_that_dies_after_acceptance_gives_the_order_back_by_its_name(play_everywhere, gateway):
    gateway.faults.add(Fault("drop_after", "orders.submit"))
    order = ticket(**QUIET)

    def story(ib):
        return (yield ib.orders.place(ACCOUNT, order))

    placed = play_everywhere(story, gateway)
    assert working(gateway, order.client_order_id) == [placed.order_id]
    assert placed.receipt.found
    assert asked(gateway, "orders.submit") == 1


def test_a_connection_that_dies_before_acceptance_leaves_the_outcome_open_and_nothing_sent_again(
    play_everywhere, gateway
):
    gateway.faults.add(Fault("drop_before", "orders.submit"))
    order = ticket(**QUIET)

    def story(ib):
        with pytest.raises(ibkr.OrderUnknown) as unknown:
            yield ib.orders.place(ACCOUNT, order)
        assert unknown.value.client_order_id == order.client_order_id
        return (yield ib.orders.find(order.client_order_id))

    assert play_everywhere(story, gateway) is None
    assert asked(gateway, "orders.submit") == 1


def test_a_connection_that_dies_after_the_reply_gives_the_order_back_by_its_name(play_everywhere, gateway):
    gateway.faults.add(Fault("drop_after", "orders.reply"))
    order = ticket(**QUESTIONED)

    def story(ib):
        return (yield ib.orders.place(ACCOUNT, order, answer=ibkr.Answers.accept("o163")))

    placed = play_everywhere(story, gateway)
    assert working(gateway, order.client_order_id) == [placed.order_id]
    assert (asked(gateway, "orders.submit"), asked(gateway, "orders.reply")) == (1, 1)


def test_a_connection_that_dies_before_the_reply_leaves_no_order_and_says_so(play_everywhere, gateway):
    gateway.faults.add(Fault("drop_before", "orders.reply"))
    order = ticket(**QUESTIONED)

    def story(ib):
        with pytest.raises(ibkr.OrderUnknown) as unknown:
            yield ib.orders.place(ACCOUNT, order, answer=ibkr.Answers.accept("o163"))
        return unknown.value.transcript

    assert len(play_everywhere(story, gateway)) == 1
    assert working(gateway, order.client_order_id) == []
    assert (asked(gateway, "orders.submit"), asked(gateway, "orders.reply")) == (1, 1)


def test_a_reply_answered_503_is_looked_up_and_not_repeated(play_everywhere, gateway):
    gateway.faults.add(Fault("answer", "orders.reply", status=503, error="Service Unavailable"))

    def story(ib):
        with pytest.raises(ibkr.OrderUnknown):
            yield ib.orders.place(ACCOUNT, ticket(**QUESTIONED), answer=ibkr.Answers.accept("o163"))

    play_everywhere(story, gateway)
    assert asked(gateway, "orders.reply") == 1


@pytest.mark.parametrize("policy", [None, ibkr.Answers.accept("o354")], ids=["none", "another id"])
def test_a_question_that_nobody_said_yes_to_is_declined_and_the_gateway_is_told(
    play_everywhere, gateway, policy
):
    order = ticket(**QUESTIONED)

    def story(ib):
        with pytest.raises(ibkr.OrderDeclined) as declined:
            yield ib.orders.place(ACCOUNT, order, answer=policy)
        return declined.value.transcript

    transcript = play_everywhere(story, gateway)
    assert [turn.confirmed for turn in transcript.turns] == [False]
    assert working(gateway, order.client_order_id) == []
    assert asked(gateway, "orders.reply") == 1


def test_a_name_used_twice_is_refused_by_the_gateway_and_stays_one_order(play_everywhere, gateway):
    order = ticket(**QUIET)

    def story(ib):
        yield ib.orders.place(ACCOUNT, order)
        with pytest.raises(ibkr.OrderRejected):
            yield ib.orders.place(ACCOUNT, order)

    play_everywhere(story, gateway)
    assert len(working(gateway, order.client_order_id)) == 1


def test_a_working_order_is_changed_then_cancelled(play_everywhere, gateway):
    order = ticket(**QUIET)

    def story(ib):
        placed = yield ib.orders.place(ACCOUNT, order)
        yield placed.wait("submitted", timeout=30)
        yield placed.modify(price="447.50")
        yield placed.cancel()
        return (yield placed.wait("cancelled", timeout=30))

    assert play_everywhere(story, gateway).state == "cancelled"
    (held,) = gateway.broker.orders(ACCOUNT)
    assert str(held.ticket.price) == "447.5" or held.ticket.price == 447.5


@pytest.mark.parametrize("kind", ["drop_before", "drop_after"])
def test_a_cancel_that_met_silence_ends_with_the_order_cancelled(play_everywhere, gateway, kind):
    def story(ib):
        placed = yield ib.orders.place(ACCOUNT, ticket(**QUIET))
        yield placed.wait("submitted", timeout=30)
        gateway.faults.add(Fault(kind, "orders.withdraw"))
        yield placed.cancel()
        return (yield placed.wait("cancelled", timeout=30))

    assert play_everywhere(story, gateway).state == "cancelled"


def test_a_gateway_that_is_not_there_took_no_order():
    with (
        ibkr.Client("https://127.0.0.1:9/v1/api", keep_alive=False) as ib,
        pytest.raises(ibkr.GatewayUnreachable),
    ):
        ib.orders.place(ACCOUNT, ticket(**QUIET))
