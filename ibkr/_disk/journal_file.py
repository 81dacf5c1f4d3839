"""The journal of orders as a file of JSON lines, each on the disk before its order is sent."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ibkr._core.journal import Journal, compacted
from ibkr._disk.system import SYSTEM, content, opened
from ibkr.errors import JournalError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ibkr.model.clock import Clock

logger = logging.getLogger("ibkr")


class JournalFile:
    """The open file. It belongs to one client at a time."""

    def __init__(self, path: Path) -> None:
        """Open or make the file for its owner alone, and take it.

        Raises:
            OSError: it cannot be opened, or another client has it.
        """
        self._path = path
        self._descriptor = -1
        self._descriptor = opened(path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
        try:
            SYSTEM.lock(self._descriptor, wait=False)
            SYSTEM.keep_private(self._descriptor)
            SYSTEM.sync_folder(path.parent)
        except OSError:
            self.close()
            raise

    def lines(self) -> list[bytes]:
        """The whole lines. What a crash left of a last one is cut off: its order was not sent."""
        found = content(self._descriptor)
        whole = found[: found.rfind(b"\n") + 1]
        if len(whole) != len(found):
            os.ftruncate(self._descriptor, len(whole))
        return whole.splitlines()

    def rewrite(self, lines: Sequence[bytes]) -> None:
        """Begin again with these lines; a crash in between leaves the old ones."""
        fresh = self._path.with_name(f"{self._path.name}.new")
        fresh.unlink(missing_ok=True)
        descriptor = opened(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND)
        try:
            _write(descriptor, b"".join(line + b"\n" for line in lines))
            SYSTEM.lock(descriptor, wait=False)
            os.replace(fresh, self._path)
        except OSError:
            os.close(descriptor)
            raise
        os.close(self._descriptor)
        self._descriptor = descriptor
        SYSTEM.sync_folder(self._path.parent)

    def append(self, line: bytes) -> None:
        """Write one line, and return once it is on the disk. Half a line is never left behind."""
        end = os.fstat(self._descriptor).st_size
        try:
            _write(self._descriptor, line + b"\n")
        except OSError:
            os.ftruncate(self._descriptor, end)
            raise

    def close(self) -> None:
        """Give the file back."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __del__(self) -> None:
        """A forgotten client gives its journal back."""
        self.close()


def _write(descriptor: int, content: bytes) -> None:
    while content:
        content = content[os.write(descriptor, content) :]
    os.fsync(descriptor)


def open_journal(path: str | os.PathLike[str], clock: Clock) -> Journal:
    """The journal kept at `path`. Entries that are settled are left out of the file where that is possible.

    Raises:
        JournalError: it cannot be opened, is no journal, or another client has it.
    """
    place = Path(path).expanduser()
    try:
        store = JournalFile(place)
    except OSError as error:
        raise JournalError(
            f"The journal {str(place)!r} cannot be opened ({error.strerror}): one client at a time may have "
            "it, in a folder that exists."
        ) from error
    try:
        lines = store.lines()
        kept = compacted(lines, now=clock.now())
    except (msgspec.DecodeError, KeyError, TypeError, OSError) as error:
        store.close()
        raise JournalError(
            f"{str(place)!r} is no journal of this library, or is damaged: move it away and look at IBKR's "
            "own screens for the orders it names."
        ) from error
    if len(kept) != len(lines) and SYSTEM.replaces_open_files:
        _shorten(store, kept)
    journal = Journal(store, kept)
    if journal.open:
        logger.warning("orders without a verdict in the journal", extra={"orders": len(journal.open)})
    return journal


def _shorten(store: JournalFile, kept: Sequence[bytes]) -> None:
    try:
        store.rewrite(kept)
    except OSError as error:  # nothing is lost: the longer file says the same
        logger.warning("journal not shortened", extra={"error": error.strerror})
