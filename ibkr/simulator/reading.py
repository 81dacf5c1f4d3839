"""Reading JSON bodies the way the gateway does: a key that is missing or of another type is a 400."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, cast

from ibkr.simulator.refusals import Refused, refuse

Body = Mapping[str, Any]
_LARGEST = (1 << 63) - 1


def text(body: Body, key: str) -> str:
    """A text that is not empty."""
    value = body.get(key)
    if not isinstance(value, str) or not value:
        raise wrong(key)
    return value


def optional_text(body: Body, key: str) -> str | None:
    """A text, None when the key is absent, null or empty."""
    return text(body, key) if body.get(key) else None


def whole(body: Body, key: str) -> int:
    """A whole number; a truth value is none."""
    value = body.get(key)
    if not _is_whole(value):
        raise wrong(key)
    return cast("int", value)


def bit(body: Body, key: str, *, default: int | None = None) -> int:
    """0 or 1."""
    value = body.get(key, default)
    if not isinstance(value, (int, float)) or value not in (0, 1):
        raise wrong(key)
    return int(value)


def flag(body: Body, key: str, *, default: bool | None = None) -> bool:
    """True or false."""
    value = body.get(key, default)
    if not isinstance(value, bool):
        raise wrong(key)
    return value


def choice(body: Body, key: str, among: Collection[str]) -> str:
    """One of the texts that are allowed."""
    value = body.get(key)
    if not isinstance(value, str) or value not in among:
        raise wrong(key)
    return value


def texts(body: Body, key: str) -> list[str]:
    """A list of texts that is not empty."""
    found = entries(body, key)
    if not found or not all(isinstance(entry, str) for entry in found):
        raise wrong(key)
    return cast("list[str]", found)


def wholes(body: Body, key: str) -> list[int]:
    """A list of whole numbers that is not empty."""
    found = entries(body, key)
    if not found or not all(_is_whole(entry) for entry in found):
        raise wrong(key)
    return cast("list[int]", found)


def entries(body: Body, key: str) -> list[object]:
    """A list of anything, maybe empty."""
    value = body.get(key)
    if not isinstance(value, list):
        raise wrong(key)
    return cast("list[object]", value)


def objects(body: Body, key: str) -> list[Body]:
    """A list of objects, maybe empty."""
    found = entries(body, key)
    if not all(isinstance(entry, dict) for entry in found):
        raise wrong(key)
    return cast("list[Body]", found)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST


def wrong(key: str) -> Refused:
    """The refusal of a body whose `key` is missing or of the wrong type."""
    return refuse(400, f"Bad Request: {key} is missing or has the wrong type")
