"""Read YAML and remember on which line everything stood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

import attrs
import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

Pointer = tuple[str, ...]


@attrs.frozen
class Problem:
    """One thing that is wrong in the spec, and what to do about it."""

    file: str
    line: int
    rule: str
    wrong: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.rule}: {self.wrong}; {self.remedy}"


class SpecError(Exception):
    """The spec cannot be generated from; `problems` says where and why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems), key=lambda p: (p.file, p.line, p.rule, p.wrong))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@attrs.frozen
class Document:
    """One YAML file: its plain data, and the line of every key and item by pointer."""

    path: Path
    name: str
    data: Any
    lines: Mapping[Pointer, int]

    def line(self, pointer: Pointer) -> int:
        """Return the line of what `pointer` names, or of its nearest parent that has one."""
        while pointer and pointer not in self.lines:
            pointer = pointer[:-1]
        return self.lines.get(pointer, 1)

    def problem(self, pointer: Pointer, rule: str, wrong: str, remedy: str) -> Problem:
        return Problem(self.name, self.line(pointer), rule, wrong, remedy)


class _Loader(yaml.CSafeLoader):
    """YAML 1.2 scalars: `no` is a word, not false, and a date is a text."""


# PyYAML follows YAML 1.1, where the side `N` is safe but the words on, off, yes and no are booleans.
_RESOLVERS: dict[str, list[tuple[str, re.Pattern[str]]]] = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp"))]
    for first, resolvers in cast(
        "dict[str, list[tuple[str, re.Pattern[str]]]]", yaml.CSafeLoader.yaml_implicit_resolvers
    ).items()
}
for _first in "tf":
    _RESOLVERS.setdefault(_first, []).append(("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$")))
_Loader.yaml_implicit_resolvers = _RESOLVERS


def load(path: Path, *, root: Path) -> Document:
    """Read one file; `root` is what its name is shown relative to.

    Raises:
        SpecError: the text is not YAML, or a key is written twice in one mapping.
    """
    name = path.relative_to(root).as_posix()
    if not path.is_file():
        raise SpecError(
            [
                Problem(
                    name, 1, "file-exists", "there is no such file", "write it, or name another spec folder"
                )
            ]
        )
    loader = _Loader(path.read_text(encoding="utf-8"))
    try:
        node = loader.get_single_node()
        reader = _Reader(loader, name)
        data = None if node is None else reader.value(node, ())
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = Problem(name, line, "yaml-syntax", str(error.problem), "write valid YAML")
        raise SpecError([problem]) from error
    finally:
        loader.dispose()
    if reader.problems:
        raise SpecError(reader.problems)
    return Document(path, name, data, reader.lines)


class _Reader:
    """Walks the node graph once, turning nodes into values and marks into lines."""

    def __init__(self, loader: _Loader, name: str) -> None:
        self.lines: dict[Pointer, int] = {}
        self.problems: list[Problem] = []
        self._loader = loader
        self._name = name

    def value(self, node: yaml.Node, pointer: Pointer) -> Any:
        self.lines.setdefault(pointer, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, pointer)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*pointer, str(place))) for place, item in enumerate(node.value)]
        return cast("Any", self._loader).construct_object(node)

    def _mapping(self, node: yaml.MappingNode, pointer: Pointer) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in found:
                remedy = "keep one of the two; YAML would silently use the last"
                self.problems.append(
                    Problem(self._name, line, "key-twice", f"`{key}` is written twice", remedy)
                )
            self.lines[(*pointer, key)] = line
            found[key] = self.value(value_node, (*pointer, key))
        return found
