"""OAuth 1.0a from end to end: both clients against a service that checks every signature."""

from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from ibkr._core import opening
from ibkr._core.pacing import Pacing
from ibkr.auth.oauth1 import LIVE_SESSION
from ibkr.errors import (
    CompetingSession,
    ConfigError,
    GatewayFault,
    GatewayUnreachable,
    IbkrError,
    NotAuthenticated,
    WrongBasePath,
)
from ibkr.model.answers import Answers
from ibkr.model.clock import ManualClock
from ibkr.model.orders import Order
from ibkr.simulator import Fault, Faults
from tests.auth.material import ACCESS_TOKEN, HOSTED, SECRET, Hosted, consumer, key, oauth1, pem, public_pem

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = 86_400.0
ACCOUNT, AAPL = "DU1234567", 265598
SIGN_IN, INIT, ACCOUNTS = "/oauth/live_session_token", "/iserver/auth/ssodh/init", "/iserver/accounts"


def test_the_first_call_signs_in_and_opens_the_brokerage_session():
    hosted = Hosted()
    with hosted.client(oauth1()) as ib:
        assert ib.accounts.brokerage().accounts == [ACCOUNT]
        assert ib.session.state == "ready"
    assert hosted.asked == [SIGN_IN, INIT, ACCOUNTS]


def test_what_needs_no_brokerage_session_opens_none():
    hosted = Hosted()
    with hosted.client(oauth1()) as ib:
        assert ib.portfolio.accounts()[0].account_id == ACCOUNT
        assert ib.session.state == "no_bridge"
    assert hosted.asked == [SIGN_IN, "/portfolio/accounts"]


def test_the_asynchronous_client_does_the_same():
    hosted = Hosted()

    async def ask() -> list[str]:
        async with hosted.async_client(oauth1()) as ib:
            return (await ib.accounts.brokerage()).accounts

    assert asyncio.run(ask()) == [ACCOUNT]
    assert hosted.asked == [SIGN_IN, INIT, ACCOUNTS]


def test_an_order_with_questions_passes_signed():
    hosted = Hosted()
    ticket = Order.limit(AAPL, "BUY", 1, price="440")
    with hosted.client(oauth1()) as ib:
        placed = ib.orders.place(ACCOUNT, ticket, answer=Answers.accept("o163", "o354", "o451"))
    assert placed.state in ("pre_submitted", "submitted", "filled")
    assert hosted.refused == []


def test_parameters_in_the_query_and_odd_signs_in_the_path_are_signed():
    hosted = Hosted()
    with hosted.client(oauth1()) as ib:
        assert ib.contracts.search(symbol="IBM")
        assert ib.get("/iserver/marketdata/snapshot", params={"conids": "265598,8314", "fields": "31,84"})
        assert ib.get("/trsrv/stocks", params={"symbols": "AAPL,BRK B,Ä&ö=ü"})["AAPL"]
        with pytest.raises(IbkrError) as caught:
            ib.get("/iserver/contract/a b,c@d/info")
    assert caught.value.status != 401
    assert hosted.refused == []


# --- renewal -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("left", "renewed"), [(61.0, False), (59.0, True), (-1.0, True)])
def test_a_token_is_not_used_in_its_last_minute(left: float, renewed: bool):
    hosted = Hosted()
    with hosted.client(oauth1()) as ib:
        ib.accounts.brokerage()
        hosted.clock.advance(DAY - left)
        ib.accounts.brokerage()
    assert hosted.asked[3:] == ([SIGN_IN, INIT, ACCOUNTS] if renewed else [ACCOUNTS])
    assert hosted.refused == []


@pytest.mark.parametrize("told", [None, 0, "tomorrow", 10**15])
def test_an_end_that_cannot_be_believed_is_a_day_away(told: Any):
    hosted = Hosted()
    inner = hosted.options(None)["transport"]

    def answer(request: httpx.Request) -> httpx.Response:
        response = inner.handle_request(request)
        if request.url.path.endswith(SIGN_IN):
            return httpx.Response(200, json={**response.json(), "live_session_token_expiration": told})
        return response

    with hosted.client(oauth1(), transport=httpx.MockTransport(answer)) as ib:
        ib.portfolio.accounts()
        hosted.clock.advance(DAY - 70)
        ib.portfolio.accounts()
    assert hosted.asked.count(SIGN_IN) == 1


