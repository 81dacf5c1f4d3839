"""The calls by which a real gateway program logs in through the simulator, all below /v1/portal."""

from __future__ import annotations

import re

import pytest
from ibkr_wire.tables.operations import OPERATIONS

from ibkr.simulator import Request

PROOF = "0f" * 20


def program(player, method: str, path: str, *, status: int = 200, **content):
    """A call of the gateway program, with its User-Agent."""
    headers = {"User-Agent": "ClientPortalGW/1"}
    answer = player.gateway.handle(Request.to(method, f"/v1/portal/{path}", headers=headers, **content))
    assert answer.status == status, answer
    return answer.decoded() if answer.body else None


@pytest.fixture
def outside(play):
    """Nobody is logged in."""
    return play(logged_in=False)


def dispatch(player) -> dict[str, str]:
    """Visit the end of the login page; the cookies that it sets."""
    answer = player.gateway.handle(Request.to("GET", "/sso/Dispatcher"))
    assert b"Client login succeeds" in answer.body
    set_cookies = [value for name, value in answer.headers if name == "set-cookie"]
    return dict(value.partition(";")[0].split("=", 1) for value in set_cookies)


def test_a_gateway_program_logs_in_by_its_own_chain(outside):
    dispatch(outside)
    validated = program(outside, "GET", "sso/validate?gw=1")
    assert validated["USER_ID"] > 0
    program(outside, "GET", "one/user")
    assert program(outside, "GET", "ssodh/init") == {"success": True}
    assert re.fullmatch("[0-9a-f]+", program(outside, "GET", "ssodh/st")["st"])
    outside.clock.advance(3)
    assert program(outside, "GET", "iserver/auth/status")["authenticated"] is False
    asked = {"username": validated["USER_NAME"], "machineId": "0a1b2c3d", "compete": True}
    challenge = program(outside, "POST", "iserver/auth/ssodh/init", json=asked)["challenge"]
    assert re.fullmatch("[0-9a-f]+", challenge)
    assert program(outside, "POST", "iserver/auth/ssodh/response", json={"response": PROOF}) == {
        "passed": True,
        "authenticated": True,
        "connected": True,
        "competing": False,
    }
    assert program(outside, "GET", "iserver/accounts")["selectedAccount"] == "DU1234567"
    assert program(outside, "GET", "tickle")["iserver"]["authStatus"]["authenticated"] is True


def test_before_the_login_the_chain_is_shut(outside):
    for path in ("sso/validate?gw=1", "one/user", "ssodh/init", "ssodh/st", "tickle"):
        assert program(outside, "GET", path, status=401) is None


def test_the_dispatcher_sets_the_cookies_that_the_program_keeps(outside):
    cookies = dispatch(outside)
    assert cookies.keys() == {"XYZAB", "USERID", "api", "cp"}
    assert cookies["api"] == outside.post("/tickle")["session"]


def test_the_cookie_of_the_dispatcher_opens_a_websocket(outside, read):
    cookies = dispatch(outside)
    socket = outside.gateway.connect(
        {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    )
    outside.clock.advance(0.25)
    assert read(socket)[0]["topic"] == "system"


@pytest.mark.parametrize("proof", ["", "0f", "xy" * 20])
def test_a_response_of_another_form_does_not_pass(outside, proof):
    dispatch(outside)
    program(outside, "GET", "ssodh/init")
    program(
        outside, "POST", "iserver/auth/ssodh/init", json={"username": "u", "machineId": "1", "compete": True}
    )
    answer = outside.ask("POST", "/iserver/auth/ssodh/response", json={"response": proof})
    assert answer.status == 400 or answer.decoded()["passed"] is False
    assert outside.get("/iserver/auth/status")["authenticated"] is False


def test_a_response_without_a_challenge_does_not_pass(play):
    player = play(brokerage=False)
    assert player.post("/iserver/auth/ssodh/response", {"response": PROOF})["passed"] is False


def test_a_ping_extends_the_login(play):
    player = play(idle=3600)
    player.clock.advance(500)
    assert player.get("/sso/ping")["EXPIRES"] == 600_000


@pytest.mark.parametrize(
    "name", [name for name, info in OPERATIONS.items() if (info.root, info.host) == ("host", "hosted")]
)
def test_other_roots_of_the_hosted_service_are_not_there(player, name):
    info = OPERATIONS[name]
    answer = player.gateway.handle(Request.to(info.method, info.path))
    assert (answer.status, dict(answer.headers)["content-type"]) == (404, "text/html")
