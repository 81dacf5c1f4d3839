"""Alerts: made, changed, gone off."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

ACCOUNT = "/iserver/account/DU1234567"
FIRST = 1_104_000_002


def price(operator: str, value: str, logic: str = "n", conid: str = "265598@NASDAQ") -> dict:
    return {
        "type": 1,
        "conidex": conid,
        "operator": operator,
        "triggerMethod": "0",
        "value": value,
        "logicBind": logic,
    }


def alert(*conditions: dict, **changes) -> dict:
    return {
        "alertName": "AAPL",
        "alertMessage": "look",
        "alertRepeatable": 0,
        "outsideRth": 0,
        "sendMessage": 1,
        "tif": "GTC",
        "conditions": list(conditions),
    } | changes


def save(player, *conditions: dict, **changes) -> int:
    answer = player.post(f"{ACCOUNT}/alert", alert(*conditions, **changes))
    assert (answer["success"], answer["request_id"]) == (True, None), answer
    return answer["order_id"]


def details(player, alert_id: int) -> dict:
    return player.get(f"/iserver/account/alert/{alert_id}?type=Q")


def gone_off(player, alert_id: int, *, after: float = 5) -> bool:
    player.clock.advance(after)
    return bool(details(player, alert_id)["alert_triggered"])


def test_an_account_begins_without_alerts_but_with_the_mobile_one(player):
    assert player.get(f"{ACCOUNT}/alerts") == []
    mobile = player.get("/iserver/account/mta")
    assert (mobile["order_id"], mobile["alert_mta_currency"]) == (FIRST - 1, "USD")
    assert len(mobile) == 26


def test_an_alert_goes_off_when_the_price_gets_there_and_the_user_is_told(player):
    alert_id = save(player, price(">=", "440"))
    assert gone_off(player, alert_id)
    (row,) = player.get(f"{ACCOUNT}/alerts")
    assert (row["alert_triggered"], row["alert_active"]) == (True, 0)
    (told, *_) = player.get("/fyi/notifications?max=1")
    assert (told["FC"], told["MD"]) == ("UA", "look")


def test_a_price_that_was_reached_between_two_calls_counts(player):
    start = player.gateway.world.now()
    lasts = [quote.last for quote in player.gateway.market.ticks(265598, after=start, until=start + 300)]
    assert max(lasts) > lasts[-1]
    reached, missed = (save(player, price(">=", f"{value}")) for value in (max(lasts), max(lasts) + 1))
    assert gone_off(player, reached, after=300)
    assert not gone_off(player, missed, after=0)


def test_a_price_before_the_alert_was_made_does_not_count(player):
    high = player.gateway.market.quote(265598, 1_359_730_800).high
    player.clock.advance(60)
    assert not gone_off(player, save(player, price(">=", str(high))), after=1)


@pytest.mark.parametrize(("logic", "expected"), [("a", False), ("o", True)])
def test_conditions_are_joined(player, logic, expected):
    alert_id = save(player, price(">=", "440", logic), price("<=", "1"))
    assert gone_off(player, alert_id) is expected


def test_time_volume_margin_and_trade_conditions_go_off(player):
    time = {
        "type": 3,
        "operator": ">=",
        "value": "20130201-10:01:00",
        "logicBind": "n",
        "timeZone": "US/Eastern",
    }
    volume = {"type": 6, "conidex": "265598@NASDAQ", "operator": ">=", "value": "1000", "logicBind": "n"}
    margin = {"type": 4, "operator": "<=", "value": "99", "logicBind": "n"}
    trade = {"type": 5, "conidex": "*@*", "logicBind": "n"}
    ids = [save(player, condition) for condition in (time, volume, margin, trade)]
    player.clock.advance(2)
    assert [bool(details(player, each)["alert_triggered"]) for each in ids] == [False, True, True, False]
    player.place(price=455, quantity=5)
    player.clock.advance(60)
    assert all(details(player, each)["alert_triggered"] for each in ids)


@pytest.mark.parametrize("kind", [1, 6])
@pytest.mark.parametrize(
    ("contract", "value"), [("999999@SMART", "0"), ("38708077@MEXI", "0"), ("265598@NASDAQ", "much")]
)
def test_what_has_no_price_or_no_number_never_goes_off(player, kind, contract, value):
    alert_id = save(player, price(">=", value, conid=contract) | {"type": kind})
    assert not gone_off(player, alert_id, after=60)


def test_a_price_does_not_move_while_the_market_is_closed(play):
    player = play(start=datetime(2013, 2, 2, 15, tzinfo=UTC)).primed()
    alert_id = save(player, price(">=", "1", conid="416904@CBOE"))
    assert not gone_off(player, alert_id, after=300)


def test_one_that_repeats_stays_switched_on(player):
    alert_id = save(player, price(">=", "440"), alertRepeatable=1)
    assert gone_off(player, alert_id)
    assert details(player, alert_id)["alert_active"] == 1
    player.clock.advance(60)
    player.get("/iserver/accounts")
    assert [row["FC"] for row in player.get("/fyi/notifications?max=10")].count("UA") == 1


def test_a_good_till_date_alert_ends(player):
    alert_id = save(player, price("<=", "1"), tif="GTD", expireTime="20130201-15:05:00")
    player.clock.advance(301)
    assert details(player, alert_id)["alert_active"] == 0


def test_a_date_is_needed_for_gtd(player):
    answer = player.post(f"{ACCOUNT}/alert", alert(price("<=", "1"), tif="GTD"))
    assert (answer["success"], answer["order_id"]) == (False, None)


def test_an_id_in_the_body_changes_that_alert(player):
    alert_id = save(player, price(">=", "9999"))
    assert save(player, price(">=", "9998"), orderId=alert_id) == alert_id
    assert details(player, alert_id)["conditions"][0]["condition_value"] == "9998"
    assert not player.post(f"{ACCOUNT}/alert", alert(price("<=", "1"), orderId=7))["success"]


def test_switching_and_deleting_answer_the_same_shape(player):
    alert_id = save(player, price(">=", "9999"))
    off = player.post(f"{ACCOUNT}/alert/activate", {"alertId": alert_id, "alertActive": 0})
    assert off["success"] is True
    assert details(player, alert_id)["alert_active"] == 0
    gone = player.delete(f"{ACCOUNT}/alert/{alert_id}")
    assert (gone["success"], gone.keys()) == (True, off.keys())
    assert player.delete(f"{ACCOUNT}/alert/{alert_id}")["failure_list"] == str(alert_id)


def test_the_mobile_alert_can_be_neither_switched_nor_deleted(player):
    mobile = FIRST - 1
    assert not player.post(f"{ACCOUNT}/alert/activate", {"alertId": mobile, "alertActive": 0})["success"]
    assert not player.delete(f"{ACCOUNT}/alert/{mobile}")["success"]


def test_zero_deletes_all_of_an_account(player):
    save(player, price(">=", "9999"))
    save(player, price(">=", "9999"))
    assert player.delete(f"{ACCOUNT}/alert/0")["order_id"] == 0
    assert player.get(f"{ACCOUNT}/alerts") == []


def test_details_want_the_type_and_zero_is_an_error_under_200(player):
    assert "error" in player.get("/iserver/account/alert/0", status=400)
    assert list(details(player, 0)) == ["error"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"alertName": ""},
        {"tif": "DAY"},
        {"alertRepeatable": 2},
        {"conditions": []},
        {"conditions": [{"type": 2}]},
    ],
)
def test_a_wrong_body_is_refused(player, wrong):
    assert "error" in player.post(f"{ACCOUNT}/alert", alert(price(">=", "1")) | wrong, status=400)
