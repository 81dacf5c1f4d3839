"""Recorded answers and frames, read exactly as the client reads them."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import attrs
import msgspec
from ibkr_wire.operation import Operation
from ibkr_wire.tables.operations import match

from ibkr._core.decode import tolerant, unknown_fields
from ibkr._core.flow import Response
from ibkr._core.recognise import recognise
from ibkr._core.stream import decode_frame as read_frame
from ibkr.errors import DecodeError, IbkrError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ibkr_wire.operation import Info

    from ibkr._core.drift import Drift
    from ibkr.model.events import StreamEvent

BASE: Final = "https://localhost:5000/v1/api"
_PREFIXES: Final = ("/v1/api", "/v1/portal")


class UnknownOperation(IbkrError, LookupError):
    """The description names no such route."""


@attrs.frozen
class Decoded:
    """One recorded answer after reading."""

    operation: str
    """Façade name, such as `portfolio.positions`."""
    value: Any
    """The typed answer, as the client's caller gets it."""
    drift: list[Drift]
    """Where the answer differs from its description."""
    unknown: Mapping[str, Any]
    """Keys that the description does not name, by path."""


def decode(
    method: str, path: str, status: int, body: bytes | str, *, headers: Mapping[str, str] | None = None
) -> Decoded:
    """Read a recorded answer as the client would.

    `path` may carry the `/v1/api` prefix and a query; header names are in lower case.

    Raises:
        UnknownOperation: the description has no such route.
        IbkrError: the error that the client would raise for this answer.
    """
    info = find(method, path)
    content = body.encode() if isinstance(body, str) else body
    error = recognise(info, Response(status, content, headers or {}), base_url=BASE)
    if error is not None:
        raise error
    return read_as(info, content)


def find(method: str, path: str) -> Info:
    """The operation of a request; `path` may carry the prefix and a query.

    Raises:
        UnknownOperation: the description has no such route.
    """
    bare = urlsplit(path).path
    prefix = next((prefix for prefix in _PREFIXES if bare.startswith(f"{prefix}/")), "")
    route = bare.removeprefix(prefix)
    found = match(method.upper(), route)
    if found is None:
        raise UnknownOperation(
            f"spec/ has no operation {method.upper()} {route}: check the method and the path."
        )
    return found[0]


def read_as(info: Info, body: bytes) -> Decoded:
    """A good answer to the operation, without a look at whether it is one.

    Raises:
        DecodeError: it is not JSON, where that is all that the operation answers.
    """
    operation = _blank(info)
    try:
        raw = operation.parse(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DecodeError(
            f"The answer to {info.name} is not JSON: check that the recording is whole.",
            operation=info.name,
            body=body,
        ) from error
    value, drift = tolerant(operation, raw)
    return Decoded(info.name, value, drift, dict(unknown_fields(operation.type, raw)))


def _blank(info: Info) -> Operation[Any]:
    """The operation without arguments: all that reading needs is the type of its answer."""
    endpoint = _endpoint(info)
    return Operation(info, info.path, type=endpoint.ANSWER, wrap=endpoint.WRAP)


def answer_type(info: Info) -> Any:
    """What a good answer to the operation is read as; `Any` where the description does not say."""
    return _endpoint(info).ANSWER


def _endpoint(info: Info) -> Any:
    return importlib.import_module(f"ibkr_wire.rest.api.{info.name}")


def decode_frame(data: bytes | str) -> list[StreamEvent]:
    """What one websocket frame says, to a stream that has heard nothing before. Never raises.

    A frame that differs from its description ends in a `StreamProblem` that says how.
    """
    return read_frame(data)
