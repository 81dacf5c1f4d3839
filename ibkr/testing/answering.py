"""What a stub sends back: a good answer that was checked, an error as IBKR words it, or no answer at all.

Every reply is a function from the call to an httpx response; one that raises an
`httpx` error is a network that fails.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs
import httpx
import msgspec
from ibkr_wire.operation import encode
from ibkr_wire.tables.examples import examples

from ibkr._core.flow import Response
from ibkr._core.recognise import recognise
from ibkr.errors import (
    BadRequest,
    ConfigError,
    DecodeError,
    GatewayFault,
    GatewayTimeout,
    GatewayUnreachable,
    IbkrError,
    NoBrokerageSession,
    NotAuthenticated,
    NotFound,
    OrderRejected,
    PacingError,
)
from ibkr.model.nearest import nearest
from ibkr.testing.decoding import BASE, answer_type, read_as

if TYPE_CHECKING:
    from ibkr_wire.operation import Info
    from ibkr_wire.tables.examples import Answer

NetworkFault = Literal["refused", "broken", "timeout"]
_MOST_LISTED: Final = 5


class BadStub(ConfigError, ValueError):
    """The stub answers what IBKR would not; the message names the field."""


@attrs.frozen
class StubCall:
    """One request that a stub was asked."""

    method: str
    path: str
    """As in the description: without /v1/api."""
    params: Mapping[str, str]
    body: Any
    """Decoded JSON, or text; None for nothing."""
    operation: str | None
    """Façade name; None for a path that the description does not have."""


Reply: TypeAlias = Callable[[StubCall, "Info | None"], httpx.Response]

# What httpx raises when a network fails so; ibkr/_http/plain.py reads it.
_FAULTS: Final[Mapping[str, Callable[[str], httpx.TransportError]]] = {
    "refused": httpx.ConnectError,
    "broken": httpx.ReadError,
    "timeout": httpx.ReadTimeout,
}
_NO_ANSWER: Final[Mapping[type[IbkrError], NetworkFault]] = {
    GatewayUnreachable: "refused",
    GatewayTimeout: "timeout",
}


@attrs.frozen
class _Words:
    """How IBKR says one kind of error. Source: errors.py and the table of statuses in the gateway's facts."""

    status: int
    words: str = ""
    body: Callable[[str], bytes] = lambda words: encode({"error": words})


_PAGE: Final = b"<html><body><h1>Resource not found</h1></body></html>"
_KINDS: Final[Mapping[type[IbkrError], _Words]] = {
    NotAuthenticated: _Words(401, "Access Denied", str.encode),
    NoBrokerageSession: _Words(400, "Bad Request: no bridge"),
    PacingError: _Words(429, body=str.encode),
    NotFound: _Words(404, body=lambda words: encode({"error": words}) if words else _PAGE),
    BadRequest: _Words(400, "Bad Request"),
    GatewayFault: _Words(503, "Service Unavailable"),
    OrderRejected: _Words(200, "The order was not accepted"),
    DecodeError: _Words(200, "{", str.encode),
}


# --- good answers ------------------------------------------------------------------------------


def example_of(info: Info, name: str | None) -> Answer:
    """An example of a good answer: the one of that name, or the first.

    Raises:
        BadStub: there is none of that name.
    """
    good = [answer for answer in examples(info.name).answers if answer.good]
    found = next((answer for answer in good if name in (None, answer.name)), None)
    if found is None:
        names = ", ".join(answer.name for answer in good)
        raise BadStub(f"{info.name} has no example {name!r}: it has {names}.", operation=info.name)
    return found


def given(answer: object, *, status: int, checked: bool) -> Reply:
    """Reply with what the test says: JSON values, wire models, text or bytes; or a function of the call."""

    def reply(call: StubCall, info: Info | None) -> httpx.Response:
        value: object = answer(call) if callable(answer) else answer
        body = written(value, info)
        if checked and info is not None:
            check(info, body, status=status)
        return httpx.Response(status, content=body, headers=_headers(body))

    return reply


