"""Frames that somebody is to read: hints, prompts, bulletins, and the talk that exercises an option.

Source: spec/asyncapi.yaml, topics ntf, blt, shs, inp.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ibkr._core.stream.frames import as_list, as_object
from ibkr._core.stream.orders import whole_number
from ibkr.model.events import Bulletin, ExerciseStep, Hint, Prompt

Row = Mapping[str, Any]


def one_or_more(args: object) -> list[dict[str, Any]]:
    """The objects of a frame that brings one, or a list of them."""
    return [row for row in map(as_object, as_list(args) or [args]) if row]


def notification(row: Row) -> Hint | Prompt:
    """A remark, or a question with its options."""
    text = words(row.get("text")) or ""
    options = _texts(row.get("options"))
    if not options:
        return Hint(text, words(row.get("title")), words(row.get("url")), words(row.get("id")))
    return Prompt(
        text,
        options,
        words(row.get("reqId")),
        whole_number(row.get("orderId")),
        words(row.get("messageId")),
        words(row.get("type")),
        _texts(row.get("dismissable")),
    )


def bulletin(row: Row) -> Bulletin:
    """News about exchanges and systems."""
    return Bulletin(words(row.get("message")) or "", words(row.get("id")))


def exercise(body: Row) -> ExerciseStep:
    """One step: its keys stand at the root or under `data`, by whom one believes."""
    inner = {**body, **(as_object(body.get("data")) or {})}
    actions = _texts(inner.get("user_actions")) or _texts(inner.get("user_action"))
    return ExerciseStep(words(inner.get("id")), actions, words(inner.get("text")), body)


def words(value: object) -> str | None:
    """A text or a number as text; None for anything else, and for empty text."""
    return str(value) if isinstance(value, str | int) and value != "" else None


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(entry) for entry in as_list(value) or ())
