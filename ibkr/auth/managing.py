"""Calls of the account management side: who shows the access token itself, and signs what is asked for.

Sources: gateway facts "Account management side" (an OAuth 2.0 token of the matching scope; bodies are
signed) and "OAuth" (the session's bearer is for calls below /v1/api); spec/README.md, operations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs
import msgspec

from ibkr.errors import InvalidArgument

if TYPE_CHECKING:
    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow, Request
    from ibkr.auth.tokens import Token, Wallet

JWT: Final = "application/jwt"
# The values of a body stay as they are written: amounts are not rounded on the way into what is signed.
_CLAIMS: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])


class Managing:
    """Signs the calls that need no session: a client's own, with a token of the scopes he asked for."""

    def __init__(
        self,
        obtain: Callable[[Desk], Flow[Token]],
        sign: Callable[[Mapping[str, Any], float], str],
        *,
        wallet: Wallet,
        remedy: str,
    ) -> None:
        """Begin without a token; `obtain` gets one, `sign` makes a statement over claims at a time."""
        self._obtain = obtain
        self._sign = sign
        self._wallet = wallet
        self._remedy = remedy

    # --- what a client asks (`ibkr._core.authority.Signer`) ------------------------------------

    @property
    def remedy(self) -> str:
        """What to do when IBKR does not let this sign-in in."""
        return self._remedy

    @property
    def token(self) -> object:
        """The present access token; it shows nothing of itself."""
        return self._wallet.token

    def ready(self, desk: Desk, *, early: bool) -> Flow[None]:
        """Have an access token that lasts."""
        return self._wallet.ready(self._obtain, desk, early=early)

    def renew(self, desk: Desk, refused: object) -> Flow[bool]:
        """Replace the access token that was refused."""
        return self._wallet.renew(self._obtain, desk, refused)

    def signed(self, request: Request, desk: Desk) -> Request:
        """The request with the access token, its JSON body as a signed statement.

        Raises:
            InvalidArgument: the body is no JSON object.
        """
        url, body = self._wallet.url(request, desk), request.body
        headers = [*request.headers, self._wallet.bearer()]
        # A body that is no JSON names its type: it is a statement that was signed before.
        if body is not None and not any(name == "Content-Type" for name, _ in request.headers):
            body = self._statement(request, body, desk).encode("ascii")
            headers.append(("Content-Type", JWT))
        return attrs.evolve(request, url=url, headers=tuple(headers), body=body)

    def detour(self, desk: Desk) -> bool:
        """Go to the next host of the hosted service."""
        return self._wallet.detour(desk)

    def _statement(self, request: Request, body: bytes, desk: Desk) -> str:
        try:
            claims = _CLAIMS.decode(body)
        except msgspec.DecodeError:
            raise InvalidArgument(
                f"The body of {request.operation} is signed, so it has to be an object: a dict, or a model "
                "of ibkr_wire.models."
            ) from None
        return self._sign(claims, desk.clock.now())