def test_the_keep_alive_renews_ten_minutes_before_the_end_and_reopens_the_brokerage_session():
    hosted = Hosted()
    with hosted.client(oauth1()) as ib:
        ib.accounts.brokerage()
        hosted.clock.advance(DAY - 601)
        ib.session.tickle()
        assert hosted.asked[3:] == ["/tickle"]
        hosted.clock.advance(2)
        ib.session.tickle()
    assert hosted.asked[4:] == [SIGN_IN, "/tickle", INIT]


def test_a_refused_token_is_replaced_and_the_call_made_again():
    hosted = Hosted()
    with hosted.client(oauth1()) as ib:
        ib.portfolio.accounts()
        revoke(hosted)
        assert ib.portfolio.accounts()[0].account_id == ACCOUNT
    assert hosted.refused == ["/portfolio/accounts"]
    assert hosted.asked.count(SIGN_IN) == 2


def test_a_call_that_is_refused_twice_is_not_made_a_third_time():
    hosted = Hosted()
    hosted.gateway.faults = Faults(Fault("answer", "portfolio.accounts", status=401, times=None))
    with hosted.client(oauth1()) as ib, pytest.raises(NotAuthenticated, match="ibkr auth doctor"):
        ib.portfolio.accounts()
    assert hosted.asked == [SIGN_IN, "/portfolio/accounts", SIGN_IN, "/portfolio/accounts"]


def test_a_refused_order_is_not_sent_again_though_the_token_is_renewed():
    hosted = Hosted()
    ticket = Order.limit(AAPL, "BUY", 1, price="440")
    submit = f"/iserver/account/{ACCOUNT}/orders"
    with hosted.client(oauth1()) as ib:
        ib.accounts.brokerage()
        revoke(hosted)
        with pytest.raises(NotAuthenticated, match="its token is renewed: call again") as caught:
            ib.orders.place(ACCOUNT, ticket, answer=Answers.accept("o163", "o354", "o451"))
        assert caught.value.retryable
        assert hosted.asked.count(submit) == 1
        ib.orders.place(ACCOUNT, ticket, answer=Answers.accept("o163", "o354", "o451"))
    assert hosted.asked.count(submit) == 2


def test_what_ended_with_the_brokerage_session_is_said_again_after_each_opening():
    hosted, openings = Hosted(), list[str]()
    with hosted.client(oauth1()) as ib:

        def note(desk: Any) -> Any:
            openings.append(desk.session.state)
            yield from ()

        ib._desk.after_opening.append(note)
        ib.accounts.brokerage()
        ib.accounts.brokerage()
        revoke(hosted)
        ib.accounts.brokerage()
    assert openings == ["ready", "ready"]


def test_another_login_is_not_thrown_out_unless_the_client_may():
    hosted = Hosted()
    with hosted.client(oauth1()) as ib:
        ib.portfolio.accounts()
        hosted.gateway.session.flags.competing = True
        with pytest.raises(CompetingSession):
            ib.accounts.brokerage()
    with hosted.client(oauth1(), compete=True) as ib:
        hosted.gateway.session.flags.competing = True
        assert ib.accounts.brokerage().accounts == [ACCOUNT]


def revoke(hosted: Hosted) -> None:
    """The service forgets the live session token, as it does at its nightly reset."""
    assert hosted.server.one is not None
    hosted.server.one.live_token = None


# --- one at a time -----------------------------------------------------------------------------


def in_threads(hosted: Hosted, ask: Callable[[Any], object]) -> None:
    gate = threading.Barrier(32)

    def one(_: int) -> None:
        gate.wait()
        ask(ib)

    with hosted.client(oauth1()) as ib, ThreadPoolExecutor(32) as pool:
        list(pool.map(one, range(32)))
        revoke(hosted)
        list(pool.map(one, range(32)))


def test_many_threads_sign_in_once_and_renew_once():
    hosted = Hosted()
    in_threads(hosted, lambda ib: ib.portfolio.accounts())
    assert hosted.asked.count(SIGN_IN) == 2


