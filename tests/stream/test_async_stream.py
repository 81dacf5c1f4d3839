"""`async with ib.stream()`: the shell around the conversation, with a gateway in memory."""

from __future__ import annotations

import asyncio
import json
from typing import Any, TypeVar

import pytest

from ibkr._async.stream import AsyncStream
from ibkr.errors import GatewayFault, GatewayUnreachable, StreamError
from ibkr.model.events import (
    AccountsUpdate,
    Gap,
    OrderUpdate,
    Quote,
    Reconnecting,
    Resumed,
    SessionStatus,
    StreamEvent,
    StreamProblem,
    Welcome,
)

pytestmark = pytest.mark.anyio

T = TypeVar("T")

AAPL = 'smd+265598+{"fields":["31"]}'


def tick(price: str, stamp: int = 1) -> str:
    return json.dumps({"conid": 265598, "_updated": stamp, "31": price, "topic": "smd+265598"})


def order(number: int, status: str) -> dict[str, Any]:
    return {"acct": "DU1234567", "orderId": number, "conid": 265598, "status": status}


def frame(*rows: dict[str, Any]) -> str:
    return json.dumps({"topic": "sor", "args": rows})


async def until(stream: AsyncStream, kind: type[T]) -> T:
    """The next event of that kind, after those before it."""
    async with asyncio.timeout(10):
        async for event in stream:
            if isinstance(event, kind):
                return event
    raise AssertionError(f"the stream ended before a {kind.__name__}")


async def settle() -> None:
    """Let every task go as far as it can without news from outside."""
    for _ in range(50):
        await asyncio.sleep(0)


async def test_an_event_is_waited_for_only_so_long(gateway):
    async with AsyncStream(gateway, connect=gateway.connect) as stream:
        await until(stream, SessionStatus)
        assert await stream.poll(0.01) is None
        gateway.feed(tick("457.50"))
        stream.market_data(265598, fields=["last"])
        assert isinstance(await stream.poll(60), Quote)
    with pytest.raises(StreamError, match="closed"):
        await stream.poll(60)


async def test_it_opens_with_the_token_of_a_tickle(gateway):
    async with AsyncStream(gateway, connect=gateway.connect) as stream:
        assert isinstance(await anext(stream), Welcome)
    address = gateway.socket.address
    assert address.url == "wss://localhost:5000/v1/api/ws"
    assert address.headers["Cookie"] == 'api={"session":"session1"}'
    assert address.headers["Origin"] == "https://localhost:5000"
    assert gateway.calls == ["auth.tickle", "accounts.brokerage"]


async def test_a_subscription_asked_for_before_the_session_is_ready_is_sent_after_it(gateway):
    gateway.greeting = ()
    async with AsyncStream(gateway, connect=gateway.connect) as stream:
        stream.market_data(265598, fields=["last"])
        await settle()
        assert gateway.socket.sent == []
        gateway.socket.feed('{"topic":"sts","args":{"authenticated":true}}')
        await until(stream, SessionStatus)
        await settle()
        assert gateway.socket.sent == [AAPL]


async def test_binary_frames_and_text_frames_tell_the_same(gateway):
    gateway.greeting = tuple(frame.encode() for frame in gateway.greeting)
    async with AsyncStream(gateway, connect=gateway.connect) as stream:
        assert (await until(stream, AccountsUpdate)).accounts == ("DU1234567",)
        gateway.socket.feed(tick("457.50").encode())
        assert str((await until(stream, Quote)).last) == "457.50"


async def test_a_cut_socket_is_replaced_and_everything_is_asked_for_again(gateway, at_once, hasty):
    gateway.listed = [order(1, "Submitted")]
    async with AsyncStream(gateway, connect=gateway.connect, backoff=at_once, timing=hasty) as stream:
        stream.market_data(265598, fields=["last"])
        stream.orders()
        assert (await until(stream, OrderUpdate)).status == "Submitted"
        gateway.listed = [order(1, "Filled")]
        gateway.socket.cut()
        gap = await until(stream, Gap)
        assert gap.reason == "the gateway closed the connection (code 1000)"
        assert (await until(stream, OrderUpdate)).status == "Filled"
        resumed = await until(stream, Resumed)
        assert (resumed.gap, resumed.subscriptions) == (gap, ("smd+265598", "sor"))
        await settle()
    before, after = gateway.sockets
    assert before.closed
    assert after.sent == [AAPL, "sor+{}", "sor+{}"]
    assert after.address.headers["Cookie"] == 'api={"session":"session2"}'


async def test_silence_is_a_loss(gateway, clock, at_once):
    async with AsyncStream(gateway, connect=gateway.connect, backoff=at_once) as stream:
        await until(stream, SessionStatus)
        await settle()
        clock.advance(25)
        assert (await until(stream, Gap)).reason == "the gateway was silent for 25 seconds"
        await until(stream, Resumed)
        assert len(gateway.sockets) == 2


async def test_a_program_that_was_held_up_does_not_blame_the_gateway(gateway, clock, at_once):
    async with AsyncStream(gateway, connect=gateway.connect, backoff=at_once) as stream:
        await until(stream, SessionStatus)
        await settle()
        clock.advance(120)
        await settle()
        assert len(gateway.sockets) == 1
        assert gateway.socket.sent == ["tic"]


