"""One broken spec for each rule: what it says, and where."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
import yaml

from codegen.__main__ import main

TINY = Path(__file__).parent / "tiny_spec"
ORDERS = "openapi/paths/orders.yaml"
MODELS = "openapi/schemas/orders.yaml"


@attrs.frozen
class Broken:
    """Replace `old` by `new` in `file`; the rule reports the first line that holds `at`, in `where`."""

    rule: str
    file: str
    old: str
    new: str
    at: str = attrs.field()
    where: str = attrs.field()

    @at.default
    def _first_line(self) -> str:
        return self.new.strip().splitlines()[0]

    @where.default
    def _same_file(self) -> str:
        return self.file


BROKEN = [Broken(**row) for row in yaml.safe_load((Path(__file__).parent / "broken.yaml").read_text("utf-8"))]


@pytest.mark.parametrize("broken", BROKEN, ids=[f"{row.rule}-{number}" for number, row in enumerate(BROKEN)])
def test_a_broken_spec_is_reported_with_file_line_and_rule(spec, broken):
    spec.edit(broken.file, broken.old, broken.new)
    found = {(problem.rule, problem.file, problem.line) for problem in spec.problems()}
    assert (broken.rule, f"spec/{broken.where}", spec.line(broken.where, broken.at)) in found


def test_the_tiny_spec_has_no_problem(spec):
    assert spec.problems() == []


def test_every_problem_is_reported_at_once(spec):
    spec.edit(ORDERS, "x-ibkr-tier: sso", "x-ibkr-tier: login")
    spec.edit(MODELS, "error: {type: string}", "error: {type: text}")
    spec.edit("fields.yaml", "kind: price", "kind: prize")
    assert [problem.rule for problem in spec.problems()] == ["field-kind", "extension-value", "type-known"]


def test_a_broken_spec_writes_nothing_and_says_what_to_do(spec, tmp_path: Path, capsys):
    out = tmp_path / "out"
    assert main(["--spec", str(spec.folder), "--out", str(out)]) == 0
    before = {path: path.read_bytes() for path in out.rglob("*.py")}
    spec.edit(ORDERS, "x-ibkr-tier: sso", "x-ibkr-tier: login")
    spec.edit(MODELS, "    text: {type: string}", "    words: {type: string}")
    assert main(["--spec", str(spec.folder), "--out", str(out)]) == 1
    line = spec.line(ORDERS, "x-ibkr-tier: login")
    said = (
        f"spec/{ORDERS}:{line} extension-value: `x-ibkr-tier` is `login`; write one of none, sso, brokerage"
    )
    assert capsys.readouterr().err.splitlines() == [said]
    assert {path: path.read_bytes() for path in out.rglob("*.py")} == before


def test_an_operation_that_the_parser_drops_is_an_error(spec):
    """openapi-python-client warns, leaves the operation out, and would end well."""
    spec.edit(ORDERS, "schema: {type: boolean}", "schema: {type: boolean, default: perhaps}")
    (problem,) = spec.problems()
    assert problem.rule == "parser-message"
    assert "GET /account/{accountId}/orders/open" in problem.wrong


def test_a_missing_file_is_named(spec):
    (spec.folder / "fields.yaml").unlink()
    assert [(problem.file, problem.rule) for problem in spec.problems()] == [
        ("spec/fields.yaml", "file-exists")
    ]


@pytest.mark.parametrize(
    "path", sorted(TINY.rglob("*.yaml")), ids=lambda path: path.relative_to(TINY).as_posix()
)
def test_a_spec_with_a_line_missing_is_generated_or_refused(spec, path):
    """Refused means a SpecError: any other exception would leave the reader without file and line.

    Every fifth line, because all of them take half a minute.
    """
    copy = spec.folder / path.relative_to(TINY)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for number in range(len(path.name) % 5, len(lines), 5):
        copy.write_text("".join(lines[:number] + lines[number + 1 :]), encoding="utf-8")
        for problem in spec.problems():
            assert problem.line > 0
            assert problem.remedy
