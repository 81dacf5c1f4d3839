"""The stream's side of the talk with the gateway: frames in, events out; wishes in, frames out.

Nothing here opens, waits or reads a clock. The owner of the socket tells what
happened and when, and sends what `outgoing` gives.

    CLOSED ──opened──► WAITING ──sts authenticated──► LIVE
      ▲                   ▲                             │
      └───────lost────────┼──sts not authenticated──────┘
                          └─ the gateway drops what is sent in this phase, without
                             a word: subscriptions wait in the book

Leaving LIVE opens a `Gap`. Coming back replays the book; with orders in it the
owner reads the live list once (`reading_due`) and hands it to `orders_read`,
and only then the gap is closed by `Resumed`.

Every `now` is in seconds of one clock that never runs backwards.

Source: spec/asyncapi.yaml, handshake and liveness.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from ibkr._core.stream import commands
from ibkr._core.stream.fields import tags_of
from ibkr._core.stream.interpreter import Interpreter
from ibkr._core.stream.subscriptions import NEVER, SubscriptionBook
from ibkr._core.stream.timing import Backoff, Timing
from ibkr.model.events import Gap, Reconnecting, Resumed, SessionStatus, StreamEvent

Target = int | str
"""A conid, or `conid@EXCHANGE`."""


class Phase(enum.Enum):
    """How far the connection has come."""

    CLOSED = "closed"
    WAITING = "waiting"
    LIVE = "live"


class Conversation:
    """One user's stream over any number of connections, one at a time."""

    def __init__(
        self, *, chance: Callable[[], float], timing: Timing | None = None, backoff: Backoff | None = None
    ) -> None:
        """Begin closed; `chance` returns numbers from 0 up to 1, for the back-off."""
        self.timing = timing or Timing()
        self.phase = Phase.CLOSED
        self._backoff = backoff or Backoff()
        self._chance = chance
        self._attempt = 0
        self._book = SubscriptionBook()
        self._interpreter = Interpreter()
        self._gap: Gap | None = None
        self._readings = 0
        self._reading: int | None = None
        self._outgoing: list[str] = []
        self._heard = 0.0
        self._next_ping = self._next_echo = NEVER
        self._epoch = 0.0

    # --- wishes -------------------------------------------------------------------------------

    def want_quotes(self, target: Target, fields: Iterable[str | int], now: float) -> None:
        """Subscribe to ticks of a contract, or add fields to such a subscription.

        Raises:
            StreamError: an unknown field, none at all, or more than 50.
        """
        line = self._book.add_quotes(str(target), tags_of(fields))
        if self.phase is Phase.LIVE:
            self._outgoing.append(self._book.send(line, now + self.timing.renewal))

    def drop_quotes(self, target: Target) -> None:
        """End the ticks of a contract; nothing happens if there were none."""
        self._interpreter.quotes.forget(str(target))
        if self._book.drop(f"smd+{target}") and self.phase is Phase.LIVE:
            self._outgoing.append(commands.unsubscribe("smd", str(target)))

    def want_orders(self, now: float) -> None:
        """Subscribe to the live orders."""
        if "sor" in self._book:
            return
        line = self._book.add_orders()
        if self.phase is Phase.LIVE:
            self._outgoing.append(self._book.send(line, now))
            self._begin_reading()

    def drop_orders(self) -> None:
        """End the order updates; nothing happens if there were none."""
        self._reading = None
        if self._book.drop("sor") and self.phase is Phase.LIVE:
            self._outgoing.append(commands.unsubscribe("sor"))

    # --- what happened ------------------------------------------------------------------------

    def opened(self, now: float, epoch: float) -> None:
        """The socket is open; `epoch` is the same moment in seconds since 1970."""
        self.phase = Phase.WAITING
        self._epoch = epoch - now
        self._interpreter.start_afresh()
        self._outgoing.clear()
        self._heard = now
        self._next_ping = now + self.timing.ping
        self._next_echo = NEVER if self.timing.echo is None else now + self.timing.echo

    def receive(self, data: str | bytes, now: float) -> list[StreamEvent]:
        """One frame came. Never raises, whatever it holds."""
        self._heard = now
        interpreter = self._interpreter
        before = interpreter.status
        events = interpreter.read(data)
        return events if interpreter.status is before else [*events, *self._follow_session(now)]

    def orders_read(self, reading: int, rows: Iterable[dict[str, Any]], now: float) -> list[StreamEvent]:
        """The live orders were read over REST: what differs, then `Resumed` if a gap was open.

        `reading` is what `reading_due` said before the list was asked for; a list
        asked for earlier, when another subscription was in force, is not used.
        """
        if reading != self._reading:
            return []
        self._reading = None
        # The gateway may keep `sor` mute until the list has been read: ask again.
        # Source: spec/asyncapi.yaml, topic sor.
        self._outgoing.append(commands.subscribe_orders())
        return [*self._interpreter.orders.compare(rows), *self._close_gap(now)]

    def lost(self, reason: str) -> list[StreamEvent]:
        """The connection is gone: a `Gap`, unless one is open already."""
        self.phase = Phase.CLOSED
        self._outgoing.clear()
        self._reading = None
        return self._open_gap(self._heard, reason)

    def retry(self, reason: str) -> Reconnecting:
        """The connection was lost or refused for `reason`: when to try again."""
        self._attempt += 1
        return Reconnecting(self._attempt, reason, self._backoff.wait(self._attempt, self._chance))

    def excuse(self, now: float) -> None:
        """We did not listen until now: the silence was ours."""
        self._heard = max(self._heard, now)

    # --- what to do ---------------------------------------------------------------------------

    def outgoing(self) -> list[str]:
        """The frames to send now, each given once."""
        frames, self._outgoing = self._outgoing, []
        return frames

    @property
    def has_outgoing(self) -> bool:
        """Whether there is anything to send."""
        return bool(self._outgoing)

    @property
    def reading_due(self) -> int | None:
        """The number of the reading that is to be made: live orders over REST, for `orders_read`."""
        return self._reading

    @property
    def subscriptions(self) -> tuple[str, ...]:
        """What is subscribed, oldest first: `smd+265598`, `sor`."""
        return self._book.topics

    @property
    def status(self) -> SessionStatus:
        """The session as the stream last heard of it."""
        return self._interpreter.status

    def next_deadline(self) -> float:
        """When `tick` or `is_silent` will next have something to say."""
        renewal = self._book.next_due() if self.phase is Phase.LIVE else NEVER
        return min(self._heard + self.timing.silence, self._next_ping, self._next_echo, renewal)

    def is_silent(self, now: float) -> bool:
        """Whether the gateway has been silent for so long that the connection must be dead."""
        return now - self._heard >= self.timing.silence

    def tick(self, now: float) -> None:
        """Time has passed: queue the heartbeats and renewals that are due."""
        # Before the burst the gateway has no upstream to pass a ping on to.
        if now >= self._next_ping:
            self._next_ping = now + self.timing.ping
            self._say(commands.PING)
        if self.timing.echo is not None and now >= self._next_echo:
            self._next_echo = now + self.timing.echo
            self._say(commands.ECHO)
        if self.phase is Phase.LIVE:
            self._outgoing += self._book.send_due(now, now + self.timing.renewal)

    # --- between phases -----------------------------------------------------------------------

    def _follow_session(self, now: float) -> list[StreamEvent]:
        ready = self.status.authenticated
        if self.phase is Phase.WAITING and ready:
            return self._go_live(now)
        if self.phase is Phase.LIVE and ready is False:
            return self._fall_back(now)
        return []

    def _fall_back(self, now: float) -> list[StreamEvent]:
        """The brokerage session went while the socket stays open: quotes and orders fall silent."""
        self.phase = Phase.WAITING
        self._reading = None
        self._interpreter.quotes.clear()
        self._outgoing.clear()
        return self._open_gap(now, self.status.message or "the brokerage session ended")

    def _go_live(self, now: float) -> list[StreamEvent]:
        self.phase = Phase.LIVE
        self._attempt = 0
        self._outgoing += self._book.send_all(now + self.timing.renewal)
        if "sor" in self._book:
            self._begin_reading()
            return []
        return self._close_gap(now)

    def _begin_reading(self) -> None:
        self._readings += 1
        self._reading = self._readings
        self._interpreter.orders.begin_reading()

    def _open_gap(self, since: float, reason: str) -> list[StreamEvent]:
        if self._gap is not None:
            return []
        self._gap = Gap(self._date(since), reason)
        return [self._gap]

    def _close_gap(self, now: float) -> list[StreamEvent]:
        gap, self._gap = self._gap, None
        if gap is None:
            return []
        return [Resumed(gap, self._date(now), self._book.topics, "sor" in self._book)]

    def _say(self, frame: str) -> None:
        if self.phase is Phase.LIVE:
            self._outgoing.append(frame)

    def _date(self, now: float) -> datetime:
        return datetime.fromtimestamp(self._epoch + now, UTC)
