"""The simulated hosted service, spoken to by hand: what it takes, and what it answers otherwise."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from hypothesis import given
from hypothesis import strategies as st

from ibkr.simulator.http import Request, Response
from tests.auth.material import (
    ACCESS_TOKEN,
    CLIENT_ID,
    CONSUMER_KEY,
    CREDENTIAL,
    GROUP_14,
    KEY_ID,
    SECRET,
    Hosted,
    key,
)

HOST = "localhost:5000"
PRIVATE = 0xABCDEF0123456789


class Signer:
    """Signs as the documentation says, step by step, and shares nothing with the library's own client."""

    def __init__(self, hosted: Hosted) -> None:
        self.hosted = hosted
        self.token = b""
        self.count = 0

    def said(self, method: str, **extra: str | None) -> dict[str, str]:
        self.count += 1
        said = {
            "oauth_consumer_key": CONSUMER_KEY,
            "oauth_nonce": f"nonce{self.count:011d}",
            "oauth_signature_method": method,
            "oauth_timestamp": str(int(self.hosted.clock.now())),
            "oauth_token": ACCESS_TOKEN,
            **extra,
        }
        return {name: value for name, value in said.items() if value is not None}

    def live_session_token(self, **extra: str | None) -> Response:
        challenge = f"{pow(2, PRIVATE, GROUP_14):x}"
        said = self.said("RSA-SHA256", **{"diffie_hellman_challenge": challenge, **extra})
        path = "/v1/api/oauth/live_session_token"
        base = SECRET.hex() + text("POST", f"https://{HOST}{path}", said)
        signature = key("signature").sign(base.encode(), padding.PKCS1v15(), hashes.SHA256())
        return self.send("POST", path, said, base64.b64encode(signature).decode())

    def sign_in(self) -> dict[str, Any]:
        answer = self.live_session_token().decoded()
        shared = pow(int(answer["diffie_hellman_response"], 16), PRIVATE, GROUP_14)
        length = shared.bit_length() // 8 + 1
        self.token = hmac.digest(shared.to_bytes(length), SECRET, hashlib.sha1)
        return answer

    def call(
        self,
        method: str,
        target: str,
        *,
        signed: dict[str, str] | None = None,
        url: str | None = None,
        encode: Any = quote,
        **extra: str | None,
    ) -> Response:
        """A call; `signed` are the parameters that are signed besides the header's."""
        said = self.said("HMAC-SHA256", **extra)
        url = url or f"https://{HOST}/v1/api{target.partition('?')[0]}"
        base = text(method, url, {**said, **(signed or {})}, encode)
        signature = base64.b64encode(hmac.digest(self.token, base.encode(), hashlib.sha256)).decode()
        return self.send(method, f"/v1/api{target}", said, signature)

    def send(self, method: str, target: str, said: dict[str, str], signature: str) -> Response:
        listed = {**said, "oauth_signature": quote(signature, safe="")}
        header = 'OAuth realm="limited_poa", ' + ", ".join(f'{k}="{listed[k]}"' for k in sorted(listed))
        headers = {"Authorization": header, "Host": HOST}
        return self.hosted.gateway.handle(Request.to(method, target, headers=headers))


def text(method: str, url: str, said: dict[str, str], encode: Any = quote) -> str:
    joined = "&".join(f"{name}={value}" for name, value in sorted(said.items()))
    return f"{method}&{encode(url, safe='')}&{encode(joined, safe='')}"


@pytest.fixture
def signer():
    return Signer(Hosted())


@pytest.fixture
def signed_in(signer: Signer):
    signer.sign_in()
    return signer


def error_of(answer: Response, status: int = 401) -> str:
    assert answer.status == status
    return answer.decoded()["error"]


# --- the live session token ----------------------------------------------------------------------


def test_the_token_comes_with_a_proof_and_an_end(signer: Signer):
    answer = signer.sign_in()
    proof = hmac.new(signer.token, CONSUMER_KEY.encode(), hashlib.sha1).hexdigest()
    assert answer["live_session_token_signature"] == proof
    assert answer["live_session_token_expiration"] == (signer.hosted.clock.now() + 86_400) * 1000


WRONG_PARTS = {
    "oauth_nonce": (None, "missing: oauth_nonce"),
    "diffie_hellman_challenge": (None, "missing: diffie_hellman_challenge"),
    "oauth_consumer_key": ("OTHER", "invalid consumer"),
    "oauth_token": ("other", "invalid token"),
    "oauth_signature_method": ("HMAC-SHA256", "must be RSA-SHA256"),
    "oauth_timestamp": ("1000000000", "invalid oauth_timestamp"),
}


@pytest.mark.parametrize(("part", "value", "told"), [(part, *rest) for part, rest in WRONG_PARTS.items()])
def test_a_part_that_is_missing_or_wrong_is_named(signer: Signer, part: str, value: str | None, told: str):
    assert told in error_of(signer.live_session_token(**{part: value}))


