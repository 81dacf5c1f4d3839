"""Our sides, and the bare libraries: one kind a process, driven as `_rest_ibind` is."""

from __future__ import annotations

import asyncio
import ssl
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Final

import aiohttp
import httpx
from ibkr_wire.rest.api.market_data import history, snapshot_rows
from ibkr_wire.rest.api.orders import live
from ibkr_wire.rest.api.portfolio import accounts, ledger, positions

import ibkr
from benchmarks._rest_calls import ACCOUNT, CONID, FIELDS
from ibkr._core.flow import Request
from ibkr._http import AsyncConnection, Connection, Endpoint

if TYPE_CHECKING:
    from ibkr_wire.operation import Operation

# Counted as ever, but never waited for.
FREELY: Final = {
    name: ibkr.Rate(10**9, 1)
    for name in ("portfolio.accounts", "orders.live", "market_data.snapshot_rows", "market_data.history")
}


def operations() -> list[Operation[Any]]:
    """The six calls, made anew as the client makes them."""
    return [
        accounts.operation(),
        positions.operation(ACCOUNT, 0),
        ledger.operation(ACCOUNT),
        snapshot_rows.operation([CONID], fields=FIELDS),
        history.operation(CONID, period="1m", bar="1d"),
        live.operation(),
    ]


def options() -> dict[str, Any]:
    """A client that paces, checks, decodes and remembers as ever."""
    return {"pacing": ibkr.Pacing(per_second=10**9, rates=FREELY), "keep_alive": False}


def unchecked() -> ssl.SSLContext:
    """TLS as on loopback."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


# --- waiting in the thread ---------------------------------------------------------------------


def our_sync(url: str) -> Callable[[], object]:
    """`ibkr.Client`, by its groups."""
    ib = ibkr.Client(url, **options())

    def once() -> object:
        return [
            ib.portfolio.accounts(),
            ib.portfolio.positions(ACCOUNT, 0),
            ib.portfolio.ledger(ACCOUNT),
            ib.market_data.snapshot_rows([CONID], fields=FIELDS),
            ib.market_data.history(CONID, period="1m", bar="1d"),
            ib.orders.live(),
        ]

    return once


def bare_sync(url: str) -> Callable[[], object]:
    """The client's own transport and the decoding: what the rest of the client is measured against."""
    connection = Connection(Endpoint(url, timeout=20.0), None, None)

    def once() -> object:
        return [
            one.decode(connection.send(Request(one.info.method, one.path, one.info.name, one.params)).body)
            for one in operations()
        ]

    return once


def httpx_sync(url: str) -> Callable[[], object]:
    """httpx's client and the same decoding."""
    client = httpx.Client(verify=unchecked())

    def once() -> object:
        return [one.decode(client.get(url + one.path, params=one.params).content) for one in operations()]

    return once


# --- on an event loop --------------------------------------------------------------------------


def our_async(url: str, **more: Any) -> Callable[[], Awaitable[object]]:
    """`ibkr.AsyncClient`, by its groups."""
    ib = ibkr.AsyncClient(url, **options(), **more)

    async def once() -> object:
        return [
            await ib.portfolio.accounts(),
            await ib.portfolio.positions(ACCOUNT, 0),
            await ib.portfolio.ledger(ACCOUNT),
            await ib.market_data.snapshot_rows([CONID], fields=FIELDS),
            await ib.market_data.history(CONID, period="1m", bar="1d"),
            await ib.orders.live(),
        ]

    return once


def our_async_over_httpx(url: str) -> Callable[[], Awaitable[object]]:
    """The same without `ibkr[fast]`."""
    return our_async(url, transport=httpx.AsyncHTTPTransport(verify=unchecked()))


def bare_async(url: str) -> Callable[[], Awaitable[object]]:
    """The client's own fast transport and the decoding."""
    connection = AsyncConnection(Endpoint(url, timeout=20.0), None, None)

    async def once() -> object:
        found: list[object] = []
        for one in operations():
            answer = await connection.send(Request(one.info.method, one.path, one.info.name, one.params))
            found.append(one.decode(answer.body))
        return found

    return once