async def test_refused_attempts_are_told_and_never_the_last(gateway, at_once):
    async with AsyncStream(gateway, connect=gateway.connect, backoff=at_once) as stream:
        await until(stream, SessionStatus)
        gateway.refusals = [GatewayUnreachable("Nobody answers.") for _ in range(3)]
        gateway.socket.cut()
        await until(stream, Gap)
        attempts = [await anext(stream)]
        while not isinstance(attempts[-1], Resumed):
            attempts.append(await anext(stream))
        waits = [event for event in attempts if isinstance(event, Reconnecting)]
        assert waits[-1].attempt == 4
        assert waits[-1].reason == "Nobody answers."


async def test_orders_that_cannot_be_read_are_read_again(gateway, clock, hasty):
    gateway.faults["orders.live"] = GatewayFault("IBKR is resting.")
    gateway.listed = [order(1, "Submitted")]
    async with AsyncStream(gateway, connect=gateway.connect, timing=hasty) as stream:
        stream.orders()
        assert "IBKR is resting" in (await until(stream, StreamProblem)).message
        gateway.faults.clear()
        await settle()
        clock.advance(5)
        assert (await until(stream, OrderUpdate)).order_id == 1


async def test_the_first_list_of_a_session_is_not_trusted_and_asked_for_again(gateway, clock):
    gateway.listed = [order(1, "Submitted")]
    async with AsyncStream(gateway, connect=gateway.connect) as stream:
        stream.orders()
        await until(stream, SessionStatus)
        await settle()
        assert gateway.calls.count("orders.live") == 1
        clock.advance(5)
        assert (await until(stream, OrderUpdate)).order_id == 1
        assert gateway.calls.count("orders.live") == 2


async def test_the_gateway_is_pinged_every_minute(gateway, clock):
    async with AsyncStream(gateway, connect=gateway.connect) as stream:
        await until(stream, SessionStatus)
        for _ in range(6):
            gateway.socket.feed("{}")
            await settle()
            clock.advance(10)
            await settle()
        assert gateway.socket.sent == ["tic"]


async def test_a_slow_reader_gets_the_latest_quote_and_every_order(gateway):
    async with AsyncStream(gateway, connect=gateway.connect, capacity=10) as stream:
        await until(stream, SessionStatus)
        for n in range(100):
            gateway.socket.feed(tick(str(n), n + 1), frame(order(n, "Submitted")))
        seen: list[StreamEvent] = []
        while sum(isinstance(event, OrderUpdate) for event in seen) < 100:
            await settle()
            seen.append(await anext(stream))
        numbers = [event.order_id for event in seen if isinstance(event, OrderUpdate)]
        quotes = [event for event in seen if isinstance(event, Quote)]
        assert numbers == list(range(100))
        assert str(quotes[-1].last) == "99"
        assert stream.conflated == 100 - len(quotes) > 0


async def test_a_reader_who_stops_holds_the_gateway_back_and_is_not_taken_for_silence(gateway, clock):
    async with AsyncStream(gateway, connect=gateway.connect, capacity=5) as stream:
        await until(stream, SessionStatus)
        gateway.socket.feed(*(frame(order(n, "Submitted")) for n in range(20)))
        await settle()
        for _ in range(20):
            clock.advance(25)
            await settle()
        orders = [(await until(stream, OrderUpdate)).order_id for _ in range(20)]
        assert orders == list(range(20))
        assert len(gateway.sockets) == 1


async def test_a_gateway_that_is_away_at_the_start_is_an_error(gateway):
    gateway.refusals = [GatewayUnreachable("Nobody answers.")]
    with pytest.raises(GatewayUnreachable):
        async with AsyncStream(gateway, connect=gateway.connect):
            pass


async def test_closing_leaves_no_task_and_ends_the_iteration(gateway):
    before = asyncio.all_tasks()
    async with AsyncStream(gateway, connect=gateway.connect) as stream:
        await until(stream, SessionStatus)
        gateway.socket.feed(tick("457.50"))
        await settle()
    assert [type(event) async for event in stream] == [Quote]
    assert asyncio.all_tasks() == before
    assert gateway.socket.closed


async def test_closing_in_the_midst_of_a_reconnection_leaves_no_task(gateway):
    before = asyncio.all_tasks()
    async with AsyncStream(gateway, connect=gateway.connect) as stream:
        gateway.socket.cut()
        await until(stream, Reconnecting)
    assert asyncio.all_tasks() == before


async def test_a_closed_stream_takes_no_wishes(gateway):
    async with AsyncStream(gateway, connect=gateway.connect) as stream:
        pass
    assert gateway.socket.closed
    with pytest.raises(StreamError, match="closed"):
        stream.market_data(265598)


async def test_a_stream_that_was_never_opened_says_how(gateway):
    stream = AsyncStream(gateway, connect=gateway.connect)
    with pytest.raises(StreamError, match="async with"):
        stream.orders()
    with pytest.raises(StreamError, match="async with"):
        await anext(stream)


async def test_a_fault_of_the_stream_itself_reaches_the_reader(gateway, at_once):
    async with AsyncStream(gateway, connect=gateway.connect, backoff=at_once) as stream:
        gateway.refusals = [ZeroDivisionError("a fault in a transport of one's own")]
        gateway.socket.cut()
        with pytest.raises(StreamError, match="ended by a fault"):
            await until(stream, Resumed)
