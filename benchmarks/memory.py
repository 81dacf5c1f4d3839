"""What many calls leave behind in memory: 100,000 calls of mixed kinds, over canned answers.

Budget: 5 MB more than after the first thousand. Every kind is among them that a client could remember
something of: changing contracts and paths, orders through questions, refusals, silence, answers that
differ from their description.

    python -m benchmarks.memory
"""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import httpx
import msgspec

import ibkr

CALLS: Final = 100_000
FIRST: Final = 1_000
BUDGET: Final = 5.0
PAGE: Final = 4096
ACCOUNT: Final = "DU1234567"
BASE_URL: Final = "https://localhost:5000/v1/api"
CONIDS: Final = 5_000
ACCOUNTS: Final[dict[str, Any]] = {"accounts": [ACCOUNT], "selectedAccount": ACCOUNT, "isPaper": True}
QUESTION: Final = [{"id": "r1", "message": ["Sure?"], "messageIds": ["o163"]}]
PLACED: Final = [{"order_id": "7", "order_status": "Submitted"}]
BARS: Final = [
    {"o": 1.0, "c": 1.0, "h": 1.0, "l": 1.0, "v": 1.0, "t": 1_359_730_800_000 + i} for i in range(50)
]

# By the last part of the path; a number is a status.
ANSWERS: Final[dict[str, object]] = {
    "accounts": ACCOUNTS,
    "0": [{"acctId": ACCOUNT, "conid": 265598, "position": "drifted", "mktPrice": 455.38}],
    "ledger": {"USD": {"cashbalance": 1.0, "currency": "USD"}},
    "snapshot": [{"conid": 265598, "31": "455.10", "84": "455.09", "_updated": 1359730969422}],
    "history": {"symbol": "AAPL", "data": BARS, "points": 50},
    "orders": {"orders": [], "snapshot": True},
    "r1": PLACED,
    "trades": [],
    "search": 500,
    "status": {"authenticated": True, "connected": True, "competing": False},
}


def canned(request: httpx.Request) -> httpx.Response:
    """An answer of the kind that was asked for; some are refusals, and some are none."""
    last = request.url.path.rsplit("/", 1)[1]
    if request.url.path.endswith("/portfolio/accounts"):
        return httpx.Response(200, json=[{"id": ACCOUNT, "accountId": ACCOUNT}])
    if request.method == "POST" and last == "orders":
        return httpx.Response(200, json=QUESTION)
    if b'"confirmed":false' in request.content:
        return httpx.Response(200, json={"error": "not confirmed"})
    answer = ANSWERS.get(last, 404)
    if isinstance(answer, int):
        return httpx.Response(answer, json={"error": "not found"})
    return httpx.Response(200, content=msgspec.json.encode(answer))


# The kinds of call, in turns. Each is given a number that no other call has.
KINDS: Final[tuple[Callable[[Any, int], Any], ...]] = (
    lambda ib, n: ib.portfolio.accounts(),
    lambda ib, n: ib.portfolio.positions(ACCOUNT, 0),
    lambda ib, n: ib.portfolio.ledger(ACCOUNT),
    lambda ib, n: ib.market_data.snapshot_rows([n % CONIDS], fields=["31", "84"]),
    lambda ib, n: ib.market_data.history(n % CONIDS, period="1w", bar="1h"),
    lambda ib, n: ib.orders.live(),
    lambda ib, n: ib.orders.place(ACCOUNT, _ticket(n), answer=ibkr.Answers.accept("o163")),
    lambda ib, n: ib.orders.place(ACCOUNT, _ticket(n)),  # declined
    lambda ib, n: ib.contracts.search(symbol=f"S{n}"),  # refused
    lambda ib, n: ib.get(f"/nowhere/{n}"),  # not found
    lambda ib, n: ib.auth.status(),
)


def _ticket(number: int) -> ibkr.Order:
    return ibkr.Order.limit(265598, "BUY", 1, price="187.20", client_order_id=f"n{number}")


def options() -> dict[str, Any]:
    """A client that paces, on a clock moved by waiting."""
    return {
        "base_url": BASE_URL,
        "transport": httpx.MockTransport(canned),
        "clock": ibkr.ManualClock(),
        "pacing": ibkr.Pacing(max_wait=1e9),
        "keep_alive": False,
    }


def make_calls(ib: ibkr.Client, numbers: range) -> None:
    """Make one call for each number; refusals are part of the game."""
    for number in numbers:
        try:
            KINDS[number % len(KINDS)](ib, number)
        except ibkr.IbkrError:
            continue


async def make_async_calls(ib: ibkr.AsyncClient, numbers: range) -> None:
    """As `make_calls`."""
    for number in numbers:
        try:
            await KINDS[number % len(KINDS)](ib, number)
        except ibkr.IbkrError:
            continue


def resident() -> float:
    """Megabytes of memory that the process has."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * PAGE / 1e6


def main() -> int:
    """Print what each client has gained; 1 when that is beyond the budget."""
    logging.disable()  # a line for each order would be read by nobody here
    with ibkr.Client(**options()) as ib:
        make_calls(ib, range(FIRST))
        before = resident()
        make_calls(ib, range(FIRST, CALLS))
        sync = resident() - before

    async def asynchronous() -> float:
        async with ibkr.AsyncClient(**options()) as ib:
            await make_async_calls(ib, range(FIRST))
            before = resident()
            await make_async_calls(ib, range(FIRST, CALLS))
            return resident() - before

    gained = {"Client": sync, "AsyncClient": asyncio.run(asynchronous())}
    for name, megabytes in gained.items():
        print(
            f"{name:12} {CALLS:,} calls of {len(KINDS)} kinds   {megabytes:+.2f} MB after the first {FIRST:,}"
        )
    return int(max(gained.values()) > BUDGET)


if __name__ == "__main__":
    sys.exit(main())
