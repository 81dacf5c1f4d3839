"""`smd`: ticks of contracts, whole at first, then what changed.

Source: gateway facts "Websocket", section smd.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from ibkr.simulator.feeds.base import Complaint, Message, arguments, words
from ibkr.simulator.lines import LINE_SECONDS
from ibkr.simulator.quoting import is_contract, row

if TYPE_CHECKING:
    from ibkr.simulator.state import State

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
    told: Mapping[str, Any] | None = None


class MarketFeed:
    """At most one frame each half second for a contract."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._open: dict[str, Subscription] = {}

    def subscribe(self, rest: str) -> Iterable[Message]:
        """`265598+{"fields":["31"]}`: open a stream; for one that is open add fields and renew it."""
        contract, _, given = rest.partition("+")
        if not is_contract(contract):
            raise Complaint(f"smd: {contract[:32]!r} is not a conid")
        self._open_stream(contract, words(arguments(given).get("fields")))
        return ()

    def _open_stream(self, contract: str, fields: Collection[str]) -> None:
        """Without a free line nothing happens."""
        now = self._state.now()
        if not self._state.lines.open(contract, now):
            return
        wanted = dict.fromkeys(fields or DEFAULT_FIELDS)
        stream = self._open.setdefault(contract, Subscription(contract, {}, now, now, now))
        stream.fields |= wanted
        stream.renewed = stream.next_at = now

    def unsubscribe(self, rest: str) -> Iterable[Message]:
        """`265598+{}`: end a stream and free its line; the gateway does not answer."""
        self._end(rest.partition("+")[0])
        return ()

    def _end(self, contract: str) -> None:
        if self._open.pop(contract, None) is not None:
            self._state.lines.close(contract)

    def clear(self) -> None:
        """End every stream."""
        for contract in list(self._open):
            self._end(contract)

    def next_due(self) -> float | None:
        """When the next tick may go out, None without streams."""
        return min((stream.next_at for stream in self._open.values()), default=None)

    def messages(self) -> Iterator[Message]:
        """The ticks that are due."""
        now = self._state.now()
        for stream in list(self._open.values()):
            if now - stream.renewed > LINE_SECONDS:
                self._end(stream.contract)
            elif now >= stream.next_at:
                stream.next_at = now + TICK_SECONDS
                yield from self._tick(stream, now)

    def _tick(self, stream: Subscription, now: float) -> Iterator[Message]:
        primed = "accounts.brokerage" in self._state.session.primed
        fields = tuple(stream.fields) if primed else ()
        seen = row(self._state, stream.contract, fields, age=now - stream.since)
        known = stream.told
        if known is seen:
            return
        stream.told = seen
        if seen is known:
            return
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


def _changes(known: Mapping[str, Any], seen: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: value
        for key, value in seen.items()
        if key not in _HEAD and (key not in _ONCE or key not in known) and known.get(key) != value
    }
