"""Whatever the gateway sends is read, named and never fatal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from ibkr._core.stream import decode_frame
from ibkr._core.stream.interpreter import Interpreter
from ibkr.model.events import (
    AccountsUpdate,
    Echo,
    Heartbeat,
    Notice,
    OrderUpdate,
    Quote,
    SessionPing,
    SessionStatus,
    StreamProblem,
    SubscriptionRefused,
    Unknown,
    Welcome,
)

SPEC = yaml.safe_load((Path(__file__).parents[2] / "spec" / "asyncapi.yaml").read_text("utf-8"))

RECEIVED = {
    "MarketDataTick": (Quote, SubscriptionRefused),
    "OrdersFrame": (OrderUpdate,),
    "SystemFrame": (Welcome, Heartbeat),
    "StatusFrame": (SessionStatus,),
    "AccountsFrame": (AccountsUpdate,),
    "TicFrame": (SessionPing,),
    "Echo": (Echo,),
    "ErrorFrame": (StreamProblem,),
    "NoticeFrame": (Notice,),
}
SPOKEN_OF = [
    pytest.param(message, shown["payload"], id=f"{message}-{shown['name']}")
    for message in RECEIVED
    for shown in SPEC["components"]["messages"][message]["examples"]
]


def wire(payload: Any) -> str:
    return payload if isinstance(payload, str) else json.dumps(payload)


@pytest.mark.parametrize(("message", "payload"), SPOKEN_OF)
def test_each_example_of_the_description_is_an_event_of_its_own_kind(message: str, payload: Any):
    assert {type(event) for event in decode_frame(wire(payload))} <= set(RECEIVED[message])


@pytest.mark.parametrize(("message", "payload"), SPOKEN_OF)
def test_a_binary_frame_says_what_the_text_frame_says(message: str, payload: Any):
    assert repr(decode_frame(wire(payload).encode())) == repr(decode_frame(wire(payload)))


def test_the_greeting_tells_the_user_and_whether_it_is_paper():
    frame = '{"topic":"system","success":"demouser1","isFT":false,"isPaper":true}'
    assert decode_frame(frame) == [Welcome("demouser1", is_paper=True, is_free_trial=False)]


def test_accounts_are_told_with_the_selected_one():
    [event] = decode_frame('{"topic":"act","args":{"accounts":["DU1234567"],"selectedAccount":"DU1234567"}}')
    assert isinstance(event, AccountsUpdate)
    assert (event.accounts, event.selected) == (("DU1234567",), "DU1234567")


def test_a_session_that_comes_one_key_at_a_time_is_merged():
    hear = Interpreter().read
    hear('{"topic":"sts","args":{"connected":true,"authenticated":true,"competing":false}}')
    hear('{"topic":"sts","args":{"authenticated":false}}')
    [status] = hear('{"topic":"sts","args":{"competing":true}}')
    assert status == SessionStatus(
        connected=True, authenticated=False, competing=True, changed=frozenset({"competing"})
    )


def test_a_session_value_of_another_type_is_reported_and_the_rest_is_read():
    status, problem = decode_frame('{"topic":"sts","args":{"authenticated":true,"fail":7}}')
    assert isinstance(status, SessionStatus)
    assert status.authenticated
    assert isinstance(problem, StreamProblem)
    assert "fail" in problem.message


def test_the_same_difference_from_the_description_is_reported_once():
    hear = Interpreter().read
    frame = '{"topic":"sts","args":{"authenticated":true,"fail":7}}'
    assert [len(hear(frame)) for _ in range(3)] == [2, 1, 1]


def test_four_equal_answers_to_one_ping_are_one_event():
    hear = Interpreter().read
    frame = '{"topic":"tic","alive":true,"id":"0f","lastAccessed":1359730810123}'
    assert [len(hear(frame)) for _ in range(4)] == [1, 0, 0, 0]


def test_a_refusal_is_a_problem_that_quotes_the_frame():
    frame = '{"topic":"error","error":"Unknown topic"}'
    assert decode_frame(frame) == [StreamProblem("The gateway answered: Unknown topic", frame, "error")]


def test_a_topic_without_a_name_here_is_kept_whole():
    body = {"topic": "xyz+1", "args": [1, 2]}
    assert decode_frame(json.dumps(body)) == [Unknown("xyz+1", body)]


def test_an_empty_frame_says_nothing():
    assert decode_frame("{}") == []


@pytest.mark.parametrize(
    "frame", ['{"topic":"sor","args":7}', '{"topic":"sor","args":[3]}', '{"topic":"sts"}', '{"topic":"act"}']
)
def test_a_known_topic_with_odd_contents_is_a_problem(frame: str):
    [problem] = decode_frame(frame)
    assert isinstance(problem, StreamProblem)
    assert problem.frame == frame


def test_nesting_is_never_fatal_not_even_twice():
    hear = Interpreter().read
    for depth in range(100, 1100, 50):
        frame = f'{{"topic":"smd+1","conid":1,"31":{"[" * depth}{"]" * depth}}}'
        assert hear(frame)
        assert len(hear(frame)) <= 1


@pytest.mark.parametrize("frame", [b"\xff\xfe", "nonsense", "", "\ud800", "[" * 100_000, "1" * 10_000, "NaN"])
def test_what_is_not_json_is_a_problem(frame: str | bytes):
    [problem] = decode_frame(frame)
    assert isinstance(problem, StreamProblem)
    assert len(problem.frame) <= 1000


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
TOPICS = st.sampled_from(
    ["smd+8314", "smd+", "smd", "smd+x@NYSE", "sor", "sts", "act", "system", "tic", "error"]
)
KEYS = [
    "args",
    "conid",
    "_updated",
    "31",
    "83",
    "hb",
    "success",
    "orderId",
    "status",
    "filledQuantity",
    "error",
]
ROWS = st.dictionaries(st.sampled_from(KEYS), JSON, max_size=5)
FRAMES = st.builds(
    lambda topic, row, args: {**row, "topic": topic, "args": args},
    TOPICS | JSON,
    ROWS,
    JSON | ROWS | st.lists(ROWS, max_size=3),
)


@given(st.lists(st.binary(max_size=200) | st.text(max_size=200), max_size=5))
@example([b'{"topic":"smd+8314","_updated":99999999999999999,"31":"1"}'])
def test_no_bytes_are_fatal(frames: list[str | bytes]):
    hear = Interpreter().read
    for frame in frames:
        assert all(repr(event) for event in hear(frame))


@given(st.lists(FRAMES, max_size=6))
def test_no_json_is_fatal_whatever_stands_under_the_known_keys(frames: list[dict[str, Any]]):
    hear = Interpreter().read
    for frame in frames:
        assert all(repr(event) for event in hear(json.dumps(frame)))
