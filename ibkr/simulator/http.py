"""A request and an answer as the gateway's core sees them: values, no sockets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote

import attrs
import msgspec

JSON = "application/json; charset=utf-8"
HTML = "text/html"
TEXT = "text/plain"


class ConnectionDropped(Exception):
    """The gateway closed the connection instead of answering (a fault asked for it).

    The server shell turns it into an aborted TCP connection; a transport that calls
    the core directly should turn it into its own transport error.
    """


def _lower_names(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


@attrs.frozen
class Request:
    """One HTTP request: `path` is percent-decoded and carries no query.

    `client` is the address it came from: this machine's, unless a shell says otherwise.
    """

    method: str
    path: str
    query: Mapping[str, str] = attrs.field(factory=dict[str, str])
    headers: Mapping[str, str] = attrs.field(factory=dict[str, str], converter=_lower_names)
    body: bytes = b""
    client: str = "127.0.0.1"

    @classmethod
    def to(
        cls,
        method: str,
        target: str,
        *,
        json: object = attrs.NOTHING,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
    ) -> Request:
        """Make a request to `target`, a path with an optional query; `json` is encoded as the body.

        Of a query parameter given twice the last one counts.
        """
        path, _, query = target.partition("?")
        if json is not attrs.NOTHING:
            body = msgspec.json.encode(json)
        pairs = dict(parse_qsl(query, keep_blank_values=True))
        return cls(method.upper(), unquote(path), pairs, headers or {}, body)


@attrs.frozen
class Response:
    """One answer. `delay` is how many seconds the shell holds it back before sending."""

    status: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0

    @classmethod
    def json(cls, value: object, *, status: int = 200) -> Response:
        """Answer with `value` as JSON."""
        return cls(status, msgspec.json.encode(value), (("content-type", JSON), *_NO_STORE))

    @classmethod
    def page(cls, html: str, *, status: int = 200) -> Response:
        """Answer with a page."""
        return cls(status, html.encode(), (("content-type", HTML),))

    @classmethod
    def text(cls, text: str, *, status: int = 200) -> Response:
        """Answer with plain text."""
        return cls(status, text.encode(), (("content-type", TEXT),))

    @classmethod
    def empty(cls, status: int) -> Response:
        """Answer with a status and nothing else, as the gateway does on 401 and 429."""
        return cls(status)

    @classmethod
    def redirect(cls, location: str) -> Response:
        """Answer 302 to `location`."""
        return cls(302, b"", (("location", location),))

    def decoded(self) -> Any:
        """The body as JSON; raises `msgspec.DecodeError` when it is not."""
        return msgspec.json.decode(self.body)


_NO_STORE = (("cache-control", "max-age=0, no-cache, no-store"), ("vary", "Origin"))
