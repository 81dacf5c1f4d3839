"""The gateway as a whole: its world, its determinism, and what no request can do to it."""

from __future__ import annotations

import inspect
import threading
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ibkr_wire.tables.operations import OPERATIONS

from ibkr.errors import ConfigError
from ibkr.model.clock import ManualClock
from ibkr.simulator import Gateway, GatewayOptions, Request

START = datetime(2013, 2, 1, 15, 0, tzinfo=UTC)


def test_the_world_begins_on_a_friday_morning_in_new_york(play):
    assert play().gateway.world.datetime() == START


def test_the_world_runs_faster_than_the_clock_and_sessions_do_not(play):
    player = play(speed=60)
    player.clock.advance(300)
    assert player.gateway.world.datetime() == datetime(2013, 2, 1, 20, 0, tzinfo=UTC)
    assert player.ask("POST", "/tickle").status == 200


def test_the_same_seed_is_the_same_world_to_the_byte(play):
    def story(seed):
        player = play(seed=seed).primed()
        answers = [player.ask("POST", "/tickle").body]
        for _ in range(3):
            answers.append(player.ask("GET", "/iserver/marketdata/snapshot?conids=8314&fields=31,84,85").body)
            player.clock.advance(60)
        return answers, player.place(price=400)

    assert story(3) == story(3)
    assert story(3) != story(4)


@pytest.mark.parametrize(
    "bad",
    [{"seed": -1}, {"speed": -1}, {"speed": 1e9}, {"start": datetime(2013, 2, 1)}, {"accounts": ()}],  # noqa: DTZ001
)
def test_options_out_of_range_are_refused_at_the_start(bad):
    with pytest.raises(ConfigError):
        Gateway(clock=ManualClock(), **bad)


def test_the_options_that_servers_pass_on_are_those_of_the_gateway():
    assert GatewayOptions.__annotations__.keys() == inspect.signature(Gateway).parameters.keys()


def test_a_body_that_is_no_json_is_a_bad_request(player):
    answer = player.ask("POST", "/iserver/contract/rules", body=b"{")
    assert (answer.status, answer.decoded()["error"]) == (400, "Bad Request: the body is not JSON")


@pytest.mark.parametrize("change", [{"speed": -1}, {"speed": 1e9}, {"ahead": -1}, {"ahead": 1e9}])
def test_the_world_goes_neither_back_nor_too_far(player, change):
    before = player.gateway.world.now()
    with pytest.raises(ConfigError, match="out of range: give"):
        player.gateway.world.change(**change)
    assert player.gateway.world.now() == before


def test_many_threads_may_call_at_once(play):
    player = play().primed()
    results = []

    def worker(number):
        results.append(player.place(price=440, quantity=1, cOID=str(number))[0]["order_id"])

    threads = [threading.Thread(target=worker, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(results)) == 16


PATHS = [*sorted({info.path for info in OPERATIONS.values()}), "/", "/nowhere"]
TICKET = {"conid": 265598, "side": "BUY", "orderType": "LMT", "price": 449, "quantity": 1, "tif": "DAY"}
TEXTS = st.one_of(st.text(max_size=12), st.sampled_from(["9" * 5000, "AAPL", "265598", "-1", "1e9", "\0"]))
VALUES = st.one_of(
    st.none(), TEXTS, st.integers(), st.booleans(), st.sampled_from([1e308, -0.0, 1e-300, 10**30])
)
BODIES = st.one_of(
    st.binary(max_size=30),
    st.sampled_from([b"{}", b"[]", b"null", b"1", b'{"orders":[null]}', b'{"orders":[{"quantity":1e400}]}']),
    st.dictionaries(st.sampled_from([*TICKET, "auxPrice", "cOID", "publish", "confirmed"]), VALUES).map(
        lambda changes: Request.to("POST", "/", json={"orders": [TICKET | changes], **changes}).body
    ),
)
QUERIES = st.dictionaries(
    st.sampled_from(["conid", "conids", "fields", "period", "bar", "days", "symbol", "symbols", "startTime"]),
    TEXTS,
)


@settings(max_examples=150, deadline=None)
@given(
    method=st.sampled_from(["GET", "POST", "DELETE", "PUT", "HEAD", "OPTIONS", "?"]),
    path=st.sampled_from(PATHS),
    filler=st.one_of(TEXTS, st.just("DU1234567")),
    query=QUERIES,
    body=BODIES,
)
def test_no_request_breaks_the_gateway(method, path, filler, query, body):
    gateway = Gateway(clock=ManualClock(), pacing=False)
    for prime in ("/iserver/accounts", "/portfolio/accounts", "/iserver/account/orders"):
        gateway.handle(Request.to("GET", f"/v1/api{prime}"))
    filled = "/".join(filler if part.startswith("{") else part for part in path.split("/"))
    answer = gateway.handle(Request(method, f"/v1/api{filled}", query, body=body))
    # Only large logins may set an account dynamically: any other is answered as if it were none.
    refused = {401} if path == "/iserver/dynaccount" else set()
    assert answer.status in {200, 204, 302, 400, 404, 500, 503} | refused
    if answer.status in {400, 500, 503}:
        assert "error" in answer.decoded()


@settings(max_examples=100, deadline=None)
@given(BODIES)
def test_no_ticket_breaks_the_gateway(body):
    gateway = Gateway(clock=ManualClock(), pacing=False)
    gateway.handle(Request.to("GET", "/v1/api/iserver/accounts"))
    for path in ("orders/whatif", "orders"):
        answer = gateway.handle(Request("POST", f"/v1/api/iserver/account/DU1234567/{path}", body=body))
        assert answer.status in {200, 400, 500}
        assert answer.decoded()