def test_many_tasks_sign_in_once_and_renew_once():
    hosted = Hosted()

    async def ask() -> None:
        async with hosted.async_client(oauth1()) as ib:
            await asyncio.gather(*(ib.portfolio.accounts() for _ in range(32)))
            revoke(hosted)
            await asyncio.gather(*(ib.accounts.brokerage() for _ in range(32)))

    asyncio.run(ask())
    assert hosted.asked.count(SIGN_IN) == 2
    assert hosted.asked.count(INIT) - hosted.refused.count(INIT) == 1


def test_two_clients_may_share_one_sign_in():
    hosted, auth = Hosted(), oauth1()
    with hosted.client(auth) as one, hosted.client(auth) as other:
        one.portfolio.accounts()
        other.portfolio.accounts()
    assert hosted.asked.count(SIGN_IN) == 1


def test_timestamps_never_run_backwards():
    hosted = Hosted()
    seen: list[str] = []
    auth = oauth1()
    with hosted.client(auth, transport=watching(hosted, seen)) as ib:
        ib.portfolio.accounts()
        ib._desk.clock = ManualClock(hosted.clock.now() - 50)
        ib.portfolio.accounts()
    stamps = [header.split('oauth_timestamp="')[1][:10] for header in seen]
    assert stamps == sorted(stamps)


def watching(hosted: Hosted, seen: list[str]) -> httpx.BaseTransport:
    inner = hosted.options(None)["transport"]

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers["authorization"])
        return inner.handle_request(request)

    return httpx.MockTransport(answer)


# --- refusals ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("auth", "service", "said"),
    [
        ({"consumer_key": "SOMEBODY1"}, {}, "invalid consumer"),
        ({"access_token": "another"}, {}, "invalid token"),
        ({"realm": "test_realm"}, {}, "invalid realm"),
        ({"signature_key": pem(key("encryption"))}, {}, "invalid signature"),
        ({}, {"secret": b"renewed since"}, "invalid signature"),
        ({}, {"prime": consumer().prime + 2}, "does not fit.*dh_prime"),
    ],
)
def test_a_refused_sign_in_names_the_step_and_quotes_ibkr(
    auth: dict[str, Any], service: dict[str, Any], said: str
):
    hosted = Hosted(**service)
    with hosted.client(oauth1(**auth)) as ib, pytest.raises(NotAuthenticated, match=said) as caught:
        ib.portfolio.accounts()
    assert caught.value.operation == LIVE_SESSION.name
    assert hosted.asked == [SIGN_IN]


def test_a_clock_that_is_wrong_is_refused_in_words():
    hosted = Hosted()
    wrong = ManualClock(hosted.clock.now() + 3600)
    with (
        hosted.client(oauth1(), clock=wrong) as ib,
        pytest.raises(NotAuthenticated, match=r"invalid oauth_timestamp.*doctor"),
    ):
        ib.portfolio.accounts()


@pytest.mark.parametrize(
    ("answer", "kind", "told"),
    [
        (httpx.Response(500), GatewayFault, "overload"),
        (httpx.Response(200, text="<html>"), WrongBasePath, "a web page came back"),
        (httpx.Response(200, text="[1]"), GatewayFault, "no JSON object"),
        (httpx.Response(200, json={}), GatewayFault, "diffie_hellman_response is missing"),
        (httpx.Response(401, text="id: 7, error: invalid consumer"), NotAuthenticated, "invalid consumer"),
        (httpx.Response(401), NotAuthenticated, "status 401"),
        (httpx.Response(429), IbkrError, "too often"),
        (
            httpx.Response(200, json={"diffie_hellman_response": "1", "live_session_token_signature": "0"}),
            GatewayFault,
            "out of range",
        ),
    ],
)
def test_an_answer_that_gives_no_token_is_an_error_of_its_kind(
    answer: httpx.Response, kind: type[IbkrError], told: str
):
    with canned(lambda _: answer) as ib, pytest.raises(kind, match=told):
        ib.portfolio.accounts()


