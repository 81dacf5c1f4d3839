"""The generator as a program: what it writes, and that it writes it again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from codegen import tree
from codegen.__main__ import main
from codegen.bundle import bundle
from codegen.generate import generate
from codegen.rest import lost

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
TINY = HERE / "tiny_spec"
GOLDEN = HERE / "tiny_generated"


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_tiny_spec_generates_the_golden_folder():
    """A change is accepted by `python -m codegen --spec tests/codegen/tiny_spec --out ...tiny_generated`."""
    assert tree.differences(tree.formatted(generate(TINY).files), GOLDEN) == []


def test_the_generated_folder_is_what_the_spec_says():
    assert (
        tree.differences(tree.formatted(generate(ROOT / "spec").files), ROOT / "generated" / "ibkr_wire")
        == []
    )


def test_generating_twice_gives_identical_bytes(tmp_path):
    for out, seed in (("first", "1"), ("second", "2")):
        done = run("-m", "codegen", "--spec", str(TINY), "--out", str(tmp_path / out), PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
    assert tree.read(tmp_path / "first") == tree.read(tmp_path / "second")


def test_check_passes_on_what_was_just_written(spec, tmp_path):
    arguments = ["--spec", str(spec.folder), "--out", str(tmp_path / "out")]
    assert main(arguments) == 0
    assert main([*arguments, "--check"]) == 0


def test_check_names_changed_missing_and_stale_files(spec, tmp_path, capsys):
    out = tmp_path / "out"
    arguments = ["--spec", str(spec.folder), "--out", str(out)]
    main(arguments)
    (out / "operation.py").write_text("# edited by hand\n", encoding="utf-8")
    (out / "stream.py").unlink()
    (out / "models" / "old.py").write_text("", encoding="utf-8")
    assert main([*arguments, "--check"]) == 1
    said = capsys.readouterr().err
    assert "-# edited by hand" in said
    assert "stream.py: is missing" in said
    assert "models/old.py: is there but is not generated; delete it" in said
    assert (out / "models" / "old.py").exists()


def test_stale_files_and_empty_folders_go(spec, tmp_path):
    out = tmp_path / "out"
    (out / "rest" / "api" / "gone").mkdir(parents=True)
    (out / "rest" / "api" / "gone" / "old.py").write_text("", encoding="utf-8")
    assert main(["--spec", str(spec.folder), "--out", str(out)]) == 0
    assert not (out / "rest" / "api" / "gone").exists()


def test_a_folder_that_holds_only_what_python_cached_goes_too(tmp_path):
    (tmp_path / "rest" / "gone" / "__pycache__").mkdir(parents=True)
    (tmp_path / "rest" / "gone" / "__pycache__" / "old.cpython-311.pyc").write_bytes(b"")
    (tmp_path / "__pycache__").mkdir()
    tree.write({"kept.py": "x = 1\n"}, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["__pycache__", "kept.py"]


def test_generated_code_that_ruff_cannot_read_is_told_with_its_words():
    with pytest.raises(RuntimeError, match=r"(?s)ruff check refused generated code:.*broken\.py"):
        tree.formatted({"broken.py": "def (:\n"})


def test_files_that_are_right_are_not_written_again(spec, tmp_path):
    out = tmp_path / "out"
    main(["--spec", str(spec.folder), "--out", str(out)])
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.py")}
    main(["--spec", str(spec.folder), "--out", str(out)])
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.py")} == before


def test_an_operation_that_does_not_come_out_of_the_parser_is_lost():
    problems = list(lost(bundle(TINY), {}))
    assert [problem.rule for problem in problems] == ["operation-lost"] * 12
    assert "GET /marketdata/snapshot did not come out of the parser" in [
        problem.wrong for problem in problems
    ]


def test_every_generated_file_says_that_it_is_generated():
    texts = tree.read(GOLDEN)
    silent = {name for name, text in texts.items() if not text.startswith("# Generated from spec/.")}
    assert {name for name in silent if not name.endswith(".json")} == {"py.typed"}  # JSON has no comments


def test_the_tiny_package_works_by_itself(tmp_path):
    """In a process of its own, because it has the name of the real one."""
    tree.write(tree.read(GOLDEN), tmp_path / "ibkr_wire")
    done = run(str(HERE / "tiny_program.py"), PYTHONPATH=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stdout == (HERE / "tiny_program.txt").read_text(encoding="utf-8")
