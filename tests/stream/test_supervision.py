"""What a stream does by itself when the session goes, a reader stops, or REST has to be asked."""

from __future__ import annotations

import asyncio
import gc
import json
import ssl
import threading
from typing import Any, TypeVar

import pytest

from ibkr._async.stream import AsyncStream
from ibkr._core.stream import Timing
from ibkr._sync.stream import Stream
from ibkr.errors import InvalidArgument, NotAuthenticated, StreamError
from ibkr.model.events import (
    Execution,
    Gap,
    OrderUpdate,
    PositionUpdate,
    Quote,
    RawFrame,
    ReaderBehind,
    Reconnecting,
    Resumed,
    SessionPing,
    SessionStatus,
    StreamProblem,
)

pytestmark = pytest.mark.anyio

T = TypeVar("T")

AAPL = 'smd+265598+{"fields":["31"]}'
ENDED = '{"topic":"sts","args":{"authenticated":false}}'
TAKEN = '{"topic":"sts","args":{"competing":true}}'
READY = '{"topic":"sts","args":{"authenticated":true,"competing":false}}'
HELD = {"conid": 8314, "position": 4.0, "avgCost": 204.5}


def tick(conid: int, price: str, stamp: int = 1) -> str:
    return json.dumps({"conid": conid, "_updated": stamp, "31": price, "topic": f"smd+{conid}"})


def order(number: int, status: str = "Submitted") -> str:
    row = {"acct": "DU1234567", "orderId": number, "conid": 265598, "status": status}
    return json.dumps({"topic": "sor", "args": [row]})


def trade(number: int) -> dict[str, Any]:
    return {"execution_id": str(number), "size": 4.0, "price": "204.48", "trade_time_r": number}


async def until(stream: Any, kind: type[T]) -> T:
    async with asyncio.timeout(10):
        async for event in stream:
            if isinstance(event, kind):
                return event
    raise AssertionError(f"the stream ended before a {kind.__name__}")


async def settle() -> None:
    for _ in range(60):
        await asyncio.sleep(0)


async def test_a_lost_brokerage_session_is_opened_again_while_the_socket_stays(gateway):
    async with AsyncStream(gateway, connect=gateway.connect) as stream:
        stream.market_data(265598, fields=["last"])
        await until(stream, SessionStatus)
        await settle()
        gateway.calls.clear()
        gateway.socket.feed(ENDED)
        await until(stream, Gap)
        await settle()
        assert gateway.calls == ["session.tickle", "accounts.brokerage"]
        gateway.socket.feed(READY)
        assert (await until(stream, Resumed)).subscriptions == ("smd+265598",)
        await settle()
    assert [socket.sent for socket in gateway.sockets] == [[AAPL, AAPL]]


async def test_a_competing_login_is_waited_out_and_not_fought_in_a_loop(gateway, clock):
    gateway.states = ["competing", "competing"]
    async with AsyncStream(gateway, connect=gateway.connect, chance=lambda: 0.0) as stream:
        await until(stream, SessionStatus)
        gateway.socket.feed(ENDED, TAKEN)
        first = await until(stream, Reconnecting)
        assert (first.reason, first.wait) == ("the brokerage session is competing", 0.5)
        await settle()
        assert gateway.calls.count("session.tickle") == 1
        clock.advance(0.5)
        assert (await until(stream, Reconnecting)).wait == 1.0
        clock.advance(1.0)
        await settle()
        assert gateway.calls.count("session.tickle") == 3
        gateway.socket.feed(READY)
        await until(stream, Resumed)


async def test_a_daily_reset_that_the_socket_never_hears_the_end_of_is_left_by_a_new_socket(
    gateway, clock, at_once
):
    patient = Timing(silence=1e9, settling=30.0)
    async with AsyncStream(gateway, connect=gateway.connect, timing=patient, backoff=at_once) as stream:
        await until(stream, SessionStatus)
        gateway.socket.feed(ENDED)
        await until(stream, Gap)
        await settle()
        clock.advance(30.0)
        await until(stream, Resumed)
    assert len(gateway.sockets) == 2


async def test_a_session_that_is_missing_from_the_start_is_opened(gateway):
    gateway.greeting = (ENDED,)
    async with AsyncStream(gateway, connect=gateway.connect) as stream:
        stream.market_data(265598, fields=["last"])
        await settle()
        assert "session.tickle" in gateway.calls
        gateway.socket.feed(READY)
        await settle()
        assert gateway.socket.sent == [AAPL]


