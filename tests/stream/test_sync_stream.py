"""`with ib.stream()`: one blocking iterator over the same shell, which runs in a thread."""

from __future__ import annotations

import json
import threading
from typing import Any, TypeVar

import pytest

from ibkr._sync.stream import Stream
from ibkr.errors import GatewayUnreachable, Guarded, InvalidArgument, StreamError
from ibkr.model.events import Gap, OrderUpdate, Quote, Reconnecting, Resumed, SessionStatus, Welcome

T = TypeVar("T")

AAPL = 'smd+265598+{"fields":["31"]}'
TICK = '{"conid":265598,"_updated":1,"31":"457.50","topic":"smd+265598"}'


def order(number: int, status: str) -> dict[str, Any]:
    return {"acct": "DU1234567", "orderId": number, "conid": 265598, "status": status}


def until(stream: Stream, kind: type[T]) -> T:
    """The next event of that kind, after those before it."""
    return next(event for event in stream if isinstance(event, kind))


def test_events_come_to_a_plain_loop(sync_gateway):
    sync_gateway.answer = lambda frame: [TICK] if frame == AAPL else []
    with Stream(sync_gateway, connect=sync_gateway.connect) as stream:
        assert isinstance(next(stream), Welcome)
        stream.market_data(265598, fields=["last"])
        assert str(until(stream, Quote).last) == "457.50"
    assert sync_gateway.calls == ["auth.tickle", "accounts.brokerage"]


def test_a_cut_socket_is_replaced_and_everything_is_asked_for_again(sync_gateway, at_once, hasty):
    sync_gateway.listed = [order(1, "Submitted")]
    with Stream(sync_gateway, connect=sync_gateway.connect, backoff=at_once, timing=hasty) as stream:
        stream.market_data(265598, fields=["last"])
        stream.orders()
        assert until(stream, OrderUpdate).status == "Submitted"
        sync_gateway.listed = [order(1, "Filled")]
        sync_gateway.socket.cut()
        gap = until(stream, Gap)
        assert until(stream, OrderUpdate).status == "Filled"
        resumed = until(stream, Resumed)
        assert (resumed.gap, resumed.subscriptions) == (gap, ("smd+265598", "sor"))
    assert set(sync_gateway.socket.sent) == {AAPL, "sor+{}"}


def test_a_reader_who_is_slow_loses_no_order(sync_gateway):
    frames = [json.dumps({"topic": "sor", "args": [order(n, "Submitted")]}) for n in range(200)]
    sync_gateway.greeting = (*sync_gateway.greeting, *frames)
    with Stream(sync_gateway, connect=sync_gateway.connect, capacity=3) as stream:
        assert [until(stream, OrderUpdate).order_id for _ in range(200)] == list(range(200))


def test_closing_ends_the_loop_and_leaves_no_thread(sync_gateway):
    before = threading.active_count()
    with Stream(sync_gateway, connect=sync_gateway.connect) as stream:
        until(stream, SessionStatus)
    assert list(stream) == []
    assert threading.active_count() == before
    assert sync_gateway.socket.closed


def test_closing_while_the_stream_waits_to_connect_again_leaves_no_thread(sync_gateway):
    before = threading.active_count()
    with Stream(sync_gateway, connect=sync_gateway.connect) as stream:
        until(stream, SessionStatus)
        sync_gateway.socket.cut()
        until(stream, Reconnecting)
    assert threading.active_count() == before


def test_closing_from_another_thread_ends_the_loop(sync_gateway):
    with Stream(sync_gateway, connect=sync_gateway.connect) as stream:
        until(stream, SessionStatus)
        closing = threading.Thread(target=stream.close)
        closing.start()
        assert list(stream) == []
        closing.join()


def test_a_gateway_that_is_away_at_the_start_is_an_error_and_leaves_no_thread(sync_gateway):
    before = threading.active_count()
    sync_gateway.refusals = [GatewayUnreachable("Nobody answers.")]
    with pytest.raises(GatewayUnreachable), Stream(sync_gateway, connect=sync_gateway.connect):
        pass
    assert threading.active_count() == before


def test_a_closed_stream_takes_no_wishes(sync_gateway):
    with Stream(sync_gateway, connect=sync_gateway.connect) as stream:
        pass
    with pytest.raises(StreamError, match="closed"):
        stream.market_data(265598)


