"""Market data that is asked for piece by piece: bars by stream, and the price ladder.

The gateway serves five series of bars at a time. Each holds its place until it is
ended by a number that only its first frame tells.

Source: spec/asyncapi.yaml, topics smh and sbd.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ibkr._core.stream.frames import as_list, as_object
from ibkr._core.stream.news import words
from ibkr._core.stream.quotes import conid_of
from ibkr.model.events import HistoryUpdate, LadderUpdate

Row = Mapping[str, Any]

MOST_SERIES: Final = 5


class SeriesBook:
    """The numbers of the series that the gateway serves on this connection, by contract."""

    def __init__(self) -> None:
        """Begin with none."""
        self._numbers: dict[str, str] = {}
        self.unwanted: list[str] = []
        """Numbers of series that came after they were ended: they hold a place."""
        self.wanted: set[str] = set()
        """Contracts whose bars are wanted."""

    def clear(self) -> None:
        """A new connection has no series."""
        self._numbers.clear()
        self.unwanted.clear()

    def frame(self, target: str, body: Row) -> HistoryUpdate | None:
        """Bars as they came; None if nobody wants them any more."""
        number = words(body.get("serverId"))
        if target not in self.wanted:
            if number is not None and number not in self.unwanted:
                self.unwanted.append(number)
            return None
        if number is not None:
            self._numbers[target] = number
        rows = [row for row in map(as_object, as_list(body.get("data")) or ()) if row]
        rest = {key: value for key, value in body.items() if key != "data"}
        return HistoryUpdate(conid_of(target), target, rows, rest)

    def end(self, target: str) -> str | None:
        """The number by which the series ends; None while the gateway has not told it."""
        self.wanted.discard(target)
        return self._numbers.pop(target, None)


class LadderBook:
    """The rows of every ladder, since the connection began."""

    def __init__(self) -> None:
        """Begin with none."""
        self._rows: dict[str, dict[int, Row]] = {}

    def clear(self) -> None:
        """Forget everything: a new subscription brings all rows."""
        self._rows.clear()

    def forget(self, target: str) -> None:
        """Forget one ladder: account, a plus sign, contract."""
        self._rows.pop(target, None)

    def frame(self, target: str, body: Row) -> LadderUpdate | None:
        """The ladder after one frame; None if it brought no row."""
        rows = [row for row in map(as_object, as_list(body.get("data")) or ()) if row]
        placed = {row["row"]: row for row in rows if type(row.get("row")) is int}
        if not placed:
            return None
        known = self._rows[target] = {**self._rows.get(target, {}), **placed}
        account, _, contract = target.partition("+")
        return LadderUpdate(account, contract, known, frozenset(placed))
