"""Make one OpenAPI document of many files, remembering where each part came from.

openapi-python-client does not follow references into other files: it ends with
an empty client and exit status 0. So schemas are hoisted into `components` under
their own names, everything else that is referenced is put in place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import attrs

from codegen.source import Document, Pointer, Problem, SpecError, load

if TYPE_CHECKING:
    from pathlib import Path

METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")
_ENTRY = "openapi/openapi.yaml"
_SCHEMA_PLACES = frozenset({"schema", "items", "additionalProperties"})
# Below these keys stand values, not schemas: a `$ref` there is data.
_VALUES = frozenset({"example", "default", "enum", "const", "value"})


Place = tuple[Pointer, str, str, dict[str, Any]]
"""Where an operation stands, its method, its path, and what is said of it."""


@attrs.frozen
class Bundle:
    """The whole REST description: `document` is plain OpenAPI 3.1 without outside references."""

    document: dict[str, Any]
    groups: dict[str, str]
    origins: dict[Pointer, tuple[Document, Pointer]]

    @property
    def schemas(self) -> dict[str, Any]:
        return cast("dict[str, Any]", self.document["components"]["schemas"])

    def operations(self) -> list[Place]:
        """Return every call in the order of the spec; an upgrade to a websocket is none."""
        return [entry for entry in self.entries() if "x-ibkr-transport" not in entry[3]]

    def entries(self) -> list[Place]:
        """Return everything that stands below `paths`, in the order of the spec."""
        return [
            (("paths", path, method), method, path, item[method])
            for path, item in self.document["paths"].items()
            for method in METHODS
            if method in (item or {})
        ]

    def problem(self, pointer: Pointer, rule: str, wrong: str, remedy: str) -> Problem:
        """Return a problem placed where `pointer` of the bundle was written."""
        for size in range(len(pointer), -1, -1):
            if pointer[:size] in self.origins:
                document, base = self.origins[pointer[:size]]
                return document.problem((*base, *pointer[size:]), rule, wrong, remedy)
        raise KeyError(pointer)


def bundle(spec: Path) -> Bundle:
    """Read `spec/openapi/openapi.yaml` and everything that it references."""
    return _Bundler(spec).run()


class _Bundler:
    def __init__(self, spec: Path) -> None:
        self._root = spec.parent
        self._documents: dict[Path, Document] = {}
        self._hoisted: dict[str, tuple[Document, Pointer]] = {}
        self._waiting: list[str] = []
        self._origins: dict[Pointer, tuple[Document, Pointer]] = {}
        self._entry = self._document(spec / _ENTRY)

    def run(self) -> Bundle:
        entry = cast("dict[str, Any]", self._entry.data)
        self._origins[()] = (self._entry, ())
        document = {key: value for key, value in entry.items() if key not in {"paths", "components"}}
        document["paths"] = {
            path: self._placed(item, self._entry, ("paths", path), ("paths", path))
            for path, item in entry.get("paths", {}).items()
        }
        own = entry.get("components", {}).get("schemas", {})
        for name in own:
            self._hoist(name, self._entry, ("components", "schemas", name))
        self._hoist_unreferenced()
        schemas = self._schemas()
        document["components"] = {
            "schemas": dict(sorted(schemas.items(), key=lambda kv: self._place_of(kv[0])))
        }
        groups = {name: self._hoisted[name][0].path.stem for name in document["components"]["schemas"]}
        return Bundle(document, groups, self._origins)

    def _hoist_unreferenced(self) -> None:
        """Take the rest of every schema file that is in use, so that nothing in it goes unchecked."""
        folder = self._entry.path.parent / "schemas"
        for path in sorted(folder.glob("*.yaml")):
            document = self._document(path)
            for name in cast("dict[str, Any]", document.data or {}):
                self._hoist(name, document, (name,))

    def _place_of(self, name: str) -> tuple[str, int]:
        document, pointer = self._hoisted[name]
        return document.name, document.line(pointer)

    def _schemas(self) -> dict[str, Any]:
        schemas: dict[str, Any] = {}
        while self._waiting:
            name = self._waiting.pop()
            document, pointer = self._hoisted[name]
            target = ("components", "schemas", name)
            self._origins[target] = (document, pointer)
            schemas[name] = self._schema(_at(document.data, pointer), document, pointer, target)
        return schemas

    def _document(self, path: Path) -> Document:
        path = path.resolve()
        if path not in self._documents:
            self._documents[path] = load(path, root=self._root.resolve())
        return self._documents[path]

    def _placed(self, value: Any, document: Document, pointer: Pointer, target: Pointer) -> Any:
        """Return what is not a schema, its references replaced by what they name."""
        if isinstance(value, dict):
            value = cast("dict[str, Any]", value)
            if "$ref" in value:
                document, pointer, value = self._resolve(value["$ref"], document, pointer)
                self._origins[target] = (document, pointer)
                return self._placed(value, document, pointer, target)
            return {
                key: self._part(key)(item, document, (*pointer, key), (*target, key))
                for key, item in cast("dict[str, Any]", value).items()
            }
        if isinstance(value, list):
            items = cast("list[Any]", value)
            return [
                self._placed(item, document, (*pointer, str(i)), (*target, str(i)))
                for i, item in enumerate(items)
            ]
        return value

    def _part(self, key: str) -> Any:
        return self._schema if key in _SCHEMA_PLACES else self._value if key in _VALUES else self._placed

    def _value(self, value: Any, document: Document, pointer: Pointer, target: Pointer) -> Any:
        del document, pointer, target
        return value

    def _schema(self, value: Any, document: Document, pointer: Pointer, target: Pointer) -> Any:
        """Return a schema, its references pointing into `components/schemas`."""
        if isinstance(value, dict):
            value = cast("dict[str, Any]", value)
            if isinstance(value.get("$ref"), str):
                name = self._hoisted_name(value["$ref"], document, pointer)
                return {**value, "$ref": f"#/components/schemas/{name}"}
            return {
                key: self._schema_part(key)(item, document, (*pointer, key), (*target, key))
                for key, item in value.items()
            }
        if isinstance(value, list):
            items = cast("list[Any]", value)
            return [
                self._schema(item, document, (*pointer, str(i)), (*target, str(i)))
                for i, item in enumerate(items)
            ]
        return value

    def _schema_part(self, key: str) -> Any:
        if key in _VALUES or key == "examples" or key.startswith("x-"):
            return self._value
        return self._properties if key == "properties" else self._schema

    def _properties(self, value: Any, document: Document, pointer: Pointer, target: Pointer) -> Any:
        """Return properties, whose names may be anything, `value` and `default` too."""
        if not isinstance(value, dict):
            return value
        return {
            name: self._schema(item, document, (*pointer, name), (*target, name))
            for name, item in cast("dict[str, Any]", value).items()
        }

    def _hoisted_name(self, reference: str, document: Document, pointer: Pointer) -> str:
        found, place, _ = self._resolve(reference, document, pointer)
        self._hoist(place[-1], found, place)
        return place[-1]

    def _hoist(self, name: str, document: Document, place: Pointer) -> None:
        known = self._hoisted.setdefault(name, (document, place))
        if known != (document, place):
            wrong = f"`{name}` is defined here and in {known[0].name}:{known[0].line(known[1])}"
            raise SpecError([document.problem(place, "schema-name-unique", wrong, "rename one of the two")])
        target = ("components", "schemas", name)
        if target not in self._origins:
            self._origins[target] = (document, place)
            self._waiting.append(name)

    def _resolve(self, reference: str, document: Document, pointer: Pointer) -> tuple[Document, Pointer, Any]:
        file, _, fragment = reference.partition("#")
        place = tuple(part.replace("~1", "/").replace("~0", "~") for part in fragment.split("/")[1:])
        path = document.path.parent / file if file else document.path
        missing = document.problem(
            pointer, "ref-exists", f"`{reference}` leads nowhere", "correct the file or the name after `#/`"
        )
        if not path.is_file():
            raise SpecError([missing])
        found = self._document(path)
        try:
            return found, place, _at(found.data, place)
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise SpecError([missing]) from error


def _at(data: Any, pointer: Pointer) -> Any:
    for part in pointer:
        data = cast("Any", data[int(part)] if isinstance(data, list) else data[part])
    return data
