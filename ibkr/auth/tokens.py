"""Tokens that expire: got when needed, by one flow at a time, and renewed before they end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit, urlunsplit

import attrs
import msgspec
from ibkr_wire.tables.operations import OPERATIONS

from ibkr._core.authority import GONE
from ibkr._core.flow import holding
from ibkr._core.recognise import quoted
from ibkr._core.sending import paced
from ibkr.errors import GatewayFault, IbkrError, NotAuthenticated, PacingError, ResponseError, WrongBasePath

if TYPE_CHECKING:
    from collections.abc import Callable

    from ibkr_wire.operation import Info

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow, Request, Response

LANE: Final = "sign-in"
LAST_CALL: Final = 60.0
"""Seconds before the end from which no call is signed with a token any more."""
EARLY: Final = 600.0
"""Seconds before the end from which the keep-alive renews it, so that no call has to wait."""

HOSTED: Final = "api.ibkr.com"
OTHER_HOSTS: Final = ("1.api.ibkr.com", "2.api.ibkr.com")
"""Where to go when the hosted service answers 410."""


STEPS: Final = frozenset(
    {
        "auth.request_token", "auth.access_token", "auth.live_session_token", "auth.token",
        "management.open_session",
    }
)  # fmt: skip
"""The calls of the ways in, by façade name."""


@attrs.frozen
class Token:
    """A token of a session, and when it ends (seconds since the epoch)."""

    value: bytes = attrs.field(repr=False)
    expires: float

    def lasts(self, seconds: float, *, now: float) -> bool:
        """Whether it is good for that much longer."""
        return self.expires - now > seconds


def step(name: str, summary: str) -> Info:
    """A call of the way in, as the description has it, but never repeated by itself; `summary` for errors."""
    assert name in STEPS, "who asks whether an error came from signing in looks there"
    return msgspec.structs.replace(OPERATIONS[name], summary=summary, retry="never")


class Wallet:
    """The present token of one sign-in, and the host that it is used at.

    Several clients may share it; within one client a token is got by one flow at a
    time, and the others wait for it.
    """

    def __init__(self, *, beside: Wallet | None = None) -> None:
        """Begin without a token; `beside` goes to the same hosts, and it is its token that opens sessions."""
        self.token: Token | None = None
        self._hosts: list[str] = [] if beside is None else beside._hosts
        self._is_session = beside is None

    def ready(self, obtain: Callable[[Desk], Flow[Token]], desk: Desk, *, early: bool) -> Flow[None]:
        """Have a token that lasts."""
        present = self.token
        if present is None or not present.lasts(EARLY if early else LAST_CALL, now=desk.clock.now()):
            yield from self.renew(obtain, desk, present)

    def renew(self, obtain: Callable[[Desk], Flow[Token]], desk: Desk, old: object) -> Flow[bool]:
        """Replace `old`, unless another flow has done so when this one's turn comes; True."""
        yield from holding(LANE, self._renew(obtain, desk, old))
        return True

    def _renew(self, obtain: Callable[[Desk], Flow[Token]], desk: Desk, old: object) -> Flow[None]:
        if self.token is old:
            self.token = yield from self._somewhere(obtain, desk)
        elif desk.session.state != "logged_out":
            return
        if self._is_session:
            # Another token is another session: what was prepared in the one before is void.
            desk.session.move("no_bridge", now=desk.clock.now(), why="signed in")

    def _somewhere(self, obtain: Callable[[Desk], Flow[Token]], desk: Desk) -> Flow[Token]:
        while True:
            try:
                return (yield from obtain(desk))
            except GatewayFault as error:
                if error.status != GONE or not self.detour(desk):
                    raise

    def bearer(self) -> tuple[str, str]:
        """The header that shows the present token."""
        return ("Authorization", f"Bearer {self.text()}")

    def text(self) -> str:
        """The present token as it is sent."""
        assert self.token is not None, "a client asks for a token first"
        return self.token.value.decode()

    # --- hosts ---------------------------------------------------------------------------------

    def base_url(self, desk: Desk) -> str:
        """The client's base URL, at the host of now."""
        return at_host(desk.base_url, self._hosts[-1]) if self._hosts else desk.base_url

    def url(self, request: Request, desk: Desk) -> str:
        """The whole address of a request, at the host of now."""
        own = request.url or desk.base_url + request.path
        return at_host(own, self._hosts[-1]) if self._hosts else own

    def detour(self, desk: Desk) -> bool:
        """Go to the next of the hosted service's hosts; False at the last one and anywhere else."""
        if urlsplit(desk.base_url).hostname != HOSTED or len(self._hosts) == len(OTHER_HOSTS):
            return False
        self._hosts.append(OTHER_HOSTS[len(self._hosts)])
        return True


def at_host(url: str, host: str) -> str:
    """The same address at another host."""
    return urlunsplit(urlsplit(url)._replace(netloc=host))


def origin(url: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def websocket(base_url: str) -> str:
    """The websocket beside a REST address."""
    return f"ws{base_url.removeprefix('http')}/ws"


# --- asking ------------------------------------------------------------------------------------


def ask_for(
    info: Info, make: Callable[[], Request], desk: Desk, *, remedy: str, secrets: tuple[str, ...] = ()
) -> Flow[dict[str, Any]]:
    """The JSON object that a step of the way in answers.

    Raises:
        NotAuthenticated: IBKR refused; the sentence names the step and quotes IBKR, without `secrets`.
        PacingError, GatewayFault, WrongBasePath, TransportError: as any call.
    """
    try:
        response = yield from paced(info, make, desk)
    except (PacingError, GatewayFault, WrongBasePath):
        raise
    except ResponseError as error:
        raise _refused(info, error, remedy, secrets) from None
    return _object(info, response)


def _refused(info: Info, error: ResponseError, remedy: str, secrets: tuple[str, ...]) -> NotAuthenticated:
    said = _words(error.body or b"")
    for secret in filter(None, secrets):
        said = said.replace(secret, "***")
    words = f" IBKR said: {quoted(said)}." if said else ""
    return NotAuthenticated(
        f"IBKR refused {info.summary} (status {error.status}).{words} {remedy}",
        operation=info.name,
        status=error.status,
        request_id=error.request_id,
    )


def _words(body: bytes) -> str:
    try:
        value = msgspec.json.decode(body, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError):
        text = body.decode("utf-8", "replace").strip()
        return "" if text.startswith("<") else text
    # Old services say `error`, newer ones `title` and `detail` (errors.md).
    found = [value.get(key) for key in ("error", "title", "detail")]
    return ": ".join(word for word in found if isinstance(word, str))


def _object(info: Info, response: Response) -> dict[str, Any]:
    try:
        return msgspec.json.decode(response.body, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise unreadable(info, "it is no JSON object") from None


def text_of(answer: dict[str, Any], key: str, info: Info) -> str:
    """A text of the answer. Raises `GatewayFault` when there is none."""
    value = answer.get(key)
    if not isinstance(value, str) or not value:
        raise unreadable(info, f"{key} is missing")
    return value


def unreadable(info: Info, how: str) -> IbkrError:
    """The error for an answer that should have held a token. The body is not kept: it may hold one."""
    return GatewayFault(
        f"The answer to {info.summary} cannot be used: {how}. Try again in a minute.",
        operation=info.name,
        retryable=True,
    )
