"""Requests that are no JSON, and paths that do not start below the base URL, as they leave the client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from ibkr_wire.models.analytics import PerformanceRequest
from ibkr_wire.models.auth import TokenRequest
from ibkr_wire.rest.api.analytics import performance
from ibkr_wire.rest.api.auth import login_page, token
from ibkr_wire.rest.api.management import open_account
from ibkr_wire.rest.api.notifications import remove_device
from ibkr_wire.rest.client import Client as StockClient

import ibkr

if TYPE_CHECKING:
    from collections.abc import Callable

FORM = "application/x-www-form-urlencoded"
ASKED = TokenRequest(
    grant_type="client_credentials",
    scope="sso-sessions.write",
    client_id="demo",
    client_assertion_type="jwt-bearer",
    client_assertion="a.b.c",
)
WRITTEN = (
    b"grant_type=client_credentials&scope=sso-sessions.write&client_id=demo"
    b"&client_assertion_type=jwt-bearer&client_assertion=a.b.c"
)


def answering(body: bytes) -> tuple[list[httpx.Request], httpx.MockTransport]:
    """A gateway that always says the same, and what it was asked."""
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        request.read()
        asked.append(request)
        return httpx.Response(200, content=body)

    return asked, httpx.MockTransport(answer)


def one(body: bytes, ask: Callable[[ibkr.Client], Any]) -> tuple[httpx.Request, Any]:
    """The only request that a client makes, and what its caller gets."""
    asked, transport = answering(body)
    with ibkr.Client(transport=transport, keep_alive=False) as ib:
        value = ask(ib)
    (request,) = asked
    return request, value


@pytest.mark.parametrize(
    "ask",
    [
        lambda ib: ib.call(token.operation(ASKED)),
        lambda ib: ib.post("/oauth2/api/v1/token", body=ASKED),
    ],
)
def test_a_form_is_sent_to_the_root_of_the_host(ask):
    request, _ = one(b'{"access_token": "t"}', ask)
    assert str(request.url) == "https://localhost:5000/oauth2/api/v1/token"
    assert (request.headers["content-type"], request.content) == (FORM, WRITTEN)


@pytest.mark.parametrize(
    "ask",
    [
        lambda ib: ib.call(open_account.operation("a.b.c")),
        lambda ib: ib.post("/gw/api/v1/accounts", body="a.b.c"),
    ],
)
def test_a_signed_body_is_sent_as_it_is(ask):
    request, _ = one(b"{}", ask)
    assert (request.headers["content-type"], request.content) == ("application/jwt", b"a.b.c")


def test_a_page_at_the_root_is_an_answer():
    assert one(b"<html>", lambda ib: ib.call(login_page.operation()))[1] == "<html>"


def test_an_empty_answer_is_an_empty_text():
    assert one(b"", lambda ib: ib.call(remove_device.operation("phone-1")))[1] == ""


def test_the_stock_functions_send_forms_to_the_root_too():
    asked, transport = answering(b'{"access_token": "t"}')
    with StockClient("https://localhost:5000/v1/api", httpx_args={"transport": transport}) as client:
        token.sync(ASKED, client=client)
    (request,) = asked
    assert str(request.url) == "https://localhost:5000/oauth2/api/v1/token"
    assert (request.headers["content-type"], request.content) == (FORM, WRITTEN)


@pytest.mark.parametrize(
    "again",
    [
        lambda ib: ib.call(performance.operation(PerformanceRequest(acct_ids=["DU2", "DU3"]))),
        lambda ib: ib.post("/pa/performance", body={"acctIds": ["DU3"]}),
    ],
)
def test_a_limit_for_each_account_counts_accounts_in_the_body(again):
    _, transport = answering(b'{"id": "getPerformanceData"}')
    with ibkr.Client(transport=transport, keep_alive=False, clock=ibkr.ManualClock()) as ib:
        ib.call(performance.operation(PerformanceRequest(acct_ids=["DU1", "DU3"])))
        ib.call(performance.operation(PerformanceRequest(acct_ids=["DU4"])))
        with pytest.raises(ibkr.PacingError):
            again(ib)
