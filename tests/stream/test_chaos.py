"""Whatever happens between the gateway and the reader, the promises hold.

`IBKR_CHAOS=1000 pytest tests/stream/test_chaos.py` runs a thousand schedules and a million
frames of noise; without it a sample.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import threading

import pytest

from ibkr._async.stream import AsyncStream
from ibkr._core.stream import Conversation, Timing
from ibkr._sync.stream import Stream
from ibkr.model.events import Execution, Gap, Resumed, StreamEvent
from tests.stream.chaos import Schedule

SCHEDULES = int(os.environ.get("IBKR_CHAOS", "24"))
NOISE = SCHEDULES * 1000
STEPS = 60

FRAMES = {
    "ended": '{"topic":"sts","args":{"authenticated":false}}',
    "ready": '{"topic":"sts","args":{"authenticated":true}}',
    "garbage": "\x00{",
}


@pytest.mark.parametrize("seed", range(SCHEDULES))
def test_no_schedule_of_trouble_breaks_a_promise(seed: int):
    schedule = Schedule(seed)
    schedule.run(STEPS)
    schedule.check()


@pytest.mark.anyio
@pytest.mark.parametrize("seed", range(max(8, SCHEDULES // 10)))
async def test_no_task_is_left_behind_wherever_a_stream_is_closed(seed: int, gateway, clock):
    chance = random.Random(seed)
    before = asyncio.all_tasks()
    row = '{"topic":"sor","args":[{"acct":"DU1234567","orderId":%d,"status":"Submitted"}]}'
    async with AsyncStream(gateway, connect=gateway.connect, chance=chance.random, capacity=5) as stream:
        stream.market_data(1)
        stream.trades()
        readers = [stream.events() for _ in range(chance.randrange(3))]
        for n in range(chance.randrange(30)):
            happen = chance.choice(["cut", "ended", "ready", "order", "garbage", "wait", "read"])
            if happen == "cut":
                gateway.socket.cut()
            elif happen == "wait":
                clock.advance(chance.choice([1.0, 26.0, 61.0]))
            elif happen == "read":
                gateway.socket.feed('{"message":"something to read"}')
                clock.advance(61.0)
                readers.append(stream.events())
            else:
                gateway.socket.feed(FRAMES.get(happen, row % n))
            for _ in range(chance.randrange(20)):
                await asyncio.sleep(0)
    del readers
    assert asyncio.all_tasks() == before
    assert all(socket.closed for socket in gateway.sockets)


class Listening(threading.Thread):
    """Reads a stream to its end, and says when so many executions have been told."""

    def __init__(self, stream: Stream) -> None:
        super().__init__()
        self.events: list[StreamEvent] = []
        self.wanted: int | None = None
        self.has_all = threading.Event()
        self._stream = stream

    def run(self) -> None:
        for event in self._stream:
            self.events.append(event)
            if self.wanted == len(self.executions):
                self.has_all.set()

    @property
    def executions(self) -> list[str]:
        return [each.execution_id for each in self.events if isinstance(each, Execution)]


@pytest.mark.parametrize("seed", range(max(16, SCHEDULES)))
def test_a_stream_in_a_thread_keeps_the_promises_and_leaves_no_thread(
    seed: int, sync_gateway, clock, at_once
):
    chance = random.Random(seed)
    before = threading.active_count()
    timing = Timing(reading=0.0, silence=1e9)
    gateway = sync_gateway
    with Stream(gateway, connect=gateway.connect, backoff=at_once, timing=timing, capacity=5) as stream:
        stream.trades()
        stream.orders()
        reader = Listening(stream)
        reader.start()
        for number in range(chance.randrange(1, 40)):
            row = {"execution_id": f"{number}", "size": 1.0, "price": "1", "trade_time_r": number}
            gateway.executed.append(row)
            told = json.dumps({"topic": "str", "args": [row]})
            # Not heard at all, heard once, or twice; and then trouble.
            gateway.feed(*[told] * chance.randrange(3))
            happen = chance.choice(["cut", "ended", "ready", "garbage", "wait", "peace", "peace"])
            if happen == "cut":
                gateway.socket.cut()
            elif happen == "wait":
                clock.advance(61.0)
            elif happen in FRAMES:
                gateway.feed(FRAMES[happen])
        reader.wanted = len(gateway.executed)
        # What was not heard is found after the next loss. A socket that was about to be replaced is
        # lost already: then it is the one after it.
        for _ in range(1000):
            gateway.socket.cut()
            if reader.has_all.wait(0.02):
                break
    reader.join(10)
    assert sorted(reader.executions, key=int) == [row["execution_id"] for row in gateway.executed]
    marks = [type(event) for event in reader.events if isinstance(event, Gap | Resumed)]
    assert marks == ([Gap, Resumed] * len(marks))[: len(marks)]
    assert threading.active_count() == before
    assert all(socket.closed for socket in gateway.sockets)


PIECES = (
    b'{"topic":"', b'"}', b"sor", b"smd+", b"str", b"spl", b"sts", b"smh+1", b"ssd+DU1", b"ntf",
    b"blt", b"tic", b'","args":', b"[", b"]", b"{", b"}", b"null", b"-1", b"1e999", b'"orderId":',
    b'"execution_id":"1"', b'"data":[{"row":0}]', b'"result":[{"key":"x"}]', b'"conid":1,',
    b'"31":"N/A"', b'"_updated":', b"\xff\xfe", b"\\ud800", b",", b":", b"true", b'"error":"x"',
    b'"authenticated":false', b'"hb":1',
)  # fmt: skip


def noise(chance: random.Random) -> bytes:
    """Bytes by chance, or pieces of frames put together by chance."""
    if chance.random() < 0.3:
        return chance.randbytes(chance.randrange(60))
    return b"".join(chance.choices(PIECES, k=chance.randrange(1, 9)))


def test_random_bytes_never_raise_and_never_fill_the_memory():
    chance = random.Random(1)
    talk = Conversation(chance=chance.random)
    talk.opened(0.0, 1_359_730_800.0)
    for wish in (talk.wishes.orders, talk.wishes.pnl):
        wish(0.0)
    for n in range(NOISE):
        talk.hear((noise(chance),), n * 0.001)
        talk.tick(n * 0.001)
        talk.outgoing()
    assert len(talk.errands.due) <= 2
    assert len(talk.interpreter.heard) <= 1000
