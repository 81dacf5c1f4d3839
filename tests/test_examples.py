"""Every example runs to its end on the simulator, and is told of in the list."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "examples"
EXAMPLES = sorted(FOLDER.glob("*.py"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_runs(example: Path, tmp_path: Path):
    ran = subprocess.run(
        [sys.executable, "-W", "error", example], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_says_what_it_shows_and_how_it_is_run(example: Path):
    doc = ast.get_docstring(ast.parse(example.read_text("utf-8"))) or ""
    assert f"python examples/{example.name}" in doc
    assert f"]({example.name})" in (FOLDER / "README.md").read_text("utf-8")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_waits_for_nothing_and_needs_nothing_private(example: Path):
    tree = ast.parse(example.read_text("utf-8"))
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    modules = {
        part
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom | ast.Import)
        for part in (getattr(node, "module", None) or node.names[0].name).split(".")
    }
    private = {name for name in names | modules if name.startswith("_") and not name.startswith("__")}
    assert "sleep" not in names
    assert private == set()
