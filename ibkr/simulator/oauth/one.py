"""OAuth 1.0a: consumers, their tokens, the live session token, and the signature of every call.

Source: gateway facts "OAuth". The service's words of refusal are not recorded; those
here are ours, its status codes are its own.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from html import escape
from typing import TYPE_CHECKING, Self
from urllib.parse import urlencode

import attrs
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from ibkr.simulator.http import Response
from ibkr.simulator.oauth.signatures import header_parts, is_signed
from ibkr.simulator.refusals import not_there

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    from ibkr.simulator.http import Request
    from ibkr.simulator.oauth.keyfile import KeyFile
    from ibkr.simulator.session import Session

LIVE_SECONDS = 86_400.0
CLOCK_SECONDS = 300.0
"""How far a client's clock may be off. The service's own tolerance is not known."""
_ALWAYS = (
    "oauth_consumer_key",
    "oauth_nonce",
    "oauth_signature",
    "oauth_signature_method",
    "oauth_timestamp",
)
_API = "/v1/api/oauth/"
_STAMP_DIGITS = 10


@attrs.frozen(kw_only=True)
class Consumer:
    """What the service knows of one consumer and its user."""

    consumer_key: str
    access_token: str
    secret: bytes = attrs.field(repr=False)
    prime: int = attrs.field(repr=False)
    generator: int
    realm: str
    signature_key: RSAPublicKey
    encryption_key: RSAPublicKey
    third_party: bool = False
    """Whether users are asked first: then the access token works once it was handed out."""


class Refusal(Exception):
    """The request is answered with 401 and these words."""

    @property
    def response(self) -> Response:
        """The answer."""
        return Response.json({"error": str(self)}, status=401)


class OAuthOne:
    """Signs consumers in, and checks their calls."""

    def __init__(self, consumer: Consumer) -> None:
        self.consumer = consumer
        self.live_token: bytes | None = None
        self.expires = 0.0
        self._handed_out = not consumer.third_party
        self._requests: dict[str, str] = {}
        self._verifiers: dict[str, str] = {}
        self._nonces: dict[str, float] = {}
        self._steps: dict[str, Callable[[Request, Session, float, float], Response]] = {
            f"{_API}request_token": self._request_token,
            "/authorize": self._authorize,
            f"{_API}access_token": self._access_token,
            f"{_API}live_session_token": self._live_session_token,
        }
        self.paths = frozenset(self._steps)

    @classmethod
    def from_file(cls, file: KeyFile) -> Self:
        """The consumer that a file describes. Raises `ConfigError`."""
        prime = file.number("dh_prime")
        if prime < 5 or pow(2, prime - 1, prime) != 1:
            raise file.problem("dh_prime", "is no prime number: a digit may be missing or wrong")
        generator = file.number("dh_generator", 2)
        if not 1 < generator < prime - 1:
            raise file.problem("dh_generator", "is out of range: 2 is usual")
        return cls(
            Consumer(
                consumer_key=file.text("consumer_key"),
                access_token=file.text("access_token"),
                secret=file.hexadecimal("access_token_secret_plain_hex"),
                prime=prime,
                generator=generator,
                realm=file.text("realm", "limited_poa"),
                signature_key=file.public_key("signature_public_key_pem"),
                encryption_key=file.public_key("encryption_public_key_pem"),
                third_party=file.flag("third_party"),
            )
        )

    def sign_in(self, request: Request, session: Session, *, now: float, seconds: float) -> Response:
        """The answer to a step of the way in."""
        if request.method != ("GET" if request.path == "/authorize" else "POST"):
            return not_there()
        try:
            return self._steps[request.path](request, session, now, seconds)
        except Refusal as refusal:
            return refusal.response

    def refusal(self, request: Request, *, now: float) -> Response | None:
        """The answer to a call that is not signed as it must be; None for one that is."""
        try:
            parts = self._parts(request, "HMAC-SHA256", now, token=self.consumer.access_token)
            if self.live_token is None or now >= self.expires:
                raise Refusal("live session token expired")
            token = self.live_token
            if not is_signed(request, parts, lambda signature, text: _is_hmac(token, signature, text)):
                raise Refusal("invalid signature")
        except Refusal as refusal:
            return refusal.response
        self._remember(parts, now)
        return None

    def admits(self, query: Mapping[str, str], *, now: float) -> bool:
        """Whether a websocket shows the access token of a live session."""
        shown = query.get("oauth_token", "").encode()
        known = hmac.compare_digest(shown, self.consumer.access_token.encode())
        return known and self.live_token is not None and now < self.expires

    # --- the steps

    def _request_token(self, request: Request, _: Session, now: float, __: float) -> Response:
        parts = self._rsa_signed(request, now, needs=("oauth_callback",))
        token = secrets.token_hex(10)
        self._requests[token] = parts["oauth_callback"]
        return Response.json({"oauth_token": token})

    def _authorize(self, request: Request, _: Session, now: float, __: float) -> Response:
        """The page where a user agrees; the simulated one agrees at once."""
        del now
        token = request.query.get("oauth_token", "")
        callback = self._requests.get(token)
        if callback is None:
            return Response.page("<h1>Unknown token</h1>", status=400)
        verifier = self._verifiers.setdefault(token, secrets.token_hex(10))
        if callback == "oob":
            return Response.page(f"<h1>Verifier</h1><p>{escape(verifier)}</p>")
        query = urlencode({"oauth_token": token, "oauth_verifier": verifier})
        return Response.redirect(f"{callback}{'&' if '?' in callback else '?'}{query}")

    def _access_token(self, request: Request, _: Session, now: float, __: float) -> Response:
        parts = self._rsa_signed(request, now, needs=("oauth_token", "oauth_verifier"))
        token = parts["oauth_token"]
        if self._verifiers.get(token) != parts["oauth_verifier"]:
            raise Refusal("invalid token or verifier")
        del self._verifiers[token], self._requests[token]
        self._handed_out = True
        return Response.json(
            {
                "is_true": True,
                "oauth_token": self.consumer.access_token,
                "oauth_token_secret": self.encrypted_secret(),
            }
        )

    def encrypted_secret(self) -> str:
        """The access token secret as its owner gets it: encrypted for him, base64."""
        sealed = self.consumer.encryption_key.encrypt(self.consumer.secret, padding.PKCS1v15())
        return base64.b64encode(sealed).decode()

    def _live_session_token(self, request: Request, session: Session, now: float, seconds: float) -> Response:
        token = self.consumer.access_token
        parts = self._parts(request, "RSA-SHA256", now, token=token, needs=("diffie_hellman_challenge",))
        self._check_rsa(request, parts, prepend=self.consumer.secret.hex())
        if not self._handed_out:
            raise Refusal("invalid token")
        response, shared = self._agreed(parts["diffie_hellman_challenge"])
        self._remember(parts, now)
        self.live_token = hmac.digest(sign_padded(shared), self.consumer.secret, hashlib.sha1)
        self.expires = now + LIVE_SECONDS
        # A new live session token is a new login; its brokerage session is for ssodh/init to open.
        session.login_only(seconds)
        proof = hmac.new(self.live_token, self.consumer.consumer_key.encode(), hashlib.sha1)
        return Response.json(
            {
                "diffie_hellman_response": f"{response:x}",
                "live_session_token_signature": proof.hexdigest(),
                "live_session_token_expiration": int(self.expires * 1000),
            }
        )

    def _agreed(self, challenge: str) -> tuple[int, int]:
        """Our half of the key exchange, and what both sides know now."""
        prime = self.consumer.prime
        try:
            theirs = int(challenge, 16)
        except ValueError:
            raise Refusal("diffie_hellman_challenge is not hexadecimal") from None
        if not 1 < theirs < prime - 1:
            raise Refusal("diffie_hellman_challenge is out of range")
        mine = secrets.randbelow(prime - 3) + 2
        return pow(self.consumer.generator, mine, prime), pow(theirs, mine, prime)

    # --- checks

    def _rsa_signed(self, request: Request, now: float, *, needs: tuple[str, ...]) -> dict[str, str]:
        parts = self._parts(request, "RSA-SHA256", now, needs=needs)
        self._check_rsa(request, parts)
        if not self.consumer.third_party:
            raise Refusal("a first party consumer has its access token already")
        self._remember(parts, now)
        return parts

    def _parts(
        self,
        request: Request,
        method: str,
        now: float,
        *,
        token: str | None = None,
        needs: tuple[str, ...] = (),
    ) -> dict[str, str]:
        """The header's parts, all there and all right but for the signature."""
        parts = header_parts(request)
        wanted = (*_ALWAYS, *needs, *(() if token is None else ("oauth_token",)))
        if missing := [name for name in wanted if not parts.get(name)]:
            raise Refusal(f"missing: {', '.join(missing)}")
        if parts["oauth_consumer_key"] != self.consumer.consumer_key:
            raise Refusal("invalid consumer")
        if parts.get("realm") != self.consumer.realm:
            raise Refusal("invalid realm")
        if token is not None and parts["oauth_token"] != token:
            raise Refusal("invalid token")
        if parts["oauth_signature_method"] != method:
            raise Refusal(f"oauth_signature_method must be {method}")
        self._check_moment(parts, now)
        return parts

    def _check_moment(self, parts: Mapping[str, str], now: float) -> None:
        stamp = parts["oauth_timestamp"]
        if len(stamp) != _STAMP_DIGITS or not stamp.isdecimal() or abs(int(stamp) - now) > CLOCK_SECONDS:
            raise Refusal("invalid oauth_timestamp")
        if parts["oauth_nonce"] in self._nonces:
            raise Refusal("oauth_nonce was used before")

    def _remember(self, parts: Mapping[str, str], now: float) -> None:
        """Keep the nonce as long as its timestamp would pass."""
        self._nonces[parts["oauth_nonce"]] = now
        while (oldest := next(iter(self._nonces))) and now - self._nonces[oldest] > 2 * CLOCK_SECONDS:
            del self._nonces[oldest]

    def _check_rsa(self, request: Request, parts: Mapping[str, str], *, prepend: str = "") -> None:
        key = self.consumer.signature_key
        if not is_signed(request, parts, lambda given, text: _is_rsa(key, given, text), prepend=prepend):
            raise Refusal("invalid signature")


def sign_padded(number: int) -> bytes:
    """Big endian with a leading zero byte where the first bit is set: Java reads it as a sign."""
    digits = f"{number:x}"
    digits = digits.zfill(len(digits) + len(digits) % 2)
    return bytes.fromhex(digits if digits[0] in "01234567" else "00" + digits)


def _is_hmac(token: bytes, signature: str, text: bytes) -> bool:
    expected = base64.b64encode(hmac.digest(token, text, hashlib.sha256))
    return hmac.compare_digest(expected, signature.encode())


def _is_rsa(key: RSAPublicKey, signature: str, text: bytes) -> bool:
    try:
        key.verify(base64.b64decode(signature, validate=True), text, padding.PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True
