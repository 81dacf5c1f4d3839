"""`sor`: new orders whole and with a marker after them, then what changed.

Source: gateway facts "Websocket", section sor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ibkr.simulator.broker.order import OrderEvent
from ibkr.simulator.feeds.base import Message, arguments, words
from ibkr.simulator.rendering.orders import changed_row, live_row, marker_row

if TYPE_CHECKING:
    from ibkr.simulator.state import State

POLL_SECONDS = 0.25
"""Orders fill by time alone: how often the broker is asked."""


class OrderFeed:
    """Orders of the active account."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._open = False
        self._statuses: frozenset[str] = frozenset()
        self._position = 0
        self._greeting: list[dict[str, Any]] = []

    def subscribe(self, rest: str) -> Iterable[Message]:
        """`{"filters":["Submitted"]}`: report orders from now on, of every status or of those given."""
        self._open = True
        self._statuses = frozenset(words(arguments(rest).get("filters")))
        state = self._state
        live = [each for each in state.live_orders() if self._wanted(each.status)]
        self._greeting = [live_row(each, state.stop_of(each)) for each in live]
        self._position = len(self._state.broker.journal)
        return ()

    def unsubscribe(self, _: str) -> Iterable[Message]:
        """`{}`: report nothing more; the gateway does not answer."""
        self.clear()
        return ()

    def next_due(self) -> float | None:
        """When to ask the broker again."""
        return self._state.now() + POLL_SECONDS if self._open else None

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
