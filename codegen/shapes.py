"""What each schema becomes in Python: which kind of class, which annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast

import attrs

from codegen.names import snake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Schema = dict[str, Any]
Kind = Literal["struct", "row", "union", "alias"]

_SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
# What msgspec can skip in garbage collection: nothing in them can point back at their owner.
_ATOMS = frozenset({"str", "int", "float", "bool", "None", "UnsetType", "Decimal"})


def kind_of(schema: Schema) -> Kind:
    """Return the kind of class a named schema becomes; an alias becomes no class at all."""
    if "x-ibkr-dispatch" in schema:
        return "union"
    if not schema.get("properties") and "allOf" not in schema:
        return "alias" if "additionalProperties" in schema or schema.get("type") != "object" else "struct"
    return "row" if schema.get("additionalProperties", False) is not False else "struct"


def names_in(schema: Any) -> Iterator[str]:
    """Yield the names of the schemas that `schema` refers to, directly."""
    if isinstance(schema, dict):
        schema = cast("Schema", schema)
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"].rpartition("/")[2]
        else:
            for key, part in schema.items():
                if key == "properties" and isinstance(part, dict):
                    # Their names may be anything, `default` too, so they are no keywords.
                    yield from names_in(list(cast("Schema", part).values()))
                elif not key.startswith("x-") and key not in {"example", "examples", "default", "enum"}:
                    yield from names_in(part)
    elif isinstance(schema, list):
        for part in cast("list[Any]", schema):
            yield from names_in(part)


@attrs.frozen
class Field:
    """One property of a model, as the templates print it."""

    name: str
    wire: str
    type: str
    required: bool
    doc: str
    atomic: bool

    @property
    def annotation(self) -> str:
        return self.type if self.required else f"{self.type} | UnsetType"


@attrs.frozen
class Shapes:
    """The named schemas of one bundle, and the Python annotations that they lead to."""

    schemas: Mapping[str, Schema]

    def annotation(self, schema: Schema) -> str:
        """Return the annotation of a value that has this schema."""
        return " | ".join(dict.fromkeys(self._members(schema)))

    def _members(self, schema: Schema) -> Iterator[str]:
        for keyword, members in _KEYWORDS.items():
            if keyword in schema:
                yield from members(self, schema)
                return
        yield "Any"

    def reference(self, schema: Schema) -> Iterator[str]:
        name = schema["$ref"].rpartition("/")[2]
        if kind_of(self.schemas[name]) == "alias":
            yield from self._members(self.schemas[name])
        else:
            yield name

    def alternatives(self, schema: Schema) -> Iterator[str]:
        for member in schema.get("oneOf") or schema["anyOf"]:
            yield from self._members(member)

    def only(self, schema: Schema) -> Iterator[str]:
        for member in schema["allOf"]:
            yield from self._members(member)

    def choice(self, schema: Schema) -> Iterator[str]:
        values = schema.get("enum", [schema.get("const")])
        texts = [repr(value) for value in values if value is not None]
        if texts:
            yield f"Literal[{', '.join(texts)}]"
        if None in values:
            yield "None"

    def typed(self, schema: Schema) -> Iterator[str]:
        given = schema["type"]
        for name in cast("list[str]", given if isinstance(given, list) else [given]):
            if name == "array":
                yield f"list[{self.annotation(schema.get('items', {}))}]"
            elif name == "object":
                yield f"dict[str, {self._values(schema)}]"
            elif schema.get("format") == "decimal" and name in {"number", "string"}:
                yield "Decimal"
            else:
                yield _SCALARS[name]

    def _values(self, schema: Schema) -> str:
        values = schema.get("additionalProperties", True)
        return "Any" if isinstance(values, bool) else self.annotation(values)

    def fields(self, schema: Schema) -> list[Field]:
        """Return the properties of a model, those of `allOf` members first."""
        return [self._field(schema, wire, part) for wire, part in self.properties(schema).items()]

    def properties(self, schema: Schema) -> dict[str, Schema]:
        found: dict[str, Schema] = {}
        for part in schema.get("allOf", []):
            found |= self.properties(
                self.schemas[part["$ref"].rpartition("/")[2]] if "$ref" in part else part
            )
        return found | schema.get("properties", {})

    def required(self, schema: Schema) -> set[str]:
        found = set(cast("list[str]", schema.get("required", [])))
        for part in schema.get("allOf", []):
            found |= self.required(self.schemas[part["$ref"].rpartition("/")[2]] if "$ref" in part else part)
        return found

    def _field(self, owner: Schema, wire: str, part: Schema) -> Field:
        annotation = self.annotation(part)
        return Field(
            name=field_name(wire, part),
            wire=wire,
            type=annotation,
            required=wire in self.required(owner),
            doc=description(part),
            atomic=all(
                member in _ATOMS or member.startswith("Literal[") for member in annotation.split(" | ")
            ),
        )

    def tag_types(self, schema: Schema) -> list[str]:
        """Return the Python types that the other keys of an open row may have."""
        return self.annotation(schema["additionalProperties"]).split(" | ")

    def is_wrapped(self, schema: Schema) -> bool:
        return bool(schema.get("x-ibkr-wrap"))

    def answer(self, schema: Schema) -> str:
        """Return the annotation of an answer; one that may be bare or a list is always a list."""
        if self.is_wrapped(schema):
            schema = next(part for part in schema["oneOf"] if part.get("type") == "array")
        return self.annotation(schema)


_KEYWORDS: dict[str, Callable[[Shapes, Schema], Iterator[str]]] = {
    "$ref": Shapes.reference,
    "oneOf": Shapes.alternatives,
    "anyOf": Shapes.alternatives,
    "allOf": Shapes.only,
    "enum": Shapes.choice,
    "const": Shapes.choice,
    "type": Shapes.typed,
}


def field_name(wire: str, schema: Schema) -> str:
    """Return the Python name of a property or parameter; `x-ibkr-name` overrides the rule."""
    return schema.get("x-ibkr-name") or snake(wire)


def description(schema: Schema) -> str:
    return " ".join(str(schema.get("description", "")).split())
