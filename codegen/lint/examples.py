"""Rules for examples: there is one, and it fits its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from jsonschema import Draft202012Validator

from codegen.shapes import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from codegen.bundle import Bundle
    from codegen.shapes import Schema
    from codegen.source import Pointer, Problem
    from codegen.stream import Socket


def check_rest(bundle: Bundle) -> Iterator[Problem]:
    for pointer, _, _, operation in bundle.operations():
        holders: list[tuple[Pointer, dict[str, Any], bool]] = [
            (("responses", code), answer, code.startswith("2"))
            for code, answer in operation["responses"].items()
        ]
        if "requestBody" in operation:
            holders.append((("requestBody",), operation["requestBody"], True))
        for where, holder, needed in holders:
            for media, content in holder.get("content", {}).items():
                yield from _content(bundle, (*pointer, *where, "content", media), content, needed=needed)


def _content(bundle: Bundle, pointer: Pointer, content: dict[str, Any], *, needed: bool) -> Iterator[Problem]:
    found = list(_examples(content, pointer))
    if needed and not found:
        remedy = "write one; stubs, documentation and tests use it"
        yield bundle.problem(pointer, "example-present", "there is no example", remedy)
    for at, value in found:
        if wrong := _misfit(value, content.get("schema", {}), bundle.schemas):
            yield bundle.problem(
                at, "example-valid", wrong, "correct the example, or the schema if it is what is wrong"
            )


def _examples(content: dict[str, Any], pointer: Pointer) -> Iterator[tuple[Pointer, Any]]:
    if "example" in content:
        yield (*pointer, "example"), content["example"]
    for name, example in content.get("examples", {}).items():
        yield (*pointer, "examples", name, "value"), example.get("value")


def check_socket(socket: Socket) -> Iterator[Problem]:
    for name, message in socket.document.data["components"]["messages"].items():
        pointer = ("components", "messages", name)
        examples = message.get("examples", [])
        if not examples:
            remedy = "write one; stubs, documentation and tests use it"
            yield socket.document.problem(pointer, "example-present", "there is no example", remedy)
        for place, example in enumerate(examples):
            if wrong := _misfit(example.get("payload"), message["payload"], socket.shapes.schemas):
                at = (*pointer, "examples", str(place), "payload")
                yield socket.document.problem(at, "example-valid", wrong, "correct the example or the schema")


def _misfit(value: Any, schema: Schema, schemas: Mapping[str, Schema]) -> str:
    """Return how `value` differs from `schema`, or nothing."""
    whole = {**_local(schema), "components": {"schemas": _local(_needed(schema, schemas))}}
    error = next(iter(sorted(_errors(Draft202012Validator(whole), value), key=lambda found: found[0])), None)
    return "" if error is None else f"the example does not fit at `{error[0]}`: {error[1]}"


def _errors(validator: Any, value: Any) -> Iterator[tuple[str, str]]:
    for error in validator.iter_errors(value):
        yield cast("str", error.json_path), cast("str", error.message)[:200]


def _needed(schema: Schema, schemas: Mapping[str, Schema]) -> dict[str, Schema]:
    """Return the named schemas that `schema` leads to, so that each validator is small."""
    found: dict[str, Schema] = {}
    waiting = list(names_in(schema))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = schemas[name]
            waiting += names_in(schemas[name])
    return found


def _local(value: Any) -> Any:
    """Return a schema whose references into other files point into this document."""
    if isinstance(value, list):
        return [_local(item) for item in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    part = cast("dict[str, Any]", value)
    if isinstance(part.get("$ref"), str):
        return {"$ref": f"#/components/schemas/{part['$ref'].rpartition('/')[2]}"}
    return {key: _local(item) for key, item in part.items()}
