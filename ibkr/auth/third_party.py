"""OAuth 1.0a for programs that other people use: how one of them lets the program in.

    third = ThirdParty(consumer_key=..., signature_key="private_signature.pem")
    with ibkr.Client(HOSTED, auth=third, keep_alive=False) as ib:
        token = ib.call(third.request_token("https://example.org/back"))
        ...send the user to third.page(token.oauth_token); he comes back with a verifier...
        access = ib.call(third.access_token(token.oauth_token, verifier))

Afterwards `OAuth1` signs his calls with `access`.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

import attrs
from ibkr_wire.operation import Operation

from ibkr.auth import keys, signing
from ibkr.auth.oauth1 import NONCE_BYTES, plain
from ibkr.auth.tokens import origin, step, websocket
from ibkr.errors import ConfigError

if TYPE_CHECKING:
    from ibkr_wire.operation import Info

    from ibkr._core.authority import Signer
    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow, Request

PAGE: Final = "https://interactivebrokers.com/authorize"
OUT_OF_BAND: Final = "oob"
REQUEST_TOKEN: Final = step("auth.request_token", "the request token")
ACCESS_TOKEN: Final = step("auth.access_token", "the access token")


@attrs.frozen
class RequestToken:
    """The token with which a user is sent to IBKR's page."""

    oauth_token: str = attrs.field(repr=False)


@attrs.frozen
class AccessToken:
    """What `OAuth1` needs of a user who agreed; the secret is encrypted for the registered key."""

    oauth_token: str = attrs.field(repr=False)
    oauth_token_secret: str = attrs.field(repr=False)
    is_true: bool = True


class ThirdParty:
    """The `auth` of a client that asks for tokens; it can make no other calls."""

    def __init__(
        self,
        *,
        consumer_key: str,
        signature_key: keys.Source,
        realm: str = "limited_poa",
        entropy: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        """Read and check the key; nothing is sent.

        Raises:
            ConfigError: the key is not what OAuth needs.
        """
        self.consumer_key = plain(consumer_key, "consumer_key")
        self.realm = realm
        self._key = keys.private_key(signature_key, name="signature_key")
        self._entropy = entropy

    def __repr__(self) -> str:
        """The consumer key, which is no secret."""
        return f"<ThirdParty {self.consumer_key}>"

    # --- the three steps -----------------------------------------------------------------------

    def request_token(self, callback: str = OUT_OF_BAND) -> Operation[RequestToken]:
        """Ask for a token to send a user away with; `oob` lets him copy the verifier by hand."""
        return Operation(
            REQUEST_TOKEN, REQUEST_TOKEN.path, type=RequestToken, params=[("oauth_callback", callback)]
        )

    def page(self, oauth_token: str) -> str:
        """Where the user agrees. IBKR sends him back with `oauth_token` and `oauth_verifier`."""
        return f"{PAGE}?oauth_token={signing.encoded(oauth_token)}"

    def access_token(self, oauth_token: str, oauth_verifier: str) -> Operation[AccessToken]:
        """Ask for the token of a user who agreed."""
        said = [("oauth_token", oauth_token), ("oauth_verifier", oauth_verifier)]
        return Operation(ACCESS_TOKEN, ACCESS_TOKEN.path, type=AccessToken, params=said)

    # --- what a client asks (`ibkr._core.authority.Authority`) ---------------------------------

    @property
    def remedy(self) -> str:
        """What to do when IBKR refuses the request for a token."""
        return "Check consumer_key and signature_key; users of their own accounts need no such token."

    @property
    def token(self) -> object:
        """There is none."""
        return None

    @property
    def user(self) -> object:
        """IBKR counts the calls of each user for themselves."""
        return hash(self.consumer_key)

    def for_call(self, info: Info) -> Signer:
        """It signs all calls alike."""
        del info
        return self

    def ready(self, desk: Desk, *, early: bool) -> Flow[None]:
        """Nothing is needed."""
        del desk, early
        yield from ()

    def renew(self, desk: Desk, refused: object) -> Flow[bool]:
        """Nothing can be renewed."""
        del desk, refused
        yield from ()
        return False

    def signed(self, request: Request, desk: Desk) -> Request:
        """The request with its RSA signature; the step's own parameters go to the header.

        Raises:
            ConfigError: it is no request for a token.
        """
        if request.operation not in (REQUEST_TOKEN.name, ACCESS_TOKEN.name):
            raise ConfigError(f"ThirdParty only asks for tokens: sign {request.operation} with OAuth1.")
        url = request.url or desk.base_url + request.path
        said = signing.parameters_for(
            signing.RSA,
            consumer_key=self.consumer_key,
            nonce=self._entropy(NONCE_BYTES).hex(),
            timestamp=int(desk.clock.now()),
        )
        said |= dict(request.params)
        base = signing.base_string(request.method, url, said.items())
        header = signing.header(self.realm, said, signing.rsa_signature(self._key, base))
        return attrs.evolve(request, params=(), headers=(("Authorization", header),))

    def detour(self, desk: Desk) -> bool:
        """Stay."""
        del desk
        return False

    def stream_url(self, desk: Desk) -> str:
        """Raise: there is no session to stream from."""
        raise ConfigError(
            f"ThirdParty has no session at {origin(websocket(desk.base_url))}: stream with OAuth1."
        )

    def stream_headers(self, desk: Desk) -> Mapping[str, str]:
        """Nothing."""
        del desk
        return {}
