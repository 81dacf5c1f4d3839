"""What the spec describes, as one small JSON file: the shapes of all calls, and where they differ on purpose.

`ibkr spec diff` compares it with a document of IBKR's. Words and examples are left out:
they are in the spec, and would make every correction of a word a change of two files.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from codegen.media import successes

if TYPE_CHECKING:
    from codegen.bundle import Bundle
    from codegen.source import Document

_OPERATION = ("operationId", "x-ibkr-facade", "x-ibkr-sources", "parameters", "requestBody", "responses")
_WORDS = frozenset({"title", "description", "summary", "example", "examples", "default"})


def described(bundle: Bundle, differences: Document) -> str:
    """Return the file: one path, one schema or one difference a line, so that a change shows as one."""
    paths: dict[str, dict[str, Any]] = {}
    for _, method, path, operation in bundle.entries():
        shared: list[Any] = bundle.document["paths"][path].get("parameters", [])
        kept = {key: operation[key] for key in _OPERATION if key in operation}
        kept["responses"] = successes(operation)
        if shared:
            kept["parameters"] = [*shared, *kept.get("parameters", [])]
        paths.setdefault(path, {})[method] = _bare(kept)
    schemas = {name: _bare(schema) for name, schema in bundle.schemas.items()}
    return (
        f'{{"openapi": "3.1.0",\n"paths": {{\n{_lines(paths)}\n}},\n'
        f'"components": {{"schemas": {{\n{_lines(schemas)}\n}}}},\n'
        f'"differences": [\n{_items(differences.data["differences"])}\n]}}\n'
    )


def _lines(entries: dict[str, Any]) -> str:
    return ",\n".join(f"{_json(name)}: {_json(entry)}" for name, entry in entries.items())


def _items(entries: list[Any]) -> str:
    return ",\n".join(map(_json, entries))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _bare(value: Any, *, names: bool = False) -> Any:
    """Return a part without words; below `properties` keys are names, which may read like keywords."""
    if isinstance(value, list):
        return [_bare(item) for item in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    return {
        key: _bare(item, names=key == "properties" and not names)
        for key, item in cast("dict[str, Any]", value).items()
        if names or not (key in _WORDS or _is_extension(key))
    }


def _is_extension(key: str) -> bool:
    return key.startswith("x-") and key not in _OPERATION
