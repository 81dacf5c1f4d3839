"""Bars that come one by one go into a store, and none is lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ibkr.errors import InvalidArgument
from ibkr.history import Store, StoreError
from ibkr.history.files import files_at
from ibkr.model.spans import Span

from .made import APPLE, NOON, at, minutes

if TYPE_CHECKING:
    from pathlib import Path

    from ibkr.model.bars import Bars

CONID = APPLE.conid


def stored(folder: Path) -> Bars:
    return Store(folder).read(CONID, "1min").to_numpy()


def test_each_bar_is_on_disk_before_the_loop_sees_it(tmp_path: Path):
    with Store(tmp_path).appender(CONID, "1min") as kept:
        for count, bar in enumerate(kept.passing(minutes(5)), start=1):
            assert stored(tmp_path)[-1] == bar
            assert len(stored(tmp_path)) == count


def test_lots_are_written_when_they_are_full_and_at_the_end(tmp_path: Path):
    with Store(tmp_path).appender(CONID, "1min", every=3) as kept:
        for bar in minutes(5):
            kept.add(bar)
        assert (len(stored(tmp_path)), kept.waiting) == (3, 2)
    assert stored(tmp_path) == minutes(5)


def test_what_came_before_an_error_in_the_loop_is_kept(tmp_path: Path):
    def decide() -> None:
        with Store(tmp_path).appender(CONID, "1min", every=10) as kept:
            for _bar in kept.passing(minutes(9)):
                if kept.waiting == 4:
                    raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        decide()
    assert stored(tmp_path) == minutes(4)


def test_late_and_repeated_bars_find_their_place(tmp_path: Path):
    first, second, third = minutes(3)
    with Store(tmp_path).appender(CONID, "1min", every=4) as kept:
        for bar in (first, third, third, second):
            kept.add(bar)
    assert stored(tmp_path) == minutes(3)


def test_what_a_download_brought_stays_and_differences_are_told(tmp_path: Path):
    store = Store(tmp_path)
    store.add(APPLE, minutes(2), covers=Span(at("2012-06-01"), at("2012-06-02")))
    with store.appender(CONID, "1min") as kept:
        kept.add(minutes(1, price=55.0)[0])
    assert stored(tmp_path) == minutes(2)
    assert [change.replaced for change in kept.changes] == [False]


def test_a_full_disk_is_told_and_the_bars_wait_for_room(tmp_path: Path):
    is_full = True

    def opened(path: Path, mode: str) -> Any:
        if is_full:
            raise OSError(28, "No space left on device")
        return path.open(mode)

    store = Store(tmp_path, files=files_at(tmp_path, opener=opened))
    kept = store.appender(CONID, "1min")
    first, second = minutes(2)
    with pytest.raises(StoreError, match="No space left"):
        kept.add(first)
    assert kept.waiting == 1
    is_full = False
    kept.add(second)
    assert stored(tmp_path) == minutes(2)


def test_a_day_of_single_bars_stays_a_few_files(tmp_path: Path):
    with Store(tmp_path).appender(CONID, "1min") as kept:
        for bar in minutes(130, start=NOON):
            kept.add(bar)
    assert len(list(tmp_path.rglob("*.parquet"))) < 64
    assert stored(tmp_path) == minutes(130)


def test_a_lot_of_no_bars_is_refused(tmp_path: Path):
    with pytest.raises(InvalidArgument, match="at least one bar"):
        Store(tmp_path).appender(CONID, "1min", every=0)


def test_a_bar_size_that_history_does_not_know_is_refused(tmp_path: Path):
    with pytest.raises(InvalidArgument, match=r"'1s'.*1min"):
        Store(tmp_path).appender(CONID, "1s")
