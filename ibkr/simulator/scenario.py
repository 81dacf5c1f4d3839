"""Scenario files: faults as TOML, each a `[[fault]]` table whose keys are the arguments of `Fault`.

[[fault]]
kind = "answer"
at = "orders.*"
status = 503
chance = 0.1
times = "always"
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, cast

import attrs

from ibkr.errors import ConfigError
from ibkr.simulator.fault import Fault

KEYS = tuple(attrs.fields_dict(Fault))
_HEADER = re.compile(r"^\s*\[\[\s*fault\s*\]\]")
_ALWAYS = "always"
"""How a file says what `times=None` says in Python: TOML knows no None."""


def read(path: str | Path) -> list[Fault]:
    """The faults of a file, in its order.

    Raises:
        ConfigError: the file cannot be read; the text names the line and what to do.
    """
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"fault file {path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"fault file {path} is no text: {error.reason} at byte {error.start}") from error
    return _faults(text, path)


def parse(entry: object) -> Fault:
    """One fault from a table of its arguments.

    Raises:
        ConfigError: an argument is unknown, missing or wrong.
    """
    if not isinstance(entry, dict):
        raise ConfigError("a fault is a table of names and values")
    given: dict[str, Any] = {**cast("dict[str, Any]", entry)}
    if unknown := sorted(given.keys() - set(KEYS)):
        raise ConfigError(f"{', '.join(unknown)}: no fault has such a key; the keys are {', '.join(KEYS)}")
    if "kind" not in given:
        raise ConfigError("kind is missing: it says what goes wrong")
    if given.get("times") == _ALWAYS:
        given["times"] = None
    return Fault(**given)


def _faults(text: str, path: str | Path) -> list[Fault]:
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"fault file {path} is no TOML: {error}") from error
    if odd := sorted(document.keys() - {"fault"}):
        raise ConfigError(f"fault file {path}: {odd[0]!r} means nothing here; write [[fault]] tables")
    entries: object = document.get("fault", [])
    if not isinstance(entries, list):
        raise ConfigError(f"fault file {path}: `fault` is one table; write [[fault]], in double brackets")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if _HEADER.match(line)]
    faults: list[Fault] = []
    for place, entry in enumerate(cast("list[object]", entries)):
        try:
            faults.append(parse(entry))
        except ConfigError as error:
            where = f"line {lines[place]}" if place < len(lines) else f"entry {place + 1}"
            raise ConfigError(f"fault file {path}, {where}: {error}") from error
    return faults
