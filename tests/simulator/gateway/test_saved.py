"""A saved world goes on exactly as the one it was saved from."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ibkr.errors import ConfigError
from ibkr.model.clock import ManualClock
from ibkr.simulator import Fault, Faults, Gateway, Request

ACCOUNT = "DU1234567"
ORDERS = f"/v1/api/iserver/account/{ACCOUNT}/orders"


def order(price: float, kind: str, side: str, quantity: int, tif: str) -> Request:
    ticket = {
        "conid": 265598,
        "side": side,
        "orderType": kind,
        "price": price,
        "auxPrice": price,
        "quantity": quantity,
        "tif": tif,
    }
    return Request.to("POST", ORDERS, json={"orders": [ticket]})


calls = st.one_of(
    st.builds(
        order,
        st.sampled_from([400, 440, 449, 455, 480]),
        st.sampled_from(["LMT", "MKT", "STP", "TRAIL", "STOP_LIMIT"]),
        st.sampled_from(["BUY", "SELL"]),
        st.sampled_from([1, 10, 5000]),
        st.sampled_from(["DAY", "GTC", "IOC"]),
    ),
    st.sampled_from(
        [
            Request.to("POST", "/v1/api/tickle"),
            Request.to("GET", "/v1/api/iserver/account/orders"),
            Request.to("GET", "/v1/api/iserver/account/trades"),
            Request.to("GET", "/v1/api/iserver/account/pnl/partitioned"),
            Request.to("GET", f"/v1/api/portfolio/{ACCOUNT}/positions/0"),
            Request.to("GET", f"/v1/api/portfolio/{ACCOUNT}/ledger"),
            Request.to("GET", "/v1/api/iserver/marketdata/snapshot?conids=265598,8314&fields=31,84,86,74"),
            Request.to("GET", "/v1/api/fyi/notifications"),
            Request.to("DELETE", f"/v1/api/iserver/account/{ACCOUNT}/order/1205000001"),
            Request.to(
                "POST", "/v1/api/iserver/watchlist", json={"id": "7", "name": "w", "rows": [{"C": 8314}]}
            ),
            Request.to("POST", "/v1/api/iserver/auth/ssodh/init", json={"publish": True, "compete": True}),
        ]
    ),
    st.sampled_from([0.05, 0.7, 45.0, 1800.0, 90_000.0]),
)


def live(gateway: Gateway, clock: ManualClock, steps: list[Request | float]) -> list[tuple[int, bytes]]:
    """Let time pass and calls arrive; the answers. An order's questions are all answered yes."""
    answers = []
    for step in steps:
        if isinstance(step, float):
            clock.advance(step)
            continue
        answer = gateway.handle(step)
        answers.append((answer.status, answer.body))
        while b'"messageIds"' in answer.body:
            reply = json.loads(answer.body)[0]["id"]
            answer = gateway.handle(
                Request.to("POST", f"/v1/api/iserver/reply/{reply}", json={"confirmed": True})
            )
            answers.append((answer.status, answer.body))
    return answers


def world(**options: Any) -> tuple[Gateway, ManualClock]:
    clock = ManualClock()
    faults = Faults(Fault("answer", "trades.executions", chance=0.5, times=None))
    gateway = Gateway(
        clock=clock,
        seed=5,
        pacing=False,
        idle=None,
        question_chance=0.5,
        faults=faults,
        region="us",
        **options,
    )
    for path in ("iserver/accounts", "portfolio/accounts", "iserver/account/orders"):
        gateway.handle(Request.to("GET", f"/v1/api/{path}"))
    return gateway, clock


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(calls, max_size=8), st.lists(calls, max_size=8))
def test_a_loaded_world_continues_identically(before, after):
    gateway, clock = world()
    live(gateway, clock, before)
    saved, moment = gateway.save(), ManualClock(clock.now())
    again = Gateway.loaded(saved, clock=moment)
    assert live(again, moment, after) == live(gateway, clock, after)


def test_a_question_is_still_open_after_the_restart():
    gateway, clock = world()
    (question,) = next(
        found
        for _ in range(50)
        if "messageIds" in (found := json.loads(gateway.handle(order(400, "LMT", "BUY", 1, "DAY")).body))[0]
    )
    again = Gateway.loaded(gateway.save(), clock=ManualClock(clock.now()))
    reply = Request.to("POST", f"/v1/api/iserver/reply/{question['id']}", json={"confirmed": True})
    assert again.handle(reply).body == gateway.handle(reply).body


def test_the_time_that_a_program_was_off_does_not_count():
    gateway, clock = world()
    clock.advance(100)
    later = ManualClock(clock.now() + 1e6)
    again = Gateway.loaded(gateway.save(), clock=later)
    assert again.world.now() == gateway.world.now()


def altered(change: dict[str, Any]) -> bytes:
    return json.dumps(json.loads(world()[0].save()) | change).encode()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no JSON"),
        (b"\xff", "no JSON"),
        (b"[]", "format"),
        (b'{"format": 9, "ibkr": "0"}', "version 0"),
        (altered({"format": 1}), "format 1.* begin a new world in another file"),
        (altered({"rows": []}), "broken"),
        (altered({"rows": None}), "broken"),
        (altered({"seed": "x"}), "broken"),
        (altered({"root": 3}), "broken"),
        (altered({"rows": [{"tuple": [1, 2, 3]}], "root": [0]}), "it holds something else"),
        (
            altered(
                {
                    "rows": [{"make": [1], "with": [2]}, {"name": "os:system"}, {"tuple": ["true"]}],
                    "root": [0],
                }
            ),
            "os:system",
        ),
        (
            altered({"rows": [{"name": "ibkr.simulator.server:socket.socket"}], "root": [0]}),
            "out of its module",
        ),
        (
            altered({"rows": [{"name": "ibkr.simulator.graph:importlib.import_module"}], "root": [0]}),
            "broken",
        ),
    ],
)
def test_what_is_no_saved_world_is_refused_and_runs_nothing(data, says):
    with pytest.raises(ConfigError, match=says):
        Gateway.loaded(data)


def test_a_world_that_has_other_fields_than_this_program_is_refused_and_the_fields_are_named():
    kept = world()[0].save()
    renamed = kept.replace(b'"frozen_until"', b'"thawed_at"')
    assert renamed != kept
    with pytest.raises(
        ConfigError, match=r"State has other fields .* frozen_until, thawed_at\. Start without"
    ):
        Gateway.loaded(renamed)
