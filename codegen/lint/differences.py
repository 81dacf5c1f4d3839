"""Rules for the differences from the published document: an explanation names what the comparison names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codegen.bundle import Bundle
    from codegen.source import Document, Problem

_WORDS = ("operation", "published", "here", "seen")
_KINDS = ("new", "extra", "type", "wider", "untyped", "needed")
_PARTS = ("operation", "parameter ", "body ", "answer ", "*")
_COVER = frozenset({"operation", "places", "kinds"})


def check(differences: Document, bundle: Bundle) -> Iterator[Problem]:
    calls = {f"{method.upper()} {path}" for _, method, path, _ in bundle.entries()}
    for place, row in enumerate(differences.data["differences"]):
        at = ("differences", str(place))
        for key in _WORDS:
            if not str(row.get(key, "")).strip():
                yield differences.problem(at, "row-complete", f"there is no `{key}`", "add it")
        for key in sorted(row.keys() - {*_WORDS, "covers"}):
            remedy = f"use {', '.join(_WORDS)}, covers"
            yield differences.problem((*at, key), "row-complete", f"`{key}` means nothing", remedy)
        for number, cover in enumerate(row.get("covers", [])):
            yield from _cover(differences, (*at, "covers", str(number)), cover, calls)


def _cover(
    differences: Document, at: tuple[str, ...], cover: dict[str, Any], calls: set[str]
) -> Iterator[Problem]:
    operation = str(cover.get("operation", "*"))
    if "*" not in operation and operation not in calls:
        wrong = f"`{operation}` is no operation"
        yield differences.problem(at, "cover-exists", wrong, "write method and path as in openapi.yaml")
    for kind in cover.get("kinds", []):
        if kind not in _KINDS:
            wrong = f"`{kind}` is no kind of difference"
            yield differences.problem(at, "cover-exists", wrong, f"use one of {', '.join(_KINDS)}")
    for name in cover.get("places", []):
        if not name.startswith(_PARTS):
            wrong = f"`{name}` names no part of an operation"
            yield differences.problem(at, "cover-exists", wrong, "begin it with parameter, body or answer")
    if not cover or not cover.keys() <= _COVER:
        wrong = "an entry that covers everything, or by a key that means nothing"
        yield differences.problem(at, "cover-exists", wrong, f"use {', '.join(sorted(_COVER))}")
