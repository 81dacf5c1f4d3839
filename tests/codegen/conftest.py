"""A spec small enough to break on purpose."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest

from codegen.generate import generate
from codegen.source import SpecError

if TYPE_CHECKING:
    from codegen.source import Problem

TINY = Path(__file__).parent / "tiny_spec"


@attrs.frozen
class Spec:
    """A copy of the tiny spec that a test may edit."""

    folder: Path

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def line(self, file: str, text: str) -> int:
        """The number of the line on which the first occurrence of `text` ends."""
        whole = (self.folder / file).read_text(encoding="utf-8")
        return whole[: whole.index(text) + len(text)].count("\n") + 1

    def problems(self) -> list[Problem]:
        try:
            generate(self.folder)
        except SpecError as error:
            return error.problems
        return []


@pytest.fixture
def spec(tmp_path: Path) -> Spec:
    return Spec(Path(shutil.copytree(TINY, tmp_path / "spec")))
