"""Both clients on one canned transport."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, cast

import httpx

from ibkr._async.client import AsyncClient
from ibkr._core.pacing import Pacing
from ibkr._sync.client import Client
from ibkr.model.clock import ManualClock

ACCOUNT = "DU1234567"
BASE = "https://localhost:5000/v1/api"
ACCOUNTS = [{"id": ACCOUNT, "accountId": ACCOUNT}]
BROKERAGE = {"accounts": [ACCOUNT], "selectedAccount": ACCOUNT, "isPaper": True}

Handler = Callable[[httpx.Request], httpx.Response]


def routes(**answers: object) -> Handler:
    """Answers by the last part of the path; `accounts` are there already. A response passes as it is."""
    known: dict[str, object] = {"accounts": BROKERAGE, **answers}

    def answer(request: httpx.Request) -> httpx.Response:
        path = request.url.path
        found = ACCOUNTS if path.endswith("/portfolio/accounts") else known[path.rsplit("/", 1)[1]]
        return found if isinstance(found, httpx.Response) else httpx.Response(200, json=found)

    return answer


def options(handler: Handler, **changes: Any) -> dict[str, Any]:
    given = {"transport": httpx.MockTransport(handler), "clock": ManualClock(), "pacing": Pacing.off()}
    return {"base_url": BASE, "keep_alive": False, **given, **changes}


def in_both(handler: Handler, ask: Callable[[Any], Any], **changes: Any) -> list[Any]:
    """What `ask` gives with the one client and with the other."""

    async def asynchronous() -> Any:
        async with AsyncClient(**options(handler, **changes)) as ib:
            return await cast("Coroutine[Any, Any, Any]", ask(ib))

    with Client(**options(handler, **changes)) as ib:
        return [ask(ib), asyncio.run(asynchronous())]


def errors_of_both(handler: Handler, ask: Callable[[Any], Any], **changes: Any) -> list[Exception]:
    """The error that `ask` ends in with the one client and with the other."""
    caught: list[Exception] = []

    async def asynchronous() -> None:
        async with AsyncClient(**options(handler, **changes)) as ib:
            await cast("Coroutine[Any, Any, Any]", ask(ib))

    with Client(**options(handler, **changes)) as ib:
        for run in (lambda: ask(ib), lambda: asyncio.run(asynchronous())):
            try:
                run()
            except Exception as error:
                caught.append(error)
    return caught
