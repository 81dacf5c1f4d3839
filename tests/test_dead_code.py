"""Nothing is left over: what no program, test, example or page uses is listed with its reason, or deleted."""

from __future__ import annotations

from pathlib import Path

from vulture import Vulture

from tests.shape import PARTS, ROOT

LIST = Path(__file__).parent / "used_from_outside.txt"
"""Names that others use: libraries by their protocols, users of the public surface, readers of values."""

LOOKED_AT = (*PARTS, "tests", "examples", "benchmarks")
SURE_ENOUGH = 60
"""Vulture's own measure, in percent: 60 is a name that is found nowhere else."""


def unused() -> set[str]:
    """Names in `ibkr` and `codegen` that nothing uses."""
    vulture = Vulture(ignore_decorators=["@app.command*", "@app.callback*"])
    vulture.scavenge([str(ROOT / part) for part in LOOKED_AT])
    found = vulture.get_unused_code(min_confidence=SURE_ENOUGH)
    parts = tuple(ROOT / part for part in PARTS)
    return {item.name for item in found if any(item.filename.is_relative_to(part) for part in parts)}


def test_every_name_is_used_or_listed_and_the_list_holds_no_other():
    listed = {line.split("#")[0].strip() for line in LIST.read_text("utf-8").splitlines()} - {""}
    found = unused()
    assert sorted(found - listed) == [], "delete these, or list them with who uses them"
    assert sorted(listed - found) == [], "these are used: take them from the list"