async def test_a_login_that_is_gone_is_told_again_and_again_with_the_next_step(gateway, clock):
    async with AsyncStream(gateway, connect=gateway.connect, chance=lambda: 0.0) as stream:
        await until(stream, SessionStatus)
        gateway.tickle = refuse
        gateway.socket.feed(ENDED)
        for wait in (0.5, 1.0, 2.0):
            told = await until(stream, Reconnecting)
            assert (told.reason, told.wait) == ("Log in there with a browser.", wait)
            await settle()
            clock.advance(wait)


async def refuse() -> str:
    raise NotAuthenticated("Log in there with a browser.")


async def test_after_a_cut_orders_executions_and_positions_are_read_and_named(gateway, at_once, hasty):
    gateway.held, gateway.executed = [HELD], [trade(1)]
    async with AsyncStream(gateway, connect=gateway.connect, backoff=at_once, timing=hasty) as stream:
        stream.orders()
        stream.trades()
        stream.positions("DU1234567")
        assert (await until(stream, PositionUpdate)).quantity == 4
        gateway.socket.feed(json.dumps({"topic": "str", "args": [trade(1)]}))
        await until(stream, Execution)
        gateway.held, gateway.executed = [{**HELD, "position": 8.0}], [trade(1), trade(2)]
        await settle()
        gateway.socket.cut()
        resumed = await until(stream, Resumed)
    assert resumed.reread == ("orders", "executions", "positions")
    told = [(type(event), event.origin) for event in resumed.recovered]
    assert (Execution, "reread") in told
    assert told.count((Execution, "reread")) == 1


async def test_two_readers_of_one_socket_each_get_their_own(gateway):
    async with AsyncStream(gateway, connect=gateway.connect) as stream:
        aapl, orders = stream.quotes(265598), stream.events(OrderUpdate, Gap)
        ibm = stream.quotes("8314")
        await settle()
        gateway.socket.feed(tick(8314, "204.5"), tick(265598, "457.5"), order(1))
        assert str((await anext(aapl)).last) == "457.5"
        assert str((await anext(ibm)).last) == "204.5"
        assert isinstance(await anext(orders), OrderUpdate)
        assert [type(await anext(stream)).__name__ for _ in range(6)] == [
            "Welcome",
            "AccountsUpdate",
            "SessionStatus",
            "Quote",
            "Quote",
            "OrderUpdate",
        ]
    assert stream.subscriptions == ("smd+265598", "smd+8314")
    assert [event async for event in aapl] == []


async def test_who_reads_a_part_only_is_not_held_up_by_the_whole(gateway):
    async with AsyncStream(gateway, connect=gateway.connect, capacity=5) as stream:
        updates = stream.events(OrderUpdate)
        for number in range(40):
            gateway.socket.feed(order(number))
            assert (await anext(updates)).order_id == number
        problem = await anext(stream)
        assert isinstance(problem, StreamProblem)
        assert "events were dropped" in problem.message


async def test_a_reader_who_stops_is_reported_to_the_others(gateway, clock):
    async with AsyncStream(gateway, connect=gateway.connect, capacity=3) as stream:
        stuck, others = stream.events(OrderUpdate), stream.events(ReaderBehind)
        await settle()
        gateway.socket.feed(*(order(number) for number in range(5)))
        await settle()
        clock.advance(10.0)
        told = await anext(others)
        assert (told.reader, told.waiting, told.seconds) == ("OrderUpdate", 5, 10.0)
        assert [(await anext(stuck)).order_id for _ in range(5)] == list(range(5))


async def test_a_reader_nobody_holds_any_more_holds_up_nobody(gateway):
    async with AsyncStream(gateway, connect=gateway.connect, capacity=3) as stream:
        async for _ in stream.events(SessionStatus):
            break
        forgotten = stream.events(OrderUpdate)
        del forgotten
        gc.collect()
        updates = stream.events(OrderUpdate)
        for number in range(20):
            gateway.socket.feed(order(number))
            assert (await anext(updates)).order_id == number
        updates.close()
        with pytest.raises(StopAsyncIteration):
            await anext(updates)


