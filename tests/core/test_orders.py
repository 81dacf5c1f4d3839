"""Orders: the question and reply conversation, and what silence means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibkr._core import describing
from ibkr._core.orders import cancel, cancel_all, modify, place
from ibkr.errors import (
    GatewayTimeout,
    GatewayUnreachable,
    Guarded,
    InvalidOrder,
    OrderDeclined,
    OrderRejected,
    OrderUnknown,
    UnknownAccount,
)
from ibkr.model.answers import Answers
from ibkr.model.orders import Order

from .canned import ACCOUNT, APPLE, Conversation, acknowledged, at_desk, buy_one, json, live, question, text

ORDERS = f"POST /iserver/account/{ACCOUNT}/orders"
NO_TRADES = json([])


def silence() -> GatewayTimeout:
    return GatewayTimeout("no answer", sent=True)


def row(**changes: object) -> dict[str, object]:
    known = {"orderId": 7, "order_ref": "mine", "status": "Submitted", "totalSize": 1.0, "price": "187.20"}
    return {**known, **changes}


def test_an_order_without_questions_is_acknowledged():
    talk = Conversation()
    receipt = talk.run(place(ACCOUNT, buy_one(), Answers(), talk.desk), acknowledged("7"))
    assert (receipt.order_id, receipt.state, len(receipt.transcript)) == ("7", "submitted", 0)
    assert talk.paths == [ORDERS]


def test_the_ticket_travels_with_its_own_id_and_exact_numbers():
    talk = Conversation()
    talk.run(place(ACCOUNT, buy_one(), Answers(), talk.desk), acknowledged("7"))
    assert b'"price":187.20' in (talk.asked[0].body or b"")
    assert talk.sent[0]["orders"][0]["cOID"] == "mine"


def test_a_second_warning_is_asked_separately():
    talk = Conversation()
    receipt = talk.run(
        place(ACCOUNT, buy_one(), Answers.accept("o354", "o163"), talk.desk),
        question("r1", "o354"),
        question("r2", "o163"),
        acknowledged("7"),
    )
    assert talk.paths[1:] == ["POST /iserver/reply/r1", "POST /iserver/reply/r2"]
    assert talk.sent[1:] == [{"confirmed": True}, {"confirmed": True}]
    assert [turn.question.message_ids for turn in receipt.transcript.turns] == [("o354",), ("o163",)]


def test_a_question_with_an_unknown_id_is_declined_and_the_gateway_is_told():
    talk = Conversation()
    with pytest.raises(OrderDeclined, match="o999") as caught:
        talk.run(
            place(ACCOUNT, buy_one(), Answers.accept("o163"), talk.desk), question("r1", "o999"), json([])
        )
    assert talk.sent[-1] == {"confirmed": False}
    assert caught.value.transcript.turns[-1].confirmed is False


def test_a_question_that_asks_two_things_needs_both_to_be_accepted():
    talk = Conversation()
    with pytest.raises(OrderDeclined):
        talk.run(
            place(ACCOUNT, buy_one(), Answers.accept("o163"), talk.desk),
            question("r1", "o163", "o354"),
            json([]),
        )


def test_a_question_without_ids_is_declined():
    assert Answers.accept("o163")(_question()) is False


def _question():
    from ibkr.model.answers import Question

    return Question("r1", (), ("Sure?",))


def test_a_policy_that_fails_leaves_no_question_open():
    def broken(_: object) -> bool:
        raise ZeroDivisionError

    talk = Conversation()
    with pytest.raises(ZeroDivisionError):
        talk.run(place(ACCOUNT, buy_one(), broken, talk.desk), question("r1", "o163"), json([]))
    assert talk.sent[-1] == {"confirmed": False}


def test_questions_without_end_are_declined_after_twenty():
    talk = Conversation()
    asked = [question(f"r{number}", "o163") for number in range(21)]
    with pytest.raises(OrderDeclined) as caught:
        talk.run(place(ACCOUNT, buy_one(), Answers.accept("o163"), talk.desk), *asked, json([]))
    assert len(caught.value.transcript) == 21
    assert talk.sent[-1] == {"confirmed": False}


@pytest.mark.parametrize(
    "refusal",
    [
        json({"error": "no trading permission"}),
        json([{"error": "no trading permission"}]),
        json([{"order_id": "-1", "order_status": "Failed", "text": "no trading permission"}]),
        json([{"order_id": "9", "order_status": "Inactive", "text": "no trading permission"}]),
        json({"orderId": 1, "reqId": "r", "text": "no trading permission", "options": ["x"], "prompt": True}),
        json({"error": "no trading permission"}, status=400),
        json({"error": "no trading permission"}, status=500),
    ],
)
def test_a_refusal_in_whatever_shape_is_an_error_with_the_reason(refusal):
    talk = Conversation()
    with pytest.raises(OrderRejected, match="no trading permission") as caught:
        talk.run(place(ACCOUNT, buy_one(), Answers(), talk.desk), refusal)
    assert caught.value.client_order_id == "mine"
    assert talk.paths == [ORDERS]


def test_a_refusal_after_a_question_carries_the_transcript():
    talk = Conversation()
    with pytest.raises(OrderRejected) as caught:
        talk.run(
            place(ACCOUNT, buy_one(), Answers.accept("o163"), talk.desk),
            question("r1", "o163"),
            json({"error": "no funds"}),
        )
    assert len(caught.value.transcript) == 1


def test_silence_after_sending_finds_the_order_among_the_live_ones_and_never_sends_again():
    talk = Conversation()
    receipt = talk.run(place(ACCOUNT, buy_one(), Answers(), talk.desk), silence(), live(row()))
    assert (receipt.order_id, receipt.found) == ("7", True)
    assert talk.paths == [ORDERS, "GET /iserver/account/orders"]


def test_silence_after_sending_finds_an_order_that_was_filled_at_once():
    talk = Conversation()
    receipt = talk.run(
        place(ACCOUNT, buy_one(), Answers(), talk.desk),
        silence(),
        live(),
        json([{"execution_id": "e", "order_ref": "mine", "order_id": 7}]),
    )
    assert (receipt.order_id, receipt.state) == ("7", "filled")


def test_an_order_that_nobody_lists_is_unknown_and_was_sent_once():
    talk = Conversation()
    looks = (live(), NO_TRADES, live(snapshot=False), live(), NO_TRADES)
    with pytest.raises(OrderUnknown, match=r"ib\.orders\.find\('mine'\)") as caught:
        talk.run(place(ACCOUNT, buy_one(), Answers(), talk.desk), silence(), *looks)
    assert caught.value.client_order_id == "mine"
    assert talk.paths.count(ORDERS) == 1


def test_an_order_is_unknown_when_the_gateway_cannot_be_asked_either():
    talk = Conversation()
    gone = [GatewayUnreachable("gone", sent=False) for _ in range(3)]
    with pytest.raises(OrderUnknown, match="could not be asked"):
        talk.run(place(ACCOUNT, buy_one(), Answers(), talk.desk), silence(), *gone)


def test_nothing_is_looked_up_when_certainly_nothing_was_sent():
    talk = Conversation()
    with pytest.raises(GatewayUnreachable):
        talk.run(place(ACCOUNT, buy_one(), Answers(), talk.desk), GatewayUnreachable("refused", sent=False))
    assert talk.paths == [ORDERS]


@pytest.mark.parametrize(
    "answer", [silence(), text("", status=503), json({"error": "x", "statusCode": 503}, status=503)]
)
def test_a_reply_that_meets_silence_or_503_is_looked_up(answer):
    talk = Conversation()
    receipt = talk.run(
        place(ACCOUNT, buy_one(), Answers.accept("o163"), talk.desk),
        question("r1", "o163"),
        answer,
        live(row()),
    )
    assert receipt.found
    assert len(receipt.transcript) == 1


@pytest.mark.parametrize("odd", [json([]), json([{}]), json([{"surprise": 1}]), text("what?"), json(None)])
def test_an_answer_that_says_nothing_is_never_read_as_an_order(odd):
    talk = Conversation()
    receipt = talk.run(place(ACCOUNT, buy_one(), Answers(), talk.desk), odd, live(row()))
    assert receipt.found


@given(st.lists(st.sampled_from(["o163", "o354", "o451", "zz"]), max_size=6))
def test_an_order_is_confirmed_up_to_the_first_question_that_is_not_accepted(ids: list[str]):
    talk = Conversation()
    accepted = Answers.accept("o163", "o354", "o451")
    asked = [question(f"r{number}", one) for number, one in enumerate(ids)]
    if "zz" in ids:
        cut = ids.index("zz") + 1
        with pytest.raises(OrderDeclined):
            talk.run(place(ACCOUNT, buy_one(), accepted, talk.desk), *asked[:cut], json([]))
        assert [body["confirmed"] for body in talk.sent[1:]] == [True] * (cut - 1) + [False]
    else:
        talk.run(place(ACCOUNT, buy_one(), accepted, talk.desk), *asked, acknowledged("7"))
        assert [body["confirmed"] for body in talk.sent[1:]] == [True] * len(ids)


# --- changing and cancelling -------------------------------------------------------------------


def test_a_change_sends_the_whole_ticket_bare_and_without_its_name():
    talk = Conversation()
    ticket = buy_one().with_changes(price="188")
    talk.run(modify(ACCOUNT, "7", ticket, Answers(), talk.desk), acknowledged("7"))
    assert talk.paths == [f"POST /iserver/account/{ACCOUNT}/order/7"]
    assert talk.sent[0] == {
        "conid": APPLE, "side": "BUY", "orderType": "LMT", "quantity": 1, "price": 188, "tif": "DAY"
    }  # fmt: skip


def test_a_change_that_meets_silence_is_found_by_the_price_that_the_order_shows():
    talk = Conversation()
    ticket = buy_one().with_changes(price="188")
    receipt = talk.run(
        modify(ACCOUNT, "7", ticket, Answers(), talk.desk), silence(), live(row(price="188.00"))
    )
    assert receipt.found


def test_a_change_that_the_order_does_not_show_is_unknown():
    talk = Conversation()
    looks = (live(row()), live(snapshot=False), live(row()))
    with pytest.raises(OrderUnknown):
        talk.run(
            modify(ACCOUNT, "7", buy_one().with_changes(price="188"), Answers(), talk.desk), silence(), *looks
        )


def test_a_cancellation_is_a_wish_that_was_taken():
    talk = Conversation()
    taken = json({"msg": "Request was submitted", "order_id": 7, "conid": APPLE, "account": ACCOUNT})
    assert talk.run(cancel(ACCOUNT, "7", talk.desk), taken).state == "pending_cancel"


def test_a_cancellation_that_meets_silence_is_repeated_only_if_the_order_still_works():
    talk = Conversation()
    taken = json({"msg": "Request was submitted", "order_id": 7})
    status = json({"order_id": 7, "order_status": "Submitted"})
    talk.run(cancel(ACCOUNT, "7", talk.desk), silence(), status, taken)
    assert [request.method for request in talk.asked] == ["DELETE", "GET", "DELETE"]


def test_a_cancellation_that_meets_silence_is_not_repeated_once_it_shows():
    talk = Conversation()
    status = json({"order_id": 7, "order_status": "PendingCancel"})
    seen = talk.run(cancel(ACCOUNT, "7", talk.desk), silence(), status)
    assert (seen.state, len(talk.asked)) == ("pending_cancel", 2)


# --- guards ------------------------------------------------------------------------------------


def test_a_read_only_client_sends_no_order():
    talk = Conversation(at_desk(read_only=True))
    with pytest.raises(Guarded, match="read-only"):
        talk.run(place(ACCOUNT, buy_one(), Answers(), talk.desk))
    assert talk.asked == []


def test_a_live_account_is_refused_unless_allowed():
    for allowed in (False, True):
        talk = Conversation(at_desk(live=allowed))
        assert talk.desk.session.accounts is not None
        talk.desk.session.accounts.accounts = ["U7654321"]
        talk.desk.session.accounts.is_paper = False
        flow = place("U7654321", buy_one(), Answers(), talk.desk)
        if allowed:
            assert talk.run(flow, acknowledged("7")).order_id == "7"
        else:
            with pytest.raises(Guarded, match=r"Client\(live=True\)") as caught:
                talk.run(flow)
            assert "U7654321" not in str(caught.value)


def test_an_unknown_account_is_told_before_anything_is_sent():
    talk = Conversation()
    with pytest.raises(UnknownAccount) as caught:
        talk.run(place("DU9", buy_one(), Answers(), talk.desk))
    assert talk.asked == []
    assert "DU9" not in str(caught.value)


def test_a_price_between_two_ticks_is_refused_here_once_the_contract_is_known():
    talk = Conversation()
    apple = json({"con_id": APPLE, "instrument_type": "STK", "currency": "USD", "exchange": "NASDAQ"})
    ticket = Order.limit(APPLE, "BUY", 1, price="187.2055")
    for answers in ((apple,), ()):  # the second time nothing needs to be asked
        with pytest.raises(InvalidOrder, match=r"187\.20 or 187\.21"):
            talk.run(place(ACCOUNT, ticket, Answers(), talk.desk), *answers)
    assert talk.paths == [f"GET /iserver/contract/{APPLE}/info-and-rules"]


COARSE = {"con_id": 29612269, "instrument_type": "STK", "currency": "CHF",
          "rules": {"incrementRules": [{"lowerEdge": 0.0, "increment": 0.05}]}}  # fmt: skip


def test_steps_that_are_known_hold_for_every_price_however_few_its_digits():
    first = Conversation()
    first.run(describing.details(29612269, first.desk), json(COARSE))
    again = Conversation(at_desk(answers=first.desk.answers))  # as another client with the same cache
    ticket = Order.limit(29612269, "BUY", 1, price="10.01")
    for talk in (first, again):
        with pytest.raises(InvalidOrder, match=r"steps of 0\.05, so write 10\.00 or 10\.05"):
            talk.run(place(ACCOUNT, ticket, Answers(), talk.desk))
    assert again.paths == []


def test_a_plain_price_of_a_contract_that_nobody_asked_about_costs_no_call():
    talk = Conversation()
    ticket = Order.limit(29612269, "BUY", 1, price="10.01")
    assert talk.run(place(ACCOUNT, ticket, Answers(), talk.desk), acknowledged("7")).order_id == "7"
    assert len(talk.asked) == 1


def test_a_question_that_cannot_be_answered_is_looked_up_as_after_silence():
    talk = Conversation()
    unanswerable = json([{"id": 7, "message": ["sure?"], "messageIds": ["o163"]}])
    found = talk.run(place(ACCOUNT, buy_one(), Answers(), talk.desk), unanswerable, live(row()))
    assert (found.order_id, found.found) == ("7", True)
    assert talk.paths.count(ORDERS) == 1


def test_an_answer_that_is_cut_short_is_silence_whatever_it_began_to_say():
    for cut in ('{"error": "half', '{"success": fal', '[{"order_id": "7"'):
        talk = Conversation()
        found = talk.run(place(ACCOUNT, buy_one(), Answers(), talk.desk), text(cut), live(row()))
        assert (found.order_id, found.found) == ("7", True)
        assert talk.paths.count(ORDERS) == 1


@pytest.mark.parametrize(
    "wish", [lambda desk: cancel(ACCOUNT, "7", desk), lambda desk: cancel_all(ACCOUNT, desk)]
)
def test_a_cancellation_that_certainly_was_not_sent_is_told_at_once(wish):
    talk = Conversation()
    with pytest.raises(GatewayUnreachable):
        talk.run(wish(talk.desk), GatewayUnreachable("nobody", sent=False))
    assert len(talk.asked) == 1
