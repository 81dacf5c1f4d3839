"""OAuth 2.0: a client's signed statement becomes an access token, and that a session.

Source: gateway facts "OAuth", OAuth 2.0. Refusals are problem objects (errors, shape 13).
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
import secrets
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qsl

import attrs
import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from ibkr.simulator.http import Response
from ibkr.simulator.problems import Problem
from ibkr.simulator.refusals import not_there

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    from ibkr.simulator.http import Request
    from ibkr.simulator.oauth.keyfile import KeyFile
    from ibkr.simulator.session import Session

TOKEN = "/oauth2/api/v1/token"
SESSION = "/gw/api/v1/sso-sessions"
LIVE_SECONDS = 86_400
CLOCK_SECONDS = 60
SCOPE = "sso-sessions.write"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@attrs.frozen(kw_only=True)
class RegisteredClient:
    """What the service knows of one client."""

    client_id: str
    public_key: RSAPublicKey
    credential: str
    """The username whose sessions it may open."""
    client_key_id: str | None = None
    """The `kid` that its statements must carry, if any."""


@attrs.frozen
class Access:
    """What an access token is good for."""

    expires: float
    scopes: frozenset[str]


class OAuthTwo:
    """Signs a registered client in, and checks its calls."""

    paths = frozenset({TOKEN, SESSION})

    def __init__(self, client: RegisteredClient) -> None:
        self.client = client
        self.bearer: str | None = None
        self.expires = 0.0
        self._access: dict[str, Access] = {}

    @classmethod
    def from_file(cls, file: KeyFile) -> Self:
        """The client that a file describes. Raises `ConfigError`."""
        return cls(
            RegisteredClient(
                client_id=file.text("client_id"),
                public_key=file.public_key("client_public_key_pem"),
                credential=file.text("credential"),
                client_key_id=file.text("client_key_id") if file.has("client_key_id") else None,
            )
        )

    def sign_in(self, request: Request, session: Session, *, now: float, seconds: float) -> Response:
        """The answer to a step of the way in."""
        if request.method != "POST":
            return not_there()
        try:
            if request.path == TOKEN:
                return self._token(request, now)
            return self._session(request, session, now, seconds)
        except Problem as problem:
            return problem.response(request.path)

    def refusal(self, request: Request, *, now: float) -> Response | None:
        """The answer to a call without the session's bearer token; None for one that has it."""
        if self._is_bearer(_bearer(request), now):
            return None
        return _unauthorized("the bearer token is missing, wrong or expired").response(request.path)

    def admits(self, query: Mapping[str, str], *, now: float) -> bool:
        """Whether a websocket shows the session's bearer token."""
        return self._is_bearer(query.get("bearer_token", ""), now)

    def _is_bearer(self, shown: str, now: float) -> bool:
        known = self.bearer is not None and now < self.expires
        return known and secrets.compare_digest(shown.encode(), (self.bearer or "").encode())

    def check(self, request: Request, scopes: frozenset[str], *, now: float) -> None:
        """Let a request pass that bears an access token of one of the scopes.

        Raises:
            Problem: 401 without a token that is valid, 403 with one of other scopes.
        """
        access = self._access.get(_bearer(request))
        if access is None or now >= access.expires:
            raise _unauthorized("the access token is missing, wrong or expired")
        if not access.scopes & scopes:
            needed = " or ".join(sorted(scopes))
            raise Problem(403, "Forbidden", f"an access token with the scope {needed} is needed")

    def statement(self, body: bytes, now: float) -> dict[str, Any]:
        """What a signed body says.

        Raises:
            Problem: 401, for it is not signed by the client, or its time is over.
        """
        return self._claims(body.decode("latin-1"), now)

    # --- the steps

    def _token(self, request: Request, now: float) -> Response:
        form = dict(parse_qsl(request.body.decode("latin-1"), keep_blank_values=True))
        expected = {"grant_type": "client_credentials", "client_assertion_type": ASSERTION}
        for name, value in expected.items():
            if form.get(name) != value:
                raise Problem(400, "Bad Request", f"{name} must be {value}")
        if form.get("client_id") != self.client.client_id:
            raise _unauthorized("unknown client")
        claims = self._claims(form.get("client_assertion", ""), now)
        if claims.get("sub") != self.client.client_id or not str(claims.get("aud")).endswith("/token"):
            raise _unauthorized("the assertion is about another client or for another audience")
        scope = form.get("scope", "")
        if not scope:
            raise Problem(400, "Bad Request", "scope is missing")
        token = secrets.token_urlsafe(32)
        self._access[token] = Access(now + LIVE_SECONDS, frozenset(scope.split()))
        return Response.json(
            {"access_token": token, "token_type": "Bearer", "scope": scope, "expires_in": LIVE_SECONDS}
        )

    def _session(self, request: Request, session: Session, now: float, seconds: float) -> Response:
        access = self._access.get(_bearer(request))
        if access is None or now >= access.expires or SCOPE not in access.scopes:
            raise _unauthorized(f"an access token with the scope {SCOPE} is needed")
        if not request.headers.get("content-type", "").startswith("application/jwt"):
            raise Problem(415, "Unsupported Media Type", "the body must be application/jwt")
        claims = self.statement(request.body, now)
        if claims.get("credential") != self.client.credential:
            raise Problem(403, "Forbidden", "the client may not open sessions of this credential")
        if not _is_address(claims.get("ip")):
            raise Problem(400, "Bad Request", "ip is no address")
        self.bearer = secrets.token_urlsafe(32)
        self.expires = now + LIVE_SECONDS
        session.login_only(seconds)
        return Response.json({"access_token": self.bearer})

    # --- statements

    def _claims(self, statement: str, now: float) -> dict[str, Any]:
        """What a signed statement says, once signature, issuer and times are checked."""
        try:
            head, body, signature = (_unpadded(part) for part in statement.split("."))
            header = msgspec.json.decode(head, type=dict[str, Any])
            claims = msgspec.json.decode(body, type=dict[str, Any])
        except (ValueError, binascii.Error, msgspec.MsgspecError):
            raise _unauthorized("the statement is no JSON web token") from None
        if header.get("alg") != "RS256":
            raise _unauthorized("the statement must be signed RS256")
        if self.client.client_key_id not in (None, header.get("kid")):
            raise _unauthorized("kid names an unknown key")
        signed = statement.rpartition(".")[0].encode("latin-1")
        try:
            self.client.public_key.verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            raise _unauthorized("the statement's signature is wrong") from None
        self._check_claims(claims, now)
        return claims

    def _check_claims(self, claims: Mapping[str, Any], now: float) -> None:
        # Trade restrictions are issued by a user.
        if claims.get("iss") not in (self.client.client_id, claims.get("userName", self.client.client_id)):
            raise _unauthorized("the statement was issued by another client")
        issued, ends = claims.get("iat"), claims.get("exp")
        if not isinstance(issued, int) or not isinstance(ends, int):
            raise _unauthorized("iat and exp must be numbers of seconds")
        if issued > now + CLOCK_SECONDS or ends <= now:
            raise _unauthorized("the statement is expired or from the future")


def _unauthorized(detail: str) -> Problem:
    return Problem(401, "Unauthorized", detail)


def _bearer(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _unpadded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _is_address(value: object) -> bool:
    try:
        ipaddress.ip_address(str(value))
    except ValueError:
        return False
    return True
