"""IBKR's daily resets: known by the clock, and waited out by calls that may be made again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from ibkr_wire.models.accounts import AccountChoice
from ibkr_wire.rest.api.accounts import switch
from ibkr_wire.rest.api.portfolio import accounts, ledger

from ibkr._core.exchange import exchange
from ibkr._core.opening import check
from ibkr._core.resets import reset_left, waiting
from ibkr.errors import ConfigError, GatewayFault, NoBrokerageSession
from ibkr.model.clock import ManualClock

from .canned import ACCOUNT, Conversation, at_desk, json, text

LEDGER = {"USD": {"cashbalance": 1.0}}
DOWN = text("", status=503)


def at(*moment: int) -> float:
    return datetime(*moment, tzinfo=UTC).timestamp()


def conversation(start: float, **settings: object) -> Conversation:
    desk = at_desk(**settings)
    desk.clock = ManualClock(start)
    return Conversation(desk)


NEW_YORK_MIDNIGHT = at(2013, 2, 5, 5, 0)


@pytest.mark.parametrize(
    ("moment", "left"),
    [
        (at(2013, 2, 5, 5, 0), 900),  # midnight in New York
        (at(2013, 2, 5, 4, 59, 30), 930),  # clocks differ
        (at(2013, 2, 5, 6, 5), 600),  # one o'clock in New York
        (at(2013, 7, 5, 22, 5), 600),  # midnight in Zurich, in summer
        (at(2013, 2, 4, 16, 14), 60),  # midnight in Hong Kong
        (at(2013, 2, 5, 5, 15), None),
        (at(2013, 2, 5, 15, 0), None),
    ],
)
def test_a_reset_is_known_by_the_clocks_of_three_regions(moment: float, left: float | None):
    assert reset_left(moment) == left


def test_a_read_waits_quietly_for_the_end_of_the_reset_and_listeners_hear_of_it():
    talk = conversation(NEW_YORK_MIDNIGHT)
    heard: list[tuple[str, str]] = []
    talk.desk.session.listeners.append(lambda change: heard.append((change.after, change.why)))
    answers = [DOWN] * 6  # each call is tried three times
    assert talk.run(exchange(ledger.operation(ACCOUNT), talk.desk), *answers, json(LEDGER))["USD"]
    assert heard[0] == ("maintenance", "IBKR's daily reset")
    assert 30 <= talk.desk.clock.now() - NEW_YORK_MIDNIGHT < 60


def test_a_session_that_is_gone_in_the_reset_is_opened_when_it_is_over():
    talk = conversation(NEW_YORK_MIDNIGHT)
    ready = {"authenticated": True, "connected": True, "competing": False}
    gone = {"authenticated": False, "connected": False, "competing": False}
    no_bridge = json({"error": "no bridge"}, status=400)
    # The call, the attempt to open, and what the status says four times: nobody is there.
    closed = [no_bridge, json(gone), *[json(gone)] * 4]
    from ibkr_wire.rest.api.accounts import brokerage

    found = talk.run(
        exchange(brokerage.operation(), talk.desk),
        *closed, no_bridge, json(ready), json({"accounts": [ACCOUNT]}),
    )  # fmt: skip
    assert found.accounts == [ACCOUNT]
    assert talk.desk.session.state == "ready"


def test_outside_of_a_reset_the_same_failure_is_raised_at_once():
    talk = conversation(at(2013, 2, 5, 15, 0))
    with pytest.raises(GatewayFault):
        talk.run(exchange(ledger.operation(ACCOUNT), talk.desk), *[DOWN] * 3)


def test_what_may_not_be_made_twice_does_not_wait():
    talk = conversation(NEW_YORK_MIDNIGHT)
    with pytest.raises(GatewayFault):
        talk.run(exchange(switch.operation(AccountChoice(acct_id=ACCOUNT)), talk.desk), DOWN)


def test_an_answer_about_the_thing_asked_for_is_not_taken_for_a_reset():
    talk = conversation(NEW_YORK_MIDNIGHT)
    about_it = json({"error": "no such thing", "statusCode": 503}, status=503)
    with pytest.raises(GatewayFault):
        talk.run(exchange(accounts.operation(), talk.desk), about_it)


def test_no_call_waits_longer_than_the_client_wants():
    talk = conversation(NEW_YORK_MIDNIGHT, reset_wait=20.0)
    with pytest.raises(GatewayFault):
        talk.run(exchange(ledger.operation(ACCOUNT), talk.desk), *[DOWN] * 9)
    assert talk.desk.clock.now() - NEW_YORK_MIDNIGHT < 40


def test_a_client_may_not_wait_at_all():
    talk = conversation(NEW_YORK_MIDNIGHT, reset_wait=0.0)
    with pytest.raises(GatewayFault):
        talk.run(exchange(ledger.operation(ACCOUNT), talk.desk), *[DOWN] * 3)


def test_a_status_of_nobody_during_the_reset_sends_no_one_to_the_browser():
    talk = conversation(NEW_YORK_MIDNIGHT)
    gone = json({"authenticated": False, "connected": False, "competing": False})
    assert talk.run(check(talk.desk), gone) == "maintenance"
    talk.desk.clock.sleep(1200)
    assert talk.run(check(talk.desk), gone) == "logged_out"


@pytest.mark.parametrize("seconds", [-1, True, "900", float("nan")])
def test_a_time_to_wait_is_a_number_of_seconds(seconds: object):
    with pytest.raises(ConfigError, match="reset_wait"):
        waiting(seconds)  # type: ignore[arg-type]  # callers may be untyped


def test_an_unsuccessful_opening_is_the_error_that_says_so():
    talk = conversation(at(2013, 2, 5, 15, 0))
    from ibkr_wire.rest.api.accounts import brokerage

    closed = {"authenticated": False, "connected": True, "competing": False}
    no_bridge = json({"error": "no bridge"}, status=400)
    with pytest.raises(NoBrokerageSession):
        talk.run(exchange(brokerage.operation(), talk.desk), no_bridge, *[json(closed)] * 5)
