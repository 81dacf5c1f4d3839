"""Every operation of the account management side, as the spec's examples ask it."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ibkr_wire.operation import Operation, to_wire
from ibkr_wire.tables.operations import OPERATIONS

from codegen.bundle import bundle
from ibkr.simulator import Gateway, Request
from ibkr.simulator.management.side import RULES, SERVES
from tests.simulator.management.manager import BEFORE

SPEC = Path(__file__).parents[3] / "spec"
JWT = "application/jwt"
ID, SET, CLIENT, REQUEST, REFERENCE = 43_092_478, 2_487, 80_009, 4_711, 166_903_389

REFUSED = {
    # The account of the example is no retirement account.
    ("management.cash_limits", "QUERY_IRA_CONTRIBUTIONS"): 422,
    # Nothing waits for a proof, and nothing recurs.
    ("management.instruct_bank", "TRADITIONAL_BANK_INSTRUCTION_VERIFICATION"): 422,
    ("management.bank_instructions", "QUERY_RECENT_RECURRING_EVENTS"): 422,
    # This world knows no securities by ISIN.
    ("management.move_external_assets", "DWAC"): 422,
}


@cache
def described() -> dict[str, dict[str, Any]]:
    return {entry["x-ibkr-facade"]: entry for _, _, _, entry in bundle(SPEC).operations()}


@cache
def schemas() -> dict[str, Any]:
    return bundle(SPEC).document["components"]["schemas"]


def example(of: dict[str, Any]) -> Any:
    return next(iter(of["examples"].values()))["value"] if "examples" in of else of.get("example")


def bodies(name: str) -> list[Any]:
    """The bodies of the spec's examples: JSON, or the claims of a signed body."""
    if "requestBody" not in described()[name]:
        return [None]
    (media,) = described()[name]["requestBody"]["content"].values()
    claims = media["schema"].get("contentSchema")
    if claims is not None:
        said = schemas()[claims["$ref"].rpartition("/")[2]]["example"]
        return [{key: value for key, value in said.items() if key not in ("iss", "iat", "exp")}]
    return [each["value"] for each in media["examples"].values()]


def send(manager: Any, name: str, body: Any) -> Any:
    info, said, query = OPERATIONS[name], described()[name], {}
    path = info.path.removeprefix("/gw/api/v1")
    for parameter in said.get("parameters", ()):
        value = example(parameter)
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", str(value))
        elif value is not None:
            query[parameter["name"]] = ",".join(map(str, value)) if isinstance(value, list) else str(value)
    target = path + (f"?{urlencode(query)}" if query else "")
    if RULES[name].claims is not None:
        return manager.sign(info.method, target, **body)
    return manager.ask(info.method, target) if body is None else manager.ask(info.method, target, json=body)


def decoded(name: str, body: bytes) -> Any:
    module = import_module(f"ibkr_wire.rest.api.{name}")
    return Operation(module.INFO, "", type=module.ANSWER, wrap=module.WRAP).decode(body)


CASES = [(name, place) for name in sorted(SERVES) for place in range(len(bodies(name)))]


@pytest.mark.parametrize(("name", "place"), CASES)
def test_an_answer_is_what_the_spec_says_with_no_key_more(manager, name, place):
    body = bodies(name)[place]
    if name in BEFORE:
        assert send(manager, BEFORE[name], bodies(BEFORE[name])[0]).status < 300
    answer = send(manager, name, body)
    kind = (body or {}).get("instructionType")
    assert answer.status == REFUSED.get((name, kind), answer.status), answer
    assert (name, kind) in REFUSED or str(answer.status) in described()[name]["responses"], answer
    assert (answer.status < 300) != ((name, kind) in REFUSED), answer
    if answer.status < 300:
        assert to_wire(decoded(name, answer.body)) == msgspec.json.decode(answer.body)


def test_every_operation_has_its_rules_and_every_rule_an_operation():
    hosted = {name for name, info in OPERATIONS.items() if info.path.startswith("/gw/")}
    assert SERVES.keys() == RULES.keys() == hosted - {"management.open_session"}


def test_the_scopes_are_those_of_the_spec():
    for name, rules in RULES.items():
        said = described()[name]["description"]
        assert all(f"`{scope}`" in said for scope in rules.scopes), name


@pytest.mark.parametrize("name", sorted(SERVES))
def test_a_token_of_another_scope_is_not_enough(manager, name):
    manager.token = manager.token_for("sso-sessions.write")
    answer = send(manager, name, bodies(name)[0])
    assert (answer.status, answer.decoded()["title"]) == (403, "Forbidden")
    manager.token = "guessed"
    assert send(manager, name, bodies(name)[0]).status == 401


@pytest.mark.parametrize("name", sorted(name for name, rules in RULES.items() if rules.claims))
def test_a_body_that_must_be_signed_is(manager, name):
    info = OPERATIONS[name]
    path = info.path.removeprefix("/gw/api/v1")
    assert manager.ask(info.method, path, json={}).status == 415
    (published,) = described()[name]["requestBody"]["content"]
    assert RULES[name].media == published
    headers = {"Content-Type": JWT}
    assert manager.ask(info.method, path, body=b"a.b.c", headers=headers).status == 401


def test_the_gateway_program_knows_nothing_of_it(manager):
    asked = Request.to("GET", "/gw/api/v1/echo/https")
    assert Gateway().handle(asked).status == 404
    assert manager.ask("GET", "/nowhere").status == 404
    assert manager.ask("DELETE", "/accounts").status == 404


values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**70), 2**70),
        st.floats(),
        st.text(max_size=8),
        st.sampled_from(["DU1234567", "USD", "2013-02-30", "My bank", "IN", "OUT", "80009", "9" * 400]),
    ),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)
UNSIGNED = [case for case in CASES if RULES[case[0]].claims is None]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=st.sampled_from(UNSIGNED), data=st.data())
def test_a_malformed_request_gets_an_answer_that_is_published(anybody, case, data):
    (name, place), manager = case, anybody()
    info, body, query = OPERATIONS[name], bodies(name)[place], {}
    path = info.path.removeprefix("/gw/api/v1")
    for parameter in described()[name].get("parameters", ()):
        value = data.draw(st.one_of(st.just(example(parameter)), values))
        if parameter["in"] == "path":
            path = path.replace(
                f"{{{parameter['name']}}}", str(value).replace("/", "").replace("?", "") or "-"
            )
        else:
            query[parameter["name"]] = str(value)
    content = {} if body is None else {"body": msgspec.json.encode(changed(body, data))}
    answer = manager.ask(info.method, f"{quote(path)}?{urlencode(query)}", **content)
    assert answer.status in {200, 201, 202, 207, 400, 403, 404, 422}, answer
    manager.clock.advance(400)
    manager.gateway.handle(Request.to("GET", "/"))


def changed(body: Any, data: Any) -> Any:
    """The body with one value anywhere replaced by anything."""
    if not (isinstance(body, (dict, list)) and body) or data.draw(st.integers(0, 4)) == 0:
        return data.draw(values)
    keys = list(body) if isinstance(body, dict) else list(range(len(body)))
    copy = body.copy()
    place = data.draw(st.sampled_from(keys))
    copy[place] = changed(body[place], data)
    return copy
