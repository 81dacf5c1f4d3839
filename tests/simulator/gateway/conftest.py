"""A player: one client of a gateway without sockets, on a clock that stands still."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from ibkr.model.clock import ManualClock
from ibkr.simulator import Close, Gateway, Request, Response, SocketSession

AAPL, IBM = 265598, 8314
ACCOUNT = "DU1234567"


class Player:
    """Asks the gateway and moves its clock. Pacing is off unless asked for."""

    def __init__(self, **options: Any) -> None:
        self.clock = ManualClock()
        self.gateway = Gateway(clock=self.clock, **({"pacing": False} | options))

    def ask(self, method: str, path: str, **content: Any) -> Response:
        return self.gateway.handle(Request.to(method, f"/v1/api{path}", **content))

    def get(self, path: str, *, status: int = 200) -> Any:
        return self._read(self.ask("GET", path), status)

    def post(self, path: str, json: object = None, *, status: int = 200) -> Any:
        return self._read(self.ask("POST", path, json={} if json is None else json), status)

    def delete(self, path: str, *, status: int = 200) -> Any:
        return self._read(self.ask("DELETE", path), status)

    def primed(self) -> Player:
        """After the calls that a session makes before all others."""
        for path in ("/iserver/accounts", "/portfolio/accounts", "/iserver/account/orders"):
            self.get(path)
        return self

    def place(self, status: int = 200, **changes: Any) -> Any:
        """Place one order: ten AAPL at 449, near the market unless changed."""
        ticket = {
            "conid": AAPL,
            "side": "BUY",
            "orderType": "LMT",
            "price": 449,
            "quantity": 10,
            "tif": "DAY",
        }
        body = {"orders": [{key: value for key, value in (ticket | changes).items() if value is not None}]}
        return self.post(f"/iserver/account/{ACCOUNT}/orders", body, status=status)

    def connect(self, *, greeted: bool = True) -> SocketSession:
        """A websocket with the session's cookie, its burst already read."""
        token = self.post("/tickle")["session"]
        socket = self.gateway.connect({"Cookie": f"api={token}"})
        if greeted:
            self.clock.advance(0.25)
            socket.pull()
        return socket

    @staticmethod
    def _read(answer: Response, status: int) -> Any:
        assert answer.status == status, answer
        return answer.decoded() if answer.body else None


def frames(socket: SocketSession) -> list[Any]:
    """What is due on a socket: objects, and closes as they are."""
    return [f if isinstance(f, Close) else msgspec.json.decode(f) for f in socket.pull()]


@pytest.fixture
def play() -> type[Player]:
    """Make players with options."""
    return Player


@pytest.fixture
def player() -> Player:
    """A player whose session is ready for anything."""
    return Player().primed()


@pytest.fixture
def read() -> Any:
    """Read the frames that are due on a socket."""
    return frames
