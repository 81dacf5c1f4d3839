"""What was sent survives the process that sent it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

import ibkr
from ibkr.simulator import Fault, Gateway, Simulation, simulate
from ibkr.testing import SimulatorTransport

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

ACCOUNT = "DU1234567"
AAPL = 265598

# Places one order and kills its own process without warning, when the request named by the last two
# arguments is about to leave ("before") or has been answered ("after").
VICTIM = """
import os, signal, sys
import httpx, ibkr

url, journal, name, price, moment, path = sys.argv[1:]

class Deadly(httpx.HTTPTransport):
    def handle_request(self, request):
        doomed = request.method == "POST" and path in request.url.path
        if doomed and moment == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        response = super().handle_request(request)
        response.read()
        if doomed:
            os.kill(os.getpid(), signal.SIGKILL)
        return response

ib = ibkr.Client(url, transport=Deadly(verify=False), journal=journal, keep_alive=False)
ticket = ibkr.Order.limit(265598, "BUY", 10, price=price, client_order_id=name)
ib.orders.place("DU1234567", ticket, answer=ibkr.Answers.accept("o163"))
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Simulation]:
    with simulate(pacing=False) as simulation:
        yield simulation


def held(gateway: Gateway, name: str) -> list[str]:
    orders = gateway.broker.orders(ACCOUNT)
    return [str(one.order_id) for one in orders if one.ticket.client_order_id == name]


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a POSIX signal")
@pytest.mark.parametrize(
    ("death", "left", "verdict"),
    [
        (("446", "before", "/orders"), "sending", "absent"),
        (("446", "after", "/orders"), "sending", "placed"),
        (("480", "after", "/orders"), "sending", "absent"),
        (("480", "before", "/reply/"), "answering", "absent"),
        (("480", "after", "/reply/"), "answering", "placed"),
    ],
    ids=["before sending", "after it was taken", "at its question", "before the reply", "after the reply"],
)
def test_a_process_killed_while_placing_leaves_an_order_that_the_next_one_settles(
    server: Simulation, tmp_path: Path, death: tuple[str, str, str], left: str, verdict: str
):
    journal, name = tmp_path / "orders.jsonl", f"killed-{tmp_path.name}"
    script = [sys.executable, "-c", VICTIM, server.base_url, str(journal), name, *death]
    victim = subprocess.run(script, capture_output=True, text=True, check=False)
    assert (victim.returncode, victim.stderr) == (-signal.SIGKILL, "")
    options: dict[str, Any] = {"keep_alive": False, "clock": ibkr.ManualClock(), "pacing": ibkr.Pacing.off()}
    with ibkr.Client(server.base_url, journal=journal, **options) as ib:
        assert ib.orders.unsettled == (name,)
        (seen,) = ib.orders.recover()
        assert (seen.client_order_id, seen.before, seen.verdict) == (name, left, verdict)
        assert [seen.order_id] * (verdict == "placed") == held(server.gateway, name)
        assert ib.orders.unsettled == ()
    with ibkr.Client(server.base_url, journal=journal, **options) as ib:
        assert ib.orders.unsettled == ()


def in_memory(gateway: Gateway, **options: Any) -> dict[str, Any]:
    transport = SimulatorTransport(gateway)
    return {"transport": transport, "clock": gateway.clock, "keep_alive": False, **options}


