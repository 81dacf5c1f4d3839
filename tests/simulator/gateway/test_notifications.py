"""Notifications: one or two letters a key, acknowledged by V and T."""

from __future__ import annotations

import pytest

TAKEN = {"V": 1, "T": 10}


def put(player, path: str, status: int = 200):
    answer = player.ask("PUT", path)
    assert answer.status == status, answer
    return answer.decoded()


def test_there_are_notifications_of_the_days_before_the_latest_first(player):
    rows = player.get("/fyi/notifications?max=10")
    dates = [float(row["D"]) for row in rows]
    assert dates == sorted(dates, reverse=True)
    assert all(row["D"].endswith(".0") for row in rows)
    assert {row["HT"] for row in rows if "<" in row["MD"]} == {1}


def test_the_same_seed_brings_the_same_notifications(play):
    first, second, other = (play(seed=seed).get("/fyi/notifications?max=10") for seed in (1, 1, 2))
    assert first == second != other


@pytest.mark.parametrize("count", ["0", "11", "many", ""])
def test_max_is_one_to_ten(player, count):
    assert "error" in player.get(f"/fyi/notifications?max={count}", status=400)


def test_kinds_can_be_chosen_and_left_out(player):
    kinds = [row["FC"] for row in player.get("/fyi/notifications?max=10")]
    assert {row["FC"] for row in player.get("/fyi/notifications?max=10&include=EA")} == {"EA"}
    rest = [row["FC"] for row in player.get("/fyi/notifications?max=10&exclude=EA")]
    assert rest == [kind for kind in kinds if kind != "EA"]


def test_a_notification_leads_to_those_after_it(player):
    rows = player.get("/fyi/notifications?max=10")
    assert player.get(f"/fyi/notifications/more?id={rows[0]['ID']}") == rows[1:]
    assert player.get(f"/fyi/notifications?max=2&id={rows[0]['ID']}") == rows[1:3]
    assert player.get(f"/fyi/notifications/more?id={rows[-1]['ID']}") == []


def test_reading_one_is_counted(player):
    unread = player.get("/fyi/unreadnumber")["BN"]
    name = player.get("/fyi/notifications?max=1")[0]["ID"]
    assert put(player, f"/fyi/notifications/{name}")["P"] == {"R": 1, "ID": name}
    assert player.get("/fyi/unreadnumber") == {"BN": unread - 1}
    assert player.get("/fyi/notifications?max=1")[0]["R"] == 1
    assert "error" in put(player, "/fyi/notifications/nothing", 400)


def test_subscriptions_are_switched_unknown_ones_too(player):
    assert player.post("/fyi/settings/EA", {"enabled": False}) == TAKEN
    assert {row["FC"]: row["A"] for row in player.get("/fyi/settings")}["EA"] == 0
    assert player.post("/fyi/settings/XX", {"enabled": True}) == TAKEN
    assert "error" in player.post("/fyi/settings/EA", {"enabled": "yes"}, status=400)


def test_without_any_subscription_the_unread_number_is_locked(player):
    for row in player.get("/fyi/settings"):
        player.post(f"/fyi/settings/{row['FC']}", {"enabled": False})
    assert player.get("/fyi/unreadnumber", status=423)["statusCode"] == 423


def test_a_disclaimer_is_read_once(player):
    assert player.get("/fyi/disclaimer/EA")["FC"] == "EA"
    assert put(player, "/fyi/disclaimer/EA") == TAKEN
    assert {row["FC"]: row["H"] for row in player.get("/fyi/settings")}["EA"] == 1
    assert "error" in player.get("/fyi/disclaimer/XX", status=400)


def test_devices_come_and_go_and_an_unknown_one_is_a_page(player):
    device = {"deviceName": "Phone", "deviceId": "p1", "uiName": "App", "enabled": True}
    assert player.post("/fyi/deliveryoptions/device", device) == TAKEN
    assert player.get("/fyi/deliveryoptions") == {
        "E": [{"NM": "Phone", "I": "p1", "UI": "App", "A": 1}],
        "M": 1,
    }
    gone = player.ask("DELETE", "/fyi/deliveryoptions/p1")
    assert (gone.status, gone.body) == (200, b"")
    assert dict(player.ask("DELETE", "/fyi/deliveryoptions/p1").headers)["content-type"] == "text/html"


def test_mail_is_switched_by_a_word_of_the_query(player):
    assert put(player, "/fyi/deliveryoptions/email?enabled=false") == TAKEN
    assert player.get("/fyi/deliveryoptions")["M"] == 0
    assert "error" in put(player, "/fyi/deliveryoptions/email?enabled=1", 400)


def test_a_path_that_clients_make_up_is_not_there(player):
    assert player.ask("POST", "/fyi/deliveryoptions/email").status == 404


def test_each_call_may_be_made_once_a_second(play):
    player = play(pacing=True)
    statuses = [
        player.ask("GET", path).status for path in ("/fyi/settings", "/fyi/deliveryoptions", "/fyi/settings")
    ]
    assert statuses == [200, 200, 429]
