"""Templates, and the two ways in which text of the spec becomes text of Python."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2

TEMPLATES = Path(__file__).parent / "templates"
BANNER = "# Generated from spec/. Do not edit."
_WIDTH = 108

_CLASSES = {"None": "type(None)"}
_CONSTANTS = {"None": "NULL", "UnsetType": "UNSET"}

Render = Callable[..., str]


def renderer() -> Render:
    """Return `render(template, **values)`; an undefined name in a template is an error."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    environment.filters.update(_FILTERS)

    def render(template: str, **values: Any) -> str:
        return f"{BANNER}\n{environment.get_template(template).render(**values)}"

    return render


def docstring(text: str, indent: int = 0) -> str:
    """Return `text` as a docstring; its paragraphs are wrapped, lines that begin with spaces are kept."""
    margin = " " * indent
    safe = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"').strip()
    lines: list[str] = []
    for line in safe.split("\n"):
        begin = margin + " " * (len(line) - len(line.lstrip()))
        follow = begin + (" " * 4 if line.startswith("    ") else "")
        lines += textwrap.wrap(
            line.strip(), _WIDTH, initial_indent=begin, subsequent_indent=follow, break_long_words=False
        ) or [""]
    body = "\n".join(lines).strip()
    if body.endswith('"'):
        body += " "
    return (
        f'"""{body}"""' if "\n" not in body and len(body) + indent < _WIDTH - 6 else f'"""{body}\n{margin}"""'
    )


def literal(value: Any) -> str:
    """Return a value as Python source, texts in double quotes."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def types(annotation: str) -> str:
    """Return the classes that values of an annotation have, as the source of a frozenset."""
    names = [_CLASSES.get(name, name) for name in annotation.split(" | ")]
    # A JSON number without a fraction is decoded as an int wherever a float is meant.
    both = [*names, "int"] if "float" in names else names
    return f"frozenset({{{', '.join(dict.fromkeys(both))}}})"


def types_name(annotation: str) -> str:
    """Return the name of the constant that holds `types(annotation)`."""
    names = sorted(_CONSTANTS.get(name, name.upper()) for name in annotation.split(" | "))
    return f"_{'_OR_'.join(names)}"


def optional(annotation: str) -> str:
    """Return an annotation that admits None, once."""
    return annotation if "None" in annotation.split(" | ") or annotation == "Any" else f"{annotation} | None"


_FILTERS: dict[str, Callable[..., Any]] = {
    "doc": docstring,
    "literal": literal,
    "optional": optional,
    "types": types,
    "types_name": types_name,
}