def quiet(**changes: Any) -> ibkr.Order:
    return ibkr.Order.limit(AAPL, "BUY", 10, **{"price": "446", **changes})


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_order_is_on_the_disk_before_the_request_leaves(gateway: Gateway, tmp_path: Path):
    path, order = tmp_path / "orders.jsonl", quiet()
    seen: list[str] = []

    class Watching(SimulatorTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            if request.url.path.endswith("/orders") and request.method == "POST":
                seen.extend(line["tickets"][0]["cOID"] for line in lines(path))
            return super().handle_request(request)

    with ibkr.Client(**in_memory(gateway, transport=Watching(gateway), journal=path)) as ib:
        ib.orders.place(ACCOUNT, order)
    assert seen == [order.client_order_id]
    assert [line["state"] for line in lines(path)] == ["sending", "placed"]


def test_the_journal_is_its_owner_s_alone_and_names_no_account(gateway: Gateway, tmp_path: Path):
    path = tmp_path / "orders.jsonl"
    path.touch(mode=0o644)
    with ibkr.Client(**in_memory(gateway, journal=path)) as ib:
        ib.orders.place(ACCOUNT, quiet(manual_indicator=True, ext_operator="Jane Doe", acct_id=ACCOUNT))
    text = path.read_text("utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not [secret for secret in (ACCOUNT, "Jane", gateway.session.token) if secret in text]


def test_one_client_at_a_time_has_the_journal(gateway: Gateway, tmp_path: Path):
    path = tmp_path / "orders.jsonl"
    with (
        ibkr.Client(**in_memory(gateway, journal=path)),
        pytest.raises(ibkr.JournalError, match="one client at a time"),
    ):
        ibkr.Client(**in_memory(gateway, journal=path))
    ibkr.Client(**in_memory(gateway, journal=path)).close()


def test_half_a_line_at_the_end_is_an_order_that_was_not_sent(gateway: Gateway, tmp_path: Path):
    path = tmp_path / "orders.jsonl"
    path.write_bytes(b'{"id":"1","kind":"place","at":1.0,"acc')
    with ibkr.Client(**in_memory(gateway, journal=path)) as ib:
        assert ib.orders.unsettled == ()
        ib.orders.place(ACCOUNT, quiet())
    assert [line["state"] for line in lines(path)] == ["sending", "placed"]


@pytest.mark.parametrize("content", [b"hello\n", b"{}\n", b'{"id":"1","kind":"place"}\n', b"[]\n"])
def test_a_file_that_is_no_journal_is_refused_and_left_alone(
    gateway: Gateway, tmp_path: Path, content: bytes
):
    path = tmp_path / "orders.jsonl"
    path.write_bytes(content)
    with pytest.raises(ibkr.JournalError, match="no journal"):
        ibkr.Client(**in_memory(gateway, journal=path))
    assert path.read_bytes() == content


def test_settled_orders_leave_the_file_when_it_is_opened_again(gateway: Gateway, tmp_path: Path):
    path = tmp_path / "orders.jsonl"
    lost = quiet()
    with ibkr.Client(**in_memory(gateway, journal=path)) as ib:
        ib.orders.place(ACCOUNT, quiet())
        gateway.faults.add(Fault("drop_before", "orders.submit"))
        with pytest.raises(ibkr.OrderUnknown):
            ib.orders.place(ACCOUNT, lost)
    with ibkr.Client(**in_memory(gateway, journal=path)) as ib:
        assert ib.orders.unsettled == (lost.client_order_id,)
    assert [line["tickets"][0]["cOID"] for line in lines(path)] == [lost.client_order_id]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_order_that_shows_up_late_is_found_by_the_next_recovery(gateway: Gateway, tmp_path: Path):
    """A probe saw an order go live long after it had been given up (gateway facts, question and reply)."""
    order = quiet()
    with ibkr.Client(**in_memory(gateway, journal=tmp_path / "orders.jsonl")) as ib:
        gateway.faults.add(Fault("drop_before", "orders.submit"))
        with pytest.raises(ibkr.OrderUnknown):
            ib.orders.place(ACCOUNT, order)
        assert [one.verdict for one in ib.orders.recover()] == ["absent"]
        with ibkr.Client(**in_memory(gateway)) as other:
            other.orders.place(ACCOUNT, order)
        assert [one.verdict for one in ib.orders.recover()] == ["placed"]
        assert ib.orders.recover() == ()


def test_a_cancelled_task_says_what_became_of_its_order(gateway: Gateway, tmp_path: Path):
    order = quiet()

    class Stuck(SimulatorTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            answer = await super().handle_async_request(request)
            if request.url.path.endswith("/orders") and request.method == "POST":
                asyncio.current_task().cancel()
                await asyncio.sleep(0)
            return answer

    async def script() -> None:
        path = tmp_path / "orders.jsonl"
        async with ibkr.AsyncClient(**in_memory(gateway, transport=Stuck(gateway), journal=path)) as ib:
            with pytest.raises(asyncio.CancelledError) as cancelled:
                await asyncio.create_task(ib.orders.place(ACCOUNT, order))
            assert order.client_order_id in cancelled.value.__notes__[0]
            assert lines(path)[-1]["state"] == "interrupted"
            (seen,) = await ib.orders.recover()
            assert (seen.verdict, seen.before) == ("placed", "interrupted")

    asyncio.run(script())


@pytest.mark.parametrize("moment", ["before", "after"])
def test_an_interrupted_call_says_what_became_of_its_order(gateway: Gateway, moment: str):
    class Interrupted(SimulatorTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            doomed = request.url.path.endswith("/orders" if moment == "after" else "/accounts")
            answer = super().handle_request(request)
            if doomed:
                raise KeyboardInterrupt
            return answer

    with ibkr.Client(**in_memory(gateway, transport=Interrupted(gateway))) as ib:
        with pytest.raises(KeyboardInterrupt) as stopped:
            ib.orders.place(ACCOUNT, quiet())
        sent = moment == "after"
        assert (len(getattr(stopped.value, "__notes__", [])), len(ib.orders.unsettled)) == (sent, sent)
