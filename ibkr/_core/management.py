"""Bodies for the hosted account service, signed by the client's sign-in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ibkr_wire.operation import to_wire

from ibkr.errors import ConfigError, InvalidArgument

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ibkr._core.desk import Desk


def signed(claims: Mapping[str, Any] | object, desk: Desk) -> str:
    """A signed token over what is asked for, good for a minute.

    Raises:
        ConfigError: the client does not sign in with OAuth 2.0, which alone can sign.
        InvalidArgument: the claims are no object.
    """
    sign: Callable[[Mapping[str, Any], float], str] | None = getattr(desk.auth, "sign", None)
    if sign is None:
        raise ConfigError(
            "Requests of this kind are signed with the key of OAuth 2.0: make the client with "
            "Client(auth=ibkr.auth.OAuth2(...))."
        )
    plain = to_wire(claims)
    if not isinstance(plain, dict):
        raise InvalidArgument("What is signed is an object: a dict, or a model of ibkr_wire.models.")
    return sign(cast("dict[str, Any]", plain), desk.clock.now())
