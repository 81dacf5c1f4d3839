"""Descriptions of contracts on the disk: a small SQLite file that several processes may share.

SQLite keeps its promises when a process is killed in the middle, and lets one writer in at a
time. A cache must never stand in the way: whatever is wrong with the file costs a call to
IBKR, and is said in the log.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import threading
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ibkr._core.recall import DAY, Kept
from ibkr._disk.system import SYSTEM, opened
from ibkr.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

logger = logging.getLogger("ibkr")

VERSION: Final = 1
"""Of the table; a file of another one begins again."""
# Seconds to wait for another process to finish writing.
PATIENCE: Final = 5.0
# What is older than the longest-lasting answer is of no use to anybody.
LONGEST: Final = 7 * DAY
TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS answers "
    "(key TEXT PRIMARY KEY, at REAL NOT NULL, body BLOB NOT NULL, sum INTEGER NOT NULL) WITHOUT ROWID"
)


class ContractCache:
    """The open file. Safe to use from many threads; other processes may have it open too."""

    def __init__(self, path: Path, *, patience: float = PATIENCE) -> None:
        """Open or make it for its owner alone; wait `patience` seconds while another process writes.

        Raises:
            OSError: it cannot be opened or made.
        """
        self._path = path
        self._patience = patience
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        _owned(path)
        try:
            self._connection = _connected(path, patience)
        except sqlite3.DatabaseError as error:
            self._begin_again(error)

    def read(self, key: str) -> Kept | None:
        """The answer of that key; None where there is none, or none that can be read."""
        rows = self._run("SELECT at, body, sum FROM answers WHERE key = ?", (key,))
        if not rows:
            return None
        at, body, checksum = rows[0]
        if not isinstance(body, bytes) or zlib.crc32(body) != checksum:
            logger.warning("an entry of the contract cache is damaged", extra={"path": str(self._path)})
            self._run("DELETE FROM answers WHERE key = ?", (key,))
            return None
        return Kept(float(at), body)

    def write(self, key: str, kept: Kept) -> None:
        """Keep it, in place of an older one."""
        row = (key, kept.at, kept.body, zlib.crc32(kept.body))
        self._run("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", row)

    def tidy(self, now: float) -> None:
        """Let go of answers that are too old for anything."""
        self._run("DELETE FROM answers WHERE at < ?", (now - LONGEST,))

    def forget(self) -> None:
        """Empty the file."""
        self._run("DELETE FROM answers")

    def close(self) -> None:
        """Give the file back; closing twice is closing once."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _run(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            if self._connection is None:
                return []
            try:
                return self._connection.execute(statement, values).fetchall()
            except sqlite3.OperationalError as error:  # busy for too long, the disk is full, read-only
                logger.warning("the contract cache was passed by", extra={"reason": str(error)})
            except sqlite3.DatabaseError as error:
                self._begin_again(error)
            return []

    def _begin_again(self, error: sqlite3.Error) -> None:
        """Set a damaged file aside and make a new one."""
        logger.warning(
            "the contract cache was damaged: it begins again",
            extra={"path": str(self._path), "reason": str(error)},
        )
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None
        with contextlib.suppress(OSError, sqlite3.Error):
            os.replace(self._path, self._path.with_name(f"{self._path.name}.damaged"))
            # What SQLite left beside the old file would spoil the new one.
            self._path.with_name(f"{self._path.name}-journal").unlink(missing_ok=True)
            _owned(self._path)
            self._connection = _connected(self._path, self._patience)


def _owned(path: Path) -> None:
    """Have the file, for its owner alone; SQLite gives the files beside it the same rights."""
    descriptor = opened(path)
    try:
        SYSTEM.keep_private(descriptor)
    finally:
        os.close(descriptor)


def _connected(path: Path, patience: float) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version not in (0, VERSION):
            connection.execute("DROP TABLE IF EXISTS answers")
        connection.execute(TABLE)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        # A killed process loses nothing. A power cut may damage the file, which is noticed and costs calls
        # to IBKR; waiting for the disk at every answer would cost more.
        connection.execute("PRAGMA synchronous = OFF")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def open_cache(path: str | os.PathLike[str], *, now: float) -> ContractCache:
    """The cache kept at `path`, without what is too old by now; it is made when it is missing.

    Raises:
        ConfigError: it cannot be opened or made.
    """
    place = Path(path).expanduser()
    try:
        cache = ContractCache(place)
    except OSError as error:
        raise ConfigError(
            f"The contract cache {str(place)!r} cannot be opened ({error.strerror}): name a file in a folder "
            "that exists."
        ) from error
    cache.tidy(now)
    return cache
