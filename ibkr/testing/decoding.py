"""Recorded answers, read exactly as the client reads them."""

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
from ibkr.errors import DecodeError, IbkrError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ibkr_wire.operation import Info

    from ibkr._core.drift import Drift

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
    info = _find(method, path)
    content = body.encode() if isinstance(body, str) else body
    error = recognise(info, Response(status, content, headers or {}), base_url=BASE)
    if error is not None:
        raise error
    return _read(info, content)


def _find(method: str, path: str) -> Info:
    bare = urlsplit(path).path
    prefix = next((prefix for prefix in _PREFIXES if bare.startswith(f"{prefix}/")), "")
    route = bare.removeprefix(prefix)
    found = match(method.upper(), route)
    if found is None:
        raise UnknownOperation(
            f"spec/ has no operation {method.upper()} {route}: check the method and the path."
        )
    return found[0]


def _read(info: Info, body: bytes) -> Decoded:
    operation = _blank(info)
    try:
        raw = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        if operation.type is str:
            return Decoded(info.name, body.decode("utf-8", "replace"), [], {})
        raise DecodeError(
            f"The answer to {info.name} is not JSON: check that the recording is whole.",
            operation=info.name,
            body=body,
        ) from error
    value, drift = tolerant(operation, raw)
    return Decoded(info.name, value, drift, dict(unknown_fields(operation.type, raw)))


def _blank(info: Info) -> Operation[Any]:
    """The operation without arguments: all that reading needs is the type of its answer."""
    endpoint = importlib.import_module(f"ibkr_wire.rest.api.{info.name}")
    return Operation(info, info.path, type=endpoint.ANSWER, wrap=endpoint.WRAP)
