"""The session's states, and the ways between them."""

from __future__ import annotations

import pytest
from ibkr_wire.models.auth import AuthStatus

from ibkr._core.flow import Pause, Request
from ibkr._core.health import health
from ibkr._core.opening import check, keep_alive, open_session, reopen, require, tickle
from ibkr._core.session import SessionBook, state_of
from ibkr.errors import (
    CompetingSession,
    GatewayFault,
    GatewayUnreachable,
    NoBrokerageSession,
    NotAuthenticated,
)

from .canned import Conversation, at_desk, json, text

READY = {"authenticated": True, "connected": True, "competing": False}
NO_BRIDGE = {**READY, "authenticated": False}
COMPETING = {**READY, "competing": True}
LOGGED_OUT = {"authenticated": False, "connected": False, "competing": False, "MAC": None}


def unconnected(**settings: object) -> Conversation:
    desk = at_desk(**settings)
    desk.session.state = "connecting"
    return Conversation(desk)


@pytest.mark.parametrize(
    ("flags", "state"),
    [
        ({"authenticated": True, "connected": True, "competing": False}, "ready"),
        ({"authenticated": True, "connected": True, "competing": False, "established": True}, "ready"),
        ({"authenticated": True, "connected": True, "competing": False, "established": False}, "connecting"),
        ({"authenticated": True, "connected": False, "competing": False}, "connecting"),
        ({"authenticated": False, "connected": True, "competing": False}, "no_bridge"),
        ({"authenticated": True, "connected": True, "competing": True}, "competing"),
        ({"authenticated": False, "connected": False, "competing": True}, "competing"),
        ({"authenticated": False, "connected": False, "competing": False}, "logged_out"),
        ({"authenticated": True}, "ready"),
    ],
)
def test_a_status_is_read_by_its_flags(flags: dict[str, bool], state: str):
    assert state_of(AuthStatus(**flags)) == state


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (json(READY), "ready"),
        (text("", status=401), "logged_out"),
        (GatewayUnreachable("refused", sent=False), "no_gateway"),
    ],
)
def test_asking_for_the_state_never_fails_for_what_is_a_state(answer, state: str):
    talk = unconnected()
    assert talk.run(check(talk.desk), answer) == state


def test_a_gateway_that_answers_503_is_under_maintenance():
    talk = unconnected()
    assert talk.run(check(talk.desk), *[text("", status=503)] * 3) == "maintenance"
    assert talk.run(check(talk.desk), json(READY)) == "ready"


@pytest.mark.parametrize(
    ("answers", "kind", "step"),
    [
        ([json(LOGGED_OUT)], NotAuthenticated, "browser"),
        ([json(NO_BRIDGE)], NoBrokerageSession, r"ib\.session\.open"),
        ([json(COMPETING)], CompetingSession, "compete=True"),
        ([GatewayUnreachable("refused", sent=False)], GatewayUnreachable, "Start it"),
        ([text("", status=503)] * 3, GatewayFault, "maintenance"),
    ],
)
def test_require_raises_the_error_that_says_the_next_step(answers, kind: type, step: str):
    talk = unconnected()
    with pytest.raises(kind, match=step):
        talk.run(require(talk.desk), *answers)


def test_require_waits_for_a_session_that_is_being_set_up():
    talk = unconnected()
    talk.run(require(talk.desk), json({**READY, "established": False}), json(READY))
    assert talk.desk.session.state == "ready"


def test_opening_asks_politely_and_waits_until_it_is_ready():
    talk = unconnected()
    state = talk.run(open_session(talk.desk, compete=False), json(NO_BRIDGE), json(NO_BRIDGE), json(READY))
    assert state == "ready"
    assert talk.sent[0] == {"publish": True, "compete": False}


def test_opening_beside_another_login_says_who_has_to_decide():
    talk = unconnected()
    with pytest.raises(CompetingSession):
        talk.run(open_session(talk.desk, compete=False), json(COMPETING), json(COMPETING))


def test_two_insisting_clients_do_not_fight():
    talk = unconnected(compete=True)
    for state, compete in (("no_bridge", True), ("no_bridge", False)):
        talk.desk.session.move(state, now=0.0, why="test")
        talk.run(reopen(talk.desk), json(READY))
        assert talk.sent[-1]["compete"] is compete
    talk.desk.clock.sleep(300)
    talk.desk.session.move("no_bridge", now=0.0, why="test")
    talk.run(reopen(talk.desk), json(READY))
    assert talk.sent[-1]["compete"] is True


def test_whoever_comes_second_finds_the_session_open():
    talk = Conversation()
    talk.run(reopen(talk.desk))
    assert talk.asked == []


def test_a_tickle_reads_the_state_and_keeps_the_token():
    talk = unconnected()
    answer = json({"session": "token", "iserver": {"authStatus": READY}, "hmds": {"error": "no bridge"}})
    assert talk.run(tickle(talk.desk), answer) == "ready"
    assert talk.desk.session.token == "token"


def test_a_tickle_opens_the_session_again_where_it_was_lost():
    talk = Conversation()
    answer = json({"session": "token", "iserver": {"authStatus": NO_BRIDGE}})
    assert talk.run(tickle(talk.desk), answer, json(READY)) == "ready"


def test_a_failed_keep_alive_shows_in_the_session_and_the_next_one_mends_it():
    talk = Conversation()
    flow = keep_alive(talk.desk)
    assert next(flow) == Pause(60.0)
    assert isinstance(flow.send(None), Request)
    assert flow.throw(GatewayUnreachable("The gateway does not answer.", sent=False)) == Pause(60.0)
    assert talk.desk.session.state == "no_gateway"
    assert talk.desk.session.keep_alive_problem == "The gateway does not answer."
    flow.send(None)
    assert flow.send(json({"session": "t", "iserver": {"authStatus": READY}})) == Pause(60.0)
    assert talk.desk.session.keep_alive_problem is None
    assert talk.desk.session.state == "ready"


def test_changes_are_kept_and_told_to_listeners():
    book, told = SessionBook(), []
    book.listeners.append(told.append)
    book.move("ready", now=1.0, why="test")
    book.move("ready", now=2.0, why="again")
    book.move("competing", now=3.0, why="test")
    assert [(change.before, change.after) for change in told] == [
        ("connecting", "ready"),
        ("ready", "competing"),
    ]
    assert list(book.changes) == told


def test_health_shows_session_limits_and_drift_at_one_look():
    talk = Conversation()
    seen = talk.run(health(talk.desk), json(READY))
    assert (seen.state, seen.drifts, seen.keep_alive_problem) == ("ready", 0, None)
    assert "global" in seen.pacing
