"""Rules for parameters: names, places, and lists that are sent as one text."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from codegen.names import usable
from codegen.shapes import field_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codegen.bundle import Bundle
    from codegen.source import Pointer, Problem

Parameter = dict[str, Any]

# Arguments that every endpoint function has, and names that its body calls.
_TAKEN = frozenset(
    {"body", "client", "self", "params", "operation", "encode", "form", "joined", "quoted", "text"}
)
_EXTENSIONS = frozenset({"x-ibkr-join", "x-ibkr-name", "x-ibkr-fixed"})


def check(bundle: Bundle) -> Iterator[Problem]:
    for pointer, _, path, operation in bundle.operations():
        parameters = operation.get("parameters", [])
        for place, parameter in enumerate(parameters):
            at = (*pointer, "parameters", str(place))
            for rule in (_name, _place, _list, _extension, _fixed):
                yield from rule(bundle, at, parameter)
        yield from _same_name(bundle, pointer, parameters)
        yield from _path(bundle, pointer, path, parameters)


def _name(bundle: Bundle, at: Pointer, parameter: Parameter) -> Iterator[Problem]:
    name = field_name(parameter["name"], parameter)
    if not usable(name) or name in _TAKEN:
        wrong = f"`{name}` cannot be an argument of an endpoint"
        yield bundle.problem(at, "name-usable", wrong, "give another name with `x-ibkr-name`")


def _place(bundle: Bundle, at: Pointer, parameter: Parameter) -> Iterator[Problem]:
    if parameter.get("in") not in {"path", "query", "header"}:
        wrong = f"`{parameter['name']}` is in `{parameter.get('in')}`"
        remedy = "use path, query or header; nothing else is generated"
        yield bundle.problem(at, "parameter-place", wrong, remedy)
    if "schema" not in parameter:
        wrong = f"`{parameter['name']}` has no type"
        yield bundle.problem(
            at, "parameter-typed", wrong, "add a schema; the parser drops a parameter without one"
        )


def _list(bundle: Bundle, at: Pointer, parameter: Parameter) -> Iterator[Problem]:
    is_list = parameter.get("schema", {}).get("type") == "array"
    name = parameter["name"]
    if is_list and "explode" not in parameter:
        yield bundle.problem(
            at,
            "list-joined",
            f"`{name}` does not say how a list is sent",
            "write `explode: true`, or false with `x-ibkr-join`",
        )
    if (parameter.get("explode") is False) != ("x-ibkr-join" in parameter):
        yield bundle.problem(
            at,
            "list-joined",
            f"`{name}` has one of `explode: false` and `x-ibkr-join`",
            "the generator needs both",
        )


def _extension(bundle: Bundle, at: Pointer, parameter: Parameter) -> Iterator[Problem]:
    for key in parameter:
        if key.startswith("x-") and key not in _EXTENSIONS:
            remedy = f"use one of {', '.join(sorted(_EXTENSIONS))}"
            yield bundle.problem((*at, key), "extension-known", f"`{key}` means nothing", remedy)


def _fixed(bundle: Bundle, at: Pointer, parameter: Parameter) -> Iterator[Problem]:
    """A value that is always sent is no argument, so it must be there and must fit."""
    value = parameter.get("x-ibkr-fixed")
    if "x-ibkr-fixed" not in parameter:
        return
    plain = isinstance(value, (str, int, float, bool))
    if not plain or parameter.get("required") is not True:
        wrong = f"`{parameter['name']}` always has the value `{value}`"
        yield bundle.problem(
            (*at, "x-ibkr-fixed"), "fixed-plain", wrong, "write a plain value, and `required: true`"
        )


def _same_name(bundle: Bundle, pointer: Pointer, parameters: list[Parameter]) -> Iterator[Problem]:
    names = [field_name(parameter["name"], parameter) for parameter in parameters]
    counted = Counter(names)
    for place, name in enumerate(names):
        if counted[name] > 1:
            at = (*pointer, "parameters", str(place))
            yield bundle.problem(
                at, "name-unique", f"two parameters become `{name}`", "use `x-ibkr-name` on one"
            )


def _path(bundle: Bundle, pointer: Pointer, path: str, parameters: list[Parameter]) -> Iterator[Problem]:
    wanted = set(re.findall(r"\{(.*?)\}", path))
    given = {parameter["name"] for parameter in parameters if parameter.get("in") == "path"}
    for name in sorted(wanted ^ given):
        wrong = f"`{name}` is in the path or among the parameters, not in both"
        yield bundle.problem(pointer, "path-parameters", wrong, "spell it alike, with `in: path`")
    for place, parameter in enumerate(parameters):
        if parameter.get("in") == "path" and parameter.get("required") is not True:
            at = (*pointer, "parameters", str(place))
            wrong = f"`{parameter['name']}` is part of the path"
            yield bundle.problem(at, "path-parameters", wrong, "write `required: true`")
