"""Our client, a gateway program as a proxy, and `ibkr simulate --http` behind it: the whole way."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest

import ibkr
from tests.simulator.gateway.front import GatewayProgram

SIMULATE = (sys.executable, "-m", "ibkr.cli", "simulate", "--port", "0", "--http", "--no-pacing")


@pytest.fixture(scope="module")
def program() -> Iterator[GatewayProgram]:
    command = [*SIMULATE, "--login", "manual"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        base_url = process.stdout.readline().split()[1]
        with GatewayProgram(base_url.removesuffix("/v1/api")) as running:
            yield running
        process.send_signal(signal.SIGINT)


@pytest.fixture(scope="module")
def logged_in(program) -> GatewayProgram:
    """Somebody clicks through the login page; the program does the rest."""
    root = program.base_url.removesuffix("/v1/api")
    with httpx.Client(follow_redirects=True) as browser:
        assert browser.get(f"{program.base_url}/portfolio/accounts").status_code == 401
        assert browser.post(f"{program.base_url}/iserver/reauthenticate").json() == {"error": "not logged in"}
        page = browser.get(f"{root}/")
        assert "/sso/Dispatcher" in page.text
        assert browser.get(f"{root}/sso/Dispatcher").text == "Client login succeeds"
    assert program.has_logged_in.wait(20)
    return program


@pytest.fixture(scope="module")
def ib(logged_in) -> Iterator[ibkr.Client]:
    with ibkr.Client(logged_in.base_url) as client:
        yield client


def test_the_program_logs_in_by_its_own_chain(logged_in):
    assert logged_in.asked == [
        "GET sso/validate",
        "GET one/user",
        "GET ssodh/init",
        "GET ssodh/st",
        "GET iserver/auth/status",
        "POST iserver/auth/ssodh/init",
        "POST iserver/auth/ssodh/response",
        "GET iserver/accounts",
        "GET tickle",
    ]


def test_answers_come_in_chunks_and_no_cookie_is_needed(logged_in):
    answer = httpx.get(f"{logged_in.base_url.replace('/v1/api', '/v1/portal')}/portfolio/accounts")
    assert answer.json()[0]["accountId"] == "DU1234567"
    assert answer.headers["transfer-encoding"] == "chunked"


def test_accounts_positions_money_and_history_are_there(ib):
    (account,) = ib.portfolio.accounts()
    assert list(ib.portfolio.all_positions(account.account_id))
    assert ib.portfolio.ledger(account.account_id)
    aapl = ib.contracts.find("AAPL")
    quote = ib.market_data.snapshot(aapl, fields=["last", "bid", "ask"], wait=5)
    assert quote.bid < quote.ask
    assert len(ib.market_data.bars(aapl, period="1m", bar="1d")) > 15


def test_an_order_is_placed_through_its_questions_and_cancelled(ib):
    (account,) = ib.portfolio.accounts()
    ticket = ibkr.Order.limit(ib.contracts.find("AAPL"), "BUY", 2, price="300")
    placed = ib.orders.place(account.account_id, ticket, answer=lambda _: True)
    placed.cancel()
    placed.wait("cancelled", timeout=20)


def test_the_stream_brings_quotes_and_orders_in_binary_frames(ib):
    (account,) = ib.portfolio.accounts()
    aapl, seen = ib.contracts.find("AAPL"), set()
    with ib.stream() as stream:
        stream.market_data(aapl.conid, fields=["last", "bid", "ask"])
        stream.orders()
        placed = None
        for event in stream:
            seen.add(type(event))
            if isinstance(event, ibkr.Quote) and placed is None:
                ticket = ibkr.Order.limit(aapl, "BUY", 1, price="301")
                placed = ib.orders.place(account.account_id, ticket, answer=lambda _: True)
            if placed is not None and isinstance(event, ibkr.OrderUpdate):
                break
        placed.cancel()
    assert {ibkr.Quote, ibkr.OrderUpdate} <= seen
