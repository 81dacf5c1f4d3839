"""`smd`: ticks of contracts, whole at first, then what changed.

Source: gateway facts "Websocket", section smd.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from math import floor
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.feeds.base import Complaint, Message, arguments, words
from ibkr.simulator.lines import LINE_SECONDS
from ibkr.simulator.quoting import Sheet, is_contract, sheet

if TYPE_CHECKING:
    from ibkr.simulator.state import State

TICK_SECONDS = 0.5
DEFAULT_FIELDS = ("31", "84", "86")
_REPEAT_CHANCE = 0.25
_ROUNDING = 1e-6


@attrs.define
class Subscription:
    """One contract on one socket. `told` is what the client knows; None before the first frame."""

    contract: str
    topic: str
    fields: tuple[str, ...]
    since: float
    renewed: float
    next_at: float
    told: Sheet | None = None


class MarketFeed:
    """At most one frame each half second for a contract, those of all contracts together."""

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
        if len(self._state.lines) == 1 and not self._open:
            self._state.beat = now
        wanted = fields or DEFAULT_FIELDS
        topic = f"smd+{contract}"
        stream = self._open.setdefault(contract, Subscription(contract, topic, (), now, now, now))
        stream.fields = tuple(dict.fromkeys((*stream.fields, *wanted)))
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
        primed = "accounts.brokerage" in self._state.session.primed
        beat, later = self._next_beat(now), self._next_beat(now + TICK_SECONDS - 2 * _ROUNDING)
        for stream in list(self._open.values()):
            if now - stream.renewed > LINE_SECONDS:
                self._end(stream.contract)
            elif now >= stream.next_at:
                # Who was opened between two beats waits for the second: never two within half a second.
                stream.next_at = later if stream.told is None else beat
                seen = sheet(
                    self._state, stream.contract, stream.fields if primed else (), age=now - stream.since
                )
                if stream.told is not seen:
                    yield from self._tick(stream, seen)

    def _tick(self, stream: Subscription, seen: Sheet) -> Iterator[Message]:
        known, stream.told = stream.told, seen
        if known is None:
            yield stream.topic, seen.whole()
            # The first frame may come twice, with the same _updated.
            if self._state.rng.random() < _REPEAT_CHANCE:
                yield stream.topic, seen.whole()
        elif (changes := seen.since(known)) is not None:
            yield stream.topic, changes

    def _next_beat(self, after: float) -> float:
        """When ticks go out again. One beat for all: a socket of fifty contracts wakes twice a second."""
        return (
            self._state.beat
            + (floor((after - self._state.beat) / TICK_SECONDS + _ROUNDING) + 1) * TICK_SECONDS
        )
