"""Rules for the tables of market data fields and order questions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from codegen.names import usable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codegen.source import Document, Problem

_FIELD_KEYS = {"tag", "name", "kind", "meaning", "aliases", "raw", "source", "requires", "deprecated"}
_QUESTION_KEYS = {"id", "name", "suppressible", "meaning"}


def check_fields(fields: Document) -> Iterator[Problem]:
    """Names, aliases and raw keys share one space: a caller may write any of them."""
    rows: list[dict[str, Any]] = fields.data["fields"]
    names = Counter(name for row in rows for name in (row.get("name"), *row.get("aliases", [])))
    tags = Counter(row.get("tag") for row in rows)
    for place, row in enumerate(rows):
        at = ("fields", str(place))
        yield from _keys(fields, at, row, _FIELD_KEYS, {"tag", "name", "kind", "meaning"})
        if not str(row.get("tag")).isdigit() or not isinstance(row.get("tag"), str):
            yield fields.problem(
                at, "field-tag", f"the tag `{row.get('tag')}` is no number as text", 'write "31"'
            )
        if tags[row.get("tag")] > 1:
            yield fields.problem(
                at, "field-unique", f"the tag `{row.get('tag')}` is there twice", "delete one"
            )
        if row.get("kind") not in fields.data["kinds"]:
            yield fields.problem(
                at, "field-kind", f"`{row.get('kind')}` is no kind", "add it to `kinds`, or use another"
            )
        for name in (row.get("name"), *row.get("aliases", [])):
            yield from _name(fields, at, name, names)


def check_questions(questions: Document) -> Iterator[Problem]:
    rows: list[dict[str, Any]] = questions.data["questions"]
    names = Counter(row.get("name") for row in rows)
    ids = Counter(row.get("id") for row in rows)
    for place, row in enumerate(rows):
        at = ("questions", str(place))
        yield from _keys(questions, at, row, _QUESTION_KEYS, _QUESTION_KEYS)
        yield from _name(questions, at, row.get("name"), names)
        if ids[row.get("id")] > 1:
            yield questions.problem(
                at, "question-unique", f"the id `{row.get('id')}` is there twice", "delete one"
            )
        if not isinstance(row.get("suppressible"), bool):
            yield questions.problem(
                at, "question-suppressible", "`suppressible` is no yes or no", "write true or false"
            )


def _keys(
    document: Document, at: tuple[str, ...], row: dict[str, Any], legal: set[str], needed: set[str]
) -> Iterator[Problem]:
    for key in sorted(needed - row.keys()):
        yield document.problem(at, "row-complete", f"there is no `{key}`", "add it")
    for key in sorted(row.keys() - legal):
        yield document.problem(
            at, "row-complete", f"`{key}` means nothing", f"use {', '.join(sorted(legal))}"
        )


def _name(document: Document, at: tuple[str, ...], name: Any, counted: Counter[Any]) -> Iterator[Problem]:
    if not isinstance(name, str) or not usable(name):
        yield document.problem(at, "name-usable", f"`{name}` is no name in Python", "write a snake_case name")
    elif counted[name] > 1:
        yield document.problem(at, "name-unique", f"`{name}` names two rows", "rename one")
