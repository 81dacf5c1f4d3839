"""How many clients one simulated gateway serves: 200 websockets of 50 subscriptions, then REST calls.

The gateway runs in this process, the clients in another: what is measured is CPU time of
this one. The market runs ten times as fast as the clock, so a minute is ten of the market.
`python -m benchmarks.simulator_load 600 1` is ten minutes at the clock's own speed.
"""

from __future__ import annotations

import asyncio
import base64
import multiprocessing
import os
import resource
import socket
import sys
import time
from typing import TYPE_CHECKING, Any

from ibkr.simulator import Gateway, Request, Simulation, simulate

if TYPE_CHECKING:
    from multiprocessing.queues import Queue

CLIENTS, SUBSCRIPTIONS = 200, 50
WARM_UP_SECONDS = 8
REST_CALLS, REST_CLIENTS = 500, 4
PATHS = (
    ("POST", "/v1/api/tickle"),
    ("GET", "/v1/api/iserver/accounts"),
    ("GET", "/v1/api/portfolio/DU1234567/positions/0"),
    ("GET", "/v1/api/iserver/marketdata/snapshot?conids=265598,8314&fields=31,84,86"),
)
FIELDS = '{"fields":["31","84","86","85","88","7059"]}'


def contracts(gateway: Gateway) -> list[int]:
    """Fifty contracts: shares, currencies, and options on a share."""

    def ask(path: str) -> Any:
        return gateway.handle(Request.to("GET", f"/v1/api{path}")).decoded()

    shares = [265598, 8314, 272093, 756733, 107113386]
    pairs = [12087792, 12087797, 14433401, 15016059, 12087820, 15016062]
    ask("/iserver/secdef/search?symbol=AAPL")
    strikes = ask("/iserver/secdef/strikes?conid=265598&sectype=OPT&month=MAR13")["call"]
    middle = len(strikes) // 2
    options: list[int] = []
    for strike in strikes[max(0, middle - 20) :]:
        found = ask(f"/iserver/secdef/info?conid=265598&sectype=OPT&month=MAR13&strike={strike}")
        options += [row["conid"] for row in found if isinstance(row, dict)]
        if len(options) >= SUBSCRIPTIONS:
            break
    return [*shares, *pairs, *options][:SUBSCRIPTIONS]


class Listener(asyncio.Protocol):
    """A websocket client that counts: it subscribes after the greeting and reads on."""

    def __init__(self, token: str, conids: list[int], counts: dict[str, int]) -> None:
        self.token, self.conids, self.counts = token, conids, counts
        self.subscribed = False

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        lines = (
            "GET /v1/api/ws HTTP/1.1",
            *("Host: localhost", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"),
            *(f"Sec-WebSocket-Key: {key}", f"Cookie: api={self.token}", "\r\n"),
        )
        transport.write("\r\n".join(lines).encode())

    def data_received(self, data: bytes) -> None:
        self.counts["frames"] += data.count(b'"topic":"smd')
        if not self.subscribed and b'"sts"' in data:
            self.subscribed = True
            for conid in self.conids:
                self.send(f"smd+{conid}+{FIELDS}".encode())

    def send(self, text: bytes) -> None:
        # A mask of zeros is a mask; all texts here are shorter than 126 bytes.
        self.transport.write(bytes([0x81, 0x80 | len(text)]) + b"\0\0\0\0" + text)

    def connection_lost(self, error: Exception | None) -> None:
        self.counts["lost"] += 1


async def listen(port: int, token: str, conids: list[int], seconds: float, told: Queue[Any]) -> None:
    """Connect everybody, wait until the first frames are through, and count."""
    counts = {"frames": 0, "lost": 0}
    loop = asyncio.get_running_loop()
    for _ in range(CLIENTS):
        await loop.create_connection(lambda: Listener(token, conids, counts), "127.0.0.1", port)
    await asyncio.sleep(WARM_UP_SECONDS)
    before = dict(counts)
    told.put("warm")
    await asyncio.sleep(seconds)
    told.put((counts["frames"] - before["frames"], counts["lost"]))


def crowd(port: int, token: str, conids: list[int], seconds: float, told: Queue[Any]) -> None:
    """The clients' process."""
    asyncio.run(listen(port, token, conids, seconds, told))


def caller(port: int, method: str, path: str) -> None:
    """One client that asks the same again and again on one connection."""
    request = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", port)) as connection:
        for _ in range(REST_CALLS):
            connection.sendall(request)
            answer = b""
            while not answer.endswith(b"0\r\n\r\n"):
                answer += connection.recv(262_144)


def memory() -> float:
    """Megabytes that this process holds now."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


def stream(simulation: Simulation, seconds: float) -> None:
    """Serve the crowd, and say what it cost."""
    gateway = simulation.gateway
    gateway.handle(Request.to("GET", "/v1/api/iserver/accounts"))
    conids = contracts(gateway)
    told: Queue[Any] = multiprocessing.Queue()
    process = multiprocessing.Process(
        target=crowd, args=(simulation.port, gateway.session.token, conids, seconds, told)
    )
    process.start()
    told.get()
    cpu, began, held = time.process_time(), time.perf_counter(), memory()
    frames, lost = told.get()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - began
    print(f"{CLIENTS} websockets × {len(conids)} contracts, {wall:.0f} s at speed {gateway.world.speed:g}")
    print(f"frames                   {frames:>9,}   {frames / wall:,.0f} a second, {lost} sockets lost")
    print(f"CPU of the gateway       {cpu / wall:>9.0%}   {frames / cpu:,.0f} frames a second of CPU")
    print(f"memory                   {memory():>6.0f} MB   {memory() - held:+.1f} MB in that time")
    process.join()


def rest(simulation: Simulation) -> None:
    """Calls a second of the gateway's CPU."""
    for method, path in PATHS:
        callers = [
            multiprocessing.Process(target=caller, args=(simulation.port, method, path))
            for _ in range(REST_CLIENTS)
        ]
        cpu = time.process_time()
        for each in callers:
            each.start()
        for each in callers:
            each.join()
        rate = REST_CLIENTS * REST_CALLS / (time.process_time() - cpu)
        print(f"{method:4} {path.partition('?')[0]:45} {rate:6,.0f} calls a second of CPU")


def main() -> None:
    """Measure both."""
    seconds, speed = ([float(word) for word in sys.argv[1:]] + [60.0, 10.0][len(sys.argv) - 1 :])[:2]
    with simulate(http=True, pacing=False, speed=speed, lines=10_000_000) as simulation:
        stream(simulation, seconds)
    with simulate(http=True, pacing=False) as simulation:
        rest(simulation)


if __name__ == "__main__":
    main()
