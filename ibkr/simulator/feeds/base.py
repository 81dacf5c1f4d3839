"""What all feeds share: a message, a complaint, and reading what a client wrote after the topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol, cast

import msgspec

Message = tuple[str, Mapping[str, Any] | msgspec.Raw]
"""A topic with its target, and the object that comes with it; without a topic the text is empty.

As `Raw` the whole frame, put into JSON already."""


class Complaint(Exception):
    """The client's frame is answered by an error frame with this text."""


class Feed(Protocol):
    """One kind of subscription of one socket. Times are seconds of the gateway's clock."""

    def messages(self) -> Iterator[Message]:
        """What is due now."""
        ...

    def next_due(self) -> float | None:
        """When to look again, None while nothing is subscribed."""
        ...

    def clear(self) -> None:
        """End every subscription."""
        ...


def arguments(text: str) -> dict[str, Any]:
    """The JSON object in `text`; empty for anything else: wrong parameters are ignored."""
    try:
        value = msgspec.json.decode(text or "{}")
    except (msgspec.DecodeError, RecursionError):
        return {}
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def words(value: object) -> list[str]:
    """The texts of a list; none for anything else."""
    if not isinstance(value, list):
        return []
    return [entry for entry in cast("list[object]", value) if isinstance(entry, str)]


def changes(known: Mapping[str, Any], seen: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of `seen` that are new or differ."""
    return {key: value for key, value in seen.items() if key not in known or known[key] != value}
