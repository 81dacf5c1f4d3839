"""The frames that come: any text or bytes in, never an exception.

The gateway program sends every message as a binary frame, the hosted side as
text; both are UTF-8 and both are read the same way.
Source: spec/asyncapi.yaml, description of the server.
"""

from __future__ import annotations

from typing import Any, Final, cast

import attrs

from ibkr._core.stream.commands import ECHO
from ibkr.model.events import Echo, StreamEvent, StreamProblem

SHOWN: Final = 1000
"""How much of a frame a `StreamProblem` quotes, in characters."""


@attrs.define
class Frame:
    """One JSON object from the gateway, with the topic split at its first `+`."""

    body: dict[str, Any]
    name: str
    topic: str
    target: str
    source: str | bytes


def split(body: dict[str, Any], source: str | bytes) -> Frame | None:
    """The frame, or None if its topic is no text."""
    name = body.get("topic", "")
    if not isinstance(name, str):
        return None
    topic, _, target = name.partition("+")
    return Frame(body, name, topic, target, source)


def as_object(value: object) -> dict[str, Any] | None:
    """The value if it is a JSON object, else None."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None


def as_list(value: object) -> list[object] | None:
    """The value if it is a JSON array, else None."""
    return cast("list[object]", value) if isinstance(value, list) else None


def not_json(source: str | bytes, error: Exception) -> StreamEvent:
    """What a frame says that is no JSON: the echo, which is plain text, or a problem."""
    words = excerpt(source)
    if words.strip() == ECHO:
        return Echo(words.strip())
    if isinstance(error, RecursionError):
        return StreamProblem("The gateway sent a frame that is nested too deep.", words)
    return StreamProblem(f"The gateway sent a frame that is not JSON: {error}", words)


def excerpt(source: str | bytes) -> str:
    """The beginning of a frame as text that can be printed."""
    start = source[: SHOWN * 4]
    text = start.decode("utf-8", "replace") if isinstance(start, bytes) else start
    return text[:SHOWN].encode("utf-8", "replace").decode()
