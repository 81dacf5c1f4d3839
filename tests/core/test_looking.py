"""What became of an order, and what one would cost."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ibkr._core.looking import find, progress, wait
from ibkr._core.previewing import preview
from ibkr.errors import InvalidArgument, NotFound, OrderEnded, OrderPending, OrderRejected

from .canned import ACCOUNT, Conversation, buy_one, json, live, text

QUOTE = json([{"conid": 265598}])
PREVIEW = {
    "amount": {"amount": "187 USD (1 Shares)", "commission": "1 USD", "total": "188 USD"},
    "equity": {"current": "1,000", "change": "-1", "after": "999"},
    "initial": None,
    "warn": "21/no data",
    "warns": ["21/no data", "4/no check"],
    "error": None,
}


def status(word: str, **more: object):
    return json({"order_id": 7, "order_status": word, **more})


def test_waiting_asks_once_a_second_until_the_order_is_there():
    talk = Conversation()
    began = talk.desk.clock.now()
    seen = talk.run(
        wait("7", "filled", talk.desk, timeout=30),
        status("PreSubmitted"),
        status("Submitted"),
        status("Filled", cum_fill="1.0", total_size="1.0", average_price="187.1"),
    )
    assert (seen.state, seen.filled, seen.remaining, seen.average_price) == (
        "filled", Decimal("1.0"), Decimal(0), Decimal("187.1")
    )  # fmt: skip
    assert talk.desk.clock.now() - began == 2.0


def test_waiting_ends_when_the_order_ended_another_way():
    talk = Conversation()
    with pytest.raises(OrderEnded, match="cancelled and will not be filled") as caught:
        talk.run(wait("7", "filled", talk.desk, timeout=30), status("Cancelled"))
    assert caught.value.progress.state == "cancelled"


def test_waiting_ends_when_the_time_is_up():
    talk = Conversation()
    with pytest.raises(OrderPending, match="submitted, not filled, after 2 s") as caught:
        talk.run(wait("7", "filled", talk.desk, timeout=2), *[status("Submitted")] * 3)
    assert isinstance(caught.value, TimeoutError)


def test_a_stale_report_does_not_unfill_an_order():
    talk = Conversation()
    with pytest.raises(OrderEnded, match="cancelled"):
        talk.run(wait("7", "filled", talk.desk, timeout=9, known="cancelled"), status("Submitted"))


def test_a_state_that_no_order_has_cannot_be_waited_for():
    talk = Conversation()
    with pytest.raises(InvalidArgument, match="'done'"):
        talk.run(wait("7", "done", talk.desk, timeout=9))


@pytest.mark.parametrize(
    "unknown", [json({"error": "Order 7 is not found", "statusCode": 503}, status=503), json({"error": "x"})]
)
def test_an_order_without_a_cached_status_is_read_from_the_live_ones(unknown):
    talk = Conversation()
    row = {"orderId": 7, "status": "Submitted", "filledQuantity": 0.0, "remainingQuantity": 1.0}
    assert talk.run(progress("7", talk.desk), unknown, live(row)).remaining == Decimal("1.0")


def test_an_order_that_nobody_knows_is_not_found():
    talk = Conversation()
    with pytest.raises(NotFound, match="no order 7"):
        talk.run(progress("7", talk.desk), json({"error": "x", "statusCode": 503}, status=503), live())


def test_an_order_is_found_by_its_name_with_its_account():
    talk = Conversation()
    row = {"orderId": 7, "order_ref": "mine", "status": "Submitted", "acct": ACCOUNT}
    found = talk.run(find("mine", talk.desk), live(row))
    assert found is not None
    assert (found.order_id, found.account_id, found.found) == ("7", ACCOUNT, True)
    assert talk.run(find("other", talk.desk), live(row), json([])) is None


# --- previews ----------------------------------------------------------------------------------


def test_a_preview_asks_for_a_quote_first_and_sends_no_name():
    talk = Conversation()
    shown = talk.run(preview(ACCOUNT, buy_one(), talk.desk), QUOTE, json(PREVIEW))
    assert shown.commission is not None
    assert shown.commission.value == Decimal(1)
    assert shown.warnings == ("21/no data", "4/no check")
    assert shown.initial_margin is None
    assert "cOID" not in talk.sent[-1]["orders"][0]


def test_the_quote_is_asked_for_once_a_session():
    talk = Conversation()
    talk.run(preview(ACCOUNT, buy_one(), talk.desk), QUOTE, json(PREVIEW))
    talk.run(preview(ACCOUNT, buy_one(), talk.desk), json(PREVIEW))
    assert len(talk.asked) == 3


def test_a_preview_without_quotes_is_still_a_preview():
    talk = Conversation()
    assert talk.run(preview(ACCOUNT, buy_one(), talk.desk), text("", status=404), json(PREVIEW)).total


def test_an_order_that_would_be_refused_says_why():
    talk = Conversation()
    refused = json({"amount": None, "equity": None, "error": "no funds"})
    with pytest.raises(OrderRejected, match="no funds"):
        talk.run(preview(ACCOUNT, buy_one(), talk.desk), QUOTE, refused)


BOTH = json({"accounts": [ACCOUNT, "DU7654321"], "selectedAccount": ACCOUNT, "isPaper": True})
OTHER = json({"accounts": [ACCOUNT, "DU7654321"], "selectedAccount": "DU7654321", "isPaper": True})
SWITCHED = json({"set": True, "acctId": "DU7654321"})


def test_what_was_learnt_in_another_account_counts_though_the_one_before_cannot_be_put_back(caplog):
    talk = Conversation()
    talk.desk.session.accounts = None
    row = {"orderId": 7, "order_ref": "mine", "status": "Submitted"}
    there = (BOTH, BOTH, SWITCHED, OTHER)
    cold = live(snapshot=False)  # the list of another account begins empty
    back = (OTHER, text("no", status=400))
    found = talk.run(find("mine", talk.desk, account_id="DU7654321"), *there, cold, live(row), *back)
    assert found is not None
    assert (found.order_id, found.account_id) == ("7", "DU7654321")
    assert "active account not put back" in caplog.messages