@pytest.mark.parametrize("challenge", ["zz", "0", "1", f"{GROUP_14 - 1:x}", f"{GROUP_14:x}"])
def test_a_challenge_that_hides_no_secret_is_refused(signer: Signer, challenge: str):
    assert "diffie_hellman_challenge" in error_of(
        signer.live_session_token(diffie_hellman_challenge=challenge)
    )


def test_only_posts_sign_in(signer: Signer):
    answer = signer.hosted.gateway.handle(Request.to("GET", "/v1/api/oauth/live_session_token"))
    assert answer.status == 404


# --- calls ---------------------------------------------------------------------------------------


def test_nothing_is_answered_before_somebody_signed_in(signer: Signer):
    assert error_of(signer.call("GET", "/portfolio/accounts")) == "live session token expired"
    assert signer.hosted.gateway.handle(Request.to("POST", "/v1/api/tickle")).status == 401


def test_a_signed_call_passes(signed_in: Signer):
    assert signed_in.call("GET", "/portfolio/accounts").status == 200


def test_the_brokerage_session_is_for_the_client_to_open(signed_in: Signer):
    assert error_of(signed_in.call("GET", "/iserver/accounts"), 400) == "Init session first"


@pytest.mark.parametrize("signed", [{}, {"symbols": "BRK B"}], ids=["outside", "inside"])
@pytest.mark.parametrize("encode", [quote, quote_plus])
def test_query_parameters_may_be_signed_or_not(signed_in: Signer, signed: dict[str, str], encode: Any):
    answer = signed_in.call("GET", "/trsrv/stocks?symbols=BRK%20B", signed=signed, encode=encode)
    assert answer.status == 200


@pytest.mark.parametrize("place", [f"https://{HOST}", f"http://{HOST}", "https://api.ibkr.com"])
def test_the_name_by_which_the_service_was_called_counts(signed_in: Signer, place: str):
    assert (
        signed_in.call("GET", "/portfolio/accounts", url=f"{place}/v1/api/portfolio/accounts").status == 200
    )


@pytest.mark.parametrize(
    ("signed", "url"),
    [({"symbols": "IBM"}, None), ({}, "https://evil.example/v1/api/trsrv/stocks")],
    ids=["another query", "another host"],
)
def test_a_signature_over_something_else_is_refused(
    signed_in: Signer, signed: dict[str, str], url: str | None
):
    answer = signed_in.call("GET", "/trsrv/stocks?symbols=AAPL", signed=signed, url=url)
    assert error_of(answer) == "invalid signature"


def test_a_call_cannot_be_played_again(signed_in: Signer):
    nonce = {"oauth_nonce": "once"}
    assert signed_in.call("GET", "/portfolio/accounts", **nonce).status == 200
    assert error_of(signed_in.call("GET", "/portfolio/accounts", **nonce)) == "oauth_nonce was used before"


def test_the_token_ends_after_a_day(signed_in: Signer):
    signed_in.hosted.clock.advance(86_399)
    assert signed_in.call("GET", "/portfolio/accounts").status == 200
    signed_in.hosted.clock.advance(1)
    assert error_of(signed_in.call("GET", "/portfolio/accounts")) == "live session token expired"


def test_a_new_token_ends_the_one_before(signed_in: Signer):
    old = signed_in.token
    signed_in.sign_in()
    signed_in.token, new = old, signed_in.token
    assert error_of(signed_in.call("GET", "/portfolio/accounts")) == "invalid signature"
    signed_in.token = new
    assert signed_in.call("GET", "/portfolio/accounts").status == 200


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_header_gets_an_answer(header: str, token: str):
    service = HOSTED_FOR_ALL
    for path in ("/v1/api/tickle", "/v1/api/oauth/live_session_token", "/gw/api/v1/sso-sessions"):
        for scheme in ("OAuth ", "Bearer ", ""):
            asked = Request(
                "POST", path, {"oauth_token": token}, {"Authorization": scheme + header}, header.encode()
            )
            assert service.gateway.handle(asked).status in (401, 415)


HOSTED_FOR_ALL = Hosted()


# --- websockets ----------------------------------------------------------------------------------


def test_a_websocket_shows_the_access_token_and_the_session(signed_in: Signer):
    gateway = signed_in.hosted.gateway
    session = signed_in.call("POST", "/tickle").decoded()["session"]
    socket = gateway.connect({"Cookie": f"api={session}"}, {"oauth_token": ACCESS_TOKEN})
    signed_in.hosted.clock.advance(1)
    assert any(b"system" in frame for frame in socket.pull() if isinstance(frame, bytes))


@pytest.mark.parametrize("query", [{}, {"oauth_token": "other"}, {"oauth_token": "é"}, {"bearer_token": ""}])
def test_a_websocket_without_the_access_token_is_closed(signed_in: Signer, query: dict[str, str]):
    session = signed_in.call("POST", "/tickle").decoded()["session"]
    socket = signed_in.hosted.gateway.connect({"Cookie": f"api={session}"}, query)
    assert socket.ended


# --- OAuth 2.0 -----------------------------------------------------------------------------------


