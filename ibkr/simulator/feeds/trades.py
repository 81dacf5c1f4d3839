"""`str`: executions of the last days, then those to come, each twice: without its commission and with it.

Source: gateway facts "Websocket", section str.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ibkr.simulator.broker.order import ExecutionEvent
from ibkr.simulator.feeds.base import Message, arguments
from ibkr.simulator.feeds.orders import POLL_SECONDS
from ibkr.simulator.operations.trades import MOST_DAYS, rows_of_days
from ibkr.simulator.rendering.orders import trade_row

if TYPE_CHECKING:
    from ibkr.simulator.state import State

ROWS_A_FRAME = 50
"""So that a frame stays below 64 KiB, above which the connection dies."""
_REPEAT_CHANCE = 0.25


class TradeFeed:
    """Executions of the active account."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._open = False
        self._position = 0

    def subscribe(self, rest: str) -> Iterable[Message]:
        """`{"realtimeUpdatesOnly":false,"days":3}`: an empty frame, then the past if it is wanted."""
        given = arguments(rest)
        self._open, self._position = True, len(self._state.broker.journal)
        frames: list[list[dict[str, Any]]] = [[]]
        if given.get("realtimeUpdatesOnly") is not True:
            rows = rows_of_days(self._state, _days(given.get("days")))
            frames += [rows[first : first + ROWS_A_FRAME] for first in range(0, len(rows), ROWS_A_FRAME)]
        return [("str", {"args": frame}) for frame in frames]

    def unsubscribe(self, _: str) -> Iterable[Message]:
        """Report nothing more; the gateway does not answer."""
        self.clear()
        return ()

    def clear(self) -> None:
        """Report nothing more."""
        self._open = False

    def next_due(self) -> float | None:
        """When to ask the broker again."""
        return self._state.now() + POLL_SECONDS if self._open else None

    def messages(self) -> Iterator[Message]:
        """Executions since the last call. Frames repeat at times, which clients must bear."""
        if not self._open:
            return
        journal = self._state.broker.journal
        events, self._position = journal[self._position :], len(journal)
        for event in events:
            if isinstance(event, ExecutionEvent) and event.execution.account == self._state.account:
                row = trade_row(event.execution, with_commission=event.has_commission)
                times = 2 if self._state.rng.random() < _REPEAT_CHANCE else 1
                yield from [("str", {"args": [row]})] * times


def _days(given: object) -> int:
    """What was asked for, brought into range; one day for anything that is no number."""
    if not isinstance(given, int) or isinstance(given, bool):
        return 1
    return min(max(given, 1), MOST_DAYS)
