"""The session with the gateway as a state machine, and what is remembered within it."""

from __future__ import annotations

import logging
import threading
from collections import deque
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import attrs

from ibkr._core.observing import Problems, tell
from ibkr.errors import (
    CompetingSession,
    GatewayFault,
    GatewayUnreachable,
    NoBrokerageSession,
    NotAuthenticated,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ibkr_wire.models.accounts import BrokerageAccounts
    from ibkr_wire.models.auth import AuthStatus

    from ibkr.errors import IbkrError

logger = logging.getLogger("ibkr")

State: TypeAlias = Literal[
    "no_gateway", "logged_out", "no_bridge", "competing", "connecting", "ready", "maintenance"
]

CHANGES_KEPT: Final = 100


@attrs.frozen
class SessionChange:
    """The session went from one state to another."""

    time: float
    """Seconds since the epoch."""
    before: State
    after: State
    why: str


# What an error says about the session. Errors that say nothing are not listed.
STATE_BY_ERROR: Final[dict[type[IbkrError], State]] = {
    GatewayUnreachable: "no_gateway",
    NotAuthenticated: "logged_out",
    NoBrokerageSession: "no_bridge",
    CompetingSession: "competing",
}

# The next step for the caller, by state; "ready" needs none.
NEXT_STEP: Final[dict[State, tuple[type[IbkrError], str]]] = {
    "no_gateway": (
        GatewayUnreachable,
        "No gateway answers at {base_url}. Start it, or give Client(base_url=...) its address.",
    ),
    "logged_out": (
        NotAuthenticated,
        "The gateway at {base_url} has no session. {remedy}",
    ),
    "no_bridge": (
        NoBrokerageSession,
        "Logged in, but there is no brokerage session: open one with `ib.session.open()`.",
    ),
    "competing": (
        CompetingSession,
        "Another login of this username holds the brokerage session: log out there, or take it over with "
        "`ib.session.open(compete=True)`.",
    ),
    "connecting": (
        NoBrokerageSession,
        "The brokerage session is being set up: wait a few seconds and ask `ib.session.check()` again.",
    ),
    "maintenance": (
        GatewayFault,
        "IBKR is under maintenance, as it is for some minutes each night: try again later.",
    ),
}


def state_of(status: AuthStatus) -> State:
    """The state that an `auth/status` answer describes. Source: limits-and-session.md, auth/status reading.

    Absent keys are read as older builds meant them: connected, established, not competing.
    """
    if status.competing is True:
        return "competing"
    if not status.authenticated:
        return "no_bridge" if status.connected is True else "logged_out"
    settled = status.connected is not False and status.established is not False
    return "ready" if settled else "connecting"


class SessionBook:
    """State, memory and history of one client's session. Safe to use from many threads."""

    def __init__(self) -> None:
        """Begin before the first call: nothing is known yet."""
        self.state: State = "connecting"
        self.changes: deque[SessionChange] = deque(maxlen=CHANGES_KEPT)
        self.listeners: list[Callable[[SessionChange], None]] = []
        self.prepared: set[str] = set()
        """Calls made before others, once a session."""
        self.warmed: set[str] = set()
        """Calls whose first, cold answer is behind us."""
        self.accounts: BrokerageAccounts | None = None
        self.portfolio: frozenset[str] = frozenset()
        """Accounts that the portfolio calls know."""
        self.portfolio_is_all = False
        """The login has no other accounts than those."""
        self.remedy = "Log in there with a browser, then try again."
        """What the user does when nobody is logged in; a client that signs its calls says it otherwise."""
        self.token: str | None = None
        """The session token of the last tickle, for the websocket's cookie."""
        self.last_tickle: float | None = None
        """When the last tickle was answered, seconds since the epoch."""
        self.keep_alive_problem: str | None = None
        """Why the last keep-alive failed; None while it works."""
        self.keep_alive_failures = 0
        """How many keep-alives have failed since the last that worked."""
        self.last_contest: float | None = None
        """When it was last opened with the wish to take it from another login (monotonic seconds)."""
        self.contests: deque[float] = deque(maxlen=CHANGES_KEPT)
        """When it was taken from another login that held it."""
        self.problems = Problems()
        """What listeners raised."""
        self._lock = threading.Lock()

    def move(self, state: State, *, now: float, why: str) -> None:
        """Enter `state`; losing the session forgets what was prepared in it."""
        with self._lock:
            if state == self.state:
                return
            change = SessionChange(now, self.state, state, why)
            self.state = state
            self.changes.append(change)
            if state in ("logged_out", "no_bridge", "competing"):
                self.forget()
        logger.info("session state changed", extra={"before": change.before, "after": state, "why": why})
        tell(self.listeners, change, self.problems)

    def forget(self) -> None:
        """What was prepared in a session is void in the next."""
        self.prepared.clear()
        self.warmed.clear()
        self.accounts = None

    def failed(self, error: IbkrError, *, now: float) -> None:
        """Take from an error what it says about the session."""
        for kind, state in STATE_BY_ERROR.items():
            if isinstance(error, kind):
                self.move(state, now=now, why=type(error).__name__)
                return

    def answered(self, tier: str, *, now: float) -> None:
        """A call of that tier was answered: the session is at least that good."""
        if tier == "brokerage" and self.state != "ready":
            self.move("ready", now=now, why="a brokerage call was answered")
        elif self.state in ("no_gateway", "maintenance"):
            self.move("connecting", now=now, why="the gateway answers again")

    def keep_alive_failed(self, problem: str) -> None:
        """The last keep-alive failed; said once in the log until it works again."""
        if self.keep_alive_problem is None:
            logger.warning("keep-alive failed", extra={"problem": problem})
        self.keep_alive_problem = problem
        self.keep_alive_failures += 1

    def keep_alive_works(self) -> None:
        """The last keep-alive was answered."""
        if self.keep_alive_problem is not None:
            logger.info("keep-alive works again")
        self.keep_alive_problem = None
        self.keep_alive_failures = 0

    def error(self, *, base_url: str) -> IbkrError | None:
        """The error that names the next step, or None when the session is ready."""
        if self.state == "ready":
            return None
        kind, sentence = NEXT_STEP[self.state]
        return kind(sentence.format(base_url=base_url, remedy=self.remedy))
