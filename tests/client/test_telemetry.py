"""Spans of OpenTelemetry, as a program that exports them sees them."""

from __future__ import annotations

import httpx
import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from ibkr import telemetry
from ibkr._sync.client import Client
from ibkr.errors import GatewayFault

from .canned import ACCOUNT, in_both, options, routes

LEDGER = {"USD": {"cashbalance": 1.0}}


@pytest.fixture
def exported() -> tuple[TracerProvider, InMemorySpanExporter]:
    provider, exporter = TracerProvider(), InMemorySpanExporter()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    return provider, exporter


def test_every_request_is_a_span_with_its_template_and_no_account(exported):
    provider, exporter = exported
    hook = telemetry.spans(provider)
    in_both(routes(ledger=LEDGER), lambda ib: ib.portfolio.balances(ACCOUNT), on_request=hook)
    spans = exporter.get_finished_spans()
    assert [span.name for span in spans] == ["GET portfolio.accounts", "GET portfolio.ledger"] * 2
    assert spans[1].attributes["url.template"] == "/portfolio/{accountId}/ledger"
    assert spans[1].attributes["http.response.status_code"] == 200
    assert spans[1].end_time >= spans[1].start_time
    assert ACCOUNT not in str([span.to_json() for span in spans])


def test_a_span_belongs_to_what_the_program_does_around_the_call(exported):
    provider, exporter = exported
    tracer = provider.get_tracer("program")
    watched = options(routes(), on_request=telemetry.spans(provider))
    with Client(**watched) as ib, tracer.start_as_current_span("rebalance") as outer:
        ib.portfolio.accounts()
    inner = exporter.get_finished_spans()[0]
    assert inner.parent.span_id == outer.get_span_context().span_id


def test_a_failed_request_is_a_failed_span(exported):
    provider, exporter = exported

    def down(_: httpx.Request) -> httpx.Response:
        return httpx.Response(503)

    with Client(**options(down, on_request=telemetry.spans(provider))) as ib, pytest.raises(GatewayFault):
        ib.portfolio.accounts()
    spans = exporter.get_finished_spans()
    assert {span.status.status_code for span in spans} == {StatusCode.ERROR}
    assert [span.attributes["http.request.resend_count"] for span in spans] == [0, 1, 2]


def test_nothing_of_opentelemetry_is_imported_unless_spans_are_asked_for():
    import subprocess
    import sys

    code = "import sys, ibkr; ibkr.Client; import ibkr.telemetry; sys.exit('opentelemetry' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
