"""What the stream is subscribed to: kept here, because the gateway forgets it with the connection."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ibkr._core.stream import commands
from ibkr._core.stream.quotes import conid_of

NEVER = float("inf")


@attrs.define
class Subscription:
    """One line of the book: what to send, when to send it again, and whether it was answered."""

    name: str
    """As the gateway names its frames: `smd+265598`, `sor`."""

    request: str
    renewal: float | None = None
    """Seconds after which it must be asked for again."""

    patience: float | None = None
    """Seconds in which the first frame should come; None where silence means nothing."""

    due: float = NEVER
    """When it is to be asked for again."""

    overdue: float = NEVER
    """From when on silence is a refusal."""

    asked: float = 0.0
    """When it was last sent."""

    ticks: int = 0
    """Frames that had come when it was last sent."""

    @property
    def topic(self) -> str:
        """The three letters: `smd`."""
        return self.name.partition("+")[0]

    @property
    def target(self) -> str:
        """What follows them: `265598`."""
        return self.name.partition("+")[2]

    @property
    def conid(self) -> int | None:
        """The contract, where there is one: a ladder names its account before it."""
        return conid_of(self.target.split("+")[1] if self.topic == "sbd" else self.target)

    def sent(self, now: float, ticks: int) -> str:
        """The request, noted as sent."""
        self.asked, self.ticks = now, ticks
        self.due = NEVER if self.renewal is None else now + self.renewal
        return self.request


class SubscriptionBook:
    """The wishes of the user, by name (`smd+265598`, `sor`), in the order they were made."""

    def __init__(self) -> None:
        """Begin with no wish."""
        self._lines: dict[str, Subscription] = {}
        self._tags: dict[str, tuple[str, ...]] = {}

    def __contains__(self, name: str) -> bool:
        """Whether it is subscribed."""
        return name in self._lines

    @property
    def names(self) -> tuple[str, ...]:
        """What is subscribed, oldest first."""
        return tuple(self._lines)

    @property
    def lines(self) -> tuple[Subscription, ...]:
        """Every line, oldest first."""
        return tuple(self._lines.values())

    def quotes(self, target: str, tags: Iterable[str], *, renewal: float, patience: float) -> Subscription:
        """A contract's ticks; tags asked for earlier stay."""
        merged = tuple(dict.fromkeys((*self._tags.get(target, ()), *tags)))
        self._tags[target] = merged
        request = commands.subscribe_quotes(target, merged)
        return self.add(Subscription(f"smd+{target}", request, renewal, patience))

    def add(self, line: Subscription) -> Subscription:
        """A line, or a new request for one that is there."""
        kept = self._lines.setdefault(line.name, line)
        kept.request = line.request
        return kept

    def drop(self, name: str) -> Subscription | None:
        """Forget a line; None if it was not there."""
        self._tags.pop(name.removeprefix("smd+"), None)
        return self._lines.pop(name, None)

    def due(self, now: float) -> list[Subscription]:
        """The lines that are to be renewed by now."""
        return [line for line in self._lines.values() if line.due <= now]

    def overdue(self, now: float) -> list[Subscription]:
        """The lines whose silence is too long by now."""
        return [line for line in self._lines.values() if line.overdue <= now]

    def next_due(self) -> float:
        """When `due` or `overdue` next have something to say."""
        return min((min(line.due, line.overdue) for line in self._lines.values()), default=NEVER)
