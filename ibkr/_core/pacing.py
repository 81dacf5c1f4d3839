"""The gateway's limits, kept by waiting.

Guarantee: a call occupies its place in a limit's window from the moment it is let
go until its answer is here plus the length of the window. Whenever the gateway
counts it in between, it can never count more than the limit, whatever the delays
on the way. Places are given first come, first served.

An operation with a limit of its own waits for that first, then for the limit on
all calls together, so that a slow queue holds nobody else up. There, calls with a
slow limit of their own go first: they are few, and each moment they wait is lost to
their own limit.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import attrs
from ibkr_wire.tables.operations import OPERATIONS

from ibkr.errors import InvalidArgument, PacingError
from ibkr.model.nearest import nearest
from ibkr.model.rates import Rate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from ibkr_wire.operation import Info, Pace

    from ibkr.model.clock import Clock

logger = logging.getLogger("ibkr")

GLOBAL: Final = "global"
OF: Final = " of "
# Source: limits-and-session.md, global pacing.
GATEWAY_RATE: Final = 10
HOSTED_RATE: Final = 50
HOSTED: Final = ("ibkr.com", "interactivebrokers.com")
# A 429 so many seconds after another means that the whole address is under watch, not one endpoint.
REPEATED: Final = 300.0
# Limits below this share of the limit on all calls are slow.
SLOW: Final = 0.2

# Clocks and the gateway's own rounding differ; a window is held open this much longer.
MARGIN: Final = 0.001
# When nobody can know how long a call in flight takes, ask again this often.
RECHECK: Final = 0.02
# A caller further back sleeps at most so long, in case those before it give up.
LONGEST_NAP: Final = 5.0


@attrs.frozen
class PacingStatistics:
    """What one limit has done so far."""

    calls: int
    """Calls let through."""
    waited: float
    """Seconds that callers waited, all together."""
    longest: float
    """The longest wait of one caller, in seconds."""
    refused: int
    """Callers turned away because of `max_wait`."""
    shut: int
    """How often a 429 shut it."""
    waiting: int = 0
    """Callers that wait now."""


class Line:
    """One limit and those who wait for it. Not safe by itself: `Pacing` owns the lock."""

    __slots__ = (
        "calls",
        "concurrent",
        "ends",
        "granted",
        "in_flight",
        "key",
        "longest",
        "queue",
        "refused",
        "seconds",
        "shut",
        "shut_until",
        "waited",
    )

    def __init__(self, key: str, rate: Rate | None) -> None:
        self.key = key
        self.calls = None if rate is None else rate.calls
        self.seconds = 0.0 if rate is None else rate.seconds or 0.0
        self.concurrent = None if rate is None else rate.concurrent
        self.in_flight = 0
        self.ends: deque[float] = deque()  # when answered calls leave the window, oldest first
        self.queue: deque[Permit] = deque()
        self.shut_until = float("-inf")
        self.granted = self.refused = self.shut = 0
        self.waited = self.longest = 0.0

    def is_free(self, now: float) -> bool:
        """Whether somebody who comes now can go at once. Most can, so this is kept short."""
        if self.queue or self.shut_until > now:
            return False
        if self.concurrent is not None and self.in_flight >= self.concurrent:
            return False
        ends = self.ends
        while ends and ends[0] <= now:
            ends.popleft()
        return self.calls is None or len(ends) + self.in_flight < self.calls

    def delay(self, place: int, now: float) -> float:
        """Seconds until the caller at `place` of the queue can go, at the earliest."""
        return max(self.shut_until - now, self._window(place, now), self._crowd(place), 0.0)

    def _window(self, place: int, now: float) -> float:
        if self.calls is None:
            return 0.0
        while self.ends and self.ends[0] <= now:
            self.ends.popleft()
        taken = len(self.ends) + self.in_flight
        behind = place - (self.calls - taken)
        if behind < 0:
            return 0.0
        # Each place is used again one window after it is left; one in flight is left now at the earliest.
        rounds, index = divmod(behind, self.calls)
        earliest = self.ends[index] if index < len(self.ends) else now + self.seconds
        return earliest + rounds * self.seconds - now

    def _crowd(self, place: int) -> float:
        if self.concurrent is None or place + self.in_flight < self.concurrent:
            return 0.0
        return RECHECK

    def grant(self, waited: float) -> None:
        self.in_flight += 1
        self.granted += 1
        if waited:
            self.waited += waited
            self.longest = max(self.longest, waited)

    def finish(self, now: float) -> None:
        self.in_flight -= 1
        if self.calls is not None:
            self.ends.append(now + self.seconds + MARGIN)

    def statistics(self) -> PacingStatistics:
        return PacingStatistics(
            self.granted, self.waited, self.longest, self.refused, self.shut, len(self.queue)
        )

    def join(self, permit: Permit) -> None:
        """Stand in the queue: at its end, or behind the others that are urgent."""
        place = sum(one.urgent for one in self.queue) if permit.urgent else len(self.queue)
        self.queue.insert(place, permit)

    def is_at_rest(self, now: float) -> bool:
        """Whether nothing that was done on it counts any more."""
        windows_over = not self.ends or self.ends[-1] <= now
        return windows_over and not self.in_flight and not self.queue and self.shut_until <= now

    def is_slower_than(self, other: Line) -> bool:
        """Whether this limit lets through so few calls that they need not queue with the others."""
        if self.calls is None or other.calls is None:
            return False
        return self.calls / self.seconds < SLOW * other.calls / other.seconds


class Pacing:
    """The limits of one gateway, shared by everything that talks to it.

    Clients of one gateway share one by themselves; make your own where the limits shall be others,
    and give the same to all of them.
    """

    def __init__(
        self,
        *,
        per_second: int = GATEWAY_RATE,
        max_wait: float = 60.0,
        penalty: float = 900.0,
        reserve: int = 0,
        rates: Mapping[str, Rate | None] | None = None,
    ) -> None:
        """Keep to `per_second` calls in all, as well as to each operation's own limit.

        A caller that would wait longer than `max_wait` seconds gets `PacingError` at
        once. After a 429 without Retry-After the limit stays shut for `penalty`
        seconds: sources say 10 or 15 minutes, repeated offenders are blocked for good.
        `reserve` places are left to other programs on the same gateway. `rates` takes the
        place of an operation's own limit, by façade name; None lifts it.

        Raises:
            InvalidArgument: a value cannot be meant, or there is no such operation.

        Source: limits-and-session.md, global pacing (10 a second behind the gateway).
        """
        _check_numbers(per_second=per_second, max_wait=max_wait, penalty=penalty, reserve=reserve)
        if per_second - reserve < 1:
            raise InvalidArgument(
                f"{per_second} calls a second with {reserve} in reserve leaves none: reserve fewer."
            )
        self.max_wait = max_wait
        self.penalty = penalty
        self._limited = True
        self._rates = {_key_of(name): rate for name, rate in (rates or {}).items()}
        self._last_429 = float("-inf")
        # Re-entrant: the garbage collector may close a forgotten flow, and so its permit, at any moment.
        self._lock = threading.RLock()
        together = Line(GLOBAL, Rate(per_second - reserve, 1.0))
        self._together: tuple[Line, ...] = (together,)
        self._lines: dict[str, Line] = {GLOBAL: together}

    @classmethod
    def suited_to(cls, base_url: str, **options: Any) -> Pacing:
        """The limits of the gateway program, or of IBKR's own server where that is the address.

        `options` are those of the class besides `per_second`.
        """
        host = urlsplit(base_url).hostname or ""
        hosted = any(host == one or host.endswith(f".{one}") for one in HOSTED)
        return cls(per_second=HOSTED_RATE if hosted else GATEWAY_RATE, **options)

    @classmethod
    def off(cls) -> Pacing:
        """No limits at all: for gateways that are not IBKR's, such as canned ones in tests and benchmarks."""
        pacing = cls()
        pacing._limited = False
        return pacing

    def permit(self, info: Info, accounts: Sequence[str], clock: Clock) -> Permit:
        """A permit for one call of the operation; use it as a context manager around the call.

        A limit for each account counts a call for every account that it is about.
        """
        lines = self._lines_for(info, accounts) if self._limited else ()
        return Permit(self, info.name, lines, clock)

    def statistics(self) -> dict[str, PacingStatistics]:
        """What each limit has done so far, by key; `global` is the limit on all calls."""
        with self._lock:
            return {key: line.statistics() for key, line in self._lines.items()}

    def penalties(self, clock: Clock) -> dict[str, float]:
        """The limits that are shut after a 429, and the seconds that are left."""
        now = clock.monotonic()
        with self._lock:
            shut = {key: line.shut_until - now for key, line in self._lines.items()}
        return {key: seconds for key, seconds in shut.items() if seconds > 0}

    def is_at_rest(self, clock: Clock) -> bool:
        """Whether no call is under way, and every window and penalty is over."""
        now = clock.monotonic()
        with self._lock:
            forgiven = now - self._last_429 >= REPEATED
            return forgiven and all(line.is_at_rest(now) for line in self._lines.values())

    def _lines_for(self, info: Info, accounts: Sequence[str]) -> tuple[Line, ...]:
        pace = info.pacing
        name = info.name if pace is None else pace.key
        if pace is None and name not in self._lines and name not in self._rates:
            return self._together
        keys = [name]
        if pace is not None and pace.scope == "account" and accounts:
            # In one order for all, so that no two callers hold what the other waits for.
            keys = [f"{name}{OF}{account}" for account in sorted(set(accounts))]
        # Without a limit of its own an operation has a line only once a 429 has shut it.
        own = [line for key in keys if (line := self._line(key, name, pace)) is not None]
        return (*own, *self._together)

    def _line(self, key: str, name: str, pace: Pace | None) -> Line | None:
        line = self._lines.get(key)
        if line is None and (rate := self._rates.get(name) if name in self._rates else _rate_of(pace)):
            with self._lock:
                line = self._lines.setdefault(key, Line(key, rate))
        return line

    # --- used by permits -----------------------------------------------------------------------

    def advance(self, permit: Permit) -> float:
        """Take every place that is free for `permit`; return the seconds to the next one, or 0.0."""
        with self._lock:
            now = permit.clock.monotonic()
            for line in permit.lines[permit.taken :]:
                if permit.queued_at is None and line.is_free(now) and not self._elsewhere(permit, line):
                    line.grant(0.0)
                elif (delay := self._delay(permit, line, now)) > 0:
                    return min(max(delay, MARGIN), LONGEST_NAP)
                else:
                    line.grant(permit.waited(now))
                    permit.leave(line)
                permit.taken += 1
            permit.passed_at = now
            return 0.0

    def _delay(self, permit: Permit, line: Line, now: float) -> float:
        if permit.queued_at is None:
            permit.urgent = permit.taken > 0 and permit.lines[permit.taken - 1].is_slower_than(line)
            if permit.urgent and line.queue:
                permit.join(line, now)
        place = line.queue.index(permit) if permit.queued_at is not None else len(line.queue)
        delay = max(line.delay(place, now), self._shut_meanwhile(permit, now))
        delay = delay or self._elsewhere(permit, line)
        if delay > 0:
            self._check_patience(permit, line, delay, now)
            if permit.queued_at is None:
                permit.join(line, now)
        return delay

    def _shut_meanwhile(self, permit: Permit, now: float) -> float:
        """Seconds for which a 429 has shut the operation's own limits since `permit` went through them."""
        own = (*permit.lines[: permit.taken], self._lines.get(permit.operation))
        return max((line.shut_until - now for line in own if line is not None), default=0.0)

    def _elsewhere(self, permit: Permit, line: Line) -> float:
        """Seconds until others that share the limit leave a place; 0.0 when it is taken for `permit`."""
        del permit, line
        return 0.0

    def _left(self, permit: Permit, line: Line) -> None:
        """A call that took a place of `line` has its answer."""

    def _shut(self, line: Line, until: float, clock: Clock) -> None:
        """The limit was shut."""
        line.shut_until = max(line.shut_until, until)
        line.shut += 1
        seconds = round(until - clock.monotonic(), 1)
        # The key of a limit for each account ends with the account, which is nothing for a log.
        limit = line.key.partition(OF)[0]
        logger.warning("limit shut", extra={"limit": limit, "seconds": seconds})

    def _check_patience(self, permit: Permit, line: Line, delay: float, now: float) -> None:
        # A wait that was acceptable when it began is kept up, unless the limit has been shut meanwhile.
        # How long calls in flight take is not known beforehand: there the time already waited counts.
        waited = now - permit.asked_at if line.concurrent is not None else 0.0
        if waited + delay <= self.max_wait:
            return
        line.refused += 1
        raise PacingError(
            f"{permit.operation} is at its limit and would be let through in {delay:.0f} s, "
            f"beyond max_wait={self.max_wait:.0f} s: call less often, or give Pacing(max_wait=...) more.",
            retry_after=delay,
            operation=permit.operation,
        )

    def release(self, permit: Permit) -> None:
        """Start the windows of the places taken and leave the queue that `permit` may stand in."""
        with self._lock:
            now = permit.clock.monotonic()
            for line in permit.lines[: permit.taken]:
                line.finish(now)
                self._left(permit, line)
            if permit.queued_at is not None:
                permit.leave(permit.lines[permit.taken])

    def close(self, permit: Permit, seconds: float | None) -> float:
        """Shut the limit that answered 429, and when that is repeated, everything; return for how long."""
        duration = self.penalty if seconds is None else seconds
        if not permit.taken:
            return duration
        with self._lock:
            now = permit.clock.monotonic()
            own = permit.lines[0]
            if own.key == GLOBAL:
                own = self._lines.setdefault(permit.operation, Line(permit.operation, None))
            self._shut(own, now + duration, permit.clock)
            if now - self._last_429 < REPEATED:
                self._shut(self._lines[GLOBAL], now + duration, permit.clock)
            self._last_429 = now
        return duration


