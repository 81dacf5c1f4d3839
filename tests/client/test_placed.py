"""An order in hand keeps its states, tells them, and hears of them from the stream."""

from __future__ import annotations

import pytest

import ibkr
from ibkr.simulator import Fault, Gateway
from ibkr.testing import SimulatorTransport

ACCOUNT = "DU1234567"
QUIET = ibkr.Order.limit(265598, "BUY", 10, price="446")


@pytest.fixture
def gateway() -> Gateway:
    return Gateway(clock=ibkr.ManualClock())


@pytest.fixture
def ib(gateway: Gateway):
    with ibkr.Client(transport=SimulatorTransport(gateway), clock=gateway.clock, keep_alive=False) as client:
        yield client


def test_every_change_of_state_is_kept_and_told_once(ib: ibkr.Client):
    placed = ib.orders.place(ACCOUNT, QUIET.again())
    told: list[str] = []
    placed.on_change(lambda order: told.append(order.state))
    placed.wait("submitted", timeout=30)
    placed.refresh()
    placed.cancel()
    placed.wait("cancelled", timeout=30)
    assert placed.states[-3:] == ("submitted", "pending_cancel", "cancelled")
    assert tuple(told) == placed.states[1:]


def test_an_event_of_the_stream_about_this_order_moves_it_and_an_old_one_does_not(ib: ibkr.Client):
    placed = ib.orders.place(ACCOUNT, QUIET.again())
    for order_id, status in ((placed.order_id, "Filled"), (placed.order_id, "Submitted"), ("1", "Cancelled")):
        placed.hear(ibkr.OrderUpdate(int(order_id), {"status": status}, frozenset({"status"})))
    assert placed.state == "filled"


def test_one_thing_is_changed_by_the_order_s_id_alone(ib: ibkr.Client, gateway: Gateway):
    placed = ib.orders.place(ACCOUNT, QUIET.again())
    placed.wait("submitted", timeout=30)
    changed = ib.orders.change(ACCOUNT, placed.order_id, price="447")
    assert changed.order_id == placed.order_id
    (held,) = gateway.broker.orders(ACCOUNT)
    assert (float(held.ticket.price), float(held.ticket.quantity)) == (447.0, 10.0)


def test_health_shows_what_is_shut_and_what_is_not_settled(ib: ibkr.Client, gateway: Gateway):
    gateway.faults.add(
        Fault("drop_before", "orders.submit"), Fault("answer", "accounts.brokerage", status=429, skip=1)
    )
    with pytest.raises(ibkr.OrderUnknown):
        ib.orders.place(ACCOUNT, QUIET.again())
    with pytest.raises(ibkr.PacingError):
        ib.accounts.brokerage()
    seen = ib.health()
    assert (seen.unsettled, seen.journal_problem) == (1, None)
    assert seen.penalties["accounts.brokerage"] == pytest.approx(900, abs=5)
