"""Both clients: same names, same answers, same errors."""

from __future__ import annotations

import asyncio
import inspect
import threading
import time
from collections.abc import Callable

import httpx
import msgspec
import pytest

import ibkr
from ibkr import errors
from ibkr._async.client import AsyncClient
from ibkr._sync.client import Client
from ibkr.model.answers import Answers
from ibkr.model.orders import Order

from .canned import ACCOUNT, BASE, errors_of_both, in_both, options, routes

TICKET = Order.limit(265598, "BUY", 1, price="187.20")
PLACED = [{"order_id": "7", "order_status": "Submitted"}]
QUESTION = [{"id": "r1", "message": ["Sure?"], "messageIds": ["o163"]}]
READY = {"authenticated": True, "connected": True, "competing": False}


def test_both_clients_read_the_same():
    accounts = in_both(routes(), lambda ib: ib.portfolio.accounts())
    assert [one[0].account_id for one in accounts] == [ACCOUNT, ACCOUNT]


def test_both_clients_have_the_same_names():
    for name in ("portfolio", "orders", "contracts", "market_data", "accounts", "auth", "trades", "session"):
        sync = getattr(Client(**options(routes())), name)
        awaited = getattr(AsyncClient(**options(routes())), name)
        assert _names(sync) == _names(awaited)
    assert _names(Client) == _names(AsyncClient)


def _names(thing: object) -> set[str]:
    return {name for name, _ in inspect.getmembers(thing) if not name.startswith("_")}


def test_an_order_is_placed_and_comes_back_in_hand():
    handler = routes(orders=PLACED, **{"7": {"order_id": 7, "order_status": "Filled", "cum_fill": "1"}})
    sync, awaited = in_both(handler, lambda ib: ib.orders.place(ACCOUNT, TICKET))
    assert (sync.order_id, sync.state) == (awaited.order_id, awaited.state) == ("7", "submitted")


def test_an_order_in_hand_is_waited_for_changed_and_cancelled():
    seen: list[str] = []

    def gateway(request: httpx.Request) -> httpx.Response:
        seen.append(f"{request.method} {request.url.path.removeprefix('/v1/api')}")
        status = {"order_id": 7, "order_status": "Filled" if len(seen) > 3 else "Submitted"}
        answers = {"GET": status, "DELETE": {"msg": "Request was submitted"}, "POST": PLACED}
        by_path = {"accounts": {"accounts": [ACCOUNT], "isPaper": True}, "orders": {"orders": []}}
        last = request.url.path.rsplit("/", 1)[1]
        known = by_path.get(last) if request.method == "GET" else None
        return httpx.Response(200, json=known or answers[request.method])

    with Client(**options(gateway)) as ib:
        placed = ib.orders.place(ACCOUNT, TICKET)
        assert placed.modify(price="188").order_id == "7"
        assert str(placed.ticket.price) == "188"
        assert placed.cancel().state == "pending_cancel"
        assert placed.wait("filled", timeout=5).state == "filled"
    assert f"DELETE /iserver/account/{ACCOUNT}/order/7" in seen


def test_a_question_is_declined_by_default_and_the_gateway_is_told():
    bodies: list[object] = []

    def gateway(request: httpx.Request) -> httpx.Response:
        bodies.append(msgspec.json.decode(request.content) if request.content else None)
        return routes(orders=QUESTION, r1=[])(request)

    for error in errors_of_both(gateway, lambda ib: ib.orders.place(ACCOUNT, TICKET)):
        assert isinstance(error, errors.OrderDeclined)
    assert bodies.count({"confirmed": False}) == 2


class Crowd:
    """Threads that all have begun before the gateway answers the first of them."""

    def __init__(self, size: int) -> None:
        self.begun = threading.Semaphore(0)
        self.complete = threading.Event()
        self.size = size

    def run(self, call: Callable[[], object]) -> None:
        threads = [threading.Thread(target=lambda: (self.begun.release(), call())) for _ in range(self.size)]
        for thread in threads:
            thread.start()
        for _ in threads:
            self.begun.acquire()
        self.complete.set()
        for thread in threads:
            thread.join()


def test_nothing_of_the_same_account_is_sent_between_a_question_and_its_reply():
    paths: list[str] = []
    crowd = Crowd(8)

    def gateway(request: httpx.Request) -> httpx.Response:
        crowd.complete.wait()
        path = request.url.path.rsplit("/", 1)[1]
        if path != "accounts":
            paths.append(path)
        return routes(orders=QUESTION, r1=PLACED)(request)

    def yes(_: object) -> bool:
        for _turn in range(20):
            time.sleep(0)  # not a wait: gives every other thread its turn between question and reply
        return True

    with Client(**options(gateway)) as ib:
        crowd.run(lambda: ib.orders.place(ACCOUNT, TICKET.again(), answer=yes))
    assert paths == ["orders", "r1"] * crowd.size


def test_orders_of_one_account_go_one_after_the_other_in_tasks_too():
    paths: list[str] = []

    async def gateway(request: httpx.Request) -> httpx.Response:
        path = request.url.path.rsplit("/", 1)[1]
        if path != "accounts":
            paths.append(path)
        await asyncio.sleep(0)
        return routes(orders=QUESTION, r1=PLACED)(request)

    async def both() -> None:
        async with AsyncClient(**options(gateway)) as ib:
            tickets = [TICKET.again() for _ in range(3)]
            yes = Answers.accept("o163")
            await asyncio.gather(*(ib.orders.place(ACCOUNT, one, answer=yes) for one in tickets))

    asyncio.run(both())
    assert paths == ["orders", "r1"] * 3


