"""Paths inside and outside of the API."""

from __future__ import annotations

import pytest
from ibkr_wire.tables.operations import OPERATIONS

from ibkr.errors import ConfigError
from ibkr.simulator import Request
from ibkr.simulator.management.side import SERVES
from ibkr.simulator.routes import answerers, served
from ibkr.simulator.unserved import HOSTED, NOT_SERVED
from tests.auth.material import server


def ask(player, method, target, **content):
    return player.gateway.handle(Request.to(method, target, **content))


def test_every_operation_of_the_spec_is_answered_or_listed_as_gone():
    assert served() | NOT_SERVED.keys() == OPERATIONS.keys()


def test_what_is_listed_as_gone_exists_and_has_no_handler():
    assert OPERATIONS.keys() >= NOT_SERVED.keys()
    assert not NOT_SERVED.keys() & served()
    assert all(OPERATIONS[name].deprecated and reason for name, reason in NOT_SERVED.items())


def test_what_is_hosted_is_answered_with_oauth():
    hosted = {name for name, info in OPERATIONS.items() if info.host == "hosted"}
    assert hosted == HOSTED
    signing_in = {"/v1/api" * (info.root == "api") + info.path for info in map(OPERATIONS.get, HOSTED)}
    answered = {OPERATIONS[name].path for name in SERVES} | server().one.paths | server().two.paths
    assert signing_in <= answered


@pytest.mark.parametrize("name", sorted(NOT_SERVED.keys() | HOSTED))
def test_what_a_gateway_does_not_have_is_answered_as_a_path_that_does_not_exist(player, name):
    info = OPERATIONS[name]
    root = "/v1/api" if info.root == "api" else ""
    answer = ask(player, info.method, root + info.path.replace("{", "").replace("}", ""))
    assert (answer.status, answer.body) == (404, b"<html><body><h1>Resource not found</h1></body></html>")


def test_an_operation_that_nobody_answers_is_an_error_at_the_start():
    with pytest.raises(ConfigError, match=r"orders\.dream"):
        answerers({**OPERATIONS, "orders.dream": OPERATIONS["auth.tickle"]})


def test_portal_is_an_older_name_of_api(player):
    assert ask(player, "GET", "/v1/portal/iserver/accounts").status == 200


@pytest.mark.parametrize("service", ["am", "tws"])
def test_services_that_the_program_does_not_run_are_named(player, service):
    answer = ask(player, "GET", f"/v1/{service}/x")
    assert (answer.status, answer.body) == (200, f"Unknown service {service}".encode())


@pytest.mark.parametrize("path", ["/tickle", "/v2/api/tickle", "/v1/api", "/favicon.ico", "/oauth/x"])
def test_a_wrong_base_path_is_sent_to_the_hosted_service(player, path):
    answer = ask(player, "GET", path)
    assert answer.status == 302
    assert dict(answer.headers)["location"] == f"https://api.ibkr.com{path}"


def test_the_root_leads_to_the_login_page(player):
    answer = ask(player, "GET", "/")
    assert dict(answer.headers)["location"].startswith("/sso/Login?forwardTo=22&RL=1")
    assert b"/sso/Dispatcher" in ask(player, "GET", "/sso/Login?forwardTo=22&RL=1").body


@pytest.mark.parametrize(("method", "path"), [("GET", "/nowhere"), ("PUT", "/tickle"), ("GET", "/trsrv")])
def test_an_unknown_path_of_the_api_is_a_page_not_json(player, method, path):
    answer = player.ask(method, path)
    assert (answer.status, dict(answer.headers)["content-type"]) == (404, "text/html")
    assert b"<h1>Resource not found</h1>" in answer.body


def test_a_trailing_slash_is_the_same_call(player):
    assert player.get("/iserver/account/trades/") == []


def test_reauthenticate_is_answered_by_the_gateway_program_itself(play):
    assert play(logged_in=False).post("/iserver/reauthenticate") == {"error": "not logged in"}
    player = play()
    player.gateway.session.lose_bridge()
    assert player.post("/iserver/reauthenticate") == {"message": "triggered"}
    assert player.get("/iserver/auth/status")["authenticated"] is True


def test_a_browsers_preflight_is_answered_without_a_login(play):
    headers = {"Origin": "http://x", "Access-Control-Request-Method": "GET"}
    answer = play(logged_in=False).ask("OPTIONS", "/tickle", headers=headers)
    assert (answer.status, dict(answer.headers)["access-control-allow-origin"]) == (204, "*")


def test_where_the_edge_wants_it_a_post_says_how_long_it_is(play):
    edge = play(wants_length=True)
    assert edge.ask("POST", "/tickle").status == 411
    assert edge.ask("POST", "/tickle", headers={"Content-Length": "0"}).status == 200
    assert edge.ask("GET", "/tickle").status == 200
    assert play().ask("POST", "/tickle").status == 200


def test_the_log_names_each_call_and_its_status(player):
    player.ask("GET", "/nowhere")
    player.ask("POST", "/tickle")
    assert [(entry.operation, entry.status) for entry in player.gateway.log][-2:] == [
        (None, 404),
        ("auth.tickle", 200),
    ]
