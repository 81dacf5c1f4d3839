"""What can go wrong with bars on disk.

HistoryError
└── StoreError
    ├── StoreBusy       somebody else writes; wait longer, or look who it is
    ├── NewerStore      update the package
    ├── DamagedFile     `store.repair()`, then download its span again
    └── NotStored       download it first                                   (also LookupError)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import HistoryError

if TYPE_CHECKING:
    from ..model.spans import Span


class StoreError(HistoryError):
    """A store could not be read or written."""


class StoreBusy(StoreError):
    """Another process writes to the store and did not finish in time."""


class NewerStore(StoreError):
    """The store was written by a newer version of this package."""


class DamagedFile(StoreError):
    """A file of the store does not hold what the catalogue says. All others can still be read."""

    file: str
    """Its path within the store."""
    span: Span | None
    """The time whose bars were in it, where known."""

    def __init__(self, file: str, reason: str, *, span: Span | None = None) -> None:
        """Name the file and what is wrong with it."""
        lost = f" It held bars from {span}; everything else can still be read." if span else ""
        super().__init__(
            f"{file} is damaged: {reason}.{lost} `store.repair()` sets it aside, "
            "and the next download fetches its bars again."
        )
        self.file = file
        self.span = span


class NotStored(StoreError, LookupError):
    """The store has no such bars."""