def _rate_of(pace: Pace | None) -> Rate | None:
    return None if pace is None else Rate(pace.calls, pace.seconds, concurrent=pace.concurrent)


def _key_of(name: str) -> str:
    """The name of the limit that an operation counts for."""
    info = OPERATIONS.get(name)
    if info is None:
        near = ", ".join(nearest(name, OPERATIONS)) or "orders.live"
        raise InvalidArgument(f"Pacing(rates=...) names no operation {name!r}; near it are {near}.")
    return info.name if info.pacing is None else info.pacing.key


def _check_numbers(**numbers: float) -> None:
    for name, value in numbers.items():
        lowest = 0 if name in ("reserve", "penalty", "max_wait") else 1
        whole = isinstance(value, int) or name in ("penalty", "max_wait")
        if isinstance(value, bool) or not whole or not value >= lowest:
            raise InvalidArgument(f"Pacing({name}=...) must be a number from {lowest} on, not {value!r}.")


class Permit:
    """One call's way through its limits.

    with pacing.permit(info, accounts, clock) as permit:
        while seconds := permit.wait():
            ...let that time pass...
        ...send, and stay inside until the answer is here...
    """

    __slots__ = (
        "_pacing", "asked_at", "clock", "lines", "operation", "passed_at", "queued_at", "taken", "urgent"
    )  # fmt: skip

    def __init__(self, pacing: Pacing, operation: str, lines: tuple[Line, ...], clock: Clock) -> None:
        self._pacing = pacing
        self.operation = operation
        self.clock = clock
        self.lines = lines
        self.taken = 0
        """How many of the lines are behind it: it has a place on each of them."""
        self.urgent = False
        """Its own limit is slow: it goes first where it queues with the others."""
        self.asked_at = self.passed_at = clock.monotonic()
        self.queued_at: float | None = None

    def wait(self) -> float:
        """0.0 when the call may go now, else the seconds after which to ask again.

        Raises:
            PacingError: the wait would exceed `max_wait`.
        """
        return self._pacing.advance(self)

    def shut(self, seconds: float | None) -> float:
        """The gateway said 429: let nobody through for `seconds` (None: the penalty)."""
        return self._pacing.close(self, seconds)

    def waited(self, now: float) -> float:
        """Seconds since it began to stand in the present queue."""
        return 0.0 if self.queued_at is None else now - self.queued_at

    def join(self, line: Line, now: float) -> None:
        """Stand in the queue of a line."""
        line.join(self)
        self.queued_at = now

    def leave(self, line: Line) -> None:
        """Stand there no more."""
        if self.queued_at is not None:
            line.queue.remove(self)
            self.queued_at = None

    def __enter__(self) -> Permit:
        """Nothing is taken before `wait` is asked."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """The answer is here, or the caller gave up."""
        self._pacing.release(self)
