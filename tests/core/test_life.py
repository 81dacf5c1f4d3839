"""An order's state never runs backwards, whatever order its reports arrive in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ibkr._core.life import FINAL, REACHABLE, TRANSITIONS, advance, reached
from ibkr.model.receipts import STATES, order_state

STATE = st.sampled_from(sorted(TRANSITIONS))
REPORTS = st.lists(st.sampled_from([*sorted(TRANSITIONS), "something new"]), max_size=30)


@given(STATE, REPORTS)
def test_an_order_that_is_over_stays_over(start: str, reports: list[str]):
    state, ended = start, start if start in FINAL else None
    for report in reports:
        state = advance(state, report)
        ended = ended or (state if state in FINAL else None)
        assert ended is None or state == ended


@given(STATE, STATE)
def test_a_report_is_believed_only_if_the_table_allows_it(known: str, seen: str):
    state = advance(known, seen)
    assert state in (known, seen)
    if state != known:
        assert seen in REACHABLE[known] or seen == "warn_state"


@given(STATE, REPORTS)
def test_hearing_the_same_twice_changes_nothing(start: str, reports: list[str]):
    for report in reports:
        state = advance(start, report)
        assert advance(state, report) == state


def test_a_stale_report_changes_nothing():
    assert advance("submitted", "pending_submit") == "submitted"
    assert advance("filled", "submitted") == "filled"


def test_a_fill_may_arrive_while_a_cancellation_is_pending():
    assert advance("pending_cancel", "filled") == "filled"


def test_the_recorded_run_of_a_cancelled_order_is_followed_step_by_step():
    run = ["inactive", "pending_submit", "pre_submitted", "submitted", "pending_cancel", "cancelled"]
    state = "new"
    for seen in run:
        state = advance(state, seen)
        assert state == seen


def test_every_state_of_the_table_has_a_word_of_ibkrs():
    assert set(TRANSITIONS) - {"new"} == set(STATES.values())
    assert order_state("A Word From Next Year") == "A Word From Next Year"


def test_a_filled_order_has_been_submitted_but_a_cancelled_one_may_not_have_been():
    assert reached("filled", "submitted")
    assert not reached("cancelled", "submitted")
    assert not reached("submitted", "filled")
