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
BASES: Final = re.compile(
    r"from (ibkr_wire\.resources\.\w+\.\w+) import "
    r"(Accounts|Advisor|Alerts|Analytics|Contracts|Events|Management|MarketData|Notifications|Orders|Portfolio"
    r"|Scanner|Watchlists)\n"
)


def derive(check: bool) -> list[str]:
    """Return the paths of files that differ from what is derived; write them unless `check`."""
    wanted = {path.name: synchronous(path.read_text("utf-8")) for path in _sources()}
    differing = [name for name, text in wanted.items() if _read(TARGET / name) != text]
    stale = [path.name for path in TARGET.glob("*.py") if path.name not in {*wanted, *BY_HAND}]
    if not check:
        for name in differing:
            (TARGET / name).write_text(wanted[name], "utf-8")
        for name in stale:
            (TARGET / name).unlink()
    return [str((TARGET / name).relative_to(ROOT)) for name in sorted(differing + stale)]


def _sources() -> list[Path]:
    return [path for path in sorted(SOURCE.glob("*.py")) if path.name not in BY_HAND]


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.exists() else None


def synchronous(text: str) -> str:
    """One module without `await`."""
    for base in BASES.findall(text):
        text = _rename_base(text, base[1])
    for word, replacement in WORDS:
        text = re.sub(rf"(?<![A-Za-z]){word}" if word[0].isalpha() else word, replacement, text)
    return HEADER + _formatted(text)


def _rename_base(text: str, name: str) -> str:
    text = re.sub(
        rf"(from ibkr_wire\.resources\.\w+\.\w+ import {name})\n", rf"\1 as {name}Operations\n", text
    )
    return text.replace(f"(Async{name})", f"({name})").replace(f"({name}):", f"({name}Operations):")


def _formatted(text: str) -> str:
    for arguments in (("check", *_MENDED, "--fix"), ("format",)):
        command = [sys.executable, "-m", "ruff", *arguments, *_COMMON, "-"]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
        text = done.stdout
    return text
