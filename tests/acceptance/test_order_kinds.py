"""Every kind of order that people trade with, against the simulator: what arrives, and what comes back."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

import ibkr
import ibkr.errors
from ibkr.simulator import Gateway
from ibkr.simulator.broker.account import ADVISOR_ACCOUNTS

ACCOUNT = "DU1234567"
AAPL, IBM = 265598, 8314
EVERYTHING = ibkr.Answers.accept("o163", "o403", "o451", "o10151", "o10152", "o10164")


@pytest.fixture
def gateway() -> Gateway:
    return Gateway(clock=ibkr.ManualClock(), question_chance=0)


def entry(**changes: Any) -> ibkr.Order:
    return ibkr.Order.limit(AAPL, "BUY", **{"quantity": 10, "price": "446", **changes})


def held(gateway: Gateway, account: str = ACCOUNT) -> list[Any]:
    return list(gateway.broker.orders(account))


def test_a_bracket_waits_with_its_exits_behind_its_entry(play, gateway):
    group = ibkr.bracket(entry(), take_profit="470", stop_loss="430")

    def story(ib: Any):
        placed = yield ib.orders.place(ACCOUNT, group)
        yield placed.first.wait("submitted", timeout=30)
        return placed

    placed = play(story, gateway)
    assert placed.first.client_order_id == group.client_order_id
    assert sorted(leg.order_id for leg in placed.legs) == sorted(str(one.order_id) for one in held(gateway))
    assert [one.ticket.parent_id is None for one in held(gateway)].count(True) == 1


def test_a_bracket_of_which_a_leg_is_refused_is_told_leg_by_leg(play_everywhere, gateway):
    """A group is not all or nothing: the entry may be live without its stop."""
    wrong = ibkr.Order.stop(AAPL, "SELL", 10, stop="430").algo("NoSuchAlgorithm")
    group = ibkr.bracket(entry(), take_profit="470", stop_loss=wrong)

    def story(ib: Any):
        with pytest.raises(ibkr.OrderPartlyRejected) as partly:
            yield ib.orders.place(ACCOUNT, group)
        for leg in partly.value.legs:
            if not leg.refused:
                yield ib.orders.cancel(ACCOUNT, leg.order_id)
        return partly.value

    error = play_everywhere(story, gateway)
    assert [leg.refused for leg in error.legs].count(True) == 1
    (refused,) = [leg for leg in error.legs if leg.refused]
    assert refused.ticket is None or refused.ticket.strategy == "NoSuchAlgorithm"
    assert "NoSuchAlgorithm" in refused.text
    assert error.receipt.order_id in str(error)
    assert {str(one.order_id) for one in held(gateway)} >= {leg.order_id for leg in error.legs} - {""}


def test_a_group_of_which_the_first_filled_cancels_the_others(play, gateway):
    group = ibkr.oca(entry(), ibkr.Order.limit(IBM, "BUY", 5, price="190"))

    def story(ib: Any):
        placed = yield ib.orders.place(ACCOUNT, group)
        rows = {str(row.order_id): row for row in (yield ib.orders.live_orders())}
        seen = yield placed.cancel()
        return placed, rows, seen

    placed, rows, seen = play(story, gateway)
    assert len({rows[leg.order_id].oca_group_id for leg in placed.legs}) == 1
    assert [one.state for one in seen] == ["pending_cancel"] * 2


def test_a_combination_is_traded_as_one(play, gateway):
    spread = ibkr.combo([(AAPL, 1), (IBM, -1)])
    ticket = ibkr.Order.limit(spread, "BUY", 1, price="240")

    def story(ib: Any):
        return (yield ib.orders.place(ACCOUNT, ticket, answer=EVERYTHING))

    placed = play(story, gateway)
    (order,) = held(gateway)
    assert str(order.order_id) == placed.order_id
    assert ticket.to_wire()["conidex"] == f"28812380;;;{AAPL}/1,{IBM}/-1"
    assert [leg.conid for leg in order.ticket.legs] == [AAPL, IBM]


def test_an_algorithm_travels_with_its_parameters(play, gateway):
    def story(ib: Any):
        yield ib.orders.place(ACCOUNT, entry().algo("Adaptive", adaptivePriority="Patient"))

    play(story, gateway)
    (order,) = held(gateway)
    assert (order.ticket.strategy, dict(order.ticket.strategy_parameters)) == (
        "Adaptive",
        {"adaptivePriority": "Patient"},
    )


def test_an_algorithm_that_the_contract_does_not_have_is_refused_in_the_gateway_s_words(play, gateway):
    def story(ib: Any):
        with pytest.raises(ibkr.OrderRejected, match="NoSuchAlgorithm"):
            yield ib.orders.place(ACCOUNT, entry().algo("NoSuchAlgorithm"))
        yield None

    play(story, gateway)
    assert held(gateway) == []


def test_an_amount_of_money_buys_as_many_as_it_pays_for(play, gateway):
    ticket = ibkr.Order.market(AAPL, "BUY", cash_quantity="1000")

    def story(ib: Any):
        placed = yield ib.orders.place(ACCOUNT, ticket, answer=EVERYTHING)
        return (yield placed.wait("filled", timeout=60))

    assert "quantity" not in ticket.to_wire()
    assert play(story, gateway).filled == Decimal(2)


def test_a_change_names_only_what_changes(play_everywhere, gateway):
    ticket = entry(tif="GTC", outside_rth=True)

    def story(ib: Any):
        placed = yield ib.orders.place(ACCOUNT, ticket)
        yield placed.wait("submitted", timeout=30)
        yield placed.modify(price="447.50")
        yield ib.orders.change(ACCOUNT, placed.order_id, quantity=12)
        return placed

    play_everywhere(story, gateway)
    (order,) = held(gateway)
    kept = order.ticket
    assert (float(kept.price), kept.quantity, kept.tif, kept.outside_rth) == (447.5, 12, "GTC", True)


@pytest.mark.parametrize("change", [{"side": "SELL"}, {"conid": IBM}, {"colour": "red"}, {"quantity": -1}])
def test_a_change_that_cannot_be_made_is_told_before_it_is_sent(play, gateway, change):
    def story(ib: Any):
        placed = yield ib.orders.place(ACCOUNT, entry())
        seen = len(gateway.log)
        with pytest.raises(ibkr.InvalidOrder):
            yield placed.modify(**change)
        assert len(gateway.log) == seen

    play(story, gateway)


def test_all_orders_of_the_account_are_cancelled_at_once(play, gateway):
    def story(ib: Any):
        placed = []
        for _ in range(3):
            placed.append((yield ib.orders.place(ACCOUNT, entry())))
        yield ib.orders.cancel_all(ACCOUNT)
        for one in placed:
            yield one.wait("cancelled", timeout=30)

    play(story, gateway)
    assert {one.status for one in held(gateway)} == {"Cancelled"}


def test_an_advisor_s_order_is_shared_among_the_accounts_of_a_group(play):
    gateway = Gateway(clock=ibkr.ManualClock(), accounts=ADVISOR_ACCOUNTS, question_chance=0)
    clients = [one.account_id for one in ADVISOR_ACCOUNTS if one.kind == "client"]

    def shares() -> dict[str, Decimal]:
        rows = {name: gateway.broker.positions(name) for name in clients}
        return {name: sum(one.quantity for one in rows[name] if one.conid == AAPL) for name in clients}

    def story(ib: Any):
        group = (yield ib.accounts.brokerage()).groups[0]
        placed = yield ib.orders.place(group, entry(quantity=30, price="480"))
        return (yield placed.wait("filled", timeout=60))

    before = shares()
    assert play(story, gateway).filled == 30
    assert sum(shares().values()) - sum(before.values()) == 30
    assert len([name for name in clients if shares()[name] > before[name]]) > 1


def test_a_dry_run_shows_the_very_bytes_that_placing_sends(play, gateway):
    ticket = entry(price="446.10", client_order_id="mine")
    shown: list[ibkr.DryRun] = []

    def story(ib: Any):
        shown.append((yield ib.orders.dry_run(ACCOUNT, ticket)))
        assert not [one for one in gateway.log if one.operation == "orders.submit"]

    play(story, gateway)
    (dry,) = shown
    assert (dry.method, dry.path) == ("POST", f"/iserver/account/{ACCOUNT}/orders")
    (sent,) = json.loads(dry.json, parse_float=str)["orders"]
    assert sent == {
        "conid": AAPL, "side": "BUY", "orderType": "LMT", "quantity": 10, "price": "446.10", "tif": "DAY",
        "cOID": "mine",
    }  # fmt: skip
    assert held(gateway) == []


@pytest.mark.parametrize(
    ("options", "ticket", "error"),
    [
        ({"read_only": True}, entry(), ibkr.errors.Guarded),
        ({"limits": ibkr.Limits(max_quantity=5)}, entry(), ibkr.LimitExceeded),
        ({"limits": ibkr.Limits(max_order_value=1000)}, entry(), ibkr.LimitExceeded),
        ({"limits": ibkr.Limits(allow=[IBM])}, entry(), ibkr.LimitExceeded),
        ({"limits": ibkr.Limits(allow=[IBM])}, ibkr.Order.limit(ibkr.combo([(IBM, 1), (AAPL, -1)]), "BUY", 1,
                                                                price="1"), ibkr.LimitExceeded),
    ],
    ids=["read only", "quantity", "value", "contract", "leg of a combination"],
)  # fmt: skip
def test_a_guard_keeps_an_order_here(play, gateway, options, ticket, error):
    def story(ib: Any):
        with pytest.raises(error):
            yield ib.orders.place(ACCOUNT, ticket)
        yield None

    play(story, gateway, **options)
    assert not [one for one in gateway.log if one.operation == "orders.submit"]


def test_a_live_account_is_traded_only_by_a_client_that_says_so(play):
    from ibkr.simulator.broker.account import LIVE_ACCOUNTS

    account = LIVE_ACCOUNTS[0].account_id
    gateway = Gateway(clock=ibkr.ManualClock(), accounts=LIVE_ACCOUNTS, question_chance=0)

    def careful(ib: Any):
        with pytest.raises(ibkr.errors.Guarded, match="live=True"):
            yield ib.orders.place(account, entry(quantity=1))
        yield None

    def bold(ib: Any):
        return (yield ib.orders.place(account, entry(quantity=1)))

    play(careful, gateway)
    assert held(gateway, account) == []
    assert play(bold, gateway, live=True).order_id


def test_an_unknown_account_is_told_before_an_order_is_sent(play, gateway):
    def story(ib: Any):
        with pytest.raises(ibkr.UnknownAccount):
            yield ib.orders.place("DU9999999", entry())
        yield None

    play(story, gateway)
    assert not [one for one in gateway.log if one.operation == "orders.submit"]
