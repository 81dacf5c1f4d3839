"""What a tick costs from the socket to the reader: CPU of the reading process, and latency.

A process of its own sends `smd` frames of 100 contracts, binary, as the gateway does.
The readers, in turns: `AsyncStream` over `websockets`, `AsyncStream` over `picows`
(`ibkr[fast]`), and ibind's websocket client where it is installed. Ours gives typed,
merged quotes in the user's loop; ibind puts untyped rows into a queue. What counts is the
least of the rounds, which is what the work costs where nobody disturbs it.
Budgets: 6 µs a frame, 3 µs with picows; half of 500 frames a second within 1 ms.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import importlib.util
import logging
import multiprocessing
import re
import statistics
import sys
import time
import types
from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING, Any

from ibkr._async.stream import AsyncStream
from ibkr.model.clock import SystemClock
from ibkr.model.events import Heartbeat, Quote

if TYPE_CHECKING:
    from ibkr._socket import Address, Connect, Connection

CONTRACTS = 100
FRAMES = 100_000
ROUNDS = 5
SETTLING = 1.0  # seconds in which every subscription arrives before the first tick
RATE = 500
SECONDS = 6
READY = b'{"topic":"sts","args":{"connected":true,"authenticated":true,"competing":false}}'
GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, 4.2.2
BEAT = b'{"topic":"system","hb":1359730800000}'
TICK = (
    '{{"server_id":"q4","conidEx":"{conid}","conid":{conid},"_updated":{stamp},"6119":"q4",'
    '"31":"457.{cents:02}","84":"457.48","86":"457.53","topic":"smd+{conid}"}}'
)


def ticks(count: int, first: int = 0) -> Iterator[bytes]:
    """So many frames, of one contract after the other."""
    for n in range(first, first + count):
        yield TICK.format(conid=1000 + n % CONTRACTS, stamp=1_359_730_800_000 + n, cents=n % 100).encode()


# --- the gateway -----------------------------------------------------------------------------------


def framed(payload: bytes) -> bytes:
    """A binary websocket frame from a server: not masked, shorter than 64 KiB."""
    size = len(payload)
    head = bytes((0x82, size)) if size < 126 else bytes((0x82, 126)) + size.to_bytes(2)
    return head + payload


def serve(port: Any, count: int, rate: float | None) -> None:
    """Greet, then send `count` ticks: as fast as they are taken, or `rate` a second with the time in them.

    The frames are made beforehand: the reader is measured, not this.
    """
    bursts = [b"".join(map(framed, ticks(CONTRACTS, n))) for n in range(0, count, CONTRACTS)]

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        found = re.search(rb"sec-websocket-key: *(\S+)", head, re.IGNORECASE)
        assert found is not None, "a websocket client says its key"
        accept = base64.b64encode(hashlib.sha1(found[1] + GUID).digest())
        writer.write(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n" + framed(READY)
        )
        await reader.read(1)
        await asyncio.sleep(SETTLING)
        began = time.monotonic()
        for burst in bursts if rate is None else ():
            writer.write(burst)
            await writer.drain()
        for n, tick in enumerate(ticks(count) if rate is not None else ()):
            await asyncio.sleep(max(0.0, began + n / (rate or 1.0) - time.monotonic()))
            writer.write(framed(tick.replace(b'"_updated":', b'"at":%d,"_updated":' % time.monotonic_ns())))
        writer.write(framed(BEAT))
        await reader.read()

    async def run() -> None:
        server = await asyncio.start_server(talk, "127.0.0.1", 0)
        port.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def with_gateway(reader: Callable[[int], Any], count: int, rate: float | None = None) -> Any:
    """What the reader makes of a gateway in another process."""
    spawn = multiprocessing.get_context("spawn")
    port = spawn.Queue()
    gateway = spawn.Process(target=serve, args=(port, count, rate), daemon=True)
    gateway.start()
    try:
        return reader(port.get())
    finally:
        gateway.kill()
        gateway.join()


# --- our reader ------------------------------------------------------------------------------------


class Client:
    """As much of a client as a stream needs: a gateway without REST."""

    base_url = "http://127.0.0.1/v1/api"
    verify = None

    def __init__(self, port: int) -> None:
        self.clock = SystemClock()
        self.base_url = f"http://127.0.0.1:{port}/v1/api"
        self.session = self

    async def tickle(self) -> str:
        return "ready"

    async def call(self, op: Any) -> Any:
        return op.decode(b'{"session":"0f0f"}' if op.info.name == "auth.tickle" else b'{"accounts":[]}')


def ours(connect: Connect) -> Callable[[int], float]:
    """Microseconds of CPU a frame."""

    async def read(port: int) -> float:
        async with AsyncStream(Client(port), connect=connect) as stream:
            await anext(stream)
            stream.market_data(1000, fields=["last"])
            seen, began = 0, 0.0
            async for event in stream:
                if isinstance(event, Quote):
                    began = began or time.process_time()
                    seen += 1
                elif isinstance(event, Heartbeat):
                    break
            spent = time.process_time() - began
            assert seen + stream.conflated == FRAMES
            if stream.conflated:
                print(f"    {stream.conflated} quotes were conflated", file=sys.stderr)
            return spent / FRAMES * 1e6

    return lambda port: asyncio.run(read(port))


def latency(connect: Connect) -> Callable[[int], list[float]]:
    """Milliseconds from the gateway's send to the reader's loop, sorted."""

    async def read(port: int) -> list[float]:
        async with AsyncStream(Client(port), connect=connect) as stream:
            await anext(stream)
            stream.market_data(1000, fields=["last"])
            waits: list[float] = []
            async for event in stream:
                if isinstance(event, Quote):
                    waits.append((time.monotonic_ns() - int(str(event.tick["at"]))) / 1e6)
                    if len(waits) >= RATE * SECONDS:
                        break
            return sorted(waits)

    return lambda port: asyncio.run(read(port))


# --- ibind's reader --------------------------------------------------------------------------------


def theirs(port: int) -> float:
    """Microseconds of CPU a frame for ibind's websocket client: socket, its queue, and out of it."""
    import ibind

    logging.disable(logging.WARNING)  # it complains of what it unsubscribes from at the end
    from ibind.ibkr_ws.ibkr_subscriptions import MarketDataSubscription

    status = {"session": "0f0f", "authenticated": True}
    rest = types.SimpleNamespace(
        tickle=lambda: types.SimpleNamespace(data=status),
        authentication_status=lambda: types.SimpleNamespace(data=status),
    )
    sink = ibind.QueueSink(maxsize=0)
    queue = sink.new_queue_accessor(ibind.events.MarketData)
    client = ibind.IbkrWsClient(
        account_id="DU1234567",
        url=f"ws://127.0.0.1:{port}/v1/api/ws",
        ibkr_client=rest,
        use_oauth=False,
        cacert=False,
        sink=sink,
    )
    client.start()
    for conid in range(1000, 1000 + CONTRACTS):
        client.subscribe(MarketDataSubscription(conid=str(conid), fields=["31"]))
    seen, began = 0, 0.0
    while seen < FRAMES and (event := queue.get(block=True, timeout=20)) is not None:
        began = began or time.process_time()
        seen += 1 if event.conid else 0
    spent = time.process_time() - began
    client.shutdown()
    assert seen == FRAMES, f"ibind delivered {seen} of {FRAMES} frames"
    return spent / FRAMES * 1e6


