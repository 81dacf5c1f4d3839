"""The arithmetic of time spans, against sets of whole hours."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibkr.errors import InvalidArgument
from ibkr.model.spans import Span, joined, without

from .made import at

BEGIN = at("2012-01-01")


def hours(first: int, count: int) -> Span:
    return Span(BEGIN + timedelta(hours=first), BEGIN + timedelta(hours=first + count))


def within(spans: tuple[Span, ...]) -> set[int]:
    """The hours that lie in the spans."""
    return {hour for hour in range(60) for span in spans if BEGIN + timedelta(hours=hour) in span}


SPANS = st.builds(hours, st.integers(0, 40), st.integers(1, 15))


@given(st.lists(SPANS))
def test_joined_spans_hold_the_same_time_and_do_not_touch(spans: list[Span]):
    found = joined(spans)
    assert within(found) == within(tuple(spans))
    assert all(one.end < other.start for one, other in itertools.pairwise(found))


@given(SPANS, st.lists(SPANS))
def test_what_is_cut_out_is_not_left_and_the_rest_is(span: Span, taken: list[Span]):
    assert within(without(span, taken)) == within((span,)) - within(tuple(taken))


@given(SPANS, SPANS)
def test_what_two_spans_share(one: Span, other: Span):
    shared = one.within(other)
    assert within((shared,) if shared else ()) == within((one,)) & within((other,))


def test_a_naive_datetime_is_refused_by_name():
    with pytest.raises(InvalidArgument, match="end must be an aware datetime"):
        Span.of(at("2012-01-01"), datetime(2012, 1, 2))  # noqa: DTZ001  # this is the mistake


def test_any_time_zone_becomes_utc():
    there = datetime.fromisoformat("2012-01-01T00:00:00-05:00")
    assert Span.of(there, there + timedelta(1)).start == at("2012-01-01 05:00")
    assert str(Span.of(there, there + timedelta(1))).endswith("UTC")


def test_a_span_that_ends_where_it_starts_is_refused():
    with pytest.raises(InvalidArgument, match="start must come before end"):
        hours(1, 0)
