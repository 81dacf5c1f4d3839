"""What files need of the operating system, and what happens when the disk says no."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ibkr._core.journal import entry_of
from ibkr._disk.journal_file import open_journal
from ibkr._disk.system import FAR, SYSTEM, Windows, content, opened
from ibkr.model.clock import ManualClock

from .canned import ACCOUNT, buy_one

if TYPE_CHECKING:
    from pathlib import Path

posix = pytest.mark.skipif(os.name != "posix", reason="limits of processes and forks are POSIX")


class Msvcrt:
    """Stands for the module of Windows, whose locks part even two descriptors of one process."""

    LK_UNLCK, LK_LOCK, LK_NBLCK = 0, 1, 2

    def __init__(self) -> None:
        self.held: dict[tuple[int, int], int] = {}

    def locking(self, descriptor: int, mode: int, count: int) -> None:
        place = (os.fstat(descriptor).st_ino, os.lseek(descriptor, 0, os.SEEK_CUR))
        assert count == 1
        if mode == self.LK_UNLCK:
            assert self.held.pop(place) == descriptor
        elif self.held.setdefault(place, descriptor) != descriptor:
            raise OSError(13, "Permission denied")


@pytest.mark.parametrize("system", [SYSTEM, Windows(Msvcrt())])
def test_a_file_has_one_owner_at_a_time_and_its_content_stays_readable(system, tmp_path: Path):
    path = tmp_path / "file"
    path.write_bytes(b"content")
    one, other = opened(path), opened(path)
    system.lock(one, wait=True)
    with pytest.raises(OSError, match=r"unavailable|denied"):
        system.lock(other, wait=False)
    assert content(other) == b"content"
    system.unlock(one)
    system.lock(other, wait=False)
    assert path.stat().st_size == len(b"content") < FAR
    os.close(one)
    os.close(other)


def test_rights_and_folders_are_left_to_windows(tmp_path: Path):
    path = tmp_path / "file"
    path.touch(0o644)
    before = path.stat().st_mode
    descriptor = opened(path)
    windows = Windows(Msvcrt())
    windows.keep_private(descriptor)
    windows.sync_folder(tmp_path)
    os.close(descriptor)
    assert path.stat().st_mode == before


# Writes entries until the disk, which takes so many bytes, is full.
FULL = """
import resource, sys
from ibkr import Order
from ibkr._core.journal import entry_of
from ibkr._disk.journal_file import open_journal
from ibkr.errors import JournalError
from ibkr.model.clock import ManualClock

usual = resource.getrlimit(resource.RLIMIT_FSIZE)
journal = open_journal(sys.argv[1], ManualClock())
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, usual[1]))
try:
    for number in range(10):
        ticket = Order.limit(1, "BUY", 1, price=1, client_order_id=f"order {number}")
        journal.begin(entry_of("place", "DU1234567", [ticket], now=ManualClock().now()))
except JournalError as error:
    print(number, error)
finally:
    resource.setrlimit(resource.RLIMIT_FSIZE, usual)
"""


@posix
def test_a_full_disk_leaves_no_half_line_and_lets_no_order_go(tmp_path: Path):
    path = tmp_path / "orders.journal"
    told = subprocess.run(
        [sys.executable, "-c", FULL, path], capture_output=True, text=True, check=True
    ).stdout
    written = int(told[0])
    assert 0 < written < 9
    assert "so the order was not sent: make room" in told
    journal = open_journal(path, ManualClock())
    assert [entry.names for entry in journal.open] == [(f"order {number}",) for number in range(written)]
    journal.close()


def test_a_journal_that_cannot_be_shortened_loses_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    path, clock = tmp_path / "orders.journal", ManualClock()
    journal = open_journal(path, clock)
    entries = [entry_of("place", ACCOUNT, [buy_one()], now=clock.now()) for _ in range(2)]
    for entry in entries:
        journal.begin(entry)
    journal.note(entries[0].id, "placed", at=clock.now())
    journal.close()
    before = path.read_bytes()
    path.with_name(f"{path.name}.new").mkdir()  # where the shorter file would be written
    with caplog.at_level(logging.WARNING, "ibkr"):
        again = open_journal(path, clock)
    assert [entry.id for entry in again.open] == [entries[1].id]
    assert path.read_bytes() == before
    assert "journal not shortened" in caplog.messages
    again.close()


# Forks while it changes the file; the child gives up after a moment, by a signal.
FORKED = """
import os, signal, sys
from ibkr import SharedPacing

pacing = SharedPacing(sys.argv[1])

def while_it_is_changed(book):
    child = os.fork()
    if not child:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        pacing._with_book(lambda book: 0.0)
        os._exit(0)
    print(signal.Signals(-os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).name)
    return 0.0

pacing._with_book(while_it_is_changed)
"""


@posix
def test_a_forked_process_waits_for_its_parent_s_turn_with_the_shared_limits(tmp_path: Path):
    path = tmp_path / "limits"
    told = subprocess.run([sys.executable, "-c", FORKED, path], capture_output=True, text=True, check=False)
    assert (told.stdout, told.stderr) == ("SIGALRM\n", "")
