"""A store: what goes in comes out, in every form, whatever the order it came in."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibkr.errors import InvalidArgument, MissingExtra
from ibkr.history import NewerStore, NotStored, Store, StoreError
from ibkr.history.extras import load
from ibkr.model.bars import Bar, Bars
from ibkr.model.contracts import Contract
from ibkr.model.downloads import Series
from ibkr.model.spans import Span

from .made import APPLE, DAY, MINUTE, NOON, at, bars_at, minutes

CONTRACT = Contract(265598, "AAPL", exchange="NASDAQ")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "history")


def all_of(store: Store, series: Series = APPLE) -> Bars:
    return store.read(series.conid, series.bar).to_numpy()


def test_what_is_stored_is_read_back_by_another_store(store: Store, tmp_path: Path):
    store.add(APPLE, minutes(1500), contract=CONTRACT)
    assert all_of(Store(tmp_path / "history")) == minutes(1500)


def test_opening_a_store_writes_nothing(tmp_path: Path):
    assert Store(tmp_path / "new").series() == []
    assert not (tmp_path / "new").exists()


def test_a_span_is_cut_out_to_the_bar(store: Store):
    store.add(APPLE, minutes(1500))
    chosen = store.read(265598, "1min", start=at("2012-06-01 12:10"), end=at("2012-06-01 12:20"))
    assert chosen.to_numpy() == minutes(1500)[10:20]
    assert str(chosen).startswith("265598 1min trades from 2012-06-01 12:10")


@settings(max_examples=25)
@given(st.lists(st.sets(st.integers(0, 40), min_size=1), min_size=1, max_size=6), st.booleans())
def test_pieces_in_any_order_become_one_series(tmp_path_factory, pieces: list[set[int]], replace: bool):
    store, wanted = Store(tmp_path_factory.mktemp("store")), dict[int, float]()
    for number, piece in enumerate(pieces):
        # Eight days each, so that the pieces reach across the turn of a year.
        bars = bars_at((NOON + day * 8 * DAY for day in piece), price=100.0 * (number + 1))
        changes = store.add(APPLE, bars, replace=replace)
        told = dict(zip(bars.time.tolist(), bars.close.tolist(), strict=True))
        assert {change.told.time.timestamp() * 1000 for change in changes} == wanted.keys() & told.keys()
        wanted = wanted | told if replace else told | wanted
    store.settle(APPLE)
    found = all_of(store)
    assert dict(zip(found.time.tolist(), found.close.tolist(), strict=True)) == wanted
    assert store.check() == []


def test_a_year_of_minutes_becomes_one_file_and_days_become_one_in_all(store: Store):
    days = Series(265598, "1d")
    for number in range(70):
        store.add(APPLE, minutes(10, start=NOON + number * DAY))
        store.add(days, bars_at([NOON + number * 30 * DAY]))
    store.settle(APPLE)
    store.settle(days)
    assert len(store.read(265598, "1min").paths()) == 1
    assert len(store.read(265598, "1d").paths()) == 1
    assert len(all_of(store)) == 700


def test_a_bar_told_twice_is_a_change_only_if_it_differs(store: Store):
    store.add(APPLE, minutes(3))
    assert store.add(APPLE, minutes(3)) == []
    (change,) = store.add(APPLE, minutes(1, price=50.0))
    assert (change.stored.close, change.told.close, change.replaced) == (
        minutes(1)[0].close, minutes(1, price=50.0)[0].close, True
    )  # fmt: skip


def test_appended_bars_do_not_replace_and_do_not_count_as_covered(store: Store):
    store.add(APPLE, minutes(3), covers=Span(at("2012-06-01 12:00"), at("2012-06-01 12:03")))
    (change,) = store.append(CONTRACT, minutes(4, price=50.0)[2:], "1min")
    assert not change.replaced
    assert all_of(store)[:3] == minutes(3)
    assert len(all_of(store)) == 4
    assert store.covered(APPLE) == (Span(at("2012-06-01 12:00"), at("2012-06-01 12:03")),)


def test_comparing_changes_nothing(store: Store):
    store.add(APPLE, minutes(3))
    assert [change.replaced for change in store.compare(APPLE, minutes(2, price=1.0))] == [False, False]
    assert all_of(store) == minutes(3)


def test_nan_equals_itself_and_survives(store: Store):
    odd = Bars([NOON], [1.0], [1.0], [1.0], [1.0], [np.nan])
    store.add(APPLE, odd)
    assert store.add(APPLE, odd) == []
    assert np.isnan(all_of(store).volume[0])


def test_series_say_what_is_there(store: Store):
    store.add(APPLE, minutes(5), contract=CONTRACT)
    (one,) = store.series()
    assert (one.symbol, one.bar, one.hours, one.bars, one.first) == (
        "AAPL", "1min", "regular", 5, at("2012-06-01 12:00")
    )  # fmt: skip
    assert one.size > 0


def test_other_hours_sources_and_exchanges_are_other_series(store: Store):
    store.add(APPLE, minutes(1))
    store.add(Series(265598, "1min", "midpoint", True, "ISLAND"), minutes(2))
    other = store.read(265598, "1min", source="midpoint", outside_rth=True, exchange="ISLAND")
    assert len(other.to_numpy()) == 2
    assert len(all_of(store)) == 1


def test_an_exchange_that_is_no_word_is_refused(store: Store):
    with pytest.raises(InvalidArgument, match="no exchange"):
        store.add(Series(1, "1d", exchange="../up"), minutes(1))


def test_what_is_not_stored_is_an_error_that_says_how_to_get_it(store: Store):
    with pytest.raises(NotStored, match=r"no bars of 1 1d trades.*download"):
        store.read(1, "1d")
    with pytest.raises(NotStored, match="no bars yet"):
        store.sql("SELECT 1")


def test_all_forms_hold_the_same_bars(store: Store):
    store.add(APPLE, minutes(7))
    chosen = store.read(CONTRACT, "1min")
    closes = minutes(7).close.tolist()
    assert chosen.to_arrow().column("close").to_pylist() == closes
    assert chosen.to_polars()["close"].to_list() == closes
    frame = chosen.to_pandas()
    assert frame["close"].tolist() == closes
    assert frame.index[0].to_pydatetime() == at("2012-06-01 12:00")
    assert chosen.arrays(["close", "time"])[1].tolist() == minutes(7).time.tolist()


def test_a_span_without_bars_is_empty_in_every_form(store: Store):
    store.add(APPLE, minutes(7))
    chosen = store.read(265598, "1min", end=at("2011-01-01"))
    assert len(chosen.to_numpy()) == len(chosen.to_pandas()) == len(chosen.to_polars()) == 0


def test_sql_sees_every_series_with_its_symbol(store: Store):
    store.add(APPLE, minutes(5), contract=CONTRACT)
    store.add(Series(8314, "1d"), bars_at([NOON]), contract=Contract(8314, "IBM"))
    rows = store.sql("SELECT symbol, bar, count(*), max(time) FROM bars GROUP BY ALL ORDER BY 1").fetchall()
    assert [row[:3] for row in rows] == [("AAPL", "1min", 5), ("IBM", "1d", 1)]
    assert rows[1][3] == at("2012-06-01 12:00")


def test_a_query_that_is_none_is_refused_in_a_sentence(store: Store):
    store.add(APPLE, minutes(1))
    with pytest.raises(InvalidArgument, match="cannot be answered"):
        store.sql("SELEC")


def test_a_folder_with_a_quote_in_its_name_can_be_queried(tmp_path: Path):
    store = Store(tmp_path / "mum's")
    store.add(APPLE, minutes(2))
    assert store.sql("SELECT count(*) FROM bars").fetchall() == [(2,)]


def test_a_newer_store_is_refused_with_what_to_do(store: Store, tmp_path: Path):
    store.add(APPLE, minutes(1))
    (tmp_path / "history" / "store.json").write_text('{"store": "ibkr history", "format": 2}')
    with pytest.raises(NewerStore, match=r"format 2.*update ibkr"):
        Store(tmp_path / "history")


def test_a_folder_of_something_else_is_refused(tmp_path: Path):
    (tmp_path / "letter.txt").write_text("Dear Mum")
    with pytest.raises(StoreError, match=r"letter.txt.*empty folder"):
        Store(tmp_path)


def test_a_store_by_url_reads_writes_and_repairs():
    store = Store("memory://elsewhere/history")
    store.add(APPLE, minutes(5), contract=CONTRACT)
    store.add(APPLE, minutes(9))
    store.settle(APPLE)
    assert all_of(Store("memory://elsewhere/history")) == minutes(9)
    assert store.check() == store.repair() == []


def test_sql_over_a_damaged_file_says_how_to_find_it(store: Store):
    store.add(APPLE, minutes(5), contract=CONTRACT)
    (path,) = store.read(APPLE.conid, APPLE.bar).paths()
    Path(path).write_bytes(b"no Parquet")
    with pytest.raises(StoreError, match=r"cannot be asked.*store.check\(\)"):
        store.sql("SELECT 1 FROM bars")


def test_sql_reads_a_store_by_url_too():
    store = Store("memory://asked/history")
    store.add(APPLE, minutes(5), contract=CONTRACT)
    store.add(Series(8314, "1d", outside_rth=True), bars_at([NOON]), contract=Contract(8314, "IBM"))
    query = "SELECT symbol, conid, bar, hours, exchange, count(*) FROM bars GROUP BY ALL ORDER BY conid"
    assert store.sql(query).fetchall() == [
        ("IBM", 8314, "1d", "all", "any", 1),
        ("AAPL", 265598, "1min", "regular", "any", 5),
    ]


def test_a_package_that_is_absent_is_named_with_its_extra():
    with pytest.raises(MissingExtra, match=r'magic needs more packages: pip install "ibkr\[history\]"'):
        load("no_such_package_at_all", needed_for="magic")
    assert "no_such_package_at_all" not in sys.modules


def test_times_are_read_without_the_rest(store: Store):
    store.add(APPLE, minutes(5))
    span = Span(at("2012-06-01 12:01"), at("2012-06-01 12:03"))
    assert store.times(APPLE, span).tolist() == [NOON + MINUTE, NOON + 2 * MINUTE]
    assert store.times(Series(1), span).tolist() == []


def test_a_bar_read_back_is_the_bar_that_went_in(store: Store):
    bar = Bar(at("2012-06-01 12:00"), 1.1, 1.3, 0.9, 1.2, 1e12 + 0.5)
    store.add(APPLE, Bars.from_bars([bar]))
    assert list(all_of(store)) == [bar]


def test_bars_that_were_read_are_not_copied_again_and_cannot_be_written_to(store: Store):
    store.add(APPLE, minutes(5))
    columns = store.read(265598, "1min").arrays()
    bars = Bars(*columns)
    assert all(mine is read for mine, read in zip(bars._columns(), columns, strict=True))
    with pytest.raises(ValueError, match="read-only"):
        bars.close[0] = 1.0
    mine = np.array([1.0])
    assert Bars([NOON], mine, mine, mine, mine, mine).close is not mine
