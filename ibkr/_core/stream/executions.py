"""Executions, each told once, and once more when something about it becomes known.

The stream repeats them a lot, the list over REST repeats the stream, and each comes
first without its commission. What was told is remembered for longer than either
can look back, and not for ever.

Source: spec/asyncapi.yaml, topic str; GET /iserver/account/trades.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from ibkr._core.stream.orders import same
from ibkr.model.events import Execution

if TYPE_CHECKING:
    from ibkr.model.trading_events import Origin

Row = Mapping[str, Any]

MATERIAL: Final = ("size", "price", "commission", "net_amount", "side", "order_id")
"""Keys whose news is told; the rest is the same in every frame, or the screen's."""

LONGEST_LOOK: Final = 8 * 86_400_000
"""The gateway looks back seven days at most; milliseconds."""

MOST: Final = 50_000
"""Executions remembered before the old ones are looked for."""


class ExecutionBook:
    """What has been told of executions. Outlives connections: that is how nothing is told twice."""

    def __init__(self) -> None:
        """Begin with none."""
        self._told: dict[str, tuple[object, ...]] = {}
        self._times: dict[str, int] = {}
        self._room = MOST

    def __len__(self) -> int:
        """How many executions are remembered."""
        return len(self._told)

    def apply(self, rows: Iterable[Row], origin: Origin = "stream") -> list[Execution]:
        """What the rows bring that is news, oldest first as far as their times tell."""
        told = [event for row in rows if (event := self._apply(row, origin)) is not None]
        if len(self._told) > self._room:
            self._forget_old()
        return sorted(told, key=lambda event: self._times[event.execution_id]) if len(told) > 1 else told

    def _apply(self, row: Row, origin: Origin) -> Execution | None:
        key = row.get("execution_id")
        if not isinstance(key, str) or not key:
            return None
        before = self._told.get(key)
        if before is None:
            return self._first(key, row, origin)
        changed = frozenset(
            name
            for name, old in zip(MATERIAL, before, strict=True)
            if is_given(value := row.get(name)) and not same(old, value)
        )
        if not changed:
            return None
        self._told[key] = tuple(
            row.get(name) if name in changed else old for name, old in zip(MATERIAL, before, strict=True)
        )
        return Execution(key, row, changed, is_update=True, origin=origin)

    def _first(self, key: str, row: Row, origin: Origin) -> Execution:
        self._told[key] = tuple(value if is_given(value := row.get(name)) else None for name in MATERIAL)
        time = row.get("trade_time_r")
        self._times[key] = time if isinstance(time, int) else 0
        return Execution(key, row, frozenset(row), origin=origin)

    def _forget_old(self) -> None:
        oldest = max(self._times.values()) - LONGEST_LOOK
        for key in [key for key, time in self._times.items() if time < oldest]:
            del self._times[key], self._told[key]
        # Where all are young, looking again at once would cost and find nothing.
        self._room = max(MOST, 2 * len(self._told))


def is_given(value: object) -> bool:
    """Whether the gateway told a value: commissions come as empty text while they are unknown."""
    return value is not None and value != ""
