"""Spans of OpenTelemetry: one for every request that a client sends.

    from ibkr import telemetry

    ib = ibkr.Client(on_request=telemetry.spans())

A span belongs to whatever span is current where the call was made. It holds what
`ibkr.RequestEvent` holds, so neither account numbers nor tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ibkr.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Callable

    from opentelemetry.trace import Tracer, TracerProvider

    from ibkr.model.requests import RequestEvent

NANOSECONDS: Final = 1_000_000_000


def spans(provider: TracerProvider | None = None) -> Callable[[RequestEvent], None]:
    """A hook for `Client(on_request=...)` that makes a span of each request.

    Without a `provider` the one that the program has set is used.

    Raises:
        MissingExtra: OpenTelemetry is not installed.
    """
    try:
        from opentelemetry.trace import SpanKind, Status, StatusCode, get_tracer
    except ImportError as error:
        raise MissingExtra("telemetry", needed_for="OpenTelemetry") from error
    tracer: Tracer = get_tracer("ibkr", tracer_provider=provider)

    def record(event: RequestEvent) -> None:
        end = int(event.ended.timestamp() * NANOSECONDS)
        span = tracer.start_span(
            f"{event.method} {event.operation}",
            kind=SpanKind.CLIENT,
            start_time=end - int(event.elapsed * NANOSECONDS),
            attributes=attributes(event),
        )
        if event.error is not None:
            span.set_status(Status(StatusCode.ERROR, event.error))
        span.end(end_time=end)

    return record


def attributes(event: RequestEvent) -> dict[str, Any]:
    """What is said of a request, by the names of OpenTelemetry's conventions where it has some."""
    found: dict[str, Any] = {
        "http.request.method": event.method,
        "url.template": event.path,
        "http.response.status_code": event.status,
        "error.type": event.error,
        "http.request.resend_count": event.attempt - 1,
        "ibkr.operation": event.operation,
        "ibkr.wait": event.wait,
    }
    return {name: value for name, value in found.items() if value is not None}