def written(value: object, info: Info | None) -> bytes:
    """The bytes of an answer: text of an operation that answers in words is not put in quotes."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, str) and info is not None and info.answers != "json":
        return value.encode()
    try:
        return encode(value)
    except TypeError as error:
        raise BadStub(
            f"A stub cannot write {type(value).__name__} as JSON: give dicts, lists, texts, numbers or "
            "models of ibkr_wire.",
            operation=info.name if info else None,
        ) from error


def check(info: Info, body: bytes, *, status: int = 200) -> None:
    """See that the client reads the answer as a good one, without a field that IBKR does not send.

    Raises:
        BadStub: it does not; the message names the fields.
    """
    error = recognise(info, Response(status, body, {}), base_url=BASE)
    if error is not None:
        raise BadStub(
            f"The client reads this answer of {info.name} as {type(error).__name__}: say so with "
            f".error({type(error).__name__}), or correct the answer. ({error})",
            operation=info.name,
        )
    try:
        decoded = read_as(info, body)
    except DecodeError as error:
        raise BadStub(f"{info.name} answers in JSON: {body[:60]!r} is none.", operation=info.name) from error
    wrong = [f"{one.path} is {one.expected}, not {one.seen} ({one.value!r})" for one in decoded.drift]
    wrong += [f"{path} is no field{_nearest_field(info, path)}" for path in decoded.unknown]
    if wrong:
        raise BadStub(
            f"IBKR does not answer {info.name} like this: {'; '.join(wrong[:_MOST_LISTED])}. Correct the "
            "answer, or give it with checked=False.",
            operation=info.name,
        )


def _nearest_field(info: Info, path: str) -> str:
    fields = sorted(set(_fields(answer_type(info))))
    found = nearest(path.rpartition(".")[2], fields, most=1)
    return f", {found[0]} is" if found else ""


def _fields(kind: Any) -> list[str]:
    """The names of all fields anywhere in an answer."""
    schema = msgspec.json.schema_components([kind], schema_hook=lambda _: {})[1]
    return [name for part in schema.values() for name in part.get("properties", {})]


# --- errors ------------------------------------------------------------------------------------


def failing(
    what: int | type[IbkrError], words: str, *, body: object, headers: Mapping[str, str] | None
) -> Reply:
    """Reply with an error: a status, or whatever makes the client raise `what`.

    Raises:
        BadStub: no answer of a gateway makes the client raise `what`.
    """
    if isinstance(what, int):
        return _with_status(what, words, body=body, headers=headers)
    if what in _NO_ANSWER:
        return silent(_NO_ANSWER[what])
    if what not in _KINDS:
        known = ", ".join(kind.__name__ for kind in (*_KINDS, *_NO_ANSWER))
        raise BadStub(f"No single answer makes the client raise {what.__name__}: stubs can do {known}.")
    kind = _KINDS[what]

    def reply(call: StubCall, info: Info | None) -> httpx.Response:
        content = kind.body(words or kind.words) if body is None else written(body, info)
        return _refusal(info, kind.status, content, headers, wanted=what)

    return reply


def _with_status(status: int, words: str, *, body: object, headers: Mapping[str, str] | None) -> Reply:
    def reply(call: StubCall, info: Info | None) -> httpx.Response:
        if body is not None:
            content = written(body, info)
        else:
            content = encode({"error": words}) if words else _usual(info, status)
        return _refusal(info, status, content, headers, wanted=IbkrError)

    return reply


def _usual(info: Info | None, status: int) -> bytes:
    """What the description shows for this status, else nothing but an error without a reason."""
    shown = examples(info.name).answers if info is not None else []
    return next(
        (answer.body for answer in shown if answer.status == status and not answer.good),
        encode({"error": "unknown"}),
    )


def _refusal(
    info: Info | None,
    status: int,
    content: bytes,
    headers: Mapping[str, str] | None,
    *,
    wanted: type[IbkrError],
) -> httpx.Response:
    if info is not None:
        raised = raised_by(info, status, content, headers or {})
        if not isinstance(raised, wanted):
            read = "a success" if raised is None else type(raised).__name__
            raise BadStub(
                f"The client reads status {status} with {content[:80]!r} from {info.name} as {read}, not as "
                f"{wanted.__name__}: give another status, or the body.",
                operation=info.name,
            )
    return httpx.Response(status, content=content, headers={**_headers(content), **(headers or {})})


def raised_by(info: Info, status: int, body: bytes, headers: Mapping[str, str]) -> IbkrError | None:
    """The error that the client raises for an answer, None if it reads it as a good one."""
    error = recognise(info, Response(status, body, headers), base_url=BASE)
    if error is not None:
        return error
    try:
        read_as(info, body)
    except DecodeError as error:
        return error
    return None


def silent(kind: NetworkFault) -> Reply:
    """Reply with nothing: the network fails.

    Raises:
        BadStub: there is no such way to fail.
    """
    if kind not in _FAULTS:
        raise BadStub(f"A network fails as {', '.join(_FAULTS)}; {kind!r} is none of them.")

    def reply(call: StubCall, info: Info | None) -> httpx.Response:
        raise _FAULTS[kind](f"stub: the connection is {kind}")

    return reply


def _headers(body: bytes) -> dict[str, str]:
    if not body:
        return {}
    return {"content-type": f"{_media(body)}; charset=utf-8"}


def _media(body: bytes) -> str:
    if body.lstrip()[:1] == b"<":
        return "text/html"
    try:
        msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return "text/plain"
    return "application/json"
