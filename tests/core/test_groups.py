"""Brackets, one-cancels-all groups and combinations, and what of them is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ibkr._core.orders import cancel_group, place
from ibkr.errors import GatewayTimeout, InvalidOrder, OrderPartlyRejected, OrderRejected
from ibkr.model.answers import Answers
from ibkr.model.combos import combo
from ibkr.model.groups import bracket, oca
from ibkr.model.orders import Order

from .canned import ACCOUNT, APPLE, Conversation, buy_one, json, live

if TYPE_CHECKING:
    from collections.abc import Callable

SILENCE = GatewayTimeout("no answer", sent=True)


def with_exits():
    return bracket(buy_one(), take_profit="200", stop_loss="180")


def taken(order_id: int, **more: object) -> dict[str, object]:
    return {"order_id": str(order_id), "order_status": "PreSubmitted", **more}


PARENT = taken(7, local_order_id="mine")
FAILED = {"order_id": "-1", "order_status": "Failed", "text": "no such stop", "warning_message": None}


def test_a_bracket_is_one_request_whose_children_name_their_parent():
    talk = Conversation()
    rows = json([taken(8, parent_order_id="7"), taken(9, parent_order_id="7"), PARENT])
    receipt = talk.run(place(ACCOUNT, with_exits(), Answers(), talk.desk), rows)
    sent = talk.sent[0]["orders"]
    assert [(one.get("cOID"), one.get("parentId"), one["side"]) for one in sent] == [
        ("mine", None, "BUY"), (None, "mine", "SELL"), (None, "mine", "SELL")
    ]  # fmt: skip
    assert [one["price"] for one in sent] == [187.20, 200, 180]
    assert (receipt.order_id, [leg.order_id for leg in receipt.legs]) == ("7", ["8", "9", "7"])
    assert [leg.ticket is not None for leg in receipt.legs] == [False, False, True]


def test_a_child_that_was_refused_is_reported_beside_the_parent_that_went_live():
    talk = Conversation()
    with pytest.raises(OrderPartlyRejected, match="no such stop") as partly:
        talk.run(
            place(ACCOUNT, with_exits(), Answers(), talk.desk),
            json([FAILED, PARENT, taken(8, parent_order_id="7")]),
        )
    assert partly.value.receipt.order_id == "7"
    assert [(leg.order_id, leg.refused) for leg in partly.value.legs] == [
        ("", True),
        ("7", False),
        ("8", False),
    ]
    assert "Live: 7, 8." in str(partly.value)


@pytest.mark.parametrize("refusal", [json({"error": "no funds"}), json([FAILED, FAILED, FAILED])])
def test_a_group_that_was_refused_whole_is_rejected(refusal):
    talk = Conversation()
    with pytest.raises(OrderRejected) as rejected:
        talk.run(place(ACCOUNT, with_exits(), Answers(), talk.desk), refusal)
    assert not isinstance(rejected.value, OrderPartlyRejected)


def row(order_id: int, **more: object) -> dict[str, object]:
    return {"orderId": order_id, "status": "PreSubmitted", **more}


def test_a_bracket_that_met_silence_is_found_by_its_parent():
    talk = Conversation()
    listed = live(row(9, parentId=7), row(7, order_ref="mine"), row(8, parentId=7), row(1, parentId=2))
    receipt = talk.run(place(ACCOUNT, with_exits(), Answers(), talk.desk), SILENCE, listed)
    assert (receipt.found, receipt.order_id) == (True, "7")
    assert {leg.order_id for leg in receipt.legs} == {"7", "8", "9"}


def test_a_bracket_of_which_silence_left_only_the_parent_says_so():
    talk = Conversation()
    with pytest.raises(OrderPartlyRejected, match="does not list it") as partly:
        talk.run(place(ACCOUNT, with_exits(), Answers(), talk.desk), SILENCE, live(row(7, order_ref="mine")))
    assert partly.value.receipt.order_id == "7"


def test_fewer_legs_than_were_sent_are_as_good_as_silence():
    talk = Conversation()
    listed = live(row(7, order_ref="mine"), row(8, parentId=7), row(9, parentId=7))
    assert talk.run(place(ACCOUNT, with_exits(), Answers(), talk.desk), json([PARENT]), listed).found


def test_orders_of_which_one_cancels_the_others_keep_their_names():
    talk = Conversation()
    one, other = buy_one(), buy_one().again()
    rows = json([taken(8, local_order_id=other.client_order_id), taken(7, local_order_id="mine")])
    receipt = talk.run(place(ACCOUNT, oca(one, other), Answers(), talk.desk), rows)
    assert [one["isSingleGroup"] for one in talk.sent[0]["orders"]] == [True, True]
    assert [leg.client_order_id for leg in receipt.legs] == [other.client_order_id, "mine"]
    assert all(leg.ticket is not None for leg in receipt.legs)


def test_a_bracket_is_cancelled_parent_first_and_what_went_with_it_is_left_alone():
    talk = Conversation()
    group = with_exits()
    rows = json([taken(8), PARENT, taken(9)])
    receipt = talk.run(place(ACCOUNT, group, Answers(), talk.desk), rows)
    gone, status = json({"error": "Order is inactive"}), json({"order_id": 8, "order_status": "Cancelled"})
    seen = talk.run(
        cancel_group(receipt, group, talk.desk),
        json({"msg": "Request was submitted"}),
        gone,
        status,
        gone,
        status,
    )
    assert [one.state for one in seen] == ["pending_cancel", "cancelled", "cancelled"]
    assert talk.paths[1] == f"DELETE /iserver/account/{ACCOUNT}/order/7"


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: bracket(buy_one()), "needs a take_profit, a stop_loss, or both"),
        (lambda: bracket(buy_one(), take_profit="180"), "belongs above it"),
        (lambda: bracket(buy_one(), stop_loss="190"), "belongs below it"),
        (lambda: bracket(buy_one(), stop_loss=buy_one()), "on the other side"),
        (lambda: oca(buy_one()), "at least two"),
        (lambda: oca(buy_one(), buy_one()), "a name of its own"),
        (lambda: combo([(1, 1)]), "at least two legs"),
        (lambda: combo([(1, 1), (2, 0)]), "other than zero"),
        (lambda: combo([(1, 1), (2, 1)], currency="XYZ"), "no combinations in 'XYZ'"),
        (lambda: buy_one().with_changes(conid_ex="AAPL"), "must look like '8314@NYSE'"),
        (lambda: buy_one().with_changes(manual_indicator=True), "go together"),
        (lambda: buy_one().with_changes(cash_quantity=5), "not both"),
    ],
)
def test_a_group_that_could_not_be_right_is_refused_here(make, sentence: str):
    with pytest.raises(InvalidOrder, match=sentence):
        make()


CASH = Order.market(APPLE, "BUY", cash_quantity=100)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: bracket(CASH, stop_loss="180"), "has no exits"),
        (lambda: bracket(with_exits().legs[1], stop_loss="180"), "has no parent"),
        (lambda: oca(buy_one(), with_exits().legs[1].again()), "have no parent"),
    ],
)
def test_exits_that_could_never_work_are_refused_here(make: Callable[[], object], sentence: str):
    with pytest.raises(InvalidOrder, match=sentence):
        make()


def test_a_short_bracket_has_its_exits_the_other_way_round():
    entry = Order.limit(APPLE, "SELL", 1, price="187")
    group = bracket(entry, take_profit="180", stop_loss="190", tif="GTC")
    assert [(leg.side, leg.order_type, leg.tif) for leg in group.legs[1:]] == [
        ("BUY", "LMT", "GTC"), ("BUY", "STP", "GTC")
    ]  # fmt: skip


def test_a_second_bracket_has_new_names_throughout():
    first = with_exits()
    second = first.again()
    assert second.client_order_id != first.client_order_id
    assert {leg.parent_id for leg in second.legs[1:]} == {second.client_order_id}


def test_a_combination_travels_in_the_long_form_of_its_contract():
    ticket = Order.limit(combo([(APPLE, 1), (8314, -2)], exchange="SMART"), "BUY", 1, price="-1.5")
    assert ticket.to_wire()["conidex"] == f"28812380@SMART;;;{APPLE}/1,8314/-2"
    assert "conid" not in ticket.to_wire()


def buy(kind: Callable[..., Order], *quantity: int, **options: object) -> Order:
    return kind(APPLE, "BUY", *quantity, **options)


@pytest.mark.parametrize(
    ("ticket", "fields"),
    [
        (buy(Order.market, cash_quantity=100), {"cashQty": 100, "orderType": "MKT"}),
        (buy(Order.market, fx_quantity=100), {"fxQty": 100, "isCcyConv": True}),
        (buy(Order.market, 1).algo("Vwap", MaxPctVol=0.1), {"strategyParameters": {"MaxPctVol": 0.1}}),
        (buy(Order.midprice, 1, cap=5), {"orderType": "MIDPRICE", "price": 5}),
        (buy(Order.market_on_close, 1), {"orderType": "MOC"}),
        (buy(Order.limit_on_close, 1, price=5), {"orderType": "LOC", "price": 5}),
        (buy(Order.if_touched, 1, trigger=5), {"orderType": "MIT", "price": 5}),
        (buy(Order.if_touched, 1, trigger=5, price=6), {"orderType": "LIT", "price": 6, "auxPrice": 5}),
        (buy(Order.relative, 1, offset="0.1"), {"orderType": "REL"}),
        (buy(Order.market, 1, allocation_method="Equal"), {"allocationMethod": "Equal"}),
    ],
)  # fmt: skip
def test_every_kind_of_ticket_travels_under_the_gateways_names(ticket: Order, fields: dict[str, object]):
    assert fields.items() <= ticket.to_wire().items()
