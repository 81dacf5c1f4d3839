"""What a client says of itself, at every level: never an account number, a token or a cookie."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

import ibkr

if TYPE_CHECKING:
    from ibkr.simulator import Gateway

ACCOUNT, UNKNOWN = "DU1234567", "DU7777777"
AAPL = 265598


def said(record: logging.LogRecord) -> str:
    """All that a handler could write of a record, its extra fields included."""
    return " ".join(map(str, (record.getMessage(), vars(record), record.exc_text)))


def words(ib):
    """Calls of every group that name the account, some of which fail."""
    alert = ibkr.Alert("x", when=ibkr.Condition.trade(AAPL), message="x")
    yield lambda: ib.accounts.select(ACCOUNT)
    yield lambda: ib.accounts.select(UNKNOWN)
    yield lambda: ib.accounts.figures(ACCOUNT, "margins")
    yield lambda: ib.portfolio.all_positions(ACCOUNT)
    yield lambda: ib.portfolio.balances(UNKNOWN)
    yield lambda: ib.analytics.returns(ACCOUNT)
    yield lambda: ib.analytics.returns(ACCOUNT)  # too soon
    yield lambda: ib.alerts.create(ACCOUNT, alert)
    yield lambda: ib.alerts.delete(ACCOUNT, 3)
    yield lambda: ib.get(f"/portfolio/{ACCOUNT}/nothing")
    yield lambda: ib.orders.cancel(ACCOUNT, 1)
    yield ib.profile.overview
    yield ib.session.tickle


def test_no_secret_is_logged_even_at_debug(play, gateway: Gateway, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG, logger="ibkr")
    errors: list[str] = []
    events: list[ibkr.RequestEvent] = []

    def story(ib):
        for call in words(ib):
            try:
                yield call()
            except ibkr.IbkrError as error:
                errors.append(str(error))
        return (yield ib.health())

    health = play(story, gateway, on_request=events.append)
    secrets = {ACCOUNT, UNKNOWN, gateway.session.token, gateway.session.account_token}
    everything = [*map(said, caplog.records), *errors, *map(repr, events)]
    assert len(errors) >= 4
    assert len([record for record in caplog.records if record.message == "request"]) == len(events)
    assert [line for line in everything if any(secret and secret in line for secret in secrets)] == []
    assert (health.state, health.hook_failures) == ("ready", 0)
    assert health.last_success is not None


def test_a_limit_of_one_account_that_is_shut_is_logged_without_the_account(
    caplog: pytest.LogCaptureFixture,
):
    from ibkr._core.analytics import returns
    from tests.core.canned import Conversation, text

    talk = Conversation()
    talk.desk.pacing = ibkr.Pacing(penalty=1.0)
    with pytest.raises(ibkr.PacingError):
        talk.run(returns(ACCOUNT, talk.desk, period="1Y"), *[text("", status=429)] * 1)
    assert "limit shut" in caplog.text
    assert ACCOUNT not in " ".join(map(said, caplog.records))


def test_a_stream_of_the_client_shows_in_its_health(gateway: Gateway):
    from ibkr.testing import SimulatorTransport

    with ibkr.Client(transport=SimulatorTransport(gateway), clock=gateway.clock, keep_alive=False) as ib:
        assert ib.health().streams == ()
        stream = ib.stream()
        assert [one.conflated for one in ib.health().streams] == [stream.conflated]
