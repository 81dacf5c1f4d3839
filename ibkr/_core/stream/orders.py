"""Order frames into order states, and what a gap hid: each change is told exactly once.

A frame carries an order's number and what changed. Frames may repeat, may be
marks without news, and may be older than what was read over REST meanwhile:
the live list and the stream travel on different connections. Three rules keep
the story straight.

    - A frame that changes nothing is not told.
    - Final states stay, and what is filled never becomes less: older news is dropped.
    - While the list is read, what a frame brings outranks the list.

Source: spec/asyncapi.yaml, topic sor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal

from ibkr.model.events import OrderUpdate
from ibkr.model.numbers import read_number

FINAL: Final = frozenset({"Filled", "Cancelled"})

# Changes of these alone are no news: colours of a screen, and the key of the row.
COSMETIC: Final = frozenset({"bgColor", "fgColor", "orderId"})

# Where the list over REST differs in these, something happened. The rest differs
# by itself: the list has keys that the stream never sends.
MATERIAL: Final = frozenset(
    {
        "status",
        "order_ccp_status",
        "totalSize",
        "filledQuantity",
        "remainingQuantity",
        "price",
        "auxPrice",
        "avgPrice",
        "order_cancellation_by_system_reason",
    }
)

# A new order is followed by such a mark; there is no change in it.
MARK: Final = frozenset({"acct", "conid", "conidex", "orderId", "isEventTrading"})

Row = Mapping[str, Any]


class OrderBook:
    """Every order heard of, merged. Outlives connections: that is how a gap is measured."""

    def __init__(self) -> None:
        """Begin with no order known."""
        self._orders: dict[int, dict[str, object]] = {}
        self._touched: dict[int, set[str]] | None = None

    def apply(self, rows: Iterable[Row]) -> list[OrderUpdate]:
        """Merge the rows of one frame; return what they changed, in their order."""
        return [update for row in rows for update in self._apply(row)]

    def begin_reading(self) -> None:
        """From now on, until `compare`, remember what frames bring: it outranks the list."""
        self._touched = {}

    def compare(self, rows: Iterable[Row]) -> list[OrderUpdate]:
        """Merge the live list read over REST; return the differences that matter."""
        touched, self._touched = self._touched or {}, None
        return [update for row in rows for update in self._compare(row, touched)]

    def _apply(self, row: Row) -> list[OrderUpdate]:
        order_id = order_number(row)
        if order_id is None:
            return []
        known = self._orders.setdefault(order_id, {})
        if _is_older(row, known):
            return []
        if self._touched is not None:
            self._touched.setdefault(order_id, set()).update(row)
        changed = _merge(known, row) - COSMETIC
        return [] if row.keys() <= MARK else _told(order_id, known, changed, "stream")

    def _compare(self, row: Row, touched: Mapping[int, set[str]]) -> list[OrderUpdate]:
        order_id = order_number(row)
        if order_id is None:
            return []
        is_new = not self._orders.get(order_id)
        known = self._orders.setdefault(order_id, {})
        fresh = {key: value for key, value in row.items() if key not in touched.get(order_id, ())}
        if _is_older(row, known):
            return []
        changed = _merge(known, fresh) - COSMETIC
        return _told(order_id, known, changed if is_new else changed & MATERIAL, "reread")


def order_number(row: Row) -> int | None:
    """The order that a row is about: a number, or a text of digits; None if it names none."""
    value = row.get("orderId")
    if type(value) is int:
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        return int(value)
    return None


def _told(
    order_id: int, known: Row, changed: set[str], origin: Literal["stream", "reread"]
) -> list[OrderUpdate]:
    return [OrderUpdate(order_id, dict(known), frozenset(changed), origin)] if changed else []


def _merge(known: dict[str, object], row: Row) -> set[str]:
    """Take over the row; return the keys whose values differ."""
    changed = {key for key, value in row.items() if not _same(known.get(key, _ABSENT), value)}
    known.update((key, row[key]) for key in changed)
    return changed


def _is_older(row: Row, known: Row) -> bool:
    """Whether the row tells of a time before what is known."""
    status, before = row.get("status"), known.get("status")
    if before in FINAL and status is not None and status not in FINAL:
        return True
    filled, was = _amount(row.get("filledQuantity")), _amount(known.get("filledQuantity"))
    return filled is not None and was is not None and filled < was


_ABSENT: Final = object()


def _same(one: object, other: object) -> bool:
    """Whether two values say the same: the list writes 200.5 where the stream writes `200.50`."""
    if one == other:
        return True
    first = _amount(one)
    return first is not None and first == _amount(other)


def _amount(value: object) -> Any:
    number = read_number(value) if isinstance(value, str | int | float) else None
    return None if number is None else number.value
