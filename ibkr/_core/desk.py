"""What all flows of one client share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ibkr._core.drift import DriftLog
from ibkr._core.pacing import Pacing
from ibkr._core.session import SessionBook
from ibkr.model.clock import SystemClock

if TYPE_CHECKING:
    from ibkr.model.clock import Clock
    from ibkr.model.ticks import TickRules

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
    ticks: dict[int, TickRules | None] = attrs.field(factory=dict[int, "TickRules | None"])
    """Tick sizes learnt so far, by conid; None where IBKR was asked and does not tell."""
