"""What keeps an order on this machine, and what is asked about one beyond placing it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ibkr._core import raw
from ibkr._core.changing import changed
from ibkr._core.exchange import exchange
from ibkr._core.limiting import check_limits
from ibkr._core.orders import cancel_all, dry_run, modify, place
from ibkr._core.prompting import respond, restore, suppress
from ibkr.errors import (
    ConfigError,
    GatewayTimeout,
    InvalidArgument,
    InvalidOrder,
    LimitExceeded,
    NotFound,
    OrderDeclined,
    OrderRejected,
    OrderUnknown,
    OrderWentLive,
)
from ibkr.model.answers import Answers, Prompt
from ibkr.model.combos import combo
from ibkr.model.limits import Limits
from ibkr.model.orders import Order

from .canned import ACCOUNT, APPLE, Conversation, acknowledged, at_desk, buy_one, json, live, question, text

STOCK = json({"con_id": APPLE, "instrument_type": "STK"})
OPTION = json({"con_id": APPLE, "instrument_type": "OPT", "multiplier": "100"})
SILENCE = GatewayTimeout("no answer", sent=True)
ROW = {
    "orderId": 7, "order_ref": "mine", "status": "Submitted", "conid": APPLE, "side": "BUY", "totalSize": 1.0,
    "orderType": "Limit", "origOrderType": "LIMIT", "price": "187.20", "timeInForce": "CLOSE",
}  # fmt: skip


def limited(**limits: object) -> Conversation:
    return Conversation(at_desk(limits=Limits(**limits), guards=(check_limits,)))


@pytest.mark.parametrize(
    ("limits", "ticket", "answers", "limit"),
    [
        ({"max_quantity": 5}, Order.market(APPLE, "BUY", 6), (), "max_quantity"),
        ({"max_quantity": 5}, Order.market(APPLE, "BUY", cash_quantity=6), (), "max_quantity"),
        ({"max_order_value": 100}, Order.limit(APPLE, "BUY", 1, price=101), (STOCK,), "max_order_value"),
        ({"max_order_value": 9000}, Order.limit(APPLE, "BUY", 1, price=91), (OPTION,), "max_order_value"),
        ({"max_order_value": 100}, Order.market(APPLE, "BUY", cash_quantity=101), (), "max_order_value"),
        ({"allow": [8314]}, Order.market(APPLE, "BUY", 1), (), "allow"),
        ({"allow": [8314]}, Order.market(combo([(8314, 1), (APPLE, -1)]), "BUY", 1), (), "allow"),
    ],
)
def test_an_order_beyond_a_limit_stays_here(limits, ticket: Order, answers, limit: str):
    talk = limited(**limits)
    with pytest.raises(LimitExceeded) as refused:
        talk.run(place(ACCOUNT, ticket, Answers(), talk.desk), *answers)
    assert refused.value.limit == limit
    assert not [path for path in talk.paths if path.startswith("POST")]


def test_an_order_without_a_price_is_counted_at_the_last_one():
    for last, fits in (("99", True), ("101", False), (None, False)):
        talk = limited(max_order_value=100)
        rows = [json([{"conid": APPLE, "31": last} if last else {"conid": APPLE}])] * (1 if last else 7)
        flow = place(ACCOUNT, Order.market(APPLE, "BUY", 1), Answers(), talk.desk)
        if fits:
            assert talk.run(flow, *rows, STOCK, acknowledged("7")).order_id == "7"
        else:
            with pytest.raises(LimitExceeded):
                talk.run(flow, *rows, *([STOCK] if last else []))


def test_a_change_and_a_call_by_hand_keep_to_the_limits_too():
    talk = limited(max_quantity=5)
    with pytest.raises(LimitExceeded):
        talk.run(modify(ACCOUNT, "7", buy_one().with_changes(quantity=6), Answers(), talk.desk))
    body = {"orders": [{"conid": APPLE, "quantity": 6, "orderType": "MKT", "side": "BUY", "tif": "DAY"}]}
    call = raw.operation("POST", f"/iserver/account/{ACCOUNT}/orders", body=body)
    with pytest.raises(LimitExceeded):
        talk.run(exchange(call, talk.desk))
    assert talk.asked == []


BY_HAND = {"conid": APPLE, "orderType": "LMT", "side": "BUY", "tif": "DAY", "quantity": 1, "price": 1}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"orders": [{**BY_HAND, "quantity": -101}]}, "quantity of -101"),
        ([{**BY_HAND, "quantity": "101"}], "quantity of 101"),
        ({**BY_HAND, "quantity": "many"}, "'many' is no number"),
        ({**BY_HAND, "quantity": 100, "price": -99}, "worth 9,900.00"),
        ({**BY_HAND, "cashQty": None, "fxQty": 9_000}, "worth 9,000.00"),
        ({"orderType": "LMT", "secType": f"{APPLE}:OPT", "quantity": 1, "price": 1}, "contract by a number"),
    ],
)
def test_a_ticket_written_by_hand_is_not_past_the_limits_because_of_how_it_is_written(body, words: str):
    talk = limited(max_quantity=100, max_order_value=1_000)
    call = raw.operation("POST", f"/iserver/account/{ACCOUNT}/orders", body=body)
    stock = [STOCK] if "-99" in str(body) else []
    with pytest.raises(LimitExceeded, match=words):
        talk.run(exchange(call, talk.desk), *stock)
    assert not [path for path in talk.paths if path.startswith("POST")]


@pytest.mark.parametrize("body", [{"confirmed": True}, None, "yes", ["yes"]])
def test_what_is_no_ticket_is_not_held_up_by_limits(body):
    talk = limited(max_quantity=1, max_order_value=1, allow=[8314])
    call = raw.operation("POST", "/iserver/reply/r1", body=body)
    talk.run(exchange(call, talk.desk), json({}))
    assert talk.paths == ["POST /iserver/reply/r1"]


FAULT = json({"error": "unknown conid", "statusCode": 503}, status=503)


@pytest.mark.parametrize(
    ("ticket", "answers", "words"),
    [
        (Order.market(APPLE, "BUY", 1), [FAULT], "last price cannot be learnt"),
        (Order.limit(APPLE, "BUY", 1, price=1), [FAULT], f"contract {APPLE} cannot be looked up"),
    ],
)
def test_an_order_whose_value_cannot_be_told_is_not_sent(ticket: Order, answers, words: str):
    talk = limited(max_order_value=100)
    with pytest.raises(LimitExceeded, match=words):
        talk.run(place(ACCOUNT, ticket, Answers(), talk.desk), *answers)
    assert not [path for path in talk.paths if path.startswith("POST")]


def test_a_contract_s_multiplier_is_asked_for_once():
    talk = limited(max_order_value=10_000)
    for answers in ((OPTION, acknowledged("7")), (acknowledged("8"),)):
        talk.run(place(ACCOUNT, Order.limit(APPLE, "BUY", 1, price=91), Answers(), talk.desk), *answers)
    assert len([path for path in talk.paths if path.startswith("GET")]) == 1


@pytest.mark.parametrize("wrong", [{"max_quantity": 0}, {"max_order_value": "much"}, {"allow": ["AAPL"]}])
def test_limits_that_cannot_be_meant_are_told(wrong):
    with pytest.raises(ConfigError, match="Limits"):
        Limits(**wrong)


def test_a_dry_run_shows_the_exact_request_and_sends_none():
    talk = Conversation()
    shown = talk.run(dry_run(ACCOUNT, buy_one(), talk.desk))
    talk.run(place(ACCOUNT, buy_one(), Answers(), talk.desk), acknowledged("7"))
    assert (shown.method, shown.path) == ("POST", f"/iserver/account/{ACCOUNT}/orders")
    assert shown.json.encode() == talk.asked[0].body
    assert len(talk.asked) == 1


def test_a_policy_that_names_no_question_is_told_before_anything_is_sent():
    talk = Conversation()
    with pytest.raises(InvalidArgument, match=r"no question 'o165'; near it are .*o163"):
        talk.run(place(ACCOUNT, buy_one(), Answers.accept("o165"), talk.desk))
    assert talk.asked == []
    new = Answers.accept("o163", unlisted=["o9999"])
    asked = (question("r", "o163", "o9999"), acknowledged("7"))
    assert talk.run(place(ACCOUNT, buy_one(), new, talk.desk), *asked).order_id == "7"


# --- a no that was not heard -------------------------------------------------------------------

UNHEARD = [SILENCE, text("", status=503), json({"error": "x", "statusCode": 503}, status=503)]


@pytest.mark.parametrize("answer", UNHEARD)
def test_an_order_that_is_live_in_spite_of_a_no_is_handed_over(answer):
    talk = Conversation()
    with pytest.raises(OrderWentLive, match=r"order 7 is live: cancel it") as live_order:
        talk.run(place(ACCOUNT, buy_one(), Answers(), talk.desk), question("r", "o163"), answer, live(ROW))
    assert live_order.value.receipt.order_id == "7"
    assert len(live_order.value.transcript) == 1


@pytest.mark.parametrize("answer", UNHEARD)
def test_an_order_that_is_not_listed_after_an_unheard_no_is_declined(answer):
    talk = Conversation()
    looks = (live(), json([]), live(snapshot=False), live(), json([]))
    with pytest.raises(OrderDeclined) as declined:
        talk.run(place(ACCOUNT, buy_one(), Answers(), talk.desk), question("r", "o163"), answer, *looks)
    assert declined.value.acknowledged is False


def test_an_unheard_no_is_unknown_when_nobody_can_be_asked():
    talk = Conversation()
    with pytest.raises(OrderUnknown):
        talk.run(place(ACCOUNT, buy_one(), Answers(), talk.desk), question("r", "o163"), *[SILENCE] * 12)


def test_a_no_that_is_answered_with_an_order_is_not_believed():
    talk = Conversation()
    with pytest.raises(OrderWentLive):
        talk.run(
            place(ACCOUNT, buy_one(), Answers(), talk.desk),
            question("r", "o163"),
            acknowledged("7"),
            live(ROW),
        )


def test_a_yes_that_came_too_late_is_looked_up():
    talk = Conversation()
    late = json({"error": "reply r is unknown"}, status=400)
    yes = Answers.accept("o163")
    found = talk.run(place(ACCOUNT, buy_one(), yes, talk.desk), question("r", "o163"), late, live(ROW))
    assert found.found


# --- changing one thing, cancelling all --------------------------------------------------------


def test_one_thing_is_changed_and_the_rest_is_read_back():
    talk = Conversation()
    flow = changed((ACCOUNT, "7"), {"price": "188"}, Answers(), talk.desk)
    ticket, receipt = talk.run(flow, live(ROW), acknowledged("7"))
    assert talk.sent[-1] == {
        "conid": APPLE, "side": "BUY", "orderType": "LMT", "quantity": 1, "price": 188, "tif": "DAY"
    }  # fmt: skip
    assert (ticket.price, receipt.order_id) == (Decimal(188), "7")


@pytest.mark.parametrize(
    ("changes", "row", "error"),
    [
        ({"side": "SELL"}, None, InvalidOrder),
        ({"price": 1}, {**ROW, "origOrderType": "TRAILING_STOP"}, InvalidOrder),
        ({"prize": 1}, ROW, InvalidOrder),
        ({"price": 1}, {**ROW, "orderId": 8}, NotFound),
    ],
)
def test_a_change_that_cannot_be_made_is_told_before_it_is_sent(changes, row, error):
    talk = Conversation()
    with pytest.raises(error):
        talk.run(changed((ACCOUNT, "7"), changes, Answers(), talk.desk), *([live(row)] if row else []))
    assert not [path for path in talk.paths if path.startswith("POST")]


@pytest.mark.parametrize("answers", [(json({"msg": "ok"}),), (SILENCE, json({"msg": "ok"}))])
def test_all_orders_of_an_account_are_cancelled_by_one_wish(answers):
    talk = Conversation()
    talk.run(cancel_all(ACCOUNT, talk.desk), *answers)
    assert set(talk.paths) == {f"DELETE /iserver/account/{ACCOUNT}/order/-1"}


# --- questions switched off, prompts -----------------------------------------------------------


def test_questions_are_switched_off_by_id_and_on_again():
    talk = Conversation()
    talk.run(suppress(["o163", "o354"], ["o9999"], talk.desk), json({"status": "submitted"}))
    talk.run(restore(talk.desk), json({"status": "submitted"}))
    assert talk.paths == ["POST /iserver/questions/suppress", "POST /iserver/questions/suppress/reset"]
    assert talk.sent == [{"messageIds": ["o163", "o354", "o9999"]}]


@pytest.mark.parametrize(
    ("ids", "words"), [(["o165"], "near it"), (["o102"], "switched off"), ([], "at least")]
)
def test_a_question_that_cannot_be_switched_off_is_told(ids, words: str):
    talk = Conversation()
    with pytest.raises(InvalidArgument, match=words):
        talk.run(suppress(ids, (), talk.desk))


def test_a_prompt_in_place_of_an_order_is_answered_by_one_of_its_options():
    talk = Conversation()
    reject = json(
        {"orderId": 1, "reqId": "12", "text": "Choose", "options": ["Submit", "Cancel"], "prompt": True}
    )
    with pytest.raises(OrderRejected, match=r"ib\.orders\.respond") as rejected:
        talk.run(place(ACCOUNT, buy_one(), Answers(), talk.desk), reject)
    prompt = rejected.value.prompt
    assert isinstance(prompt, Prompt)
    with pytest.raises(InvalidArgument, match="'Submit', 'Cancel'"):
        talk.run(respond(prompt, "Yes", talk.desk))
    answers = (text("Success"), live(snapshot=False), live(ROW))
    found = talk.run(respond(prompt, "Submit", talk.desk), *answers)
    assert found is not None
    assert talk.sent[-1] == {"orderId": 1, "reqId": "12", "text": "Submit"}
