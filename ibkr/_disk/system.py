"""What each operating system does its own way with files: locks, rights, and names that last."""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from pathlib import Path

OWNER_ONLY: Final = 0o600
# A lock of Windows keeps others from reading what is locked, too: so a byte is locked that no file has.
FAR: Final = 1 << 40


class System(Protocol):
    """What the rest of this package asks of the machine."""

    @property
    def replaces_open_files(self) -> bool:
        """Whether a file can take the place of one that is open."""
        ...

    def lock(self, descriptor: int, *, wait: bool) -> None:
        """Take the file for this process alone; `OSError` if another has it and `wait` is False."""
        ...

    def unlock(self, descriptor: int) -> None:
        """Give it back."""
        ...

    def keep_private(self, descriptor: int) -> None:
        """Let nobody but its owner read the file."""
        ...

    def sync_folder(self, folder: Path) -> None:
        """Return once the names in a folder are on the disk."""
        ...


class Posix:
    """Linux, macOS and their kin; `fcntl` is the module of that name."""

    replaces_open_files = True

    def __init__(self, fcntl: Any) -> None:
        self._fcntl = fcntl

    def lock(self, descriptor: int, *, wait: bool) -> None:
        self._fcntl.flock(descriptor, self._fcntl.LOCK_EX | (0 if wait else self._fcntl.LOCK_NB))

    def unlock(self, descriptor: int) -> None:
        self._fcntl.flock(descriptor, self._fcntl.LOCK_UN)

    def keep_private(self, descriptor: int) -> None:
        os.fchmod(descriptor, OWNER_ONLY)

    def sync_folder(self, folder: Path) -> None:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class Windows:
    """Windows; `msvcrt` is the module of that name. Who may read a file there follows from its folder."""

    replaces_open_files = False

    def __init__(self, msvcrt: Any) -> None:
        self._msvcrt = msvcrt

    def lock(self, descriptor: int, *, wait: bool) -> None:
        self._locking(descriptor, self._msvcrt.LK_LOCK if wait else self._msvcrt.LK_NBLCK)

    def unlock(self, descriptor: int) -> None:
        self._locking(descriptor, self._msvcrt.LK_UNLCK)

    def _locking(self, descriptor: int, mode: int) -> None:
        os.lseek(descriptor, FAR, os.SEEK_SET)
        self._msvcrt.locking(descriptor, mode, 1)

    def keep_private(self, descriptor: int) -> None:
        del descriptor

    def sync_folder(self, folder: Path) -> None:
        del folder


KINDS: Final[dict[str, type[Posix | Windows]]] = {"fcntl": Posix, "msvcrt": Windows}
SYSTEM: Final[System] = next(kind(import_module(name)) for name, kind in KINDS.items() if find_spec(name))


def opened(path: Path, flags: int = os.O_RDWR | os.O_CREAT) -> int:
    """The file's descriptor, for bytes as they are. A file that is made is its owner's alone."""
    return os.open(path, flags | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0), OWNER_ONLY)


def content(descriptor: int) -> bytes:
    """All that is in an open file."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    return os.read(descriptor, os.fstat(descriptor).st_size)
