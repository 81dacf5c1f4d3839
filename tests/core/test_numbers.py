"""Numbers as IBKR displays them."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibkr.model.numbers import Number, read_number

PLAIN = st.decimals(-(10**9), 10**9, places=4, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("text", "value", "marker"),
    [
        ("C187.20", "187.20", "C"),
        ("H3", "3", "H"),
        ("1,234", "1234", ""),
        ("12.2M", "12200000", ""),
        ("1.5K", "1500", ""),
        ("2B", "2000000000", ""),
        ("-0.42%", "-0.42", ""),
        ("+5", "5", ""),
        ("1.22E7", "12200000", ""),
    ],
)
def test_a_displayed_number_is_read_and_its_marker_kept(text: str, value: str, marker: str):
    number = read_number(text)
    assert number is not None
    assert (number.value, number.marker) == (Decimal(value), marker)


@pytest.mark.parametrize("text", ["", "N/A", "-", "NA", "1,23", "12a", "Apple", "1.2.3", "٣"])
def test_what_is_no_number_reads_as_none(text: str):
    assert read_number(text) is None


@given(PLAIN, st.sampled_from(["", "C", "H"]))
def test_any_number_written_with_commas_and_marker_reads_back(value: Decimal, marker: str):
    assert read_number(f"{marker}{value:,}") == Number(value, marker)


@given(PLAIN, st.sampled_from(["K", "M", "B"]))
def test_a_unit_multiplies(value: Decimal, unit: str):
    number = read_number(f"{value}{unit}")
    assert number is not None
    assert number.value == value * {"K": 10**3, "M": 10**6, "B": 10**9}[unit]


@given(st.text(max_size=20))
def test_no_text_breaks_the_reader(text: str):
    number = read_number(text)
    assert number is None or number.value.is_finite()


@given(st.one_of(st.integers(), st.floats()))
def test_json_numbers_are_read_as_they_print(value: float):
    number = read_number(value)
    assert (number is None) == (not math.isfinite(value))
    assert number is None or float(number.value) == float(value)
