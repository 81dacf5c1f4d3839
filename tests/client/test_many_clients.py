"""Many clients in one process: none knows of the others, and each ends cleanly."""

from __future__ import annotations

import asyncio
import gc
import threading

import httpx
import pytest

from ibkr._async.client import AsyncClient
from ibkr._sync.client import Client
from ibkr.errors import ConfigError, NotAuthenticated

from .canned import ACCOUNT, options, routes

STATUS = {"authenticated": True, "connected": True, "competing": False}


def numbered(number: int):
    """A gateway whose login has one account of that number."""
    account = f"DU{number:07d}"

    def gateway(request: httpx.Request) -> httpx.Response:
        if number % 3 == 0:
            return httpx.Response(401)
        if request.url.path.endswith("/portfolio/accounts"):
            return httpx.Response(200, json=[{"accountId": account}])
        return httpx.Response(200, json=STATUS)

    return gateway


def ask(ib: Client) -> str:
    try:
        return ib.portfolio.accounts()[0].account_id
    except NotAuthenticated:
        return ib.session.state


def expected(number: int) -> str:
    return "logged_out" if number % 3 == 0 else f"DU{number:07d}"


def test_each_client_has_its_own_session_and_accounts():
    clients = [Client(**options(numbered(number), read_only=number % 2 == 0)) for number in range(12)]
    found: dict[int, str] = {}

    def work(number: int) -> None:
        found[number] = ask(clients[number])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: expected(number) for number in range(12)}
    clients[1].close()
    assert ask(clients[2]) == expected(2)
    for client in clients:
        client.close()


def test_tasks_of_many_clients_do_not_disturb_each_other():
    async def one(number: int) -> str:
        async with AsyncClient(**options(numbered(number))) as ib:
            try:
                return (await ib.portfolio.accounts())[0].account_id
            except NotAuthenticated:
                return ib.session.state

    async def all_of_them() -> list[str]:
        return await asyncio.gather(*(one(number) for number in range(12)))

    assert asyncio.run(all_of_them()) == [expected(number) for number in range(12)]


def tickers() -> int:
    return sum(thread.name == "ibkr-keep-alive" for thread in threading.enumerate())


def test_no_keep_alive_outlives_its_client():
    before = tickers()
    clients = [Client(**options(routes(), keep_alive=True)) for _ in range(5)]
    for client in clients:
        client.portfolio.accounts()
    assert tickers() == before + 5
    for client in clients:
        client.close()
    assert tickers() == before


def test_the_keep_alive_of_a_forgotten_client_ends_by_itself():
    before = [thread for thread in threading.enumerate() if thread.name == "ibkr-keep-alive"]
    client = Client(**options(routes(), keep_alive=True))
    client.portfolio.accounts()
    (ticker,) = [one for one in threading.enumerate() if one.name == "ibkr-keep-alive" and one not in before]
    del client
    gc.collect()
    ticker.join(5)
    assert not ticker.is_alive()


def test_a_closed_client_says_so_and_closing_twice_is_closing_once():
    ib = Client(**options(routes(), keep_alive=True))
    ib.portfolio.accounts()
    ib.close()
    ib.close()
    with pytest.raises(ConfigError, match="closed"):
        ib.portfolio.accounts()


def test_a_closed_client_of_tasks_says_so_and_closing_twice_is_closing_once():
    async def run() -> None:
        ib = AsyncClient(**options(routes(), keep_alive=True))
        await ib.portfolio.accounts()
        await ib.close()
        await ib.close()
        with pytest.raises(ConfigError, match="closed"):
            await ib.portfolio.accounts()

    asyncio.run(run())


def test_tasks_that_keep_a_session_alive_end_with_their_client():
    async def run() -> set[asyncio.Task[object]]:
        async with AsyncClient(**options(routes(), keep_alive=True)) as ib:
            await ib.portfolio.accounts()
            assert len(asyncio.all_tasks()) == 2
        return asyncio.all_tasks() - {asyncio.current_task()}

    assert asyncio.run(run()) == set()


def test_a_session_of_its_own_does_not_show_in_a_hook_of_another():
    events: list[str] = []
    with Client(**options(routes(), on_request=lambda event: events.append(event.operation))) as watched:
        with Client(**options(routes())) as other:
            other.portfolio.accounts()
        assert events == []
        watched.portfolio.accounts()
    assert events == ["portfolio.accounts"]
    assert ACCOUNT not in str(events)
