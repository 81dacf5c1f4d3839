"""`ibkr/_async` → `ibkr/_sync`: the same client without `await`.

The shells, the pools and the streams differ in more than words and are written by hand on
both sides; everything else of `_sync` is what this program makes of `_async`.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
SOURCE: Final = ROOT / "ibkr" / "_async"
TARGET: Final = ROOT / "ibkr" / "_sync"
BY_HAND: Final = frozenset({"_pool.py", "_shell.py", "stream.py"})
HEADER: Final = "# Derived from ibkr/_async by codegen/derive_sync.py. Do not edit.\n"

# Whole words only, in this order; what ends in a space takes the space with it.
WORDS: Final = (
    (r"an `async with`", "a `with`"),
    (r"async with\b", "with"),
    (r"async for\b", "for"),
    (r"async def\b", "def"),
    (r"await ", ""),
    (r"AsyncIterator\b", "Iterator"),
    (r"__aenter__\b", "__enter__"),
    (r"__aexit__\b", "__exit__"),
    (r"aclose\b", "close"),
    (r"asynchronous\b", "synchronous"),
    (r"_async\b", "_sync"),
    (r"Async([A-Z]\w*)\b", r"\1"),
    (r"callers that await\. `_sync` is derived from this folder\.", "callers that do not await."),
)
# Spelled out, because ruff's defaults change with its version, and what it takes for ours with what exists.
_COMMON: Final = ("--isolated", "--no-cache", "--quiet", "--target-version", "py311", "--line-length", "110")
_OURS: Final = "lint.isort.known-first-party=['ibkr']"
# A loop that only passes on what comes is one that awaits, so `_async` has some.
_MENDED: Final = ("--select", "I001,UP028", "--unsafe-fixes", "--config", _OURS)
# The subclass takes the plain name in the synchronous client, so its base needs another one.
_SUBCLASSES: Final = re.compile(r"class Async(\w+)\(\1\):")


def derive(*, check: bool, source: Path = SOURCE, target: Path = TARGET) -> list[str]:
    """Return the names of files that differ from what is derived; write them unless `check`."""
    originals = [path for path in source.glob("*.py") if path.name not in BY_HAND]
    wanted = {path.name: synchronous(path.read_text("utf-8")) for path in originals}
    differing = [name for name, text in wanted.items() if _read(target / name) != text]
    stale = [path.name for path in target.glob("*.py") if path.name not in {*wanted, *BY_HAND}]
    if not check:
        for name in differing:
            (target / name).write_text(wanted[name], "utf-8")
        for name in stale:
            (target / name).unlink()
    return sorted(differing + stale)


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.exists() else None


def synchronous(text: str) -> str:
    """One module without `await`."""
    for name in _SUBCLASSES.findall(text):
        text = re.sub(
            rf"(from ibkr_wire\.resources\.\S+ import {name})\n", rf"\1 as {name}Operations\n", text
        )
        text = text.replace(f"class Async{name}({name}):", f"class Async{name}({name}Operations):")
    for word, replacement in WORDS:
        text = re.sub(rf"(?<![A-Za-z]){word}" if word[0].isalpha() else word, replacement, text)
    return HEADER + _formatted(text)


def _formatted(text: str) -> str:
    for arguments in (("check", *_MENDED, "--fix"), ("format",)):
        command = [sys.executable, "-m", "ruff", *arguments, *_COMMON, "-"]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
        text = done.stdout
    return text
