"""Where answers differ from their description: noted once, never fatal."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

logger = logging.getLogger("ibkr.drift")


@attrs.frozen
class Drift:
    """One difference between an answer and its description in `spec/`."""

    operation: str
    path: str
    """Where in the answer, such as `$[*].position`."""
    expected: str
    seen: str
    """JSON type of the value, or `nothing` where a required key is absent."""
    value: object = attrs.field(default=None, eq=False, repr=False)
    """The value itself, kept in the answer as it is."""


class DriftLog:
    """Every difference seen by one client, each operation and path once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._seen: dict[tuple[str, str], Drift] = {}
        self._lock = threading.Lock()

    def note(self, found: Iterable[Drift]) -> None:
        """Keep and log those that are new."""
        for drift in found:
            with self._lock:
                new = self._seen.setdefault((drift.operation, drift.path), drift) is drift
            if new:
                # The value may be account data: it stays in `client.drift`, out of the log.
                fields = attrs.asdict(drift, filter=attrs.filters.exclude("value"))
                logger.warning(
                    "answer differs from its description: %s %s", drift.operation, drift.path, extra=fields
                )

    def __iter__(self) -> Iterator[Drift]:
        """In the order they were first seen."""
        return iter(tuple(self._seen.values()))

    def __len__(self) -> int:
        """How many operation and path pairs drifted."""
        return len(self._seen)
