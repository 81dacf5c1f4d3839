"""Media types: what each is read as, how a body of each is written, and what goes together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from codegen.shapes import Schema, Shapes

JSON: Final = "application/json"
FORM: Final = "application/x-www-form-urlencoded"
NOTHING: Final = ""
"""Stands for the media type of an answer without content."""

BODIES: Final = {
    JSON: ("JSON", "encode(body)"),
    FORM: ("a form", "form(body)"),
    "application/jwt": ("a signed token", "body.encode()"),
    "text/plain": ("plain text", "body.encode()"),
}
"""What is sent: in words, and the expression for its bytes."""

_KINDS = {NOTHING: "nothing", JSON: "json", "application/pdf": "bytes", "application/octet-stream": "bytes"}
# Kinds that one operation may answer in, how they are read together, and the types beside those of JSON.
_TOGETHER: dict[frozenset[str], tuple[str, tuple[str, ...]]] = {
    frozenset({"json"}): ("json", ()),
    frozenset({"json", "nothing"}): ("maybe", ("None",)),
    frozenset({"json", "text"}): ("either", ("str",)),
    frozenset({"text"}): ("text", ("str",)),
    frozenset({"bytes"}): ("bytes", ("bytes",)),
}


@attrs.frozen
class Reading:
    """How the good answers of an operation are read: as what, from which schemas, written how."""

    annotation: str
    schemas: list[Schema]
    written: str
    wrap: bool


def successes(operation: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the good answers of an operation by status."""
    return {code: answer for code, answer in operation["responses"].items() if code.startswith("2")}


def contents(operation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield media type and description of every good answer; one without content has `NOTHING`."""
    for answer in successes(operation).values():
        yield from (answer.get("content") or {NOTHING: {}}).items()


def read_together(media: Iterable[str]) -> bool:
    """Whether one decoder can read answers of all these media types."""
    return _kinds(media) in _TOGETHER


def _kinds(media: Iterable[str]) -> frozenset[str]:
    return frozenset("text" if name.startswith("text/") else _KINDS.get(name, name) for name in media)


def reading(shapes: Shapes, operation: dict[str, Any]) -> Reading:
    """Return how to read the good answers, whichever of them comes."""
    found = list(contents(operation))
    schemas = [content["schema"] for media, content in found if media == JSON]
    annotations = [shapes.answer(schema) for schema in schemas]
    if "Any" in annotations:
        # Nobody has seen such an answer: it may as well be words.
        return Reading("Any", schemas, "either", wrap=False)
    written, besides = _TOGETHER[_kinds(media for media, _ in found)]
    wrap = any(shapes.is_wrapped(schema) for schema in schemas)
    return Reading(" | ".join(dict.fromkeys([*annotations, *besides])), schemas, written, wrap)


def asked(body: dict[str, Any] | None) -> tuple[str, list[Schema]]:
    """Return the media type of a request body, and its schema; JSON and none without a body."""
    if body is None:
        return JSON, []
    ((media, content),) = body["content"].items()
    return media, [content["schema"]]
