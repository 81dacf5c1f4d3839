"""Serves canned answers over TLS from a process of its own, so that its work is not counted.

The answers are the simulator's, taken once: it is not the server that is measured. Prints the
address as its first line and serves until its standard input closes.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Final

import ibkr
from benchmarks._rest_calls import ACCOUNT, PATHS
from ibkr.simulator import Gateway
from ibkr.simulator.certificate import self_signed
from ibkr.simulator.http import Request

WARM_UPS: Final = 3
BEFORE: Final = ("/iserver/accounts", "/portfolio/accounts")
END_OF_HEAD: Final = b"\r\n\r\n"


def taken(gateway: Gateway, path: str) -> bytes:
    """The simulator's answer to a path, from the first that is warm."""
    body = b""
    for _ in range(WARM_UPS):
        body = gateway.handle(Request.to("GET", f"/v1/api{path}")).body
        gateway.clock.sleep(10.0)
    return body


def answers() -> dict[bytes, bytes]:
    """Whole HTTP answers, by the path without its query."""
    gateway = Gateway(clock=ibkr.ManualClock())
    ticket = (
        b'{"orders":[{"conid":265598,"side":"BUY","orderType":"LMT","price":440,"quantity":1,"tif":"DAY"}]}'
    )
    gateway.handle(Request.to("GET", "/v1/api/iserver/accounts"))
    gateway.handle(Request.to("POST", f"/v1/api/iserver/account/{ACCOUNT}/orders", body=ticket))
    found: dict[bytes, bytes] = {}
    for path in (*BEFORE, *PATHS):
        body = taken(gateway, path)
        head = (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=utf-8\r\nContent-Length: %d\r\n\r\n"
        )
        found[f"/v1/api{path.partition('?')[0]}".encode()] = head % len(body) + body
    return found


class Canned(asyncio.Protocol):
    """One connection: a request without a body, an answer, and so on."""

    def __init__(self, known: dict[bytes, bytes]) -> None:
        """Answer from `known`."""
        self._known = known
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep where to write."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer each request that is complete."""
        self._read += data
        while END_OF_HEAD in self._read:
            head, _, self._read = self._read.partition(END_OF_HEAD)
            path = head.split(b" ", 2)[1].partition(b"?")[0]
            self._transport.write(self._known[path])


async def serve() -> None:
    """Serve until standard input closes."""
    loop, known = asyncio.get_running_loop(), answers()
    context = self_signed().server_context()
    server = await loop.create_server(lambda: Canned(known), "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    print(f"https://127.0.0.1:{port}/v1/api", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(serve())
