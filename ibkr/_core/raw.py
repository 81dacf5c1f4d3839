"""Calls by path, for what has no method: they keep to the same limits, guards and errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import quote

from ibkr_wire.operation import Info, Operation, encode, form, text, to_wire
from ibkr_wire.tables.operations import match

from ibkr._core.recognise import ACCOUNT_NUMBER
from ibkr.errors import InvalidArgument

if TYPE_CHECKING:
    from collections.abc import Mapping

JSON: Final = "application/json"
FORM: Final = "application/x-www-form-urlencoded"
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
        body=None if body is None else _written(info.sends, body),
        account=_accounts(info.account, known[1] if known else {}, params or {}, body),
    )


def _written(media: str, body: object) -> bytes:
    """The body as the operation wants it: a form, a text as it is, or JSON."""
    if media == FORM and not isinstance(body, str):
        return form(body)
    return body.encode() if isinstance(body, str) and media != JSON else encode(body)


def _accounts(
    where: str | None, path: Mapping[str, str], params: Mapping[str, object], body: object
) -> str | list[str] | None:
    """The account or accounts of a call, from the place that the spec names."""
    if where is None:
        return None
    name = where.removeprefix("body.")
    given: Mapping[str, object] = {**path, **params} if name == where else _mapping(body)
    found = given.get(name)
    if isinstance(found, (list, tuple)):
        return [str(one) for one in cast("list[object]", found)]
    return found if isinstance(found, str) else None


def _mapping(body: object) -> Mapping[str, object]:
    plain = to_wire(body)
    return cast("Mapping[str, object]", plain) if isinstance(plain, dict) else {}


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
    # Name and path of an operation are shown in errors and logs, where account numbers have no place.
    shown = ACCOUNT_NUMBER.sub("<account>", path)
    return Info(
        name=f"{method} {shown}",
        operation_id="raw",
        method=method,
        path=shown,
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
