# Generated from spec/. Do not edit.
"""Examples of every operation: what is asked, and what may be answered.

A group is read from its file when one of its operations is asked for.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import UNSET, Struct, json


class Answer(Struct, frozen=True, kw_only=True):
    """One answer. `value` is decoded JSON, or text where `media` is not JSON; UNSET where nothing comes."""

    status: int
    name: str
    summary: str = ""
    media: str = ""
    value: Any = UNSET

    @property
    def good(self) -> bool:
        """Whether the status says so; IBKR tells some errors by a good one."""
        return self.status < 300

    @property
    def body(self) -> bytes:
        """The answer as it is written."""
        if self.value is UNSET:
            return b""
        return self.value.encode() if "json" not in self.media else json.encode(self.value)


class Examples(Struct, frozen=True, kw_only=True):
    """The examples of one operation.

    `path` and `query` hold what a request cannot do without, by the name on the wire,
    `body` what it carries; several values that travel as one text are one text.
    """

    answers: list[Answer]
    path: dict[str, Any] = {}
    query: dict[str, Any] = {}
    body: Any = UNSET


@cache
def _group(name: str) -> dict[str, Examples]:
    return json.decode(files(__name__).joinpath(f"{name}.json").read_bytes(), type=dict[str, Examples])


def examples(operation: str) -> Examples:
    """Return the examples of an operation by its façade name, such as `portfolio.positions`.

    Raises:
        KeyError: the spec has no such operation.
    """
    try:
        return _group(operation.partition(".")[0])[operation]
    except FileNotFoundError:
        raise KeyError(operation) from None
