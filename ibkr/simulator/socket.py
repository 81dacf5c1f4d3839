"""One websocket of the gateway, without the wire: text in, frames out when they are due.

Source: gateway facts "Websocket". Times are seconds of the gateway's clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import attrs
import msgspec

from ibkr.simulator.feeds.base import Complaint, Message, arguments
from ibkr.simulator.feeds.desk import Subscriptions
from ibkr.simulator.feeds.news import NewsFeed
from ibkr.simulator.feeds.session import AccountsFeed, StatusFeed

if TYPE_CHECKING:
    import threading

    from ibkr.simulator.state import State

BURST_SECONDS = 0.2
HEARTBEAT_SECONDS = 10.0
LARGEST_FRAME = 65_536
"""A longer frame, either way, kills the connection."""
_TIC_ANSWERS = 4
_TOPIC_LAST = frozenset({"smd", "smh", "ssd", "sld"})
"""Feeds whose frames name their topic after everything else."""
_STATUS_POLL_SECONDS = 1.0


@attrs.frozen
class Close:
    """The end of the socket: with a close frame, or `abrupt`, without one."""

    code: int = 1000
    abrupt: bool = False


Frame = str | bytes | Close


class SocketSession:
    """One client's socket. `receive` takes what he sent, `pull` returns what is due to him.

    `wake` is called when something may have become due outside the times that
    `next_due` knows; it may be called from any thread.
    """

    def __init__(self, state: State, lock: threading.RLock, *, token: str | None) -> None:
        self.wake: Callable[[], None] = _nobody
        self.ended = False
        self._state = state
        self._lock = lock
        self._queue: list[Frame] = []
        self._burst_at = state.now() + BURST_SECONDS
        self._heartbeat_at = float("inf")
        self._admitted = False
        self._greeted = False
        self._wishes = Subscriptions(state)
        self._status = StatusFeed(state)
        self._accounts = AccountsFeed(state)
        self._news = NewsFeed(state)
        if token is None:
            self._say("", {"message": "waiting for session"})
        else:
            self._admit(token)

    # --- the client's side

    def receive(self, data: str | bytes) -> None:
        """Take one frame from the client. What comes before the first burst is lost."""
        with self._lock:
            self._state.advance()
            if self.ended:
                return
            if len(data) > LARGEST_FRAME:
                self.end(Close(abrupt=True))
                return
            self._let_time_pass()
            self._take(data if isinstance(data, str) else data.decode(errors="replace"))

    def pull(self) -> list[Frame]:
        """Everything that is due now, oldest first. A `Close` is the last frame ever."""
        with self._lock:
            self._state.advance()
            if self._state.now() < self._state.frozen_until:
                return []
            if not self.ended:
                self._let_time_pass()
            frames, self._queue = self._queue, []
            return frames

    def next_due(self) -> float | None:
        """In how many seconds the next frame may be due; None when nothing follows."""
        with self._lock:
            if self._queue:
                return max(0.0, self._state.frozen_until - self._state.now())
            if self.ended:
                return None
            due = max(min(self._due_times()), self._state.frozen_until)
            return max(0.0, due - self._state.now())

    def end(self, close: Close) -> None:
        """Close the socket from the gateway's side."""
        with self._lock:
            if not self.ended:
                self.closed_by_client()
                self._queue.append(close)
        self.wake()

    def closed_by_client(self) -> None:
        """The client is gone: free what he held."""
        with self._lock:
            self.ended = True
            self._wishes.clear()

    # --- time

    def _due_times(self) -> list[float]:
        now = self._state.now()
        # Logins end and orders fill by time alone: nobody else would look.
        times = [now + _STATUS_POLL_SECONDS]
        times.append(self._heartbeat_at if self._greeted else max(self._burst_at, now + 0.05))
        times.extend(self._wishes.due_times())
        return times

    def _let_time_pass(self) -> None:
        if not self._admitted:
            return
        if not self._state.session.logged_in:
            # Nobody logged in: a silent socket. A login that ended: the socket ends.
            if self._greeted:
                self.end(Close())
            return
        if not self._greeted:
            self._burst()
            return
        self._heartbeat()
        self._report_status()
        self._say_all(self._news.messages())
        self._say_all(self._wishes.messages())

    def _burst(self) -> None:
        if self._state.now() < self._burst_at:
            return
        self._greeted = True
        self._heartbeat_at = self._state.now() + HEARTBEAT_SECONDS
        identity = self._state.session.identity
        self._say("system", {"success": identity.user_name, "isFT": False, "isPaper": identity.paper})
        self._say_all(self._accounts.messages())
        self._say("sts", {"args": self._status.whole()})

    def _heartbeat(self) -> None:
        now = self._state.now()
        if now < self._heartbeat_at:
            return
        # After a jump of the clock one beat stands for those that were missed.
        self._heartbeat_at += HEARTBEAT_SECONDS * ((now - self._heartbeat_at) // HEARTBEAT_SECONDS + 1)
        self._say("system", {"hb": self._state.world.session_milliseconds()})

    def _report_status(self) -> None:
        changed = list(self._status.messages())
        # The accounts come right after the frame that says the session is there again.
        self._say_all(changed[:1])
        self._say_all(self._accounts.messages())
        self._say_all(changed[1:])
        if not self._state.session.flags.authenticated:
            # The socket stays open, its feeds fall silent and are forgotten.
            self._wishes.end_brokerage()

    # --- what the client says

    def _admit(self, token: str) -> None:
        if token == self._state.session.token:
            self._admitted = True
            self._burst_at = self._state.now() + BURST_SECONDS
        elif self._state.session.logged_in:
            self.end(Close())

    def _take(self, text: str) -> None:
        if text.startswith("{"):
            self._introduce(text)
        elif self._greeted and not self.ended:
            # An old page ends a topic by `upl{}`, without the plus sign.
            verb = text.partition("+")[0].partition("{")[0]
            rest = text.removeprefix(verb).removeprefix("+")
            own = {"tic": self._tic, "ech": self._echo}.get(verb)
            if own is None:
                self._subscribe(verb, rest)
            else:
                own(rest)

    def _subscribe(self, verb: str, rest: str) -> None:
        try:
            self._say_all(self._wishes.take(verb, rest))
        except Complaint as complaint:
            self._say("error", {"error": str(complaint)})

    def _introduce(self, text: str) -> None:
        """`{"session": "<token>"}` as the first frame, for clients that cannot set a cookie."""
        token = arguments(text).get("session")
        if not self._admitted and isinstance(token, str):
            self._admit(token)

    def _tic(self, _: str) -> None:
        answer = {
            "alive": True,
            "id": self._state.session.token,
            "lastAccessed": self._state.world.session_milliseconds(),
        }
        self._say_all([("tic", answer)] * _TIC_ANSWERS)

    def _echo(self, rest: str) -> None:
        self._send("ech", f"ech+{rest}".encode())

    # --- what the gateway says

    def _say_all(self, messages: Iterable[Message]) -> None:
        for topic, message in messages:
            self._say(topic, message)

    def _say(self, topic: str, message: Mapping[str, Any] | msgspec.Raw) -> None:
        name = topic.partition("+")[0]
        if isinstance(message, msgspec.Raw):
            self._send(name, bytes(message))
            return
        body = {**message, "topic": topic} if name in _TOPIC_LAST else {"topic": topic, **message}
        self._send(name, msgspec.json.encode(body if topic else message))

    def _send(self, name: str, data: bytes) -> None:
        if self.ended:
            return
        faults = {fault.kind for fault in self._state.faults.at_frame(name)}
        if ends := _ending(faults):
            self.end(ends)
        elif len(data) > LARGEST_FRAME:
            self.end(Close(abrupt=True))
        elif "lost" not in faults:
            data = data[: len(data) // 2] if "malformed" in faults else data
            frame = data.decode() if self._state.habits.text_frames else data
            self._queue.extend([frame] * (2 if "duplicate" in faults else 1))


def _ending(faults: Set[str]) -> Close | None:
    if "cut" in faults:
        return Close(abrupt=True)
    return Close() if "close" in faults else None


def session_token(headers: Mapping[str, str]) -> str | None:
    """The session in `Cookie: api=<token>` or `api={"session":"<token>"}`, None when there is none."""
    for part in headers.get("cookie", "").split(";"):
        name, _, value = part.strip().partition("=")
        if name == "api":
            plain = unquote(value)
            return str(arguments(plain).get("session")) if plain.startswith("{") else plain.strip('"')
    return None


def _nobody() -> None:
    """Nobody waits for this socket."""
