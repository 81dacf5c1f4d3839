"""Both clients replay every cassette with the network closed."""

from __future__ import annotations

import re

import pytest
from ibkr_wire.tables.operations import OPERATIONS

import ibkr
from ibkr.testing import cassette, no_network
from ibkr.testing.cassettes import HOME
from tests.cassettes.cases import CASES, CASSETTES, Case
from tests.stories import COLOURS

RECORDED = sorted({case.operation for case in CASES})


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_is_replayed_without_a_network(case: Case, colour: str):
    with no_network(), cassette(case.path) as tape:
        COLOURS[colour](case.story, base_url=f"{HOME}/v1/api", clock=ibkr.ManualClock(), keep_alive=False)
    assert tape.all_played


@pytest.mark.parametrize("operation", RECORDED)
def test_a_recorded_operation_has_its_success_and_an_error(operation: str):
    names = [case.name for case in CASES if case.operation == operation]
    assert "success" in names
    assert len(names) > 1


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_cassette_holds_the_call_that_it_is_named_for(case: Case):
    info = OPERATIONS[case.operation]
    path = re.sub(r"\\\{\w+\\\}", r"[^/?]+", re.escape(info.path))
    called = rf"method: {info.method}\n    uri: {re.escape(HOME)}/v1/api{path}(\?|\n)"
    assert re.search(called, case.path.read_text("utf-8"))


def test_no_cassette_is_left_from_a_case_that_is_gone():
    assert {case.path for case in CASES} == set(CASSETTES.glob("*/*/*.yaml"))


def test_no_cassette_holds_a_number_of_an_account_or_a_secret():
    for path in CASSETTES.glob("*/*/*.yaml"):
        text = path.read_text("utf-8")
        numbers = re.findall(r"\b[DUF]{1,2}\d{6,8}\b", text)
        assert all(number.startswith("DU000000") for number in numbers), path
        assert not re.search(r"(?i)set-cookie|authorization|\b[0-9a-f]{32}\b", text), path
