"""Order frames into order states, and what a gap hid: each change is told exactly once.

A frame carries an order's number and what changed; it may repeat, or be a mark
without news. What was missed is read from the live list over REST, which travels
on another connection: frames that come while it is read may be in it already.

    - A frame that changes nothing of importance is not told.
    - Final states stay, and what is filled never becomes less: older news is dropped.
    - While the list is read, an order that comes whole is told at once, and the list
      has no say in it. Parts are held back, because what they are a part of is not
      known; the list comes first then, and after it the parts that are not in it yet.

Source: spec/asyncapi.yaml, topic sor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal

from ibkr.model.events import OrderUpdate
from ibkr.model.numbers import read_number

if TYPE_CHECKING:
    from decimal import Decimal

FINAL: Final = frozenset({"Filled", "Cancelled"})

MOST: Final = 10_000
"""Orders remembered before those that have ended are forgotten."""

# Something happened to an order when one of these has changed. The rest changes by
# itself: colours, times of the last look, keys that only the list has.
MATERIAL: Final = frozenset(
    {
        "status",
        "order_ccp_status",
        "order_cancellation_by_system_reason",
        "totalSize",
        "totalCashSize",
        "filledQuantity",
        "remainingQuantity",
        "avgPrice",
        "price",
        "auxPrice",
        "orderType",
        "timeInForce",
        "outsideRTH",
    }
)

# Never named among the changes: the colours of a screen, and the key of the row.
COSMETIC: Final = frozenset({"bgColor", "fgColor", "orderId"})

# A row that has these tells all of an order.
WHOLE: Final = frozenset({"status", "totalSize", "filledQuantity", "remainingQuantity"})

Row = Mapping[str, Any]
State = dict[str, object]


class OrderBook:
    """Every order heard of, merged. Outlives connections: that is how a gap is measured."""

    def __init__(self) -> None:
        """Begin with no order known."""
        self._orders: dict[int, State] = {}
        self._reading: Reading | None = None

    def __len__(self) -> int:
        """How many orders are remembered."""
        return len(self._orders)

    def apply(self, rows: Iterable[Row]) -> list[OrderUpdate]:
        """Merge the rows of one frame; return what they changed, in their order."""
        return [update for row in rows for update in self._apply(row)]

    def begin_reading(self, *, gap: bool = True) -> None:
        """The list is going to be read: until `compare`, hold back what it must complete.

        Without a gap nothing has to be completed: what comes meanwhile is told at once.
        """
        self._reading = Reading(patient=gap)

    def compare(self, rows: Iterable[Row]) -> list[OrderUpdate]:
        """Merge the live list; return the differences that matter, then what was held back."""
        reading, self._reading = self._reading or Reading(), None
        told = [update for row in rows for update in self._compare(row, reading)]
        told += [update for parts in reading.parts.values() for update in self.apply(parts)]
        self._forget_old()
        return told

    def _forget_old(self) -> None:
        """Orders that ended long ago leave, oldest first: the gateway lists those of a day."""
        if len(self._orders) > MOST:
            ended = [number for number, order in self._orders.items() if order.get("status") in FINAL]
            for number in ended[: len(self._orders) - MOST // 2]:
                del self._orders[number]

    def _apply(self, row: Row) -> list[OrderUpdate]:
        order_id = whole_number(row.get("orderId"))
        if order_id is None or (self._reading and self._reading.holds(order_id, row)):
            return []
        state = self._orders.setdefault(order_id, {})
        if is_older(row, state):
            return []
        return _told(order_id, state, merge(state, row), "stream")

    def _compare(self, row: Row, reading: Reading) -> list[OrderUpdate]:
        order_id = whole_number(row.get("orderId"))
        if order_id is None or order_id in reading.whole:
            return []
        parts = reading.parts.pop(order_id, [])
        is_new = order_id not in self._orders
        state = self._orders.setdefault(order_id, {})
        if is_older(row, state):
            return self.apply(parts)
        changed = merge(state, row)
        told = _told(order_id, state, changed if is_new else changed & MATERIAL, "reread")
        return told + self.apply(parts[contained(parts, row) :])


class Reading:
    """What frames brought while the list was on its way."""

    def __init__(self, *, patient: bool = True) -> None:
        """Nothing so far. Without patience no row is held back."""
        self._patient = patient
        self.whole: set[int] = set()
        """Orders that came whole: the stream knows them better than the list."""
        self.parts: dict[int, list[Row]] = {}
        """Rows of the others, oldest first."""

    def holds(self, order_id: int, row: Row) -> bool:
        """Whether the row must wait for the list; it is kept then."""
        if not self._patient or row.keys() >= WHOLE:
            self.whole.add(order_id)
            self.parts.pop(order_id, None)
        if order_id in self.whole:
            return False
        self.parts.setdefault(order_id, []).append(row)
        return True


def contained(parts: Sequence[Row], listed: Row) -> int:
    """How many of the parts, counted from the first, the listed row has in it already."""
    seen: State = {}
    count = 0
    for number, part in enumerate(parts, 1):
        seen.update((key, part[key]) for key in part.keys() & MATERIAL)
        if all(same(listed.get(key), value) for key, value in seen.items()):
            count = number
    return count


def whole_number(value: object) -> int | None:
    """A number, or a text of digits; None for anything else."""
    if type(value) is int:
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        return int(value)
    return None


def merge(state: State, row: Row) -> set[str]:
    """Take over the row; return the keys whose values differ."""
    changed = {key for key, value in row.items() if key not in state or not same(state[key], value)}
    state.update((key, row[key]) for key in changed)
    return changed


def is_older(row: Row, state: Row) -> bool:
    """Whether the row tells of a time before the state."""
    status, before = row.get("status"), state.get("status")
    if before in FINAL and status is not None and status not in FINAL:
        return True
    filled, was = _amount(row.get("filledQuantity")), _amount(state.get("filledQuantity"))
    return filled is not None and was is not None and filled < was


def same(one: object, other: object) -> bool:
    """Whether two values say the same: the list writes 200.5 where the stream writes `200.50`."""
    if one == other:
        return True
    number = _amount(one)
    return number is not None and number == _amount(other)


def _amount(value: object) -> Decimal | None:
    number = read_number(value) if isinstance(value, str | int | float) else None
    return None if number is None else number.value


def _told(
    order_id: int, state: State, changed: set[str], origin: Literal["stream", "reread"]
) -> list[OrderUpdate]:
    if changed.isdisjoint(MATERIAL):
        return []
    return [OrderUpdate(order_id, dict(state), frozenset(changed) - COSMETIC, origin)]
