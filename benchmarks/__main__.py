"""`make bench`: run every benchmark in an interpreter of its own, one after the other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def benchmarks() -> list[str]:
    """Every module below this folder that can be run, as a dotted name."""
    paths = sorted(path.relative_to(HERE.parent) for path in HERE.rglob("*.py") if path.name[0] != "_")
    return [".".join(path.with_suffix("").parts) for path in paths]


def main() -> int:
    """Run them all; 1 if one of them failed."""
    failed = 0
    for module in benchmarks():
        print(f"\n== {module}", flush=True)
        failed |= subprocess.run([sys.executable, "-m", module], cwd=HERE.parent, check=False).returncode != 0
    return failed


if __name__ == "__main__":
    raise SystemExit(main())
