"""Refusals as problem objects, as OAuth 2.0 and the account management side write them.

Source: gateway facts "Errors", shape 13.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from ibkr.simulator.http import Response

_HEADERS = (("content-type", "application/problem+json"),)


class Problem(Exception):
    """The request is answered with a problem object; `more` are further keys of it."""

    def __init__(
        self, status: int, title: str, detail: str, *, kind: str = "about:blank", **more: object
    ) -> None:
        super().__init__(detail)
        self.status, self.title, self.kind = status, title, kind
        self.more: Mapping[str, object] = more

    def body(self) -> dict[str, Any]:
        """The object, without the address."""
        told = {"type": self.kind, "title": self.title, "status": self.status, "detail": str(self)}
        return {**told, **self.more}

    def response(self, instance: str) -> Response:
        """The answer to a request for `instance`."""
        body = {**self.body(), "instance": instance}
        return Response(self.status, msgspec.json.encode(body), _HEADERS)


def invalid(fields: Sequence[str], detail: str) -> Problem:
    """Some keys or parameters are missing or wrong; the first is named."""
    named = [{"field": field, "description": detail} for field in fields]
    return Problem(400, "Bad Request", detail, kind="/invalid-argument", invalidArguments=named)
