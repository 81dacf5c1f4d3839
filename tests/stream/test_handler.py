"""The callback style: a method for each kind of news, and one that raises stops nobody."""

from __future__ import annotations

import json
from typing import Any

import pytest

import ibkr
from ibkr._async.stream import AsyncStream
from ibkr._sync.stream import Stream

FRAMES = (
    '{"conid":1,"_updated":1,"31":"457.50","topic":"smd+1"}',
    json.dumps({"topic": "sor", "args": [{"acct": "DU1234567", "orderId": 7, "status": "Filled"}]}),
    '{"topic":"spl","args":{"DU1234567.Core":{"dpl":-12.4}}}',
    '{"topic":"str","args":[{"execution_id":"1","size":4.0}]}',
    '{"topic":"system","hb":1359730810001}',
    '{"topic":"error","error":"no"}',
    '{"topic":"xyz"}',
)
HEARD = [
    "on_start",
    "on_system",
    "on_activation",
    "on_status",
    "on_market_data",
    "on_order",
    "on_pnl",
    "on_execution",
    "on_heartbeat",
    "on_problem",
    "on_unknown",
]


class Everything(ibkr.StreamHandler):
    """Notes the name of each method that is called, and stops at the unknown frame."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.errors: list[tuple[str, Any]] = []

    def __getattribute__(self, name: str) -> Any:
        if name in HEARD:
            return lambda _: self.note(name)
        return super().__getattribute__(name)

    def note(self, name: str) -> None:
        self.heard.append(name)
        if name == "on_unknown":
            self.stop()

    def on_error(self, error: Exception, event: Any) -> None:
        self.errors.append((str(error), event))


class Clumsy(Everything):
    """Raises at every quote."""

    def on_event(self, event: Any) -> None:
        if isinstance(event, ibkr.Quote):
            raise ZeroDivisionError("my own fault")


def client(gateway: Any, stream: type) -> Any:
    """As much of a client as a handler needs."""
    gateway.greeting = (*gateway.greeting, *FRAMES)
    gateway.stream = lambda **options: stream(gateway, connect=gateway.connect, **options)
    return gateway


def test_each_kind_of_news_has_its_method(sync_gateway):
    handler = Everything()
    handler.run(client(sync_gateway, Stream))
    assert handler.heard == HEARD
    assert handler.session.username == "demouser1"


@pytest.mark.anyio
async def test_methods_may_be_coroutines_in_the_other_colour(gateway):
    class Waiting(Everything):
        async def on_event(self, event: Any) -> None:
            self.heard.append("event")

    handler = Waiting()
    await handler.run_async(client(gateway, AsyncStream))
    assert [name for name in handler.heard if name != "event"] == HEARD
    assert handler.heard.count("event") == len(HEARD) - 1


def test_a_method_that_raises_is_reported_and_stops_nobody(sync_gateway):
    handler = Clumsy()
    handler.run(client(sync_gateway, Stream))
    [(words, event)] = handler.errors
    assert words == "my own fault"
    assert isinstance(event, ibkr.Quote)
    assert handler.heard == HEARD


def test_without_a_method_of_ones_own_the_error_is_logged(sync_gateway, caplog):
    class Loud(ibkr.StreamHandler):
        def on_market_data(self, quote: ibkr.Quote) -> None:
            raise ZeroDivisionError("my own fault")

        def on_unknown(self, unknown: Any) -> None:
            self.stop()

    Loud().run(client(sync_gateway, Stream))
    assert "my own fault" in caplog.text


def test_frames_come_raw_to_whom_wants_them(sync_gateway):
    class Raw(ibkr.StreamHandler):
        seen: list[Any] = []  # noqa: RUF012  # one handler in one test

        def on_raw(self, frame: Any) -> None:
            self.seen.append(frame.data)

        def on_unknown(self, unknown: Any) -> None:
            self.stop()

    Raw().run(client(sync_gateway, Stream))
    assert tuple(Raw.seen) == (*sync_gateway.greeting,)


def test_a_handler_that_does_not_run_has_no_session():
    with pytest.raises(RuntimeError, match="run"):
        _ = ibkr.StreamHandler().session
