"""Locks on files, between processes of one machine."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import msvcrt

    def lock(descriptor: int, *, wait: bool) -> None:
        """Take the file for this process alone; `OSError` if another has it and `wait` is False."""
        msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

    def unlock(descriptor: int) -> None:
        """Give it back."""
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def lock(descriptor: int, *, wait: bool) -> None:
        """Take the file for this process alone; `OSError` if another has it and `wait` is False."""
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)

    def unlock(descriptor: int) -> None:
        """Give it back."""
        fcntl.flock(descriptor, fcntl.LOCK_UN)
