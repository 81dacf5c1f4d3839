"""What all flows of one client share."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

import attrs

from ibkr._core.drift import DriftLog
from ibkr._core.journal import Journal
from ibkr._core.observing import Problems, RequestHook
from ibkr._core.pacing import Pacing
from ibkr._core.recall import AnswerBook
from ibkr._core.session import SessionBook
from ibkr.model.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from ibkr_wire.operation import Operation

    from ibkr._core.authority import Authority
    from ibkr._core.flow import Flow
    from ibkr.model.clock import Clock
    from ibkr.model.limits import Limits
    from ibkr.model.ticks import TickRules

# IBKR's resets take seconds to minutes (limits-and-session.md, clock).
DEFAULT_RESET_WAIT = 900.0
DEFAULT_BASE_URL = "https://localhost:5000/v1/api"


@attrs.define(eq=False)
class Desk:
    """Clock, limits, session, drift and the client's settings."""

    base_url: str = DEFAULT_BASE_URL
    clock: Clock = attrs.field(factory=SystemClock)
    pacing: Pacing = attrs.field(factory=Pacing)
    session: SessionBook = attrs.field(factory=SessionBook)
    drift: DriftLog = attrs.field(factory=DriftLog)
    strict: bool = False
    read_only: bool = False
    live: bool = False
    compete: bool = False
    auth: Authority | None = None
    """Who signs the calls; None where a gateway program does."""
    after_opening: list[Callable[[Desk], Flow[None]]] = attrs.field(
        factory=list["Callable[[Desk], Flow[None]]"]
    )
    """Run each time a brokerage session was opened: what ends with the one before is said again."""
    ticks: dict[int, TickRules | None] = attrs.field(factory=dict[int, "TickRules | None"])
    """Tick sizes learnt so far, by conid; None where IBKR was asked and does not tell."""
    answers: AnswerBook = attrs.field(factory=AnswerBook)
    """Descriptions of contracts that need not be asked for again."""
    suppressed: frozenset[str] = frozenset()
    """Ids of the questions that are meant to be switched off."""
    suppressed_in: object = None
    """The session's latest change of state when they were switched off."""
    journal: Journal = attrs.field(factory=Journal)
    """Orders whose fate is not known; with a path, all that were sent."""
    limits: Limits | None = None
    guards: tuple[Callable[[Operation[Any], Desk], Flow[None]], ...] = ()
    """Asked before an order leaves; what they raise keeps it here."""
    multipliers: dict[int, Decimal] = attrs.field(factory=dict[int, Decimal])
    """How many units one contract stands for, by conid, where it was asked for."""
    reset_wait: float = DEFAULT_RESET_WAIT
    """Longest time, in seconds, that a call waits for the end of IBKR's daily reset."""
    hooks: tuple[RequestHook, ...] = ()
    """Told of every request."""
    problems: Problems = attrs.field(factory=Problems)
    """What hooks and listeners raised."""
    last_success: float | None = None
    """When a call was last answered well, seconds since the epoch."""
    shelf: dict[str, tuple[float, Any]] = attrs.field(factory=dict[str, "tuple[float, Any]"])
    """Answers that are good for a while, by façade name, with the monotonic time they came at."""
    streams: WeakSet[Any] = attrs.field(factory=WeakSet[Any])
    """The streams over this client's gateway, while they live."""

    def __attrs_post_init__(self) -> None:
        """Let errors of the session say what a client that signs its calls can do."""
        if self.auth is not None:
            self.session.remedy = self.auth.remedy
        self.session.problems = self.problems
