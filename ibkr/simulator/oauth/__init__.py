"""OAuth as the hosted service does it: signatures and statements are checked for real.

    server = OAuthServer.read("server.json")
    gateway = Gateway(oauth=server)

With it nobody logs in by browser: OAuth 1.0a's live session token, or OAuth 2.0's
session, is the login, and every call must be signed or bear the session's token.
Nothing here is shared with the client: one bug would satisfy both sides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from ibkr.simulator.management import side
from ibkr.simulator.oauth.keyfile import KeyFile
from ibkr.simulator.oauth.one import OAuthOne
from ibkr.simulator.oauth.two import OAuthTwo

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ibkr.simulator.http import Request, Response
    from ibkr.simulator.session import Session
    from ibkr.simulator.state import State


class OAuthServer:
    """Who may call, for OAuth 1.0a, OAuth 2.0 or both."""

    def __init__(self, one: OAuthOne | None = None, two: OAuthTwo | None = None) -> None:
        self.one = one
        self.two = two

    @classmethod
    def read(cls, path: str | Path) -> Self:
        """The server that a JSON file describes; see docs/how-to/oauth.md for its keys.

        Raises:
            ConfigError: the file or a key in it cannot be used; it names the line.
        """
        file = KeyFile(path)
        one = OAuthOne.from_file(file) if file.has("consumer_key") else None
        two = OAuthTwo.from_file(file) if file.has("client_id") else None
        file.check_all_read()
        if one is None and two is None:
            raise file.problem("consumer_key", "is missing, and so is client_id: name a consumer or a client")
        return cls(one, two)

    def answer(self, request: Request, session: Session, *, now: float, seconds: float) -> Response | None:
        """The answer to a request that is about signing in, or may not pass; None lets it pass.

        `now` is the time of day that clients sign with, `seconds` the session's own.
        """
        parts = [part for part in (self.one, self.two) if part is not None]
        for part in parts:
            if request.path in part.paths:
                return part.sign_in(request, session, now=now, seconds=seconds)
        if not request.path.startswith(("/v1/api/", "/v1/portal/")):
            return None
        refusals = [part.refusal(request, now=now) for part in parts]
        return None if None in refusals else refusals[self._spoken(request)]

    def manage(self, request: Request, state: State, *, now: float) -> Response | None:
        """The answer to a call of the account management side; None where there is none."""
        if self.two is None or not request.path.startswith(side.ROOT):
            return None
        return side.answer(state, request, self.two, now=now)

    def _spoken(self, request: Request) -> int:
        """Which of two refusals fits what the client tried."""
        bears = request.headers.get("authorization", "").startswith("Bearer ")
        return -1 if bears else 0

    def admits(self, query: Mapping[str, str], *, now: float) -> bool:
        """Whether a websocket with this query may be opened."""
        return any(part.admits(query, now=now) for part in (self.one, self.two) if part is not None)