def test_a_call_before_others_is_made_once_by_many_threads():
    asked: list[str] = []
    crowd = Crowd(8)

    def gateway(request: httpx.Request) -> httpx.Response:
        crowd.complete.wait()
        asked.append(request.url.path)
        return routes(**{"0": []})(request)

    with Client(**options(gateway)) as ib:
        crowd.run(lambda: ib.portfolio.positions(ACCOUNT, 0))
    assert sum(path.endswith("/portfolio/accounts") for path in asked) == 1


def test_a_cancelled_task_leaves_nothing_held():
    async def script() -> object:
        stuck = asyncio.Event()

        async def gateway(request: httpx.Request) -> httpx.Response:
            if request.url.path.endswith("/orders") and not stuck.is_set():
                stuck.set()
                await asyncio.sleep(3600)
            return routes(orders=PLACED)(request)

        async with AsyncClient(**options(gateway)) as ib:
            task = asyncio.create_task(ib.orders.place(ACCOUNT, TICKET))
            await stuck.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return await ib.orders.place(ACCOUNT, TICKET.again())

    assert asyncio.run(script()).order_id == "7"


def test_the_keep_alive_begins_with_the_first_call_and_ends_with_the_client():
    ib = Client(**options(routes(), keep_alive=True))
    assert "ibkr-keep-alive" not in _threads()
    ib.portfolio.accounts()
    assert "ibkr-keep-alive" in _threads()
    ib.close()
    assert "ibkr-keep-alive" not in _threads()


def test_a_forgotten_client_ends_its_keep_alive():
    ib = Client(**options(routes(), keep_alive=True))
    ib.portfolio.accounts()
    ticker = next(thread for thread in threading.enumerate() if thread.name == "ibkr-keep-alive")
    del ib
    ticker.join(5)
    assert not ticker.is_alive()


def _threads() -> list[str]:
    return [thread.name for thread in threading.enumerate()]


def test_the_keep_alive_of_the_async_client_ends_with_it():
    async def script() -> int:
        async with AsyncClient(**options(routes(), keep_alive=True)) as ib:
            await ib.portfolio.accounts()
            assert len(asyncio.all_tasks()) == 2
        return len(asyncio.all_tasks())

    assert asyncio.run(script()) == 1


def test_closing_twice_from_many_threads_is_closing_once():
    closed: list[int] = []

    class Transport(httpx.MockTransport):
        def close(self) -> None:
            closed.append(1)

    ib = Client(**options(routes(), transport=Transport(routes())))
    threads = [threading.Thread(target=ib.close) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert closed == [1]


def test_a_closed_client_says_so():
    ib = Client(**options(routes()))
    ib.close()
    with pytest.raises(errors.ConfigError, match="closed"):
        ib.portfolio.accounts()


def test_any_path_can_be_called_by_hand():
    handler = routes(watchlists={"data": {}}, group={"done": True})
    assert in_both(handler, lambda ib: ib.get("/iserver/watchlists")) == [{"data": {}}] * 2
    assert in_both(handler, lambda ib: ib.post("/x/group", {"name": "a"})) == [{"done": True}] * 2
    assert in_both(handler, lambda ib: ib.put("/x/group", {"name": "a"})) == [{"done": True}] * 2
    assert in_both(handler, lambda ib: ib.delete("/x/group")) == [{"done": True}] * 2


def test_a_read_only_client_refuses_to_write_by_hand_too():
    for error in errors_of_both(routes(), lambda ib: ib.post("/x/group", {}), read_only=True):
        assert isinstance(error, errors.Guarded)


def test_an_answer_brings_raw_bytes_and_unknown_fields():
    from ibkr_wire.rest.api.accounts import brokerage

    handler = routes(accounts={"accounts": [], "shiny": 1})
    for answer in in_both(handler, lambda ib: ib.answer(brokerage.operation())):
        assert answer.value.accounts == []
        assert answer.unknown == {"$.shiny": 1}
        assert b"shiny" in answer.body


def test_the_session_is_asked_for_required_and_watched():
    handler = routes(status=READY, init=READY, tickle={"session": "t", "iserver": {"authStatus": READY}})
    assert in_both(handler, lambda ib: ib.session.check()) == ["ready", "ready"]
    assert in_both(handler, lambda ib: ib.session.require()) == [None, None]
    assert in_both(handler, lambda ib: ib.session.open()) == ["ready", "ready"]
    assert in_both(handler, lambda ib: ib.session.tickle()) == ["ready", "ready"]
    with Client(**options(handler)) as ib:
        heard: list[str] = []
        ib.session.on_change(lambda change: heard.append(change.after))
        ib.session.check()
        assert (heard, ib.session.state, len(ib.session.changes)) == (["ready"], "ready", 1)
        assert ib.session.keep_alive_problem is None


def test_drift_and_pacing_are_visible_on_the_client():
    with Client(**options(routes(**{"0": [{"conid": "text", "acctId": ACCOUNT}]}))) as ib:
        ib.portfolio.positions(ACCOUNT, 0)
        assert "$[*].conid" in {one.path for one in ib.drift}
        assert "global" in ib.pacing.statistics()
        assert (ib.base_url, ib.verify) == (BASE, None)


def test_the_client_and_its_values_are_public():
    assert ibkr.Client is Client
    assert ibkr.AsyncClient is AsyncClient
    assert ibkr.Order is Order
