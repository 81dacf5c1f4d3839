"""The control path: looking in, breaking things while it runs, saving and loading."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from ibkr.simulator import Close, Request


def control(player: Any, method: str, path: str, body: object = None, *, status: int = 200) -> Any:
    headers = {} if body is None else {"Content-Type": "application/json"}
    data = b"" if body is None else msgspec.json.encode(body)
    answer = player.gateway.handle(Request.to(method, f"/simulator{path}", headers=headers, body=data))
    assert answer.status == status, answer
    return answer.decoded()


@pytest.fixture
def open_player(play):
    return play(control=True).primed()


def test_without_leave_the_path_is_as_unknown_as_any_other(play):
    answer = play().gateway.handle(Request.to("GET", "/simulator/"))
    assert (answer.status, dict(answer.headers)["location"]) == (302, "https://api.ibkr.com/simulator/")


def test_the_page_needs_nothing_from_elsewhere(open_player):
    page = open_player.gateway.handle(Request.to("GET", "/simulator/")).body.decode()
    assert "<title>Simulated gateway</title>" in page
    assert "http:" not in page
    assert "https:" not in page


def test_the_inside_shows_what_happened(open_player):
    open_player.place(price=455, cOID="seen")
    open_player.connect().receive('smd+265598+{"fields":["31"]}')
    open_player.clock.advance(5)
    inside = control(open_player, "GET", "/state")
    assert inside["session"]["authenticated"] is True
    assert [(o["client_order_id"], o["status"], o["filled"]) for o in inside["orders"]] == [
        ("seen", "Filled", "10")
    ]
    assert sum(float(fill["quantity"]) for fill in inside["fills"]) == 10
    assert inside["requests"][0]["path"] == "/v1/api/tickle"


def test_the_wishes_of_a_socket_are_shown_until_they_are_ended(open_player):
    socket = open_player.connect()
    for text in ('smd+265598+{"fields":["31"]}', "sor+{}", "smd+8314+{}", "umd+8314+{}", "uor+{}", "tic"):
        socket.receive(text)
    assert control(open_player, "GET", "/state")["sockets"] == [["smd+265598"]]


def test_faults_are_put_in_force_counted_and_taken_out(open_player):
    fault = {"kind": "answer", "at": "contracts.*", "status": 500, "times": "always"}
    (row,) = control(open_player, "POST", "/faults", fault)
    assert row == {**fault, "seen": 0, "hit": 0}
    assert open_player.ask("GET", "/trsrv/stocks?symbols=IBM").status == 500
    assert control(open_player, "GET", "/faults")[0]["hit"] == 1
    assert control(open_player, "DELETE", "/faults/0") == []
    assert open_player.ask("GET", "/trsrv/stocks?symbols=IBM").status == 200
    control(open_player, "POST", "/faults", [{"kind": "delay"}, {"kind": "lost", "at": "ws"}])
    assert control(open_player, "DELETE", "/faults") == []


@pytest.mark.parametrize(
    ("event", "seen"),
    [
        ("expire", {"logged_in": False}),
        ("logout", {"logged_in": False}),
        ("no_bridge", {"authenticated": False, "competing": False}),
        ("competing", {"authenticated": False, "competing": True}),
        ("reset", {"resetting": True}),
        ("freeze", {"frozen_for": 7.0}),
        ("penalty", {"penalty_for": 7.0}),
    ],
)
def test_events_happen_at_once(open_player, event, seen):
    session = control(open_player, "POST", "/session", {"event": event, "seconds": 7})
    assert {key: session[key] for key in seen} == seen


def test_a_penalty_box_shuts_everything_but_the_control_path(open_player):
    control(open_player, "POST", "/session", {"event": "penalty", "seconds": 60})
    assert open_player.ask("GET", "/tickle").status == 429
    assert control(open_player, "GET", "/state")["violations"][0]["operation"] == "auth.tickle_get"
    open_player.clock.advance(60)
    assert open_player.ask("GET", "/tickle").status == 200


def test_somebody_logs_in_from_the_page(play):
    player = play(control=True, logged_in=False)
    control(player, "POST", "/session", {"event": "login"})
    assert player.get("/iserver/auth/status")["authenticated"] is True


@pytest.mark.parametrize(("event", "end"), [("cut", Close(abrupt=True)), ("close", Close(1000))])
def test_sockets_are_ended_from_the_page(open_player, event, end):
    socket = open_player.connect()
    control(open_player, "POST", "/session", {"event": event})
    assert socket.pull() == [end]


def test_the_world_jumps_and_runs_faster(open_player):
    world = control(open_player, "POST", "/world", {"speed": 60, "ahead": 3600})
    assert (world["time"], world["speed"]) == ("2013-02-01T16:00:00+00:00", 60.0)
    open_player.clock.advance(10)
    assert control(open_player, "GET", "/state")["world"]["time"] == "2013-02-01T16:10:00+00:00"


def test_a_saved_world_is_put_back(open_player):
    open_player.place(price=440, cOID="kept")
    open_player.clock.advance(2)
    saved = control(open_player, "GET", "/saved")
    open_player.delete(
        f"/iserver/account/DU1234567/order/{open_player.gateway.broker.orders('DU1234567')[0].order_id}"
    )
    open_player.clock.advance(2)
    control(open_player, "PUT", "/saved", saved)
    assert [order["status"] for order in control(open_player, "GET", "/state")["orders"]] == ["Submitted"]


@pytest.mark.parametrize(
    ("call", "body", "status", "says"),
    [
        ("POST /faults", {"kind": "boom"}, 400, "unknown"),
        ("POST /faults", {"kind": "delay", "secs": 1}, 400, "secs"),
        ("POST /faults", [3], 400, "table"),
        ("DELETE /faults/9", None, 400, "no fault 9"),
        ("DELETE /faults/x", None, 400, "'x'"),
        ("POST /session", {"event": "party"}, 400, "competing"),
        ("POST /session", {"event": "freeze", "seconds": -1}, 400, "seconds"),
        ("POST /session", [], 400, "object"),
        ("POST /world", {"speed": 1e9}, 400, "speed"),
        ("POST /world", {"back": 3}, 400, "back"),
        ("PUT /saved", {"format": 0}, 400, "version"),
        ("PUT /saved", [1], 400, "format"),
        ("GET /nowhere", None, 404, "no control call"),
        ("POST /state", {}, 404, "no control call"),
    ],
)
def test_a_wrong_control_call_is_told_what_is_wrong(open_player, call, body, status, says):
    assert says in control(open_player, *call.split(), body, status=status)["error"]


def test_a_body_that_says_it_is_json_must_be(open_player):
    headers = {"Content-Type": "application/json"}
    asked = Request.to("POST", "/simulator/faults", body=b"{", headers=headers)
    answer = open_player.gateway.handle(asked)
    assert (answer.status, answer.decoded()["error"][:19]) == (400, "the body is no JSON")


def test_a_body_must_say_that_it_is_json(open_player):
    request = Request.to("POST", "/simulator/faults", body=b'{"kind":"delay"}')
    answer = open_player.gateway.handle(request)
    assert (answer.status, "Content-Type" in answer.decoded()["error"]) == (400, True)
