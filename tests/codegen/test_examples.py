"""What the spec's examples become: the tables from which stubs answer."""

from __future__ import annotations

import pytest
from ibkr_wire.tables.examples import examples
from ibkr_wire.tables.operations import OPERATIONS

from ibkr.testing.decoding import read_as


def test_every_operation_has_an_example_of_a_good_answer():
    assert [name for name in OPERATIONS if not any(answer.good for answer in examples(name).answers)] == []


@pytest.mark.parametrize("operation", OPERATIONS)
def test_good_answers_fit_the_types_that_read_them(operation: str):
    for answer in examples(operation).answers:
        if answer.good:
            decoded = read_as(OPERATIONS[operation], answer.body)
            assert (decoded.drift, dict(decoded.unknown)) == ([], {})


def test_every_place_in_a_path_has_an_example():
    for name, info in OPERATIONS.items():
        assert {part[1:-1] for part in info.path.split("/") if part.startswith("{")} == set(
            examples(name).path
        )


def test_several_values_that_travel_as_one_text_are_one_text():
    assert examples("market_data.snapshot_rows").query == {"conids": "265598,8314"}


def test_an_operation_that_is_not_there_has_none():
    for name in ("portfolio.nothing", "nothing.positions"):
        with pytest.raises(KeyError):
            examples(name)
