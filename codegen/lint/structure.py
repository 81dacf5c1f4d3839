"""The first rule: mappings are mappings, lists are lists, and what the others look at is there.

Every other rule may then read without asking. OpenAPI's own schema is not used: it
allows much that no generator here reads, and names its errors by the whole document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from codegen.bundle import Bundle
    from codegen.source import Document, Problem

Shape = dict[str, Any]

_TEXT: Shape = {"type": "string"}
_SCHEMA: Shape = {"$ref": "#/$defs/schema"}


def _map(values: Shape | None = None, /, needs: tuple[str, ...] = (), **keys: Shape) -> Shape:
    """A mapping: its named keys, those of them that are needed, and what all others hold."""
    return {
        "type": "object",
        "properties": keys,
        "required": list(needs),
        **({} if values is None else {"additionalProperties": values}),
    }


def _list(items: Shape, least: int = 0) -> Shape:
    return {"type": "array", "items": items, "minItems": least}


_DISPATCH = _map(
    needs=("rules", "default"),
    rules=_list(_map(needs=("key", "model"), key=_TEXT, model=_TEXT), 1),
    default=_TEXT,
)
_DEFINITIONS: Shape = {
    "schema": {
        **_map(
            properties=_map(_SCHEMA),
            items=_SCHEMA,
            additionalProperties={"anyOf": [{"type": "boolean"}, _SCHEMA]},
            oneOf=_list(_SCHEMA, 1),
            anyOf=_list(_SCHEMA, 1),
            allOf=_list(_SCHEMA, 1),
            required=_list(_TEXT),
            enum=_list({}, 1),
        )
    },
}
_DEFINITIONS["schema"]["properties"]["x-ibkr-dispatch"] = _DISPATCH
_CONTENT = _map(_map(schema=_SCHEMA, examples=_map(_map())))
_HOLDER = _map(content=_CONTENT)
_PARAMETER = _map(needs=("name", "in"), name=_TEXT, schema=_SCHEMA)
_OPERATION = _map(
    needs=("responses",),
    parameters=_list(_PARAMETER),
    requestBody=_HOLDER,
    responses=_map(_HOLDER),
    tags=_list(_TEXT),
)
_METHODS = dict.fromkeys(("get", "put", "post", "delete", "patch", "head", "options", "trace"), _OPERATION)
_OPENAPI = _map(
    needs=("openapi", "info", "tags", "paths"),
    info=_map(needs=("title", "version", "description"), description=_TEXT),
    tags=_list(_map(needs=("name",))),
    paths=_map(_map(parameters=_list(_PARAMETER), **_METHODS)),
    components=_map(schemas=_map(_SCHEMA)),
)

_RHYTHM = ("heartbeat-seconds", "silence-seconds", "ping-seconds", "ready-topic", "frame-limit-bytes")
_CHANNEL = _map(needs=("title", "messages"), title=_TEXT, messages=_map(_map()))
_MESSAGE = _map(needs=("payload",), payload=_SCHEMA, examples=_list(_map(needs=("payload",))))
_SEND = _map(needs=("action", "channel"), action=_TEXT, channel=_map(), messages=_list(_map()))
_ASYNCAPI = _map(
    needs=("servers", "channels", "operations", "components"),
    operations=_map(_SEND),
    servers={
        **_map(_map(needs=tuple(f"x-ibkr-{key}" for key in _RHYTHM))),
        "minProperties": 1,
        "maxProperties": 1,
    },
    channels=_map(_CHANNEL),
    components=_map(needs=("messages", "schemas"), messages=_map(_MESSAGE), schemas=_map(_SCHEMA)),
)
_FIELDS = _map(
    needs=("kinds", "fields"),
    kinds=_map(_TEXT),
    fields=_list(_map(aliases=_list(_TEXT))),
    limits=_map({"type": "integer"}),
)
_QUESTIONS = _map(needs=("questions",), questions=_list(_map()))
_DIFFERENCES = _map(
    needs=("differences",),
    differences=_list(_map(covers=_list(_map(operation=_TEXT, places=_list(_TEXT), kinds=_list(_TEXT))))),
)


def check(
    bundle: Bundle, messages: Document, fields: Document, questions: Document, differences: Document
) -> Iterator[Problem]:
    yield from _misshapen(bundle.document, _OPENAPI, bundle.problem)
    others = (
        (messages, _ASYNCAPI),
        (fields, _FIELDS),
        (questions, _QUESTIONS),
        (differences, _DIFFERENCES),
    )
    for document, shape in others:
        yield from _misshapen(document.data, shape, document.problem)


def _misshapen(data: Any, shape: Shape, report: Callable[..., Problem]) -> Iterator[Problem]:
    validator: Any = Draft202012Validator({**shape, "$defs": _DEFINITIONS})
    for error in validator.iter_errors(data):
        pointer = tuple(str(part) for part in cast("list[Any]", error.absolute_path))
        # Errors quote what they found, which may be the whole file.
        wrong = " ".join(cast("str", error.message).split())[-150:]
        yield report(pointer, "structure", wrong, "compare with an entry that works, or see spec/README.md")
