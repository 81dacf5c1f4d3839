"""The stream's side of the talk with the gateway: frames in, events out; wishes in, frames out.

Nothing here opens, waits or reads a clock. The owner of the socket tells what
happened and when, and sends what `outgoing` gives.

    CLOSED ──opened──► WAITING ──sts authenticated──► LIVE
      ▲                   ▲                             │
      └───────lost────────┼──sts not authenticated──────┘
                          └─ the gateway drops what is sent in this phase, without
                             a word: subscriptions wait in the book

Leaving LIVE opens a `Gap`. While the socket is open and the brokerage session is not
(`session_due`), the owner opens the session over REST. Coming back replays the book,
and the owner reads over REST what no frame tells (`errands`) and hands it to
`has_read`; only then the gap is closed by `Resumed`, which says what was recovered.

Every `now` is in seconds of one clock that never runs backwards.

Source: spec/asyncapi.yaml, handshake and liveness.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from ibkr._core.stream import commands
from ibkr._core.stream.accounts import PositionBook
from ibkr._core.stream.errands import Errand, Errands, days_since
from ibkr._core.stream.guarding import Guard, forbidden
from ibkr._core.stream.health import Counts
from ibkr._core.stream.interpreter import Interpreter, decode
from ibkr._core.stream.subscriptions import NEVER, Subscription, SubscriptionBook
from ibkr._core.stream.timing import Backoff, Timing
from ibkr._core.stream.wishes import Wishes
from ibkr.errors import StreamError
from ibkr.model.events import (
    BarsRefilled,
    Execution,
    Gap,
    MissingBars,
    OrderUpdate,
    PositionUpdate,
    RawFrame,
    Reconnecting,
    Resumed,
    SessionStatus,
    StreamEvent,
    StreamProblem,
    StreamQuiet,
    SubscriptionRefused,
)

Frames = Sequence[str | bytes]


class Phase(enum.Enum):
    """How far the connection has come."""

    CLOSED = "closed"
    WAITING = "waiting"
    LIVE = "live"


class Conversation:
    """One user's stream over any number of connections, one at a time."""

    def __init__(
        self,
        *,
        chance: Callable[[], float],
        timing: Timing | None = None,
        backoff: Backoff | None = None,
        raw: bool = False,
        guard: Guard = forbidden,
    ) -> None:
        """Begin closed; `chance` returns numbers from 0 up to 1, for the back-off.

        `raw` tells every frame before it is read; `guard` is asked before an option is exercised.
        """
        self.guard = guard
        self.timing = timing or Timing()
        self.phase = Phase.CLOSED
        self.book = SubscriptionBook()
        self.interpreter = Interpreter()
        self.errands = Errands()
        self.wishes = Wishes(self)
        self._backoff = backoff or Backoff()
        self._chance = chance
        self._raw = raw
        self._attempt = 0
        self._positions = PositionBook()
        self._followed: dict[str, bool] = {}
        """Accounts whose positions are wanted: whether they changed while they were read."""
        self._gap: Gap | None = None
        self._gap_began = 0.0
        self._recovered: list[OrderUpdate | Execution | PositionUpdate] = []
        self._outgoing: list[str] = []
        self._heard = 0.0
        self._next_ping = self._next_echo = NEVER
        self._must_be_live = NEVER
        self.counts = Counts()
        self._epoch = 0.0

    # --- what happened ------------------------------------------------------------------------

    def opened(self, now: float, epoch: float) -> None:
        """The socket is open; `epoch` is the same moment in seconds since 1970."""
        self.phase = Phase.WAITING
        self.counts.connections += 1
        self.counts.connected = epoch
        self._epoch = epoch - now
        self.interpreter.start_afresh()
        self._outgoing.clear()
        self._heard = now
        self._must_be_live = now + self.timing.burst
        self._next_ping = now + self.timing.ping
        self._next_echo = NEVER if self.timing.echo is None else now + self.timing.echo

    def receive(self, data: str | bytes, now: float) -> list[StreamEvent]:
        """One frame came. Never raises, whatever it holds."""
        return self.hear((data,), now)

    def hear(self, frames: Frames, now: float) -> list[StreamEvent]:
        """Frames came, oldest first. Never raises, whatever they hold."""
        self._heard = now
        self.counts.heard = self._epoch + now
        self.counts.frames += len(frames)
        told: list[StreamEvent] = []
        pictures = self.interpreter.quotes.pictures
        for data in frames:
            if self._raw:
                told.append(RawFrame(data))
            # Nine frames in ten are ticks of contracts that have ticked before: they take the
            # short way. Anything else, and whatever is wrong with a frame, is seen on the long one.
            try:
                body = decode(data)
                picture = pictures.get(body["topic"])
                if picture is not None:
                    event = picture.tick(body)
                    if event is not None:
                        told.append(event)
                    continue
            except (msgspec.MsgspecError, ValueError, TypeError, KeyError, RecursionError):
                pass
            told += self._read(data, now)
        return told + self._look_after(told) if self.interpreter.touched else told

    def _read(self, data: str | bytes, now: float) -> list[StreamEvent]:
        before = self.interpreter.status
        events = self.interpreter.read(data)
        return events if self.interpreter.status is before else events + self._follow_session(now)

    def cannot_read(self, errand: Errand, why: str) -> list[StreamEvent]:
        """Something could not be read over REST. Bars are given up; the rest stays due."""
        if errand.missing is None:
            return [StreamProblem(f"{errand.subject} could not be read, which is tried again: {why}", "")]
        return [BarsRefilled(errand.missing, (), why)] if self.errands.done(errand) else []

    def has_read(self, errand: Errand, rows: Iterable[Any], now: float) -> list[StreamEvent]:
        """Something was read over REST: what differs, then `Resumed` if nothing else holds a gap open.

        An errand that began before another subscription, or another gap, does not
        count: what it brings is not used.
        """
        if not self.errands.done(errand):
            return []
        if errand.missing is not None:
            return [BarsRefilled(errand.missing, tuple(rows))]
        told = self._compare(errand, rows)
        if self._gap is not None:
            self._recovered += told
        self._repeat(errand)
        return [*told, *self._close_gap(now)]

    def lost(self, reason: str) -> list[StreamEvent]:
        """The connection is gone: a `Gap`, unless one is open already."""
        self.closed()
        self._must_be_live = NEVER
        self._outgoing.clear()
        self.errands.clear()
        return self._open_gap(self._heard, reason)

    def closed(self) -> None:
        """There is no connection any more, whoever ended it."""
        self.phase = Phase.CLOSED
        self.counts.connected = None

    def session_opened(self, now: float) -> None:
        """REST says that the brokerage session is open: the socket must say so in time."""
        self._must_be_live = now + self.timing.settling

    def retry(self, reason: str) -> Reconnecting:
        """The connection or the session was lost or refused for `reason`: when to try again."""
        self._attempt += 1
        return Reconnecting(self._attempt, reason, self._backoff.wait(self._attempt, self._chance))

    def excuse(self, now: float) -> None:
        """We did not listen until now: the silence was ours."""
        late = max(0.0, now - self._heard)
        self._heard = max(self._heard, now)
        self._must_be_live += late
        for line in self.book.lines:
            line.overdue += late

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
    def session_due(self) -> bool:
        """Whether the brokerage session is to be opened over REST: the socket said that there is none."""
        return self.phase is Phase.WAITING and self.interpreter.status.authenticated is False

    @property
    def subscriptions(self) -> tuple[str, ...]:
        """What is subscribed, oldest first: `smd+265598`, `sor`."""
        return self.book.names

    @property
    def status(self) -> SessionStatus:
        """The session as the stream last heard of it."""
        return self.interpreter.status

    def next_deadline(self) -> float:
        """When `tick` or `failed` will next have something to say."""
        due = self.book.next_due() if self.phase is Phase.LIVE else NEVER
        silent = self._heard + self.timing.silence
        return min(silent, self._must_be_live, self._next_ping, self._next_echo, due)

    def failed(self, now: float) -> str | None:
        """Why the connection must be given up; None while it is worth keeping."""
        if now - self._heard >= self.timing.silence:
            return f"the gateway was silent for {self.timing.silence:g} seconds"
        if now >= self._must_be_live:
            return "the gateway did not say that the brokerage session is open"
        return None

    def tick(self, now: float) -> list[StreamEvent]:
        """Time has passed: queue what is to be said, and tell what did not come."""
        # Before the burst the gateway has no upstream to pass a ping on to.
        if now >= self._next_ping:
            self._next_ping = now + self.timing.ping
            self.say(commands.PING)
        if self.timing.echo is not None and now >= self._next_echo:
            self._next_echo = now + self.timing.echo
            self.say(commands.ECHO)
        if self.phase is not Phase.LIVE:
            return []
        refused = [event for line in self.book.overdue(now) for event in self._unanswered(line)]
        return [*refused, *(event for line in self.book.due(now) for event in self._renew(line, now))]

    # --- for the wishes -----------------------------------------------------------------------

    def ask(self, line: Subscription, now: float) -> None:
        """Send a subscription, now or when the session is there."""
        if self.phase is Phase.LIVE:
            self._outgoing.append(self._sent(line, now))

    def say(self, frame: str) -> None:
        """Send a frame, if there is a session; otherwise it means nothing."""
        if self.phase is Phase.LIVE:
            self._outgoing.append(frame)

    def say_now(self, frame: str) -> None:
        """Send a frame that must not wait.

        Raises:
            StreamError: there is no brokerage session now.
        """
        if self.phase is not Phase.LIVE:
            raise StreamError("There is no brokerage session now. Wait for Resumed, then try again.")
        self._outgoing.append(frame)

    def read_orders(self) -> None:
        """The live orders are to be compared with what is known."""
        if self.phase is Phase.LIVE:
            self.errands.add("orders")
            self.interpreter.orders.begin_reading()

    def read_bars(self, missing: MissingBars) -> None:
        """Bars that no tick could make are to be read from history."""
        if self.phase is Phase.LIVE:
            self.errands.add_bars(missing)

    def follow_positions(self, account: str) -> None:
        """Positions of an account are wanted."""
        self._followed.setdefault(account, False)
        if self.phase is Phase.LIVE:
            self.errands.add("positions", account=account, closes_gap=False)

    def leave_positions(self, account: str) -> None:
        """Positions of an account are not wanted any more."""
        self._followed.pop(account, None)
        self._positions.forget(account)
        self.errands.drop("positions", account)

    # --- between phases -----------------------------------------------------------------------

    def _follow_session(self, now: float) -> list[StreamEvent]:
        # Authenticated but not established: the account data is still on its way.
        ready = self.status.authenticated and self.status.established is not False
        if self.status.authenticated is False:
            self._must_be_live = NEVER
        if self.phase is Phase.WAITING and ready:
            return self._go_live(now)
        if self.phase is Phase.LIVE and self.status.authenticated is False:
            return self._fall_back(now)
        return []

    def _fall_back(self, now: float) -> list[StreamEvent]:
        """The brokerage session went while the socket stays open: the topics fall silent."""
        self.phase = Phase.WAITING
        self.errands.clear()
        self.interpreter.quiet()
        self._outgoing.clear()
        return self._open_gap(now, self.status.message or "the brokerage session ended")

    def _go_live(self, now: float) -> list[StreamEvent]:
        self.phase = Phase.LIVE
        self._attempt = 0
        self._must_be_live = NEVER
        self._outgoing += [self._sent(line, now) for line in self.book.lines]
        if "sor" in self.book:
            self.read_orders()
        if "str" in self.book and self._gap is not None:
            self.errands.add("executions", days=days_since(now - self._gap_began))
        for account in self._followed:
            self.errands.add("positions", account=account)
        return self._close_gap(now)

    def _open_gap(self, since: float, reason: str) -> list[StreamEvent]:
        if self._gap is not None:
            return []
        self._gap = Gap(_date(self._epoch + since), reason)
        self._gap_began = since
        self.counts.gaps += 1
        return [self._gap]

    def _close_gap(self, now: float) -> list[StreamEvent]:
        if self._gap is None or self.errands.holds_gap:
            return []
        gap, self._gap = self._gap, None
        recovered, self._recovered = tuple(self._recovered), []
        return [Resumed(gap, _date(self._epoch + now), self.book.names, self._rereading(), recovered)]

    def _rereading(self) -> tuple[str, ...]:
        read = {"orders": "sor" in self.book, "executions": "str" in self.book, "positions": self._followed}
        return tuple(subject for subject, is_read in read.items() if is_read)

    # --- subscriptions and errands ------------------------------------------------------------

    def _sent(self, line: Subscription, now: float) -> str:
        line.overdue = NEVER if line.patience is None else now + line.patience
        return line.sent(now, self.frames_of(line))

    def frames_of(self, line: Subscription) -> int:
        """How much has come for a line on this connection."""
        if line.topic == "smd":
            return self.interpreter.quotes.ticks(line.target)
        return line.name in self.interpreter.heard

    def _unanswered(self, line: Subscription) -> Sequence[StreamEvent]:
        line.overdue = NEVER
        if self.frames_of(line):
            return ()
        return [SubscriptionRefused(line.name, line.conid, _SILENT.format(line.name, self.timing.answer))]

    def _renew(self, line: Subscription, now: float) -> Sequence[StreamEvent]:
        if line.topic == "sor":
            line.sent(now, 0)
            if not any(errand.subject == "orders" for errand in self.errands.due):
                self.errands.add("orders", closes_gap=False)
                self.interpreter.orders.begin_reading(gap=False)
            return ()
        since, before = line.asked, line.ticks
        self._outgoing.append(line.sent(now, self.frames_of(line)))
        return (
            [StreamQuiet(line.name, line.conid, _date(self._epoch + since))] if before == line.ticks else ()
        )

    def _look_after(self, told: list[StreamEvent]) -> list[StreamEvent]:
        """What frames mean for subscriptions and errands, besides what they tell."""
        interpreter, interpreter.touched = self.interpreter, False
        for number in interpreter.series.unwanted:
            self.say(commands.unsubscribe("smh", number))
        interpreter.series.unwanted.clear()
        executions = [event for event in told if isinstance(event, Execution) and not event.is_update]
        if self._gap is not None:
            self._recovered += executions
        if executions:
            self._reread_positions()
        return self._refused()

    def _refused(self) -> list[StreamEvent]:
        """The subscription that an error is about: the one that waits for an answer, or is named in it."""
        words, self.interpreter.refusal = self.interpreter.refusal, None
        if words is None:
            return []
        lines = [line for line in self.book.lines if line.overdue != NEVER and not self.frames_of(line)]
        lines = lines if len(lines) == 1 else [line for line in lines if line.target and line.target in words]
        for line in lines:
            line.overdue = NEVER
        return [SubscriptionRefused(line.name, line.conid, words) for line in lines]

    def _reread_positions(self) -> None:
        under_way = {errand.account for errand in self.errands.due if errand.subject == "positions"}
        for account in self._followed:
            if account in under_way:
                self._followed[account] = True
            elif self.phase is Phase.LIVE:
                self.errands.add("positions", account=account, closes_gap=False)

    def _repeat(self, errand: Errand) -> None:
        """Read positions once more that changed while they were read."""
        if errand.account is not None and self._followed.get(errand.account):
            self._followed[errand.account] = False
            self.errands.add("positions", account=errand.account, closes_gap=False)

    def _compare(
        self, errand: Errand, rows: Iterable[dict[str, Any]]
    ) -> Sequence[OrderUpdate | Execution | PositionUpdate]:
        if errand.subject == "executions":
            return self.interpreter.executions.apply(rows, "reread")
        if errand.subject == "positions":
            return self._positions.compare(errand.account or "", rows)
        # The gateway may keep `sor` mute until the list has been read: ask again.
        # Source: spec/asyncapi.yaml, topic sor.
        self.say(commands.subscribe_orders())
        return self.interpreter.orders.compare(rows)


def _date(epoch: float) -> datetime:
    return datetime.fromtimestamp(epoch, UTC)


_SILENT = (
    "Nothing came for {} in {:g} seconds: the market data lines are used up (100 by default), the "
    "permission is missing, or the gateway does not know it. End other subscriptions, or ask for it again."
)
