"""Suppressed questions, prompts, older ways of placing, and lines that are given back."""

from __future__ import annotations

import pytest

ACCOUNT = "DU1234567"
BARE = {"conid": 265598, "side": "BUY", "orderType": "LMT", "price": 449, "quantity": 10, "tif": "DAY"}
SUPPRESS = "/iserver/questions/suppress"
FAR = {"price": 300}


def asked(answer) -> list[str]:
    return [each for row in answer for each in row.get("messageIds", ())]


def test_a_suppressed_question_is_not_asked_until_the_session_ends(player):
    assert asked(player.place(**FAR)) == ["o163"]
    assert player.post(SUPPRESS, {"messageIds": ["o163"]}) == {"status": "submitted"}
    assert "order_id" in player.place(**FAR)[0]
    player.gateway.session.lose_bridge()
    player.post("/iserver/auth/ssodh/init", {"publish": True, "compete": True})
    player.primed()
    assert asked(player.place(**FAR)) == ["o163"]


def test_a_suppressed_question_does_not_warn_in_a_preview(player):
    player.get("/iserver/marketdata/snapshot?conids=265598&fields=31")
    preview = f"/iserver/account/{ACCOUNT}/orders/whatif"
    body = {"orders": [BARE | FAR]}
    assert player.post(preview, body)["warn"].startswith("4/")
    player.post(SUPPRESS, {"messageIds": ["o163"]})
    assert player.post(preview, body)["warn"] is None


def test_a_reset_asks_all_questions_again(player):
    player.post(SUPPRESS, {"messageIds": ["o163"]})
    assert player.post(f"{SUPPRESS}/reset") == {"status": "submitted"}
    assert asked(player.place(**FAR)) == ["o163"]


@pytest.mark.parametrize(("count", "status"), [(51, 200), (52, 400)])
def test_fifty_one_questions_at_once_are_the_most(player, count, status):
    player.post(SUPPRESS, {"messageIds": [f"o{n}" for n in range(count)]}, status=status)


@pytest.mark.parametrize("body", [{}, {"messageIds": []}, {"messageIds": "o163"}, {"messageIds": [163]}])
def test_ids_are_a_list_of_texts(player, body):
    assert "error" in player.post(SUPPRESS, body, status=400)


def test_a_prompt_is_answered_with_a_sentence_that_is_no_json(player):
    answer = player.ask("POST", "/iserver/notification", json={"orderId": 1, "reqId": "8", "text": "Yes"})
    assert (answer.status, answer.body) == (200, b"Request was submitted")
    assert "error" in player.post("/iserver/notification", {"orderId": 1}, status=400)


def test_the_older_form_places_a_bare_ticket(player):
    (placed,) = player.post(f"/iserver/account/{ACCOUNT}/order", BARE)
    assert placed["order_id"].isdigit()


def test_the_older_form_previews_a_bare_ticket(player):
    assert player.post(f"/iserver/account/{ACCOUNT}/order/whatif", BARE)["amount"]["amount"].endswith(
        "Shares)"
    )


@pytest.mark.parametrize("path", ["order", "order/whatif"])
def test_the_older_forms_want_the_accounts_first(play, path):
    assert "error" in play().post(f"/iserver/account/{ACCOUNT}/{path}", BARE, status=400)


def test_a_group_is_for_advisors_only(player):
    assert "error" in player.post("/iserver/account/orders/Everyone", {"orders": [BARE]}, status=503)


# --- lines


SNAPSHOT = "/iserver/marketdata/snapshot?conids=265598&fields=31"
RELEASE = "/iserver/marketdata/unsubscribe"


def test_a_line_that_is_given_back_begins_anew(player):
    assert ["31" in player.get(SNAPSHOT)[0] for _ in range(2)] == [False, True]
    assert player.post(RELEASE, {"conid": 265598}) == {"success": True}
    assert "31" not in player.get(SNAPSHOT)[0]


def test_a_line_that_is_not_open_is_unknown(player):
    assert player.post(RELEASE, {"conid": 265598}, status=500) == {"error": "unknown"}
    assert "error" in player.post(RELEASE, {"conid": "265598"}, status=400)


def test_all_lines_are_given_back_at_once(player):
    player.get(SNAPSHOT)
    assert player.get("/iserver/marketdata/unsubscribeall") == {"unsubscribed": True}
    assert "31" not in player.get(SNAPSHOT)[0]


def test_the_betas_snapshot_takes_conids_with_an_exchange_and_a_type(player):
    path = "/md/snapshot?conids=265598@SMART:CS&fields=31"
    first, second = player.get(path)[0], player.get(path)[0]
    assert first == {"conid": 265598, "conidEx": "265598@SMART:CS"}
    assert (second["conidEx"], "31" in second) == ("265598@SMART:CS", True)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/md/regsnapshot?conid=265598"),
        ("GET", "/iserver/marketdata/265598/unsubscribe"),
        ("GET", "/trsrv/secdef/chains"),
        ("GET", "/ccp/status"),
        ("POST", "/ccp/auth/init"),
        ("GET", "/ccp/account"),
        ("GET", "/ccp/positions"),
        ("GET", "/ccp/trades"),
        ("DELETE", "/ccp/order?id=1&acct=DU1234567"),
        ("POST", "/reauthenticate"),
        ("POST", "/oauth/live_session_token"),
    ],
)
def test_what_was_removed_is_a_page(player, method, path):
    answer = player.ask(method, path)
    assert (answer.status, dict(answer.headers)["content-type"]) == (404, "text/html")
