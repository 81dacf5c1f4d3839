"""Calls by path, for what has no method: they keep to the same limits, guards and errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from ibkr_wire.operation import Info, Operation, encode, text
from ibkr_wire.tables.operations import match

from ibkr.errors import InvalidArgument

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIXES: Final = ("/v1/api", "/v1/portal")
# Characters that stand for themselves in a path that is written out.
PLAIN: Final = "/%:@,;=+~!*'()&$"


def operation(
    method: str, path: str, *, params: Mapping[str, object] | None = None, body: object = None
) -> Operation[Any]:
    """The call as an operation; its answer is plain JSON: dicts, lists, texts and numbers.

    Raises:
        InvalidArgument: `path` does not begin with a slash.
    """
    clean = _clean(path)
    known = match(method, clean.rstrip("/"))
    info = known[0] if known else _unknown(method, clean)
    return Operation(
        info,
        quote(clean, safe=PLAIN),
        type=Any,
        params=[(name, text(value)) for name, value in (params or {}).items()],
        body=None if body is None else encode(body),
        account=known[1].get("accountId") if known else None,
    )


def _clean(path: str) -> str:
    if not path.startswith("/") or "?" in path:
        raise InvalidArgument(
            f"Write the path from the slash on, such as /iserver/accounts, not {path!r}; parameters go to "
            "params={...}."
        )
    for prefix in PREFIXES:
        if path.startswith(f"{prefix}/"):
            return path.removeprefix(prefix)
    return path


def _unknown(method: str, path: str) -> Info:
    """What is assumed of a call that the spec does not describe: whatever writes, might trade."""
    reads = method in ("GET", "HEAD")
    trades = path.startswith("/iserver/") and "order" in path
    return Info(
        name=f"{method} {path}",
        operation_id="raw",
        method=method,
        path=path,
        tier="brokerage" if path.startswith("/iserver/") else "sso",
        retry="safe" if reads else "never",
        effect="read" if reads else "order" if trades else "settings",
        pacing=None,
        needs=(),
        first_answer="complete",
        paging=None,
        deprecated=False,
        summary="A call that the spec does not describe.",
    )
