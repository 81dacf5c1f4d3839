"""The contract cache on the disk: its owner's alone, shared by processes, never in the way."""

from __future__ import annotations

import logging
import os
import sqlite3
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ibkr._core.recall import DAY, Kept
from ibkr._disk.contract_cache import ContractCache, open_cache
from ibkr.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

KEPT = Kept(1_359_730_800.0, b'{"con_id":265598}')


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "contracts.db"


def test_what_was_written_is_read_by_the_next_one(path: Path):
    first = open_cache(path, now=KEPT.at)
    first.write("key", KEPT)
    first.close()
    second = open_cache(str(path), now=KEPT.at)
    assert second.read("key") == KEPT
    assert second.read("other") is None
    second.forget()
    assert second.read("key") is None
    second.close()
    second.close()
    assert second.read("key") is None, "closed"


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX files")
def test_nobody_else_can_read_it(path: Path):
    path.touch(0o644)
    cache = open_cache(path, now=KEPT.at)
    cache.write("key", KEPT)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    cache.close()


def test_two_that_have_it_open_see_what_the_other_wrote(path: Path):
    one, other = open_cache(path, now=KEPT.at), open_cache(path, now=KEPT.at)
    one.write("key", KEPT)
    assert other.read("key") == KEPT
    one.close()
    other.close()


def test_processes_write_side_by_side_and_nothing_is_lost(path: Path):
    program = (
        "import sys; from ibkr._core.recall import Kept; from ibkr._disk.contract_cache import open_cache\n"
        "cache = open_cache(sys.argv[1], now=1.36e9)\n"
        "for number in range(25): cache.write(f'{sys.argv[2]} {number}', Kept(1.36e9, b'{}'))\n"
        "cache.close()"
    )
    running = [subprocess.Popen([sys.executable, "-c", program, str(path), str(name)]) for name in range(3)]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    cache = open_cache(path, now=KEPT.at)
    names = [f"{name} {number}" for name in range(3) for number in range(25)]
    assert all(cache.read(name) is not None for name in names)
    cache.close()


@pytest.mark.parametrize("content", [b"this is no database", b"SQLite format 3\x00" + bytes(4000)])
def test_a_damaged_file_is_said_set_aside_and_made_anew(
    path: Path, content: bytes, caplog: pytest.LogCaptureFixture
):
    path.write_bytes(content)
    with caplog.at_level(logging.WARNING, "ibkr"):
        cache = open_cache(path, now=KEPT.at)
        cache.write("key", KEPT)
    assert cache.read("key") == KEPT
    cache.close()
    assert "damaged" in caplog.text
    assert path.with_name("contracts.db.damaged").read_bytes() == content


def test_damage_that_shows_only_when_an_answer_is_read_begins_anew_too(
    path: Path, caplog: pytest.LogCaptureFixture
):
    cache = open_cache(path, now=KEPT.at)
    for number in range(200):
        cache.write(f"key {number}", Kept(KEPT.at, bytes(500)))
    cache.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    cache = open_cache(path, now=KEPT.at)
    assert [cache.read(f"key {number}") for number in range(0, 200, 20)] == [None] * 10
    cache.write("key", KEPT)
    assert cache.read("key") == KEPT
    cache.close()
    assert "it begins again" in caplog.text


def test_an_entry_whose_bytes_have_changed_is_not_believed(path: Path):
    cache = open_cache(path, now=KEPT.at)
    cache.write("key", KEPT)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE answers SET body = ?", (b'{"con_id":265599}',))
    connection.close()
    assert cache.read("key") is None
    cache.close()


def test_a_writer_that_is_stuck_costs_an_answer_and_no_error(path: Path, caplog: pytest.LogCaptureFixture):
    cache = ContractCache(path, patience=0.0)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    cache.write("key", KEPT)
    other.execute("ROLLBACK")
    other.close()
    assert cache.read("key") is None
    cache.close()
    assert "passed by" in caplog.text


def test_answers_too_old_for_anything_leave_when_it_is_opened(path: Path):
    cache = open_cache(path, now=KEPT.at)
    cache.write("old", KEPT)
    cache.close()
    cache = open_cache(path, now=KEPT.at + 8 * DAY)
    assert cache.read("old") is None
    cache.close()


def test_a_file_of_another_version_begins_again(path: Path):
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE answers (something TEXT)")
    other.execute("PRAGMA user_version = 99")
    other.close()
    cache = open_cache(path, now=KEPT.at)
    cache.write("key", KEPT)
    assert cache.read("key") == KEPT
    cache.close()


def test_a_folder_that_does_not_exist_is_told_with_a_remedy(tmp_path: Path):
    with pytest.raises(ConfigError, match="in a folder that exists"):
        open_cache(tmp_path / "nowhere" / "contracts.db", now=KEPT.at)