def httpx_async(url: str) -> Callable[[], Awaitable[object]]:
    """httpx's client and the same decoding."""
    client = httpx.AsyncClient(verify=unchecked())

    async def once() -> object:
        found: list[object] = []
        for one in operations():
            answer = await client.get(url + one.path, params=one.params)
            found.append(one.decode(answer.content))
        return found

    return once


def aiohttp_async(url: str) -> Callable[[], Awaitable[object]]:
    """aiohttp's session and the same decoding."""
    opened: list[aiohttp.ClientSession] = []

    async def once() -> object:
        if not opened:
            opened.append(aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=unchecked())))
        found: list[object] = []
        for one in operations():
            async with opened[0].get(url + one.path, params=one.params) as answer:
                found.append(one.decode(await answer.read()))
        return found

    return once


SYNC: Final = {"our_sync": our_sync, "bare_sync": bare_sync, "httpx_sync": httpx_sync}
ASYNC: Final[dict[str, Callable[[str], Callable[[], Awaitable[object]]]]] = {
    "our_async": our_async,
    "our_async_over_httpx": our_async_over_httpx,
    "bare_async": bare_async,
    "httpx_async": httpx_async,
    "aiohttp_async": aiohttp_async,
}


def per_call(seconds: float, rounds: int) -> float:
    """Microseconds of CPU a call."""
    return seconds / (rounds * len(operations())) * 1e6


def over_sync(url: str) -> Callable[[], float]:
    """Seconds that six calls of the client take more than its transport and decoding, taken in turns."""
    ours, bare = our_sync(url), bare_sync(url)

    def more() -> float:
        began = time.process_time()
        ours()
        between = time.process_time()
        bare()
        return 2 * between - began - time.process_time()

    return more


def over_async(url: str) -> Callable[[], Awaitable[float]]:
    """As `over_sync`, on an event loop and over aiohttp."""
    ours, bare = our_async(url), bare_async(url)

    async def more() -> float:
        began = time.process_time()
        await ours()
        between = time.process_time()
        await bare()
        return 2 * between - began - time.process_time()

    return more


def run_sync(once: Callable[[], object]) -> None:
    """Make the calls as often as each line of standard input says."""
    once()
    print("ready", flush=True)
    for line in sys.stdin:
        began = time.process_time()
        for _ in range(int(line)):
            once()
        print(per_call(time.process_time() - began, int(line)), flush=True)


def run_over(more: Callable[[], float]) -> None:
    """Print the median of what the client takes more, a call."""
    more()
    print("ready", flush=True)
    for line in sys.stdin:
        print(per_call(statistics.median(more() for _ in range(int(line))), 1), flush=True)


async def run_over_async(more: Callable[[], Awaitable[float]]) -> None:
    """As `run_over`."""
    await more()
    print("ready", flush=True)
    for line in sys.stdin:
        found = [await more() for _ in range(int(line))]
        print(per_call(statistics.median(found), 1), flush=True)


async def run_async(once: Callable[[], Awaitable[object]]) -> None:
    """As `run_sync`; standard input is read between the rounds only."""
    await once()
    print("ready", flush=True)
    for line in sys.stdin:
        began = time.process_time()
        for _ in range(int(line)):
            await once()
        print(per_call(time.process_time() - began, int(line)), flush=True)


def main() -> None:
    """Be the side that the command line names."""
    kind, url = sys.argv[1:]
    if kind == "over_sync":
        run_over(over_sync(url))
    elif kind == "over_async":
        asyncio.run(run_over_async(over_async(url)))
    elif kind in SYNC:
        run_sync(SYNC[kind](url))
    else:
        asyncio.run(run_async(ASYNC[kind](url)))


if __name__ == "__main__":
    main()