# --- all of them ----------------------------------------------------------------------------------


def readers() -> dict[str, Connect]:
    """Our transports that are installed."""
    from ibkr._socket import plain

    found: dict[str, Callable[[Address], Awaitable[Connection]]] = {"AsyncStream, websockets": plain.connect}
    if importlib.util.find_spec("picows") is not None:
        from ibkr._socket import fast

        found["AsyncStream, picows"] = fast.connect
    return found


def rounds() -> dict[str, list[float]]:
    """Microseconds of CPU a frame, all readers in turns."""
    turns: dict[str, Callable[[int], float]] = {name: ours(connect) for name, connect in readers().items()}
    if importlib.util.find_spec("ibind") is None:
        print("ibind is not installed here")
    else:
        turns["ibind"] = theirs
    cpu: dict[str, list[float]] = {name: [] for name in turns}
    for _ in range(ROUNDS):
        for name, reader in turns.items():
            cpu[name].append(with_gateway(reader, FRAMES))
    return cpu


def main() -> None:
    """Measure in turns and print."""
    cpu = rounds()
    slowest = max(min(figures) for figures in cpu.values())
    for name, figures in cpu.items():
        least, half, most = min(figures), statistics.median(figures), max(figures)
        share = f"1/{slowest / least:.0f} of the slowest" if least < slowest else ""
        print(f"{name:26}{least:6.2f} µs CPU a frame (half {half:.2f}, most {most:.2f})  {share}")
    for name, connect in readers().items():
        waits = with_gateway(latency(connect), RATE * SECONDS, RATE)
        half, most = waits[len(waits) // 2], waits[len(waits) * 99 // 100]
        print(f"{name:26}{half:6.2f} ms latency at {RATE} frames a second, 99 of 100 within {most:.2f} ms")


if __name__ == "__main__":
    main()
