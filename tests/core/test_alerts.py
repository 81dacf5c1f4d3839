"""Alerts: what is sent is exactly what IBKR wants, and what cannot be meant is refused before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import msgspec
import pytest
from ibkr_wire.operation import encode

from ibkr._core.alerts import create, mobile_alert, modify, remove, request
from ibkr.errors import BadRequest, InvalidArgument, NotFound
from ibkr.model.alerts import Alert, Condition

from .canned import ACCOUNT, APPLE, Conversation, json

PRICE = Condition.price(APPLE, ">=", "500")
VOLUME = Condition.volume(APPLE, ">=", 1_000_000, exchange="NASDAQ")
TOMORROW = datetime(2013, 2, 2, 10, tzinfo=timezone(timedelta(hours=-5)))


def alert(when=PRICE, **changes) -> Alert:
    return Alert("Apple", **{"when": when, "message": "Look at Apple.", **changes})


def sent(one: Alert) -> dict:
    return msgspec.json.decode(encode(request(one)))


def test_an_alert_is_spelled_as_ibkr_wants_it():
    assert sent(alert(PRICE & VOLUME, expires=TOMORROW, email="ada@example.com", repeats=True)) == {
        "alertName": "Apple",
        "alertMessage": "Look at Apple.",
        "alertRepeatable": 1,
        "email": "ada@example.com",
        "sendMessage": 1,
        "expireTime": "20130202-15:00:00",
        "tif": "GTD",
        "outsideRth": 0,
        "iTWSOrdersOnly": 0,
        "showPopup": 0,
        "conditions": [
            {
                "type": 1,
                "conidex": "265598@SMART",
                "operator": ">=",
                "triggerMethod": "0",
                "value": "500",
                "logicBind": "a",
            },
            {
                "type": 6,
                "conidex": "265598@NASDAQ",
                "operator": ">=",
                "triggerMethod": "0",
                "value": "1000000",
                "logicBind": "n",
            },
        ],
    }


@pytest.mark.parametrize(
    ("condition", "spelled"),
    [
        (Condition.time(">=", TOMORROW), {"type": 3, "value": "20130202-15:00:00", "timeZone": "UTC"}),
        (Condition.margin("<=", Decimal("12.5")), {"type": 4, "operator": "<=", "value": "12.5"}),
        (Condition.trade(), {"type": 5, "conidex": "*@*", "value": "*"}),
        (Condition.trade(APPLE), {"type": 5, "conidex": "265598@SMART"}),
        (Condition.price(APPLE, "<=", 100, trigger="2"), {"type": 1, "triggerMethod": "2", "value": "100"}),
    ],
)
def test_each_kind_of_condition_has_its_number_and_value(condition: Condition, spelled: dict):
    (found,) = sent(alert(condition))["conditions"]
    assert found | spelled == found


def test_conditions_are_joined_from_first_to_last():
    three = PRICE | VOLUME | Condition.trade()
    assert [one["logicBind"] for one in sent(alert(three))["conditions"]] == ["o", "o", "n"]


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        (lambda: (PRICE & VOLUME) | Condition.trade(), "which binds first"),
        (lambda: Condition.price("AAPL", ">=", 5), r"contracts\.find"),
        (lambda: Condition.price(True, ">=", 5), r"contracts\.find"),
        (lambda: Condition.price(APPLE, ">", 5), "compares with"),
        (lambda: Condition.price(APPLE, ">=", 5.5), "text or Decimal"),
        (lambda: Condition.price(APPLE, ">=", "dear"), "with a number"),
        (lambda: Condition.price(APPLE, ">=", "NaN"), "with a number"),
        (lambda: Condition.time(">=", datetime(2013, 2, 2)), "time zone"),  # noqa: DTZ001  # the naive time is the test
        (lambda: alert(expires=datetime(2013, 2, 2)), "time zone"),  # noqa: DTZ001  # the naive time is the test
        (lambda: alert(message=" "), "message"),
        (lambda: Alert("", when=PRICE, message="x"), "name"),
        (lambda: alert(email="ada"), "address"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_to_do(wrong, hint: str):
    with pytest.raises(InvalidArgument, match=hint):
        wrong()


def test_an_alert_that_would_have_ended_is_not_sent():
    talk = Conversation()
    yesterday = datetime(2013, 1, 31, tzinfo=UTC)
    with pytest.raises(InvalidArgument, match="ended already"):
        talk.run(create(ACCOUNT, alert(expires=yesterday), talk.desk))
    assert talk.asked == []


def test_a_refusal_under_status_200_is_an_error_with_ibkrs_words():
    talk = Conversation()
    answer = {"order_id": None, "success": False, "text": "Too many alerts", "failure_list": None}
    with pytest.raises(BadRequest, match="Too many alerts"):
        talk.run(create(ACCOUNT, alert(), talk.desk), json(answer))


def test_a_changed_alert_names_the_one_it_replaces():
    talk = Conversation()
    assert talk.run(modify(ACCOUNT, 17, alert(), talk.desk), json({"order_id": 17, "success": True})) == 17
    assert talk.sent[0]["orderId"] == 17


@pytest.mark.parametrize("alert_id", [0, -1, "all", True])
def test_all_alerts_are_not_deleted_by_a_slip(alert_id: object):
    talk = Conversation()
    with pytest.raises(InvalidArgument, match="delete_all"):
        talk.run(remove(ACCOUNT, alert_id, talk.desk))  # type: ignore[arg-type]  # callers may be untyped
    assert talk.asked == []


def test_an_alert_that_was_taken_without_an_id_is_to_be_looked_for():
    talk = Conversation()
    with pytest.raises(BadRequest, match=r"ib\.alerts\.all"):
        talk.run(create(ACCOUNT, alert(), talk.desk), json({"success": True, "order_id": None}))


def test_a_gateway_that_shows_no_mobile_alert_is_asked_again_by_its_user():
    talk = Conversation()
    with pytest.raises(NotFound, match="again in a moment"):
        talk.run(mobile_alert(talk.desk), json([]))
