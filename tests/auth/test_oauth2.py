"""OAuth 2.0 from end to end, against a service that checks every statement."""

from __future__ import annotations

import asyncio
import base64
import json
from typing import Any

import httpx
import pytest

from ibkr._core.pacing import Pacing
from ibkr._sync.client import Client
from ibkr.auth.oauth2 import SESSION, TOKEN, statement
from ibkr.errors import GatewayFault, NotAuthenticated
from ibkr.model.clock import ManualClock
from tests.auth.material import HOSTED, Hosted, key, oauth2, pem

ACCOUNT, DAY = "DU1234567", 86_400.0
STEPS = ["/oauth2/api/v1/token", "/gw/api/v1/sso-sessions"]
INIT, ACCOUNTS = "/iserver/auth/ssodh/init", "/iserver/accounts"


def test_the_first_call_signs_in_and_opens_the_brokerage_session():
    hosted = Hosted()
    with hosted.client(oauth2()) as ib:
        assert ib.accounts.brokerage().accounts == [ACCOUNT]
    assert hosted.asked == [*STEPS, INIT, ACCOUNTS]


def test_the_asynchronous_client_does_the_same():
    hosted = Hosted()

    async def ask() -> list[str]:
        async with hosted.async_client(oauth2()) as ib:
            return (await ib.accounts.brokerage()).accounts

    assert asyncio.run(ask()) == [ACCOUNT]


def test_the_session_is_renewed_before_it_ends():
    hosted = Hosted()
    with hosted.client(oauth2()) as ib:
        ib.portfolio.accounts()
        hosted.clock.advance(DAY - 30)
        ib.portfolio.accounts()
    assert hosted.asked[3:] == [*STEPS, "/portfolio/accounts"]
    assert hosted.refused == []


def test_a_refused_session_is_replaced_and_the_call_made_again():
    hosted = Hosted()
    with hosted.client(oauth2()) as ib:
        ib.portfolio.accounts()
        assert hosted.server.two is not None
        hosted.server.two.bearer = None
        assert ib.portfolio.accounts()[0].account_id == ACCOUNT
    assert hosted.refused == ["/portfolio/accounts"]


@pytest.mark.parametrize(
    ("changes", "step", "said"),
    [
        ({"client_id": "other"}, TOKEN.name, "unknown client"),
        ({"client_key_id": "other"}, TOKEN.name, "unknown key"),
        ({"private_key": pem(key("signature"))}, TOKEN.name, "signature is wrong"),
        ({"scope": "accounts.read"}, SESSION.name, r"sso-sessions\.write is needed"),
        ({"credential": "somebody"}, SESSION.name, "may not open sessions"),
    ],
)
def test_a_refused_step_is_named_and_quoted(changes: dict[str, str], step: str, said: str):
    hosted = Hosted()
    with hosted.client(oauth2(**changes)) as ib, pytest.raises(NotAuthenticated, match=said) as caught:
        ib.portfolio.accounts()
    assert caught.value.operation == step


def test_a_statement_is_a_json_web_token():
    parts = statement({"iss": "me"}, key=key("client"), key_id="main").split(".")
    head, claims = (json.loads(base64.urlsafe_b64decode(part + "==")) for part in parts[:2])
    assert head == {"alg": "RS256", "typ": "JWT", "kid": "main"}
    assert claims == {"iss": "me"}
    assert "=" not in "".join(parts)


def asked_of(answers: list[httpx.Response]) -> tuple[Client, list[httpx.Request]]:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return answers.pop(0)

    ib = Client(
        HOSTED,
        auth=oauth2(),
        transport=httpx.MockTransport(answer),
        clock=ManualClock(1_768_404_700.0),
        pacing=Pacing.off(),
        keep_alive=False,
    )
    return ib, asked


def claims_of(token: str) -> dict[str, Any]:
    return json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))


def test_the_requests_are_those_of_the_documentation():
    ib, asked = asked_of(
        [
            httpx.Response(200, json={"access_token": "one", "token_type": "Bearer", "expires_in": 86400}),
            httpx.Response(200, json={"session_token": "two"}),
            httpx.Response(200, json=[{"id": ACCOUNT, "accountId": ACCOUNT}]),
        ]
    )
    with ib:
        ib.portfolio.accounts()
    token, session, call = asked
    assert str(token.url) == "https://api.ibkr.com/oauth2/api/v1/token"
    assert token.headers["content-type"] == "application/x-www-form-urlencoded"
    form = dict(httpx.QueryParams(token.content.decode()))
    proof = claims_of(form.pop("client_assertion"))
    assert form == {
        "grant_type": "client_credentials",
        "scope": "sso-sessions.write",
        "client_id": "client-7",
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    }
    assert proof.pop("jti")
    assert proof == {
        "iss": "client-7",
        "sub": "client-7",
        "aud": "/token",
        "exp": 1_768_404_760,
        "iat": 1_768_404_690,
    }
    assert str(session.url) == "https://api.ibkr.com/gw/api/v1/sso-sessions"
    assert session.headers["content-type"] == "application/jwt"
    assert session.headers["authorization"] == "Bearer one"
    assert claims_of(session.content.decode()) == {
        "ip": "203.0.113.7",
        "credential": "simuser1",
        "iss": "client-7",
        "iat": 1_768_404_690,
        "exp": 1_768_491_100,
    }
    assert call.headers["authorization"] == "Bearer two"
    assert str(call.url) == f"{HOSTED}/portfolio/accounts"


@pytest.mark.parametrize(
    ("answer", "kind", "told"),
    [
        (httpx.Response(200, json={"token_type": "Bearer"}), GatewayFault, "access_token is missing"),
        (
            httpx.Response(401, json={"title": "Unauthorized", "detail": "the assertion is expired"}),
            NotAuthenticated,
            "Unauthorized: the assertion is expired",
        ),
        (httpx.Response(503), GatewayFault, "maintenance"),
    ],
)
def test_an_answer_without_a_token_is_an_error(answer: httpx.Response, kind: type[Exception], told: str):
    ib, _ = asked_of([answer])
    with ib, pytest.raises(kind, match=told):
        ib.portfolio.accounts()
