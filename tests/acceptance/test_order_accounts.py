"""Several accounts under one login: IBKR lists orders of the active one only, and an order elsewhere is no
less real for that."""

from __future__ import annotations

from typing import Any

import pytest

import ibkr
from ibkr.simulator import Fault, Gateway
from ibkr.simulator.broker.account import LINKED_ACCOUNTS

FIRST, SECOND = (one.account_id for one in LINKED_ACCOUNTS[:2])
AAPL = 265598


@pytest.fixture
def gateway() -> Gateway:
    return Gateway(clock=ibkr.ManualClock(), accounts=LINKED_ACCOUNTS)


def quiet() -> ibkr.Order:
    return ibkr.Order.limit(AAPL, "BUY", 10, price="446")


def held(gateway: Gateway, account: str) -> list[str]:
    return [str(order.order_id) for order in gateway.broker.orders(account)]


def test_silence_about_another_account_is_looked_into_there(play_everywhere, gateway):
    gateway.faults.add(Fault("drop_after", "orders.submit"))

    def story(ib: Any):
        before = yield ib.accounts.selected()
        placed = yield ib.orders.place(SECOND, quiet())
        return before, placed, (yield ib.accounts.selected())

    before, placed, after = play_everywhere(story, gateway)
    assert placed.receipt.found
    assert held(gateway, SECOND) == [placed.order_id]
    assert before == after == FIRST


def test_an_order_of_another_account_is_waited_for_changed_and_cancelled(play, gateway):
    def story(ib: Any):
        placed = yield ib.orders.place(SECOND, quiet())
        yield placed.wait("submitted", timeout=60)
        fresh = yield ib.orders.change(SECOND, placed.order_id, price="447.50")
        gateway.faults.add(Fault("drop_after", "orders.withdraw"))
        yield fresh.cancel()
        yield fresh.wait("cancelled", timeout=60)
        return (yield ib.accounts.selected())

    assert play(story, gateway) == FIRST
    (order,) = gateway.broker.orders(SECOND)
    assert float(order.ticket.price) == 447.5


def test_executions_are_those_of_one_account(play, gateway):
    def story(ib: Any):
        placed = yield ib.orders.place(
            SECOND, ibkr.Order.market(AAPL, "BUY", 1), answer=ibkr.Answers.accept("o10151")
        )
        yield placed.wait("filled", timeout=60)
        theirs = yield ib.trades.executions(account=SECOND)
        own = yield ib.trades.executions(days=7, account=FIRST)
        active = yield ib.trades.executions()
        with pytest.raises(ibkr.UnknownAccount):
            yield ib.trades.executions(account="DU9999999")
        with pytest.raises(ibkr.InvalidArgument, match="1 to 7 days"):
            yield ib.trades.executions(days=8)
        return [{row.account for row in rows} for rows in (theirs, own, active)], (
            yield ib.accounts.selected()
        )

    assert play(story, gateway) == ([{SECOND}, set(), set()], FIRST)


def test_a_lost_order_of_another_account_is_recovered_there(play, gateway, tmp_path):
    tickets = {FIRST: quiet(), SECOND: quiet()}

    def story(ib: Any):
        for account, ticket in tickets.items():
            for fault in ("drop_after", "drop_before"):
                gateway.faults.add(Fault(fault, "orders.submit"))
                gateway.faults.add(Fault("answer", "orders.live", status=503, times=12))
                with pytest.raises(ibkr.OrderUnknown):
                    yield ib.orders.place(account, ticket if fault == "drop_after" else quiet())
                gateway.faults.clear()
        return (yield ib.orders.recover())

    recovered = play(story, gateway, journal=tmp_path / "orders.jsonl")
    assert sorted(one.verdict for one in recovered) == ["absent", "absent", "placed", "placed"]
    found = {one.client_order_id: one.receipt for one in recovered if one.receipt is not None}
    for account, ticket in tickets.items():
        receipt = found[ticket.client_order_id]
        assert (receipt.account_id, [receipt.order_id]) == (account, held(gateway, account))


def test_an_order_is_found_in_the_account_that_is_named(play, gateway):
    ticket = quiet()

    def story(ib: Any):
        placed = yield ib.orders.place(SECOND, ticket)
        elsewhere = yield ib.orders.find(ticket.client_order_id)
        found = yield ib.orders.find(ticket.client_order_id, account_id=SECOND)
        stands = yield ib.orders.progress(placed.order_id, account_id=SECOND)
        return placed, elsewhere, found, stands

    placed, elsewhere, found, stands = play(story, gateway)
    assert elsewhere is None
    assert found.order_id == stands.order_id == placed.order_id


def test_an_account_that_cannot_be_made_active_leaves_the_fate_open(play, gateway):
    gateway.faults.add(Fault("drop_after", "orders.submit"))
    gateway.faults.add(Fault("answer", "accounts.switch", status=503, times=20))

    def story(ib: Any):
        with pytest.raises(ibkr.OrderUnknown):
            yield ib.orders.place(SECOND, quiet())
        gateway.faults.clear()
        return [one.verdict for one in (yield ib.orders.recover())]

    assert play(story, gateway) == ["placed"]
