"""The gateway's limits, counted by its own counters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ibkr_wire.tables.operations import OPERATIONS

from ibkr.simulator import Request
from ibkr.simulator.pacing import GLOBAL, LIMITS, PacingTable
from ibkr.simulator.routes import served

HISTORY = Request.to("GET", "/v1/api/iserver/marketdata/history?conid=8314&period=1m&bar=1d")


def test_the_eleventh_call_within_a_second_is_answered_429_without_a_body(play):
    player = play(pacing=True)
    statuses = [player.ask("GET", "/trsrv/stocks?symbols=IBM").status for _ in range(11)]
    assert statuses == [200] * 10 + [429]
    answer = player.ask("GET", "/trsrv/stocks?symbols=IBM")
    assert (answer.body, dict(answer.headers)) == (b"", {})


@pytest.mark.parametrize(
    ("path", "seconds"),
    [("/portfolio/accounts", 5), ("/iserver/account/trades", 5), ("/sso/validate", 60), ("/tickle", 1)],
)
def test_slow_lanes_take_one_call_a_window(play, path, seconds):
    player = play(pacing=True)
    assert player.ask("GET", path).status == 200
    assert player.ask("GET", path).status == 429
    player.clock.advance(seconds - 0.01)
    assert player.ask("GET", path).status == 429
    player.clock.advance(seconds)
    assert player.ask("GET", path).status == 200


def test_two_tickles_by_post_in_a_row_are_answered_as_clients_that_connect_expect(play):
    player = play(pacing=True)
    assert [player.ask("POST", "/tickle").status for _ in range(2)] == [200, 200]


def test_the_sixth_history_call_at_once_is_refused_and_an_ended_one_makes_room(play):
    gateway = play(pacing=True).gateway
    running = [gateway.begin(HISTORY) for _ in range(5)]
    assert gateway.begin(HISTORY).response.status == 429
    running[0].end()
    assert gateway.begin(HISTORY).response.status == 200


def test_violations_are_remembered_for_whoever_tests_a_client(play):
    player = play(pacing=True)
    player.ask("GET", "/tickle")
    player.ask("GET", "/tickle")
    (violation,) = player.gateway.violations
    assert (violation.operation, violation.limit.key, violation.at) == ("auth.tickle_get", "tickle", 0.0)


def test_with_a_penalty_repeated_violations_shut_the_gateway_to_everything(play):
    player = play(pacing=True, penalty=900, idle=None)
    for _ in range(6):
        player.ask("GET", "/tickle")
    player.clock.advance(890)
    assert player.ask("GET", "/trsrv/stocks?symbols=IBM").status == 429
    player.clock.advance(11)
    assert player.ask("GET", "/trsrv/stocks?symbols=IBM").status == 200


def test_pacing_can_be_switched_off(play):
    player = play(pacing=False)
    assert {player.ask("POST", "/tickle").status for _ in range(50)} == {200}
    assert player.gateway.violations == []


def test_the_limits_are_those_of_the_spec_written_twice_on_purpose():
    paced = {name: info.pacing for name, info in OPERATIONS.items() if info.pacing and name in served()}
    del paced["auth.tickle"]  # the client is more careful than the gateway
    assert {name: (p.calls, p.seconds or 1.0, p.concurrent) for name, p in paced.items()} == {
        name: (limit.calls, limit.seconds, limit.concurrent) for name, limit in LIMITS.items()
    }


@given(st.lists(st.floats(0, 0.5), max_size=80))
def test_no_window_ever_holds_more_admitted_calls_than_the_limit(gaps):
    table, now, admitted = PacingTable(), 0.0, []
    for gap in gaps:
        now += gap
        if table.admit("contracts.stocks", now):
            admitted.append(now)
    assert GLOBAL.calls is not None
    for start, over in zip(admitted, admitted[GLOBAL.calls :], strict=False):
        assert over - start >= GLOBAL.seconds - 1e-5