def test_an_unknown_field_is_refused_where_it_is_asked_for(sync_gateway):
    with (
        Stream(sync_gateway, connect=sync_gateway.connect) as stream,
        pytest.raises(InvalidArgument, match="'lst'"),
    ):
        stream.market_data(265598, fields=["lst"])


def test_a_stream_that_was_never_opened_says_how(sync_gateway):
    stream = Stream(sync_gateway, connect=sync_gateway.connect)
    with pytest.raises(StreamError, match=r"with ib\.stream"):
        stream.orders()
    with pytest.raises(StreamError, match=r"with ib\.stream"):
        next(stream)


def test_an_event_is_waited_for_only_so_long(sync_gateway):
    with Stream(sync_gateway, connect=sync_gateway.connect) as stream:
        assert isinstance(stream.poll(60), Welcome)
        until(stream, SessionStatus)
        while stream.poll(0.01) is not None:
            pass
        sync_gateway.feed(TICK)
        assert isinstance(stream.poll(60), Quote)
    with pytest.raises(StreamError, match="closed"):
        stream.poll(60)


def test_its_health_tells_how_it_goes(sync_gateway, at_once):
    sync_gateway.answer = lambda frame: [TICK] if frame == AAPL else []
    stream = Stream(sync_gateway, connect=sync_gateway.connect, backoff=at_once)
    before = stream.health
    assert (before.phase, before.connected, before.heard, before.frames) == ("closed", None, None, 0)
    with stream:
        stream.market_data(265598, fields=["last"])
        stream.market_data(8314, fields=["last"])
        until(stream, Quote)
        seen = stream.health
        assert (seen.phase, seen.connections, seen.gaps) == ("live", 1, 0)
        assert (seen.subscriptions, seen.confirmed, seen.waiting, seen.conflated) == (2, 1, 0, 0)
        assert seen.heard is not None
        assert seen.heard >= (seen.connected or 0)
        sync_gateway.socket.cut()
        until(stream, Resumed)
        assert (stream.health.connections, stream.health.gaps) == (2, 1)
        assert stream.health.frames > seen.frames
    assert stream.health.connected is None


WISHES: list[tuple[str, tuple[Any, ...], dict[str, Any], tuple[Any, ...], str]] = [
    ("market_data", (265598,), {"fields": ["last"]}, (265598,), "smd+265598"),
    ("history", (265598,), {"period": "1d", "bar": "5min"}, (265598,), "smh+265598"),
    ("ladder", ("DU1234567", 265598), {}, ("DU1234567",), "sbd+DU1234567+265598"),
    ("orders", (), {}, (), "sor"),
    ("trades", (), {"days": 3}, (), "str"),
    ("pnl", (), {}, (), "spl"),
    ("summary", ("DU1234567",), {"keys": ["NetLiquidation"]}, ("DU1234567",), "ssd+DU1234567"),
    ("ledger", ("DU1234567",), {"currencies": ["EUR"]}, ("DU1234567",), "sld+DU1234567"),
]


@pytest.mark.parametrize("line", WISHES, ids=[line[0] for line in WISHES])
def test_whatever_is_asked_for_is_subscribed_until_it_is_ended(sync_gateway, line: tuple[Any, ...]):
    wish, of, how, end, name = line
    with Stream(sync_gateway, connect=sync_gateway.connect) as stream:
        until(stream, SessionStatus)
        getattr(stream, wish)(*of, **how)
        assert stream.subscriptions == (name,)
        getattr(stream, f"unsubscribe_{wish}")(*end)
        assert stream.subscriptions == ()


def test_positions_are_read_over_rest_until_they_are_ended(sync_gateway):
    with Stream(sync_gateway, connect=sync_gateway.connect) as stream:
        until(stream, SessionStatus)
        stream.positions("DU1234567")
        stream.unsubscribe_positions("DU1234567")
        assert stream.subscriptions == ()
        assert stream.status.authenticated


def test_a_ping_and_an_exercise_go_out_at_once_or_not_at_all(sync_gateway):
    with Stream(sync_gateway, connect=sync_gateway.connect) as stream:
        until(stream, SessionStatus)
        stream.send_heartbeat()
        with pytest.raises(Guarded, match="exercise=True"):
            stream.exercise(265598)
        with pytest.raises(Guarded, match="exercise=True"):
            stream.answer_exercise("1", quantity=1)
        executions, orders = stream.executions(), stream.order_updates()
        assert stream.subscriptions == ("str", "sor")
        executions.close()
        orders.close()
    assert "tic" in sync_gateway.socket.sent
