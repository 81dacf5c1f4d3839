"""Who watches a client hears of every request, without secrets, and breaks nothing."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from ibkr_wire.rest.api.portfolio import ledger

from ibkr._core import raw
from ibkr._core.exchange import exchange
from ibkr._core.flow import Pause
from ibkr._core.health import health
from ibkr._core.observing import hooks_of
from ibkr._core.opening import keep_alive
from ibkr.errors import ConfigError, GatewayUnreachable

from .canned import ACCOUNT, Conversation, at_desk, json, text

if TYPE_CHECKING:
    from ibkr.model.requests import RequestEvent

LEDGER = {"USD": {"cashbalance": 1.0}}
READY = {"authenticated": True, "connected": True, "competing": False}


def watched(*hooks) -> Conversation:
    return Conversation(at_desk(hooks=hooks))


def test_a_hook_hears_of_every_request_and_of_no_account():
    events: list[RequestEvent] = []
    talk = watched(events.append)
    talk.run(exchange(ledger.operation(ACCOUNT), talk.desk), text("", status=503), json(LEDGER))
    assert [(one.status, one.error, one.attempt) for one in events] == [
        (503, "GatewayFault", 1),
        (200, None, 2),
    ]
    assert (events[1].operation, events[1].path) == ("portfolio.ledger", "/portfolio/{accountId}/ledger")
    assert ACCOUNT not in repr(events)


def test_a_request_without_an_answer_is_heard_of_too():
    events: list[RequestEvent] = []
    talk = watched(events.append)
    with pytest.raises(GatewayUnreachable):
        talk.run(exchange(ledger.operation(ACCOUNT), talk.desk), GatewayUnreachable("refused", sent=False))
    assert [(one.status, one.error) for one in events] == [(None, "GatewayUnreachable")]


def test_a_path_that_nobody_describes_shows_no_number():
    events: list[RequestEvent] = []
    talk = watched(events.append)
    call = raw.operation("GET", f"/new/{ACCOUNT}/things/265598")
    talk.run(exchange(call, talk.desk), json({}))
    assert (events[0].path, events[0].operation) == (
        "/new/<account>/things/***",
        "GET /new/<account>/things/***",
    )


def test_a_hook_that_raises_is_reported_and_the_call_goes_on(caplog: pytest.LogCaptureFixture):
    heard: list[RequestEvent] = []

    def broken(_: RequestEvent) -> None:
        raise ValueError(f"account {ACCOUNT}")

    talk = watched(broken, heard.append)
    assert talk.run(exchange(ledger.operation(ACCOUNT), talk.desk), json(LEDGER))["USD"]
    assert len(heard) == 1
    assert talk.desk.problems.count == 1
    assert "broken raised ValueError" in (talk.desk.problems.last or "")
    assert ACCOUNT not in caplog.text


def test_a_listener_of_the_session_that_raises_is_reported_too():
    talk = watched()
    heard: list[str] = []
    talk.desk.session.listeners += [lambda _: 1 / 0, lambda change: heard.append(change.after)]
    talk.desk.session.move("no_bridge", now=0.0, why="test")
    assert heard == ["no_bridge"]
    assert "ZeroDivisionError" in (talk.desk.problems.last or "")


def test_debug_logs_one_line_a_request_without_accounts(caplog: pytest.LogCaptureFixture):
    talk = watched()
    with caplog.at_level(logging.DEBUG, logger="ibkr"):
        talk.run(exchange(ledger.operation(ACCOUNT), talk.desk), json(LEDGER))
    (line,) = [record for record in caplog.records if record.message == "request"]
    assert (line.operation, line.status) == ("portfolio.ledger", 200)
    assert ACCOUNT not in str(vars(line))


@pytest.mark.parametrize("given", ["print", [print, 3]])
def test_what_cannot_be_called_is_no_hook(given: object):
    with pytest.raises(ConfigError, match="on_request"):
        hooks_of(given)  # type: ignore[arg-type]  # callers may be untyped


def test_one_hook_or_several_are_taken():
    assert hooks_of(None) == ()
    assert hooks_of(print) == (print,)
    assert hooks_of([print, len]) == (print, len)


def test_a_keep_alive_that_fails_in_an_unforeseen_way_goes_on_and_shows(caplog: pytest.LogCaptureFixture):
    talk = Conversation()
    flow = keep_alive(talk.desk)
    next(flow)
    flow.send(None)
    assert flow.throw(RuntimeError("a fault of ours")) == Pause(60.0)
    assert talk.desk.session.keep_alive_problem == "RuntimeError in the keep-alive"
    assert talk.desk.session.keep_alive_failures == 1
    assert "keep-alive failed" in caplog.text
    flow.send(None)
    assert flow.send(json({"session": "t", "iserver": {"authStatus": READY}})) == Pause(60.0)
    assert talk.desk.session.keep_alive_problem is None
    assert talk.desk.session.keep_alive_failures == 0


def test_health_tells_what_an_operator_asks_first():
    talk = watched(lambda _: 1 / 0)
    talk.desk.session.keep_alive_failed("The gateway does not answer.")
    seen = talk.run(health(talk.desk), json(READY))
    assert (seen.state, seen.keep_alive_problem) == ("ready", "The gateway does not answer.")
    assert seen.last_success == talk.desk.clock.now()
    assert (seen.hook_failures, seen.reset_left, seen.waiting, seen.streams) == (1, None, 0, ())
