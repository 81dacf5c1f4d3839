"""Two descriptions of one API: what the other names and ours does not, and where they disagree.

`compare(published, ours)` takes two OpenAPI documents and lists every difference.
A key that is missing is listed once, without what lies below it. `explain` finds the
reason for each in `spec/differences.yaml`, which the generated tables carry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from typing import Any, Final, Literal, cast

import attrs
import msgspec

Json = dict[str, Any]
Kind = Literal["new", "extra", "type", "wider", "untyped", "needed"]
Part = Literal["operation", "parameter", "body", "answer"]

METHODS: Final = ("get", "put", "post", "delete", "patch")
ANY: Final = "any"


@attrs.frozen(order=True)
class Difference:
    """One place where a published document and ours differ.

    `new`: only the published one has it. `extra`: only ours has it. `type`: ours does
    not take what is published. `wider`: ours takes that and more. `untyped`: only ours
    says what it is. `needed`: one of the two can do without it.
    """

    operation: str
    """Method and path, the path in our spelling."""
    part: Part
    place: str
    """Name of the parameter with where it stands, or path of the key; empty for an operation."""
    kind: Kind
    published: str = ""
    ours: str = ""

    @property
    def where(self) -> str:
        """The part and the place, as `spec/differences.yaml` names them."""
        return f"{self.part} {self.place}".rstrip()


@attrs.frozen
class Explained:
    """A difference, and why it is there; None for one that nobody has looked at yet."""

    difference: Difference
    reason: str | None


@attrs.frozen
class _Shape:
    """What a value may be, all alternatives of its schema taken together."""

    types: frozenset[str]
    keys: Mapping[str, list[Json]]
    values: list[Json]
    items: list[Json]

    @property
    def words(self) -> str:
        return " | ".join(sorted(self.types))


class _Document:
    """One OpenAPI document, its references followed."""

    def __init__(self, document: Json) -> None:
        self._document = document

    def operations(self) -> dict[tuple[str, str], tuple[str, Json]]:
        """Every operation by method and path, with names of path parameters left out."""
        return {
            (method.upper(), _bare(path)): (
                path,
                {**item[method], "parameters": self._parameters(item, method)},
            )
            for path, item in cast("dict[str, Json]", self._document["paths"]).items()
            for method in METHODS
            if method in item
        }

    def _parameters(self, item: Json, method: str) -> list[Json]:
        own: list[Json] = item[method].get("parameters", [])
        return [self.resolved(parameter) for parameter in (*item.get("parameters", []), *own)]

    def resolved(self, part: Json) -> Json:
        while "$ref" in part:
            found: Any = self._document
            for key in part["$ref"].removeprefix("#/").split("/"):
                found = found[key.replace("~1", "/").replace("~0", "~")]
            part = found
        return part

    def shape(self, schemas: Sequence[Json]) -> _Shape:
        """All that values of any of these schemas may be."""
        types: set[str] = set()
        keys: dict[str, list[Json]] = {}
        values: list[Json] = []
        items: list[Json] = []
        for schema in self._flat(schemas):
            types |= _types(schema)
            for key, part in cast("dict[str, Json]", schema.get("properties", {})).items():
                keys.setdefault(key, []).append(part)
            values += _schemas(schema.get("additionalProperties"))
            items += _schemas(schema.get("items"))
        return _Shape(frozenset(types), keys, values, items)

    def _flat(self, schemas: Sequence[Json], seen: frozenset[str] = frozenset()) -> Iterator[Json]:
        for schema in schemas:
            name = schema.get("$ref", "")
            if name in seen:
                continue
            part = self.resolved(schema)
            yield part
            below = [inner for word in ("oneOf", "anyOf", "allOf") for inner in part.get(word, [])]
            below += _schemas(part.get("contentSchema"))
            yield from self._flat(below, seen | {name} if name else seen)

    def contents(self, holders: Sequence[Json]) -> list[Json]:
        """The schemas of bodies or answers, whatever media they come in."""
        return [
            content.get("schema", {})
            for holder in holders
            for content in cast("dict[str, Json]", self.resolved(holder).get("content", {})).values()
        ]


def _bare(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path.rstrip("/"))


def _schemas(part: object) -> list[Json]:
    return [cast("Json", part)] if isinstance(part, dict) else []


def _types(schema: Json) -> set[str]:
    given = schema.get("type")
    types = set(cast("list[str]", given if isinstance(given, list) else [given] if given else []))
    if schema.get("nullable"):
        types.add("null")
    if not types and schema.get("properties"):
        types.add("object")
    if "contentSchema" in schema:  # a signed text is compared by what is signed
        types = {"object"}
    composed = any(word in schema for word in ("oneOf", "anyOf", "allOf", "enum", "const"))
    return types or (set() if composed else {ANY})


def compare(published: Json, ours: Json) -> list[Difference]:
    """Every difference between two OpenAPI documents, by operation."""
    other, own = _Document(published), _Document(ours)
    theirs, known = other.operations(), own.operations()
    found: list[Difference] = []
    for key in theirs.keys() | known.keys():
        path, operation = known.get(key) or theirs[key]
        name = f"{key[0]} {path}"
        if key not in known:
            found.append(Difference(name, "operation", "", "new"))
        elif key not in theirs:
            # What others vouch for is not expected in a published document.
            if "official" in operation.get("x-ibkr-sources", ["official"]):
                found.append(Difference(name, "operation", "", "extra"))
        else:
            found += _Comparison(other, own, name).run(theirs[key][1], operation)
    return sorted(found)


@attrs.frozen
class _Comparison:
    """One operation in both documents."""

    other: _Document
    own: _Document
    name: str

    def run(self, published: Json, ours: Json) -> Iterator[Difference]:
        yield from self._parameters(published["parameters"], ours["parameters"])
        body = [
            document.contents([operation["requestBody"]] if "requestBody" in operation else [])
            for document, operation in ((self.other, published), (self.own, ours))
        ]
        yield from self._part("body", *body)
        answer = [
            document.contents([part for code, part in operation["responses"].items() if code[0] == "2"])
            for document, operation in ((self.other, published), (self.own, ours))
        ]
        yield from self._part("answer", *answer)

    def _parameters(self, published: list[Json], ours: list[Json]) -> Iterator[Difference]:
        theirs = {f"{one['in']} {one['name']}": one for one in published}
        known = {f"{one['in']} {one['name']}": one for one in ours}
        for place in theirs.keys() | known.keys():
            if place not in theirs or place not in known:
                yield Difference(self.name, "parameter", place, "new" if place in theirs else "extra")
                continue
            one, other = theirs[place].get("schema", {}), known[place].get("schema", {})
            yield from self._values("parameter", place, [one], [other])
            needed = [bool(one.get("required")) for one in (theirs[place], known[place])]
            if needed[0] != needed[1]:
                yield Difference(self.name, "parameter", place, "needed", *map(_needed, needed))

    def _part(self, part: Part, published: list[Json], ours: list[Json]) -> Iterator[Difference]:
        if published or ours:
            yield from self._values(part, "$", published, ours)

    def _values(
        self,
        part: Part,
        place: str,
        published: list[Json],
        ours: list[Json],
        seen: frozenset[str] = frozenset(),
    ) -> Iterator[Difference]:
        pair = f"{published} {ours}"
        if pair in seen:
            return
        seen |= {pair}
        theirs, known = self.other.shape(published), self.own.shape(ours)
        if kind := _kind(theirs.types, known.types):
            yield Difference(self.name, part, place, kind, theirs.words, known.words)
        if ANY in theirs.types | known.types:
            return
        for key in sorted(theirs.keys.keys() | known.keys.keys()):
            here = f"{place}.{key}"
            # A key that a map may have anyway is compared with what the map holds.
            left, right = theirs.keys.get(key) or theirs.values, known.keys.get(key) or known.values
            if left and right:
                yield from self._values(part, here, left, right, seen)
            elif not (left or right):
                continue
            else:
                yield Difference(self.name, part, here, "new" if left else "extra")
        if theirs.values and known.values:
            yield from self._values(part, f"{place}.*", theirs.values, known.values, seen)
        if theirs.items and known.items:
            yield from self._values(part, f"{place}[]", theirs.items, known.items, seen)


def _needed(yes: bool) -> str:
    return "needed" if yes else "optional"


def _kind(published: frozenset[str], ours: frozenset[str]) -> Kind | None:
    """How two sets of types differ; a number takes an integer too."""
    taken = ours | {"integer"} if "number" in ours else ours
    if published == ours or not published or not ours:
        return None
    if ANY in published:
        return "untyped"
    return "wider" if ANY in ours or published <= taken else "type"


def described() -> Json:
    """Our side of a comparison: what the description of this version says, and its `differences`."""
    text = resources.files("ibkr_wire.tables").joinpath("described.json").read_bytes()
    return cast("Json", msgspec.json.decode(text))


def explain(differences: Sequence[Difference], explanations: Sequence[Json]) -> list[Explained]:
    """Each difference with the reason of the first explanation that covers it."""
    covers = [(_Cover.of(cover), entry) for entry in explanations for cover in entry.get("covers", [])]
    return [
        Explained(one, next((_reason(entry) for cover, entry in covers if cover.fits(one)), None))
        for one in differences
    ]


def _reason(entry: Json) -> str:
    return f"{entry['operation']}: {entry['here']} ({entry['seen']})"


@attrs.frozen
class _Cover:
    """Which differences an explanation is for."""

    operation: re.Pattern[str]
    places: list[re.Pattern[str]]
    kinds: frozenset[str]

    @classmethod
    def of(cls, cover: Json) -> _Cover:
        kinds = frozenset(cover.get("kinds", ()))
        places = [_pattern(place) for place in cover.get("places", ["*"])]
        return cls(_pattern(cover.get("operation", "*")), places, kinds)

    def fits(self, one: Difference) -> bool:
        return (
            (not self.kinds or one.kind in self.kinds)
            and self.operation.fullmatch(one.operation) is not None
            and any(place.fullmatch(one.where) for place in self.places)
        )


def _pattern(text: str) -> re.Pattern[str]:
    """A text in which a star stands for anything."""
    return re.compile(".*".join(re.escape(part) for part in text.split("*")))
