"""The generated tree: formatted once, compared whole, replaced whole."""

from __future__ import annotations

import difflib
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_RUFF = (sys.executable, "-m", "ruff")
# Spelled out, because ruff's defaults change with its version and these options decide bytes.
_COMMON = ("--isolated", "--no-cache", "--quiet", "--target-version", "py311", "--line-length", "110")
_SELECTED = ("--select", "I001,F401", "--fix")
_SETTINGS = ("--config", "lint.isort.known-first-party=['ibkr_wire']")
_IGNORED = frozenset({"__pycache__"})


def formatted(files: Mapping[str, str]) -> dict[str, str]:
    """Return the files after one pass of ruff: unused imports out, imports sorted, layout.

    Raises:
        RuntimeError: ruff could not read what a template wrote.
    """
    with TemporaryDirectory() as folder:
        root = Path(folder)
        write(files, root)
        _ruff("check", *_COMMON, *_SELECTED, *_SETTINGS, ".", root=root)
        _ruff("format", *_COMMON, "--config", "format.skip-magic-trailing-comma=true", ".", root=root)
        return read(root)


def _ruff(*arguments: str, root: Path) -> None:
    done = subprocess.run([*_RUFF, *arguments], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = "\n".join((done.stdout + done.stderr).splitlines()[:20])
        raise RuntimeError(f"ruff {arguments[0]} refused generated code:\n{said}")


def read(root: Path) -> dict[str, str]:
    """Return every file below `root` by its relative path, except what Python caches there."""
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(root.rglob("*"))
        if path.is_file() and not _IGNORED.intersection(path.parts)
    }


def write(files: Mapping[str, str], root: Path) -> None:
    """Make `root` hold exactly these files; files that are right already are not touched."""
    present = read(root) if root.exists() else {}
    for name in present.keys() - files.keys():
        (root / name).unlink()
    for name, text in files.items():
        if present.get(name) != text:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    _remove_empty_folders(root)


def _remove_empty_folders(root: Path) -> None:
    for path in sorted((p for p in root.rglob("*") if p.is_dir()), reverse=True):
        if path.name not in _IGNORED and all(child.name in _IGNORED for child in path.iterdir()):
            shutil.rmtree(path)


def differences(files: Mapping[str, str], root: Path, *, only: Collection[str] = ()) -> list[str]:
    """Return how the files on disk differ from these, one unified diff a file; [] when they do not.

    `only` names the files to look at; else all are, and one too many is a difference.
    """
    present = read(root) if root.exists() else {}
    if only:
        present = {name: text for name, text in present.items() if name in only}
    names = sorted(present.keys() | files.keys())
    return [_difference(name, present, files) for name in names if present.get(name) != files.get(name)]


def _difference(name: str, present: Mapping[str, str], wanted: Mapping[str, str]) -> str:
    if name not in wanted:
        return f"{name}: is there but is not generated; delete it"
    if name not in present:
        return f"{name}: is missing"
    lines = difflib.unified_diff(
        present[name].splitlines(),
        wanted[name].splitlines(),
        f"{name} (on disk)",
        f"{name} (from spec)",
        "",
        "",
        1,
        "",
    )
    return "\n".join(lines)
