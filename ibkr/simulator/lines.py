"""What a session may have of the market at once: data lines of contracts, and series of bars."""

from __future__ import annotations

from collections.abc import Callable

import attrs

LINE_SECONDS = 600.0
"""A line nobody asks for ends after 10 to 15 minutes; the shorter is kept here."""


@attrs.define
class Line:
    """One open line. Times are seconds of the gateway's clock."""

    opened: float
    asked: float


class Lines:
    """The lines of one brokerage session, at most `limit` at once."""

    def __init__(self, limit: int = 100) -> None:
        self._limit = limit
        self._open: dict[str, Line] = {}

    def __len__(self) -> int:
        """How many are open."""
        return len(self._open)

    def ask(self, contract: str, now: float) -> Line | None:
        """The line of `contract` if it was open, renewed; else None, and it opens if one is free."""
        self._expire(now)
        line = self._open.get(contract)
        if line is not None:
            line.asked = now
            return line
        # More lines than allowed fail silently: the contract stays without data.
        if len(self._open) < self._limit:
            self._open[contract] = Line(now, now)
        return None

    def open(self, contract: str, now: float) -> bool:
        """Open or renew a line; False when none is free."""
        self.ask(contract, now)
        return contract in self._open

    def is_open(self, contract: str) -> bool:
        """Whether the contract has a line."""
        return contract in self._open

    def close(self, contract: str) -> bool:
        """Free the line; False when it was not open."""
        return self._open.pop(contract, None) is not None

    def close_all(self, concerns: Callable[[str], bool]) -> bool:
        """Free every line that `concerns` says yes to; False when there was none."""
        chosen = [contract for contract in self._open if concerns(contract)]
        for contract in chosen:
            self.close(contract)
        return bool(chosen)

    def clear(self) -> None:
        """Free every line."""
        self._open.clear()

    def _expire(self, now: float) -> None:
        for contract in [c for c, line in self._open.items() if now - line.asked > LINE_SECONDS]:
            del self._open[contract]


MOST_SERIES = 5
_FIRST_SERIES = 50_211


class Slots:
    """The series of bars that websockets of the session hold, each by the id that ends it."""

    def __init__(self) -> None:
        self._next = _FIRST_SERIES
        self._open: set[str] = set()

    def open(self) -> str | None:
        """Take a slot and give it an id; None when all are taken."""
        if len(self._open) >= MOST_SERIES:
            return None
        server_id = str(self._next)
        self._next += 1
        self._open.add(server_id)
        return server_id

    def close(self, server_id: str) -> None:
        """Free a slot; nothing happens when it is free."""
        self._open.discard(server_id)

    def clear(self) -> None:
        """Free every slot."""
        self._open.clear()
