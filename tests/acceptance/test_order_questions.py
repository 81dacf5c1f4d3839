"""Questions that are switched off, and what IBKR's server wants chosen."""

from __future__ import annotations

from typing import Any

import pytest

import ibkr
from ibkr.simulator import Fault, Gateway

ACCOUNT = "DU1234567"
AAPL = 265598


def far_off() -> ibkr.Order:
    """An order that raises o163."""
    return ibkr.Order.limit(AAPL, "BUY", 10, price="480")


def said(gateway: Gateway, operation: str) -> int:
    return sum(entry.operation == operation for entry in gateway.log)


def test_a_question_that_is_switched_off_is_not_asked(play, gateway):
    def story(ib: Any):
        yield ib.orders.suppress_questions("o163")
        for _ in range(2):
            yield ib.orders.place(ACCOUNT, far_off())
        yield ib.orders.restore_questions()
        with pytest.raises(ibkr.OrderDeclined):
            yield ib.orders.place(ACCOUNT, far_off())

    play(story, gateway)
    assert said(gateway, "orders.suppress") == 1


def lost_and_opened_again(ib: Any, gateway: Gateway):
    gateway.faults.add(Fault("no_bridge", "accounts.brokerage"))
    yield ib.accounts.brokerage()


def taken_and_taken_back(ib: Any, gateway: Gateway):
    gateway.session.lose_bridge(competing=True)
    assert (yield ib.session.check()) == "competing"
    yield ib.session.open(compete=True)


def away_and_back_by_itself(ib: Any, gateway: Gateway):
    """The daily reset, or a gateway that was restarted: no call of ours opened the session."""
    gateway.faults.add(Fault("answer", "auth.status", status=503, times=3))
    assert (yield ib.session.check()) == "maintenance"
    gateway.session.logout()
    gateway.session.login(gateway.world.seconds(), bridge_after=0.0)


@pytest.mark.parametrize("loss", [lost_and_opened_again, taken_and_taken_back, away_and_back_by_itself])
def test_it_is_switched_off_again_in_the_next_session(play, gateway, loss):
    def story(ib: Any):
        yield ib.orders.suppress_questions("o163")
        yield from loss(ib, gateway)
        return (yield ib.orders.place(ACCOUNT, far_off()))

    assert len(play(story, gateway).transcript) == 0
    assert said(gateway, "orders.suppress") == 2


def test_where_it_cannot_be_said_again_the_order_is_asked_about_and_declined(play, gateway):
    def story(ib: Any):
        yield ib.orders.suppress_questions("o163")
        gateway.faults.add(Fault("no_bridge", "accounts.brokerage"))
        yield ib.accounts.brokerage()
        gateway.faults.add(Fault("answer", "orders.suppress", status=400, error="no", times=9))
        with pytest.raises(ibkr.OrderDeclined):
            yield ib.orders.place(ACCOUNT, far_off())

    play(story, gateway)
    assert gateway.broker.orders(ACCOUNT) == []


@pytest.mark.parametrize(
    ("ids", "told"), [(("o16",), "near it are"), (("o163", "x"), "unlisted"), ((), "at least one")]
)
def test_a_question_that_does_not_exist_is_told_before_anything_is_sent(play, gateway, ids, told):
    def story(ib: Any):
        with pytest.raises(ibkr.InvalidArgument, match=told):
            yield ib.orders.suppress_questions(*ids)
        yield None

    play(story, gateway)
    assert list(gateway.log) == []


def test_a_policy_that_accepts_an_unknown_question_is_told_before_anything_is_sent(play, gateway):
    def story(ib: Any):
        with pytest.raises(ibkr.InvalidArgument, match="o163"):
            yield ib.orders.place(ACCOUNT, far_off(), answer=ibkr.Answers.accept("o1633"))
        yield None

    play(story, gateway)
    assert list(gateway.log) == []


@pytest.mark.parametrize(("option", "left"), [("Yes", "submitted"), ("No", "cancelled")])
def test_a_prompt_of_the_server_is_answered_with_one_of_its_options(play, gateway, option, left):
    ticket = ibkr.Order.limit(AAPL, "BUY", 10, price="446")

    def story(ib: Any):
        placed = yield ib.orders.place(ACCOUNT, ticket)
        yield placed.wait("submitted", timeout=30)
        number = int(placed.order_id)
        request = gateway.post_prompt(number, "Is this still meant?", options=("Yes", "No"))
        prompt = ibkr.Prompt(
            number, request, "Is this still meant?", ("Yes", "No"), client_order_id=ticket.client_order_id
        )
        with pytest.raises(ibkr.InvalidArgument, match="'Yes', 'No'"):
            yield ib.orders.respond(prompt, "Maybe")
        found = yield ib.orders.respond(prompt, option)
        assert found.order_id == placed.order_id
        return (yield placed.wait(left, timeout=30))

    assert play(story, gateway).state == left
    assert said(gateway, "orders.answer_prompt") == 1
