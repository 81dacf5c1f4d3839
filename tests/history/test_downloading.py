"""Walking back through history: whatever the gateway's habits, every bar is there or its absence is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibkr._core.downloading import Download
from ibkr._core.paging import best_window, windows
from ibkr._core.sessions import Timetable
from ibkr._core.walking import begin, divide
from ibkr.errors import GatewayFault, HistoryError, InvalidArgument
from ibkr.history import Store
from ibkr.model.bars import Bars, to_milliseconds
from ibkr.model.contracts import Contract
from ibkr.model.downloads import Downloaded, Series, no_bars
from ibkr.model.spans import Span, joined
from tests.core.canned import at_desk

from .gateways import Gateway, months_of, run, sessions
from .made import DAY, at, bars_at

if TYPE_CHECKING:
    from pathlib import Path

    from ibkr.model.periods import BarSize

CONTRACT = Contract(1, "ONE", exchange="NYSE")
# The desk's clock stands at Friday, 1 February 2013, 15:00 UTC.
AUTUMN = Span(at("2012-10-01"), at("2012-11-15"))
FORTNIGHT = Span(at("2012-10-01"), at("2012-10-15"))
WEEKDAYS = [day for day in range(60) if (at("2012-09-20") + timedelta(day)).weekday() < 5]


def gateway(bar: BarSize = "1min", times: list[int] | None = None, **habits: Any) -> Gateway:
    found = sessions(at("2012-09-20"), WEEKDAYS) if times is None else times
    bars = bars_at(found)
    return Gateway({bar: bars, "1m": months_of(bars)}, **habits)


def plan(span: Span = AUTUMN, bar: BarSize = "1min", **options: Any) -> Download:
    return Download(at_desk(), options.pop("wanted", [CONTRACT]), span, Series(0, bar), **options)


def between(bars: Bars, span: Span) -> Bars:
    low, high = np.searchsorted(bars.time, [to_milliseconds(span.start), to_milliseconds(span.end)])
    return bars[int(low) : int(high)]


def downloaded(gate: Gateway, span: Span = AUTUMN, bar: BarSize = "1min") -> Downloaded:
    download = plan(span, bar)
    run(download, gate)
    return download.result()


HABITS = st.fixed_dictionaries(
    {
        "cuts_oldest": st.booleans(),
        "counts_sessions": st.booleans(),
        "includes_end": st.booleans(),
        "silent_when_empty": st.booleans(),
        "duration": st.sampled_from([None, 390, 1440]),
    }
)


@settings(max_examples=40)
@given(
    habits=HABITS,
    minutes=st.sampled_from([60, 390, 1440]),
    days=st.sets(st.integers(0, 55), min_size=1),
    start=st.integers(0, 50 * 24),
    hours=st.integers(1, 30 * 24),
    bar=st.sampled_from([1, 5, 60]),
)
def test_every_bar_comes_once_or_its_time_is_told(habits, minutes, days, start, hours, bar):  # noqa: PLR0917  # drawn
    size: BarSize = {1: "1min", 5: "5min", 60: "1h"}[bar]
    times = sessions(at("2012-09-20"), sorted(days), minutes=minutes, bar=bar, opens=0)
    gate = gateway(size, times, **habits)
    begin = at("2012-09-20") + timedelta(hours=start)
    span = Span(begin, begin + timedelta(hours=hours))
    result = downloaded(gate, span, size)
    wanted = between(gate.truth[size], span)
    if result.failed:
        assert len(wanted) == 0 or result.series[0].unanswered
        return
    found = result.bars[1]
    absent = set(wanted.time.tolist()) - set(found.time.tolist())
    told = result.series[0].unanswered
    assert all(any(to_milliseconds(s.start) <= t < to_milliseconds(s.end) for s in told) for t in absent)
    assert set(found.time.tolist()) <= set(wanted.time.tolist())
    if not absent:
        assert found == wanted


def test_a_usual_gateway_is_asked_about_once_for_two_sessions():
    gate = gateway()
    result = downloaded(gate)
    assert result.bars[1] == between(gate.truth["1min"], AUTUMN)
    sessions_asked = len(np.unique(result.bars[1].time // DAY))
    assert result.complete
    assert len(gate.calls) < sessions_asked / 2 + 10
    assert result.pages == len(gate.calls)


def test_a_second_run_asks_nothing_and_a_longer_one_only_the_rest(tmp_path: Path):
    gate, store = gateway(), Store(tmp_path)
    run(plan(store=store), gate)
    calls = len(gate.calls)
    run(plan(store=store), gate)
    assert len(gate.calls) == calls
    longer = Span(at("2012-09-25"), at("2012-11-20"))
    run(plan(longer, store=store), gate)
    assert store.read(1, "1min").to_numpy() == between(gate.truth["1min"], longer)
    assert len(gate.calls) < 2 * calls
    assert store.covered(Series(1, "1min")) == (longer,)


@given(st.lists(st.integers(1, 12), min_size=1, max_size=5))
@settings(max_examples=4)
def test_cut_off_after_any_answer_it_goes_on_and_the_bars_are_the_same(tmp_path_factory, cuts: list[int]):
    gate, store = gateway(), Store(tmp_path_factory.mktemp("store"))
    for answers in cuts:
        before = len(gate.calls)
        run(plan(FORTNIGHT, store=store), gate, answers=before + answers)
    run(plan(FORTNIGHT, store=store), gate)
    assert store.read(1, "1min").to_numpy() == between(gate.truth["1min"], FORTNIGHT)


def test_the_bar_that_still_grows_is_left_out():
    times = sessions(at("2013-02-01"), [0], minutes=31)  # the one of 15:00 grows
    result = downloaded(gateway(times=times), Span(at("2013-02-01"), at("2014-01-01")))
    assert result.bars[1].time.tolist() == times[:30]


def test_near_the_present_only_what_came_counts_as_settled(tmp_path: Path):
    store = Store(tmp_path)
    late = gateway(times=sessions(at("2013-02-01"), [0], minutes=10))  # twenty minutes behind
    run(plan(Span(at("2013-02-01"), at("2013-02-02")), store=store), late)
    assert store.covered(Series(1, "1min"))[-1].end == at("2013-02-01 14:40")
    run(plan(Span(at("2013-02-01"), at("2013-02-02")), store=store),
        gateway(times=sessions(at("2013-02-01"), [0], minutes=30)))  # fmt: skip
    assert len(store.read(1, "1min").to_numpy()) == 30


def test_a_span_that_begins_before_the_first_bar_says_where_that_is():
    result = downloaded(gateway(), Span(at("2012-01-01"), at("2012-10-05")))
    (one,) = result.series
    assert one.first_bar == at("2012-09-20 14:30")
    assert one.starts_late
    assert not one.unanswered
    assert all(missing.day >= one.first_bar.date() for missing in result.missing)


def test_a_span_before_the_first_bar_is_an_error_of_that_contract():
    result = downloaded(gateway(silent_when_empty=True), Span(at("2011-01-01"), at("2011-02-01")))
    assert isinstance(result.failed[1], HistoryError)
    assert not result.complete


def test_an_expired_contract_has_bars_up_to_its_end():
    gate = gateway(times=sessions(at("2012-01-02"), range(5)))
    result = downloaded(gate, Span(at("2012-01-01"), at("2013-01-01")))
    assert result.bars[1] == gate.truth["1min"]


def test_an_unknown_contract_is_listed_and_the_others_come():
    download = plan(wanted=[CONTRACT, Contract(2, "TWO")])
    gate = gateway(others={"2": Gateway({})})
    run(download, gate)
    result = download.result()
    assert result.failed.keys() == {2}
    assert "it may have expired" in str(result.failed[2])
    assert len(result.bars[1])


def test_a_gateway_that_is_away_ends_the_contract_and_says_so():
    result = downloaded(gateway(failing=100))
    assert isinstance(result.failed[1], GatewayFault)


def test_a_cold_gateway_is_asked_again():
    gate = gateway(failing=2)
    assert downloaded(gate).complete


def test_bars_of_another_size_than_asked_for_are_refused():
    gate = gateway(serves="1d")
    assert "served bars of 86400 s" in str(downloaded(gate).failed[1])


def test_bars_told_differently_from_the_stored_ones_are_listed_and_not_touched(tmp_path: Path):
    store, gate = Store(tmp_path), gateway("1d", sessions(at("2012-09-20"), WEEKDAYS, minutes=1))
    run(plan(AUTUMN, "1d", store=store), gate)
    before = store.read(1, "1d").to_numpy()
    split = bars_at(gate.truth["1d"].time.tolist(), price=50.0)
    later = plan(Span(at("2012-10-01"), at("2012-11-30")), "1d", store=store)
    run(later, Gateway({"1d": split, "1m": months_of(split)}))
    changes = later.result().series[0].changes
    assert changes
    assert not any(change.replaced for change in changes)
    assert store.read(1, "1d", end=AUTUMN.end).to_numpy() == before


def test_refreshing_replaces_what_is_there(tmp_path: Path):
    store, gate = Store(tmp_path), gateway("1d", sessions(at("2012-09-20"), WEEKDAYS, minutes=1))
    run(plan(AUTUMN, "1d", store=store), gate)
    split = bars_at(gate.truth["1d"].time.tolist(), price=50.0)
    again = plan(AUTUMN, "1d", store=store, refresh=True)
    run(again, Gateway({"1d": split, "1m": months_of(split)}))
    assert store.read(1, "1d").to_numpy() == between(split, AUTUMN)
    assert all(change.replaced for change in again.result().series[0].changes)


def test_missing_days_are_told_with_what_is_known_of_them():
    days = [day for day in WEEKDAYS if day not in (20, 21)]  # 10 and 11 October
    other = gateway(times=sessions(at("2012-09-20"), [*days, 21]))
    download = plan(wanted=[CONTRACT, Contract(2, "TWO", exchange="NYSE")])
    run(download, gateway(times=sessions(at("2012-09-20"), days), others={"2": other}))
    result = download.result()
    found = [(str(one.day), one.conids, one.evidence) for one in result.missing]
    assert found == [("2012-10-10", (1, 2), "weekday"), ("2012-10-11", (1,), "others")]
    assert not result.complete


def test_minutes_missing_within_a_day_are_told_too():
    times = sessions(at("2012-09-20"), WEEKDAYS)
    whole = gateway(times=times)
    del times[8 * 390 + 30 : 8 * 390 + 40]
    download = plan(wanted=[CONTRACT, Contract(2, "TWO", exchange="NYSE")])
    run(download, gateway(times=times, others={"2": whole}))
    (hole,) = download.result().holes
    assert (hole.conid, hole.span.length, hole.verified) == (1, timedelta(minutes=10), True)


def test_a_timetable_knows_holidays_and_extra_days():
    def timetable(contract: Contract, desk: Any) -> Any:
        yield from ()
        return Timetable(closed=frozenset({day("2012-10-10")}), opened=frozenset({day("2012-10-13")}))

    days = [each for each in WEEKDAYS if each != 20]
    download = plan(schedule=timetable)
    run(download, gateway(times=sessions(at("2012-09-20"), days)))
    (missing,) = download.result().missing
    assert (missing.day, missing.evidence, missing.verified) == (day("2012-10-13"), "schedule", True)


def day(text: str) -> Any:
    return datetime.fromisoformat(text).date()


def test_progress_runs_from_nothing_to_everything():
    download, gate, seen = plan(), gateway(), list[float]()
    while not run(download, gate, answers=len(gate.calls) + 1) and len(seen) < 3:
        seen.append(download.progress().fraction)
        break
    run(download, gate)
    done = download.progress()
    assert (done.fraction, done.remaining, done.finished, done.contracts) == (1.0, 0.0, 1, 1)
    assert done.bars >= len(download.result().bars[1])


def test_the_remaining_time_is_that_of_what_was_not_there_before(tmp_path: Path):
    store, days = Store(tmp_path), timedelta(days=1)
    store.add(Series(1, "1min"), no_bars(), covers=Span(AUTUMN.start, AUTUMN.end - 9 * days))
    download = plan(store=store)
    (probe,) = begin(download)[0].keep(CONTRACT)
    assert (probe is not None, download.progress().remaining) == (True, None)
    download.desk.clock.sleep(60)
    download.settle(download.entries[0], 3 * days)
    assert download.progress().remaining == pytest.approx(120)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"wanted": []}, "no contract"),
        ({"span": Span(at("2014-01-01"), at("2015-01-01"))}, "lies in the future"),
        ({"bar": "7min"}, "no bars of '7min'"),
    ],
)
def test_what_cannot_be_downloaded_is_refused_before_anything_is_sent(options: dict[str, Any], words: str):
    with pytest.raises(InvalidArgument, match=words):
        plan(**options)


def test_the_same_contract_twice_is_downloaded_once():
    assert len(plan(wanted=[CONTRACT, CONTRACT]).entries) == 1


@pytest.mark.parametrize(
    ("bar", "per_session", "begun", "period"),
    [
        ("1min", 390, False, "2d"),
        ("1min", 390, True, "3d"),
        ("1min", 1440, False, "8h"),
        ("5min", 78, False, "6d"),
        ("1h", 8, False, "89d"),
        ("1d", 1, False, "1000d"),
        ("1w", 1, False, "15y"),
        ("1m", 1, False, "15y"),
    ],
)
def test_the_longest_window_that_fits_is_asked_for(bar, per_session, begun, period):
    assert windows(bar)[best_window(bar, per_session, begun=begun)] == period


@given(st.integers(0, 500), st.integers(1, 5000), st.integers(1, 5))
def test_pieces_of_a_span_are_the_span(start: int, hours: int, pieces: int):
    begin = at("2012-01-01") + timedelta(hours=start)
    span = Span(begin, begin + timedelta(hours=hours))
    found = divide(span, pieces)
    assert joined(found) == (span,)
    assert len(found) <= pieces
