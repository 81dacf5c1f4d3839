"""Examples of every operation as small JSON files, one a group: what is asked, and what is answered.

Stubs answer with them. Each operation stands on its own line, so that a change shows as one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from codegen.media import NOTHING
from codegen.rest import parameters_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codegen.bundle import Bundle
    from codegen.render import Render

_FOLDER = "tables/examples"


def example_files(bundle: Bundle, render: Render) -> dict[str, str]:
    """Return `tables/examples/`: the examples by group, and the module that reads them."""
    groups: dict[str, dict[str, Any]] = {}
    for _, _, path, operation in bundle.operations():
        name: str = operation["x-ibkr-facade"]
        entry = {**_asked(bundle, path, operation), "answers": list(_answers(operation))}
        groups.setdefault(name.partition(".")[0], {})[name] = entry
    return {
        f"{_FOLDER}/__init__.py": render("examples.py.jinja"),
        **{f"{_FOLDER}/{group}.json": _lines(entries) for group, entries in groups.items()},
    }


def _lines(entries: dict[str, Any]) -> str:
    return "{\n" + ",\n".join(f"{_json(name)}: {_json(entry)}" for name, entry in entries.items()) + "\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _asked(bundle: Bundle, path: str, operation: dict[str, Any]) -> dict[str, Any]:
    """Return an example of a request: what stands in the path, what the query needs, and the body."""
    parameters = [one for one in parameters_of(bundle, path, operation) if one.get("required")]
    asked: dict[str, Any] = {
        place: {one["name"]: _sent(one) for one in parameters if one["in"] == place}
        for place in ("path", "query")
    }
    if "requestBody" in operation:
        ((_, content),) = operation["requestBody"]["content"].items()
        asked["body"] = next(_values(content))[2]
    return {key: value for key, value in asked.items() if value != {} or key == "body"}


def _sent(parameter: dict[str, Any]) -> Any:
    """Return the example of a parameter as it is sent: several values as one text where they travel so."""
    value = parameter.get("example", parameter["schema"].get("const"))
    separator: str | None = parameter.get("x-ibkr-join")
    if separator is None or not isinstance(value, list):
        return value
    return separator.join(map(str, cast("list[Any]", value)))


def _answers(operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for code, answer in operation["responses"].items():
        held: dict[str, dict[str, Any]] = answer.get("content") or {NOTHING: {}}
        for media, content in held.items():
            if media == NOTHING:
                yield {"status": int(code), "name": "nothing"}
            for name, summary, value in _values(content):
                yield {"status": int(code), "name": name, "summary": summary, "media": media, "value": value}


def _values(content: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Yield name, summary and value of every example."""
    if "example" in content:
        yield "example", "", content["example"]
    for name, example in content.get("examples", {}).items():
        yield name, example.get("summary", ""), example["value"]
