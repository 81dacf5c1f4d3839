"""What one websocket is subscribed to, and the frames that follow from it.

Each feed turns state into `(topic, object)` pairs when asked. Source: gateway facts
"Websocket", sections smd, sor and unsolicited.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

import attrs

from ibkr.simulator.broker.order import OrderEvent
from ibkr.simulator.lines import LINE_SECONDS
from ibkr.simulator.quoting import row
from ibkr.simulator.rendering.orders import changed_row, live_row, marker_row

if TYPE_CHECKING:
    from ibkr.simulator.state import State

Message = tuple[str, dict[str, Any]]

TICK_SECONDS = 0.5
DEFAULT_FIELDS = ("31", "84", "86")
_REPEAT_CHANCE = 0.25
_HEAD = ("server_id", "conidEx", "conid", "_updated", "6119")
_ONCE = ("6509", "6508")


@attrs.define
class Subscription:
    """One contract on one socket. `told` is what the client knows; None before the first frame."""

    contract: str
    fields: dict[str, None]
    since: float
    renewed: float
    next_at: float
    told: dict[str, Any] | None = None


class MarketFeed:
    """`smd`: the first frame whole, then what changed, at most each half second."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._open: dict[str, Subscription] = {}

    def subscribe(self, contract: str, fields: Collection[str]) -> None:
        """Open a stream; for one that is open add fields and renew it. Without a free line: nothing."""
        now = self._state.now()
        if not self._state.lines.open(contract, now):
            return
        wanted = dict.fromkeys(fields or DEFAULT_FIELDS)
        stream = self._open.setdefault(contract, Subscription(contract, {}, now, now, now))
        stream.fields |= wanted
        stream.renewed = stream.next_at = now

    def unsubscribe(self, contract: str) -> None:
        """End a stream and free its line; the gateway does not answer."""
        if self._open.pop(contract, None) is not None:
            self._state.lines.close(contract)

    def clear(self) -> None:
        """End every stream."""
        for contract in list(self._open):
            self.unsubscribe(contract)

    def next_due(self) -> float | None:
        """When the next tick may go out, None without streams."""
        return min((stream.next_at for stream in self._open.values()), default=None)

    def messages(self) -> Iterator[Message]:
        """The ticks that are due."""
        now = self._state.now()
        for stream in list(self._open.values()):
            if now - stream.renewed > LINE_SECONDS:
                self.unsubscribe(stream.contract)
            elif now >= stream.next_at:
                stream.next_at = now + TICK_SECONDS
                yield from self._tick(stream, now)

    def _tick(self, stream: Subscription, now: float) -> Iterator[Message]:
        primed = "accounts.brokerage" in self._state.session.primed
        fields = stream.fields if primed else {}
        seen = row(self._state, stream.contract, fields, age=now - stream.since)
        known = stream.told
        stream.told = seen
        topic = f"smd+{stream.contract}"
        if known is None:
            yield topic, seen
            # The first frame may come twice, with the same _updated.
            if self._state.rng.random() < _REPEAT_CHANCE:
                yield topic, seen
            return
        changes = _changes(known, seen)
        if changes:
            yield topic, {key: seen[key] for key in _HEAD if key in seen} | changes


def _changes(known: dict[str, Any], seen: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value
        for key, value in seen.items()
        if key not in _HEAD and (key not in _ONCE or key not in known) and known.get(key) != value
    }


class OrderFeed:
    """`sor`: new orders whole and with a marker after them, then what changed."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._open = False
        self._statuses: frozenset[str] = frozenset()
        self._position = 0
        self._greeting: list[dict[str, Any]] = []

    @property
    def is_open(self) -> bool:
        """Whether the client subscribed."""
        return self._open

    def subscribe(self, statuses: Collection[str]) -> None:
        """Report orders from now on, of every status or of those given."""
        self._open = True
        self._statuses = frozenset(statuses)
        self._greeting = [live_row(each) for each in self._state.live_orders() if self._wanted(each.status)]
        self._position = len(self._state.broker.journal)

    def clear(self) -> None:
        """Report nothing more."""
        self._open = False

    def messages(self) -> Iterator[Message]:
        """What happened to orders since the last call."""
        if not self._open:
            return
        journal = self._state.broker.journal
        events, self._position = journal[self._position :], len(journal)
        # Reports lost to a muted or cold feed are lost for good, as at the gateway.
        if self._state.reads.muted or not self._state.reads.live_warm:
            return
        if self._greeting:
            yield "sor", {"args": self._greeting}
            self._greeting = []
        for event in events:
            if isinstance(event, OrderEvent) and event.order.account == self._state.account:
                yield from self._report(event)

    def _report(self, event: OrderEvent) -> Iterator[Message]:
        if not self._wanted(event.order.status):
            return
        if event.before is not None:
            yield "sor", {"args": [changed_row(event.before, event.order)]}
            return
        yield "sor", {"args": [live_row(event.order)]}
        yield "sor", {"args": [marker_row(event.order)]}

    def _wanted(self, status: str) -> bool:
        return not self._statuses or status in self._statuses


class StatusFeed:
    """`sts`: changes of the brokerage session, one key a frame."""

    _WATCHED = ("authenticated", "competing", "message")

    def __init__(self, state: State) -> None:
        self._state = state
        self._told: dict[str, Any] = {}

    def whole(self) -> dict[str, Any]:
        """The full `sts` object of a new socket."""
        session = self._state.session
        self._told = self._watched()
        return {
            "connected": session.flags.connected,
            "authenticated": session.flags.authenticated,
            "established": session.flags.established,
            "competing": session.flags.competing,
            "message": session.flags.message,
            "fail": "",
            **session.server,
            "username": session.identity.user_name,
        }

    def messages(self) -> Iterator[Message]:
        """What changed since the last call."""
        seen = self._watched()
        for key in self._WATCHED:
            if seen[key] != self._told.get(key):
                yield "sts", {"args": {key: seen[key]}}
        self._told = seen

    def _watched(self) -> dict[str, Any]:
        return {key: getattr(self._state.session.flags, key) for key in self._WATCHED}
