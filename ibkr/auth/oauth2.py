"""OAuth 2.0: a client registered with IBKR proves itself with a signed statement (private_key_jwt)."""

from __future__ import annotations

import base64
import ipaddress
import secrets
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlencode

import attrs
import msgspec

from ibkr._core.authority import is_management
from ibkr._core.flow import Request
from ibkr.auth import keys, signing
from ibkr.auth.managing import JWT, Managing
from ibkr.auth.oauth1 import plain
from ibkr.auth.tokens import Token, Wallet, ask_for, origin, step, text_of, websocket
from ibkr.errors import ConfigError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from ibkr_wire.operation import Info

    from ibkr._core.authority import Signer
    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow

DAY: Final = 86_400
MINUTE: Final = 60
CLOCK_SLACK: Final = 10
"""Statements are dated back so many seconds: the other side's clock may be behind."""
ASSERTION: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
TOKEN: Final = step("auth.token", "the request for an access token")
SESSION: Final = step("management.open_session", "the request for a session")
REMEDY: Final = (
    "Check client_id, client_key_id, the private key, credential, ip and the clock with `ibkr auth doctor`."
)


class OAuth2:
    """Sends calls with a session's bearer token, which it gets and renews by itself.

    Calls of `ib.management` go without a session: they show the access token that the session
    would be opened with, and what they ask for is signed.

    Give it to a client of the hosted API: `Client(ibkr.auth.HOSTED, auth=OAuth2(...))`.
    """

    def __init__(
        self,
        *,
        client_id: str,
        client_key_id: str,
        private_key: keys.Source,
        credential: str,
        ip: str,
        scope: str = "sso-sessions.write",
        audience: str = "/token",
        entropy: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        """Read and check everything; nothing is sent.

        Args:
            client_id: as registered.
            client_key_id: the name under which the public key is registered.
            private_key: private RSA key, a path or PEM text.
            credential: the username whose session is opened.
            ip: the public address from which the calls come: the session is bound to it.
            scope: what the access token is asked for, several separated by blanks. Sessions, thus all calls
                but those of `ib.management`, need `sso-sessions.write`; each operation of
                `ib.management` names its own.
            audience: of the statement; some clients write the whole token address.
            entropy: random bytes, for the ids of statements.

        Raises:
            ConfigError: something is not what OAuth needs; nothing was sent.
        """
        self.client_id = plain(client_id, "client_id")
        self._client_key_id = plain(client_key_id, "client_key_id")
        self._key = keys.private_key(private_key, name="private_key")
        self._credential = plain(credential, "credential")
        self._ip = _address(ip)
        self._scope = scope
        self._audience = audience
        self._entropy = entropy
        self._wallet = Wallet()
        self._access = Wallet(beside=self._wallet)
        self._managing = Managing(self._obtain_access, self.sign, wallet=self._access, remedy=REMEDY)

    def __repr__(self) -> str:
        """The client id, which is no secret; nothing else."""
        return f"<OAuth2 {self.client_id}>"

    # --- what a client asks (`ibkr._core.authority.Authority`) ---------------------------------

    @property
    def remedy(self) -> str:
        """What to do when IBKR does not let this sign-in in."""
        return REMEDY

    @property
    def token(self) -> object:
        """The present bearer token; it shows nothing of itself."""
        return self._wallet.token

    @property
    def user(self) -> object:
        """IBKR counts the calls of each user for themselves."""
        return hash(self._credential)

    def for_call(self, info: Info) -> Signer:
        """Account management is asked with the access token, all else with the session's."""
        return self._managing if is_management(info) else self

    def ready(self, desk: Desk, *, early: bool) -> Flow[None]:
        """Have a bearer token that lasts."""
        return self._wallet.ready(self._obtain, desk, early=early)

    def renew(self, desk: Desk, refused: object) -> Flow[bool]:
        """Replace the bearer token that was refused."""
        return self._wallet.renew(self._obtain, desk, refused)

    def signed(self, request: Request, desk: Desk) -> Request:
        """The request with the bearer token."""
        url = self._wallet.url(request, desk)
        return attrs.evolve(request, url=url, headers=(*request.headers, self._wallet.bearer()))

    def detour(self, desk: Desk) -> bool:
        """Go to the next host of the hosted service."""
        return self._wallet.detour(desk)

    def stream_url(self, desk: Desk) -> str:
        """The websocket's address, with the bearer token once there is one."""
        url = websocket(self._wallet.base_url(desk))
        if self._wallet.token is None:
            return url
        return f"{url}?bearer_token={quote(self._wallet.text(), safe='')}"

    def stream_headers(self, desk: Desk) -> Mapping[str, str]:
        """The cookie, bare: with OAuth the token is not wrapped in JSON (spec/asyncapi.yaml, handshake)."""
        return {} if desk.session.token is None else {"Cookie": f"api={desk.session.token}"}

    def sign(self, claims: Mapping[str, Any], now: float) -> str:
        """A token over `claims`, good for a minute: the body of requests to manage accounts.

        `iss`, `iat` and `exp` are added where they are not given.
        """
        usual = {"iss": self.client_id, "iat": int(now) - CLOCK_SLACK, "exp": int(now) + MINUTE}
        return self._statement({**usual, **claims})

    # --- the two steps -------------------------------------------------------------------------

    def _obtain(self, desk: Desk) -> Flow[Token]:
        access = yield from self._obtain_access(desk)
        # It is good for calls that need no session, too.
        self._access.token = access
        bearer = access.value.decode()
        answer = yield from ask_for(
            SESSION, lambda: self._session_request(desk, bearer), desk, remedy=REMEDY, secrets=(bearer,)
        )
        # Some builds of the service name it session_token.
        key = "access_token" if "access_token" in answer else "session_token"
        return Token(text_of(answer, key, SESSION).encode("ascii"), access.expires)

    def _obtain_access(self, desk: Desk) -> Flow[Token]:
        answer = yield from ask_for(TOKEN, lambda: self._token_request(desk), desk, remedy=REMEDY)
        seconds = answer.get("expires_in")
        lasts = seconds if isinstance(seconds, int) and not isinstance(seconds, bool) else DAY
        value = text_of(answer, "access_token", TOKEN)
        return Token(value.encode("ascii"), desk.clock.now() + min(lasts, DAY))

    def _token_request(self, desk: Desk) -> Request:
        now = int(desk.clock.now())
        claims = {
            "iss": self.client_id,
            "sub": self.client_id,
            "aud": self._audience,
            "exp": now + MINUTE,
            "iat": now - CLOCK_SLACK,
            "jti": self._entropy(16).hex(),
        }
        form = {
            "grant_type": "client_credentials",
            "scope": self._scope,
            "client_id": self.client_id,
            "client_assertion_type": ASSERTION,
            "client_assertion": self._statement(claims),
        }
        return Request(
            "POST",
            TOKEN.path,
            TOKEN.name,
            body=urlencode(form).encode(),
            headers=(("Content-Type", "application/x-www-form-urlencoded"),),
            url=origin(self._wallet.base_url(desk)) + TOKEN.path,
        )

    def _session_request(self, desk: Desk, bearer: str) -> Request:
        now = int(desk.clock.now())
        claims = {
            "ip": self._ip,
            "credential": self._credential,
            "iss": self.client_id,
            "iat": now - CLOCK_SLACK,
            "exp": now + DAY,
        }
        return Request(
            "POST",
            SESSION.path,
            SESSION.name,
            body=self._statement(claims).encode("ascii"),
            headers=(("Content-Type", JWT), ("Authorization", f"Bearer {bearer}")),
            url=origin(self._wallet.base_url(desk)) + SESSION.path,
        )

    def _statement(self, claims: Mapping[str, Any]) -> str:
        return statement(claims, key=self._key, key_id=self._client_key_id)


def statement(claims: Mapping[str, Any], *, key: RSAPrivateKey, key_id: str) -> str:
    """A JSON web token over `claims`, signed RS256 (RFC 7515, compact form)."""
    parts = ({"alg": "RS256", "typ": "JWT", "kid": key_id}, claims)
    signed = b".".join(_base64url(msgspec.json.encode(part)) for part in parts)
    return b".".join((signed, _base64url(signing.rsa_signed(key, signed)))).decode("ascii")


def _base64url(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def _address(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text.strip()))
    except ValueError:
        raise ConfigError(
            "ip is no address: give the public one from which this machine's calls come, as 203.0.113.7."
        ) from None
