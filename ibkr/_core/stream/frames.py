"""The frames that come: any text or bytes in, a `Frame` out, never an exception.

The gateway program sends every message as a binary frame, the hosted side as
text; both are UTF-8 and both are read the same way.
Source: spec/asyncapi.yaml, description of the server.
"""

from __future__ import annotations

from typing import Any, Final, cast

import attrs
import msgspec

from ibkr._core.stream.commands import ECHO
from ibkr.model.events import Echo, StreamEvent, StreamProblem, Unknown

SHOWN: Final = 1000
"""How much of a frame a `StreamProblem` quotes, in characters."""

_decode = msgspec.json.Decoder().decode


@attrs.define
class Frame:
    """One JSON object from the gateway, with the topic split at its first `+`."""

    body: dict[str, Any]
    topic: str
    target: str
    source: str | bytes


def read_frame(source: str | bytes) -> Frame | StreamEvent | None:
    """The frame, or the event that tells why it is none; None for `{}`, which says nothing."""
    try:
        body = _decode(source)
    # Text that cannot be written as UTF-8 is a ValueError.
    except (msgspec.MsgspecError, ValueError) as error:
        return _not_json(source, error)
    fields = as_object(body)
    if fields is None:
        return Unknown(None, body)
    if not fields:
        return None
    name = fields.get("topic", "")
    if not isinstance(name, str):
        return Unknown(None, fields)
    topic, _, target = name.partition("+")
    return Frame(fields, topic, target, source)


def as_object(value: object) -> dict[str, Any] | None:
    """The value if it is a JSON object, else None."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None


def as_list(value: object) -> list[object] | None:
    """The value if it is a JSON array, else None."""
    return cast("list[object]", value) if isinstance(value, list) else None


def _not_json(source: str | bytes, error: Exception) -> StreamEvent:
    words = excerpt(source)
    if words.strip() == ECHO:
        return Echo(words.strip())
    return StreamProblem(f"The gateway sent a frame that is not JSON: {error}", words)


def excerpt(source: str | bytes) -> str:
    """The beginning of a frame as text that can be printed."""
    start = source[: SHOWN * 4]
    text = start.decode("utf-8", "replace") if isinstance(start, bytes) else start
    return text[:SHOWN].encode("utf-8", "replace").decode()
