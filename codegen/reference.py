"""Pages of the reference that are tables: market data fields, order questions, topics of the websocket."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from codegen.source import Document
    from codegen.stream import Socket

BANNER = "<!-- Generated from spec/. Do not edit. -->"

_FIELDS = f"""\
{BANNER}

# Market data fields

What can be asked for in `ib.market_data.snapshot(..., fields=[...])` and in
`stream.market_data(..., fields=[...])`, by name, by a shorter name or by IBKR's tag; at most {{limits}} in
one request. A field that is unknown, not subscribed or without meaning for a contract is absent from the
answer: never null, never zero.
"""
_QUESTIONS = f"""\
{BANNER}

# Order questions

IBKR may ask before it takes an order. A question has an id; `ibkr.Answers.accept("o163")` says yes to that
one, and what is not named is declined. Those that can be switched off are switched off for a session by
`ib.orders.suppress_questions(...)`. Ids that are not listed here occur: they are declined like any other.

| id | name | asks about | can be switched off |
|---|---|---|---|
"""
_TOPICS = f"""\
{BANNER}

# Websocket topics

What `ib.stream()` can subscribe to, in IBKR's words. [How to stream](../how-to/streaming.md) is about using
them: the stream subscribes, renews, and subscribes again after an interruption by itself.
"""


def fields_page(fields: Document) -> str:
    """Return the page of market data fields, as Markdown."""
    kinds: dict[str, str] = fields.data["kinds"]
    parts = [
        _FIELDS.format(limits=" and ".join(f"{most} {name}" for name, most in fields.data["limits"].items())),
        "| name | also | tag | kind | meaning |",
        "|---|---|---|---|---|",
    ]
    parts += [_field(field) for field in fields.data["fields"]]
    parts += ["\n## How values are written\n", "| kind | as IBKR sends it |", "|---|---|"]
    parts += [_line((f"`{kind}`", meaning)) for kind, meaning in kinds.items()]
    for name, letters in _letters(fields.data):
        parts += [f"\n## {name}\n", "| letter | means |", "|---|---|"]
        parts += [_line((f"`{letter}`", meaning)) for letter, meaning in letters.items()]
    return "\n".join(parts) + "\n"


def questions_page(questions: Document) -> str:
    """Return the page of order questions, as Markdown."""
    rows = [
        _line((f"`{row['id']}`", f"`{row['name']}`", row["meaning"], "yes" if row["suppressible"] else ""))
        for row in questions.data["questions"]
    ]
    return _QUESTIONS + "\n".join(rows) + "\n"


def topics_page(socket: Socket) -> str:
    """Return the page of topics, a section for each, as Markdown."""
    sections = [_topic(socket, channel) for channel in socket.channels.values()]
    return "\n".join([_TOPICS, *sections])


def _field(field: dict[str, Any]) -> str:
    remarks = [
        *(["deprecated"] if field.get("deprecated") else []),
        *([f"needs the feed {field['requires']}"] if "requires" in field else []),
        *(["in no list of IBKR's, seen by other programs"] if field.get("source") == "clients" else []),
    ]
    meaning = field["meaning"] + (f" ({'; '.join(remarks)})" if remarks else "")
    also = ", ".join(f"`{alias}`" for alias in field.get("aliases", []))
    return _line((f"`{field['name']}`", also, field["tag"], field["kind"], meaning))


def _letters(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    for name, letters in data.items():
        if name.endswith("_letters"):
            yield name.replace("_", " ").capitalize(), letters


def _topic(socket: Socket, channel: dict[str, Any]) -> str:
    word = channel["x-ibkr-topic"]
    title = channel["title"] + (f" (`{word}`)" if word else "")
    return "\n".join(
        [
            f"## {title}\n",
            _prose(channel.get("description", "")),
            "",
            *_rules(channel),
            *_messages(socket, channel),
        ]
    )


def _rules(channel: dict[str, Any]) -> Iterator[str]:
    """Yield a list of what holds for a topic, in words."""
    for key, text in _RULES:
        value = channel.get(f"x-ibkr-{key}")
        if value:
            yield f"- {text.format(_said(key, value))}"
    yield ""


def _said(key: str, value: Any) -> Any:
    if isinstance(value, list):
        return ", ".join(f"`{item}`" for item in cast("list[str]", value))
    return _VALUES.get((key, value), value)


_RULES = (
    ("subscribe", "Subscribe: `{}`"),
    ("unsubscribe", "Unsubscribe: `{}`"),
    ("requires", "Needs {}."),
    ("needs", "To be called before, once a session: {}."),
    ("first-answer", "{}"),
    ("content", "{}"),
    ("delivery", "{}"),
    ("interval-seconds", "At most one frame in {:g} seconds."),
    ("renew-seconds", "Renewed by the client after {:g} seconds."),
    ("expires-seconds", "Ends by itself after {:g} seconds."),
    ("concurrent", "At most {} at a time."),
)
_VALUES = {
    ("requires", "none"): "no login",
    ("requires", "sso"): "a login",
    ("requires", "brokerage"): "a brokerage session",
    ("first-answer", "first-frame"): "The first frame answers the subscription.",
    ("first-answer", "none"): "There may be no first frame.",
    ("first-answer", "unsolicited"): "Comes without being asked for.",
    ("content", "whole"): "A frame is whole.",
    ("content", "changes"): "A frame holds what changed since the one before.",
    (
        "delivery",
        "conflate",
    ): "For a slow reader the latest counts: what was overtaken is dropped, and counted.",
    ("delivery", "never-drop"): "Nothing is dropped for a slow reader.",
}


def _messages(socket: Socket, channel: dict[str, Any]) -> Iterator[str]:
    """Yield a table of the keys that a frame of the topic may hold."""
    for name in channel["messages"]:
        payload = socket.document.data["components"]["messages"][name]["payload"]
        schema = socket.own.get(str(payload.get("$ref", "")).rpartition("/")[2])
        if schema is None or not _is_frame(schema):
            continue
        rows = [
            (f"`{key}`", _prose(part.get("description", "")))
            for key, part in socket.shapes.properties(schema).items()
        ]
        yield from ("| key of a frame | holds |", "|---|---|", *map(_line, rows), "")


def _is_frame(schema: dict[str, Any]) -> bool:
    return bool(schema.get("properties") or schema.get("allOf"))


def _prose(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