def test_a_service_that_echoes_secrets_does_not_get_them_into_errors(caplog: pytest.LogCaptureFixture):
    def echo(request: httpx.Request) -> httpx.Response:
        words = f"bad base string {SECRET.hex()}POST&... for {ACCESS_TOKEN}"
        return httpx.Response(401, json={"error": words, "header": request.headers["authorization"]})

    with (
        caplog.at_level(logging.DEBUG),
        canned(echo) as ib,
        pytest.raises(NotAuthenticated, match=r"bad base string \*\*\*") as caught,
    ):
        ib.portfolio.accounts()
    told = f"{caught.value!r} {caught.value.__dict__} {caught.value.__cause__} {caplog.text}"
    assert SECRET.hex() not in told
    assert ACCESS_TOKEN not in told


def test_nothing_secret_is_logged_in_a_whole_session(caplog: pytest.LogCaptureFixture):
    hosted = Hosted()
    with caplog.at_level(logging.DEBUG), hosted.client(oauth1()) as ib:
        ib.accounts.brokerage()
        revoke(hosted)
        ib.accounts.brokerage()
        assert hosted.server.one is not None
        secrets = [
            SECRET.hex(),
            ACCESS_TOKEN,
            (hosted.server.one.live_token or b"?").hex(),
            "oauth_signature",
        ]
        told = f"{caplog.text} {[record.__dict__ for record in caplog.records]} {ib._desk}"
    assert [secret for secret in secrets if secret in told] == []


def test_a_wrong_key_is_told_before_anything_is_sent():
    hosted = Hosted()
    with pytest.raises(ConfigError, match="public key"):
        hosted.client(oauth1(signature_key=public_pem(key("signature"))))
    assert hosted.asked == []


def test_a_session_that_is_gone_says_what_to_do_without_a_gateway():
    hosted = Hosted()
    with hosted.client(oauth1()) as ib:
        ib.session._book.move("logged_out", now=0.0, why="the test")
        error = ib.session._book.error(base_url=HOSTED)
    assert "ibkr auth doctor" in str(error)
    assert "browser" not in str(error)


def test_no_sign_in_without_a_connection():
    def broken(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route", request=request)

    with canned(broken) as ib, pytest.raises(GatewayUnreachable) as caught:
        ib.portfolio.accounts()
    assert caught.value.operation == LIVE_SESSION.name


def canned(answer: Callable[[httpx.Request], httpx.Response]) -> Any:
    from ibkr._sync.client import Client

    return Client(
        HOSTED,
        auth=oauth1(),
        transport=httpx.MockTransport(answer),
        clock=ManualClock(),
        pacing=Pacing.off(),
        keep_alive=False,
    )


# --- other hosts -------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["/portfolio/accounts", "/live_session_token"])
def test_a_node_that_is_gone_is_left_for_the_next(part: str):
    hosted, hosts = Hosted(), list[str]()
    inner = hosted.options(None)["transport"]

    def answer(request: httpx.Request) -> httpx.Response:
        hosts.append(request.headers["host"])
        gone = request.url.host == "api.ibkr.com" and request.url.path.endswith(part)
        return httpx.Response(410) if gone else inner.handle_request(request)

    with canned(answer) as ib:
        ib._desk.clock = hosted.clock
        assert ib.portfolio.accounts()[0].account_id == ACCOUNT
        assert ib.portfolio.accounts()[0].account_id == ACCOUNT
        stream = ib._desk.auth.stream_url(ib._desk)
    assert hosts[0] == "api.ibkr.com"
    assert hosts[-2:] == ["1.api.ibkr.com"] * 2
    assert stream == f"wss://1.api.ibkr.com/v1/api/ws?oauth_token={ACCESS_TOKEN}"


def test_a_service_that_is_gone_everywhere_is_an_error():
    hosts: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        hosts.append(request.headers["host"])
        return httpx.Response(410)

    with canned(answer) as ib, pytest.raises(GatewayFault):
        ib.portfolio.accounts()
    assert hosts == ["api.ibkr.com", "1.api.ibkr.com", "2.api.ibkr.com"]


def test_a_sign_in_survives_a_session_that_is_checked_by_hand():
    hosted = Hosted()
    with hosted.client(oauth1()) as ib:
        assert ib._shell.run(opening.check(ib._desk)) == "no_bridge"
        assert ib.session.open() == "ready"
        ib.session.require()
