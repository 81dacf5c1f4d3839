# Generated from spec/. Do not edit.
"""Every operation with its rules, and the way from a request back to its operation.

A group is read when one of its operations is asked for, and the routes when a
request is matched: a program that uses one group pays for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Final
from urllib.parse import unquote

from ibkr_wire.operation import Info

GROUPS: Final = (
    "auth",
    "accounts",
    "portfolio",
    "contracts",
    "market_data",
    "orders",
    "trades",
    "alerts",
    "watchlists",
    "notifications",
    "analytics",
    "advisor",
    "scanner",
    "events",
    "management",
)
"""The groups in the order of the spec."""

_COUNT: Final = 201


class _Operations(Mapping[str, Info]):
    def __getitem__(self, name: str) -> Info:
        group = name.partition(".")[0]
        if group not in GROUPS:
            raise KeyError(name)
        return _infos(group)[name]

    def __iter__(self) -> Iterator[str]:
        for group in GROUPS:
            yield from _infos(group)

    def __len__(self) -> int:
        return _COUNT

    def __repr__(self) -> str:
        return f"<{_COUNT} operations>"


@cache
def _infos(group: str) -> dict[str, Info]:
    return import_module(f"ibkr_wire.tables.operations.{group}").INFOS


OPERATIONS: Final[Mapping[str, Info]] = _Operations()
"""Every operation by its façade name, such as `portfolio.positions`."""


def match(method: str, path: str) -> tuple[Info, dict[str, str]] | None:
    """Return the operation that a request is, with its path parameters unquoted, or None.

    `path` has neither the prefix `/v1/api` nor a query; `root` of what is found says
    whether it belongs below that prefix. Where a literal segment and a parameter both
    fit, the literal wins.
    """
    segments = path.split("/")[1:]
    for pattern, name in _patterns().get((method.upper(), len(segments)), ()):
        if all(want is None or want == have for want, have in zip(pattern, segments, strict=True)):
            info = OPERATIONS[name]
            names = info.path.split("/")[1:]
            return info, {
                name[1:-1]: unquote(have)
                for name, want, have in zip(names, pattern, segments, strict=True)
                if want is None
            }
    return None


_Pattern = tuple[str | None, ...]


@cache
def _patterns() -> dict[tuple[str, int], list[tuple[_Pattern, str]]]:
    """Sort operations by method and number of segments, literal segments before parameters."""
    from ibkr_wire.tables.operations._routes import ROUTES

    routes: dict[tuple[str, int], list[tuple[_Pattern, str]]] = {}
    for method, path, name in ROUTES:
        pattern = tuple(None if part.startswith("{") else part for part in path.split("/")[1:])
        routes.setdefault((method, len(pattern)), []).append((pattern, name))
    for found in routes.values():
        found.sort(key=lambda route: [part is None for part in route[0]])
    return routes
