"""A store under attack: killed writers, a full disk, damaged files, two writers, readers meanwhile."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ibkr.history import DamagedFile, NotStored, Store, StoreBusy, StoreError
from ibkr.history.files import LocalFiles
from ibkr.model.bars import Bars
from ibkr.model.downloads import Series
from ibkr.model.spans import Span

from .made import APPLE, DAY, NOON, at, minutes

IBM = Series(8314, "1min")
JUNE = Span(at("2012-06-01"), at("2012-07-01"))


def held(place: Path, series: Series = APPLE) -> int:
    try:
        return len(Store(place).read(series.conid, series.bar).to_numpy())
    except NotStored:
        return 0


def parts(place: Path) -> list[Path]:
    return sorted(place.rglob("*.parquet"))


# --- killed in the middle ------------------------------------------------------------------------


class Killed(BaseException):
    """The process ends here: nobody cleans up."""


class Mortal(LocalFiles):
    """Files of a process that is killed before its n-th change."""

    def __init__(self, root: Path, changes: int) -> None:
        super().__init__(root, opener=self._opened)
        self._left = changes

    def _change(self) -> None:
        if self._left == 0:
            raise Killed
        self._left -= 1

    def _opened(self, path: Path, mode: str) -> Any:
        if self._left == 0:
            path.write_bytes(b"PAR1 half a fi")  # what a killed writer leaves behind
            raise Killed
        self._left -= 1
        return path.open(mode)

    def remove(self, path: str) -> None:
        self._change()
        super().remove(path)


def write_all(store: Store) -> None:
    """Two pages that touch, one that overlaps both, and the tidying up."""
    store.add(APPLE, minutes(100), covers=Span(at("2012-06-01"), at("2012-06-02")))
    store.add(APPLE, minutes(100, start=NOON + DAY), covers=Span(at("2012-06-02"), at("2012-06-03")))
    store.add(APPLE, minutes(2000))
    store.settle(APPLE)


def test_killed_before_any_change_the_store_is_whole_and_goes_on(tmp_path: Path):
    died = 0
    for number in range(40):
        place = tmp_path / str(number)
        try:
            write_all(Store(place, files=Mortal(place, number)))
        except Killed:
            died += 1
        store = Store(place)
        assert store.check() == []
        assert held(place) in (0, 100, 200, 2000)
        assert held(place) >= 100 * len(store.covered(APPLE))
        write_all(store)
        assert store.read(265598, "1min").to_numpy() == minutes(2000)
        assert len(parts(place)) == 1, "leftovers are removed"
    assert 8 < died < 40, "the last rounds got through"


# --- a full disk -----------------------------------------------------------------------------------


class SmallDisk:
    """A file on a disk that has room for some bytes more."""

    def __init__(self, file: Any, room: int) -> None:
        self._file, self._room = file, room

    def write(self, content: Any) -> None:
        data = bytes(memoryview(content))
        self._file.write(data[: self._room])
        if len(data) > self._room:
            raise OSError(errno.ENOSPC, "No space left on device")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> SmallDisk:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


@pytest.mark.parametrize("room", [0, 10, 700])
def test_a_full_disk_is_told_and_leaves_nothing_half_written(tmp_path: Path, room: int):
    Store(tmp_path).add(APPLE, minutes(100))
    before = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    full = LocalFiles(tmp_path, opener=lambda path, mode: SmallDisk(path.open(mode), room))
    with pytest.raises(StoreError, match=r"No space left on device.*untouched"):
        Store(tmp_path, files=full).add(APPLE, minutes(5000))
    assert held(tmp_path) == 100
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == before


# --- damaged files -----------------------------------------------------------------------------------


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 0xFF
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Two years of one contract in two files, and another contract."""
    store = Store(tmp_path)
    store.add(APPLE, minutes(500), covers=JUNE)
    store.add(APPLE, minutes(500, start=NOON + 366 * DAY))
    store.add(IBM, minutes(10))
    return tmp_path


DAMAGE = pytest.mark.parametrize("damage", [flip, cut, empty, Path.unlink])


@DAMAGE
def test_a_damaged_file_is_named_and_everything_else_is_read(place: Path, damage: Callable[[Path], None]):
    broken = next(path for path in parts(place) if path.name.startswith("2012") and "265598" in str(path))
    damage(broken)
    store = Store(place)
    with pytest.raises(DamagedFile, match=r"2012.*damaged.*everything else.*repair") as caught:
        store.read(265598, "1min").to_numpy()
    assert str(place / caught.value.file) == str(broken)
    assert len(store.read(265598, "1min", start=at("2013-01-01")).to_numpy()) == 500
    assert held(place, IBM) == 10
    assert [one.file for one in store.check()] == [caught.value.file]


@DAMAGE
def test_repair_sets_it_aside_and_its_time_is_asked_for_again(place: Path, damage: Callable[[Path], None]):
    damage(next(path for path in parts(place) if path.name.startswith("2012") and "265598" in str(path)))
    store = Store(place)
    (found,) = store.repair()
    assert found.span is not None
    assert found.span.start == at("2012-06-01 12:00")
    assert store.check() == []
    assert held(place) == 500
    assert not any(one.within(found.span) for one in store.covered(APPLE))
    assert at("2012-06-20") in store.covered(APPLE)[-1]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": 1}', b'{"format": "1"}'])
def test_a_damaged_catalogue_is_made_again_from_the_files(place: Path, content: bytes):
    catalogue = next(path for path in place.rglob("series.json") if "265598" in str(path))
    catalogue.write_bytes(content)
    store = Store(place)
    with pytest.raises(DamagedFile, match=r"series\.json"):
        store.read(265598, "1min")
    assert held(place, IBM) == 10
    assert [one.series for one in store.repair()] == [None]
    assert held(place) == 1000
    assert store.covered(APPLE) == ()


def test_with_catalogue_and_file_damaged_the_other_file_survives(place: Path):
    flip(next(path for path in parts(place) if path.name.startswith("2013")))
    next(path for path in place.rglob("series.json") if "265598" in str(path)).write_text("no")
    Store(place).repair()
    assert held(place) == 500


# --- others at the same time ------------------------------------------------------------------------


def test_a_second_writer_waits_and_is_told(tmp_path: Path):
    with LocalFiles(tmp_path).writing(0), pytest.raises(StoreBusy, match="Another process writes"):
        Store(tmp_path, wait=0).add(APPLE, minutes(1))
    Store(tmp_path, wait=0).add(APPLE, minutes(1))
    assert held(tmp_path) == 1


def test_writers_side_by_side_lose_nothing(tmp_path: Path):
    def write(number: int) -> None:
        store = Store(tmp_path)
        for page in range(8):
            store.add(APPLE, minutes(50, start=NOON + (number * 8 + page) * DAY))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert held(tmp_path) == 4 * 8 * 50


def test_readers_see_a_whole_series_while_it_is_written(tmp_path: Path):
    store, seen, done = Store(tmp_path), list[Bars](), threading.Event()
    store.add(APPLE, minutes(100))

    def read() -> None:
        reader = Store(tmp_path)
        while not done.is_set():
            seen.append(reader.read(265598, "1min").to_numpy())

    thread = threading.Thread(target=read)
    thread.start()
    for page in range(1, 60):
        store.add(APPLE, minutes(100, start=NOON + page * DAY))
        store.settle(APPLE)
    done.set()
    thread.join()
    assert len(seen) > 1
    assert all(len(bars) % 100 == 0 and len(bars) for bars in seen)
    assert [len(bars) for bars in seen] == sorted(len(bars) for bars in seen)
