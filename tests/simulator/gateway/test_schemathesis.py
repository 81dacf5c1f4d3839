"""Requests invented from our own description by schemathesis, put to the gateway as an ASGI application.

Whatever comes, the answer has a status that the facts know, and one that says 200 is as
described. `IBKR_EXAMPLES=100` asks each operation that often, not as often as fits a test run.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from ibkr_wire.tables.operations import OPERATIONS
from schemathesis.specs.openapi.checks import response_schema_conformance

from codegen.bundle import bundle
from ibkr.model.clock import ManualClock
from ibkr.simulator import Gateway, Request
from ibkr.simulator.routes import answerers
from ibkr.simulator.server import application

EXAMPLES = int(os.environ.get("IBKR_EXAMPLES", "1"))
# 500 and 503 are how the service refuses bad input here and there; others of their kind never come.
KNOWN = {200, 204, 400, 401, 403, 404, 423, 500, 503}
_ENDS_THE_LOGIN = {"auth.logout"}


def described() -> dict[str, Any]:
    """The bundle, with the operations that this gateway serves."""
    document = bundle(Path(__file__).parents[3] / "spec").document
    served = {
        (OPERATIONS[name].method, OPERATIONS[name].path) for name in answerers().keys() - _ENDS_THE_LOGIN
    }
    paths = {
        path: {verb: said for verb, said in item.items() if (verb.upper(), path) in served}
        for path, item in document["paths"].items()
    }
    return {**document, "paths": {path: item for path, item in paths.items() if item}}


def ready() -> Any:
    """A gateway whose login never ends, with the calls made that others need."""
    gateway = Gateway(clock=ManualClock(), pacing=False, idle=None, question_chance=0.3)
    for path in ("iserver/accounts", "portfolio/accounts", "iserver/account/orders"):
        gateway.handle(Request.to("GET", f"/v1/api/{path}"))
    return application(gateway)


SCHEMA = schemathesis.openapi.from_dict(described())
SCHEMA.app = ready()


def is_refusal(body: bytes) -> bool:
    """An error inside a 200: shapes 1, 2 and 4 of the gateway's errors, which any call may have."""
    said = json.loads(body) if body[:1] == b"{" else {}
    return (bool(said) and said.keys() <= {"error", "statusCode"}) or said.get("success") is False


@SCHEMA.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_an_invented_request_is_answered_as_the_description_says(case):
    answer = case.call()
    assert answer.status_code in KNOWN, case.as_curl_command()
    if answer.status_code == 200 and not is_refusal(answer.content):
        case.validate_response(answer, checks=[response_schema_conformance])
