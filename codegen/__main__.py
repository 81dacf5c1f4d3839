"""`python -m codegen [--check] [--spec DIR] [--out DIR]`.

Exit 0: done, or nothing differs. Exit 1: the spec is broken, or with `--check`
something differs from what would be generated; standard error says what.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from codegen import tree
from codegen.derive_sync import derive
from codegen.generate import generate
from codegen.source import SpecError
from ibkr.simulator.unserved import NOT_SERVED

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parent.parent
OUT = ROOT / "generated" / "ibkr_wire"
PAGES = ROOT / "docs" / "reference"


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    try:
        made = generate(options.spec, not_served=NOT_SERVED)
    except SpecError as error:
        print(error, file=sys.stderr)
        return 1
    differing = _apply(tree.formatted(made.files), options.out, check=options.check)
    if folder := options.pages or (PAGES if options.out == OUT else None):
        differing += _pages(made.pages, folder, check=options.check)
    if options.out == OUT:
        differing += _derived_client(check=options.check)
    for text in differing:
        print(text, file=sys.stderr)
    if options.check and differing:
        print(f"{len(differing)} files differ from the spec; run `python -m codegen`", file=sys.stderr)
        return 1
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m codegen", description="Generate ibkr_wire from spec/.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if anything differs")
    parser.add_argument("--spec", type=Path, default=ROOT / "spec", help="folder to read (default: spec)")
    parser.add_argument(
        "--out",
        type=Path,
        default=OUT,
        help="folder to write (default: generated/ibkr_wire)",
    )
    parser.add_argument(
        "--pages",
        type=Path,
        help="folder for the pages (default: docs/reference)",
    )
    return parser.parse_args(arguments)


def _apply(files: dict[str, str], out: Path, *, check: bool) -> list[str]:
    if check:
        return tree.differences(files, out)
    tree.write(files, out)
    return []


def _pages(pages: dict[str, str], folder: Path, *, check: bool) -> list[str]:
    """Write the pages beside those written by hand; with `check` say how they differ instead."""
    if check:
        return tree.differences(pages, folder, only=pages)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return []


def _derived_client(*, check: bool) -> list[str]:
    """Derive the synchronous client; without `check` the differing files have been rewritten."""
    names = derive(check=check)
    return [f"ibkr/_sync/{name}: differs from what is derived from ibkr/_async" for name in names if check]


if __name__ == "__main__":
    sys.exit(main())
