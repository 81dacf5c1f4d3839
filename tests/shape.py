"""How big things are: `python -m tests.shape` prints the biggest class, module and function of each part.

The bounds are held by test_shape.py: a reader meets no module over 700 lines, no class with more
than 42 methods, and nine functions in ten under 30 lines.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import attrs

ROOT = Path(__file__).parent.parent
PARTS = ("ibkr", "codegen")

MOST_LINES = 700
MOST_METHODS = 42
MOST_FUNCTION_LINES = 55
NINE_IN_TEN = 30

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@attrs.frozen
class Thing:
    """A module, class or function, and its size in lines or methods."""

    size: int
    name: str

    def __str__(self) -> str:
        return f"{self.size:5}  {self.name}"


def sources() -> Iterator[tuple[str, str]]:
    """Every hand-written module: its path and its text."""
    for part in PARTS:
        for path in sorted((ROOT / part).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def modules() -> list[Thing]:
    return [Thing(text.count("\n"), name) for name, text in sources()]


def definitions() -> Iterator[tuple[str, Definition]]:
    for name, text in sources():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, Definition):
                yield f"{name}:{node.lineno} {node.name}", node


def classes() -> list[Thing]:
    """Classes by their own methods; properties count, overloads count once."""
    return [
        Thing(
            len({one.name for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}),
            name,
        )
        for name, node in definitions()
        if isinstance(node, ast.ClassDef)
    ]


def functions() -> list[Thing]:
    """Functions by their lines of code; docstring and signature are not counted."""
    return [Thing(_lines(node), name) for name, node in definitions() if not isinstance(node, ast.ClassDef)]


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = node.body
    first = body[1] if ast.get_docstring(node) is not None and len(body) > 1 else body[0]
    return (node.end_lineno or node.lineno) - first.lineno + 1


def main() -> None:
    """Print the five biggest of each kind, and what is typical."""
    for title, things in (
        ("lines a module", modules()),
        ("methods a class", classes()),
        ("lines a function", functions()),
    ):
        sizes = [one.size for one in things]
        deciles = quantiles(sizes, n=10)
        sys.stdout.write(f"{title}: median {median(sizes):.0f}, nine in ten up to {deciles[8]:.0f}\n")
        for one in sorted(things, key=lambda one: -one.size)[:5]:
            sys.stdout.write(f"{one}\n")


if __name__ == "__main__":
    main()
