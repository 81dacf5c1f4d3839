"""What the stream is subscribed to: kept here, because the gateway forgets it with the connection."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ibkr._core.stream import commands

NEVER = float("inf")


@attrs.define
class Subscription:
    """One line of the book: what to send, and when to send it again."""

    topic: str
    request: str
    due: float = NEVER


class SubscriptionBook:
    """The wishes of the user, by topic (`smd+265598`, `sor`), in the order they were made."""

    def __init__(self) -> None:
        """Begin with no wish."""
        self._lines: dict[str, Subscription] = {}
        self._tags: dict[str, tuple[str, ...]] = {}

    def __contains__(self, topic: str) -> bool:
        """Whether the topic is subscribed."""
        return topic in self._lines

    @property
    def topics(self) -> tuple[str, ...]:
        """What is subscribed, oldest first."""
        return tuple(self._lines)

    def add_quotes(self, target: str, tags: Iterable[str]) -> Subscription:
        """Subscribe to a contract; tags asked for earlier stay."""
        merged = tuple(dict.fromkeys((*self._tags.get(target, ()), *tags)))
        self._tags[target] = merged
        return self._add(f"smd+{target}", commands.subscribe_quotes(target, merged))

    def add_orders(self) -> Subscription:
        """Subscribe to the live orders."""
        return self._add("sor", commands.subscribe_orders())

    def drop(self, topic: str) -> bool:
        """Forget a topic; False if it was not there."""
        self._tags.pop(topic.removeprefix("smd+"), None)
        return self._lines.pop(topic, None) is not None

    def send_all(self, due: float) -> list[str]:
        """Every request, for a connection that knows none; market data is due again at `due`."""
        return [self.send(line, due) for line in self._lines.values()]

    def send(self, line: Subscription, due: float) -> str:
        """The line's request, noted as sent; market data is due again at `due`."""
        line.due = due if line.topic.startswith("smd+") else NEVER
        return line.request

    def send_due(self, now: float, due: float) -> list[str]:
        """The requests that are to be renewed by now."""
        return [self.send(line, due) for line in self._lines.values() if line.due <= now]

    def next_due(self) -> float:
        """When the next renewal falls due."""
        return min((line.due for line in self._lines.values()), default=NEVER)

    def _add(self, topic: str, request: str) -> Subscription:
        line = self._lines.setdefault(topic, Subscription(topic, request))
        line.request = request
        return line
