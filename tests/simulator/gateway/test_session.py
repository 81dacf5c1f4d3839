"""The login, the brokerage session on top of it, and what each refuses."""

from __future__ import annotations

import re

import pytest

from ibkr.simulator import Request

INIT = "/iserver/auth/ssodh/init"


def test_before_a_login_every_call_is_answered_401_without_a_body(play):
    answer = play(logged_in=False).ask("GET", "/portfolio/accounts")
    assert (answer.status, answer.body) == (401, b"")


def test_a_visit_to_the_dispatcher_logs_in_and_opens_the_brokerage_session_a_moment_later(play):
    player = play(logged_in=False, auth_delay=3)
    page = player.gateway.handle(Request.to("GET", "/sso/Dispatcher"))
    assert b"Client login succeeds" in page.body
    assert player.get("/iserver/auth/status")["authenticated"] is False
    player.clock.advance(3)
    assert player.get("/iserver/auth/status")["authenticated"] is True


def test_without_a_brokerage_session_the_portfolio_answers_and_the_rest_asks_for_init(play):
    player = play(brokerage=False)
    assert player.get("/portfolio/accounts")[0]["accountId"] == "DU1234567"
    assert player.get("/iserver/accounts", status=400) == {"error": "Init session first"}


def test_a_lost_brokerage_session_is_no_bridge_until_init(play):
    player = play()
    player.gateway.session.lose_bridge()
    assert player.get("/iserver/accounts", status=400) == {"error": "no bridge"}
    assert player.post(INIT, {"publish": True, "compete": True})["authenticated"] is True
    assert player.get("/iserver/accounts")["selectedAccount"] == "DU1234567"


@pytest.mark.parametrize("body", [{}, {"publish": False, "compete": True}, {"publish": "true"}])
def test_init_wants_publish_to_be_true(play, body):
    assert "error" in play(brokerage=False).post(INIT, body, status=500)


def test_another_login_is_only_driven_out_with_compete(play):
    player = play()
    player.gateway.session.lose_bridge(competing=True)
    held = player.post(INIT, {"publish": True, "compete": False})
    assert (held["authenticated"], held["competing"]) == (False, True)
    won = player.post(INIT, {"publish": True, "compete": True})
    assert (won["authenticated"], won["competing"]) == (True, False)


def test_tickle_names_the_session_and_calls_a_harmless_no_bridge_an_error(play):
    answer = play().post("/tickle")
    assert re.fullmatch("[0-9a-f]{32}", answer["session"])
    assert answer["hmds"] == {"error": "no bridge"}
    assert answer["iserver"]["authStatus"]["established"] is True
    assert answer["collission"] is False


def test_the_login_lasts_ten_minutes_from_each_tickle(play):
    player = play(idle=3600)
    player.clock.advance(540)
    assert player.get("/sso/validate")["EXPIRES"] == 600_000
    player.clock.advance(60)
    assert player.post("/tickle")["ssoExpires"] == 600_000
    player.clock.advance(600.5)
    assert player.ask("POST", "/tickle").status == 401


def test_six_idle_minutes_end_the_login(play):
    player = play()
    player.clock.advance(359)
    assert player.ask("GET", "/trsrv/stocks?symbols=IBM").status == 200
    player.clock.advance(361)
    assert player.ask("GET", "/trsrv/stocks?symbols=IBM").status == 401


def test_after_a_logout_status_is_all_false_and_the_rest_is_401(play):
    player = play()
    answer = player.ask("POST", "/logout")
    assert answer.decoded() == {"status": True}
    assert "content-type" not in dict(answer.headers)
    assert player.get("/iserver/auth/status") == {
        "authenticated": False,
        "established": False,
        "competing": False,
        "connected": False,
        "MAC": None,
    }
    assert player.ask("POST", "/tickle").status == 401


def test_a_new_brokerage_session_has_forgotten_the_calls_of_the_last(player):
    player.gateway.session.lose_bridge()
    player.post(INIT, {"publish": True, "compete": True})
    assert "error" in player.place(status=400)


def test_validate_spells_the_login_type_as_the_wire_does(play):
    answer = play().get("/sso/validate")
    assert answer["LOGIN_TYPE"] == 2
    assert "loginType" not in answer


def test_the_session_of_accounts_is_another_than_that_of_tickle(play):
    player = play()
    assert player.get("/iserver/accounts")["sessionId"] != player.post("/tickle")["session"]
