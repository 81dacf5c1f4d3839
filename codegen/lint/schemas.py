"""Rules for schemas: what generators read wrongly or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

import attrs
from openapi_python_client.schema.untrusted_string import UntrustedString
from openapi_python_client.strings import ClassName

from codegen.names import usable
from codegen.shapes import Schema, Shapes, field_name, kind_of, names_in

if TYPE_CHECKING:
    from codegen.bundle import Bundle
    from codegen.source import Pointer, Problem
    from codegen.stream import Socket

Report = Callable[..., "Problem"]

_TYPES = frozenset({"string", "number", "integer", "boolean", "array", "object", "null"})
_KEYWORDS = frozenset(
    {
        *("$ref", "title", "description", "type", "format", "items", "properties", "additionalProperties"),
        *("required", "oneOf", "anyOf", "allOf", "enum", "const", "default", "example", "examples"),
        *("contentMediaType", "contentSchema"),
        *("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "pattern"),
        *("x-ibkr-values", "x-ibkr-name", "x-ibkr-dispatch", "x-ibkr-wrap", "deprecated", "nullable"),
    }
)
_PARTS = ("items", "additionalProperties")
_LISTS = ("oneOf", "anyOf", "allOf")


@attrs.frozen
class Spot:
    """One schema wherever it stands: inside a component (`named` is its top) or inside an operation."""

    pointer: Pointer
    schema: Schema
    top: bool
    asked: bool


@attrs.frozen
class Scope:
    """Schemas that are checked together: all that may be referred to, and how to report."""

    shapes: Shapes
    report: Report


def check_rest(bundle: Bundle) -> Iterator[Problem]:
    scope = Scope(Shapes(bundle.schemas), bundle.problem)
    asked = _reachable(bundle, ("requestBody",))
    answered = _reachable(bundle, ("responses",))
    yield from _names(bundle.schemas, scope)
    yield from _groups(bundle)
    for name, schema in bundle.schemas.items():
        pointer = ("components", "schemas", name)
        for spot in _spots(schema, pointer, top=True, asked=name in asked and name not in answered):
            yield from _check(spot, scope)
    for pointer, schema, is_asked in _inline(bundle):
        for spot in _spots(schema, pointer, top=False, asked=is_asked):
            yield from _check(spot, scope)


def check_socket(socket: Socket) -> Iterator[Problem]:
    scope = Scope(socket.shapes, socket.document.problem)
    arguments = {str(channel.get("x-ibkr-arguments")) for channel in socket.channels.values()}
    asked = _led_to(arguments & socket.own.keys(), socket.shapes.schemas)
    yield from _names(socket.own, scope)
    for name, schema in socket.own.items():
        for spot in _spots(schema, ("components", "schemas", name), top=True, asked=name in asked):
            yield from _check(spot, scope)


def _reachable(bundle: Bundle, keys: tuple[str, ...]) -> set[str]:
    """Return the schemas that are sent, or those that come back, directly or inside others."""
    named = {
        name for *_, operation in bundle.operations() for key in keys for name in names_in(operation.get(key))
    }
    return _led_to(named, bundle.schemas)


def _led_to(names: Iterable[str], schemas: Mapping[str, Schema]) -> set[str]:
    """Return these schemas and all that they refer to."""
    waiting = list(names)
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += names_in(schemas[name])
    return found


def _inline(bundle: Bundle) -> Iterator[tuple[Pointer, Schema, bool]]:
    """Yield the schemas that stand in operations themselves, and whether we send them."""
    for pointer, _, _, operation in bundle.operations():
        for place, parameter in enumerate(operation.get("parameters", [])):
            yield (*pointer, "parameters", str(place), "schema"), parameter.get("schema", {}), True
        holders = [(("requestBody",), operation.get("requestBody", {}), True)]
        holders += [
            (("responses", code), answer, False) for code, answer in operation.get("responses", {}).items()
        ]
        for where, holder, asked in holders:
            for media, content in holder.get("content", {}).items():
                yield (*pointer, *where, "content", media, "schema"), content.get("schema", {}), asked


def _spots(schema: Any, pointer: Pointer, *, top: bool, asked: bool) -> Iterator[Spot]:
    if not isinstance(schema, dict):
        return
    part = cast("Schema", schema)
    yield Spot(pointer, part, top, asked)
    below: list[tuple[Pointer, Any]] = [((key,), part[key]) for key in _PARTS if key in part]
    below += [((key, str(i)), item) for key in _LISTS for i, item in enumerate(part.get(key, []))]
    properties = cast("dict[str, Any]", part.get("properties") or {})
    below += [(("properties", key), item) for key, item in properties.items()]
    for where, inner in below:
        # An object inside allOf is merged into the schema around it, so it needs no name.
        yield from _spots(inner, (*pointer, *where), top=top and where[0] == "allOf", asked=asked)


def _check(spot: Spot, scope: Scope) -> Iterator[Problem]:
    for rule in _RULES:
        yield from rule(spot, scope)


def _keywords(spot: Spot, scope: Scope) -> Iterator[Problem]:
    for key in spot.schema:
        if key not in _KEYWORDS:
            remedy = "correct the spelling; a text with a comma needs quotes inside { }"
            yield scope.report(
                (*spot.pointer, key), "keyword-known", f"`{key}` means nothing in a schema", remedy
            )
    if "nullable" in spot.schema:
        remedy = 'write `type: [string, "null"]`'
        yield scope.report(
            (*spot.pointer, "nullable"), "no-nullable", "`nullable` is OpenAPI 3.0 and ignored", remedy
        )
    if "$ref" in spot.schema and len(spot.schema) > 1:
        wrong = "what stands beside `$ref` is ignored"
        yield scope.report(spot.pointer, "ref-alone", wrong, "wrap the reference: `oneOf: [{$ref: ...}]`")


def _types(spot: Spot, scope: Scope) -> Iterator[Problem]:
    given = spot.schema.get("type", [])
    types = cast("list[Any]", given if isinstance(given, list) else [given])
    for name in types:
        if name not in _TYPES:
            wrong = f"`{name}` is no type"
            remedy = 'write one of string, number, integer, boolean, array, object, "null"'
            yield scope.report((*spot.pointer, "type"), "type-known", wrong, remedy)
    if "array" in types and "items" not in spot.schema:
        yield scope.report(spot.pointer, "array-items", "the array does not say of what", "add `items`")


def _required(spot: Spot, scope: Scope) -> Iterator[Problem]:
    if "required" in spot.schema:
        known = scope.shapes.properties(spot.schema)
        for name in spot.schema["required"]:
            if name not in known:
                wrong = f"`{name}` is required but is no property"
                yield scope.report((*spot.pointer, "required"), "required-exists", wrong, "correct the name")


def _anonymous(spot: Spot, scope: Scope) -> Iterator[Problem]:
    if spot.schema.get("properties") and not spot.top:
        remedy = "move it to schemas/<group>.yaml under a name of its own and refer to it"
        yield scope.report(spot.pointer, "object-named", "an object without a name", remedy)


def _enumerations(spot: Spot, scope: Scope) -> Iterator[Problem]:
    if "enum" in spot.schema and not spot.asked:
        remedy = "list the known values as `x-ibkr-values`; IBKR adds values without notice"
        yield scope.report((*spot.pointer, "enum"), "enum-open", "a closed enumeration in an answer", remedy)
    values = spot.schema.get("x-ibkr-values", [""])
    if not isinstance(values, list) or not values:
        yield scope.report(
            (*spot.pointer, "x-ibkr-values"), "values-listed", "`x-ibkr-values` is no list", "write [A, B]"
        )


def _property_names(spot: Spot, scope: Scope) -> Iterator[Problem]:
    properties = cast("dict[str, Schema]", spot.schema.get("properties") or {})
    names = {wire: field_name(wire, part) for wire, part in properties.items()}
    counted = Counter(name.casefold() for name in names.values())
    for wire, name in names.items():
        at = (*spot.pointer, "properties", wire)
        if not usable(name):
            wrong = f"`{wire}` would become the field `{name}`"
            yield scope.report(at, "name-usable", wrong, "give another name with `x-ibkr-name`")
        if counted[name.casefold()] > 1:
            wrong = f"`{wire}` and another key become `{name}`"
            yield scope.report(at, "name-unique", wrong, "use `x-ibkr-name` on one of them")


def _union(spot: Spot, scope: Scope) -> Iterator[Problem]:
    members = cast("list[Schema]", spot.schema.get("oneOf") or spot.schema.get("anyOf") or [])
    if spot.schema.get("x-ibkr-wrap"):
        yield from _wrap(spot, members, scope)
    elif "x-ibkr-dispatch" in spot.schema:
        yield from _dispatch(spot, members, scope)
    elif sum(_is_object(member, scope.shapes) for member in members) > 1:
        wrong = "a union of objects is read as the first that fits"
        remedy = "add `x-ibkr-dispatch`, naming the key that decides"
        yield scope.report(spot.pointer, "union-dispatched", wrong, remedy)
    else:
        yield from _decodable(spot, members, scope)


def _decodable(spot: Spot, members: list[Schema], scope: Scope) -> Iterator[Problem]:
    """What msgspec refuses to decode: two kinds of list, or a class of ours beside anything but null."""
    own = [member for member in members if _kind(member, scope.shapes) in {"row", "union"}]
    others = [member for member in members if member not in own and member.get("type") != "null"]
    lists = [member for member in members if member.get("type") == "array"]
    if len(lists) > 1 or len(own) > 1 or (own and others):
        wrong = "a union that no decoder can tell apart"
        yield scope.report(
            spot.pointer, "union-decodable", wrong, "give the answer one shape, or leave out the type"
        )


def _wrap(spot: Spot, members: list[Schema], scope: Scope) -> Iterator[Problem]:
    lists = [member for member in members if member.get("type") == "array"]
    bare = [member for member in members if member.get("type") != "array"]
    if len(lists) != 1 or [lists[0].get("items")] != bare:
        wrong = "`x-ibkr-wrap` is for a list of something or one of it"
        yield scope.report(spot.pointer, "wrap-shape", wrong, "write oneOf: [{type: array, items: X}, X]")


def _dispatch(spot: Spot, members: list[Schema], scope: Scope) -> Iterator[Problem]:
    at = (*spot.pointer, "x-ibkr-dispatch")
    rules: list[dict[str, str]] = spot.schema["x-ibkr-dispatch"].get("rules", [])
    default = spot.schema["x-ibkr-dispatch"].get("default")
    named = {member.get("$ref", "").rpartition("/")[2] for member in members}
    chosen = {rule.get("model", "") for rule in rules} | {default}
    if not spot.top or named != chosen:
        wrong = f"oneOf has {_listed(named)}, the rules and the default have {_listed(chosen)}"
        yield scope.report(at, "dispatch-complete", wrong, "name every member in a rule or as the default")
    for rule in rules:
        model = scope.shapes.schemas.get(rule.get("model", ""), {})
        if rule.get("model") in named and rule.get("key") not in scope.shapes.required(model):
            wrong = f"`{rule.get('model')}` is chosen by `{rule.get('key')}`, which it does not require"
            yield scope.report(
                at, "dispatch-key", wrong, "add the key to `required` of the model, or choose by another"
            )
    keys = [rule.get("key") for rule in rules]
    if len(keys) != len(set(keys)):
        yield scope.report(at, "dispatch-key", "a key decides twice", "keep one rule a key")


def _row(spot: Spot, scope: Scope) -> Iterator[Problem]:
    """An open row compares types by itself, which it can do with scalars only."""
    if not spot.top or kind_of(spot.schema) != "row":
        return
    parts = {
        **scope.shapes.properties(spot.schema),
        "additionalProperties": spot.schema["additionalProperties"],
    }
    for key, part in parts.items():
        if not isinstance(part, dict) or not _is_scalar(cast("Schema", part)):
            wrong = f"`{key}` of an object with other keys is no plain value"
            remedy = "use text, number, boolean or null; or close the object"
            yield scope.report(spot.pointer, "row-scalar", wrong, remedy)


def _is_scalar(schema: Schema) -> bool:
    types = schema.get("type", "object")
    # A schema is YAML that nobody has checked yet: its items have no type.
    return not {"object", "array"}.intersection(types if isinstance(types, list) else [types])  # pyright: ignore[reportUnknownArgumentType]


def _kind(schema: Schema, shapes: Shapes) -> str:
    name = schema.get("$ref", "").rpartition("/")[2]
    return kind_of(shapes.schemas[name]) if name in shapes.schemas else "alias"


def _is_object(schema: Schema, shapes: Shapes) -> bool:
    target = shapes.schemas.get(schema.get("$ref", "").rpartition("/")[2], schema)
    return target.get("type") == "object" or "x-ibkr-dispatch" in target


def _listed(names: set[Any]) -> str:
    return ", ".join(sorted(str(name) for name in names)) or "nothing"


_RULES = (_keywords, _types, _required, _anonymous, _enumerations, _property_names, _union, _row)


def _names(schemas: dict[str, Schema], scope: Scope) -> Iterator[Problem]:
    counted = Counter(name.casefold() for name in schemas)
    for name, schema in schemas.items():
        at = ("components", "schemas", name)
        if str(ClassName(UntrustedString(name), "field_")) != name or not name[:1].isupper():
            yield scope.report(
                at, "schema-name", f"`{name}` is not PascalCase", "rename it, as in `OrderTicket`"
            )
        if counted[name.casefold()] > 1:
            yield scope.report(
                at, "schema-name-unique", f"`{name}` differs from another in case only", "rename one"
            )
        if schema.get("title", name) != name:
            yield scope.report(
                (*at, "title"), "schema-title", f"`{name}` is titled otherwise", f"write `title: {name}`"
            )
        if not str(schema.get("description", "")).strip():
            yield scope.report(at, "schema-described", f"`{name}` is not described", "add a description")


def _groups(bundle: Bundle) -> Iterator[Problem]:
    """Modules of models import each other, which works in one direction only."""
    wants: dict[str, set[str]] = {}
    for name, schema in bundle.schemas.items():
        wants.setdefault(bundle.groups[name], set()).update(
            bundle.groups[other] for other in names_in(schema)
        )
    for name, schema in bundle.schemas.items():
        for other in names_in(schema):
            home, away = bundle.groups[name], bundle.groups[other]
            if home != away and home in _closure(away, wants):
                wrong = f"`{name}` of {home} refers to {away}, and {away} refers back"
                remedy = "move the shared schemas into one of the two files"
                yield bundle.problem(("components", "schemas", name), "group-cycle", wrong, remedy)


def _closure(group: str, wants: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [group]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += wants.get(current, ())
    return found
