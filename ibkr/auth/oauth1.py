"""OAuth 1.0a: own accounts at the hosted API, with keys registered on IBKR's self-service page."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from ibkr._core.flow import Request
from ibkr.auth import keys, signing
from ibkr.auth.live_session import challenge, is_genuine, live_session_token, shared_secret
from ibkr.auth.tokens import Token, Wallet, ask_for, step, text_of, unreadable, websocket
from ibkr.errors import ConfigError, NotAuthenticated

if TYPE_CHECKING:
    from ibkr_wire.operation import Info

    from ibkr._core.authority import Signer
    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow

TEST_CONSUMER: Final = "TESTCONS"
SECRET_BYTES: Final = 32
NONCE_BYTES: Final = 8
DAY: Final = 86_400.0
LONGEST: Final = 2 * DAY
LIVE_SESSION: Final = step("auth.live_session_token", "the request for a live session token")
REMEDY: Final = (
    "Check keys, token and clock with `ibkr auth doctor`; a new consumer key works only after the next "
    "nightly reset."
)


class OAuth1:
    """Signs calls with a live session token, which it gets and renews by itself.

    Give it to a client of the hosted API: `Client(ibkr.auth.HOSTED, auth=OAuth1(...))`.
    Its secrets are shown nowhere.
    """

    def __init__(
        self,
        *,
        consumer_key: str,
        access_token: str,
        access_token_secret: str,
        signature_key: keys.Source,
        encryption_key: keys.Source,
        dh_prime: keys.Source | int,
        dh_generator: int = 2,
        realm: str | None = None,
        entropy: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        """Read and check everything; nothing is sent.

        Args:
            consumer_key: as chosen on the self-service page.
            access_token: as the page shows it.
            access_token_secret: as the page shows it, base64; it is encrypted for `encryption_key`.
            signature_key: private RSA key, a path or PEM text.
            encryption_key: private RSA key, a path or PEM text.
            dh_prime: path of dhparam.pem, or the prime in hex.
            dh_generator: of the same parameters.
            realm: `limited_poa`, or `test_realm` for the consumer TESTCONS, unless told otherwise.
            entropy: random bytes, for the key exchange and for nonces.

        Raises:
            ConfigError: a key is not what OAuth needs; nothing was sent.
        """
        self.consumer_key = plain(consumer_key, "consumer_key")
        self.realm = realm or ("test_realm" if consumer_key == TEST_CONSUMER else "limited_poa")
        self._access_token = plain(access_token, "access_token")
        self._signature_key = keys.private_key(signature_key, name="signature_key")
        secret_key = keys.private_key(encryption_key, name="encryption_key")
        self._secret = keys.token_secret(plain(access_token_secret, "access_token_secret"), secret_key)
        self._prime = keys.prime(dh_prime)
        self._generator = _generator(dh_generator)
        self._entropy = entropy
        self._wallet = Wallet()
        self._stamped = 0

    def __repr__(self) -> str:
        """The consumer key, which is no secret; nothing else."""
        return f"<OAuth1 {self.consumer_key}>"

    # --- what a client asks (`ibkr._core.authority.Authority`) ---------------------------------

    @property
    def remedy(self) -> str:
        """What to do when IBKR does not let this sign-in in."""
        return REMEDY

    @property
    def token(self) -> object:
        """The present live session token; it shows nothing of itself."""
        return self._wallet.token

    @property
    def user(self) -> object:
        """IBKR counts the calls of each user for themselves."""
        return hash((self.consumer_key, self._access_token))

    def for_call(self, info: Info) -> Signer:
        """It signs all calls alike."""
        del info
        return self

    def ready(self, desk: Desk, *, early: bool) -> Flow[None]:
        """Have a live session token that lasts."""
        return self._wallet.ready(self._obtain, desk, early=early)

    def renew(self, desk: Desk, refused: object) -> Flow[bool]:
        """Replace the live session token that was refused."""
        return self._wallet.renew(self._obtain, desk, refused)

    def signed(self, request: Request, desk: Desk) -> Request:
        """The request with its HMAC signature."""
        token = self._wallet.token
        assert token is not None, "a client asks for a token first"
        url = self._wallet.url(request, desk)
        said = self._said(signing.HMAC, desk)
        base = signing.base_string(request.method, url, [*said.items(), *request.params])
        header = signing.header(self.realm, said, signing.hmac_signature(token.value, base))
        return attrs.evolve(request, url=url, headers=(*request.headers, ("Authorization", header)))

    def detour(self, desk: Desk) -> bool:
        """Go to the next host of the hosted service."""
        return self._wallet.detour(desk)

    def stream_url(self, desk: Desk) -> str:
        """The websocket's address, with the access token."""
        return f"{websocket(self._wallet.base_url(desk))}?oauth_token={self._access_token}"

    def stream_headers(self, desk: Desk) -> Mapping[str, str]:
        """The cookie, bare: with OAuth the token is not wrapped in JSON (spec/asyncapi.yaml, handshake)."""
        return {} if desk.session.token is None else {"Cookie": f"api={desk.session.token}"}

    # --- the live session token ----------------------------------------------------------------

    def _obtain(self, desk: Desk) -> Flow[Token]:
        secret = int.from_bytes(self._entropy(SECRET_BYTES))
        path = LIVE_SESSION.path

        def make() -> Request:
            url = self._wallet.base_url(desk) + path
            said = self._said(
                signing.RSA, desk, diffie_hellman_challenge=challenge(self._prime, self._generator, secret)
            )
            base = signing.base_string("POST", url, said.items(), prepend=self._secret.hex())
            header = signing.header(self.realm, said, signing.rsa_signature(self._signature_key, base))
            return Request("POST", path, LIVE_SESSION.name, headers=(("Authorization", header),), url=url)

        answer = yield from ask_for(LIVE_SESSION, make, desk, remedy=REMEDY, secrets=self._secrets())
        return self._accepted(answer, secret, now=desk.clock.now())

    def _accepted(self, answer: dict[str, Any], secret: int, *, now: float) -> Token:
        response = text_of(answer, "diffie_hellman_response", LIVE_SESSION)
        proof = text_of(answer, "live_session_token_signature", LIVE_SESSION)
        try:
            shared = shared_secret(self._prime, response, secret)
        except ValueError as error:
            raise unreadable(LIVE_SESSION, str(error)) from None
        token = live_session_token(shared, self._secret)
        if not is_genuine(token, self.consumer_key, proof):
            raise NotAuthenticated(
                "IBKR's live session token does not fit: dh_prime and dh_generator are not those registered "
                "with the consumer key, or access_token_secret is not the present one. Copy them again.",
                operation=LIVE_SESSION.name,
            )
        return Token(token, _end(answer.get("live_session_token_expiration"), now))

    def _said(self, method: str, desk: Desk, **extra: str) -> dict[str, str]:
        # Never smaller than before, also when the machine's clock is set back.
        self._stamped = max(self._stamped, int(desk.clock.now()))
        return signing.parameters_for(
            method,
            consumer_key=self.consumer_key,
            nonce=self._entropy(NONCE_BYTES).hex(),
            timestamp=self._stamped,
            token=self._access_token,
            **extra,
        )

    def _secrets(self) -> tuple[str, ...]:
        return (self._secret.hex(), self._access_token)


def _end(told: object, now: float) -> float:
    """When the token ends. An end that is missing, past or far off is not believed: a day is the rule."""
    seconds = told / 1000 - now if isinstance(told, int) else DAY
    return now + (seconds if 0 < seconds <= LONGEST else DAY)


def _generator(number: int) -> int:
    # From a file it may come as text; of the parameters that openssl makes, 2 and 5 are possible.
    if isinstance(number, bool) or not isinstance(number, int) or number < 2:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers without types
        raise ConfigError("dh_generator must be the number of the same parameters as dh_prime; 2 is usual.")
    return number


def plain(value: str, name: str) -> str:
    """The text, if it can stand in a header as it is.

    Raises:
        ConfigError: it is empty, or holds what no such text holds.
    """
    clean = value.strip()
    if not clean:
        raise ConfigError(f"{name} is empty: copy it from IBKR's self-service page.")
    if not re.fullmatch(r"[A-Za-z0-9._~+/=-]+", clean):
        raise ConfigError(f"{name} holds characters that it cannot hold: copy it again, without quotes.")
    return clean
