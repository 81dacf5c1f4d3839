"""Both clients replay every cassette with the network closed."""

from __future__ import annotations

import functools
import re
import ssl
from typing import TYPE_CHECKING

import pytest
from ibkr_wire.tables.operations import OPERATIONS

import ibkr
from ibkr.simulator.unserved import NOT_SERVED
from ibkr.testing import cassette, no_network
from ibkr.testing.cassettes import HOME
from tests.cassettes.cases import CASES, CASSETTES, Case, is_here
from tests.stories import COLOURS

if TYPE_CHECKING:
    from pathlib import Path

OF_EACH = {name: [case for case in CASES if case.operation == name] for name in OPERATIONS}


@functools.cache
def tls() -> ssl.SSLContext:
    """Settings for all clients: reading a machine's certificates takes longer than a replay."""
    return ssl.create_default_context()


@functools.cache
def text(path: Path) -> str:
    return path.read_text("utf-8")


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_case_of_an_operation_is_replayed_without_a_network(operation: str, colour: str):
    for case in OF_EACH[operation]:
        with no_network(), cassette(case.path) as tape:
            clock, place = ibkr.ManualClock(), {"base_url": f"{HOME}/v1/api", "verify": tls()}
            COLOURS[colour](case.story, **place, clock=clock, **case.client)
        assert tape.all_played, case


def test_an_operation_that_lacks_a_cassette_is_named():
    lacking = [name for name in OPERATIONS if not any((CASSETTES / name.replace(".", "/")).glob("*.yaml"))]
    assert lacking == []


def test_what_the_gateway_has_is_recorded_with_its_success_and_with_errors():
    names = {name: {case.name for case in cases} for name, cases in OF_EACH.items() if is_here(name)}
    assert [name for name, found in names.items() if "success" not in found] == []
    silent = [name for name, found in names.items() if len(found) == 1]
    # The gateway program answers these whoever asks.
    assert silent == ["auth.reauthenticate_get", "auth.reauthenticate", "auth.login_page"]


def test_what_the_gateway_does_not_have_is_recorded_as_refused():
    refused = {name for name, cases in OF_EACH.items() if any(case.name == "refused" for case in cases)}
    assert refused == {name for name in OPERATIONS if not is_here(name)}
    hosted = {name for name, info in OPERATIONS.items() if info.host == "hosted"}
    assert refused == hosted | {name for name in NOT_SERVED if name not in hosted}


def test_account_management_is_recorded_with_its_success_and_with_a_scope_that_is_not_enough():
    managed = {name: {case.name for case in OF_EACH[name]} for name in OPERATIONS if "management." in name}
    assert managed
    every = {"refused", "success", "another-scope"}
    assert {name: found for name, found in managed.items() if found != every} == {
        "management.open_session": {"refused", "success"}
    }


def test_a_cassette_holds_the_call_that_it_is_named_for():
    assert [str(case) for case in CASES if not holds_its_call(case)] == []


def holds_its_call(case: Case) -> bool:
    info = OPERATIONS[case.operation]
    first = info.needs or (("accounts.brokerage",) if info.effect == "order" else ())
    if case.name == "logged-out" and first:  # the call that must come first was turned away
        info = OPERATIONS[first[0]]
    path = re.sub(r"\\\{\w+\\\}", r"[^/?]+", re.escape(info.path))
    prefix = "" if info.root == "host" else "/v1/api"
    called = rf"method: {info.method}\n    uri: {re.escape(HOME)}{prefix}{path}(\?|\n)"
    return re.search(called, text(case.path)) is not None


def test_no_cassette_is_left_from_a_case_that_is_gone():
    assert {case.path for case in CASES} == set(CASSETTES.glob("*/*/*.yaml"))


def test_no_cassette_holds_a_number_of_an_account_or_a_secret():
    for path in CASSETTES.glob("*/*/*.yaml"):
        numbers = re.findall(r"\b[DUF]{1,2}\d{6,8}\b", text(path))
        assert all(number.startswith("DU000000") for number in numbers), path
        assert not re.search(r"(?i)set-cookie|authorization|\b[0-9a-f]{32}\b", text(path)), path
