"""An order in hand keeps its states, tells them, and hears of them from the stream."""

from __future__ import annotations

import pytest

import ibkr
from ibkr.simulator import Fault, Gateway
from tests.stories import COLOURS, WAYS, Play

ACCOUNT = "DU1234567"
QUIET = ibkr.Order.limit(265598, "BUY", 10, price="446")
ASKED = ibkr.Order.limit(265598, "BUY", 10, price="480")
BRACKET = ibkr.bracket(QUIET.again(), take_profit="450", stop_loss="440")


@pytest.fixture(params=COLOURS)
def play(request: pytest.FixtureRequest) -> Play:
    """Tell a story to a gateway; every test that asks for it runs once with each client."""
    return WAYS[request.param]


@pytest.fixture
def gateway() -> Gateway:
    return Gateway(clock=ibkr.ManualClock())


def test_every_change_of_state_is_kept_and_told_once(play: Play, gateway: Gateway):
    def story(ib):
        placed = yield ib.orders.place(ACCOUNT, QUIET.again())
        told: list[str] = []
        placed.on_change(lambda order: told.append(order.state))
        yield placed.wait("submitted", timeout=30)
        yield placed.refresh()
        yield placed.cancel()
        yield placed.wait("cancelled", timeout=30)
        assert placed.states[-3:] == ("submitted", "pending_cancel", "cancelled")
        assert tuple(told) == placed.states[1:]

    play(story, gateway)


def test_an_event_of_the_stream_about_this_order_moves_it_and_an_old_one_does_not(
    play: Play, gateway: Gateway
):
    def story(ib):
        placed = yield ib.orders.place(ACCOUNT, QUIET.again())
        for order_id, status in (
            (placed.order_id, "Filled"),
            (placed.order_id, "Submitted"),
            ("1", "Cancelled"),
        ):
            placed.hear(ibkr.OrderUpdate(int(order_id), {"status": status}, frozenset({"status"})))
        return placed.state

    assert play(story, gateway) == "filled"


def test_a_placed_order_tells_what_it_is_and_what_was_asked_about_it(play: Play, gateway: Gateway):
    def story(ib):
        return (yield ib.orders.place(ACCOUNT, ASKED, answer=ibkr.Answers.accept("o163")))

    placed = play(story, gateway)
    (held,) = gateway.broker.orders(ACCOUNT)
    assert (placed.client_order_id, placed.order_id) == (ASKED.client_order_id, str(held.order_id))
    assert [one.question.message_ids for one in placed.transcript.turns] == [("o163",)]
    assert repr(placed) == f"<Placed order {placed.order_id} {placed.state}>"


def test_a_placed_group_has_its_entry_first_and_ends_as_a_whole(play: Play, gateway: Gateway):
    def story(ib):
        group = yield ib.orders.place(ACCOUNT, BRACKET, answer=ibkr.Answers.accept("o10152"))
        yield group.cancel()
        return group

    group = play(story, gateway)
    assert group.first.client_order_id == BRACKET.client_order_id
    assert len(group.transcript) == 1
    assert repr(group).startswith(f"<Placed {BRACKET.kind} ")
    assert all(leg.order_id in repr(group) for leg in group.legs)
    assert {order.status for order in gateway.broker.orders(ACCOUNT)} <= {"Cancelled", "PendingCancel"}


def test_one_thing_is_changed_by_the_order_s_id_alone(play: Play, gateway: Gateway):
    def story(ib):
        placed = yield ib.orders.place(ACCOUNT, QUIET.again())
        yield placed.wait("submitted", timeout=30)
        changed = yield ib.orders.change(ACCOUNT, placed.order_id, price="447")
        assert changed.order_id == placed.order_id

    play(story, gateway)
    (held,) = gateway.broker.orders(ACCOUNT)
    assert (float(held.ticket.price), float(held.ticket.quantity)) == (447.0, 10.0)


def test_a_working_order_is_replaced_by_a_whole_ticket(play: Play, gateway: Gateway):
    def story(ib):
        placed = yield ib.orders.place(ACCOUNT, QUIET.again())
        yield placed.wait("submitted", timeout=30)
        ticket = QUIET.with_changes(price="447")
        replaced = yield ib.orders.modify(ACCOUNT, placed.order_id, ticket)
        assert (replaced.order_id, replaced.ticket) == (placed.order_id, ticket)

    play(story, gateway)
    (held,) = gateway.broker.orders(ACCOUNT)
    assert float(held.ticket.price) == 447.0


def test_health_shows_what_is_shut_and_what_is_not_settled(play: Play, gateway: Gateway):
    gateway.faults.add(
        Fault("drop_before", "orders.submit"), Fault("answer", "accounts.brokerage", status=429, skip=1)
    )

    def story(ib):
        ticket = QUIET.again()
        with pytest.raises(ibkr.OrderUnknown):
            yield ib.orders.place(ACCOUNT, ticket)
        assert ib.orders.unsettled == (ticket.client_order_id,)
        with pytest.raises(ibkr.PacingError):
            yield ib.accounts.brokerage()
        return (yield ib.health())

    seen = play(story, gateway)
    assert (seen.unsettled, seen.journal_problem) == (1, None)
    assert seen.penalties["accounts.brokerage"] == pytest.approx(900, abs=5)
