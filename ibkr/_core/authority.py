"""Calls that must be signed: what a client's `auth` has to offer, and one call made with it.

A gateway program on this machine needs none of this: it adds its own session.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol

from ibkr.errors import GatewayFault, NotAuthenticated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ibkr_wire.operation import Info

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow, Request, Response

# A hosted node that wants to be left in favour of another one (errors.md).
GONE: Final = 410


# Where account management begins on the host; its calls need a client's access token, not a session.
MANAGEMENT: Final = "/gw/"


class Signer(Protocol):
    """Whoever signs calls of one kind."""

    @property
    def remedy(self) -> str:
        """What the user does when IBKR does not let him in: a sentence."""
        ...

    def ready(self, desk: Desk, *, early: bool) -> Flow[None]:
        """Have a token that is good for a while; `early` renews it long before it expires.

        A new token means a new session: the desk's session is `no_bridge` afterwards.
        """
        ...

    def renew(self, desk: Desk, refused: object) -> Flow[bool]:
        """Replace the token that was refused, unless somebody else has; False when there is none."""
        ...

    @property
    def token(self) -> object:
        """The present token, to tell later whether it has been replaced; None before the first."""
        ...

    def signed(self, request: Request, desk: Desk) -> Request:
        """The same request, with what shows who sends it."""
        ...

    def detour(self, desk: Desk) -> bool:
        """Go to another host from now on; False when there is none."""
        ...


class Authority(Signer, Protocol):
    """Whoever signs the calls of a client: as a `Signer`, those that are made in a session."""

    @property
    def user(self) -> object:
        """Whose limits the calls count for: equal for equal users, and showing nothing of them."""
        ...

    def for_call(self, info: Info) -> Signer:
        """Who signs calls of this operation; itself, unless they need another token than the session's."""
        ...

    def stream_url(self, desk: Desk) -> str:
        """Where the websocket is, with the token in its query once there is one."""
        ...

    def stream_headers(self, desk: Desk) -> Mapping[str, str]:
        """What is said when the websocket is opened."""
        ...


def is_management(info: Info) -> bool:
    """Whether a call is about managing accounts, which says nothing of a session and needs none."""
    return info.root == "host" and info.path.startswith(MANAGEMENT)


def authorised(
    info: Info, once: Callable[[], Flow[Response]], desk: Desk, authority: Signer
) -> Flow[Response]:
    """The answer to a signed call. A refused token is replaced and the call made again, once.

    An order is not: the caller hears that it was refused, and that the token is new.
    """
    yield from authority.ready(desk, early=info.effect == "session")
    token = authority.token
    try:
        return (yield from once())
    except NotAuthenticated as error:
        if not (yield from authority.renew(desk, token)):
            raise worded(error, f"IBKR refused {info.summary}. {authority.remedy}") from None
        if not may_repeat(info):
            error.retryable = True
            raise worded(error, f"IBKR refused {info.name}, and its token is renewed: call again.") from None
    except GatewayFault as error:
        if error.status != GONE or not authority.detour(desk) or not may_repeat(info):
            raise
    return (yield from _again(once, authority))


def _again(once: Callable[[], Flow[Response]], authority: Signer) -> Flow[Response]:
    try:
        return (yield from once())
    except NotAuthenticated as error:
        raise worded(error, f"IBKR refused a token that it has just given. {authority.remedy}") from None


def may_repeat(info: Info) -> bool:
    """Whether a refused call may be made again: all that changes no order and no setting."""
    return info.retry == "safe" or info.effect in ("read", "session")


def worded(error: NotAuthenticated, sentence: str) -> NotAuthenticated:
    """The same error with another sentence: there is no browser to log in with."""
    error.args = (sentence,)
    return error


def stream_door(desk: Desk) -> dict[str, Any]:
    """Where a stream connects and what it says there, as its options; nothing for a gateway program."""
    auth = desk.auth
    if auth is None:
        return {}
    # Asked anew at each connection: the token may have been renewed since.
    return {"url": partial(auth.stream_url, desk), "headers": partial(auth.stream_headers, desk)}
