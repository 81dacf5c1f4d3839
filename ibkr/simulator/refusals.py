"""The gateway's ways of saying no. An operation raises `Refused`; the core answers it."""

from __future__ import annotations

from ibkr.simulator.http import Response


class Refused(Exception):
    """The request ends here with `response`."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status, response.body)
        self.response = response


def refuse(status: int, error: str) -> Refused:
    """Shape 1 of gateway errors: `{"error": ...}`; with status 200 it is the kind clients must not miss."""
    return Refused(Response.json({"error": error}, status=status))


def refuse_with_code(status: int, error: str) -> Refused:
    """Shape 2: `{"error": ..., "statusCode": ...}`, seen on order status and on replies."""
    return Refused(Response.json({"error": error, "statusCode": status}, status=status))


def no_login() -> Refused:
    """No SSO session: 401 without a body."""
    return Refused(Response.empty(401))


def no_bridge() -> Refused:
    """A login, but no brokerage session behind it."""
    return refuse(400, "no bridge")


def init_first() -> Refused:
    """A login whose brokerage session was never opened."""
    return refuse(400, "Init session first")


def resetting() -> Refused:
    """The daily reset is under way."""
    return refuse(503, "Service Unavailable")


def too_fast() -> Refused:
    """Pacing: 429 with an empty body and no Retry-After, as recorded."""
    return Refused(Response.empty(429))


def not_there() -> Response:
    """The small HTML page for paths that do not exist below /v1/api."""
    return Response.page("<html><body><h1>Resource not found</h1></body></html>", status=404)