def token_of(claims: dict[str, Any], head: dict[str, Any] | None = None, use: str = "client") -> str:
    header = {"alg": "RS256", "typ": "JWT", "kid": KEY_ID, **(head or {})}
    parts = [
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in (header, claims)
    ]
    signature = key(use).sign(".".join(parts).encode(), padding.PKCS1v15(), hashes.SHA256())
    return ".".join([*parts, base64.urlsafe_b64encode(signature).rstrip(b"=").decode()])


def ask_token(hosted: Hosted, *, assertion: str | None = None, form: Any = None, **claims: Any) -> Response:
    now = int(hosted.clock.now())
    said = {"iss": CLIENT_ID, "sub": CLIENT_ID, "aud": "/token", "exp": now + 60, "iat": now - 10, **claims}
    fields = {
        "grant_type": "client_credentials",
        "scope": "sso-sessions.write",
        "client_id": CLIENT_ID,
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion": assertion or token_of(said),
        **(form or {}),
    }
    body = "&".join(f"{name}={quote(value, safe='')}" for name, value in fields.items())
    return hosted.gateway.handle(Request.to("POST", "/oauth2/api/v1/token", body=body.encode()))


def problem_of(answer: Response, status: int) -> str:
    problem = answer.decoded()
    assert answer.status == problem["status"] == status
    assert problem.keys() == {"type", "title", "status", "detail", "instance"}
    return problem["detail"]


def test_a_statement_becomes_a_token_and_a_session_and_calls_pass():
    hosted = Hosted()
    access = ask_token(hosted, aud="https://api.ibkr.com/oauth2/api/v1/token").decoded()
    assert (access["token_type"], access["expires_in"]) == ("Bearer", 86_400)
    session = ask_session(hosted, access["access_token"]).decoded()["access_token"]
    asked = Request.to("GET", "/v1/api/portfolio/accounts", headers={"Authorization": f"Bearer {session}"})
    assert hosted.gateway.handle(asked).status == 200


def ask_session(hosted: Hosted, bearer: str, *, content: str = "application/jwt", **claims: Any) -> Response:
    now = int(hosted.clock.now())
    said = {
        "ip": "1.2.3.4",
        "credential": CREDENTIAL,
        "iss": CLIENT_ID,
        "iat": now,
        "exp": now + 99,
        **claims,
    }
    headers = {"Authorization": f"Bearer {bearer}", "Content-Type": content}
    body = token_of(said).encode()
    return hosted.gateway.handle(Request.to("POST", "/gw/api/v1/sso-sessions", body=body, headers=headers))


@pytest.mark.parametrize(
    ("given", "status", "told"),
    [
        ({"form": {"grant_type": "password"}}, 400, "grant_type"),
        ({"form": {"scope": ""}}, 400, "scope is missing"),
        ({"form": {"client_id": "x"}}, 401, "unknown client"),
        ({"assertion": "no.token"}, 401, "no JSON web token"),
        ({"assertion": "a.b.c"}, 401, "no JSON web token"),
        ({"assertion": token_of({}, {"alg": "none"})}, 401, "RS256"),
        ({"assertion": token_of({}, {"kid": "x"})}, 401, "unknown key"),
        ({"assertion": token_of({}, use="signature")}, 401, "signature is wrong"),
        ({"iss": "x"}, 401, "another client"),
        ({"sub": "x"}, 401, "another client"),
        ({"aud": "elsewhere"}, 401, "another audience"),
        ({"exp": 1}, 401, "expired"),
        ({"exp": "soon"}, 401, "numbers of seconds"),
    ],
)
def test_a_statement_that_does_not_hold_is_a_problem(given: dict[str, Any], status: int, told: str):
    assert told in problem_of(ask_token(Hosted(), **given), status)


@pytest.mark.parametrize(
    ("claims", "status", "told"),
    [
        ({"credential": "x"}, 403, "may not open sessions"),
        ({"ip": "here"}, 400, "ip is no address"),
        ({"content": "application/json"}, 415, "application/jwt"),
        ({"iss": "x"}, 401, "another client"),
    ],
)
def test_a_session_that_may_not_be_opened_is_a_problem(claims: dict[str, Any], status: int, told: str):
    hosted = Hosted()
    access = ask_token(hosted).decoded()["access_token"]
    assert told in problem_of(ask_session(hosted, access, **claims), status)


def test_a_session_needs_a_token_of_its_scope():
    hosted = Hosted()
    access = ask_token(hosted, form={"scope": "accounts.read"}).decoded()["access_token"]
    assert "sso-sessions.write" in problem_of(ask_session(hosted, access), 401)
    assert "sso-sessions.write" in problem_of(ask_session(hosted, "guessed"), 401)


def test_a_call_with_a_wrong_bearer_token_is_a_problem():
    hosted = Hosted()
    asked = Request.to("GET", "/v1/api/portfolio/accounts", headers={"Authorization": "Bearer guessed"})
    assert "bearer token" in problem_of(hosted.gateway.handle(asked), 401)