async def test_a_stream_is_not_read_from_another_loop_or_thread(gateway):
    async with AsyncStream(gateway, connect=gateway.connect) as stream:
        with pytest.raises(StreamError, match="another loop"):
            await asyncio.to_thread(stream.orders)

        async def read() -> Any:
            return await anext(stream)

        with pytest.raises(StreamError, match="another loop"):
            await asyncio.to_thread(lambda: asyncio.run(read()))
        # Nor where something waits, which could be handed out without a look at the loop.
        quotes = stream.quotes(265598)
        await until(stream, SessionStatus)
        gateway.socket.feed(tick(265598, "457.5"))
        await settle()

        async def read_part() -> Any:
            return await anext(quotes)

        for reading in (read, read_part):
            with pytest.raises(StreamError, match="another loop"):
                await asyncio.to_thread(lambda reading=reading: asyncio.run(reading()))
        assert isinstance(await anext(stream), Quote)
        assert isinstance(await anext(quotes), Quote)


async def test_a_heartbeat_by_hand_and_raw_frames(gateway):
    gateway.answer = lambda frame: (
        ['{"topic":"tic","alive":true,"lastAccessed":1}'] * 4 if frame == "tic" else []
    )
    async with AsyncStream(gateway, connect=gateway.connect, raw=True) as stream:
        with pytest.raises(StreamError, match="no brokerage session"):
            stream.send_heartbeat()
        await until(stream, SessionStatus)
        stream.send_heartbeat()
        raw = await until(stream, RawFrame)
        assert raw.data == '{"topic":"tic","alive":true,"lastAccessed":1}'
        assert (await until(stream, SessionPing)).alive


async def test_an_address_and_headers_of_ones_own_are_asked_for_at_each_connection(gateway, at_once):
    tokens = iter(["one", "two"])
    options: dict[str, Any] = {
        "url": lambda: f"wss://api.ibkr.com/v1/api/ws?oauth_token={next(tokens)}",
        "headers": {"Cookie": "api=0f0f"},
    }
    async with AsyncStream(gateway, connect=gateway.connect, backoff=at_once, **options) as stream:
        await until(stream, SessionStatus)
        gateway.socket.cut()
        await until(stream, Resumed)
    assert [socket.address.url[-3:] for socket in gateway.sockets] == ["one", "two"]
    assert gateway.socket.address.headers["Cookie"] == "api=0f0f"
    assert "two" not in repr(gateway.socket.address)


async def test_settings_of_tls_of_ones_own_take_the_place_of_the_clients(gateway):
    context = ssl.create_default_context()
    async with AsyncStream(gateway, connect=gateway.connect, tls=context):
        assert gateway.socket.address.tls is context


async def test_the_session_is_there_at_one_look(gateway):
    async with AsyncStream(gateway, connect=gateway.connect) as stream:
        stream.pnl()
        await until(stream, SessionStatus)
        session = stream.session
    assert (session.phase, session.username, session.is_paper) == ("live", "demouser1", True)
    assert (session.accounts, session.subscriptions) == (("DU1234567",), ("spl+{}".partition("+")[0],))


def test_several_threads_read_one_stream(sync_gateway, hasty):
    got: dict[str, list[Any]] = {"quotes": [], "orders": []}
    with Stream(sync_gateway, connect=sync_gateway.connect, timing=hasty) as stream:
        quotes, updates = stream.quotes(265598), stream.order_updates()
        threads = [
            threading.Thread(target=lambda: got["quotes"].extend(quotes)),
            threading.Thread(target=lambda: got["orders"].extend(updates)),
        ]
        for thread in threads:
            thread.start()
        next(event for event in stream if isinstance(event, SessionStatus))
        sync_gateway.feed(tick(265598, "457.5"), order(1))
        kinds = [type(event) for event in (next(stream) for _ in range(2))]
    for thread in threads:
        thread.join(10)
    assert kinds == [Quote, OrderUpdate]
    assert [len(got["quotes"]), len(got["orders"])] == [1, 1]


def test_a_blocking_stream_takes_wishes_and_says_what_is_wrong_with_them(sync_gateway):
    with Stream(sync_gateway, connect=sync_gateway.connect) as stream:
        for conid in range(1, 6):
            stream.history(conid)
        with pytest.raises(StreamError, match="5 series"):
            stream.history(6)
        with pytest.raises(InvalidArgument, match="0 to 7 days"):
            stream.trades(days=8)
