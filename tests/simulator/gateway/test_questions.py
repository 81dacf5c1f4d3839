"""The questions an order raises, and what becomes of their replies."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from ibkr.simulator.broker.account import ADVISOR_ACCOUNTS
from ibkr.simulator.market import derivatives

LIVE = "/iserver/account/orders"


def reply(player, question, *, confirmed=True, status=200):
    return player.post(f"/iserver/reply/{question[0]['id']}", {"confirmed": confirmed}, status=status)


@pytest.mark.parametrize(
    ("changes", "ids"),
    [
        ({"price": 449}, []),
        ({"price": 435}, ["o163"]),
        ({"price": 470}, ["o163"]),
        ({"quantity": 501, "price": 199, "conid": 8314}, ["o383"]),
        ({"quantity": 300}, ["o451"]),
        ({"quantity": 501, "price": 430}, ["o163", "o383", "o451"]),
        ({"orderType": "MKT", "price": None}, ["o10151"]),
        ({"orderType": "STP", "price": 455}, ["o10152"]),
        ({"orderType": "STP", "price": 440}, ["o403", "o10152"]),
        ({"orderType": "STP", "price": 455, "outsideRTH": True}, ["o10152", "o10331"]),
        ({"price": 1000, "side": "SELL"}, ["o163", "o382"]),
        ({"side": "SELL", "price": 451, "quantity": 100}, []),
        ({"side": "SELL", "price": 451, "quantity": 101}, ["o2137"]),
        ({"conid": 272093, "price": 28, "quantity": 401}, ["o2137"]),
        ({"strategy": "Adaptive", "price": 440}, ["p12"]),
    ],
)
def test_questions_follow_rules_one_after_the_other(player, changes, ids):
    asked, answer = [], player.place(**changes)
    while "id" in answer[0]:
        asked += answer[0]["messageIds"]
        answer = reply(player, answer)
    assert asked == ids
    assert answer[0]["order_status"] == "PreSubmitted"


def test_an_order_for_a_group_is_spread_over_its_accounts(play):
    player = play(accounts=ADVISOR_ACCOUNTS).primed()
    master = ADVISOR_ACCOUNTS[0].account_id
    player.post("/iserver/account", {"acctId": master})
    group = player.get("/iserver/account/allocation/group")["data"][0]["name"]
    ticket = {"conid": 265598, "side": "BUY", "orderType": "LMT", "price": 449, "quantity": 10, "tif": "DAY"}
    (question,) = player.post(f"/iserver/account/{group}/orders", {"orders": [ticket]})
    assert question["messageIds"] == ["p6"]


@pytest.mark.parametrize(("option", "status"), [("Yes", "Submitted"), ("No", "Cancelled")])
def test_an_order_in_a_halted_contract_is_answered_with_a_prompt(player, option, status):
    player.gateway.halt(265598)
    prompt = player.place(cOID="kept")
    assert (prompt["options"], prompt["prompt"]) == (["Yes", "No"], True)
    answer = {"orderId": prompt["orderId"], "reqId": prompt["reqId"], "text": option}
    player.ask("POST", "/iserver/notification", json=answer)
    player.clock.advance(5)
    (row,) = player.get(LIVE)["orders"]
    assert (row["orderId"], row["order_ref"], row["status"]) == (prompt["orderId"], "kept", status)


def test_nobody_bids_for_a_worthless_option(player):
    far = derivatives.option(derivatives.FAMILIES[0], date(2013, 2, 1), Decimal(600), "C").conid
    answer = player.place(conid=far, price=0.01, quantity=1)
    assert answer[0]["messageIds"] == ["o10336"]


def test_a_question_has_an_id_options_and_a_text_but_no_order(player):
    (question,) = player.place(price=400)
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", question["id"])
    assert question["messageOptions"] == ["Yes", "No"]
    assert question["isSuppressed"] is False
    assert "Percentage constraint of 3%" in question["message"][0]
    assert player.get(LIVE)["orders"] == []


def test_a_no_discards_the_order(player):
    question = player.place(price=400)
    assert list(reply(player, question, confirmed=False)) == ["error"]
    assert reply(player, question, status=503)["statusCode"] == 503
    assert player.get(LIVE)["orders"] == []


def test_another_order_call_in_between_loses_the_question_and_its_order(player):
    question = player.place(price=400, cOID="lost")
    player.place(price=449, cOID="kept")
    assert reply(player, question, status=503)["statusCode"] == 503
    assert [row["order_ref"] for row in player.get(LIVE)["orders"]] == ["kept"]


def test_reading_in_between_does_no_harm(player):
    question = player.place(price=400)
    player.get(LIVE)
    player.post("/tickle")
    assert reply(player, question)[0]["order_status"] == "PreSubmitted"


def test_an_unknown_reply_is_a_400_and_an_answered_one_a_503(player):
    question = player.place(price=400)
    assert player.post("/iserver/reply/none", {"confirmed": True}, status=400)["statusCode"] == 400
    assert reply(player, question)[0]["order_id"]
    assert reply(player, question, status=503)["statusCode"] == 503


@pytest.mark.parametrize("body", [{}, {"confirmed": "true"}, {"confirmed": None}])
def test_a_reply_must_say_true_or_false(player, body):
    question = player.place(price=400)
    player.post(f"/iserver/reply/{question[0]['id']}", body, status=400)
    assert reply(player, question)[0]["order_id"]


def test_a_change_raises_questions_too_and_asks_about_its_size(player):
    (placed,) = player.place(price=440, quantity=1)
    player.clock.advance(1)
    ticket = {"conid": 265598, "side": "BUY", "orderType": "LMT", "price": 430, "quantity": 5, "tif": "DAY"}
    question = player.post(f"/iserver/account/DU1234567/order/{placed['order_id']}", ticket)
    assert question[0]["messageIds"] == ["o163"]
    question = reply(player, question)
    assert question[0]["messageIds"] == ["o10138"]
    assert reply(player, question)[0]["order_id"] == placed["order_id"]


def test_without_market_data_that_is_asked_first(play):
    player = play(without_data=[265598]).primed()
    assert player.place()[0]["messageIds"] == ["o354"]


def test_whether_a_question_comes_can_be_left_to_the_seed(play):
    def asked(seed):
        player = play(question_chance=0.5, seed=seed).primed()
        return ["id" in player.place(price=400, cOID=str(n))[0] for n in range(20)]

    assert asked(1) == asked(1)
    assert {True, False} == set(asked(1))
