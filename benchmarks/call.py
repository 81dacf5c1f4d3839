"""What a typed call costs: 100 positions through `Client.call`, against httpx and an untyped decode.

Both sides get the same bytes from the same canned transport. Ours paces, checks for
errors inside the answer, and decodes into typed models; theirs decodes into dicts.
Budget: 1.3 times the CPU.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import httpx
import msgspec
from ibkr_wire.rest.api.portfolio import positions

import ibkr

ROWS = 100
CALLS = 200
ROUNDS = 15
BASE_URL = "https://localhost:5000/v1/api"
ACCOUNT = "DU1234567"
CONID = 265598
# Written by us after the shape of a real row: 30 keys, numbers, texts, nulls and a list.
ROW = {
    "acctId": ACCOUNT,
    "conid": CONID,
    "contractDesc": "AAPL",
    "position": 12.0,
    "mktPrice": 455.38,
    "mktValue": 5464.56,
    "currency": "USD",
    "avgCost": 431.4,
    "avgPrice": 431.4,
    "realizedPnl": 0.0,
    "unrealizedPnl": 287.76,
    "exchs": None,
    "expiry": None,
    "putOrCall": None,
    "multiplier": None,
    "strike": "0",
    "exerciseStyle": None,
    "conExchMap": [],
    "assetClass": "STK",
    "undConid": 0,
    "model": "",
    "time": 70,
    "chineseName": "x",
    "allExchanges": "AMEX,NYSE,CBOE",
    "listingExchange": "NASDAQ",
    "countryCode": "US",
    "name": "APPLE INC",
    "ticker": "AAPL",
    "type": "COMMON",
    "hasOptions": True,
}
BODY = msgspec.json.encode([{**ROW, "conid": CONID + index} for index in range(ROWS)])
ACCOUNTS = msgspec.json.encode([{"id": ACCOUNT, "accountId": ACCOUNT}])


def canned(request: httpx.Request) -> httpx.Response:
    """The positions, and once the accounts: the client asks for them first, as IBKR wants it."""
    body = BODY if "/positions/" in request.url.path else ACCOUNTS
    return httpx.Response(200, content=body, headers={"Content-Type": "application/json"})


def cpu(call: Callable[[], object]) -> float:
    """Microseconds of CPU that one call takes."""
    began = time.process_time()
    for _ in range(CALLS):
        call()
    return (time.process_time() - began) / CALLS * 1e6


def main() -> None:
    """Measure in turns and print the ratio."""
    # The limits would make this a benchmark of waiting.
    client = ibkr.Client(BASE_URL, transport=httpx.MockTransport(canned), pacing=ibkr.Pacing.off())
    plain = httpx.Client(base_url=BASE_URL, transport=httpx.MockTransport(canned))
    path = f"{BASE_URL}/portfolio/{ACCOUNT}/positions/0"

    def typed() -> object:
        return client.call(positions.operation(ACCOUNT, 0))

    def untyped() -> object:
        return msgspec.json.decode(plain.get(path).content)

    for first in (typed, untyped):  # asks for the accounts, builds decoders
        first()
    rounds = [(cpu(typed), cpu(untyped)) for _ in range(ROUNDS)]
    ratios = [ours / theirs for ours, theirs in rounds]
    ours, theirs = (statistics.median(side) for side in zip(*rounds, strict=True))
    print(f"Client.call, typed            {ours:6.0f} µs CPU a call of {ROWS} rows")
    print(f"httpx + msgspec, untyped      {theirs:6.0f} µs")
    spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
    print(f"ratio                         {statistics.median(ratios):6.2f}   ({spread})")
    print(f"differences from the description: {len(client.drift)}")
    client.close()


if __name__ == "__main__":
    main()
