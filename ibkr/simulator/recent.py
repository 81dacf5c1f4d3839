"""Rows of tags that many sockets ask for at nearly the same moment, put together once.

A thousand subscriptions are mostly of the same few contracts. What was gathered less than
a twentieth of a second ago is told again: ticks come each half second at most, so nobody
can tell the difference. Positions are not kept: they are the user's own and change by his calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from ibkr.simulator.quoting import SETTLE_SECONDS, row
from ibkr.simulator.rendering.quotes import HELD

if TYPE_CHECKING:
    from collections.abc import Callable

    from ibkr.simulator.state import State

KEPT_SECONDS = 0.05
_MOST = 4096

Key = tuple[str, tuple[str, ...], bool, str]


class RecentRows:
    """The latest row of each contract and choice of fields, as long as it is fresh."""

    def __init__(self) -> None:
        self._rows: dict[Key, tuple[float, dict[str, Any]]] = {}

    def row(self, state: State, contract: str, fields: tuple[str, ...], *, age: float) -> dict[str, Any]:
        """As `quoting.row`; the caller must not change what he gets."""
        if not HELD.keys().isdisjoint(fields):
            return row(state, contract, fields, age=age)
        now = state.now()
        key = (contract, fields, age >= SETTLE_SECONDS, state.account)
        kept = self._rows.get(key)
        if kept is not None and 0 <= now - kept[0] < KEPT_SECONDS:
            return kept[1]
        if len(self._rows) >= _MOST:
            self._rows.clear()
        made = row(state, contract, fields, age=age)
        self._rows[key] = (now, made)
        return made

    def __reduce__(self) -> tuple[Callable[[], Self], tuple[()]]:
        """A saved world begins with none: they are gathered again."""
        return type(self), ()
