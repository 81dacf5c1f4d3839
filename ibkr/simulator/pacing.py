"""The gateway's own limits, counted by the gateway.

Sliding windows over arrivals: a call is allowed while fewer than `calls` others
arrived in the last `seconds`. A call too many is answered 429, is not counted, and
shuts its lane for one window. Limits from gateway facts "Limits and session": the
table is written out here, not taken from the spec, so that a wrong number in the
spec is caught by a client that trips over it.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection
from itertools import islice

import attrs

# Arrivals are floats; a caller that waits exactly one window must not be refused for rounding.
_ROUNDING = 1e-6
_KEPT = 10_000
"""Violations that are remembered."""


@attrs.frozen
class Limit:
    """At most `calls` arrivals in `seconds`, and at most `concurrent` unanswered calls at once."""

    key: str
    calls: int | None = None
    seconds: float = 1.0
    concurrent: int | None = None
    by_account: bool = False
    """Whether each account that a call is about counts for itself."""


GLOBAL = Limit("global", calls=10, seconds=1.0)

LIMITS: dict[str, Limit] = {
    # IBKR's table names the GET. Clients in the field send two POSTs in a row when they connect, and live.
    "auth.tickle_get": Limit("tickle", calls=1, seconds=1.0),
    "auth.validate": Limit("sso/validate", calls=1, seconds=60.0),
    "portfolio.accounts": Limit("portfolio/accounts", calls=1, seconds=5.0),
    "market_data.snapshot_rows": Limit("marketdata/snapshot", calls=10, seconds=1.0),
    "market_data.history": Limit("marketdata/history", concurrent=5),
    "orders.live": Limit("account/orders", calls=1, seconds=5.0),
    "trades.executions": Limit("account/trades", calls=1, seconds=5.0),
    "portfolio.subaccounts": Limit("portfolio/subaccounts", calls=1, seconds=5.0),
    "accounts.pnl": Limit("pnl/partitioned", calls=1, seconds=5.0),
    "scanner.params": Limit("scanner/params", calls=1, seconds=900.0),
    "scanner.run": Limit("scanner/run", calls=1, seconds=1.0),
    "analytics.performance": Limit("pa/performance", calls=1, seconds=900.0, by_account=True),
    "analytics.summary": Limit("pa/summary", calls=1, seconds=900.0, by_account=True),
    "analytics.transactions": Limit("pa/transactions", calls=1, seconds=900.0, by_account=True),
    **{
        f"notifications.{name}": Limit(f"fyi {name}", calls=1, seconds=1.0)
        for name in (
            *("unread", "recent", "older", "mark_read", "settings", "change_setting", "disclaimer"),
            *("acknowledge_disclaimer", "delivery", "register_device", "remove_device", "set_email"),
        )
    },
}


def counts_accounts(operation: str) -> bool:
    """Whether the operation has a limit for each account."""
    limit = LIMITS.get(operation)
    return limit is not None and limit.by_account


@attrs.frozen
class Violation:
    """A call that came too early: which, when (clock seconds), and the limit that it broke."""

    operation: str
    at: float
    limit: Limit


@attrs.define
class Lane:
    """The recent arrivals of one key."""

    limit: Limit
    arrivals: deque[float] = attrs.field(factory=deque[float])
    shut_until: float = 0.0

    def admits(self, now: float) -> bool:
        """Whether a call arriving `now` is within the limit."""
        if self.limit.calls is None:
            return True
        horizon = now - self.limit.seconds + _ROUNDING
        while self.arrivals and self.arrivals[0] <= horizon:
            self.arrivals.popleft()
        return now >= self.shut_until - _ROUNDING and len(self.arrivals) < self.limit.calls

    def count(self, now: float) -> None:
        """Remember an arrival."""
        if self.limit.calls is not None:
            self.arrivals.append(now)

    def shut(self, now: float) -> None:
        """Refuse everything for one window."""
        if self.limit.calls is not None:
            self.shut_until = now + self.limit.seconds


class PacingTable:
    """Counts arrivals and unanswered calls; remembers violations.

    With `penalty` the gateway is shut to everybody for that many seconds once
    `strikes` violations fell within a minute (documented as 10 or 15 minutes for the
    address; nobody recorded it, so it is off unless asked for).
    """

    def __init__(self, *, enabled: bool = True, penalty: float | None = None, strikes: int = 5) -> None:
        self.enabled = enabled
        self.penalty = penalty
        self.strikes = strikes
        self.violations: deque[Violation] = deque(maxlen=_KEPT)
        """The latest calls that broke a limit, oldest first."""
        self._global = Lane(GLOBAL)
        self._lanes: dict[str, Lane] = {}
        self._open: Counter[str] = Counter()
        self.shut_until = 0.0
        """Until then everything is refused."""

    def admit(self, operation: str, now: float, accounts: Collection[str] = ()) -> bool:
        """Count a call arriving `now`; False when it breaks a limit. Each True wants one `finish`.

        `accounts` are those that the call is about, for limits that hold for each of them.
        """
        lanes = self._lanes_of(operation, accounts)
        broken = self._broken(operation, lanes, now)
        if broken is not None and (self.enabled or now < self.shut_until):
            self._punish(Violation(operation, now, broken.limit), broken)
            return False
        for lane in lanes:
            lane.count(now)
        self._open[lanes[0].limit.key] += 1
        return True

    def shut(self, now: float, seconds: float) -> None:
        """Refuse everything for that long, whether or not anybody broke a limit."""
        self.shut_until = now + seconds

    def finish(self, operation: str) -> None:
        """The call was answered: it no longer counts as open."""
        key = self._lanes_of(operation)[0].limit.key
        # A call may end after the table was put in the place of another.
        self._open[key] = max(0, self._open[key] - 1)

    def forget_open(self) -> None:
        """No call is under way: those that were ended with their connections."""
        self._open.clear()

    def _lanes_of(self, operation: str, accounts: Collection[str] = ()) -> tuple[Lane, ...]:
        limit = LIMITS.get(operation)
        if limit is None:
            return (self._global,)
        keys = [f"{limit.key} of {account}" for account in accounts] if limit.by_account else []
        return (*(self._lanes.setdefault(key, Lane(limit)) for key in keys or [limit.key]), self._global)

    def _broken(self, operation: str, lanes: tuple[Lane, ...], now: float) -> Lane | None:
        if now < self.shut_until:
            return self._global
        crowded = lanes[0].limit.concurrent
        if crowded is not None and self._open[lanes[0].limit.key] >= crowded:
            return lanes[0]
        return next((lane for lane in lanes if not lane.admits(now)), None)

    def _punish(self, violation: Violation, lane: Lane) -> None:
        self.violations.append(violation)
        lane.shut(violation.at)
        recent = sum(violation.at - v.at <= 60.0 for v in islice(reversed(self.violations), self.strikes))
        if self.penalty is not None and recent >= self.strikes:
            self.shut(violation.at, self.penalty)
